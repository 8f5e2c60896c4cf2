"""How things are named: IRIs made from what a thing is, never from a counter.

The same text, entity, statement or evidence has the same IRI in every run and every
store, whatever else was read before it. A digest is the first 32 hexadecimal digits of
the SHA-256 of a JSON array, so that no two lists of parts can run together.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence

from newsgraph.model import Iri, Status, Value

BASE = "https://w3id.org/newsgraph/"
_LONGEST_SLUG = 80
# Letters that have no decomposition, and signs that tell names apart (C, C++, C#).
_SPELLED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"&": " and ", "+": " plus ", "#": " sharp ", "@": " at ", "%": " percent "}
)


def document_iri(raw_text: str) -> Iri:
    """Return the IRI of a text as read: same text, same IRI, wherever it was read."""
    digest = hashlib.sha256(raw_text.encode("utf-8", "surrogatepass")).hexdigest()
    return Iri(f"{BASE}document/{digest[:32]}")


def entity_iri(kind: str, name: str) -> Iri:
    """Return the IRI of the entity of that kind and normal form (or gazetteer id)."""
    return Iri(f"{BASE}entity/{kind.lower()}/{slug(name)}")


def statement_iri(
    document: Iri, subject: Iri, predicate: str, object_: Iri | Value, status: Status
) -> Iri:
    """Return the IRI of what a document says; qualifiers and evidence do not change it."""
    end = (
        [object_.kind, object_.lexical, object_.currency, object_.unit]
        if isinstance(object_, Value)
        else object_
    )
    return Iri(f"{BASE}statement/{_digest([document, subject, predicate, end, str(status)])}")


def evidence_iri(document: Iri, start: int, end: int, extractor: str, entry: str) -> Iri:
    """Return the IRI of a reading: the span of the document's text, who read it, and by what."""
    return Iri(f"{BASE}evidence/{_digest([document, start, end, extractor, entry])}")


def inference_iri(subject: str, predicate: str, object_: str) -> Iri:
    """Return the IRI of an inferred triple, its terms given as N-Triples writes them."""
    return Iri(f"{BASE}inference/{_digest([subject, predicate, object_])}")


def pair_iri(sort: str, left: str, right: str) -> Iri:
    """Return the IRI of what is decided about two entities: a "merge", a "pin".

    It is the same whichever of the two stands first.
    """
    return Iri(f"{BASE}{sort}/{_digest(sorted((left, right)))}")


def slug(name: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens; never empty.

    Compatibility forms, case, accents and punctuation are folded away. A name that
    holds a letter or digit without an ASCII form, that leaves nothing, or that is very
    long, gets a piece of its digest, so that two such names stay apart.

    >>> slug("Peña & Søhn plc.")
    'pena-and-sohn-plc'
    >>> slug("C++"), slug("C#")
    ('c-plus-plus', 'c-sharp')
    >>> slug("日本")
    'x-d1899c83'
    """
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    spelled = unicodedata.normalize("NFKD", folded.translate(_SPELLED))
    words = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]|[\u0300-\u036f]", "", spelled)))
    lost = any(c.isalnum() and not c.isascii() for c in spelled)
    if words and not lost and len(words) <= _LONGEST_SLUG:
        return words
    return f"{words[:_LONGEST_SLUG].strip('-') or 'x'}-{_digest([folded])[:8]}"


def _digest(parts: Sequence[object]) -> str:
    canonical = json.dumps(list(parts), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:32]
