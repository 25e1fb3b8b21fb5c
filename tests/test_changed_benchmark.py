"""The benchmark of a changed record works; and so a site that runs finds what somebody has just saved."""

from __future__ import annotations

from made_support import MADE

from benchmarks.changed import measure


def test_a_saved_record_is_found_on_a_running_site_without_a_restart() -> None:
    rows = measure(MADE / "corpus", times=1)
    assert [float(row[1]) > 0 for row in rows] == [True] * 3
