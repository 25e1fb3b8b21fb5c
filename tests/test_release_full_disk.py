"""A full disk changes nothing for those who read.

Two disks that refuse to write: a small tmpfs in a mount namespace of its own, so that it goes when the
process does, and a limit on the size of files, which works for every user everywhere.
"""

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from release_support import PATIENCE, Process, build, filler, leftovers, number_of, title

from kg.release import PUBLISH_STEPS, Home, ReleaseError, open_release, publish, verify

Outcome = dict[str, object]
SMALL_DISK = "mount -t tmpfs -o size=3m none {folder}"


def namespace() -> list[str]:
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


def can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    mount = SMALL_DISK.format(folder=folder)
    return subprocess.run([*namespace(), "sh", "-c", mount], capture_output=True, check=False).returncode == 0


def outcomes(words: list[str]) -> dict[str, Outcome]:
    done = subprocess.run(words, capture_output=True, text=True, timeout=2 * PATIENCE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Outcome] = json.loads(done.stdout)
    return found


def assert_nothing_changed(found: dict[str, Outcome], last_that_writes: str, reason: str) -> None:
    """Full before a step that must write, nothing changes; later, a build may succeed without space."""
    assert list(found) == list(PUBLISH_STEPS)
    must_fail = PUBLISH_STEPS[: PUBLISH_STEPS.index(last_that_writes) + 1]
    for step, outcome in found.items():
        assert outcome["whole"], (step, outcome)
        assert outcome["leftovers"] == [], (step, outcome)
        if step in must_fail:
            assert reason in str(outcome["error"]), (step, outcome)
            assert f"is still {outcome['before']}" in str(outcome["error"]), (step, outcome)
        assert (outcome["current"] == outcome["before"]) == bool(outcome["error"]), (step, outcome)


def test_a_file_that_cannot_grow_at_any_step_changes_nothing(tmp_path: Path) -> None:
    found = outcomes([sys.executable, __file__, "limit", str(tmp_path)])
    assert_nothing_changed(found, "seal", os.strerror(errno.EFBIG))


def test_a_disk_that_is_full_at_any_step_changes_nothing(tmp_path: Path) -> None:
    if not can_mount(tmp_path):
        pytest.skip("no right to mount a small disk here; the limit on the size of files is tested instead")
    script = SMALL_DISK.format(folder=tmp_path) + ' && exec "$@"'
    program = [sys.executable, __file__, "disk", str(tmp_path)]
    found = outcomes([*namespace(), "sh", "-c", script, "sh", *program])
    assert_nothing_changed(found, "fill", os.strerror(errno.ENOSPC))


class Limit:
    """No file of this process can grow."""

    def fill(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Disk:
    """The disk has no space left."""

    def __init__(self, folder: Path) -> None:
        self.ballast = folder / "ballast"

    def fill(self) -> None:
        full = pytest.raises(OSError, match=os.strerror(errno.ENOSPC))
        with self.ballast.open("wb", buffering=0) as stream, full:
            while True:
                stream.write(bytes(1024))

    def free(self) -> None:
        self.ballast.unlink(missing_ok=True)


def try_step(home: Home, number: int, step: str, space: Limit | Disk) -> Outcome:
    """Publish while from `step` on nothing can be written; tells what came of it."""

    def on_step(told: str) -> None:
        if told == f"before {step}":
            space.fill()

    before, error = home.current_name(), ""
    try:
        publish(home, title(number), filler(number), keep=1, on_step=on_step)
    except ReleaseError as refused:
        error = str(refused)
    with open_release(home) as release:
        whole = verify(release.path) == [] and title(number_of(release)) == release.name
    space.free()
    return {
        "before": before,
        "current": home.current_name(),
        "error": error,
        "whole": whole,
        "leftovers": leftovers(home),
    }


def main(kind: str, folder: Path) -> None:
    space = Limit() if kind == "limit" else Disk(folder)
    home = Home(folder / "home")
    build(home, 0)
    with Process("read", home.path) as reader:
        reader.wait_for("reads 0")
        found = {step: try_step(home, n, step, space) for n, step in enumerate(PUBLISH_STEPS, start=1)}
        build(home, 100)
        reader.wait_for("reads 100")
        reader.tell()
        assert reader.end() == 0, reader.lines
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
