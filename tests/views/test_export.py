import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import (
    FJORD,
    TARN,
    denial_graph,
    document,
    entity,
    graph,
    memory,
    statement,
    tarn_graph,
    told,
)

from newsgraph.errors import LookupFailed
from newsgraph.store.dataset import Dataset
from newsgraph.views.export import FORMATS, export

NASTY = '<script>alert("x")</script> & \'\\ \n\r\t\x00\x1b😀 \u2028 }} <!-- '
ONTOLOGY = Path(__file__).parents[2] / "graph" / "ontology.ttl"
RDF = {
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "ttl": pyoxigraph.RdfFormat.TURTLE,
}


@pytest.fixture
def dataset():
    dataset = Dataset.memory()
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    return dataset


def written(dataset, form):
    stream = io.BytesIO()
    export(dataset, form, stream)
    return stream.getvalue()


def lines(dataset):
    return [json.loads(line) for line in written(dataset, "jsonl").decode().splitlines()]


def about(label, text="It is so."):
    doc, who = document(text), entity("Person", label)
    dataset = Dataset.memory()
    dataset.add(graph(doc, statement(doc, who, "uses", FJORD, text), entities=[who, FJORD]))
    return dataset


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_adding_does_not_show(dataset, form):
    other = Dataset.memory()
    other.add(denial_graph())
    other.add(tarn_graph())
    assert written(other, form) == written(dataset, form)


@pytest.mark.parametrize("form", FORMATS)
def test_another_process_writes_the_same_bytes(dataset, form):
    script = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from invented import denial_graph, tarn_graph\n"
        "from newsgraph.store.dataset import Dataset\n"
        "from newsgraph.views.export import export\n"
        "dataset = Dataset.memory()\n"
        "dataset.add(tarn_graph()), dataset.add(denial_graph())\n"
        "export(dataset, sys.argv[1], sys.stdout.buffer)\n"
    )
    folder = str(Path(__file__).parents[1] / "store")
    run = subprocess.run(
        [sys.executable, "-c", script, form, folder], capture_output=True, check=True
    )
    assert run.stdout == written(dataset, form)


@pytest.mark.parametrize("form", RDF)
def test_rdf_holds_every_quad(form):
    dataset = Dataset.memory(ONTOLOGY)
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    expected = set(dataset.quads())
    if form == "ttl":
        said = {q for q in expected if dataset.has(q.graph_name.value)}
        expected = {pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in said}
    assert set(pyoxigraph.parse(written(dataset, form), RDF[form])) == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
def test_rdflib_reads_what_is_exported(dataset):
    count = len({quad.triple for quad in dataset.quads()})
    assert len(rdflib.Graph().parse(data=written(dataset, "ttl"), format="turtle")) == count
    for form, name in (("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")):
        read = rdflib.Dataset(default_union=True).parse(data=written(dataset, form), format=name)
        assert len(read) == count


def test_nquads_are_sorted(dataset):
    found = written(dataset, "nq").decode().splitlines()
    assert found == sorted(found)
    assert len(found) == dataset.size()


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(max_examples=30)
def test_any_label_survives_every_rdf_format_and_json(label):
    check_label(label)


def test_a_label_that_looks_like_code_survives():
    check_label(NASTY)


def check_label(label):
    dataset = about(label)
    for form, parser in RDF.items():
        quads = pyoxigraph.parse(written(dataset, form), parser)
        assert label in {q.object.value for q in quads if q.predicate.value.endswith("#label")}
    assert label in {line.get("name") for line in lines(dataset)}


def test_graphml_is_read_back_by_networkx(dataset):
    read = nx.parse_graphml(written(dataset, "graphml").decode(), force_multigraph=True)
    assert read.nodes[TARN.iri]["label"] == "Tarn Robotics"
    assert read.nodes[TARN.iri]["aliases"] == "Tarn; Tarn Robotics ASA"
    facts = json.loads(read.nodes[FJORD.iri]["facts"])
    assert {fact["relation"] for fact in facts} == {"hasMeasure", "hasRevenue"}
    assert read.number_of_edges() == 4
    edge = next(d for _, _, d in read.edges(data=True) if d["relation"] == "worksFor")
    assert json.loads(edge["evidence"])[0]["quote"].startswith("Mira Oduya may join")
    assert edge["confidence"] == 0.5


