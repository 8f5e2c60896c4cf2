"""Train the choice among referents: ``python -m newsgraph.training.coreference``.

The articles go through the pipeline without their marks; where it sees a pronoun or a
description that is marked, the candidates that it would weigh are the case, and the one
that the mark names is right; "nobody" is, if the pipeline has no such candidate. What
annotators left unmarked teaches little: a description that nothing was called by counts
as one without a name, at a small weight. Same input, same bytes.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from newsgraph.documents import from_markdown
from newsgraph.mentions import annotate, gender
from newsgraph.mentions.anaphors import Anaphor, anaphor_at, may_refer
from newsgraph.mentions.clues import Clues
from newsgraph.mentions.coreference import Candidate, judge_by, resolve_by
from newsgraph.mentions.ranker import ALL, Weights, probabilities
from newsgraph.model import AnnotatedDocument, Mention, Sentence
from newsgraph.pipeline import Stages, prepare
from newsgraph.training.sets import is_held_out
from newsgraph.vocabulary.examples import Marked, read_examples

SORTS = ("it", "its", "he", "nominal")
WANTED = {"it": 0.82, "its": 0.85, "he": 0.85, "nominal": 0.80}  # precision of what is taken
UNMARKED = 0.3  # weight of a description that is not marked
FOLDS = 5
ROUNDS = 300
RATE, L2 = 0.3, 0.6
SMALLEST = 0.1  # a weight below is left out
OFTEN = 3  # articles in which a noun must mean things of a kind
SHARE = 0.1  # of its articles: fewer are names whose kind was read wrong
ENDINGS_L2, RAREST = 2.0, 6  # of the endings of first names


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its marks, and the marks by their place in the document."""

    annotated: AnnotatedDocument  # names alone
    marks: Mapping[tuple[int, int], str]  # span of the text as written: the entity


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of one anaphor, "nobody" last, and which is right."""

    article: str
    sort: str
    clues: tuple[tuple[str, ...], ...]
    right: int
    weight: float


def read_articles(folder: Path, stages: Stages, *, held_out: bool = False) -> list[Article]:
    """Return the articles of a folder and those below it, named by the pipeline."""
    paths = [p for p in sorted(folder.glob("**/*.txt")) if is_held_out(p.stem) == held_out]
    written = [_composed(read_examples(path)) for path in paths]
    documents = [from_markdown(t, p.stem) for (t, _), p in zip(written, paths, strict=True)]
    done = annotate(documents, stages.nlp, stages.vocabulary, stages.gazetteer)
    return [Article(bare(a), marks) for a, (_, marks) in zip(done, written, strict=True)]


def _composed(examples: Iterable[Any]) -> tuple[str, dict[tuple[int, int], str]]:
    """Return the sentences as one page: a title, items, and paragraphs of three sentences."""
    text, marks, run = "", {}, 0
    for n, example in enumerate(examples):
        clipped = example.text[-1] not in '.?!”"’'
        run = 0 if clipped or n == 0 else run + 1
        text += "# " if n == 0 else "\n\n- " if clipped else " " if run % 3 != 1 else "\n\n"
        mark: Marked
        for mark in example.mentions:
            marks[len(text) + mark.start, len(text) + mark.end] = mark.entity
        text += example.text
    return text, marks


def bare(annotated: AnnotatedDocument) -> AnnotatedDocument:
    """Return the document with its names alone: no anaphor is resolved."""
    names = {m for m in annotated.mentions if m.form == "name"}

    def stripped(sentence: Sentence) -> Sentence:
        tokens = (
            t if t.mention is None or t.mention in names else replace(t, mention=None)
            for t in sentence.tokens
        )
        return replace(sentence, tokens=tuple(tokens), topic=None)

    return replace(
        annotated,
        sentences=tuple(stripped(s) for s in annotated.sentences),
        antecedent={m: a for m, a in annotated.antecedent.items() if m in names},
    )


class Teacher:
    """Stands in for the ranker: takes the right candidate and notes the case."""

    def __init__(self, article: Article, weights: Weights) -> None:
        self.article = article
        self.usual = judge_by(weights)
        self.raw = article.annotated.document.offsets.raw_span
        self.cases: list[Case] = []
        found: dict[Mention, Counter[str]] = defaultdict(Counter)
        for mention in article.annotated.mentions:
            if mention.form == "name":
                meant = article.annotated.antecedent.get(mention, mention)
                found[meant][self.entity(mention.start, mention.end)] += 1
        self.entity_of = {
            m: next((e for e, _ in sorted(c.items(), key=lambda p: (-p[1], p[0])) if e), "")
            for m, c in found.items()
        }

    def entity(self, start: int, end: int) -> str:
        """Return the entity whose mark ends with a span and begins at or before it."""
        a, b = self.raw(start, end)
        return next((e for (c, d), e in self.article.marks.items() if c <= a and b == d), "")

    def __call__(
        self, anaphor: Anaphor, candidates: Sequence[Candidate], nobody: Sequence[str]
    ) -> Candidate | None:
        """Return the right candidate of a marked anaphor; of others what the ranker takes."""
        entity = self.entity(anaphor.token.start, anaphor.token.end)
        entities = [self.entity_of.get(c.referent.mention, "") for c in candidates]
        right = entities.index(entity) if entity and entity in entities else len(candidates)
        if entity or anaphor.sort == "nominal":
            clues = (*(c.clues for c in candidates), tuple(nobody))
            source = self.article.annotated.document.source
            weight = 1.0 if entity else UNMARKED
            self.cases.append(Case(source, anaphor.sort, clues, right, weight))
        if not entity:
            return self.usual(anaphor, candidates, nobody)
        return candidates[right] if right < len(candidates) else None


def cases(articles: Iterable[Article], clues: Clues, weights: Weights) -> Iterator[Case]:
    """Yield the cases of articles, the unmarked anaphors between them resolved by weights."""
    for article in articles:
        teacher = Teacher(article, weights)
        annotated = article.annotated
        resolve_by(teacher, clues, annotated.document, annotated.sentences, annotated.antecedent)
        yield from teacher.cases


def referring(articles: Iterable[Article], nouns: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the kinds of named things that nouns with "the" mean in several articles."""
    found: Counter[tuple[str, str]] = Counter()
    for article in articles:
        teacher = Teacher(article, Weights())
        kind_of = {e: m.kind for m, e in teacher.entity_of.items() if e}
        here: set[tuple[str, str]] = set()
        for sentence in article.annotated.sentences:
            for token in sentence.tokens:
                if token.mention is not None or not may_refer(token) or token.pos != "NOUN":
                    continue
                entity = teacher.entity(token.start, token.end)
                if entity in kind_of and anaphor_at(sentence, token, nouns) is not None:
                    here.add((token.lemma, kind_of[entity]))
        found.update(here)
    total: Counter[str] = Counter()
    for (noun, _), count in found.items():
        total[noun] += count
    kinds: dict[str, list[str]] = {}
    for (noun, kind), count in sorted(found.items()):
        if count >= OFTEN and count >= SHARE * total[noun]:
            kinds.setdefault(noun, []).append(kind)
    return kinds


