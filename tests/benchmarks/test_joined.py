"""Names of several parts, as the sets mark them."""

import pytest

from newsgraph.benchmarks.joined import joined

ORG, PLACE, PERSON = "Organization", "Place", "Person"


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("the Academy of Kelp and Reeds", [("Academy", ORG), ("Kelp", ORG), ("Reeds", ORG)],
         [("Academy of Kelp and Reeds", ORG)]),
        ("Reform Party of Ruritania", [("Reform Party", ORG), ("Ruritania", PLACE)],
         [("Reform Party of Ruritania", ORG)]),
        ("Green and Labour Party", [("Green", ORG), ("Labour Party", ORG)],
         [("Green and Labour Party", ORG)]),
        ("Brixel and Nordwell", [("Brixel", ORG), ("Nordwell", ORG)],
         [("Brixel", ORG), ("Nordwell", ORG)]),
        ("Brixel of Ruritania", [("Brixel", ORG), ("Ruritania", PLACE)],
         [("Brixel", ORG), ("Ruritania", PLACE)]),
        ("the 1987 Ruritania general election", [("Ruritania", PLACE)],
         [("1987 Ruritania general election", "Event")]),
        ("Kelp Award for Best Weed", [("Kelp Award", ORG), ("Best Weed", ORG)],
         [("Kelp Award for Best Weed", "Concept")]),
        ("a Fellow of the Kelp Society", [("Kelp Society", ORG)],
         [("Fellow of the Kelp Society", "Concept")]),
        ("Ada Party of Ruritania", [("Ada Party", PERSON), ("Ruritania", PLACE)],
         [("Ada Party", PERSON), ("Ruritania", PLACE)]),
    ],
)  # fmt: skip
def test_parts_become_one_name(text, parts, expected):
    found = [(text.index(p), text.index(p) + len(p), kind) for p, kind in parts]
    assert [(text[a:b], kind) for a, b, kind in joined(text, found)] == expected
