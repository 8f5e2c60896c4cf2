"""What a page states about itself."""

from dataclasses import replace

from newsgraph.documents.segment import from_text
from newsgraph.model import Affected, Entity, Iri, Listed, Mention, Page, Status, Value
from newsgraph.statements import page_statements

TEXT = "Veltro company VLT Ada Brandt person Nobody Start of sales"
DOCUMENT = from_text(TEXT, "test")


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def entities(*names):
    return {
        Mention(DOCUMENT.iri, *span(n), n, "Organization"): Entity(
            Iri(f"urn:{n[:3].lower()}"), "Organization", n
        )
        for n in names
    }


def stated(page, *names):
    found = page_statements(replace(DOCUMENT, page=page), entities(*names))
    return [(s.predicate, s.object, {n: v.lexical for n, v in s.qualifiers}) for s in found]


def test_a_page_lists_affects_and_dates_things_in_page_order():
    page = Page(
        "brief",
        mentioned=(Listed("Veltro", "company", "VLT", *span("Veltro")), Listed("Ada Brandt", "person", None, *span("Ada Brandt"))),
        affected=(Affected("Veltro", "company", "Positive", *span("Veltro")),),
        timeline=(span("Start of sales"),),
    )  # fmt: skip
    assert stated(page, "Veltro", "Ada Brandt", "Start of sales") == [
        ("mentions", "urn:vel", {"listedKind": "company", "ticker": "VLT"}),
        ("mentions", "urn:ada", {"listedKind": "person"}),
        ("affects", "urn:vel", {"listedKind": "company", "sentiment": "Positive"}),
        ("timeline", "urn:sta", {"position": "0"}),
    ]


def test_a_page_fact_is_said_by_the_document_and_rests_on_its_line():
    page = Page("brief", mentioned=(Listed("Veltro", "company", None, *span("Veltro")),))
    (statement,) = page_statements(replace(DOCUMENT, page=page), entities("Veltro"))
    assert statement.subject == statement.document == DOCUMENT.iri
    assert statement.status is Status.ASSERTED
    (evidence,) = statement.evidence
    assert TEXT[evidence.start : evidence.end] == "Veltro"
    assert evidence.extractor == "page"
    assert not any(isinstance(v, Value) and v.kind == "money" for _, v in statement.qualifiers)


def test_a_name_without_a_mention_is_passed_over():
    page = Page("brief", mentioned=(Listed("Nobody", "person", None, *span("Nobody")),))
    assert stated(page) == []


def test_a_text_without_a_known_layout_states_nothing_of_itself():
    assert stated(None, "Veltro") == []
