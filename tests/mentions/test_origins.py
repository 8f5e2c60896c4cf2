"""Two demonyms in one word are no name, and part none that goes on after them."""

import pytest

from newsgraph.gazetteer import Gazetteer, Known
from newsgraph.mentions.candidates import Candidate, Words
from newsgraph.mentions.origins import origins, without_origins
from newsgraph.model import Role


@pytest.fixture
def lists():
    iri = "https://example.org/"
    known = [
        Known(iri + "ch", "Place", "Switzerland", demonyms=("Swiss",)),
        Known(iri + "us", "Place", "United States", demonyms=("American",)),
        Known(iri + "acme", "Organization", "Acme"),
    ]
    return Gazetteer(known)


def words(text):
    parts, starts = [], []
    at = 0
    for part in text.replace("-", " - ").split():
        at = text.index(part, at)
        parts.append(part)
        starts.append(at)
        at += len(part)
    ends = [s + len(p) for s, p in zip(starts, parts, strict=True)]
    return Words(0, Role.PROSE, parts, starts, ends, [])


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a Swiss-American rival", [(1, 4)]),
        ("a Sino-American rival", [(1, 4)]),
        ("a Swiss - American rival", []),
        ("a swiss-american rival", []),
        ("a Swiss-owned rival", []),
    ],
)
def test_where_two_demonyms_are_one_word(lists, text, spans) -> None:
    assert origins(words(text), lists, {"sino"}) == spans


def test_what_lies_in_one_goes_and_a_known_name_behind_one_begins_there(lists) -> None:
    block = words("the Swiss-American Acme hired Swiss-American Zed")
    block.origins = origins(block, lists, set())
    inside, known = Candidate(2, 4, {"ner"}), Candidate(1, 5, {"shape"})
    unknown, apart = Candidate(6, 10, {"ner"}), Candidate(5, 6, {"shape"})
    listed = Candidate(6, 9, {"page"})
    kept = without_origins([inside, known, unknown, apart], block, lists)
    assert [(c.start, c.end) for c in kept] == [(4, 5), (6, 10), (5, 6)]
    assert [k.label for k in kept[0].known] == ["Acme"]
    assert without_origins([listed], block, lists) == [listed]
