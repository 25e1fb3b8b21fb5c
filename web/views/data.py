"""/data and its downloads, and every thing as data at the address of its page and a suffix."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial

from flask import Blueprint, Response, current_app, render_template, send_file

from kg import dataset
from kg.namespaces import DEFAULT_GRAPHS, GRAPH
from kg.release import Release
from kg.sssom import FILES, file_name
from web import release, represent
from web.locate import KINDS, thing_in_or_404
from web.negotiate import RDF_RULE
from web.site import absolute

blueprint = Blueprint("data", __name__)


@blueprint.get("/data")
def page() -> str:
    """What can be downloaded, what is in it, and whose it is."""
    opened = release.current()
    return render_template(
        "data/data.html",
        downloads=dataset.downloads(opened),
        graphs=dataset.graphs(opened.store),
        counts=opened.manifest["counts"],
        manifest=opened.manifest,
        queried=[graph.removeprefix(GRAPH) for graph in DEFAULT_GRAPHS],
        breadcrumbs=[{"text": "Home", "href": "/"}],
    )


@blueprint.get("/data.<any(ttl, jsonld, nt, rdf):suffix>")
def about(suffix: str) -> Response:
    """The description of the whole in VoID and DCAT."""
    triples = dataset.description(release.current(), absolute)
    return represent.rdf(triples, suffix, dataset.IRI, dataset.PREFIXES)


@blueprint.get("/data/<any(manifest, facts, coverage):name>.json")
def table(name: str) -> Response:
    """A file of the release as it is."""
    return _file(f"{name}.json", "application/json")


@blueprint.get("/data/SHA256SUMS")
def sums() -> Response:
    """The SHA-256 of each file that is sent as it is kept."""
    return Response(dataset.sums(release.current()), content_type="text/plain; charset=utf-8")


@blueprint.get("/data/release.nq")
def quads() -> Response:
    """The whole release as canonical N-Quads: the very file of which the manifest holds the hash."""
    return _file(dataset.QUADS, dataset.MEDIA_TYPES["nq"], f"safer-practice-{release.current().name}.nq")


@blueprint.get("/data/release.<any(trig, ttl):syntax>")
def graph(syntax: str) -> Response:
    """The whole release in another syntax, written while it is sent."""
    return _sent(partial(dataset.pieces, syntax=syntax), syntax, dataset.MEDIA_TYPES[syntax])


@blueprint.get("/data/release.<any(nq, trig, ttl):syntax>.gz")
def compressed(syntax: str) -> Response:
    """The same files, compressed while they are sent."""

    def pieces(opened: Release) -> Iterator[bytes]:
        return gzipped(dataset.pieces(opened, syntax))

    return _sent(pieces, f"{syntax}.gz", "application/gzip")


@blueprint.get(f"/data/<any({', '.join(repr(which) for which in FILES)}):which>.sssom.tsv")
def assertions(which: str) -> Response:
    """A SSSOM table of the release."""
    name = file_name(which)
    return _file(name, dataset.TSV, f"safer-practice-{release.current().name}-{name}")


def _file(name: str, media_type: str, called: str | None = None) -> Response:
    """A file of the release, named by the hash that the manifest holds of it."""
    opened = release.current()
    response = send_file(
        opened.path / name,
        mimetype=media_type,
        as_attachment=called is not None,
        download_name=called,
        etag=opened.manifest["files"].get(name, opened.name),
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


def _sent(pieces: Callable[[Release], Iterator[bytes]], ending: str, media_type: str) -> Response:
    """A file that is made piece by piece from a release, which is leased until the answer is closed."""
    leases = ExitStack()
    release.current()  # answers 503 where there is none
    opened = leases.enter_context(current_app.extensions["release"].lease())
    response = Response(pieces(opened), content_type=media_type)
    response.call_on_close(leases.close)
    name = f"safer-practice-{opened.name}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one gzip file (RFC 1952)."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def thing(folder: str, key: str, suffix: str) -> Response:
    """The thing whose page is /FOLDER/KEY, as data."""
    return represent.thing(thing_in_or_404(folder, key), suffix)


for _folder in KINDS:
    blueprint.add_url_rule(
        f"/{_folder}/<path:key>.{RDF_RULE}", endpoint=f"{_folder}-thing", view_func=partial(thing, _folder)
    )
