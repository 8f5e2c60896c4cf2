import json
from datetime import date
from decimal import Decimal

import pytest
from invented import FJORD, TARN, denial_graph, document, entity, graph, statement, tarn_graph

from newsgraph.errors import NewsgraphError, QueryError
from newsgraph.reasoning.query import query
from newsgraph.store.dataset import Dataset

NASTY = '<script>alert("x")</script>\n[red]\x1b[31m😀\t"\\'


@pytest.fixture
def dataset():
    dataset = Dataset.memory()
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    return dataset


@pytest.fixture
def nasty():
    doc, who = document("It is so."), entity("Person", NASTY)
    dataset = Dataset.memory()
    dataset.add(graph(doc, statement(doc, who, "uses", FJORD, "It is so."), entities=[who, FJORD]))
    return dataset


def printed(rows):
    from rich.console import Console

    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(rows.table())
    return console.export_text()


def test_a_select_gives_variables_and_python_values(dataset):
    rows = query(
        dataset,
        """SELECT ?deal ?amount ?document ?issued ?none {
             ?deal rdf:predicate ng:acquires ; ng:amount ?amount ; ng:inDocument ?document .
             ?document dcterms:issued ?issued }""",
    )
    assert rows.variables == ("deal", "amount", "document", "issued", "none")
    ((deal, amount, doc, issued, none),) = rows
    assert deal.startswith("https://w3id.org/newsgraph/statement/")
    assert (amount, doc, issued) == (
        Decimal(90000000),
        tarn_graph().document.iri,
        date(2031, 5, 20),
    )
    assert none is None
    assert rows


def test_numbers_and_truth_values_are_python_ones(dataset):
    rows = query(dataset, "SELECT (1 AS ?i) (1.5 AS ?d) (1e0 AS ?f) (true AS ?b) ('x' AS ?s) {}")
    assert rows.rows == ((1, Decimal("1.5"), 1.0, True, "x"),)
    assert [type(cell) for cell in rows.rows[0]] == [int, Decimal, float, bool, str]


@pytest.mark.parametrize(("kind", "answer"), [("Person", True), ("Place", False)])
def test_an_ask_gives_a_truth_value(dataset, kind, answer):
    rows = query(dataset, f"ASK {{ ?s a ng:{kind} }}")
    assert (bool(rows), rows.kind) == (answer, "ask")
    assert json.loads(rows.to("json"))["boolean"] is answer


def test_a_construct_gives_sorted_triples_and_turtle(dataset):
    rows = query(dataset, "CONSTRUCT { ?o ng:takenBy ?s } WHERE { ?s ng:acquires ?o }")
    assert rows.rows == ((FJORD.iri, "https://w3id.org/newsgraph/ontology#takenBy", TARN.iri),)
    turtle = rows.to("turtle")
    assert f"<{FJORD.iri}> ng:takenBy <{TARN.iri}> ." in turtle
    assert turtle.startswith("@prefix dcterms:")


def test_describe_answers_with_triples(dataset):
    assert query(dataset, f"DESCRIBE <{TARN.iri}>").kind == "construct"


def test_the_default_graph_is_the_union_unless_from_says_otherwise(dataset):
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s a ng:Statement }}"
    denial = denial_graph()
    assert query(dataset, count.format("")).rows == ((9,),)
    assert query(dataset, count.format(f"FROM <{denial.document.iri}>")).rows == ((2,),)
    assert query(dataset, count.format("FROM <urn:none>")).rows == ((0,),)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "name,n\r\nFjordlight,1\r\n"),
        ("tsv", '?name\t?n\n"Fjordlight"\t1\n'),
        (
            "json",
            '{"head":{"vars":["name","n"]},"results":{"bindings":[{"name":{"type":"literal",'
            '"value":"Fjordlight"},"n":{"type":"literal","value":"1",'
            '"datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}',
        ),
    ],
)
def test_a_select_has_the_forms_of_sparql(dataset, form, expected):
    rows = query(dataset, f"SELECT DISTINCT ?name (1 AS ?n) {{ <{FJORD.iri}> rdfs:label ?name }}")
    assert rows.to(form) == rows.to(form) == expected


@pytest.mark.parametrize(
    ("text", "form"),
    [("ASK {}", "csv"), ("SELECT * {}", "turtle"), ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "json")],
)
def test_a_form_that_the_answer_cannot_have_is_refused(dataset, text, form):
    with pytest.raises(QueryError, match=f"cannot be {form}; it can be"):
        query(dataset, text).to(form)


def test_a_table_shortens_iris_but_not_texts(dataset):
    text = printed(query(dataset, f"SELECT ?p ('{TARN.iri}' AS ?x) ?o {{ <{TARN.iri}> ?p ?o }}"))
    assert "ng:acquires" in text
    assert "<entity/organization/fjordlight>" in text
    assert TARN.iri in text


