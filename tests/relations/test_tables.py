"""Rows of tables and fact boxes."""

import pytest

from newsgraph.documents import from_html, from_text
from newsgraph.documents.markdown import from_markdown
from newsgraph.model import Mention, Role
from newsgraph.statements.score import calibrated


@pytest.fixture(scope="module")
def read(stages):
    def read(document):
        ((annotated, relations),) = stages.read([document])
        return annotated, [r for r in relations if r.evidence.role is Role.TABLE_ROW]

    return read


def said(relations):
    return [
        (r.subject.text, r.predicate, r.object.text if isinstance(r.object, Mention) else r.object.lexical)
        for r in relations
    ]  # fmt: skip


def markdown(table, before="# Nordic firms at a glance\n\nSome firms did well.\n\n"):
    return from_markdown(before + table, "x.md")


TABLE = """| Company | CEO | Headquarters | Revenue 2025 (€m) | Mood |
|---|---|---|---|---|
| Veltro | Ada Brandt | Oslo, Norway | 3.2 | Pending |
| Halden Foods | Kari Dahl | Bergen | 1,200 | Good |
"""


def test_a_row_says_what_its_heads_say(read):
    annotated, found = read(markdown(TABLE))
    assert said(found) == [
        ("Ada Brandt", "ceoOf", "Veltro"),
        ("Veltro", "basedIn", "Oslo"),
        ("Veltro", "hasRevenue", "3200000"),
        ("Kari Dahl", "ceoOf", "Halden Foods"),
        ("Halden Foods", "basedIn", "Bergen"),
        ("Halden Foods", "hasRevenue", "1200000000"),
    ]
    assert {r.status.value for r in found} == {"asserted"}
    assert found[2].object.currency == "EUR"
    assert [(n, v.lexical) for n, v in found[2].qualifiers] == [("period", "2025")]
    assert "Pending" not in {m.text for m in annotated.mentions}
    text = annotated.document.text
    assert text[found[0].evidence.start : found[0].evidence.end].startswith("Veltro | Ada Brandt")


def test_a_fact_box_of_a_page_is_about_what_its_title_names(read):
    raw = (
        "<html><body><article><h1>Veltro Robotics</h1><p>Veltro Robotics makes robots.</p>"
        "<table><tr><th>CEO</th><td>Ada Brandt</td></tr>"
        "<tr><th>Head office</th><td>Oslo</td></tr>"
        "<tr><th>Revenue</th><td>$3.2 billion (2025)</td></tr>"
        "<tr><th>Motto</th><td>Kari Dahl</td></tr></table></article></body></html>"
    )
    _, found = read(from_html(raw, "x.html"))
    assert said(found) == [
        ("Ada Brandt", "ceoOf", "Veltro Robotics"),
        ("Veltro Robotics", "basedIn", "Oslo"),
        ("Veltro Robotics", "hasRevenue", "3200000000"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Company | Verdict | Score |\n|---|---|---|\n| Veltro | Ada Brandt | 7 |\n",
        "| Company | Partner |\n|---|---|\n| Veltro | said to be Halden Foods |\n",
        "| Year | Revenue |\n|---|---|\n| 2025 | $4 billion |\n",
        "| Company | Price |\n|---|---|\n| Veltro | $4 |\n",
        "| Field | Value |\n|---|---|\n| CEO | Ada Brandt |\n",
    ],
    ids=[
        "unknown heads",
        "a cell with other words",
        "a row about a year",
        "a price is of a product",
        "one known key may be chance",
    ],
)
def test_what_a_row_does_not_say(read, table):
    assert read(markdown(table))[1] == []


def test_prose_beside_a_table_is_read_as_before(read):
    annotated, found = read(from_text("Veltro acquired Halden Foods.", "x.txt"))
    assert found == []
    assert [m.text for m in annotated.mentions] == ["Veltro", "Halden Foods"]


@pytest.mark.parametrize(
    ("heads", "cells", "statement"),
    [
        ("Airline | Home | Alliance from 2024", "SAS | Stockholm | SkyTeam", ("SAS", "memberOf", "SkyTeam")),
        ("Airline | Home | Alliance", "SAS | Stockholm | SkyTeam", ("SAS", "basedIn", "Stockholm")),
        ("Drug | Maker | Price per dose", "Ozempic | Novo Nordisk | $900", ("Novo Nordisk", "develops", "Ozempic")),
        ("Drug | Maker | Price per dose", "Ozempic | Novo Nordisk | $900", ("Ozempic", "hasPrice", "900")),
        ("Company | Main supplier", "Volvo | Bosch", ("Bosch", "supplies", "Volvo")),
        ("Company | Seller | Buyer", "Figma | Adobe | Canva", ("Canva", "acquires", "Figma")),
        ("Company | Seller | Buyer", "Figma | Adobe | Canva", ("Adobe", "divests", "Figma")),
        ("Company | Former CEO", "Opel | Anna Keller", ("Anna Keller", "formerlyWorkedFor", "Opel")),
        ("Name | Company", "Anna Keller | Opel", ("Anna Keller", "worksFor", "Opel")),
        ("Company | Net loss ($m)", "Figma | 14", ("Figma", "hasMeasure", "14000000")),
    ],
)  # fmt: skip
def test_a_head_is_known_with_what_stands_beside_it(read, heads, cells, statement):
    line = "|".join("---" for _ in heads.split("|"))
    _, found = read(markdown(f"| {heads} |\n|{line}|\n| {cells} |\n"))
    assert statement in said(found)


def test_a_former_chief_is_no_chief(read):
    table = "| Company | Former CEO |\n|---|---|\n| Opel | Anna Keller |\n"
    assert {p for _, p, _ in said(read(markdown(table))[1])} == {"formerlyWorkedFor"}


def test_a_row_that_no_other_extractor_reads_is_trusted_as_one_of_rules_alone(stages, vocabulary):
    (graph,) = stages.graphs([markdown(TABLE)])
    (chief,) = [s for s in graph.statements if s.predicate == "ceoOf"][:1]
    slope, intercept = vocabulary.confidence["lexicon alone"]
    raw = chief.evidence[0].score
    assert chief.confidence == calibrated(raw, ["x"], {"x": (slope, intercept)})
