"""Names and their kinds with the real pipeline; and what holds of every annotated document."""

from dataclasses import replace

import pytest

from newsgraph.documents.segment import from_text
from newsgraph.model import Block, Listed, Page, Role

pytestmark = pytest.mark.model
ORG, PERSON, PLACE, PRODUCT = "Organization", "Person", "Place", "ProductTechnology"


def names(found):
    return {(m.text, m.kind) for m in found.mentions if m.form == "name"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Volkswagen's chief executive, Oliver Blume, met workers in Wolfsburg.", {("Volkswagen", ORG), ("Oliver Blume", PERSON), ("Wolfsburg", PLACE)}, id="possessive"),
        pytest.param("Workers at Norrland Steel's mill in Luleå went on strike.", {("Norrland Steel", ORG), ("Luleå", PLACE)}, id="possessive of an unknown firm"),
        pytest.param("Helios Grid's revenue doubled.", {("Helios Grid", ORG)}, id="possessive that opens a sentence"),
        pytest.param("Sir Howard Stringer once ran Sony.", {("Howard Stringer", PERSON), ("Sony", ORG)}, id="Sir"),
        pytest.param("Mr Okafor said the factory was safe.", {("Okafor", PERSON)}, id="Mr"),
        pytest.param("Bank of England governor Andrew Bailey spoke in London.", {("Bank of England", ORG), ("Andrew Bailey", PERSON), ("London", PLACE)}, id="title between two names"),
        pytest.param("McKinsey partner Lena Fischer wrote the report.", {("McKinsey", ORG), ("Lena Fischer", PERSON)}, id="title in lower case"),
        pytest.param("Spotify co-founder Daniel Ek invested in Helsing.", {("Spotify", ORG), ("Daniel Ek", PERSON), ("Helsing", ORG)}, id="co-founder"),
        pytest.param("The CEO of Stellantis resigned on Sunday.", {("Stellantis", ORG)}, id="CEO and Sunday are no names"),
        pytest.param("Hewlett-Packard and Rolls-Royce signed the letter.", {("Hewlett-Packard", ORG), ("Rolls-Royce", ORG)}, id="hyphens"),
        pytest.param("AT&T and Procter & Gamble cut jobs.", {("AT&T", ORG), ("Procter & Gamble", ORG)}, id="ampersands"),
        pytest.param("Ursula von der Leyen leads the European Commission.", {("Ursula von der Leyen", PERSON), ("European Commission", ORG)}, id="particles"),
        pytest.param("The International Energy Agency (IEA) said demand would fall.", {("International Energy Agency", ORG), ("IEA", ORG)}, id="acronym in brackets"),
        pytest.param("The Food and Drug Administration (FDA) approved Zeltrova, a drug made by Novo Nordisk.", {("Food and Drug Administration", ORG), ("FDA", ORG), ("Zeltrova", PRODUCT), ("Novo Nordisk", ORG)}, id="and within a name"),
        pytest.param("Trumpf makes lasers in Ditzingen.", {("Trumpf", ORG), ("Ditzingen", PLACE)}, id="a name opens the sentence"),
        pytest.param("Brightwave fell 4 percent. Analysts at Barclays blamed weak orders at Brightwave.", {("Brightwave", ORG), ("Barclays", ORG)}, id="an opener that comes again"),
        pytest.param("Meeting in Geneva, the World Health Organization backed the plan.", {("Geneva", PLACE), ("World Health Organization", ORG)}, id="an opener that is no name"),
        pytest.param("AI is changing how banks work, says JPMorgan.", {("JPMorgan", ORG)}, id="AI names nothing in particular"),
        pytest.param("German carmakers and French banks fell.", set(), id="demonyms are no names"),
        pytest.param("The Danish company Ørsted builds wind farms.", {("Ørsted", ORG)}, id="a demonym before a name"),
        pytest.param("A Greek-Australian rival of Qantas sued the Franco-Italian group.", {("Qantas", ORG)}, id="two demonyms in one word are no names"),
        pytest.param("The Anglo-Dutch owned lender hired Anglo-Dutch Unilever.", {("Unilever", ORG)}, id="two demonyms in one word before a known name"),
        pytest.param("The Anglo-Irish Bank sued Sino-American Silicon.", {("Anglo-Irish Bank", ORG), ("Sino-American Silicon", ORG)}, id="two demonyms within a name"),
        pytest.param("Education minister Anna Berg met Shell.", {("Anna Berg", PERSON), ("Shell", ORG)}, id="what a minister looks after is no name"),
        pytest.param("OpenAI released GPT-4o after GPT-4.", {("OpenAI", ORG), ("GPT-4o", PRODUCT), ("GPT-4", PRODUCT)}, id="model numbers"),
        pytest.param("The iPhone 15 Pro is made by Apple.", {("iPhone 15 Pro", PRODUCT), ("Apple", ORG)}, id="a number within a product"),
        pytest.param("Apple sells the Vision Pro headset.", {("Apple", ORG), ("Vision Pro", PRODUCT)}, id="a noun says that it is a product"),
        pytest.param("The rocket Aurora One flew on Friday.", {("Aurora One", PRODUCT)}, id="a noun before an unknown product"),
        pytest.param("The Boeing 737 Max was grounded.", {("Boeing 737 Max", PRODUCT)}, id="a firm in the name of a product"),
        pytest.param("Airbus A320 orders rose.", {("Airbus A320", PRODUCT)}, id="a type of aircraft"),
        pytest.param("Amazon Web Services competes with Microsoft Azure.", {("Amazon Web Services", ORG), ("Microsoft Azure", PRODUCT)}, id="a firm and a product"),
        pytest.param("Google Cloud, a unit of Google, signed Spotify.", {("Google Cloud", ORG), ("Google", ORG), ("Spotify", ORG)}, id="a unit that bears its owner's name"),
        pytest.param("Quantaleap, a Berlin start-up, raised $30 million.", {("Quantaleap", ORG), ("Berlin", PLACE)}, id="an apposition says what it is"),
        pytest.param("The London Stock Exchange was closed.", {("London Stock Exchange", ORG)}, id="a place within a name"),
        pytest.param("Shares in Zalando SE rose in Frankfurt.", {("Zalando SE", ORG), ("Frankfurt", PLACE)}, id="legal form"),
        pytest.param("In March, Tesla opened a plant near Austin, Texas.", {("Tesla", ORG), ("Austin", PLACE), ("Texas", PLACE)}, id="a city and its state"),
        pytest.param("CES in Las Vegas opened on Monday.", {("CES", "Conference"), ("Las Vegas", PLACE)}, id="a known conference"),
        pytest.param("The Web Summit takes place in Lisbon.", {("Web Summit", "Conference"), ("Lisbon", PLACE)}, id="a conference by its last word"),
        pytest.param("The Financial Times reported the news first.", {("Financial Times", ORG)}, id="a newspaper"),
        pytest.param("The White House denied the report.", {("White House", ORG)}, id="colours are no matter"),
        pytest.param("The Senate passed the bill on Friday.", {("Senate", ORG)}, id="one capital after the article"),
        pytest.param("Jensen Huang, the chief executive of Nvidia, spoke. Huang was in Taipei.", {("Jensen Huang", PERSON), ("Nvidia", ORG), ("Huang", PERSON), ("Taipei", PLACE)}, id="surname"),
        pytest.param("Siemens bought the Danish software firm Brightly Labs in 2023.", {("Siemens", ORG), ("Brightly Labs", ORG)}, id="a firm named after what it is"),
        pytest.param("“We are ready,” said Arthur Mensch of Mistral AI.", {("Arthur Mensch", PERSON), ("Mistral AI", ORG)}, id="quotation"),
    ],
)  # fmt: skip
def test_names_and_their_kinds(annotated, text, expected):
    assert names(annotated(text)) == expected


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Jensen Huang spoke in Taipei. Huang praised the engineers.", "Huang", "Jensen Huang"),
        ("The International Energy Agency (IEA) met. The IEA sees weak demand.", "IEA", "International Energy Agency"),
        ("“Mistral is growing,” said Arthur Mensch of Mistral AI.", "Mistral", "Mistral AI"),
    ],
)  # fmt: skip
def test_a_short_name_leads_to_the_long_one(annotated, text, short, long):
    found = annotated(text)
    leads = {m.text: found.antecedent[m].text for m in found.mentions if m in found.antecedent}
    assert leads[short] == long


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("OpenAI released GPT-4o after GPT-4.", "GPT-4", "GPT-4o"),
        ("Google Cloud, a unit of Google, signed Spotify.", "Google", "Google Cloud"),
        ("Anna Lind met Peter Lind in Oslo.", "Anna Lind", "Peter Lind"),
    ],
)
def test_names_of_two_things_do_not_meet(annotated, text, left, right):
    found = annotated(text)
    by_text = {m.text: m for m in found.mentions}
    meant = [found.antecedent.get(by_text[t], by_text[t]) for t in (left, right)]
    assert meant[0] != meant[1]


