"""What a graph of an annotated article has right: entities, relations, statuses, references.

An entity is the marked thing that it has a name in common with, else one that it overlaps.
Relations are strict: the relation, and both ends by name or the literal. Symmetric and inverse
relations count either way, and a fact counts once. A reading that the annotators hold defensible,
and what a stated fact entails, is neither right nor wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from articles_reader import Article, Fact, Gold, Key, Keyed, Span
from examples_benchmark import ENTAILED, INVERSE

from newsgraph.benchmarks.passages import given_span, overlap
from newsgraph.documents import from_markdown
from newsgraph.entities import resolve
from newsgraph.model import (
    OPEN_RELATION,
    AnnotatedDocument,
    DocumentGraph,
    Entity,
    Iri,
    Mention,
    Relation,
    Statement,
    Status,
    Value,
)
from newsgraph.pipeline import Stages
from newsgraph.statements.score import combined
from newsgraph.vocabulary.names import normal_form
from newsgraph.vocabulary.ontology import Property

Meant = Mapping[Iri, tuple[str, ...]]  # the marked things that an entity may be
RIGHT, WRONG, NEITHER = "right", "wrong", "neither"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a statement of the graph was judged."""

    relation: str  # as the article has it, where the statement is right
    status: Status  # likewise
    said: str
    status_right: bool
    confidence: float
    raw: float  # what the scores of its evidence give
    by: str  # the extractors of its evidence
    entries: frozenset[str]  # of the lexicon, that its evidence names


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one article."""

    article: Article
    entities: Counter[str]  # marked, made, named (right), typed (right)
    verdicts: tuple[Verdict, ...]
    facts: tuple[Fact, ...]  # required
    found: Mapping[int, bool]  # of ``facts``, and whether their status is right
    anaphors: Counter[str]  # right, wrong, open


def keys(properties: Mapping[str, Property]) -> Keyed:
    """Return the function that tells which statements are one fact."""
    symmetric = {name for name, p in properties.items() if p.symmetric}

    def keyed(subject: str, relation: str, end: str | Value) -> Key:
        if isinstance(end, Value):
            return subject, relation, _literal(end)
        if relation in symmetric:
            subject, end = sorted((subject, end))
        if relation in INVERSE and relation > INVERSE[relation]:
            subject, relation, end = end, INVERSE[relation], subject
        return subject, relation, end

    return keyed


def _literal(value: Value) -> tuple[str, ...]:
    if value.kind in ("money", "percent", "number"):
        return value.kind, f"{float(value.lexical):g}", value.currency
    return value.kind, normal_form(value.lexical) if value.kind == "string" else value.lexical


def scored(stages: Stages, articles: Sequence[Article]) -> Iterator[Score]:
    """Yield the score of each article, in order."""
    keyed = keys(stages.vocabulary.ontology.properties)
    documents = [from_markdown(a.text, a.name) for a in articles]
    for article, (annotated, relations) in zip(articles, stages.read(documents), strict=True):
        graph = stages._graph(annotated, relations)
        entity_of = resolve(annotated, _described(annotated, relations), stages.gazetteer)
        yield score_of(article, annotated, graph, entity_of, keyed)


def _described(annotated: AnnotatedDocument, relations: Iterable[Relation]) -> list[Mention]:
    ends = [e for r in relations for e in (r.subject, r.object) if isinstance(e, Mention)]
    return list(dict.fromkeys(e for e in ends if e not in annotated.mentions))


def score_of(
    article: Article,
    annotated: AnnotatedDocument,
    graph: DocumentGraph,
    entity_of: Mapping[Mention, Entity],
    keyed: Keyed,
) -> Score:
    """Return the score of one article."""
    spans = defaultdict(list)
    for mention, entity in entity_of.items():
        span = given_span(annotated.document, mention)
        if span is not None and mention.form != "pronoun":
            spans[entity.iri].append(span)
    meant = {e.iri: _named(e, article.entities) for e in graph.entities}
    placed = {
        iri: names or _overlapped(spans[iri], article.entities) for iri, names in meant.items()
    }
    verdicts, met = judged(article, graph.statements, meant, keyed)
    required = {key: fact for key, fact in article.facts.items() if fact.required}
    return Score(
        article,
        _entities(graph.entities, article.entities, placed),
        tuple(verdicts),
        tuple(required.values()),
        {n: met[key] for n, key in enumerate(required) if key in met},
        Counter(_resolved(article, annotated)),
    )


def _named(entity: Entity, marked: Sequence[Gold]) -> tuple[str, ...]:
    """Return the marked things that agree best with an entity, by name or alias."""
    label = normal_form(entity.label)
    forms = {label, *map(normal_form, entity.aliases)}
    ways = (
        [g.name for g in marked if normal_form(g.name) == label],
        [g.name for g in marked if normal_form(g.name) in forms],
        [g.name for g in marked if g.forms & forms],
    )
    return next((tuple(names) for names in ways if names), ())


def _overlapped(spans: Sequence[Span], marked: Sequence[Gold]) -> tuple[str, ...]:
    return tuple(g.name for g in marked if any(overlap(a, b) for a, b in product(spans, g.spans)))


def _entities(made: Sequence[Entity], marked: Sequence[Gold], meant: Meant) -> Counter[str]:
    """Count entities: each marked thing once, what is never named left out."""
    named = {g.name: g for g in marked if g.spans}
    kinds = defaultdict(set)
    for entity in made:
        for name in meant[entity.iri][:1]:
            kinds[name].add(entity.kind)
    counted = [e for e in made if not meant[e.iri] or meant[e.iri][0] in named]
    right = [g for name, g in named.items() if name in kinds]
    typed = sum(bool(g.kinds & kinds[g.name]) for g in right)
    return Counter(marked=len(named), made=len(counted), named=len(right), typed=typed)


def judged(
    article: Article, statements: Iterable[Statement], meant: Meant, keyed: Keyed
) -> tuple[list[Verdict], dict[Key, bool]]:
    """Return the verdict on each statement, and the facts found and whether their status is right.

    Of several statements of one fact the one counts whose status is right.
    """
    made = [
        (statement, _same(article.facts, statement, meant, keyed))
        for statement in statements
        if statement.subject in meant and statement.predicate != OPEN_RELATION
    ]
    made.sort(key=lambda m: (not _status_right(*m), -m[0].confidence, m[0].iri))
    met: dict[Key, bool] = {}
    verdicts = []
    for statement, facts in made:
        required = [key for key, fact in facts.items() if fact.required]
        fresh = [key for key in required if key not in met]
        if fresh:
            fact = facts[fresh[0]]
            met[fresh[0]] = statement.status in fact.statuses
            verdicts.append(_verdict(statement, RIGHT, fact))
            continue
        again = required and not _status_right(statement, facts)
        defensible = facts or _entailed(article.facts.values(), statement, meant)
        verdicts.append(_verdict(statement, NEITHER if defensible and not again else WRONG))
    return verdicts, met


def _verdict(statement: Statement, said: str, fact: Fact | None = None) -> Verdict:
    relation, status = statement.predicate, statement.status
    agrees = fact is not None and status in fact.statuses
    if fact is not None:
        relation, status = fact.relation, fact.statuses[0] if agrees else status
    raw = combined(e.score for e in statement.evidence)
    by = "+".join(sorted({e.extractor for e in statement.evidence}))
    entries = frozenset(e.entry for e in statement.evidence if e.entry)
    return Verdict(relation, status, said, agrees, statement.confidence, raw, by, entries)


def _same(
    facts: Mapping[Key, Fact], statement: Statement, meant: Meant, keyed: Keyed
) -> dict[Key, Fact]:
    """Return the facts that a statement may be."""
    end = statement.object
    ends = (end,) if isinstance(end, Value) else meant.get(end, ())
    found = (keyed(s, statement.predicate, o) for s, o in product(meant[statement.subject], ends))
    return {key: facts[key] for key in found if key in facts}


def _status_right(statement: Statement, facts: Mapping[Key, Fact]) -> bool:
    return any(statement.status in fact.statuses for fact in facts.values())


def _entailed(facts: Iterable[Fact], statement: Statement, meant: Meant) -> bool:
    """Say whether a stated fact between the same ends brings the statement with it."""
    end = statement.object
    if isinstance(end, Value):
        return False
    left, right = meant[statement.subject], meant.get(end, ())
    return any(
        statement.predicate in ENTAILED.get(fact.relation, ())
        and ((fact.subject in left and fact.object in right)
             or (fact.subject in right and fact.object in left))
        for fact in facts
    )  # fmt: skip


def _resolved(article: Article, annotated: AnnotatedDocument) -> Iterator[str]:
    """Say of each pronoun and description whether it was led to what it stands for."""
    spans = [(m, given_span(annotated.document, m)) for m in annotated.antecedent]
    golds = {g.name: g for g in article.entities}
    for anaphor in article.anaphors:
        here = [(m, span) for m, span in spans if span and overlap(span, anaphor.span)]
        found = [m for m, span in here if span == anaphor.span]
        found = found or [m for m, _ in here if m.form in ("pronoun", "nominal")]
        if found:
            named, gold = annotated.antecedent[found[0]], golds[anaphor.entity]
            place = given_span(annotated.document, named)
            there = place is not None and any(overlap(place, span) for span in gold.spans)
            yield RIGHT if there or normal_form(named.text) in gold.forms else WRONG
        else:
            yield "open"


def shares(right: float, made: float, wanted: float) -> tuple[float, float, float]:
    """Return precision, recall and F1; 0 where there is nothing to divide by."""
    p, r = right / made if made else 0.0, right / wanted if wanted else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def by_label(scores: Iterable[Score], label: str) -> dict[str, tuple[int, int, int]]:
    """Return for each relation or status how many are right, made and stated; most stated first.

    By status, one is right if its status is too.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    strict = label == "status"
    for score in scores:
        for v in score.verdicts:
            counts[str(getattr(v, label))]["made"] += v.said != NEITHER
        for n, fact in enumerate(score.facts):
            name = str(fact.statuses[0] if strict else fact.relation)
            counts[name]["stated"] += 1
            counts[name][RIGHT] += score.found.get(n, False) if strict else n in score.found
    order = sorted(counts, key=lambda name: (-counts[name]["stated"], name))
    return {n: (counts[n][RIGHT], counts[n]["made"], counts[n]["stated"]) for n in order}
