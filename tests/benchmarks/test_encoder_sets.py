"""What the encoder adds to the rules, with a stand-in that says what a table says."""

import json

import pytest

from .conftest import LINES, TEXT

pytestmark = pytest.mark.model
WITH = ("--extractors", "lexicon,encoder")


def test_facts_above_the_threshold_join_those_of_the_rules(run, file_of, with_encoder):
    with_encoder(
        {
            ("Nordwell Group", "DATE_FOUNDED", "1998"): 0.9,
            ("Brixel", "DATE_FOUNDED", "1998"): 0.4,
            ("Nordwell Group", "CEO", "Ada Holm"): 0.1,
        }
    )
    line = json.loads(run("predict", "knowledgenet", file_of("knowledgenet"), *WITH).out)
    spans = [(t["relation"], *t["s"], *t["o"]) for t in line["triples"]]
    dates = [s for s in spans if s[0] == "DATE_FOUNDED"]
    assert dates == [("DATE_FOUNDED", 155, 169, 173, 177)]
    assert ("CEO", 135, 141, 100, 108) in spans
    assert TEXT[73:77] == "1998"


def test_a_given_pair_bears_the_surest_label(run, file_of, with_encoder):
    said = ("Nordwell Group", "Brixel Corp .")
    with_encoder({(said[0], "client_of", said[1]): 0.8, (said[0], "brand_of", said[1]): 0.6})
    line = json.loads(run("predict", "core", file_of("core"), *WITH).out)
    assert line["triples"] == [[22, 36, "client_of", 0, 12]]


def test_without_a_sure_label_the_rules_speak(run, file_of, with_encoder):
    with_encoder({("Nordwell Group", "client_of", "Brixel Corp ."): 0.2})
    line = json.loads(run("predict", "core", file_of("core"), *WITH).out)
    assert line["triples"] == [[22, 36, "acquired_by", 0, 12]]


def test_an_encoder_that_is_not_there_is_one_line(run, file_of, monkeypatch):
    from newsgraph.errors import PipelineError

    def missing(folder=None):
        raise PipelineError("no encoder here")

    monkeypatch.setattr("newsgraph.encoder.load_encoder", missing)
    outcome = run("predict", "core", file_of("core", LINES["core"]), *WITH)
    assert (outcome.code, outcome.complaint) == (1, "newsgraph: no encoder here")
