"""The identity graph and the pins: laws of the store, and the user's word."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import FJORD, MIRA, TARN, denial_graph, entity, tarn_graph, told

from newsgraph.entities.identity import identify
from newsgraph.errors import LookupFailed, StoreError, VocabularyError
from newsgraph.model import Entity, Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical, identity, merged_with, profiles
from newsgraph.store.pins import FILE, pin, read_pins, undo
from newsgraph.store.terms import IDENTITY_GRAPH, PINS_GRAPH

AGENCY = entity("Organization", "European Kelp Agency", "EKA")
EKA = entity("Organization", "EKA")
OTHER_EKA = entity("Organization", "Eastern Knitting Association", "EKA")
ODUYA = entity("Person", "Oduya")
FJORD_GMBH = entity("Organization", "Fjordlight Aktiengesellschaft")
LISTED = Entity(
    Iri("urn:z:fjordlight"),
    "Organization",
    "Fjordlight",
    same_as=("http://www.wikidata.org/entity/Q1",),
)


def supply(one, two, source):
    """A document that says that one supplies the other."""
    return told(f"{one.label} supplies {two.label}.", one, "supplies", two, source=source)


POOL = [
    tarn_graph(),
    denial_graph(),
    supply(AGENCY, FJORD, "a.txt"),
    supply(EKA, FJORD, "b.txt"),
    supply(OTHER_EKA, TARN, "c.txt"),
    supply(ODUYA, FJORD, "d.txt"),
    supply(FJORD_GMBH, TARN, "e.txt"),
    supply(LISTED, EKA, "f.txt"),
]
SOME = st.lists(st.sampled_from(POOL), unique_by=lambda g: g.document.iri, max_size=5)
PAIRS = st.lists(
    st.tuples(
        st.sampled_from([AGENCY, EKA, OTHER_EKA]), st.sampled_from([TARN, FJORD]), st.booleans()
    ),
    unique_by=lambda p: (p[0].iri, p[1].iri),
    max_size=2,
)


def content(dataset):
    return sorted(str(quad) for quad in dataset.quads())


def store_of(graphs, pins=()):
    dataset = Dataset.memory()
    for one, two, same in pins:
        with suppress(StoreError):  # of pins that contradict those before
            pin(dataset, one.iri, two.iri, same=same)
    for made in graphs:
        dataset.add(made)
    return dataset


@given(SOME, PAIRS, st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_documents_does_not_count(graphs, pins, random):
    shuffled = list(graphs)
    random.shuffle(shuffled)
    assert content(store_of(graphs, pins)) == content(store_of(shuffled, pins))


@given(SOME, SOME, PAIRS)
@settings(max_examples=25, deadline=None)
def test_what_is_added_and_removed_leaves_no_trace(graphs, more, pins):
    dataset = store_of(graphs, pins)
    before = content(dataset)
    extra = [made for made in more if not dataset.has(made.document.iri)]
    for made in extra:
        dataset.add(made)
    for made in extra:
        dataset.remove(made.document.iri)
    assert content(dataset) == before


@given(SOME, PAIRS)
@settings(max_examples=25, deadline=None)
def test_settling_once_is_settling_after_each(graphs, pins):
    dataset = store_of([], pins)
    for made in graphs:
        dataset.add(made)
    dataset.settle()
    assert content(dataset) == content(store_of(graphs, pins))


@given(SOME, st.sampled_from([(AGENCY, EKA), (TARN, FJORD), (MIRA, ODUYA)]), st.booleans())
@settings(max_examples=25, deadline=None)
def test_undo_restores_every_byte(graphs, pair, same):
    dataset = store_of(graphs)
    before = content(dataset)
    pin(dataset, pair[0].iri, pair[1].iri, same=same)
    undo(dataset)
    assert content(dataset) == before


def merged(dataset, *entities):
    first = canonical(dataset)
    return len({first.get(e.iri, e.iri) for e in entities}) == 1


def test_the_ledger_tells_reason_score_and_author():
    dataset = store_of([POOL[2], POOL[3]])
    (row,) = dataset.select(
        "SELECT ?l ?r ?why ?score ?by { GRAPH ?g { ?m a ng:Merge ; ng:left ?l ; ng:right ?r ;"
        " ng:reason ?why ; ng:similarity ?score ; ng:decidedBy ?by } }"
    )
    assert [term.value for term in row][:2] == sorted([AGENCY.iri, EKA.iri])
    assert [term.value for term in row][2:] == ["a name of both", "0.9", "rule"]


def test_documents_keep_their_own_entities():
    dataset = store_of([POOL[2], POOL[3]])
    assert {e.iri for e in dataset.read(POOL[3].document.iri).entities} == {EKA.iri, FJORD.iri}
    assert merged(dataset, AGENCY, EKA)


def test_the_known_entity_stands_for_the_others():
    dataset = store_of([POOL[6], POOL[7]])
    assert canonical(dataset)[FJORD_GMBH.iri] == LISTED.iri
    assert merged_with(dataset, [FJORD_GMBH.iri]) == {FJORD_GMBH.iri, LISTED.iri}


def test_a_third_document_can_part_what_two_joined():
    dataset = store_of([POOL[2], POOL[3]])
    dataset.add(POOL[4])
    assert not merged(dataset, AGENCY, EKA)
    assert {(d.left, d.right) for d in identity(dataset).doubts} >= {
        tuple(sorted((AGENCY.iri, EKA.iri)))
    }


def test_profiles_hold_what_documents_say():
    found = {p.iri: p for p in profiles(store_of([POOL[0], POOL[1]]))}
    tarn = found[TARN.iri]
    assert (tarn.label, tarn.kind, tarn.ticker, len(tarn.documents)) == (
        "Tarn Robotics",
        "Organization",
        "TRN",
        2,
    )
    assert tarn.aliases == {"Tarn", "Tarn Robotics", "Tarn Robotics ASA"}
    assert tarn.neighbours == {FJORD.iri}
    assert tarn.statements == 3  # what the page lists does not count


def test_a_settled_store_is_left_alone():
    dataset = store_of(POOL[:4])
    before = content(dataset)
    dataset.settle()
    assert content(dataset) == before
    assert identify(profiles(dataset), read_pins(dataset)) == identity(dataset)


# pins on disk


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "graph.db"
    with Dataset.open(path, create=True) as dataset:
        for made in (POOL[2], POOL[3], POOL[5]):
            dataset.add(made)
    return path


def test_pins_outlive_the_process_and_a_document_that_is_read_anew(folder):
    with Dataset.open(folder) as dataset:
        pin(dataset, AGENCY.iri, EKA.iri, same=False)
    with Dataset.open(folder) as dataset:
        dataset.replace(POOL[3])
        assert not merged(dataset, AGENCY, EKA)
        dataset.remove(POOL[3].document.iri)
        dataset.add(POOL[3])
        assert not merged(dataset, AGENCY, EKA)
        assert {q.graph_name.value for q in dataset.quads(PINS_GRAPH)} == {PINS_GRAPH}


def test_the_users_word_replaces_an_earlier_one(folder):
    with Dataset.open(folder) as dataset:
        pin(dataset, AGENCY.iri, EKA.iri, same=False)
        pin(dataset, EKA.iri, AGENCY.iri, same=True)
        assert [p.same for p in read_pins(dataset)] == [True]
        assert merged(dataset, AGENCY, EKA)


def test_undo_takes_back_the_last_or_the_named(folder):
    with Dataset.open(folder) as dataset:
        pin(dataset, AGENCY.iri, EKA.iri, same=False)
        pin(dataset, FJORD.iri, EKA.iri, same=False)
        assert undo(dataset, (EKA.iri, AGENCY.iri)).left == EKA.iri
        assert merged(dataset, AGENCY, EKA)
        assert undo(dataset).right == FJORD.iri
        with pytest.raises(LookupFailed, match="nothing is pinned"):
            undo(dataset)
        assert not (folder / FILE).exists()


def test_a_contradiction_is_refused_and_changes_nothing(folder):
    with Dataset.open(folder) as dataset:
        pin(dataset, AGENCY.iri, EKA.iri, same=True)
        pin(dataset, EKA.iri, FJORD.iri, same=True)
        before = content(dataset)
        with pytest.raises(StoreError, match="contradict"):
            pin(dataset, AGENCY.iri, FJORD.iri, same=False)
        assert content(dataset) == before
        assert len(read_pins(dataset)) == 2


def test_a_pin_joins_by_way_of_an_entity_that_is_gone(folder):
    with Dataset.open(folder) as dataset:
        pin(dataset, FJORD.iri, "urn:x:gone", same=True)
        pin(dataset, ODUYA.iri, "urn:x:gone", same=True)
        assert merged(dataset, FJORD, ODUYA)


def test_pins_may_be_written_by_hand(folder):
    (folder / FILE).write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        f"<{AGENCY.iri}> owl:differentFrom <{EKA.iri}> . # two agencies\n"
        f"<{FJORD.iri}> owl:sameAs <{ODUYA.iri}> .\n",
        encoding="utf-8",
    )
    with Dataset.open(folder) as dataset:
        dataset.settle()
        assert not merged(dataset, AGENCY, EKA)
        assert merged(dataset, FJORD, ODUYA)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<urn:a> <urn:b> ", "is not Turtle"),
        ("<urn:a> a <urn:b> .", "is no pin: give ng:left"),
        ("<urn:a> <https://w3id.org/newsgraph/ontology#left> <urn:b> .", "is no pin"),
    ],
)
def test_a_wrong_file_of_pins_is_an_error_that_names_it(folder, text, problem):
    (folder / FILE).write_text(text, encoding="utf-8")
    with Dataset.open(folder) as dataset, pytest.raises(VocabularyError, match=problem) as caught:
        dataset.settle()
    assert FILE in str(caught.value)


def test_a_store_opened_to_read_takes_no_pins(folder):
    with Dataset.open(folder, read_only=True) as dataset:
        with pytest.raises(StoreError, match="read only"):
            pin(dataset, AGENCY.iri, EKA.iri, same=False)
        assert not (folder / FILE).exists()
        assert list(dataset.quads(IDENTITY_GRAPH))


def test_one_entity_is_no_pair(folder):
    with Dataset.open(folder) as dataset, pytest.raises(LookupFailed, match="name two"):
        pin(dataset, EKA.iri, EKA.iri, same=True)
