"""Mentions to entities: one thing, one IRI, made from what it is."""

from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents.segment import from_text
from newsgraph.entities import resolve
from newsgraph.gazetteer import Gazetteer, Known
from newsgraph.model import AnnotatedDocument, Iri, Mention

FORD = Known(Iri("https://w3id.org/newsgraph/entity/organization/ford-motor"), "Organization", "Ford Motor", ("Ford",), "F", same_as=("http://www.wikidata.org/entity/Q44294",))  # fmt: skip
DENMARK = Known(Iri("https://w3id.org/newsgraph/entity/place/denmark"), "Place", "Denmark", demonyms=("Danish",), seat="Copenhagen")  # fmt: skip
KNOWN = Gazetteer([FORD, DENMARK])
DOCUMENT = from_text("Nothing is read from this text.", "test")
NAMES = st.lists(
    st.tuples(
        st.sampled_from(("Veltro", "VELTRO", "Veltro GmbH", "Ada Brandt", "Ford", "Mercury")),
        st.sampled_from(("Organization", "Person", "Place")),
    ),
    max_size=8,
)


def mention(text, kind="Organization", start=0, form="name"):
    return Mention(DOCUMENT.iri, start, start + len(text), text, kind, form)


def resolved(mentions, antecedent=None, described=()):
    annotated = AnnotatedDocument(DOCUMENT, (), tuple(mentions), antecedent or {})
    return resolve(annotated, described, KNOWN)


def test_one_normal_form_of_one_kind_is_one_entity():
    short, long = mention("Veltro"), mention("Veltro GmbH", start=20)
    entity_of = resolved([short, long])
    assert entity_of[short] == entity_of[long]
    assert entity_of[short].label == "Veltro"
    assert entity_of[short].aliases == ("Veltro GmbH",)


def test_homonyms_of_different_kinds_are_two_entities():
    planet, firm = mention("Mercury", "Place"), mention("Mercury", "Organization", start=20)
    entity_of = resolved([planet, firm])
    assert entity_of[planet].iri != entity_of[firm].iri
    assert (entity_of[planet].kind, entity_of[firm].kind) == ("Place", "Organization")


def test_coreference_makes_one_entity():
    name, pronoun = mention("Veltro"), mention("it", start=20, form="pronoun")
    entity_of = resolved([name, pronoun], {pronoun: name})
    assert entity_of[pronoun] is entity_of[name]
    assert entity_of[name].aliases == (), "a pronoun is no name"


def test_a_known_entity_keeps_its_iri_and_what_is_known_of_it():
    ford = mention("Ford")
    entity = resolved([ford])[ford]
    assert (entity.iri, entity.label, entity.ticker) == (FORD.iri, "Ford Motor", "F")
    assert entity.same_as == FORD.same_as
    assert entity.aliases == ("Ford",)


def test_a_name_of_another_kind_is_not_the_known_entity():
    person = mention("Ford", "Person")
    assert resolved([person])[person].iri != FORD.iri


def test_a_demonym_is_its_place_and_no_name_of_it():
    danish = mention("Danish", "Place", form="demonym")
    entity = resolved([danish])[danish]
    assert (entity.iri, entity.label, entity.aliases) == (DENMARK.iri, "Denmark", ())


def test_a_description_is_an_entity_by_its_words():
    exports, again = mention("chip exports", "Concept", 5, "nominal"), mention("Chip exports", "Concept", 30, "nominal")  # fmt: skip
    entity_of = resolved([], described=[exports, again])
    assert entity_of[exports].iri == entity_of[again].iri
    assert entity_of[exports].kind == "Concept"


def test_a_name_over_two_lines_is_written_in_one():
    name = mention("Ada\n  Brandt", "Person")
    assert resolved([name])[name].label == "Ada Brandt"


@given(NAMES, NAMES)
def test_an_iri_does_not_depend_on_what_else_is_in_the_document(first, second):
    def iris(pairs, offset):
        made = [mention(text, kind, offset + 50 * n) for n, (text, kind) in enumerate(pairs)]
        return made, [resolved([m])[m].iri for m in made]

    (left, alone_left), (right, alone_right) = iris(first, 0), iris(second, 1000)
    together = resolved([*left, *right])
    assert [together[m].iri for m in (*left, *right)] == alone_left + alone_right


@given(NAMES)
def test_every_mention_is_resolved_to_an_entity_of_its_kind(pairs):
    made = [mention(text, kind, 50 * n) for n, (text, kind) in enumerate(pairs)]
    entity_of = resolved(made)
    assert all(entity_of[m].kind == m.kind for m in made)


def test_a_government_is_one_by_its_country_its_seat_and_its_adjective():
    names = ("Denmark", "Copenhagen", "Danish government", "the Danish Government")
    forms = [mention(n, "GovernmentGroup", start=30 * k) for k, n in enumerate(names)]
    entity_of = resolved(forms)
    assert {
        entity_of[m].iri.rsplit("/", 2)[1:] == ["governmentgroup", "denmark"] for m in forms
    } == {True}
    town = mention("Oslo", "GovernmentGroup", start=200)
    assert resolved([town])[town].iri.endswith("/governmentgroup/oslo")
