"""The trained witness: its file, its features, its part in the vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.mentions import linear
from newsgraph.mentions.annotate import Annotator
from newsgraph.mentions.features import Features

ORG, PERSON, PLACE, PRODUCT = "Organization", "Person", "Place", "ProductTechnology"
MODEL = pytest.mark.model
MISTAKEN = pytest.mark.xfail(strict=True, reason="taken for an organisation: see the model card")
LIMIT = 1_000_000  # bytes


def kinds(found):
    return {m.text: m.kind for m in found.mentions if m.form == "name"}


@MODEL
@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Brennick Paper will shut its mill in Oulu next spring.", "Brennick Paper", ORG),
        ("Shares of Calvora Foods fell after the profit warning.", "Calvora Foods", ORG),
        ("The regulator fined Tessaly Bank for its late reports.", "Tessaly Bank", ORG),
        ("Verrano Logistics hired four hundred drivers in May.", "Verrano Logistics", ORG),
        ("Its rival Dunmore Glass cut prices by a tenth.", "Dunmore Glass", ORG),
        ("Investors valued Quillon Robotics at $2 billion.", "Quillon Robotics", ORG),
        ("A spokesman for Hartwell & Pryce declined to comment.", "Hartwell & Pryce", ORG),
        ("Norvane Shipping agreed to buy Osterby Lines for €80 million.", "Osterby Lines", ORG),
        ("Kestrin Energy and Ulmar Wind will merge this year.", "Ulmar Wind", ORG),
        ("Marta Helgren, who founded the firm, will stay on as chair.", "Marta Helgren", PERSON),
        ("Chief executive Tobias Wendt said orders were strong.", "Tobias Wendt", PERSON),
        pytest.param("The board named Ifeoma Adeyinka finance director.", "Ifeoma Adeyinka", PERSON, marks=MISTAKEN),
        ("Analyst Petra Lindqvist expects a slow recovery.", "Petra Lindqvist", PERSON),
        ("Workers cheered when Joaquin Ferreira resigned.", "Joaquin Ferreira", PERSON),
        ("Anselm Becker told reporters that the plant was safe.", "Anselm Becker", PERSON),
        ("Minister Kaisa Virtala opened the bridge on Monday.", "Kaisa Virtala", PERSON),
        ("The firm was founded by Hiroko Tanabe in 1998.", "Hiroko Tanabe", PERSON),
        ("Engineers built the warehouse in Ostermark, a town of six thousand.", "Ostermark", PLACE),
        ("The company will open a factory near Varmland Bay.", "Varmland Bay", PLACE),
        ("Residents of Kelbury protested against the new airport.", "Kelbury", PLACE),
        ("The pipeline runs from Tarnholm to the coast.", "Tarnholm", PLACE),
        ("Farmers in the Orlen Valley lost their harvest.", "Orlen Valley", PLACE),
        ("The company launched the Veyra 3, its cheapest phone.", "Veyra 3", PRODUCT),
        ("Doctors prescribe Molvexa for high blood pressure.", "Molvexa", PRODUCT),
        ("The maker will stop selling the Tarko X200 drill.", "Tarko X200", PRODUCT),
        ("The app Pindle runs on most phones.", "Pindle", PRODUCT),
        pytest.param("Developers complained that Corvus OS drains the battery.", "Corvus OS", PRODUCT, marks=MISTAKEN),
        ("The Halmstad Marathon was cancelled because of the heat.", "Halmstad Marathon", "Event"),
        ("Thousands attended the Lakeside Jazz Festival in June.", "Lakeside Jazz Festival", "Event"),
        ("She spoke at the Baltic Payments Conference in Tartu.", "Baltic Payments Conference", "Conference"),
    ],
)  # fmt: skip
def test_kind_of_a_name_that_no_list_holds(annotated, text, name, kind):
    assert kinds(annotated(text)).get(name) == kind


@MODEL
def test_the_verdict_stands_among_the_witnesses(annotated):
    found = annotated("Brennick Paper will shut its mill in Oulu next spring.")
    (mention,) = [m for m in found.mentions if m.text == "Brennick Paper"]
    spoken = {kind: weight for witness, kind, weight in mention.witnesses if witness == "linear"}
    assert spoken[ORG] > 0


@MODEL
def test_a_known_name_is_not_scored(annotated):
    found = annotated("Siemens will open a plant in Denmark.")
    heard = {w for m in found.mentions if m.form == "name" for w, _, _ in m.witnesses}
    assert "gazetteer" in heard
    assert "linear" not in heard


@MODEL
def test_a_build_without_the_file_still_votes(annotated, monkeypatch):
    monkeypatch.setattr(linear, "load", lambda: None)
    assert kinds(annotated("Calvora Foods Inc hired a lawyer.")) == {"Calvora Foods Inc": ORG}


@MODEL
def test_features_are_the_same_each_time(stages):
    from newsgraph.documents import from_text

    seen = []

    def note(document, drafts, blocks, describer):
        block_of = {b.block: b for b in blocks}
        seen.append([describer.describe(d, block_of[d.block]) for d in drafts])

    annotator = Annotator(stages.nlp, stages.vocabulary, stages.gazetteer, judge=note)
    for _ in range(2):
        list(annotator.documents([from_text("Ilse Brandt of Tarnova Labs left.", "test")]))
    assert seen[0] == seen[1]
    assert len(seen[0]) == 2


def test_the_shipped_file_is_small_and_loads():
    weights = linear.load()
    assert weights is not None
    assert linear.FILE.stat().st_size <= LIMIT
    assert {ORG, PERSON, PLACE, PRODUCT, "Event"} <= set(weights.kinds)


def test_no_file_is_no_model(tmp_path):
    assert linear.load(tmp_path / "none.npz") is None


def test_the_strongest_verdict_is_weaker_than_a_list_of_known_names():
    from math import log

    from newsgraph.mentions.witnesses import KNOWN

    assert -linear.WEIGHT * log(linear.FLOOR) < KNOWN


def test_buckets_are_the_same_on_every_computer():
    assert linear.buckets(["word mill", "dep nsubj"], 18) == [97606, 217666]


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6))
def test_probabilities_add_up_to_one(words):
    import numpy as np

    logs = linear.scores(linear.load(), [Features(tuple(words), ("bias",))] * 2)
    assert np.allclose(np.exp(logs).sum(axis=1), 1, atol=1e-4)
