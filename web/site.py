"""Where this site is, for addresses that leave it: in data, in files, in citations and on paper."""

from __future__ import annotations

from flask import current_app, request


def absolute(address: str) -> str:
    """A whole address for one of this site: at SAFER_ADDRESS, else where this request was asked."""
    return f"{base()}/{address.lstrip('/')}"


def base() -> str:
    """The beginning of every address here, without a slash at its end."""
    given: str = current_app.config["ADDRESS"]
    return given or request.url_root.rstrip("/")
