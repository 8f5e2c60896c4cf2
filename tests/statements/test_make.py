"""Relations and entities to statements: laws and cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents.segment import from_text
from newsgraph.model import Entity, Evidence, Iri, Mention, Relation, Role, Status, Value
from newsgraph.statements import make_statements

DOCUMENT = from_text("Nothing is read from this text.", "test").iri
SYMMETRIC = frozenset(("partnersWith",))
NAMES = ("Ada", "Bolt", "Coro")
MENTIONS = {
    n: Mention(DOCUMENT, i * 10, i * 10 + 4, n, "Organization") for i, n in enumerate(NAMES)
}
ENTITIES = {m: Entity(Iri(f"urn:{n.lower()}"), "Organization", n) for n, m in MENTIONS.items()}
SUM = Value("money", "5", "$5", "USD")


def relation(subject="Ada", predicate="acquires", end="Bolt", status=Status.ASSERTED, at=0, score=0.9, role=Role.PROSE, speaker="", **qualifiers):  # fmt: skip
    evidence = Evidence(DOCUMENT, at, at + 5, "lexicon", "entry", "", role, score)
    extra = tuple((n, MENTIONS.get(v) or Value("string", v, v)) for n, v in qualifiers.items())
    return Relation(MENTIONS[subject], predicate, MENTIONS.get(end) or end, status, evidence, extra, MENTIONS.get(speaker))  # fmt: skip


def made(*relations):
    return make_statements(relations, ENTITIES, SYMMETRIC)


RELATIONS = st.lists(
    st.builds(
        relation,
        st.sampled_from(NAMES),
        st.sampled_from(("acquires", "partnersWith")),
        st.sampled_from((*NAMES, SUM)),
        st.sampled_from(list(Status)),
        st.integers(0, 3).map(lambda n: n * 10),
        st.sampled_from((0.5, 0.8, 0.9)),
        st.sampled_from((Role.PROSE, Role.HEADLINE, Role.HEADING)),
    ),
    max_size=10,
)


@given(RELATIONS, st.randoms(use_true_random=False))
def test_the_order_of_relations_does_not_matter(relations, random):
    shuffled = random.sample(relations, len(relations))
    for left, right in zip(made(*relations), made(*shuffled), strict=True):
        assert left == right
        assert (left.confidence, left.attributed_to) == (right.confidence, right.attributed_to)
        assert [(e.start, e.role) for e in left.evidence] == [(e.start, e.role) for e in right.evidence]  # fmt: skip


@given(RELATIONS)
def test_a_triple_has_one_statement_and_at_most_one_denial(relations):
    statements = made(*relations)
    assert len({s.iri for s in statements}) == len(statements)
    keys = [(s.subject, s.predicate, str(s.object), s.status is Status.NEGATED) for s in statements]
    assert len(set(keys)) == len(keys)


@given(RELATIONS)
def test_no_triple_is_lost_and_none_made_up(relations):
    def triple(subject, predicate, end):
        ends = sorted((subject, end)) if predicate in SYMMETRIC and isinstance(end, str) else (subject, end)  # fmt: skip
        return predicate, *map(str, ends)

    said = {
        triple(
            ENTITIES[r.subject].iri,
            r.predicate,
            ENTITIES[r.object].iri if isinstance(r.object, Mention) else r.object,
        )
        for r in relations
        if r.subject != r.object
    }
    assert {triple(s.subject, s.predicate, s.object) for s in made(*relations)} == said


@given(RELATIONS)
def test_every_statement_rests_on_evidence_and_is_as_sure_as_the_best(relations):
    for statement in made(*relations):
        assert statement.evidence
        best = max(e.score for e in statement.evidence)
        assert best <= statement.confidence <= max(best, 0.98)


@given(RELATIONS)
def test_statements_are_sorted_by_iri(relations):
    iris = [s.iri for s in made(*relations)]
    assert iris == sorted(iris)


@pytest.mark.parametrize("status", list(Status))
def test_the_same_triple_and_status_is_one_statement_with_all_its_evidence(status):
    (statement,) = made(relation(status=status, at=10), relation(status=status, at=0))
    assert statement.status is status
    assert [e.start for e in statement.evidence] == [0, 10]
    assert statement.confidence == pytest.approx(0.945)


@pytest.mark.parametrize(
    ("statuses", "prevailing"),
    [
        ((Status.ATTRIBUTED, Status.ASSERTED), Status.ASSERTED),
        ((Status.PLANNED, Status.SPECULATIVE), Status.PLANNED),
        ((Status.PLANNED, Status.ATTRIBUTED), Status.ATTRIBUTED),
        ((Status.SPECULATIVE, Status.ASSERTED, Status.PLANNED), Status.ASSERTED),
    ],
)
def test_the_plainest_reading_of_a_triple_prevails(statuses, prevailing):
    (statement,) = made(*(relation(status=s, at=10 * n) for n, s in enumerate(statuses)))
    assert statement.status is prevailing


def test_a_denial_stands_beside_an_assertion():
    statements = made(relation(), relation(status=Status.NEGATED, at=10, speaker="Bolt"))
    assert sorted(s.status for s in statements) == [Status.ASSERTED, Status.NEGATED]
    assert {s.status: s.attributed_to for s in statements} == {Status.ASSERTED: None, Status.NEGATED: "urn:bolt"}  # fmt: skip


@pytest.mark.parametrize("role", [Role.HEADLINE, Role.HEADING])
def test_prose_counts_before_a_headline(role):
    (statement,) = made(relation(role=role), relation(status=Status.PLANNED, at=10))
    assert statement.status is Status.PLANNED


def test_a_headline_alone_counts():
    (statement,) = made(relation(role=Role.HEADLINE))
    assert statement.status is Status.ASSERTED


def test_a_denial_in_a_headline_gives_way_to_prose():
    (statement,) = made(relation(status=Status.NEGATED, role=Role.HEADLINE), relation(at=10))
    assert statement.status is Status.ASSERTED


def test_a_symmetric_relation_is_stated_once():
    (statement,) = made(relation("Ada", "partnersWith", "Bolt"), relation("Bolt", "partnersWith", "Ada", at=10))  # fmt: skip
    assert (statement.subject, statement.object) == ("urn:ada", "urn:bolt")
    assert len(statement.evidence) == 2


def test_a_directed_relation_keeps_its_direction():
    assert len(made(relation("Ada", "acquires", "Bolt"), relation("Bolt", "acquires", "Ada"))) == 2


def test_a_relation_of_a_thing_with_itself_is_dropped():
    assert made(relation("Ada", end="Ada")) == []


@pytest.mark.parametrize("scores", [(0.6, 0.8), (0.8, 0.6)])
def test_two_entries_in_one_sentence_are_one_witness(scores):
    (statement,) = made(*(relation(score=s) for s in scores))
    assert statement.confidence == 0.8


def test_a_qualifier_is_kept_once_and_the_prevailing_status_comes_first():
    (statement,) = made(
        relation(status=Status.PLANNED, date="2025", role_="chair"), relation(at=10, date="2024")
    )
    assert [(n, v.lexical) for n, v in statement.qualifiers] == [
        ("date", "2024"),
        ("role_", "chair"),
    ]


def test_a_qualifier_that_names_something_is_an_entity():
    (statement,) = made(relation(counterparty="Coro"))
    assert statement.qualifiers == (("counterparty", "urn:coro"),)


def test_a_literal_is_an_object_as_it_stands():
    (statement,) = made(relation(end=SUM))
    assert statement.object == SUM


def test_a_mention_that_nobody_resolved_is_an_error():
    with pytest.raises(KeyError):
        make_statements([relation()], {}, SYMMETRIC)
