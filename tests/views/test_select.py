import networkx
import pytest

from newsgraph.errors import LookupFailed
from newsgraph.views.select import narrowed


@pytest.fixture
def network():
    """Give a chain a - b - c - d, each statement of another day, one of none."""
    found = networkx.MultiDiGraph()
    fact = {"relation": "hasRevenue", "value": 3, "published": "2031-03-01"}
    for name in "abcde":
        found.add_node(name, label=name, facts=[fact] if name == "e" else [])
    found.add_edge("a", "b", "s/1", published="2031-01-15")
    found.add_edge("c", "b", "s/2", published="2031-02-28")
    found.add_edge("c", "d", "s/3", published="")
    return found


@pytest.mark.parametrize(
    ("since", "until", "nodes"),
    [
        pytest.param("2031-01-15", "", "abce", id="from that day on, that day too"),
        pytest.param("2031-01-16", "", "bce", id="later"),
        pytest.param("", "2031-02", "abc", id="to the end of a month"),
        pytest.param("2031", "2031", "abce", id="a year; the undated go"),
        pytest.param("2031-03", "", "e", id="a fact holds its node"),
        pytest.param("2032", "", "", id="nothing"),
    ],
)
def test_days_are_of_publication(network, since, until, nodes):
    assert "".join(sorted(narrowed(network, since=since, until=until))) == nodes
    assert len(network) == 5


@pytest.mark.parametrize(("hops", "nodes"), [(0, "a"), (1, "ab"), (2, "abc"), (9, "abcd")])
def test_a_focus_reaches_along_statements_in_both_directions(network, hops, nodes):
    assert "".join(sorted(narrowed(network, focus="a", hops=hops))) == nodes


def test_the_focus_is_sought_in_what_the_days_left(network):
    assert sorted(narrowed(network, focus="b", since="2031-02")) == ["b", "c"]
    with pytest.raises(LookupFailed, match="choose more"):
        narrowed(network, focus="d", since="2031")


@pytest.mark.parametrize("day", ["yesterday", "2031-1-5", "03/01/2031"])
def test_a_day_in_another_form_is_an_error(network, day):
    with pytest.raises(LookupFailed, match="write YYYY"):
        narrowed(network, since=day)
