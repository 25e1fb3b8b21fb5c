"""/gaps.xlsx, /gaps.svg and /gaps.png: exactly what the page of the gaps shows, as a file."""

from __future__ import annotations

import vl_convert
from flask import Blueprint, Response

from kg.workbook import as_xlsx
from web.gaps import choices, picture, workbook
from web.gaps.chosen import Chosen, chosen
from web.gaps.links import FILES
from web.gaps.shown import listed, mapped

blueprint = Blueprint("gap_files", __name__)
SCALE = 1.5
"""Pixels of the PNG for each of the SVG, so that it is sharp on paper."""


@blueprint.get("/gaps.xlsx")
def as_workbook() -> Response:
    """What is shown, its definitions on the second sheet."""
    asked = chosen()
    sheets = workbook.of_map(asked, mapped(asked)) if asked.is_map else workbook.of_list(asked, listed(asked))
    return _file(as_xlsx(sheets), asked, "xlsx")


@blueprint.get("/gaps.svg")
def as_svg() -> Response:
    """What is shown, as a picture."""
    asked = chosen()
    return _file(drawing(asked).encode(), asked, "svg", attached=False)


@blueprint.get("/gaps.png")
def as_png() -> Response:
    """The same picture in pixels."""
    asked = chosen()
    return _file(vl_convert.svg_to_png(drawing(asked), scale=SCALE), asked, "png", attached=False)


def drawing(asked: Chosen) -> str:
    """The picture as SVG."""
    title = choices.title(asked)
    if asked.is_map:
        return picture.of_map(asked, mapped(asked), title)
    return picture.of_list(asked, listed(asked), title)


def _file(content: bytes, asked: Chosen, suffix: str, attached: bool = True) -> Response:
    answer = Response(content, content_type=FILES[suffix][1])
    name = "gap-map" if asked.is_map else "gaps"
    kind = "attachment" if attached else "inline"
    answer.headers["Content-Disposition"] = f'{kind}; filename="{name}.{suffix}"'
    return answer