def test_names_cannot_steer_a_terminal_or_a_page(nasty):
    rows = query(nasty, "SELECT ?name { ?who a ng:Person ; rdfs:label ?name }")
    assert rows.rows == ((NASTY,),)
    assert "\x1b" not in printed(rows)
    assert "[red]" in printed(rows)
    page = rows._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert NASTY in [
        row["name"]["value"] for row in json.loads(rows.to("json"))["results"]["bindings"]
    ]


def test_a_notebook_shows_the_first_rows_of_many():
    many = query(Dataset.memory(), "SELECT ?x { VALUES ?x { " + "1 " * 505 + "} }")
    page = many._repr_html_()
    assert page.count("<tr>") == 501
    assert page.endswith("<p>and 5 more rows</p>")


def test_pandas_gets_a_frame_with_plain_numbers(dataset):
    pandas = pytest.importorskip("pandas")
    frame = query(dataset, "SELECT ?c { ?s ng:confidence ?c } ORDER BY ?c").to_pandas()
    assert list(frame.columns) == ["c"]
    assert pandas.api.types.is_float_dtype(frame["c"])


def test_without_pandas_the_error_names_the_extra(dataset, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(NewsgraphError, match=r"newsgraph\[pandas\]"):
        query(dataset, "SELECT * {}").to_pandas()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?x WHERE {\n  ?x a a b }",
            'query:2:11: not valid SPARQL, expected OPTIONAL, near "}"',
        ),
        ("SELECT ?x { ?x nope:y ?z }", 'query:1:22: a prefix that is not declared, near "?z }"'),
        ("SELECT ?x WHERE { ?x ?y", "query:1:24: not valid SPARQL, at the end of the line"),
        (" # nothing\n", "query: the query is empty"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "query: INSERT would change the graph"),
        ("prefix x: <urn:x>\nDelete where { ?s ?p ?o }", "query: DELETE would change the graph"),
        ("DROP ALL", "query: DROP would change the graph"),
        ("LOAD <http://localhost:1/x>", "query: LOAD would change the graph"),
        (
            "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
            "query: SERVICE is not allowed",
        ),
        ("SELECT * { ?s ?p '''a\n' '''. service silent<http://localhost:1/>{} }", "SERVICE is not"),
        ("SELECT * { ?s ?p ?o }\\u0053ERVICE", "not valid SPARQL"),
    ],
)
def test_a_query_that_is_wrong_or_not_allowed_says_so_in_one_line(dataset, text, message):
    with pytest.raises(QueryError) as caught:
        query(dataset, text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "before",
    [
        "?o.",
        "1",
        "1.",
        "1e0",
        "true.",
        "trueA:b.",
        "n:a.",
        "n:a\\#b ",
        "n:a\\'b . ",
        "<urn:\\u0041#> ",
        '"a" # \r',
        "?o;",
        "?x {} ?s ?p ?o FILTER(?s<1)",
        "_:a.",
    ],
)
@pytest.mark.parametrize(
    "call",
    ["SERVICE<http://127.0.0.1:9/>", "service n:x", "SERVICEn:x", "SERVICE:x", "SerViceSilent?x"],
)
def test_no_spelling_of_service_gets_through(dataset, before, call):
    prefixes = "PREFIX n: <http://127.0.0.1:9/> PREFIX : <http://127.0.0.1:9/>"
    with pytest.raises(QueryError, match=r"SERVICE is not allowed|not valid SPARQL|prefix that is"):
        query(dataset, f"{prefixes} SELECT * {{ ?s ?p {before}{call} {{}} \n }}")


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?service { ?service ng:service "SERVICE {" } # SERVICE',
        "SELECT * { ?s <urn:SERVICE> 'it\\'s SERVICE' }",
        'SELECT * { ?s ?p """a " SERVICE "b" """ }',
        "SELECT * { ?insert ng:insert ?delete FILTER(?insert < ?delete && ?delete > 1) }",
        "BASE <urn:x:> PREFIX insert: <urn:i> SELECT * { ?s insert:x ?o }",
        "PREFIX n: <urn:n> SELECT * { ?s n:a\\#b ?from . ?s n:service 'x' }",
    ],
)
def test_forbidden_words_may_stand_in_names_texts_and_comments(dataset, text):
    assert query(dataset, text).kind == "select"


def test_a_query_may_be_a_file(dataset, tmp_path):
    path = tmp_path / "people.rq"
    path.write_text("SELECT ?name { ?who a ng:Person ; rdfs:label ?name }", encoding="utf-8")
    assert query(dataset, path).rows == (("Mira Oduya",),)
    path.write_text("SELECT", encoding="utf-8")
    with pytest.raises(QueryError, match=r"people\.rq:1:7"):
        query(dataset, path)
    with pytest.raises(QueryError, match="no such query file"):
        query(dataset, tmp_path / "none.rq")
    with pytest.raises(QueryError, match="cannot be read"):
        query(dataset, tmp_path)
