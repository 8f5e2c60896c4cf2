"""Which form of an answer a client wants. Source: RFC 9110, section 12.5.1."""

from collections.abc import Iterable
from dataclasses import dataclass

_WORST = -1


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an answer, and the media type that stands for it on the wire."""

    name: str
    media: str


SOLUTIONS = (
    Form("json", "application/sparql-results+json"),
    Form("json", "application/json"),
    Form("xml", "application/sparql-results+xml"),
    Form("xml", "application/xml"),
    Form("csv", "text/csv"),
    Form("tsv", "text/tab-separated-values"),
)
TRUTH = tuple(form for form in SOLUTIONS if form.name in ("json", "xml"))
GRAPHS = (
    Form("ttl", "text/turtle"),
    Form("nt", "application/n-triples"),
    Form("jsonld", "application/ld+json"),
    Form("rdfxml", "application/rdf+xml"),
)
HTML = Form("html", "text/html")


def preferred(accept: str, offered: Iterable[Form]) -> Form | None:
    """Return the form that an Accept header likes best, the first of equals; None if none will do.

    An empty header takes anything.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, liked = None, 0.0
    for form in offered:
        quality = _quality(form.media, ranges)
        if quality > liked:
            best, liked = form, quality
    return best


def _range(part: str) -> tuple[str, float]:
    """Return a media range and its quality; a quality that is no number counts as 0."""
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media, quality


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """Return how well a media type is liked: the most specific range that covers it decides."""
    found, liked = _WORST, 0.0
    levels = {media: 2, f"{media.split('/')[0]}/*": 1, "*/*": 0}
    for covering, quality in ranges:
        level = levels.get(covering, _WORST)
        if level > found:
            found, liked = level, quality
    return liked
