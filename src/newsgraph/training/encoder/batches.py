"""Lessons as numbers: encoded once, batched by length, marked pairs with their labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from newsgraph.encoder.inputs import Inputs, assemble, encode, pairs_of
from newsgraph.encoder.schema import Schema
from newsgraph.training.encoder.lessons import ALL, OPEN, Lesson

LONGEST = 200  # word pieces; the few longer lessons are left out
MOST_PAIRS = 90  # of a lesson in one step: positives, and others drawn at random
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Encoded:
    """A lesson in numbers."""

    lesson: Lesson
    inputs: Inputs
    allowed: Any  # words, tags: 1 where the tag may stand
    pairs: tuple[tuple[int, int], ...]
    judged: Mapping[str, tuple[Any, Any]]  # space -> labels, known (pairs x labels, 0 or 1)
    status: Any  # pairs; IGNORED where not known


@dataclass(slots=True)
class Batch:
    """What one step sees."""

    arrays: Mapping[str, Any]
    allowed: Any  # words through the batch, tags
    words: Any  # first piece of each of these words, through the batch
    weight_of_word: Any
    judged: dict[str, tuple[Any, Any]] = field(default_factory=dict)  # with weights in known
    status: Any = None
    rows: Sequence[Encoded] = ()


def encode_lesson(lesson: Lesson, schema: Schema, ids: Any) -> Encoded | None:
    """Return a lesson in numbers; None if it is too long."""
    inputs = encode(lesson.words, schema, ids)
    if len(inputs.ids) > LONGEST:
        return None
    pairs = tuple(pairs_of(lesson.marks)) if lesson.judged else ()
    place = {pair: n for n, pair in enumerate(pairs)}
    judged = {
        space: _known(lesson, space, place, schema.spaces[space])
        for space in lesson.judged
        if space in schema.spaces
    }
    status = np.full(len(pairs), IGNORED)
    for a, b, name in lesson.status:
        if (a, b) in place:
            status[place[a, b]] = schema.statuses.index(name)
    return Encoded(lesson, inputs, _allowed(lesson.tags, schema), pairs, judged, status)


def _known(
    lesson: Lesson, space: str, place: Mapping[tuple[int, int], int], labels: Sequence[str]
) -> tuple[Any, Any]:
    judged, column = lesson.judged[space], {label: n for n, label in enumerate(labels)}
    truth = np.zeros((len(place), len(labels)), np.float32)
    known = np.zeros_like(truth)
    silent = [
        column[s] for s in (labels if ALL in judged.silence else judged.silence) if s in column
    ]
    rows: Sequence[int] = range(len(place))
    if judged.pairs is not None:
        rows = [place[p] for p in judged.pairs if p in place]
    for row in rows:
        known[row, silent] = 1
    for a, b, label in judged.unknown:
        if (a, b) in place:
            known[place[a, b], slice(None) if label == ALL else column.get(label, slice(0))] = 0
    for a, b, label in judged.positive:
        if (a, b) in place and label in column:
            known[place[a, b], column[label]] = truth[place[a, b], column[label]] = 1
    return truth, known


def _allowed(tags: Sequence[str], schema: Schema) -> Any:
    found = np.zeros((len(tags), len(schema.tags)), np.float32)
    for n, tag in enumerate(tags):
        if tag == OPEN:
            found[n] = 1
        elif tag.endswith("?"):
            found[n, [t.startswith(tag[:2]) for t in schema.tags]] = 1
        else:
            found[n, schema.tags.index(tag)] = 1
    return found


def batches(
    rows: Sequence[Encoded],
    size: int,
    schema: Schema,
    weights: Mapping[str, float],
    random: Any = None,
) -> Iterator[Batch]:
    """Yield batches of about ``size`` lessons of like length; shuffled if ``random`` is given."""
    order = sorted(range(len(rows)), key=lambda n: (len(rows[n].inputs.ids), n))
    if random is not None:
        noise = random.random(len(rows))
        order.sort(key=lambda n: len(rows[n].inputs.ids) + 4 * noise[n])
    groups: list[list[int]] = []
    group: list[int] = []
    longest = 0
    for n in order:
        longest = max(longest, len(rows[n].inputs.ids))
        if group and (len(group) + 1) * longest > size * 40:
            groups.append(group)
            group, longest = [], len(rows[n].inputs.ids)
        group.append(n)
    groups.append(group)
    if random is not None:
        groups = [groups[n] for n in random.permutation(len(groups))]
    for group in groups:
        yield batch([rows[n] for n in group], schema, weights, random)


def batch(
    rows: Sequence[Encoded], schema: Schema, weights: Mapping[str, float], random: Any = None
) -> Batch:
    """Return lessons side by side. In training, kinds are forgotten now and then."""
    chosen = [_choose(row, random) for row in rows]
    pairs = [[row.pairs[n] for n in some] for row, some in zip(rows, chosen, strict=True)]
    marks = [[_blurred(m, random) for m in row.lesson.marks] for row in rows]
    trees = [r.lesson.tree for r in rows]
    arrays = assemble([r.inputs for r in rows], marks, pairs, schema, trees)
    length = arrays["ids"].shape[1]
    words = [n * length + f for n, row in enumerate(rows) for f in row.inputs.first]
    found = Batch(
        arrays,
        np.concatenate([r.allowed for r in rows]),
        np.array(words),
        np.concatenate(
            [np.full(len(r.allowed), weights.get(f"tags {r.lesson.source}", 1.0)) for r in rows]
        ).astype(np.float32),
        status=np.concatenate([r.status[c] for r, c in zip(rows, chosen, strict=True)]),
        rows=rows,
    )
    for space, labels in schema.spaces.items():
        empty = np.zeros((0, len(labels)), np.float32)
        truth, known = [empty], [empty]
        for row, some in zip(rows, chosen, strict=True):
            blank = np.zeros((len(row.pairs), len(labels)), np.float32)
            t, k = row.judged.get(space, (blank, blank))
            truth.append(t[some])
            known.append(k[some] * weights.get(f"{space} {row.lesson.source}", 1.0))
        found.judged[space] = (np.concatenate(truth), np.concatenate(known))
    return found


def _choose(row: Encoded, random: Any) -> Any:
    """Return the numbers of the pairs to judge: in training at most MOST_PAIRS."""
    if random is None or len(row.pairs) <= MOST_PAIRS:
        return np.arange(len(row.pairs))
    wanted = np.zeros(len(row.pairs), bool)
    for truth, _ in row.judged.values():
        wanted |= truth.any(1)
    rest = random.permutation(np.flatnonzero(~wanted))[: max(0, MOST_PAIRS - wanted.sum())]
    return np.sort(np.concatenate([np.flatnonzero(wanted), rest]))


def _blurred(mark: tuple[int, int, str, str], random: Any) -> tuple[int, int, str, str]:
    if random is None or mark[3] == "literal" or random.random() > 0.12:
        return mark
    return (*mark[:2], "", mark[3])
