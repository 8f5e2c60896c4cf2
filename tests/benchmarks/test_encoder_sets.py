"""What the encoder adds to the rules, with a stand-in that says what a table says."""

import json

import pytest

from .conftest import LINES, TEXT

pytestmark = pytest.mark.model
WITH = ("--extractors", "lexicon,encoder")


def test_facts_above_the_threshold_join_those_that_the_rules_and_the_encoder_share(
    run, file_of, with_encoder
):
    with_encoder(
        {
            ("Nordwell Group", "DATE_FOUNDED", "1998"): 0.9,
            ("Brixel", "DATE_FOUNDED", "1998"): 0.4,
            ("Nordwell Group", "CEO", "Ada Holm"): 0.1,
            ("Brixel", "CEO", "Ada Holm"): 0.1,
        }
    )
    line = json.loads(run("predict", "knowledgenet", file_of("knowledgenet"), *WITH).out)
    spans = [(t["relation"], *t["s"], *t["o"]) for t in line["triples"]]
    dates = [s for s in spans if s[0] == "DATE_FOUNDED"]
    assert dates == [("DATE_FOUNDED", 155, 169, 173, 177)]
    assert [s for s in spans if s[0] == "CEO"] == [("CEO", 135, 141, 100, 108)]
    assert "FOUNDED_BY" not in {s[0] for s in spans}  # said by the rules alone
    assert TEXT[73:77] == "1998"


def test_a_fact_is_so_of_other_mentions_of_its_ends(run, file_of, with_encoder):
    with_encoder(
        {
            ("Nordwell Group", "FOUNDED_BY", "She"): 0.9,
            ("Nordwell Group", "FOUNDED_BY", "Ada Holm"): 0.1,
        }
    )
    line = json.loads(run("predict", "knowledgenet", file_of("knowledgenet"), *WITH).out)
    assert [(t["s"], t["o"]) for t in line["triples"]] == [
        ([155, 169], [100, 108]),
        ([155, 169], [143, 146]),
    ]


def test_a_given_pair_bears_the_surest_label(run, file_of, with_encoder):
    said = ("Nordwell Group", "Brixel Corp .")
    with_encoder({(said[0], "client_of", said[1]): 0.8, (said[0], "brand_of", said[1]): 0.6})
    line = json.loads(run("predict", "core", file_of("core"), *WITH).out)
    assert line["triples"] == [[22, 36, "client_of", 0, 12]]


def test_a_pair_of_our_own_bears_one_label_in_one_direction(run, file_of, with_encoder):
    ends = ("Nordwell Group", "Brixel Corp .")
    with_encoder({(ends[0], "client_of", ends[1]): 0.8, (ends[1], "client_of", ends[0]): 0.9})
    line = json.loads(run("predict", "core", file_of("core"), *WITH, "--pairs", "own").out)
    assert line["triples"] == [[0, 12, "client_of", 22, 36]]


def test_without_a_sure_label_the_rules_speak(run, file_of, with_encoder):
    with_encoder({("Nordwell Group", "client_of", "Brixel Corp ."): 0.2})
    line = json.loads(run("predict", "core", file_of("core"), *WITH).out)
    assert line["triples"] == [[22, 36, "acquired_by", 0, 12]]


def test_a_less_sure_name_counts_where_the_rules_have_it_too(run, file_of, with_encoder):
    with_encoder(
        {},
        [
            ("Ada Holm", "Person", 0.6),
            ("Kelp", "Place", 0.6),
            ("studied", "Event", 0.9),
        ],
    )
    line = json.loads(run("predict", "crossner", file_of("crossner"), *WITH).out)
    assert line["entities"] == [[0, 8, "Person"], [9, 16, "Event"]]


def test_redocred_takes_the_mentions_of_the_file(run, file_of, with_encoder):
    with_encoder({("1998", "P571", "Brixel"): 0.9, ("Brixel", "P571", "1998"): 0.9})
    text = "Brixel grew from 1998. Much later Brixel fell."
    marked = [
        {"type": "ORG", "mentions": [[0, 6], [34, 40]]},
        {"type": "TIME", "mentions": [[17, 21]]},
    ]
    line = {"id": "r", "text": text, "sentences": [[0, 22], [23, 46]], "entities": marked}
    found = json.loads(run("predict", "redocred", file_of("redocred", line), *WITH).out)
    assert found["triples"] == [{"s": [0, 6], "relation": "P571", "o": [17, 21]}]


def test_an_encoder_that_is_not_there_is_one_line(run, file_of, monkeypatch):
    from newsgraph.errors import PipelineError

    def missing(folder=None):
        raise PipelineError("no encoder here")

    monkeypatch.setattr("newsgraph.encoder.load_encoder", missing)
    outcome = run("predict", "core", file_of("core", LINES["core"]), *WITH)
    assert (outcome.code, outcome.complaint) == (1, "newsgraph: no encoder here")
