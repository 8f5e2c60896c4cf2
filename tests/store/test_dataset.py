import os
import subprocess
import sys
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import FJORD, TARN, denial_graph, entity, tarn_graph, told

from newsgraph.errors import LookupFailed, StoreError, VocabularyError
from newsgraph.identifiers import document_iri
from newsgraph.store.dataset import Dataset, ontology_quads
from newsgraph.store.quads import to_quads
from newsgraph.store.terms import ONTOLOGY_GRAPH

ONTOLOGY = """
@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ng:Person a owl:Class ; rdfs:subClassOf ng:Agent ; rdfs:seeAlso [ rdfs:label "x" ], [ rdfs:label "y" ] .
"""


@pytest.fixture
def ontology(tmp_path):
    path = tmp_path / "ontology.ttl"
    path.write_text(ONTOLOGY, encoding="utf-8")
    return path


def content(dataset):
    return sorted(map(str, dataset.quads()))


def small_graph(name, said):
    who = entity("Person", name)
    return told(f"{name} uses {said}.", who, "uses", FJORD, source=f"{name}.txt")


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
GRAPHS = st.builds(small_graph, NAMES, NAMES)


@given(GRAPHS, GRAPHS)
@settings(max_examples=40, deadline=None)
def test_removing_what_was_added_last_leaves_what_was_there(first, second):
    dataset = Dataset.memory()
    dataset.add(first)
    before = content(dataset)
    if dataset.add(second):
        dataset.remove(second.document.iri)
    assert content(dataset) == before


@given(GRAPHS)
@settings(max_examples=20, deadline=None)
def test_adding_twice_is_adding_once(made):
    dataset = Dataset.memory()
    assert dataset.add(made) is True
    before = content(dataset)
    assert dataset.add(made) is False
    dataset.replace(made)
    assert content(dataset) == before


def test_the_order_of_adding_does_not_matter():
    contents = set()
    for order in permutations([tarn_graph(), denial_graph(), small_graph("Ada", "lamps")]):
        dataset = Dataset.memory()
        for made in order:
            dataset.add(made)
        contents.add(tuple(content(dataset)))
    assert len(contents) == 1


def test_replacing_takes_the_old_statements_out():
    dataset, made = Dataset.memory(), tarn_graph()
    dataset.add(made)
    fewer = replace(made, statements=made.statements[:1])
    dataset.replace(fewer)
    assert content(dataset) == sorted(str(quad) for quad in to_quads(fewer, "0.1.0"))


@given(NAMES)
@settings(max_examples=20, deadline=None)
def test_replacing_writes_any_text_as_adding_does(name):
    made = small_graph(name, "x' \" \\ \n }")
    added, replaced = Dataset.memory(), Dataset.memory()
    added.add(made)
    replaced.replace(made)
    assert content(added) == content(replaced)


def test_a_store_on_disk_keeps_what_was_added(tmp_path, ontology):
    path = tmp_path / "graph.db"
    with Dataset.open(path, create=True, ontology=ontology) as dataset:
        dataset.add(tarn_graph())
        before = content(dataset)
    with Dataset.open(path, create=True, ontology=ontology) as dataset:
        assert content(dataset) == before
        assert [doc.source for doc in dataset.documents()] == ["news/tarn.txt"]
    with Dataset.open(path, read_only=True) as dataset:
        assert content(dataset) == before
    assert sorted(os.listdir(tmp_path)) == ["graph.db", "ontology.ttl"]


def test_the_ontology_has_a_graph_of_its_own_and_the_same_one_each_time(ontology):
    first, second = ontology_quads(ontology), ontology_quads(ontology)
    assert sorted(map(str, first)) == sorted(map(str, second))
    dataset = Dataset.memory(ontology)
    assert {q.graph_name.value for q in dataset.quads()} == {ONTOLOGY_GRAPH}
    assert dataset.documents() == ()


def test_queries_see_the_union_of_the_graphs(ontology):
    dataset = Dataset.memory(ontology)
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    rows = dataset.select("SELECT DISTINCT ?k { ?s rdf:type ?k . ?s rdf:subject ?x }")
    assert len(rows) == 1
    assert dataset.select("SELECT ?c { ng:Person rdfs:subClassOf ?c }")


def test_documents_are_sorted_and_known(tmp_path):
    dataset = Dataset.memory()
    for made in (tarn_graph(), denial_graph()):
        dataset.add(made)
        assert dataset.has(made.document.iri)
    assert [doc.source for doc in dataset.documents()] == [
        "https://example.org/denial",
        "news/tarn.txt",
    ]
    assert [read.document.source for read in dataset.graphs()] == [
        d.source for d in dataset.documents()
    ]
    assert not dataset.has(document_iri("nothing"))


