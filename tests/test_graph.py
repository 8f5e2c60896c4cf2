"""The Python API: what the README and the notebook promise."""

import json
import shutil
import subprocess
import sys

import pytest

import newsgraph
from newsgraph.errors import LookupFailed, StoreError, VocabularyError, WriteError
from newsgraph.vocabulary import default_folder

CEO = "SELECT ?who ?firm { ?p ng:ceoOf ?f ; rdfs:label ?who . ?f rdfs:label ?firm } ORDER BY ?who"


@pytest.fixture
def graph(briefs):
    with newsgraph.Graph.open(briefs) as graph:
        yield graph


def build(tmp_path, text, **options):
    path = tmp_path / "news.txt"
    path.write_text(text, encoding="utf-8")
    return newsgraph.build(path, to=tmp_path / "graph.db", **options)


def test_samples_can_be_asked_for_again_and_again():
    import newsgraph.demo  # its imports must not hide the function

    assert newsgraph.samples() == newsgraph.samples()
    assert newsgraph.samples().is_dir()


def test_build_reports_what_it_read(tmp_path, loaded_once):
    seen = []
    with build(tmp_path, "Lisa Su is the chief executive of AMD.", progress=seen.append) as graph:
        assert [d.source for d in graph.report.added] == [str(tmp_path / "news.txt")]
        assert graph.report.added == seen
        assert list(graph.query(CEO)) == [("Lisa Su", "AMD")]


def test_build_takes_many_paths_and_keeps_errors_apart(tmp_path, loaded_once):
    (tmp_path / "news.txt").write_text("Lisa Su runs AMD.", encoding="utf-8")
    paths = [tmp_path / "news.txt", str(tmp_path / "gone.txt")]
    with newsgraph.build(paths, to=tmp_path / "graph.db") as graph:
        assert [error.source for error in graph.report.errors] == [str(tmp_path / "gone.txt")]
        assert graph.info().documents == 1


def test_a_store_can_be_opened_again(tmp_path, loaded_once):
    build(tmp_path, "Lisa Su is the chief executive of AMD.").close()
    with newsgraph.Graph.open(tmp_path / "graph.db") as graph:
        assert graph.report is None
        assert graph.info().documents == 1


def test_open_wants_a_store(tmp_path):
    with pytest.raises(StoreError, match="there is no store here"):
        newsgraph.Graph.open(tmp_path / "gone.db")


def test_a_closed_graph_says_so(briefs):
    with newsgraph.Graph.open(briefs) as graph:
        pass
    with pytest.raises(StoreError, match="the store is closed; open it again"):
        graph.query(CEO)


def test_query_gives_rows(graph):
    rows = graph.query(CEO)
    assert rows.variables == ("who", "firm")
    assert ("Lisa Su", "AMD") in list(rows)
    assert "<td>Lisa Su</td>" in rows._repr_html_()


def test_query_takes_a_file(graph):
    assert len(graph.query(default_folder() / "queries" / "leaders.rq")) > 0


def test_rows_become_a_data_frame(graph):
    frame = graph.query(CEO).to_pandas()
    assert list(frame.columns) == ["who", "firm"]
    assert "Lisa Su" in set(frame["who"])


def test_networkx_has_the_attributes_of_nodes_and_edges(graph):
    network = graph.to_networkx()
    labels = {data["label"]: node for node, data in network.nodes(data=True)}
    assert network.nodes[labels["Lisa Su"]]["kind"] == "Person"
    edges = network.get_edge_data(labels["Lisa Su"], labels["AMD"]).values()
    (edge,) = [data for data in edges if data["relation"] == "ceoOf"]
    assert edge["status"] == "asserted"
    assert 0 < edge["confidence"] <= 1
    assert "Lisa Su" in json.dumps(edge, default=str)


def test_networkx_can_be_limited_to_what_is_asserted_and_sure(graph):
    statuses = {d["status"] for *_, d in graph.to_networkx(["planned"]).edges(data=True)}
    assert statuses == {"planned"}
    sure = graph.to_networkx(min_confidence=0.9).edges(data=True)
    assert 0 < len(sure) < graph.to_networkx().number_of_edges()
    assert all(data["confidence"] >= 0.9 for *_, data in sure)


@pytest.mark.filterwarnings("ignore:.*deprecated, use Dataset:DeprecationWarning")
def test_rdflib_reads_the_same_store(graph):
    rows = graph.to_rdflib().query(
        "PREFIX ng: <https://w3id.org/newsgraph/ontology#>"
        "SELECT ?who { ?p ng:ceoOf ?f . ?p rdfs:label ?who }"
    )
    assert "Lisa Su" in {str(row.who) for row in rows}


def test_draw_writes_one_page_that_loads_nothing(graph, tmp_path):
    path = graph.draw(tmp_path / "graph.html", statuses=["asserted"], title="Six briefs")
    page = path.read_text(encoding="utf-8")
    assert "Six briefs" in page
    assert "Lisa Su" in page
    assert "https://cdn" not in page


def test_a_notebook_shows_the_picture_in_a_frame(graph):
    assert graph._repr_html_().startswith("<iframe")


def test_show_draws_what_is_near_an_entity(graph):
    near = graph.show("Lisa Su")._repr_html_()
    assert near.startswith("<iframe")
    assert "AMD" in near
    assert "Vattenfall" not in near


