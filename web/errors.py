"""What a reader gets when something is wrong: what happened, why and what to do, as HTML or problem+json."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from web.nearest import nearest

DATA_SUFFIXES = (".json", ".jsonld", ".ttl", ".nt", ".csv", ".rq", ".xlsx", ".svg", ".png")
LONGEST = 1_000
"""Characters of what is said to be wrong: an address may hold a hundred times as many."""
WITH_SEARCH_BOX = {400, 404, 406, 410}


class Refusal(HTTPException):
    """An error with its own words. Raise it where a view knows more than the status says.

    raise Refusal(400, "The year 'soon' is not a number.", "Write the year in four digits, such as 2017.")
    """

    def __init__(self, status: int, why: str, mend: str, nearest: Iterable[Near] = ()) -> None:
        super().__init__(description=shown(why))
        self.code = status
        self.mend = mend
        self.nearest = tuple(nearest)


def shown(text: str) -> str:
    """A text as a message may hold it: signs that cannot be printed as blanks, cut at LONGEST."""
    text = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST + 1])
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


class Near(NamedTuple):
    """An address that may have been meant, and what stands there where that is known."""

    address: str
    title: str = ""


class Explanation(NamedTuple):
    """The words for a status: the heading, why it happens, what the reader can do."""

    heading: str
    why: str
    mend: str


EXPLANATIONS = {
    400: Explanation(
        "We could not understand that request",
        "Part of the address or of the form is missing, or is not written as this page expects.",
        "Check the address for typing mistakes, or search for what you need.",
    ),
    404: Explanation(
        "Page not found",
        "There is nothing at this address. It may be mistyped, or the link to it may be out of date.",
        "Check the address, or search for what you need.",
    ),
    405: Explanation(
        "This address cannot be used in that way",
        "The address exists, but it does not take this kind of request.",
        "Open it as an ordinary page. A program should use one of the methods in the Allow header.",
    ),
    406: Explanation(
        "Not available in that format",
        "The page exists, but not in a format that the request says it accepts.",
        "Open it in a browser, or use one of the formats linked at the foot of the page.",
    ),
    410: Explanation(
        "This page has been removed",
        "There used to be something at this address. It was taken away on purpose and will not come back.",
        "Search for what took its place.",
    ),
    413: Explanation(
        "Too much was sent at once",
        "The form or query is larger than this site accepts.",
        "Shorten it, or split it into parts and send them one after the other.",
    ),
    414: Explanation(
        "The address is too long",
        "A query or form in the address is longer than this site accepts.",
        "Shorten it, or send it as a form: the query page does that for you.",
    ),
    429: Explanation(
        "Too many requests",
        "Many requests came in a short time, and the site keeps room for everybody.",
        "Wait a minute, then try again.",
    ),
    500: Explanation(
        "Something went wrong on our side",
        "The site met a fault while making this page. You did nothing wrong, and the fault is in the log.",
        "Try again in a few minutes. If it happens again, tell whoever runs the site: address and time.",
    ),
    503: Explanation(
        "The site is not available just now",
        "It is busy, or it is being looked after.",
        "Try again in a few minutes.",
    ),
    504: Explanation(
        "That took too long",
        "The work was stopped when it reached the time limit, so that others are not kept waiting.",
        "Ask for less: add a filter, or a LIMIT to a query.",
    ),
}


@dataclass(frozen=True)
class Problem:
    """An error as it is told: fields of RFC 9457, with the addresses that may have been meant."""

    status: int
    heading: str
    why: str
    mend: str
    nearest: tuple[Near, ...] = ()

    @classmethod
    def of(cls, error: HTTPException) -> Problem:
        """What to say about an error; words that the raiser gave go before those of its status."""
        status = error.code or 500
        words = EXPLANATIONS.get(status) or Explanation(
            error.name, error.description or "", "Go back and try again, or start from the home page."
        )
        own = error.description if error.description != type(error).description else None
        mend = error.mend if isinstance(error, Refusal) else words.mend
        return cls(status, words.heading, own or words.why, mend, _near(error, status))

    def as_json(self) -> dict[str, object]:
        """The members of application/problem+json (RFC 9457, section 3)."""
        told: dict[str, object] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": f"{self.why} {self.mend}",
            "instance": request.path,
        }
        return {**told, "nearest": [near.address for near in self.nearest]} if self.nearest else told


def _near(error: HTTPException, status: int) -> tuple[Near, ...]:
    """The addresses that the raiser names, else for a page not found those close to its own."""
    if isinstance(error, Refusal) and error.nearest:
        return error.nearest
    return tuple(map(Near, nearest(request.path))) if status == 404 else ()


def init_app(app: Flask) -> None:
    """Answer every error of the application with `explain`; Flask has logged faults before it asks."""
    app.register_error_handler(HTTPException, explain)


def explain(error: HTTPException) -> HTTPException | Response:
    """The response for an error: a page for readers, problem+json for programs."""
    if error.code is None or error.code < 400:
        return error
    problem = Problem.of(error)
    if prefers_page():
        response = make_response(page(problem))
    else:
        response = jsonify(problem.as_json())
        response.mimetype = "application/problem+json"
    response.status_code = problem.status
    response.vary.add("Accept")
    for name, value in error.get_headers(request.environ):
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def page(problem: Problem) -> str:
    """The page about a problem. It opens no release after a fault of our own, which may lie there."""
    quiet = {"release_name": None} if problem.status >= 500 else {}
    search = problem.status in WITH_SEARCH_BOX
    return render_template("errors/error.html", problem=problem, search=search, **quiet)


def prefers_page() -> bool:
    """Whether the reader wants HTML: not where the address names a data format or Accept prefers one.

    Nor where the method is one that only programs use.
    """
    if request.path.endswith(DATA_SUFFIXES) or request.method not in ("GET", "HEAD", "POST"):
        return False
    accepted = request.accept_mimetypes
    return not accepted or accepted.quality("text/html") == max(quality for _, quality in accepted)
