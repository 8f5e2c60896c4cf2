"""Answers that are kept: which, for how long, and how many."""

from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from newsgraph.server.jobs import Edition, PageJob, Reply, SparqlJob
from newsgraph.server.kept import Kept

FIRST, NEXT = (Edition(Path(name), Path(f"{name}.sqlite")) for name in ("first", "next"))
GIVEN = Reply(200, {"Content-Type": "text/csv"})


def job(query: str = "ASK {}", **more: object) -> SparqlJob:
    about = {"accept": "text/csv", "rows": 10, "size": 1000}
    return SparqlJob(query=query, **(about | more))  # type: ignore[arg-type]


def test_the_same_job_of_the_same_edition_has_its_answer():
    kept = Kept(100_000)
    kept.put(FIRST, job(), GIVEN, b"yes")
    assert kept.get(FIRST, job()) == (GIVEN, b"yes")
    kept.clear()
    assert kept.get(FIRST, job()) is None


@pytest.mark.parametrize(
    ("edition", "other"),
    [
        (NEXT, job()),
        (FIRST, job("ASK { }")),
        (FIRST, job(accept="application/json")),
        (FIRST, job(rows=9)),
        (FIRST, job(default_graphs=("urn:g",))),
        (FIRST, PageJob("home")),
    ],
)
def test_any_other_job_has_not(edition, other):
    kept = Kept(100_000)
    kept.put(FIRST, job(), GIVEN, b"yes")
    assert kept.get(edition, other) is None


@pytest.mark.parametrize(
    "query", ["SELECT (now() AS ?n) {}", "SELECT (RAND () AS ?n) {}", "SELECT (struuid() AS ?n) {}"]
)
def test_what_changes_by_itself_is_not_kept(query):
    kept = Kept(100_000)
    kept.put(FIRST, job(query), GIVEN, b"1")
    assert kept.get(FIRST, job(query)) is None


def test_an_error_is_not_kept():
    kept = Kept(100_000)
    kept.put(FIRST, job(), Reply(400, {}), b"no")
    assert kept.get(FIRST, job()) is None


def test_what_was_longest_unused_gives_way():
    kept = Kept(25_000)
    one, two, three = (job(f"ASK {{ {n} }}") for n in range(3))
    for each in (one, two, one):
        kept.get(FIRST, each) or kept.put(FIRST, each, GIVEN, bytes(9000))
    kept.put(FIRST, three, GIVEN, bytes(9000))
    assert [kept.get(FIRST, each) is not None for each in (one, two, three)] == [True, False, True]


def test_a_query_is_answered_alike_a_second_time(server):
    address = f"{server}/sparql?query={quote('SELECT * { ?s a ng:Statement } LIMIT 9')}"
    answers = []
    for _ in range(2):
        with urlopen(address) as answer:
            answers.append((answer.read(), answer.headers["Content-Type"], answer.headers["Vary"]))
    assert answers[0] == answers[1]
    assert answers[0][0]