def test_graphml_stays_xml_whatever_a_name_holds():
    read = nx.parse_graphml(written(about(NASTY), "graphml").decode())
    labels = {data["label"] for _, data in read.nodes(data=True)}
    assert any(label.startswith('<script>alert("x")</script>') for label in labels)


def test_json_lines_name_things_as_their_document_does(dataset):
    found = lines(dataset)
    assert {
        "doc": "denial",
        "name": "Tarn",
        "type": "Organization",
        "aliases": ["Tarn Robotics ASA"],
        "id": TARN.iri,
    } in found
    subjects = {
        (line["doc"], line["subject"]) for line in found if line.get("relation") == "acquires"
    }
    assert subjects == {("denial", "Tarn"), ("tarn.txt", "Tarn Robotics")}


def test_json_lines_name_homonyms_by_their_iri():
    doc, text = document("It is so."), "It is so."
    player, country = entity("Person", "Jordan"), entity("Place", "jordan")
    said = [statement(doc, who, "uses", FJORD, text) for who in (player, country)]
    dataset = Dataset.memory()
    dataset.add(graph(doc, *said, entities=[player, country, FJORD]))
    ends = {(line["subject"], line["object"]) for line in lines(dataset) if "subject" in line}
    assert ends == {(player.iri, FJORD.label), (country.iri, FJORD.label)}
    assert {line["id"] for line in lines(dataset) if "name" in line} >= {player.iri, country.iri}


def test_a_json_line_holds_a_statement(dataset):
    found = {
        line["relation"]: line
        for line in lines(dataset)
        if line["doc"] == "tarn.txt" and "relation" in line
    }
    assert found["worksFor"] == {
        "doc": "tarn.txt",
        "subject": "Mira Oduya",
        "relation": "worksFor",
        "object": "Fjordlight",
        "status": "speculative",
        "evidence": [[92, 134]],
        "confidence": 0.5,
        "qualifiers": {"role": "adviser", "attributed_to": "Tarn Robotics"},
    }
    assert found["hasRevenue"]["object"] == {
        "value": 12500000.5,
        "datatype": "xsd:decimal",
        "kind": "money",
        "currency": "EUR",
    }
    assert found["hasMeasure"]["object"]["value"] == 412
    assert found["mentions"]["subject"] == "PAGE"
    assert "timeline" not in found


def test_a_json_line_holds_the_page(dataset):
    (page,) = [line["page"] for line in lines(dataset) if "page" in line]
    assert page == {
        "headline": "Tarn takes Fjordlight",
        "category": "Robots",
        "sentiment": "Bullish",
        "score": 7.5,
        "read_minutes": 3,
        "sources_verified": 2,
        "key_takeaways": [[25, 91]],
        "key_facts": [[135, 164], [165, 203]],
        "affected": [
            {"name": "regional lenders", "kind": "organizationgroup", "sentiment": "Negative"}
        ],
        "mentioned": [{"name": "Tarn", "kind": "company", "ticker": "TRN"}],
        "timeline": ["Kestrel launch"],
    }


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a/b.txt", "b.txt"),
        ("a\\b.txt", "b.txt"),
        ("https://example.org/x/y.html?q=1#z", "y.html"),
        ("https://example.org", "https://example.org"),
        ("feed.jsonl:12", "feed.jsonl:12"),
        ("<stdin>", "<stdin>"),
    ],
)
def test_a_document_is_named_by_the_end_of_its_source(source, name):
    dataset = memory(told("It is so.", TARN, "uses", FJORD, source=source))
    assert {line["doc"] for line in lines(dataset)} == {name}


def test_an_unknown_format_names_the_known_ones(dataset):
    with pytest.raises(LookupFailed, match="xml: no such format; there are: ttl, trig, nq"):
        export(dataset, "xml", io.BytesIO())
