"""Reports: Markdown with named queries in it, made from one release; every number carries its source.

How to write one: docs/reports.md.
"""

from kg.report.edited import Edit
from kg.report.files import NoManifestError, as_file
from kg.report.making import Made, make
from kg.report.model import Report, ReportError, UnknownReportError, find, of_release, read
from kg.report.verify import Difference, verify

__all__ = [
    "Difference",
    "Edit",
    "Made",
    "NoManifestError",
    "Report",
    "ReportError",
    "UnknownReportError",
    "as_file",
    "find",
    "make",
    "of_release",
    "read",
    "verify",
]
