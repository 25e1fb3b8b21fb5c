"""A policy that cannot be meant is refused, with the line on which it goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.coverage import read_policy
from kg.coverage.policy import PolicyError

WRONG = {
    "figures asked of more than are needed": (
        "# thresholds\ncovered:\n  practices: 2\n  with_figure: 3\n",
        "policy.yaml:4: covered.with_figure: 3 is more than practices (2)",
    ),
    "the same, the other way round": (
        "covered:\n  with_figure: 3\n  practices: 2\n",
        "policy.yaml:2: covered.with_figure: 3 is more than practices (2)",
    ),
    "no practice asked for": (
        "covered:\n  practices: 0\n  with_figure: 0\n",
        "policy.yaml:2: covered.practices: ",
    ),
    "a word for a number": (
        "covered:\n  practices: two\n  with_figure: 1\n",
        "policy.yaml:2: covered.practices: ",
    ),
    "a threshold left out": (
        "# thresholds\ncovered:\n  practices: 2\n",
        "policy.yaml:2: covered.with_figure: ",
    ),
    "a threshold nobody knows": (
        "covered:\n  practices: 2\n  with_figure: 1\n  reviews: 1\n",
        "policy.yaml:4: covered.reviews: ",
    ),
    "nothing at all": ("", "policy.yaml:1: the policy: "),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_policy_names_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        read_policy(path)
    assert str(refused.value).startswith(said)