@pytest.mark.parametrize("iri", [document_iri("nothing"), ONTOLOGY_GRAPH])
def test_removing_what_is_no_document_fails(iri, ontology):
    dataset = Dataset.memory(ontology)
    for act in (dataset.remove, dataset.read):
        with pytest.raises(LookupFailed, match="no such document"):
            act(iri)


def test_a_read_only_store_refuses_to_write(tmp_path):
    Dataset.open(tmp_path / "g", create=True).close()
    with Dataset.open(tmp_path / "g", read_only=True) as dataset:
        for act in (dataset.add, dataset.replace):
            with pytest.raises(StoreError, match="read only"):
                act(tarn_graph())


def test_a_closed_store_says_so(tmp_path):
    dataset = Dataset.open(tmp_path / "g", create=True)
    dataset.close()
    dataset.close()
    with pytest.raises(StoreError, match="closed"):
        dataset.documents()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
def test_rdflib_reads_and_queries_the_same_store_but_does_not_write():
    import rdflib

    dataset = Dataset.memory()
    dataset.add(tarn_graph())
    view = dataset.to_rdflib()
    assert len(view) == len(dataset.store)
    label = rdflib.URIRef(TARN.iri), rdflib.RDFS.label, None
    assert [str(o) for _, _, o in view.triples(label)] == ["Tarn Robotics"]
    rows = list(view.query("SELECT ?o { ?s ng:acquires ?o }"))
    assert [str(row[0]) for row in rows] == [FJORD.iri]
    for act in (
        lambda: view.add((rdflib.URIRef("urn:a"), rdflib.RDFS.label, rdflib.Literal("x"))),
        lambda: view.remove(label),
        lambda: view.update("DELETE WHERE { ?s ?p ?o }"),
    ):
        with pytest.raises(StoreError, match="cannot be written"):
            act()
    assert len(view) == len(dataset.store)


def _write(folder, text):
    folder.mkdir()
    (folder / "newsgraph-store").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "create", "message"),
    [
        (lambda p: None, False, "there is no store here"),
        (lambda p: p.write_text("x"), False, "is a file"),
        (lambda p: p.write_text("x"), True, "is a file"),
        (lambda p: (p.mkdir(), (p / "notes").write_text("x")), False, "not a newsgraph store"),
        (lambda p: (p.mkdir(), (p / "notes").write_text("x")), True, "not a newsgraph store"),
        (lambda p: _write(p, "format 2\n"), True, "has format 2, this newsgraph reads 1"),
        (lambda p: _write(p, "hello"), False, "damaged"),
        (lambda p: _write(p, "format 1\n"), False, "lacks its quads"),
        (
            lambda p: (_write(p, "format 1\n"), (p / "quads").mkdir()),
            False,
            "read only|cannot be used",
        ),
    ],
)
def test_a_path_that_is_no_store_is_refused_and_left_alone(tmp_path, prepare, create, message):
    path = tmp_path / "g"
    prepare(path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=message) as caught:
        Dataset.open(path, create=create, read_only=True)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert [p for p in sorted(tmp_path.rglob("*")) if "quads/" not in str(p)] == before


def test_a_store_is_not_made_in_a_folder_that_is_missing(tmp_path):
    with pytest.raises(StoreError, match="make it first"):
        Dataset.open(tmp_path / "no" / "g", create=True)


def test_a_failed_creation_leaves_nothing_behind(tmp_path, ontology):
    ontology.write_text("this is no turtle", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"ontology\.ttl: not valid Turtle.*line 1"):
        Dataset.open(tmp_path / "g", create=True, ontology=ontology)
    with pytest.raises(VocabularyError, match="cannot be read"):
        Dataset.open(tmp_path / "g", create=True, ontology=tmp_path / "none.ttl")
    assert os.listdir(tmp_path) == ["ontology.ttl"]


def test_a_failed_addition_leaves_nothing_behind():
    dataset, made = Dataset.memory(), tarn_graph()
    bare = replace(made.statements[-1], evidence=())
    with pytest.raises(ValueError, match="no evidence"):
        dataset.add(replace(made, statements=(*made.statements[:-1], bare)))
    assert content(dataset) == []


def test_a_second_writing_process_is_told_so(tmp_path):
    path = tmp_path / "g"
    script = (
        "import sys; from newsgraph.store.dataset import Dataset\n"
        "try: Dataset.open(sys.argv[1])\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    with Dataset.open(path, create=True):
        run = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
        )
    assert (
        run.stdout
        == f"StoreError {path}: another process is writing to this store; wait for its end\n"
    )
