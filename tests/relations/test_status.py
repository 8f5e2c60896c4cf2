"""How far a text stands behind a clause, on parses of tests/treebank.txt."""

import pytest

from newsgraph.model import Status
from newsgraph.relations.cues import Reading
from newsgraph.relations.status import is_former, read_status


def at(sentence, word):
    return next(t.i for t in sentence.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "status", "speaker"),
    [
        pytest.param("Ford bought Rivian.", "bought", "asserted", "", id="plain"),
        pytest.param("Ford did not buy Rivian.", "buy", "negated", "", id="not"),
        pytest.param("Ford never bought Rivian.", "bought", "negated", "", id="never"),
        pytest.param("Neither Ford nor Opel bought Rivian.", "bought", "negated", "", id="neither .. nor"),
        pytest.param("Ford ruled out buying Rivian.", "buying", "negated", "", id="verb with particle that denies"),
        pytest.param("Ford was unable to buy Rivian.", "buy", "negated", "", id="adjective that denies"),
        pytest.param("Without buying Rivian, Ford makes vans.", "buying", "negated", "", id="without"),
        pytest.param("Without buying Rivian, Ford makes vans.", "makes", "asserted", "", id="beside without"),
        pytest.param("Ford dropped its plan to buy Rivian.", "buy", "negated", "", id="plan given up"),
        pytest.param("Ford denied that it had bought Rivian.", "bought", "negated", "Ford", id="denied"),
        pytest.param("Ford denied reports that it may sell Rivian.", "sell", "negated", "Ford", id="denied reports of what may be"),
        pytest.param("Ford not only bought Rivian but also sued Opel.", "bought", "asserted", "", id="not only"),
        pytest.param("Ford not only bought Rivian but also sued Opel.", "sued", "asserted", "", id="but also"),
        pytest.param("Ford may buy Rivian.", "buy", "speculative", "", id="may"),
        pytest.param("Ford may buy Rivian or sue Opel.", "sue", "speculative", "", id="may, shared by coordinated verbs"),
        pytest.param("Ford reportedly bought Rivian.", "bought", "speculative", "", id="reportedly"),
        pytest.param("If prices fall, Ford will buy Rivian.", "buy", "speculative", "", id="on a condition"),
        pytest.param("Ford is in talks to buy Rivian.", "buy", "speculative", "", id="in talks"),
        pytest.param("Ford seems to own Rivian.", "own", "speculative", "", id="seems"),
        pytest.param("Ford is said to own Rivian.", "own", "speculative", "", id="is said to"),
        pytest.param("Ford asked Opel to buy Rivian.", "buy", "speculative", "", id="asked somebody to"),
        pytest.param("Ford hopes to buy Rivian.", "buy", "speculative", "", id="hopes"),
        pytest.param("Ford will buy Rivian.", "buy", "planned", "", id="will"),
        pytest.param("Ford plans to buy Rivian.", "buy", "planned", "", id="plans"),
        pytest.param("Ford agreed to buy Rivian.", "buy", "planned", "", id="agreed"),
        pytest.param("Ford is expected to buy Rivian.", "buy", "planned", "", id="is expected"),
        pytest.param("Ford announced its plan to buy Rivian.", "buy", "planned", "", id="plan announced"),
        pytest.param("Ford said it would buy Rivian.", "buy", "planned", "Ford", id="would, after said"),
        pytest.param("Ford's planned takeover of Rivian angered Opel.", "takeover", "planned", "", id="adjective on a noun"),
        pytest.param("Opel said that Ford had bought Rivian.", "bought", "attributed", "Opel", id="said"),
        pytest.param("According to Opel, Ford bought Rivian.", "bought", "attributed", "Opel", id="according to"),
        pytest.param("Ford confirmed that it had bought Rivian.", "bought", "asserted", "", id="confirmed"),
        pytest.param("Ford, which may buy Rivian, sued Opel.", "sued", "asserted", "", id="a relative clause says nothing of the main clause"),
        pytest.param("Ford, which may buy Rivian, sued Opel.", "buy", "speculative", "", id="the relative clause itself"),
        pytest.param("Having bought Rivian, Ford sued Opel.", "bought", "asserted", "", id="participle clause"),
    ],
)  # fmt: skip
def test_the_status_of_a_clause_and_who_says_it(parsed, cues, text, word, status, speaker):
    sentence = parsed(text)
    reading = read_status(sentence, (at(sentence, word),), cues)
    assert reading.status == status, reading.cues
    assert (sentence.tokens[reading.speaker].text if reading.speaker >= 0 else "") == speaker


def test_what_a_title_presupposes_is_not_touched_by_its_clause(parsed, cues):
    sentence = parsed("Ford may buy Rivian.")
    assert (
        read_status(sentence, (at(sentence, "Rivian"),), cues, presupposed=True).status
        == "asserted"
    )


@pytest.mark.parametrize(
    ("text", "words", "former"),
    [
        pytest.param("Former Ford chief executive Jim Farley joined Opel.", "chief executive", True, id="former, over a name"),
        pytest.param("Jim Farley, then chief executive of Ford, joined Opel.", "chief executive", True, id="then"),
        pytest.param("Ex-chief executive Jim Farley joined Opel.", "chief executive", True, id="ex-"),
        pytest.param("Jim Farley, chief executive of Ford, resigned.", "chief executive", False, id="at present"),
        pytest.param("Ford chief executive Jim Farley resigned.", "chief executive", False, id="title at present"),
    ],
)  # fmt: skip
def test_an_office_may_be_over(parsed, cues, text, words, former):
    sentence = parsed(text)
    positions = [at(sentence, w) for w in words.split()]
    assert is_former(sentence, tuple(reversed(positions)), cues) is former


def test_the_first_status_in_the_order_of_preference_is_taken():
    reading = Reading()
    assert reading.status is Status.ASSERTED
    for status in (Status.ATTRIBUTED, Status.PLANNED, Status.SPECULATIVE, Status.NEGATED):
        reading.add(status, "cue")
        assert reading.status is status
    reading.add(Status.ATTRIBUTED, "cue")
    assert reading.status is Status.NEGATED
