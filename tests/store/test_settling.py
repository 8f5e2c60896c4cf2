"""Identity that is kept up is what a run over all documents finds."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import document, entity, graph, statement

from newsgraph.entities import candidates, company
from newsgraph.entities.evidence import likeness
from newsgraph.entities.identity import Identity, identify
from newsgraph.errors import StoreError
from newsgraph.store import index, likes, settling, surroundings
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import identity_quads, profiles
from newsgraph.store.pins import pin, read_pins, undo
from newsgraph.store.terms import IDENTITY_GRAPH, PINS_GRAPH

ORGANIZATIONS = [
    entity("Organization", "European Kelp Agency", "EKA"),
    entity("Organization", "EKA"),
    entity("Organization", "Eastern Knitting Association", "EKA"),
    entity("Organization", "Tarn Robotics", "Tarn", ticker="TRN"),
    entity("Organization", "Tarn"),
    entity("Organization", "TRN"),
    entity("Organization", "Tarn Robotics Holding"),
    entity("Organization", "Tarn Roboticks"),
    entity("Organization", "Fjordlight"),
    entity("Organization", "Fjordlight Aktiengesellschaft"),
    entity("Organization", "Fjord Light", same_as=("http://www.wikidata.org/entity/Q1",)),
    entity("ProductTechnology", "Kestrel"),
    entity("ProductTechnology", "Kestrel 2"),
    entity("Event", "Kestrel"),
]
PEOPLE = [
    entity("Person", name)
    for name in (
        "Mira Oduya",
        "M. Oduya",
        "Oduya",
        "Jon Oduya",
        "Mira Oduja",
        "Anna Berg",
        "Berg",
        "A. Berg",
        "Anna Bergh",
    )
]
COMMON = [entity("Person", f"{first} Berg") for first in ("Kim", "Lena", "Per", "Siv", "Tor")]
POOL = ORGANIZATIONS + PEOPLE + COMMON


def story(seed):
    """A document that names and relates some of the pool."""
    pick = random.Random(seed)
    named = pick.sample(POOL, pick.randint(2, 4))
    doc = document(f"Story {seed}.", f"{seed}.txt")
    pairs = [(a, b) for a in named for b in named if a != b and pick.random() < 0.25]
    said = [statement(doc, a, "supplies", b, doc.text) for a, b in pairs]
    return graph(doc, *said, entities=named)


def held(dataset):
    names = (IDENTITY_GRAPH, PINS_GRAPH)
    return {str(quad) for quad in dataset.quads(names[0])}


def whole(dataset):
    found: Identity = identify(profiles(dataset), read_pins(dataset))
    return set(map(str, identity_quads(found)))


def alike(dataset):
    """The pairs that a comparison of all finds, of those whose likeness can join them."""
    by_iri = {p.iri: p for p in profiles(dataset)}
    pairs = candidates.pairs_to_compare(by_iri.values())
    found = [likeness(by_iri[a], by_iri[b]) for a, b in pairs]
    return {(k.left, k.right) for k in found if k and (k.strong or k.stated or k.mergeable)}


def confirmations(held):
    """When company confirms each pair, as it is kept and as all of it asked anew says."""
    rows = held.db.execute("SELECT left, right, shared FROM alike WHERE weak")
    kept = {(left, right): rounds for left, right, rounds in rows}
    anew = surroundings.Surroundings(held, set())
    return kept, anew.confirmed(kept, surroundings.Sets())


def act(dataset, move, seed):
    if move == "pin":
        one, two = random.Random(seed).sample(POOL, 2)
        with suppress(StoreError):  # of pins that contradict those before
            pin(dataset, one.iri, two.iri, same=seed % 2 == 0)
    elif move == "undo" and read_pins(dataset):
        undo(dataset)
    elif move == "add":
        made = story(seed)
        if not dataset.add(made) and seed % 3:
            dataset.remove(made.document.iri)
    elif move == "swap":
        old = dataset.document_iris()[:1]
        dataset.add(story(seed), replacing=[o for o in old if o != story(seed).document.iri])


@pytest.fixture
def narrow(monkeypatch):
    """Bounds so small that a few documents cross them."""
    monkeypatch.setattr(candidates, "_MOST_ALIKE", 3)
    monkeypatch.setattr(candidates, "MOST_SAME", 4)
    monkeypatch.setattr(likes, "MOST_SAME", 4)
    for module in (company, settling, surroundings):
        monkeypatch.setattr(module, "RARE", 3)
    for module in (company, surroundings):
        monkeypatch.setattr(module, "MOST_TEXTS", 3)
    for module in (index, surroundings):
        monkeypatch.setattr(module, "FEW", 2)


MOVES = st.lists(
    st.tuples(st.sampled_from(["add", "add", "add", "swap", "pin", "undo"]), st.integers(0, 30)),
    max_size=25,
)


def check(moves):
    dataset = Dataset.memory()
    for move, seed in moves:
        act(dataset, move, seed)
        assert held(dataset) == whole(dataset), (move, seed)
        with dataset._writing() as writer:
            kept = writer.index.column("SELECT left || ' ' || right FROM alike")
            confirmed = confirmations(writer.index)
        assert {tuple(pair.split()) for pair in kept} == alike(dataset), (move, seed)
        assert confirmed[0] == confirmed[1], (move, seed)
    dataset.close()


@given(MOVES)
@settings(max_examples=25, deadline=None)
def test_after_every_change_the_identity_graph_is_that_of_a_whole_run(moves):
    check(moves)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seed", range(8))
def test_so_it_is_where_names_become_too_common_to_say_anything(seed):
    pick = random.Random(seed)
    moves = ["add"] * 4 + ["swap", "pin", "undo"]
    check([(pick.choice(moves), pick.randint(0, 30)) for _ in range(25)])


@pytest.mark.parametrize("seed", range(2))
def test_so_it_is_where_a_change_is_so_large_that_all_pairs_are_looked_at(monkeypatch, seed):
    monkeypatch.setattr(settling, "MANY", 0)
    pick = random.Random(seed)
    moves = ["add"] * 4 + ["swap", "pin", "undo"]
    check([(pick.choice(moves), pick.randint(0, 30)) for _ in range(15)])


def test_an_index_that_is_gone_or_damaged_is_made_again(tmp_path):
    with Dataset.open(tmp_path / "g", create=True) as dataset:
        for seed in range(8):
            dataset.add(story(seed))
        wanted = held(dataset)
    for damage in (lambda p: p.unlink(), lambda p: p.write_bytes(b"SQLite no more" * 99)):
        damage(tmp_path / "g" / index.FILE)
        with Dataset.open(tmp_path / "g") as dataset:
            dataset.settle()
            assert held(dataset) == wanted == whole(dataset)
            dataset.add(story(9))
            assert held(dataset) == whole(dataset)
            dataset.remove(story(9).document.iri)


def test_an_index_that_missed_changes_makes_up_for_them(tmp_path):
    path = tmp_path / "g"
    with Dataset.open(path, create=True) as dataset:
        for seed in range(4):
            dataset.add(story(seed))
    kept = (path / index.FILE).read_bytes()
    with Dataset.open(path) as dataset:
        dataset.add(story(5))
        dataset.remove(story(1).document.iri)
        dataset.add(story(6), replacing=[story(2).document.iri])
        wanted = held(dataset)
    (path / index.FILE).write_bytes(kept)
    with Dataset.open(path) as dataset:
        dataset.settle()
        assert held(dataset) == wanted
        dataset.add(story(7))
        assert held(dataset) == whole(dataset)
