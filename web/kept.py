"""Pages of a kept release: at NAME@RELEASE a page reads that release, or says that it is gone."""

from __future__ import annotations

import re

from kg.release import ReleaseError
from web import release
from web.errors import Near, Refusal

RELEASE_NAME = re.compile(r"[0-9a-f]{16}")


def read(page: str, kept: str) -> None:
    """From here on the request reads the kept release; `page` is the address of the same of today.

    Raises a 410 where it is no longer kept, a 404 for what cannot be the name of a release.
    """
    try:
        release.use(kept)
    except ReleaseError as error:
        here = [Near(page, "The same, asked of the data of today")]
        if not RELEASE_NAME.fullmatch(kept):
            why = f"“{kept}” is no name of a data release."
            raise Refusal(404, why, "A name has 16 digits and letters a to f.", here) from error
        why = f"The data release {kept} is no longer kept here, so the question cannot be asked of it again."
        hint = "Ask it of the data of today, or of your own copy of that release."
        raise Refusal(410, why, hint, here) from error
