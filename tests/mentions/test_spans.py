"""Where names begin and end."""

import pytest


def names(annotated, text):
    return [m.text for m in annotated(text).mentions if m.form == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was once her counterpart at Three Peaks Dairy.", ["Three Peaks Dairy"]),
        ("The bank paid DKK 1.2 billion to Halden Foods.", ["Halden Foods"]),
        ("Halden Foods began a Phase 2 trial in Oslo.", ["Halden Foods", "Phase 2 trial", "Oslo"]),
        ("Halden Foods has reached Phase 2 of its plan.", ["Halden Foods"]),
    ],
    ids=["a numeral opens a name", "a currency code", "a stage of a trial", "a bare stage"],
)
def test_names_end_where_they_should(annotated, text, expected):
    assert names(annotated, text) == expected


def test_a_first_name_stands_for_the_one_person_who_bears_it(annotated):
    found = annotated("Ingrid Solberg and Jonas Lund founded Halden. Today Ingrid leads it.")
    short = next(m for m in found.mentions if m.text == "Ingrid")
    assert found.antecedent[short].text == "Ingrid Solberg"
