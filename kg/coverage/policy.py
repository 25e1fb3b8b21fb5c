"""The thresholds of `corpus/policy.yaml`: what the states of coverage mean in numbers."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from loaders.faults import Fault


class Threshold(BaseModel):
    """What "covered" asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    practices: int = Field(ge=1)
    with_figure: int = Field(ge=0)

    @field_validator("with_figure")
    @classmethod
    def _no_contradiction(cls, value: int, info: ValidationInfo) -> int:
        practices = info.data.get("practices", value)
        if value > practices:
            raise ValueError(
                f"{value} is more than practices ({practices}): "
                "more practices would need a figure than are needed at all"
            )
        return value


class Policy(BaseModel):
    """The thresholds of `corpus/policy.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    covered: Threshold


class PolicyError(Exception):
    """A policy that cannot be used; `fault` names file and line."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_policy(path: Path) -> Policy:
    """Read `policy.yaml`. Raises PolicyError naming the line."""
    try:
        text = path.read_text(encoding="utf-8")
        return Policy.model_validate(yaml.safe_load(text))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyError(
            Fault(
                path.name,
                0,
                f"the policy cannot be read: {error}.",
                "See docs/coverage.md for what it holds.",
            )
        ) from error
    except ValidationError as error:
        problem = error.errors()[0]
        place = [str(part) for part in problem["loc"]]
        message = problem["msg"].removeprefix("Value error, ")
        raise PolicyError(
            Fault(
                path.name,
                _line(text, place),
                f"{'.'.join(place) or 'the policy'}: {message}.",
                "Correct it there.",
            )
        ) from error


def _line(text: str, place: list[str]) -> int:
    """The line (from 1) on which a field of the policy stands, or else what it would belong to."""
    rows = text.splitlines()
    for part in reversed(place):
        for at, row in enumerate(rows, 1):
            if row.strip().startswith(f"{part}:"):
                return at
    return 1
