"""Releases: everything derived from the corpus, published whole or not at all and then only read.

See docs/releases.md for what a release holds and what happens at a crash.
"""

from kg.release.errors import ReleaseError
from kg.release.files import verify
from kg.release.home import Home
from kg.release.publish import PUBLISH_STEPS, publish
from kg.release.reading import SCHEMA, CurrentRelease, Release, open_release

__all__ = [
    "PUBLISH_STEPS",
    "SCHEMA",
    "CurrentRelease",
    "Home",
    "Release",
    "ReleaseError",
    "open_release",
    "publish",
    "verify",
]
