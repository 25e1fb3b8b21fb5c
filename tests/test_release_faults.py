"""Builds that fail, and releases that are not there or damaged, are told clearly and change nothing."""

import json
import shutil
from pathlib import Path

import pytest
from release_support import build, filler, leftovers, number_of, title

from kg.release import Home, ReleaseError, open_release, publish, verify


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    build(home, 1)
    return home


def assert_unchanged(home: Home) -> None:
    assert home.names() == [title(1)]
    assert home.current_name() == title(1)
    assert leftovers(home) == []


@pytest.mark.parametrize("error", [ValueError("record 7 is wrong"), KeyboardInterrupt()])
def test_a_build_that_raises_leaves_nothing_and_its_error_comes_through(
    home: Home, error: BaseException
) -> None:
    def fill(folder: Path) -> None:
        filler(2)(folder)
        raise error

    with pytest.raises(type(error)) as raised:
        publish(home, title(2), fill)
    assert raised.value is error
    assert_unchanged(home)


def test_a_build_that_the_disk_refuses_says_what_is_still_current(home: Home) -> None:
    def fill(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    with pytest.raises(ReleaseError, match=r"Permission denied.*still release-0001.*build again"):
        publish(home, title(2), fill)
    assert_unchanged(home)


@pytest.mark.parametrize("part", ["manifest.json", "store"])
def test_a_build_without_what_readers_need_is_not_published(home: Home, part: str) -> None:
    def fill(folder: Path) -> None:
        filler(2)(folder)
        (folder / part).rename(folder / "mislaid")

    with pytest.raises(ReleaseError, match=f"wrote no {part}"):
        publish(home, title(2), fill)
    assert_unchanged(home)


def test_a_store_that_cannot_be_opened_is_not_published(home: Home) -> None:
    def fill(folder: Path) -> None:
        filler(2)(folder)
        (folder / "store" / "CURRENT").unlink()

    with pytest.raises(ReleaseError, match=r"release-0002 was not made current.*CURRENT"):
        publish(home, title(2), fill)
    assert_unchanged(home)


def test_a_manifest_that_is_no_object_is_not_published(home: Home) -> None:
    def fill(folder: Path) -> None:
        filler(2)(folder)
        (folder / "manifest.json").write_text("[]")

    with pytest.raises(ReleaseError, match="JSON list, expected an object"):
        publish(home, title(2), fill)
    assert_unchanged(home)


@pytest.mark.parametrize("name", ["", "../elsewhere", ".hidden", "a/b", "x" * 101])
def test_a_name_that_could_lead_astray_is_refused(home: Home, name: str) -> None:
    with pytest.raises(ReleaseError, match="cannot be the name of a release"):
        publish(home, name, filler(2))
    with pytest.raises(ReleaseError, match="cannot be the name of a release"):
        open_release(home, name)


def test_an_unknown_name_is_answered_with_the_nearest(home: Home) -> None:
    build(home, 22)
    with pytest.raises(
        ReleaseError, match=r"no release 'release-0023'.*nearest name is release-0022; 2 are kept"
    ):
        open_release(home, "release-0023")


def test_where_nothing_was_built_the_error_says_what_to_run(tmp_path: Path) -> None:
    for name in (None, "release-0001"):
        with pytest.raises(ReleaseError, match='Run "saferpractice build"'):
            open_release(Home(tmp_path), name)
    assert list(tmp_path.iterdir()) == []


def test_a_current_release_that_was_removed_by_hand_is_named(home: Home) -> None:
    shutil.rmtree(home.folder(title(1)))
    with pytest.raises(ReleaseError, match=r'release-0001 is gone. Run "saferpractice build"'):
        open_release(home)
    build(home, 1)
    with open_release(home) as release:
        assert number_of(release) == 1


def test_a_link_that_became_a_folder_is_explained(home: Home) -> None:
    home.current.unlink()
    home.current.mkdir()
    with pytest.raises(ReleaseError, match=r'cannot be read as a link.*"cp -a"'):
        open_release(home)


def test_an_older_release_opens_by_name(home: Home) -> None:
    build(home, 2)
    with open_release(home, title(1)) as release:
        assert number_of(release) == 1
        assert release.path == home.folder(title(1))


def test_a_damaged_release_is_not_opened_and_lets_go_of_its_lease(home: Home) -> None:
    (home.folder(title(1)) / "store" / "CURRENT").unlink()
    with pytest.raises(ReleaseError, match=r"release-0001 cannot be read.*damaged: move it away"):
        open_release(home)
    build(home, 2, keep=1)
    assert home.names() == [title(2)]


def test_a_damaged_release_is_not_used_again(home: Home) -> None:
    facts = home.folder(title(1)) / "facts.json"
    facts.chmod(0o644)
    facts.write_text("2")
    with pytest.raises(ReleaseError, match=r"damaged: facts\.json was changed after publication.*Move"):
        build(home, 1)


def test_verify_names_each_file_that_is_missing_changed_or_added(home: Home) -> None:
    folder = home.folder(title(1))
    assert verify(folder) == []
    (folder / "data.nq").unlink()
    (folder / "facts.json").unlink()
    (folder / "facts.json").write_text("2")
    (folder / "index" / "more").write_text("")
    assert verify(folder) == [
        "data.nq is missing",
        "facts.json was changed after publication",
        "index/more was added after publication",
    ]


@pytest.mark.parametrize(
    ("manifest", "fault"),
    [("{", "cannot be read"), ("[]", "expected an object"), ("{}", "was never published")],
)
def test_verify_names_a_manifest_that_is_of_no_use(tmp_path: Path, manifest: str, fault: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    (found,) = verify(tmp_path)
    assert fault in found


def test_a_folder_that_was_never_published_is_no_release(home: Home) -> None:
    folder = home.releases / "by-hand"
    folder.mkdir()
    filler(2)(folder)
    assert home.names() == [title(1)]


def test_the_manifest_keeps_what_the_build_wrote_and_hashes_every_other_file(home: Home) -> None:
    folder = home.folder(title(1))
    manifest = json.loads((folder / "manifest.json").read_text())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert manifest["build"] == 1
    assert manifest["files"].keys() == files - {"manifest.json"}


def test_nothing_in_a_release_can_be_written_to(home: Home) -> None:
    files = [path for path in home.folder(title(1)).rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o444}


def test_closing_twice_does_no_harm(home: Home) -> None:
    release = open_release(home)
    release.close()
    release.close()
    with pytest.raises(ReleaseError, match="used after it was closed"):
        _ = release.store


def test_the_home_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_HOME", str(tmp_path / "elsewhere"))
    assert Home().path == tmp_path / "elsewhere"
    monkeypatch.delenv("SAFER_HOME")
    monkeypatch.chdir(tmp_path)
    assert Home().path == tmp_path / "var"


def test_a_release_of_another_schema_is_refused_with_what_to_do(home: Home) -> None:
    def fill(folder: Path) -> None:
        filler(2)(folder)
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps({**manifest, "schema": "0"}))

    publish(home, title(2), fill)
    with pytest.raises(ReleaseError, match=r'schema 0.*Run "saferpractice build"'):
        open_release(home)
