"""Sentences through the whole extractor of the lexicon, with the real pipeline."""

import pytest

from newsgraph.documents.segment import from_text

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def stated(stages):
    """Give the function from a text to {(subject, predicate, object, status): statement}."""

    def run(text):
        (graph,) = stages.graphs([from_text(text, "test")])
        label = {e.iri: e.label for e in graph.entities}

        def name(end):
            return label[end] if isinstance(end, str) else f"{end.lexical} {end.currency}".strip()

        found = {}
        for s in graph.statements:
            key = (label[s.subject], s.predicate, name(s.object), str(s.status))
            found[key] = (
                {n: name(v) for n, v in s.qualifiers},
                label.get(s.attributed_to, ""),
            )
        return found

    return run


def one(subject, predicate, end, status="asserted"):
    return {(subject, predicate, end, status)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Figma was acquired by Siemens last year.", one("Siemens", "acquires", "Figma"), id="direction in a passive"),
        pytest.param("Figma, bought by Siemens in 2021, makes sensors.", one("Siemens", "acquires", "Figma"), id="direction in a reduced passive"),
        pytest.param("Amazon was sued by Perplexity.", one("Perplexity", "sues", "Amazon"), id="direction of a suit"),
        pytest.param("Apple buys its chips from TSMC.", one("Apple", "customerOf", "TSMC"), id="buyer to seller"),
        pytest.param("TSMC supplies Apple with chips.", one("TSMC", "supplies", "Apple"), id="seller to buyer"),
        pytest.param("Ryanair ordered 300 aircraft from Boeing.", one("Ryanair", "customerOf", "Boeing"), id="who orders from whom"),
        pytest.param("Google-owned YouTube launched a new app.", one("YouTube", "subsidiaryOf", "Google"), id="owned, after a hyphen"),
        pytest.param("Instagram, a unit of Meta, hired Peter Lang from TikTok.", one("Instagram", "subsidiaryOf", "Meta"), id="part to whole"),
        pytest.param("Siemens, whose rival Rivian bought Figma, is based in Munich.", one("Rivian", "acquires", "Figma") | one("Siemens", "basedIn", "Munich"), id="who acts in a clause with whose"),
        pytest.param("Siemens, which owns Figma, and Airbus sued Rivian.", one("Figma", "subsidiaryOf", "Siemens") | one("Siemens", "sues", "Rivian") | one("Airbus", "sues", "Rivian"), id="a relative clause between coordinated subjects"),
        pytest.param("Siemens owns 25 percent of Rivian.", one("Siemens", "ownsStakeIn", "Rivian"), id="a share is no subsidiary"),
        pytest.param("Waymo, owned by Google parent Alphabet, operates robotaxis in Phoenix.", one("Waymo", "subsidiaryOf", "Alphabet") | one("Google", "subsidiaryOf", "Alphabet") | one("Waymo", "operatesIn", "Phoenix"), id="parent as a title"),
        pytest.param("Former Google engineers founded Anthropic.", set(), id="former staff of a firm are not the firm"),
        pytest.param("Two former Airbus managers started Rivian in 2019.", set(), id="former managers"),
        pytest.param("Anna Keller, a former chief executive of Lufthansa, founded Rivian.", one("Anna Keller", "formerlyWorkedFor", "Lufthansa") | one("Anna Keller", "founderOf", "Rivian"), id="former is no longer"),
        pytest.param("Anna Keller, who was chief executive of Rivian until 2021, now chairs Opel.", one("Anna Keller", "formerlyWorkedFor", "Rivian") | one("Anna Keller", "worksFor", "Opel"), id="was until"),
        pytest.param("Anna Keller, then chief executive of Opel, met Peter Lang.", one("Anna Keller", "formerlyWorkedFor", "Opel"), id="then"),
        pytest.param("Peter Lang used to work for Siemens.", one("Peter Lang", "formerlyWorkedFor", "Siemens"), id="used to"),
        pytest.param("Anna Keller stepped down as chief executive of Opel.", one("Anna Keller", "formerlyWorkedFor", "Opel"), id="stepped down"),
        pytest.param("Peter Lang left Siemens to found Rivian.", one("Peter Lang", "formerlyWorkedFor", "Siemens") | one("Peter Lang", "founderOf", "Rivian"), id="left to found"),
        pytest.param("Peter Lang succeeded Anna Keller as chief executive of Rivian.", one("Peter Lang", "successorOf", "Anna Keller") | one("Peter Lang", "ceoOf", "Rivian") | one("Anna Keller", "formerlyWorkedFor", "Rivian"), id="the successor holds the role"),
        pytest.param("Anna Keller will become chief executive of Opel in January.", one("Anna Keller", "ceoOf", "Opel", "planned"), id="a role to come"),
        pytest.param("Like Apple, Samsung makes its own chips.", set(), id="comparison with like"),
        pytest.param("Unlike Apple, Samsung makes its own chips.", set(), id="comparison with unlike"),
        pytest.param("Ford sells more cars than Tesla.", set(), id="comparison with than"),
        pytest.param("Apple and Samsung were mentioned in the same report.", set(), id="two names in one sentence"),
        pytest.param("Shares in Apple rose while Samsung fell 3 percent.", set(), id="two names in two clauses"),
        pytest.param("Ford's shares fell as Tesla launched the Cybertruck.", one("Tesla", "launches", "Cybertruck") | one("Tesla", "develops", "Cybertruck"), id="a name beside a relation"),
        pytest.param("Ford and Tesla both raised prices.", set(), id="the same deed of two"),
        pytest.param("Without naming Ford, Rivian sued Opel.", one("Rivian", "sues", "Opel"), id="a name in passing"),
        pytest.param("Rivian rejected a takeover offer from Ford.", one("Ford", "acquires", "Rivian", "negated"), id="an offer turned down is no deal"),
        pytest.param("“Rivian has bought Figma,” Peter Lang said.", one("Rivian", "acquires", "Figma", "attributed"), id="quotation"),
        pytest.param("According to Reuters, Rivian has bought Figma.", one("Rivian", "acquires", "Figma", "attributed"), id="according to"),
        pytest.param("Rivian denied reports that it may sell Figma.", one("Rivian", "divests", "Figma", "negated"), id="denied reports"),
        pytest.param("Rivian failed to buy Figma.", one("Rivian", "acquires", "Figma", "negated"), id="failed to"),
        pytest.param("Rivian dropped plans to buy Figma.", one("Rivian", "acquires", "Figma", "negated"), id="dropped plans"),
        pytest.param("Figma was bought not by Siemens but by Rivian.", one("Rivian", "acquires", "Figma") | one("Siemens", "acquires", "Figma", "negated"), id="not by, but by"),
        pytest.param("Rivian is in talks to buy Figma.", one("Rivian", "acquires", "Figma", "speculative"), id="in talks"),
        pytest.param("If regulators agree, Rivian will buy Figma.", one("Rivian", "acquires", "Figma", "speculative"), id="on a condition"),
        pytest.param("Siemens asked Rivian to buy Figma.", one("Rivian", "acquires", "Figma", "speculative"), id="who is asked acts"),
        pytest.param("Rivian confirmed that it had bought Figma.", one("Rivian", "acquires", "Figma"), id="confirmed"),
        pytest.param("Rivian not only bought Figma but also sued Siemens.", one("Rivian", "acquires", "Figma") | one("Rivian", "sues", "Siemens"), id="not only, but also"),
        pytest.param("Nvidia's largest customers, Microsoft and Meta, spent more.", one("Microsoft", "customerOf", "Nvidia") | one("Meta", "customerOf", "Nvidia"), id="an apposition of two"),
        pytest.param("Nvidia supplies chips to companies including Microsoft and Meta.", one("Nvidia", "supplies", "Microsoft") | one("Nvidia", "supplies", "Meta"), id="examples"),
        pytest.param("The Blackwell chip, which Nvidia launched in March, costs $30,000.", one("Nvidia", "launches", "Blackwell") | one("Blackwell", "hasPrice", "30000 USD") | one("Nvidia", "develops", "Blackwell"), id="an object relative"),
        pytest.param("Rivian, Siemens and Airbus formed a joint venture.", one("Rivian", "partnersWith", "Siemens") | one("Airbus", "partnersWith", "Rivian") | one("Airbus", "partnersWith", "Siemens"), id="three partners, each pair once"),
    ],
)  # fmt: skip
def test_a_sentence_states(stated, text, expected):
    assert set(stated(text)) == expected