def test_show_knows_no_strangers(graph):
    with pytest.raises(LookupFailed):
        graph.show("Nobody of Note")


def test_explain_gives_the_evidence(graph):
    found = graph.explain("Lisa Su", "ceoOf", "AMD")
    assert found
    for explanation in found:
        assert explanation.status == "asserted"
        assert explanation.source.endswith(".txt")
        for evidence in explanation.evidence:
            assert evidence.quote
            assert evidence.start < evidence.end
            assert evidence.entry or evidence.extractor == "encoder"


def test_explain_does_not_guess_names(graph):
    with pytest.raises(LookupFailed, match="near: "):
        graph.explain("Lisa Suu")


@pytest.mark.parametrize("form", ["ttl", "trig", "nq", "jsonld", "graphml", "jsonl"])
def test_export_writes_the_same_file_twice(graph, tmp_path, form):
    one, two = (graph.export(tmp_path / name, form) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes() != b""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "two"]


def test_export_names_the_formats_there_are(graph, tmp_path):
    with pytest.raises(LookupFailed, match="there are: ttl, trig"):
        graph.export(tmp_path / "graph.xls", "xls")
    assert list(tmp_path.iterdir()) == []


def test_export_into_a_folder_that_is_missing_is_an_error(graph, tmp_path):
    with pytest.raises(WriteError, match="gone"):
        graph.export(tmp_path / "gone" / "graph.ttl")


def test_info_counts(graph):
    info = graph.info()
    assert info.documents == 6
    assert info.entities["Person"] > 5
    assert sum(info.relations.values()) == sum(info.statuses.values())


def test_the_graph_of_the_briefs_is_sound(graph):
    report = graph.validate()
    assert report.conforms
    assert report.documents == 6


# what users bring


@pytest.fixture
def own_folder(tmp_path):
    """A vocabulary with a relation and a word of the user's own."""
    folder = shutil.copytree(default_folder(), tmp_path / "words")
    with (folder / "ontology.ttl").open("a", encoding="utf-8") as file:
        file.write(
            'ng:lobbies a owl:ObjectProperty, ng:Relation ; rdfs:label "lobbies"@en ;\n'
            '  skos:definition "Seeks to influence."@en ;\n'
            "  schema:domainIncludes ng:Organization ; schema:rangeIncludes ng:Organization .\n"
        )
    with (folder / "lexicon.ttl").open("a", encoding="utf-8") as file:
        file.write(
            "\nlex:lobbies-lobby-v a ontolex:Word ;\n"
            '  ontolex:canonicalForm [ ontolex:writtenRep "lobby"@en ] ;\n'
            "  lexinfo:partOfSpeech lexinfo:verb ;\n"
            "  synsem:synBehavior [ a lexinfo:TransitiveFrame ] ;\n"
            "  ontolex:sense [ ontolex:reference ng:lobbies ;\n"
            "    synsem:subjOfProp arg:subject ; synsem:objOfProp arg:object ] .\n"
        )
    return folder


def test_a_relation_of_ones_own_is_read_from_ones_own_folder(tmp_path, own_folder, loaded_once):
    with build(tmp_path, "Nvidia lobbied Intel in March.", ontology=own_folder) as graph:
        (found,) = graph.explain(relation="lobbies")
        assert (found.subject, found.object) == ("Nvidia", "Intel")
        assert [evidence.entry for evidence in found.evidence] == ["lobbies-lobby-v"]
        assert graph.validate(own_folder).conforms


def test_a_folder_that_lacks_a_file_is_named(tmp_path, own_folder, loaded_once):
    (own_folder / "cues.ttl").unlink()
    with pytest.raises(VocabularyError, match=r"words: cues\.ttl is missing"):
        build(tmp_path, "Nvidia lobbied Intel.", ontology=own_folder)


def test_names_of_ones_own_come_from_a_csv_file(tmp_path, loaded_once):
    names = tmp_path / "names.csv"
    names.write_text(
        "name,type,aliases,ticker,iri\n"
        "Quillmark,Organization,Quillmark Presses,QLM,https://names.example/quillmark\n",
        encoding="utf-8",
    )
    text = "Nvidia acquired Quillmark Presses. Quillmark is the owner of Blackwell."
    with build(tmp_path, text, gazetteers=[names]) as graph:
        (found,) = graph.explain("Nvidia", "acquires", "Quillmark")
        assert found.object == "Quillmark"
        (kind,) = graph.query('SELECT DISTINCT ?kind { ?e rdfs:label "Quillmark" ; a ?kind }').rows
        assert kind[0].endswith("#Organization")


# imports


def test_importing_newsgraph_loads_nothing_heavy():
    code = (
        "import sys, newsgraph\n"
        "newsgraph.samples()\n"
        "heavy = {'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'pandas', 'typer', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_asking_a_store_does_not_load_spacy(briefs):
    code = (
        "import sys, newsgraph\n"
        "with newsgraph.Graph.open(sys.argv[1]) as graph:\n"
        "    graph.query('ASK { ?s ?p ?o }'), graph.info(), graph.explain('Nvidia')\n"
        "print(sorted({'spacy', 'rdflib', 'pandas', 'pyshacl'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(briefs)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