def fit(learned: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Return the weights of the clues by sort, by AdaGrad on the whole of the cases."""
    import numpy as np

    ids: dict[tuple[str, str], int] = {}
    rows = [
        [ids.setdefault((s, f), len(ids)) for f in clues for s in (ALL, case.sort)]
        for case in learned
        for clues in case.clues
    ]
    flat = np.fromiter((i for row in rows for i in row), np.int64)
    lengths = np.array([len(row) for row in rows])
    firsts = np.cumsum(lengths) - lengths
    sizes = np.array([len(case.clues) for case in learned])
    heads = np.cumsum(sizes) - sizes
    wanted = np.zeros(len(rows))
    wanted[heads + np.array([case.right for case in learned])] = 1.0
    weight = np.repeat([case.weight for case in learned], sizes)
    table, squares = np.zeros(len(ids)), np.full(len(ids), 1e-2)
    for step in range(ROUNDS):
        sums = np.add.reduceat(table[flat], firsts)
        sums = np.exp(sums - np.repeat(np.maximum.reduceat(sums, heads), sizes))
        error = weight * (sums / np.repeat(np.add.reduceat(sums, heads), sizes) - wanted)
        gradient = np.bincount(flat, np.repeat(error, lengths), len(ids)) + L2 * table
        squares += gradient**2
        table -= RATE * (1 - step / ROUNDS) * gradient / np.sqrt(squares)
    found: dict[str, dict[str, float]] = {}
    for (sort, clue), value in sorted(zip(ids, table.tolist(), strict=True)):
        if abs(value) >= SMALLEST:
            found.setdefault(sort, {})[clue] = round(value, 2)
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """What a model would take of a marked case, how sure it is, and whether it is right."""

    sort: str
    share: float
    right: bool


def judged(weights: Weights, held: Iterable[Case]) -> Iterator[Taken]:
    """Yield what the weights would take of the marked cases, thresholds apart."""
    for case in held:
        shares = probabilities(weights, case.sort, case.clues)
        first = max(range(len(shares)), key=lambda n: (shares[n], -n))
        if case.weight == 1.0 and first < len(shares) - 1:
            yield Taken(case.sort, shares[first], first == case.right)


def across(learned: Sequence[Case]) -> list[Taken]:
    """Return what models trained without an article's fold would take of it."""
    found: list[Taken] = []
    for fold in range(FOLDS):
        inside = [c for c in learned if crc32(c.article.encode()) // 10 % FOLDS == fold]
        outside = [c for c in learned if crc32(c.article.encode()) // 10 % FOLDS != fold]
        found += judged(Weights(fit(outside)), inside)
    return found


def threshold(taken: Iterable[Taken], least: float) -> float:
    """Return the lowest share from which on a part ``least`` of what is taken is right."""
    ordered = sorted(taken, key=lambda t: -t.share)
    right, lowest = 0, 1.0
    for n, one in enumerate(ordered, start=1):
        right += one.right
        if right / n >= least:
            lowest = one.share
    return round(lowest, 3)


def name_endings(folder: Path) -> dict[str, float]:
    """Return what endings of first names tell, from two lists of names.

    The lists are ``dist.female.first`` and ``dist.male.first`` of a census, names first.
    A logistic regression over endings, each name once.
    """
    import numpy as np

    def read(name: str) -> list[str]:
        return [line.split()[0].lower() for line in (folder / name).read_text().split("\n") if line]

    she, he = read("dist.female.first"), read("dist.male.first")
    once = [(n, 1.0) for n in she if n not in set(he)] + [(n, 0.0) for n in he if n not in set(she)]
    counts = Counter(e for n, _ in once for e in gender.endings(n)[:-1])
    ids = {e: k for k, e in enumerate(["", *sorted(e for e, c in counts.items() if c >= RAREST)])}
    seen = np.zeros((len(once), len(ids)))
    for row, (name, _) in enumerate(once):
        seen[row, [0, *(ids[e] for e in gender.endings(name) if e in ids)]] = 1
    target, table = np.array([t for _, t in once]), np.zeros(len(ids))
    weight = np.where(target == 1, 0.5 / target.mean(), 0.5 / (1 - target.mean()))
    squares = np.full(len(ids), 1e-2)
    for step in range(ROUNDS):
        gradient = seen.T @ (weight * (1 / (1 + np.exp(-(seen @ table))) - target))
        gradient += ENDINGS_L2 * table
        squares += gradient**2
        table -= RATE * (1 - step / ROUNDS) * gradient / np.sqrt(squares)
    return {e: round(float(table[k]), 1) for e, k in ids.items() if abs(table[k]) >= 0.15}


def train(
    articles: Sequence[Article], stages: Stages, endings: Mapping[str, float]
) -> tuple[Weights, list[Case]]:
    """Return the weights with their thresholds, and the cases that they were learned from."""
    weights = Weights(
        endings=endings, referring=referring(articles, stages.vocabulary.kind_of_noun)
    )
    clues = Clues(stages.vocabulary, stages.gazetteer, weights)
    learned: list[Case] = []
    for _ in range(2):  # the second time what is not marked is resolved as well
        learned = list(cases(articles, clues, weights))
        taken = across(learned)
        limits = {s: threshold((t for t in taken if t.sort == s), WANTED[s]) for s in SORTS}
        weights = Weights(fit(learned), limits, endings, weights.referring)
    return weights, learned


def report(weights: Weights, taken: Sequence[Taken], learned: Sequence[Case]) -> Iterator[str]:
    """Yield a line on each sort: marked cases, what is taken at the threshold, what is right."""
    for sort in SORTS:
        marked = [c for c in learned if c.sort == sort and c.weight == 1.0]
        mine = [t for t in taken if t.sort == sort and t.share >= weights.thresholds[sort]]
        right = sum(t.right for t in mine)
        share = right / len(mine) if mine else 0.0
        yield f"{sort}: {len(marked)} marked, {len(mine)} taken, {right} right, {share:.3f}"


def save(weights: Weights, path: Path) -> None:
    """Write the weights as JSON, sorted."""
    held = {"clues": weights.clues, "thresholds": weights.thresholds, "endings": weights.endings}
    held |= {"referring": weights.referring}
    text = json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the file, and say how well it does on what it was not trained on."""
    parser = argparse.ArgumentParser(prog="python -m newsgraph.training.coreference")
    parser.add_argument("--articles", type=Path, required=True, help="folder of marked articles")
    parser.add_argument("--names", type=Path, help="folder of two lists of first names")
    parser.add_argument("--out", type=Path, required=True, help="the .json file to write")
    chosen = parser.parse_args(arguments)
    stages = prepare(extractors=("lexicon",))
    known: Mapping[str, float] = {}
    if chosen.names:
        known = name_endings(chosen.names)
    elif chosen.out.is_file():  # the endings of names stay as they are
        known = json.loads(chosen.out.read_text(encoding="utf-8"))["endings"]
    weights, learned = train(read_articles(chosen.articles, stages), stages, known)
    save(weights, chosen.out)
    print("across folds:", *report(weights, across(learned), learned), sep="\n")
    clues = Clues(stages.vocabulary, stages.gazetteer, weights)
    held = list(cases(read_articles(chosen.articles, stages, held_out=True), clues, weights))
    print("held out:", *report(weights, list(judged(weights, held)), held), sep="\n")


if __name__ == "__main__":
    main()
