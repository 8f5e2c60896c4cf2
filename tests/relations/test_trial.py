"""Why an entry gives nothing: the first step at which it fails is named."""

import pytest

from newsgraph.relations.trial import OTHER_WORDS, Trial

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tried(stages, annotated):
    """Give the function from a text to the tries of its first sentence, by entry."""
    trial = Trial(stages.vocabulary)

    def run(text):
        first = next(iter(trial.sentences(annotated(text))))
        return {t.pattern.entry: t for t in first.tries}

    return run


def test_what_matches_has_its_relations_and_no_reason(tried):
    found = tried("Microsoft bought GitHub in 2018.")["acquires-buy-v"]
    (relation,) = found.relations
    assert (relation.subject.text, relation.object.text) == ("Microsoft", "GitHub")
    assert (found.word, found.reason) == ("bought", "")


def test_a_status_names_the_words_that_it_was_read_from(tried):
    found = tried("Microsoft may not buy GitHub.")["acquires-buy-v"]
    assert set(found.cues) == {"may", "not"}


@pytest.mark.parametrize(
    ("text", "entry", "reason"),
    [
        pytest.param("Microsoft bought.", "acquires-buy-v", "no object found; looked for object", id="an end that is missing"),
        pytest.param("Microsoft bought bread.", "acquires-buy-v", 'the object, "bread", names nothing', id="an end that names nothing"),
        pytest.param("Microsoft married GitHub.", "acquires-buy-v", None, id="a word that does not occur"),
        pytest.param("GitHub has no buy button.", "acquires-buy-v", "it is a verb; here the word is tagged NOUN", id="another part of speech"),
        pytest.param("Jensen Huang married Siemens in Munich.", "basedIn-base-v", None, id="no entry of that word"),
        pytest.param("Microsoft sold.", "ownsStakeIn-sell-stake-v", OTHER_WORDS, id="the rest of its words"),
        pytest.param("Siemens bought 12 percent.", "acquires-buy-v", 'is a value (percent); admitted', id="a value where a thing is wanted"),
    ],
)  # fmt: skip
def test_a_rejection_says_why(tried, text, entry, reason):
    found = tried(text)
    if reason is None:
        assert entry not in found
    else:
        assert not found[entry].relations
        assert reason in found[entry].reason


def test_what_is_over_is_said_to_be_over(tried):
    found = tried("Figma, a former supplier of Siemens, slept.")
    assert "former" in found["supplies-supplier-n"].reason


def test_the_trial_gives_what_the_extractor_gives(stages, annotated):
    from newsgraph.relations import EXTRACTORS

    text = (
        "Nvidia, based in Santa Clara, may buy Figma from Siemens for $2bn in 2026. It sued Opel."
    )
    document = annotated(text)
    given = list(EXTRACTORS["lexicon"](stages.vocabulary)(document))
    trials = Trial(stages.vocabulary).sentences(document)
    found = [r for s in trials for t in s.tries for r in t.relations]
    assert found
    assert set(found) >= {r for r in given if r.evidence.extractor == "lexicon"}
    assert {(r.subject, r.predicate, r.object) for r in found} == {
        (r.subject, r.predicate, r.object) for r in given
    }
