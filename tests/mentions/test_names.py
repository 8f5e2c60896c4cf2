"""Which name forms of one document belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.gazetteer import Known
from newsgraph.mentions.names import NameForm, group
from newsgraph.model import Iri


def known(label, kind, *, ambiguous=False):
    return (Known(Iri(f"urn:{label}"), kind, label, ambiguous=ambiguous),)


def form(text, personal=0.0, listed="", bracketed="", of=(), kind="", at=0):
    return NameForm(text, 1, of, personal, kind, (at,), listed=listed, bracketed=bracketed)


def groups(*forms):
    """Return the groups of more than one form, each sorted, sorted."""
    names = group({f.text: f for f in forms})
    found = {}
    for f in forms:
        found.setdefault(names.of(f.text), []).append(f.text)
    return sorted(sorted(g) for g in found.values() if len(g) > 1)


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param((form("Ada Brandt", personal=1), form("Brandt")), id="surname"),
        pytest.param((form("Ada Maria Brandt", personal=1), form("Brandt")), id="surname after two given names"),
        pytest.param((form("Ada Brandt", listed="Person"), form("Brandt")), id="surname of a person the page lists"),
        pytest.param(
            (form("Ada Habben Brandt", personal=1), form("Habben Brandt", kind="Person")), id="surname of two words"
        ),
        pytest.param((form("Ada Brandt", personal=1), form("Ada", kind="Person")), id="first name"),
        pytest.param((form("Veltro Energy"), form("Veltro")), id="short name of a firm"),
        pytest.param((form("Veltro GmbH"), form("Veltro")), id="legal suffix"),
        pytest.param((form("the Veltro Group"), form("Veltro Group")), id="article"),
        pytest.param((form("VELTRO"), form("Veltro")), id="case"),
        pytest.param((form("Food and Drug Administration"), form("FDA")), id="acronym"),
        pytest.param((form("Norges Bank"), form("NBX", bracketed="Norges Bank")), id="what stands in brackets after a name"),
        pytest.param((form("Veltro NetGate", at=1), form("NetGate", at=2)), id="a last word after the whole name"),
        pytest.param((form("Nvidia", of=known("Nvidia", "Organization")), form("NVDA", of=known("Nvidia", "Organization"))), id="two names of one known thing"),
    ],
)  # fmt: skip
def test_forms_of_one_thing_meet(forms):
    assert groups(*forms) == [sorted(f.text for f in forms)]


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param(
            (form("Orion Society", kind="Organization"), form("Orion", of=known("Orion", "ProductTechnology", ambiguous=True), kind="ProductTechnology")),
            id="a known program of the text, and a society",
        ),
        pytest.param((form("GPT-4"), form("GPT-4o")), id="digits tell models apart"),
        pytest.param((form("Falcon"), form("Falcon 9")), id="a number is no surname"),
        pytest.param((form("London", of=known("London", "Place")), form("London Stock Exchange")), id="a place in a name"),
        pytest.param((form("Google", of=known("Google", "Organization")), form("Google Cloud")), id="a known firm and its unit"),
        pytest.param((form("Veltro", listed="company"), form("Veltro Cloud", listed="product")), id="listed apart by the page"),
        pytest.param((form("Ada Brandt", personal=1), form("Emil Brandt", personal=1), form("Brandt")), id="a surname of two persons"),
        pytest.param((form("Veltro Energy"), form("Veltro Foods"), form("Veltro")), id="a first word of two firms"),
        pytest.param((form("Ada Brandt", personal=1), form("Ada")), id="a given name alone"),
        pytest.param((form("European Central Bank"), form("East Coast Bakery"), form("ECB")), id="an acronym of two names"),
        pytest.param((form("Veltro NetGate", at=2), form("NetGate", at=1)), id="a last word before the whole name"),
        pytest.param((form("Harbour Lenders", listed="OrganizationGroup"), form("Harbour")), id="what tells a class apart"),
        pytest.param((form("Jaguar", of=(*known("Jaguar", "Organization", ambiguous=True), *known("jaguar", "Concept", ambiguous=True))), form("Leopard")), id="unlike names"),
    ],
)  # fmt: skip
def test_forms_of_different_things_stay_apart(forms):
    assert groups(*forms) == []


WORDS = st.lists(
    st.sampled_from(("Ada", "Brandt", "Veltro", "Energy", "GPT-4", "GPT-4o", "FDA", "Group")),
    min_size=1, max_size=3,
).map(" ".join)  # fmt: skip


@given(st.lists(WORDS, unique=True), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_forms(texts, random):
    shuffled = random.sample(texts, len(texts))
    first, second = group({t: form(t) for t in texts}), group({t: form(t) for t in shuffled})
    assert [first.of(t) for t in texts] == [second.of(t) for t in texts]


@given(st.lists(WORDS, unique=True))
def test_every_form_is_in_one_group_and_its_name_too(texts):
    names = group({t: form(t) for t in texts})
    for text in texts:
        assert names.of(text) in texts
        assert names.of(names.of(text)) == names.of(text)
