"""The ontology holds the agreed names, and all that it says of them resolves."""

import re
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

GRAPH = Path(__file__).resolve().parents[1] / "graph"
NG = Namespace("https://w3id.org/newsgraph/ontology#")
SCHEMA = Namespace("https://schema.org/")
SHAPE = Namespace("https://w3id.org/newsgraph/shape#")


def words(text: str) -> list[str]:
    return text.split()


KINDS = words("""
    Organization OrganizationGroup GovernmentGroup Person ProductTechnology Place Event
    Conference Concept
""")
STRUCTURE = words("""
    Entity Agent Actor Document Statement Evidence PageSpan Status Qualifier Relation Merge Pin
    Inference Change
""")
RELATIONS = words("""
    ceoOf worksFor formerlyWorkedFor founderOf successorOf subsidiaryOf partOf memberOf isA
    acquires divests mergesWith investsIn ownsStakeIn raisesFunding hasValuation develops
    manufactures launches announced uses purchases licenses targets expandsInto namedAfter
    hasPrice partnersWith customerOf supplies competesWith sponsors hasOrderBacklog hasRevenue
    hasMeasure basedIn locatedIn operatesIn buildsFacilityIn occursOn organizes participatesIn
    approves investigates sues fines restricts attacks supports opposes affects causes mentions
""")
STATUSES = ["asserted", "attributed", "speculative", "planned", "negated"]
QUALIFIERS = words("""
    action amount attributedTo counterparty currency date facility item listedKind metric percent
    period place position quantity role sentiment since ticker topic unit until
""")
PARTS = words("""
    status confidence inDocument extractor lexicalEntry pattern blockRole trace layout headline
    category pageSentiment score readMinutes sourcesVerified takeaway keyFact timeline
    left right reason similarity decidedBy decision sequence
""")
LITERAL_KINDS = ["Money", "Number", "Percent", "Date", "String"]

# subject kinds and object kinds, spelt out for a sample of relations of each sort
ENDS = {
    "ceoOf": ("Person", "Organization OrganizationGroup"),
    "worksFor": ("Person", "Actor"),
    "acquires": (
        "Agent",
        "Concept Event Organization OrganizationGroup Place ProductTechnology",
    ),
    "partnersWith": ("Agent", "Agent"),
    "supplies": ("Agent", "Agent ProductTechnology"),
    "hasOrderBacklog": ("Organization OrganizationGroup", "Money Number"),
    "hasMeasure": ("Entity", "Date Money Number Percent"),
    "occursOn": ("Concept Event ProductTechnology", "Date"),
    "affects": ("Document Entity", "Entity"),
    "mentions": ("Document", "Entity"),
}
SHAPES_OF_LITERALS = {
    "Money": {"Decimal"},
    "Number": {"Decimal"},
    "Percent": {"Decimal"},
    "Date": {"Day", "Month", "Year"},
    "String": {"Text"},
}
MAPPINGS = (
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(GRAPH / "ontology.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(GRAPH / "shapes.ttl")


def local(terms: object) -> set[str]:
    return {str(term).rsplit("#", 1)[-1] for term in terms}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        pytest.param(OWL.Class, [*KINDS, *STRUCTURE, "LiteralKind"], id="classes"),
        pytest.param(NG.Relation, RELATIONS, id="relations"),
        pytest.param(NG.Status, STATUSES, id="statuses"),
        pytest.param(NG.Qualifier, QUALIFIERS, id="qualifiers"),
        pytest.param(NG.LiteralKind, LITERAL_KINDS, id="kinds of literals"),
    ],
)
def test_the_names_are_those_agreed(ontology, kind, names):
    assert local(ontology.subjects(RDF.type, kind)) == set(names)


def test_there_are_nine_kinds_and_fifty_three_relations():
    assert (len(set(KINDS)), len(set(RELATIONS))) == (9, 53)


@pytest.mark.parametrize("name", [*KINDS, *STRUCTURE, *RELATIONS, *STATUSES, *QUALIFIERS, *PARTS])
def test_each_name_has_a_label_and_a_definition(ontology, name):
    assert len(list(ontology.objects(NG[name], RDFS.label))) == 1
    assert len(list(ontology.objects(NG[name], SKOS.definition))) == 1


@pytest.mark.parametrize("name", RELATIONS)
def test_each_relation_says_what_it_joins_and_gives_an_example(ontology, name):
    subjects = local(ontology.objects(NG[name], SCHEMA.domainIncludes))
    objects = local(ontology.objects(NG[name], SCHEMA.rangeIncludes))
    assert subjects <= {*KINDS, "Entity", "Agent", "Actor", "Document"}
    assert objects <= {*KINDS, *LITERAL_KINDS, "Entity", "Agent", "Actor"}
    assert subjects
    assert objects
    literal = objects <= set(LITERAL_KINDS)
    kind = OWL.DatatypeProperty if literal else OWL.ObjectProperty
    assert (NG[name], RDF.type, kind) in ontology
    assert len(list(ontology.objects(NG[name], SKOS.example))) == 1


@pytest.mark.parametrize(("name", "ends"), ENDS.items())
def test_the_ends_of_a_relation(ontology, name, ends):
    assert local(ontology.objects(NG[name], SCHEMA.domainIncludes)) == set(ends[0].split())
    assert local(ontology.objects(NG[name], SCHEMA.rangeIncludes)) == set(ends[1].split())


