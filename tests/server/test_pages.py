"""Pages and the data behind them, made without a server."""

import io
from pathlib import Path

import invented
import pyoxigraph
import pytest

from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.server.facts import Saying
from newsgraph.server.jobs import PageJob
from newsgraph.server.pages import Reader, page
from newsgraph.server.search import Index, make_index
from newsgraph.store.dataset import Dataset
from newsgraph.store.stored import StoredDocument, StoredEvidence

SAMPLE = Path(__file__).resolve().parents[1] / "reasoning" / "sample.trig"
EVIL = '<img src=x onerror="alert(1)">'
MORE = f"""
PREFIX ng: <{BASE}ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {{
  GRAPH <{BASE}document/3> {{
    <{BASE}document/3> a ng:Document ; dcterms:source '{EVIL}' ; dcterms:title '{EVIL}' ;
      schema:url "javascript:alert(1)"^^xsd:anyURI .
    <{BASE}entity/organization/tarn> a ng:Organization ; rdfs:label '{EVIL}' ;
      owl:sameAs <javascript:alert(1)> .
  }}
  GRAPH <{BASE}graph/identity> {{
    <{BASE}entity/organization/fjordlight-two> owl:sameAs <{BASE}entity/organization/fjordlight>
  }}
}}
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    store = pyoxigraph.Store()
    store.load(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG)
    store.update(MORE)
    dataset = Dataset(store)
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    make_index(dataset, path)
    return Reader(dataset, path)


def get(reader: Reader, name: str, path: str = "", accept: str = "text/html", **arguments: str):
    out = io.BytesIO()
    reply = page(reader, PageJob(name, accept, {"path": path, **arguments}), out)
    return reply.status, reply.headers, out.getvalue().decode()


def test_an_entity_shows_its_facts_with_their_sentences(reader):
    status, _, text = get(reader, "entity", "entity/organization/tarn-robotics")
    assert status == 200
    for said in ("acquires", "Fjordlight", "90,000,000 EUR", "Mira Oduya is the chief executive"):
        assert said in text
    assert "Timeline" in text


def test_a_sentence_that_two_extractors_read_stands_once():
    iri = Iri(f"{BASE}document/1")
    pieces = [
        StoredEvidence(Iri(f"{BASE}evidence/{n}"), quote, 0, 9, extractor, "", "", "", "")
        for n, (quote, extractor) in enumerate(
            [
                ("Tarn bought Brask.", "lexicon"),
                ("It did.", "lexicon"),
                ("Tarn bought Brask.", "encoder"),
            ]
        )
    ]
    saying = Saying(iri, StoredDocument(iri, "a.txt"), 0.9, None, (), tuple(pieces))
    assert [(piece.quote, names) for piece, names in saying.passages] == [
        ("Tarn bought Brask.", "encoder, lexicon"),
        ("It did.", "lexicon"),
    ]


def test_an_entity_that_is_merged_leads_to_the_one_that_stands_for_both(reader):
    status, headers, _ = get(reader, "entity", "entity/organization/fjordlight-two")
    assert (status, headers["Location"]) == (303, "/entity/organization/fjordlight")


def test_a_document_shows_what_each_sentence_says(reader):
    status, _, text = get(reader, "document", "document/1")
    assert status == 200
    assert 'href="/entity/organization/lumenor"' in text
    assert "A robot maker grows" in text


def test_evidence_leads_to_its_place_in_the_document(reader):
    status, headers, _ = get(reader, "evidence", "evidence/211")
    assert (status, headers["Location"]) == (303, "/document/2#211")


@pytest.mark.parametrize(
    "path", ["entity/organization/lumenor", "document/1", "statement/211", "evidence/211"]
)
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_the_same_address_gives_data(reader, path, accept, form):
    status, headers, text = get(reader, path.split("/")[0], path, accept)
    assert (status, headers["Vary"]) == (200, "Accept")
    subjects = {str(quad.subject.value) for quad in pyoxigraph.parse(text, form)}
    assert BASE + path in subjects


def test_conflicting_claims_lead_to_their_places_in_the_documents(reader):
    _, _, text = get(reader, "conflicts")
    for place in ("/document/1#", "/document/2#", "/statement/"):
        assert f'href="{place}' in text
    assert "A robot maker grows" in text


def test_a_link_asks_for_a_form_by_name(reader):
    _, headers, _ = get(reader, "entity", "entity/organization/lumenor", format="nt")
    assert headers["Content-Type"] == "application/n-triples"


@pytest.mark.parametrize("name", ["entity", "document", "statement", "evidence"])
def test_what_is_not_there_is_a_404_in_every_form(reader, name):
    for accept in ("text/html", "text/turtle"):
        assert get(reader, name, f"{name}/nothing", accept)[0] == 404
    assert get(reader, name, f"{name}/nothing", "image/png")[0] == 406


def test_names_and_sentences_are_found(reader):
    text = get(reader, "search", q="tarn")[2]
    assert "/entity/organization/tarn-robotics" in text
    assert "<mark>" in get(reader, "search", q="sensors")[2]
    assert "Nothing in the graph" in get(reader, "search", q="zzz")[2]
    assert get(reader, "search", q='"* AND (')[0] == 200
    assert '"Tarn Robotics' in get(reader, "suggest", q="tar")[2]


@pytest.mark.parametrize(
    "name", ["home", "search", "documents", "questions", "editor", "graph", "conflicts"]
)
def test_every_page_has_a_heading_and_names_its_search_box(reader, name):
    status, _, text = get(reader, name)
    assert status == 200
    assert text.count("<h1") == 1
    assert '<label class="hidden" for="q">' in text


def test_what_a_text_holds_is_never_markup(reader):
    pages = [
        get(reader, "home"),
        get(reader, "documents"),
        get(reader, "search", q="img"),
        get(reader, "entity", "entity/organization/tarn"),
        get(reader, "document", "document/3"),
        get(reader, "search", q="<script>alert(1)</script>"),
    ]
    for status, _, text in pages:
        assert status == 200
        assert "<img src=x" not in text
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text


def test_the_picture_of_a_stranger_is_refused(reader):
    assert get(reader, "picture", iri=f"{BASE}entity/organization/no>thing")[0] == 404
    assert get(reader, "picture", iri="file:///etc/passwd")[0] == 404


def test_an_entity_counts_once_in_the_index_under_its_names(reader):
    index = Index.open(reader.path)
    assert index is not None
    assert [n.label for n in index.names("fjordlight", 5)] == ["Fjordlight"]
    assert index.counts().documents == 3
    assert index.largest(1)[0].iri.endswith("tarn-robotics")


def test_what_a_page_only_lists_is_no_sentence_to_be_found(tmp_path):
    dataset = Dataset.memory()
    dataset.add(invented.tarn_graph())
    make_index(dataset, tmp_path / "index.sqlite")
    index = Index.open(tmp_path / "index.sqlite")
    found = {"".join(piece for piece, _ in p.pieces) for p in index.sentences("tarn", 20)}
    assert found == {invented.BOUGHT, invented.MAY_JOIN}