def test_in_a_headline_capitals_say_nothing(annotated):
    text = "Siemens Opens New Plant\n\nSiemens has opened a plant in Leipzig."
    document = from_text(text, "test")
    end = text.index("\n")
    blocks = (Block(0, end, Role.HEADLINE), Block(end + 2, len(text), Role.PROSE))
    found = annotated(replace(document, blocks=blocks))
    assert names(found) == {("Siemens", ORG), ("Leipzig", PLACE)}
    assert sum(m.text == "Siemens" for m in found.mentions) == 2


def titled(text):
    """Return a document whose first line is its headline."""
    end = text.index("\n")
    blocks = (Block(0, end, Role.HEADLINE), Block(end + 2, len(text), Role.PROSE))
    return replace(from_text(text, "test"), blocks=blocks)


def test_in_a_headline_written_as_a_sentence_capitals_mark_names(annotated):
    found = annotated(titled("Quorvane strikes Belmarsh off list, clears plant\n\nIt rained."))
    assert {m.text for m in found.mentions} >= {"Quorvane", "Belmarsh"}


def test_a_headline_bears_the_longer_name_that_the_text_tells(annotated):
    text = "Tour of Anatolia Gets a New Owner\n\nOn Friday the Tour of Anatolia was sold."
    found = annotated(titled(text))
    assert [m.text for m in found.mentions].count("Tour of Anatolia") in (0, 2)


