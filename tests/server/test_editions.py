"""A server shows what is committed to the store while it runs."""

import json
import time
from urllib.parse import urlencode
from urllib.request import urlopen

import invented
import pytest

from newsgraph.store.dataset import Dataset

SOON = 30.0  # seconds
BUYERS = "SELECT DISTINCT ?name { ?who ng:acquires ?what ; rdfs:label ?name } ORDER BY ?name"


def bought(label):
    text = f"{label} bought Fjordlight in June 2031."
    doc = invented.document(text, f"{label}.txt", title=f"{label} buys")
    firm = invented.entity("Organization", label)
    said = invented.statement(doc, firm, "acquires", invented.FJORD, text)
    return invented.graph(doc, said, entities=[firm, invented.FJORD])


def got(address, path, **parameters):
    with urlopen(f"{address}{path}?{urlencode(parameters)}", timeout=20) as answer:
        return answer.read().decode()


def buyers(address):
    rows = json.loads(got(address, "/sparql", query=BUYERS))["results"]["bindings"]
    return [row["name"]["value"] for row in rows]


def soon(check):
    """Return once a check holds; fail after a while."""
    end = time.monotonic() + SOON
    while not check():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.2)


@pytest.fixture
def db(tmp_path):
    with Dataset.open(tmp_path / "graph.db", create=True) as dataset:
        dataset.add(bought("Ostrava Rail"))
    return tmp_path / "graph.db"


def test_a_commit_is_served_without_a_restart_and_before_its_writer_ends(db, start_server):
    pytest.importorskip("uvicorn")
    process, address = start_server(db)
    try:
        assert buyers(address) == ["Ostrava Rail"]
        with Dataset.open(db) as dataset:
            dataset.add(bought("Quennell Air"))
            soon(lambda: "Quennell Air" in buyers(address))
            assert "Quennell Air buys" in got(address, "/documents")
            assert "/entity/organization/" in got(address, "/search", q="quennell")
            dataset.remove(bought("Ostrava Rail").document.iri)
            soon(lambda: buyers(address) == ["Quennell Air"])
    finally:
        process.terminate()
        process.wait(20)
    assert [path.name for path in db.parent.iterdir()] == [db.name]
