"""Accept headers, as RFC 9110 reads them."""

import pytest

from newsgraph.server.negotiation import GRAPHS, HTML, SOLUTIONS, preferred


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "xml"),
        ("*/*;q=0.1, text/tab-separated-values", "tsv"),
        ("application/*;q=0.5, application/sparql-results+json;q=0", "json"),  # application/json
        ("text/*", "csv"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=wrong", None),
    ],
)
def test_the_best_liked_form_is_taken(accept, name):
    form = preferred(accept, SOLUTIONS)
    assert (form.name if form else None) == name


def test_a_browser_gets_a_page_and_a_program_data():
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert preferred(browser, (HTML, *GRAPHS)) is HTML
    form = preferred("application/ld+json, text/turtle;q=0.5", (HTML, *GRAPHS))
    assert form is not None
    assert form.name == "jsonld"
