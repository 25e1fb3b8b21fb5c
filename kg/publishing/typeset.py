"""A program: sets main.typ of a folder as PDF/UA-1. Its input is JSON, its output the file.

It is a process of its own, so that it can be stopped. It reads nothing but that folder and the fonts, and
where typst would fetch a package it finds an empty folder and no address.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import font_source_sans_pro
import typst

FONTS = Path(font_source_sans_pro.__file__).with_name("files")


def main() -> int:
    """0 and the PDF, or 1 and what typst says against it."""
    asked = json.load(sys.stdin)
    folder, told = Path(asked["folder"]), asked["told"]
    made = datetime.fromisoformat(told["date"] or "2000-01-01").replace(tzinfo=UTC)
    try:
        pdf = typst.compile(
            folder / "main.typ",
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs=told,
            timestamp=made,
            package_path=folder,
            package_cache_path=folder,
        )
    except typst.TypstError as error:
        print(error.diagnostic or error.message, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
