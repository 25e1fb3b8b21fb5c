"""Charts of a report: horizontal bars with the number beside each, as SVG and PNG without a browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import vl_convert

from kg.publishing import Picture

BLUE, INK = "#005eb8", "#212b32"
WIDTH, BAR = 460, 26
"""Pixels: the width of the longest bar's space and the height of each bar with its gap."""
SCALE = 2.0
"""The picture for Word has so many dots for each pixel."""


def chart(name: str, title: str, bars: Sequence[tuple[str, int]]) -> Picture:
    """A picture called `name` of bars: pairs of a label and a number that is not negative."""
    spec = json.dumps(_spec(title, bars))
    return Picture(
        name,
        vl_convert.vegalite_to_svg(spec).encode(),
        vl_convert.vegalite_to_png(spec, scale=SCALE),
    )


def _spec(title: str, bars: Sequence[tuple[str, int]]) -> dict[str, Any]:
    y = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 300}}
    x = {"field": "number", "type": "quantitative", "title": None, "axis": None}
    text = {"field": "number", "type": "quantitative"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": title,
        "width": WIDTH,
        "height": {"step": BAR},
        "data": {"values": [{"label": label, "number": number} for label, number in bars]},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "color": BLUE}},
            {
                "mark": {"type": "text", "align": "left", "dx": 4, "color": INK},
                "encoding": {"text": text},
            },
        ],
        "config": {
            "view": {"stroke": None},
            "font": "Arial",
            "axis": {"labelFontSize": 13, "labelColor": INK, "domain": False, "ticks": False},
            "text": {"fontSize": 13},
        },
    }
