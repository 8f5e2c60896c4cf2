"""What is spoken of without a proper name."""

import pytest


def spoken(annotated, text):
    found = annotated(text).mentions
    return [(m.text, m.kind) for m in found if m.form in ("nominal", "demonym")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lawyers read the Bergen verdict twice.", [("Bergen verdict", "Event")]),
        ("The planned Halden Foods merger was stopped.", [("Halden Foods merger", "Event")]),
        ("Halden Foods lost two verdicts.", []),
        ("The drug is for malaria.", [("malaria", "Concept")]),
        ("The firm sells a malaria drug.", []),
        ("He spoke with the Danish drugmaker.", [("Danish", "Place")]),
        ("He spoke with the Danish government.", []),
    ],
    ids=[
        "a happening called after a place",
        "what is planned is not part of its name",
        "several are no one thing",
        "a known term",
        "a known term that only says which",
        "where a firm is from",
        "a government is no firm",
    ],
)
def test_what_has_no_name_of_its_own(annotated, text, expected):
    assert spoken(annotated, text) == expected


def test_a_known_term_stands_at_its_noun_unless_that_is_one_for_a_class(annotated):
    text = "The firm trains open models. It sells methanol, and open models use power."
    tokens = [t for s in annotated(text).sentences for t in s.tokens]
    assert [t.text for t in tokens if t.mention is not None] == ["methanol"]


def test_a_known_term_is_the_entity_of_the_gazetteer(stages, annotated):
    from newsgraph.entities import resolve

    found = annotated("The drug is for malaria.")
    (entity,) = {e.iri for e in resolve(found, [], stages.gazetteer).values()}
    assert entity.endswith("/concept/malaria")
