"""One name for several things in a document: each mention by itself, others as one."""

import pytest

from newsgraph.documents import from_text, read
from newsgraph.gazetteer import Known
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.homonyms import by_sort
from newsgraph.model import Iri
from newsgraph.pipeline import prepare

PHOENIX = Known(Iri("https://example.org/phoenix"), "Place", "Phoenix")
FIRM = [("called brand", "Organization", 3.0), ("encoder", "Organization", 5.9)]
CITY = [("live in", "Place", 3.0), ("encoder", "Place", 5.9)]
NO_WORDS = [("encoder", "Place", 5.9)]


def drafts_of(*witnesses, known=(PHOENIX,)):
    made = [Draft(0, 20 * n, 20 * n + 7, "Phoenix", frozenset(), "", known) for n in range(9)]
    for draft, said in zip(made, witnesses, strict=False):
        draft.witnesses.extend(said)
    return made[: len(witnesses)]


def starts(found):
    return {sort: [d.start // 20 for d in drafts] for sort, drafts in found.items()}


def test_a_name_is_one_thing_mostly() -> None:
    assert starts(by_sort(drafts_of(FIRM, FIRM, NO_WORDS), {})) == {"": [0, 1, 2]}


def test_words_in_two_places_and_a_list_part_a_name() -> None:
    found = by_sort(drafts_of(FIRM, CITY, NO_WORDS, FIRM, []), {})
    assert starts(found) == {"firm": [0, 3, 4], "place": [1, 2]}  # the last as most are


def test_a_name_that_no_list_knows_stays_whole() -> None:
    assert starts(by_sort(drafts_of(FIRM, CITY, known=()), {})) == {"": [0, 1]}


def test_the_page_tells_two_things_of_one_name_apart() -> None:
    page = {(0, 7): "Organization", (20, 27): "Place"}
    mine = drafts_of([("page", "Organization", 6.0)], [("page", "Organization", 6.0)], NO_WORDS)
    found = by_sort(mine, page)
    assert starts(found) == {"firm": [0], "place": [1, 2]}
    assert mine[1].witnesses == [("page", "Place", 6.0)]


def test_what_was_said_of_the_other_thing_is_forgotten() -> None:
    mine = drafts_of([*FIRM, ("gazetteer", "Place", 4.0)], CITY)
    by_sort(mine, {})
    assert {kind for _, kind, _ in mine[0].witnesses} == {"Organization"}


BRIEF = """Technology Bullish 7

Phoenix Buys a Depot in Phoenix

Key Takeaways

  • Phoenix, the maker of electric fire engines, has bought a depot in Phoenix for $12 million.

Mentioned

Phoenix company Phoenix place Rosenbauer company

Key Facts

  1. 1Phoenix is the capital of Arizona.
  2. 2Phoenix competes with Rosenbauer.

Analysis

Phoenix was founded by Dana Whitcomb in 2019. Mayor Kate Gallego of Phoenix praised the deal.
"""


@pytest.mark.model
def test_a_firm_and_the_city_it_is_called_like_are_two_nodes(tmp_path) -> None:
    (tmp_path / "phoenix.txt").write_text(BRIEF)
    (graph,) = prepare().graphs(read([tmp_path]))
    kinds = {e.iri: e.kind for e in graph.entities if e.label == "Phoenix"}
    assert sorted(kinds.values()) == ["Organization", "Place"]
    said = [(kinds.get(s.subject), s.predicate, kinds.get(s.object)) for s in graph.statements]
    assert ("Organization", "competesWith", None) in said or (
        None,
        "competesWith",
        "Organization",
    ) in said
    assert {o for _, p, o in said if p == "mentions" and o} == {"Organization", "Place"}


@pytest.mark.model
def test_a_carmaker_a_city_and_a_president() -> None:
    text = (
        "Lincoln, a luxury brand of Ford, is named after Abraham Lincoln. "
        "Kestrel Cells lives in Lincoln, a city in Nebraska. Kestrel is based in Lincoln."
    )
    ((annotated, _),) = prepare().read([from_text(text, "test")])
    kinds = [m.kind for m in annotated.mentions if m.text == "Lincoln" and m.form == "name"]
    assert len(kinds) == 3
    assert kinds[0] != "Place"
    assert kinds[1:] == ["Place", "Place"]
