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
        ("Halden Foods left the Premier Federation.", ["Halden Foods", "Premier Federation"]),
    ],
    ids=[
        "a numeral opens a name",
        "a currency code",
        "a stage of a trial",
        "a bare stage",
        "a title that begins a name",
    ],
)
def test_names_end_where_they_should(annotated, text, expected):
    assert names(annotated, text) == expected


def test_a_first_name_stands_for_the_one_person_who_bears_it(annotated):
    found = annotated("Ingrid Solberg and Jonas Lund founded Halden. Today Ingrid leads it.")
    short = next(m for m in found.mentions if m.text == "Ingrid")
    assert found.antecedent[short].text == "Ingrid Solberg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union chief Baek Seung-ho met Hyun-woo Seo.", ["Baek Seung-ho", "Hyun-woo Seo"]),
        ("A Hyundai-backed rival of T-Mobile Polska bid.", ["Hyundai", "T-Mobile Polska"]),
        ("Jan van de Winkel runs Halden Foods.", ["Jan van de Winkel", "Halden Foods"]),
        ("GENEVA - Zirkon Semi will build a plant.", ["GENEVA", "Zirkon Semi"]),
        ("Milieudefensie sued Halden Foods.", ["Milieudefensie", "Halden Foods"]),
        ("He ran the fair of Natur og Ungdom.", ["Natur og Ungdom"]),
        ("Its pilots fly Boeing 787s to Oslo.", ["Boeing 787s", "Oslo"]),
        ("Halden Foods will move in by Christmas.", ["Halden Foods"]),
        ("Bumble and Hinge raised prices.", ["Bumble", "Hinge"]),
        ("Plan Nordica and Corazón may merge.", ["Plan Nordica", "Corazón"]),
        ("GV, a unit of Alphabet, sold it.", ["GV", "Alphabet"]),
        (
            "He left the Office for Rail Safety and Standards.",
            ["Office for Rail Safety and Standards"],
        ),
        ("He bought it from Tessel Systems of Graz.", ["Tessel Systems", "Graz"]),
    ],
    ids=[
        "given names with a hyphen",
        "a hyphen in a name and before a participle",
        "a given name that is also a month",
        "the place of a dateline",
        "a word of no dictionary opens a sentence",
        "a foreign conjunction",
        "a plural after a number",
        "a feast",
        "two names joined open a sentence",
        "a recognised span over two names",
        "an acronym opens a sentence",
        "a body for two things",
        "the seat of a firm",
    ],
)
def test_names_hold_together(annotated, text, expected):
    assert names(annotated, text) == expected


def test_a_word_of_the_dictionary_opens_a_sentence_as_a_name_only_where_it_is_described(annotated):
    assert names(annotated, "Buyer of the plant: Tesco.") == ["Tesco"]
    assert names(annotated, "Swift, the Belgian network, shut its door.")[0] == "Swift"


def test_a_full_stop_after_a_capital_ends_the_sentence(annotated):
    assert names(annotated, "He works for SpaceX. Tesco grew.") == ["SpaceX", "Tesco"]
