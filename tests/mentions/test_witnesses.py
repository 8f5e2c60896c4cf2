"""What speaks for a kind, and how it is told."""

import pytest

from newsgraph.mentions.verdict import verdicts


def witnesses(annotated, text, name):
    mention = next(m for m in annotated(text).mentions if m.text == name)
    return {(witness, kind) for witness, kind, _ in mention.witnesses}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Reinhard Vollmer left.", "Reinhard Vollmer", ("given name", "Person")),
        ("A chip called Skarv is late.", "Skarv", ("one of chip", "ProductTechnology")),
        ("The crew and its leader, known as Skarv, fled.", "Skarv", ("one of leader", "Person")),
        (
            "It sells chips such as Skarv and Ternen.",
            "Ternen",
            ("one of chips", "ProductTechnology"),
        ),
    ],
)
def test_a_witness_is_heard(annotated, text, name, expected):
    assert expected in witnesses(annotated, text, name)


@pytest.mark.parametrize(
    "text",
    [
        "Norway banned the export.",
        "Sweden and Norway signed the pact.",
        "Norway's minister spoke.",
        "The export was banned by Norway. Salmon from Norway fell in price.",
    ],
)
def test_a_country_that_acts_is_its_government(annotated, text):
    found = [m for m in annotated(text).mentions if m.text == "Norway"]
    assert {m.kind for m in found} == {"GovernmentGroup"}


def test_a_verdict_tells_what_would_have_won_otherwise(annotated):
    found = list(verdicts(annotated("Vera Rubin was an astronomer. Nvidia ships Vera Rubin.")))
    rubin = next(v for v in found if "Vera Rubin" in v.names)
    assert rubin.totals[0][0] == rubin.kind
    assert rubin.runner_up is not None
    assert rubin.runner_up[1] <= rubin.totals[0][1]
    assert sum(w for _, kind, w in rubin.witnesses if kind == rubin.kind) == pytest.approx(
        rubin.totals[0][1]
    )