@pytest.mark.parametrize(
    ("one", "several"), [(RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)]
)
def test_a_single_domain_or_range_is_the_only_one_included(ontology, one, several):
    for relation, kind in ontology.subject_objects(one):
        included = list(ontology.objects(relation, several))
        if included and not kind.startswith("http://www.w3.org/2001/XMLSchema#"):
            assert included == [kind], relation


def test_each_relation_admits_a_date_unless_it_is_a_list_of_the_page(ontology):
    dated = local(ontology.subjects(NG.admitsQualifier, NG.date))
    assert set(RELATIONS) - dated == {"mentions"}


def test_admitted_qualifiers_are_qualifiers(ontology):
    admitted = set(ontology.objects(None, NG.admitsQualifier))
    required = set(ontology.objects(None, NG.requiresQualifier))
    assert local(admitted | required) <= set(QUALIFIERS)


@pytest.mark.parametrize(
    ("name", "qualifiers"),
    [
        ("acquires", "amount currency"),
        ("ownsStakeIn", "percent"),
        ("worksFor", "role"),
        ("supplies", "item"),
        ("buildsFacilityIn", "facility"),
        ("hasMeasure", "metric"),
        ("hasRevenue", "period"),
        ("licenses", "counterparty"),
        ("affects", "sentiment"),
        ("mentions", "ticker listedKind"),
    ],
)
def test_a_relation_admits_its_own_qualifiers(ontology, name, qualifiers):
    assert set(qualifiers.split()) <= local(ontology.objects(NG[name], NG.admitsQualifier))


def test_what_holds_between_relations(ontology):
    symmetric = local(ontology.subjects(RDF.type, OWL.SymmetricProperty))
    assert symmetric == {"mergesWith", "partnersWith", "competesWith"}
    assert (NG.customerOf, OWL.inverseOf, NG.supplies) in ontology
    assert (NG.supplies, OWL.inverseOf, NG.customerOf) in ontology
    assert (NG.ceoOf, RDFS.subPropertyOf, NG.worksFor) in ontology
    former = set(ontology.subject_objects(NG.formerly))
    assert former == {(NG.ceoOf, NG.formerlyWorkedFor), (NG.worksFor, NG.formerlyWorkedFor)}


def test_every_name_that_is_used_is_defined(ontology):
    used = {
        term
        for triple in ontology
        for term in triple
        if isinstance(term, URIRef) and term.startswith(str(NG))
    }
    assert {term for term in used if not list(ontology.objects(term, RDFS.label))} == set()


def test_every_kind_is_an_entity(ontology):
    for kind in KINDS:
        assert NG.Entity in set(ontology.transitive_objects(NG[kind], RDFS.subClassOf))


def test_there_are_no_blank_nodes(ontology):
    assert not [term for term in ontology.all_nodes() if isinstance(term, BNode)]


def test_mappings_lead_to_well_formed_names_elsewhere(ontology):
    form = re.compile(
        r"https://schema\.org/[A-Za-z]+"
        r"|http://www\.wikidata\.org/(entity/Q|prop/direct/P)[1-9][0-9]*"
        r"|http://www\.w3\.org/(ns/prov|2004/02/skos/core)#[A-Za-z]+"
    )
    from rdflib.namespace import SDO  # here, because pytest's look at it in a module warns

    for mapping in MAPPINGS:
        for _, there in ontology.subject_objects(mapping):
            assert form.fullmatch(there), there
            if there.startswith(str(SDO)):
                assert there in SDO, there


def test_words_are_english_and_versions_are_given(ontology):
    for predicate in (RDFS.label, SKOS.definition, SKOS.example, SKOS.scopeNote):
        for words in ontology.objects(None, predicate):
            assert isinstance(words, Literal)
            assert words.language == "en"
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert ontology.value(header, OWL.versionInfo) == Literal("0.1.0")


def alternatives(shapes: Graph, node: object) -> set[str]:
    choice = shapes.value(node, SH["or"])
    return local(Collection(shapes, choice) if choice else shapes.objects(node, SH.node))


@pytest.mark.parametrize("name", [*RELATIONS, "timeline"])
def test_the_shape_of_a_relation_says_the_same_as_the_ontology(ontology, shapes, name):
    shape = SHAPE[name]
    assert shapes.value(shape, SH.targetSubjectsOf) == NG[name]
    end = shapes.value(shape, SH.property)
    assert shapes.value(end, SH.path) == NG[name]
    objects = local(ontology.objects(NG[name], SCHEMA.rangeIncludes))
    expected = set().union(*(SHAPES_OF_LITERALS.get(kind, {kind}) for kind in objects))
    assert alternatives(shapes, shape) == local(ontology.objects(NG[name], SCHEMA.domainIncludes))
    assert alternatives(shapes, end) == expected


def test_each_shape_that_can_fail_says_why(shapes):
    for shape in set(shapes.subjects(SH.severity)):
        (message,) = shapes.objects(shape, SH.message)
        assert message.endswith(".")
    paths = set(shapes.subjects(SH.path)) - set(shapes.subjects(SH.severity))
    conditions = {"HasCurrency", "HasMetric", "HasShare", "NoSum", "NoMeasure", "NoStake"}
    conditions |= {"HasAction", "NoAction"}
    for path in paths:  # those without a message are the conditions of other shapes
        owners = set(shapes.subjects(SH.property, path))
        owners |= {owner for part in owners for owner in shapes.subjects(SH["not"], part)}
        assert local(owners) & conditions
