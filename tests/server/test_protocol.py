"""The endpoint, asked over HTTP: SPARQL 1.1 Protocol, section 2.1."""

import http.client
import json
import socket
import subprocess
import threading
import time
from urllib.parse import quote, urlencode, urlsplit

import pytest

LEADERS = "SELECT ?who ?firm { ?who ng:ceoOf ?firm }"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a <urn:number> ?x . ?b <urn:number> ?y . ?c <urn:number> ?z "
    "FILTER(?x + ?y + ?z < 0) }"
)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def call(server, method="GET", path="/sparql", body=None, **headers):
    """Return status, headers and body of an answer."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def ask(server, query, accept="*/*", **parameters):
    path = "/sparql?" + urlencode({"query": query, **parameters}, doseq=True)
    return call(server, path=path, Accept=accept)


def test_a_query_comes_by_get_and_by_both_posts(server):
    form = urlencode({"query": LEADERS})
    answers = [
        ask(server, LEADERS),
        call(server, "POST", body=form, Content_Type=FORM["Content-Type"]),
        call(server, "POST", body=LEADERS, Content_Type="application/sparql-query"),
    ]
    assert [status for status, _, _ in answers] == [200, 200, 200]
    assert len({body for _, _, body in answers}) == 1
    (row,) = json.loads(answers[0][2])["results"]["bindings"]
    assert row["who"]["value"].endswith("/person/mira-oduya")


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        (LEADERS, "", "application/sparql-results+json"),
        (LEADERS, "application/json", "application/json"),
        (LEADERS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (LEADERS, "text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        (LEADERS, "text/html, text/*;q=0.3", "text/csv"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ng:ceoOf ?o }", "*/*", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ng:ceoOf ?o }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?s ng:ceoOf ?o }", "application/n-triples", "application/n-triples"),
        ("DESCRIBE ?s { ?s ng:ceoOf ?o }", "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_the_client_chooses_the_form(server, query, accept, given):
    status, headers, body = ask(server, query, accept)
    assert (status, headers.get_content_type()) == (200, given)
    assert body


@pytest.mark.parametrize(
    ("query", "accept"), [(LEADERS, "image/png"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv")]
)
def test_a_form_that_the_answer_has_not_is_a_406(server, query, accept):
    status, _, body = ask(server, query, accept)
    assert status == 406
    assert b"other forms" in body


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s ?p }", "query:1:19: not valid SPARQL"),
        ("", "empty"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "would change the graph"),
        ("LOAD <http://127.0.0.1:9/>", "would change the graph"),
        ("SELECT * { ?s unknown:p ?o }", "prefix that is not declared"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_a_400(server, query, said):
    status, headers, body = ask(server, query)
    assert (status, headers.get_content_type()) == (400, "text/plain")
    assert said in body.decode()


def test_updates_are_refused(server):
    assert (
        call(server, "POST", body="CLEAR ALL", Content_Type="application/sparql-update")[0] == 403
    )
    assert call(server, "POST", body=urlencode({"update": "CLEAR ALL"}), **_form())[0] == 403


def _form():
    return {"Content_Type": FORM["Content-Type"]}


@pytest.mark.parametrize(
    ("method", "body", "kind", "status"),
    [
        ("POST", LEADERS, "text/plain", 415),
        ("POST", b"query=%FF", FORM["Content-Type"], 400),
        ("POST", b"\xff", "application/sparql-query", 400),
        ("POST", "format=json", FORM["Content-Type"], 400),
        ("POST", "query=a&query=b", FORM["Content-Type"], 400),
        ("POST", "x" * 1_100_000, "application/sparql-query", 413),
        ("DELETE", None, "text/plain", 405),
    ],
)
def test_a_request_that_breaks_the_protocol_is_refused(server, method, body, kind, status):
    assert call(server, method, body=body, Content_Type=kind)[0] == status


def test_the_graphs_that_the_request_names_outrank_those_of_the_query(server):
    count = "SELECT (COUNT(*) AS ?n) FROM <urn:nothing> { ?s ?p ?o }"
    numbers = {"default-graph-uri": "urn:numbers"}
    found = [ask(server, count), ask(server, count, **numbers)]
    assert [_number(body) for _, _, body in found] == [0, 3000]
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <urn:number> ?o } }"
    of_one = ask(server, named, **{"named-graph-uri": "https://w3id.org/newsgraph/document/1"})
    assert _number(of_one[2]) == 0
    assert ask(server, LEADERS, **{"default-graph-uri": "no iri"})[0] == 400


def _number(body: bytes) -> int:
    return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


def test_a_query_that_never_ends_is_stopped_and_others_are_answered_meanwhile(server):
    stopped: list[tuple[int, float]] = []

    def endless() -> None:
        start = time.monotonic()
        status, _, body = ask(server, ENDLESS)
        assert b"longer than the 2 seconds" in body
        stopped.append((status, time.monotonic() - start))

    thread = threading.Thread(target=endless)
    thread.start()
    assert ask(server, LEADERS)[0] == 200
    thread.join()
    ((status, taken),) = stopped
    assert status == 503
    assert 1.9 < taken < 10
    assert [ask(server, LEADERS)[0] for _ in range(3)] == [200, 200, 200]


def test_a_client_that_leaves_takes_its_query_along(server):
    for _ in range(4):  # more than there are workers
        connection = socket.create_connection(urlsplit(server).netloc.split(":"))
        connection.sendall(
            f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )
        time.sleep(0.1)
        connection.close()
    start = time.monotonic()
    assert ask(server, LEADERS)[0] == 200
    assert time.monotonic() - start < 10


def test_an_answer_that_is_cut_says_so_and_is_whole_in_form(server):
    status, headers, body = ask(server, "SELECT ?n { ?s <urn:number> ?n }")
    assert (status, headers["Newsgraph-Truncated"]) == (200, "rows=2000")
    assert len(json.loads(body)["results"]["bindings"]) == 2000
    assert "Newsgraph-Truncated" not in ask(server, LEADERS)[1]
    _, headers, body = ask(
        server, "CONSTRUCT WHERE { ?s <urn:number> ?n }", "application/n-triples"
    )
    assert headers["Newsgraph-Truncated"] == "rows=2000"
    assert body.count(b"\n") == 2000


def test_the_service_describes_itself(server):
    _, headers, body = call(server, Accept="text/turtle")
    assert headers.get_content_type() == "text/turtle"
    assert b"SPARQL11Query" in body
    assert f"{server}/sparql".encode() in body
    assert call(server, Accept="text/html")[0] == 303
    assert call(server, Accept="image/png")[0] == 406


def test_head_has_headers_and_no_body(server):
    status, headers, body = call(server, "HEAD", f"/sparql?query={quote(LEADERS)}")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


def test_a_foreign_host_is_refused(server):
    assert call(server, path="/", Host="evil.example")[0] == 421
    assert call(server, path="/", Host="localhost:1234")[0] == 200


def test_only_a_named_origin_may_read_the_answers(server):
    path = f"/sparql?query={quote(LEADERS)}"
    assert "Access-Control-Allow-Origin" not in call(server, path=path)[1]
    stranger = call(server, path=path, Origin="https://evil.example")[1]
    assert "Access-Control-Allow-Origin" not in stranger
    friend = call(server, path=path, Origin="https://pages.example")[1]
    assert friend["Access-Control-Allow-Origin"] == "https://pages.example"
    preflight = call(server, "OPTIONS", Origin="https://pages.example")
    assert (preflight[0], preflight[1]["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, POST, OPTIONS",
    )


def test_every_answer_has_its_security_headers(server):
    for path in ("/", "/sparql", "/static/site.css", "/nothing"):
        headers = call(server, path=path)[1]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_many_clients_at_once_get_their_answers(server):
    found: list[int] = []
    clients = [
        threading.Thread(target=lambda: found.append(ask(server, LEADERS)[0])) for _ in range(40)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert found == [200] * 40


def test_slow_clients_hold_no_worker(server):
    query = quote("SELECT ?n ?m { ?s <urn:number> ?n , ?m }")
    slow = []
    for _ in range(8):
        connection = socket.create_connection(urlsplit(server).netloc.split(":"))
        connection.sendall(
            f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )
        slow.append(connection)  # and never reads
    assert [ask(server, LEADERS)[0] for _ in range(3)] == [200, 200, 200]
    for connection in slow:
        connection.close()


def test_curl_is_understood(server):
    command = ["curl", "-s", "--data-urlencode", f"query={LEADERS}", "-H", "Accept: text/csv"]
    try:
        done = subprocess.run([*command, f"{server}/sparql"], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("curl is not installed")
    assert done.stdout.splitlines()[0] == "who,firm"


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_is_understood(server, form, method):
    wrapper = pytest.importorskip("SPARQLWrapper").SPARQLWrapper(f"{server}/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(f"PREFIX ng: <https://w3id.org/newsgraph/ontology#> {LEADERS}")
    wrapper.setReturnFormat(form)
    found = wrapper.query().convert()
    text = found.toxml() if hasattr(found, "toxml") else str(found)
    assert "mira-oduya" in text


def test_rdflibs_own_client_is_understood(server):
    from rdflib import Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{server}/sparql"))
    ceo = URIRef("https://w3id.org/newsgraph/ontology#ceoOf")
    assert [str(s).rsplit("/", 1)[-1] for s, _, _ in graph.triples((None, ceo, None))] == [
        "mira-oduya"
    ]


def test_nothing_is_left_beside_the_store(db, start_server):
    before = set(db.parent.iterdir())
    process, address = start_server(db)
    assert ask(address, LEADERS)[0] == 200
    process.terminate()
    process.wait(20)
    assert set(db.parent.iterdir()) == before