def test_a_page_knows_its_own_names_best(annotated):
    text = "Orbital company Vela Nine product\n\nOrbital flew the Vela Nine to Ceres on Friday."
    document = from_text(text, "test")
    listed = tuple(
        Listed(name, kind, None, text.index(name), text.index(name) + len(name))
        for name, kind in (("Orbital", "company"), ("Vela Nine", "product"))
    )
    end = text.index("\n")
    blocks = (Block(0, end, Role.LABEL), Block(end + 2, len(text), Role.PROSE))
    found = annotated(replace(document, blocks=blocks, page=Page("brief", mentioned=listed)))
    assert {("Orbital", ORG), ("Vela Nine", PRODUCT)} <= names(found)
    assert [m.text for m in found.mentions].count("Vela Nine") == 2


TEXT = (
    "Siemens said on Monday that it had bought Figma, a San Francisco start-up, for $1.2 billion. "
    "The company will keep its chief executive, Dylan Field.\n\n"
    "“We are glad,” said Roland Busch, who has led Siemens since 2021. His firm employs 300,000 people."
)


def test_every_mention_and_token_points_at_its_text(annotated):
    found = annotated(TEXT)
    assert found.mentions
    for mention in found.mentions:
        assert TEXT[mention.start : mention.end] == mention.text
    for sentence in found.sentences:
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert token.text.removeprefix("co-") in TEXT[token.start : token.end]


def test_sentences_and_mentions_are_in_text_order_and_do_not_overlap(annotated):
    found = annotated(TEXT)
    for left, right in zip(found.sentences, found.sentences[1:], strict=False):
        assert left.end <= right.start
    for left, right in zip(found.mentions, found.mentions[1:], strict=False):
        assert left.start <= right.start


def test_every_parse_is_one_tree(annotated):
    for sentence in annotated(TEXT).sentences:
        roots = [t.i for t in sentence.tokens if t.head == t.i]
        assert len(roots) == 1
        assert [t.i for t in sentence.tokens] == list(range(len(sentence.tokens)))


def test_an_antecedent_is_named_and_has_no_antecedent_itself(annotated):
    found = annotated(TEXT)
    assert found.antecedent
    for meant in found.antecedent.values():
        assert meant.form == "name"
        assert meant not in found.antecedent


def test_a_document_is_read_the_same_beside_others(annotated, stages):
    from newsgraph.mentions import annotate

    texts = ["Ford sued Opel in Munich.", TEXT, "Nvidia makes chips."]
    documents = [from_text(t, "test") for t in texts]
    together = list(annotate(documents, stages.nlp, stages.vocabulary, stages.gazetteer))
    assert together[1].mentions == annotated(TEXT).mentions
    assert together[1].sentences == annotated(TEXT).sentences


def test_a_text_without_words_has_no_mentions(annotated):
    assert annotated("").mentions == ()
    assert annotated("\n\n***\n\n").mentions == ()