@pytest.mark.parametrize(
    ("text", "qualifiers", "speaker"),
    [
        pytest.param("Siemens bought Figma for $1.2 billion in 2023.", {"amount": "1200000000 USD", "currency": "USD", "date": "2023"}, "", id="amount and date"),
        pytest.param("Siemens holds a 25 percent stake in Rivian.", {"percent": "25"}, "", id="percent"),
        pytest.param("Anna Keller has been chief executive of Opel since 2019.", {"since": "2019"}, "", id="role and since"),
        pytest.param("Siemens said that Rivian had bought Figma.", {}, "Siemens", id="speaker"),
        pytest.param("Rivian denied that it had bought Figma.", {}, "Rivian", id="who denies speaks"),
        pytest.param("Figma was founded by Anna Keller in 2015.", {"date": "2015"}, "", id="date of founding"),
    ],
)  # fmt: skip
def test_a_statement_carries_qualifiers_and_its_speaker(stated, text, qualifiers, speaker):
    assert list(stated(text).values()) == [(qualifiers, speaker)]


def test_evidence_is_the_sentence_and_names_the_entry(stages):
    text = "Rivian fell 4 percent. Siemens bought Figma in 2023. Nobody knows why."
    (graph,) = stages.graphs([from_text(text, "test")])
    evidence = next(s.evidence[0] for s in graph.statements if s.predicate == "acquires")
    assert text[evidence.start : evidence.end] == "Siemens bought Figma in 2023."
    assert (evidence.extractor, evidence.entry) == ("lexicon", "acquires-buy-v")
    assert evidence.trace == ""


def test_an_end_found_by_coreference_costs_confidence_and_says_so(stages):
    text = "Siemens lost money. The company bought Figma in 2023."
    (graph,) = stages.graphs([from_text(text, "test")])
    (statement,) = [s for s in graph.statements if s.predicate == "acquires"]
    assert statement.confidence < 0.9
    assert "The company = Siemens" in statement.evidence[0].trace


def test_two_readings_of_one_word_give_one_statement(stated):
    assert len(stated("Siemens sued Figma.")) == 1
