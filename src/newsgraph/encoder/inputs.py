"""Sentences, marks and pairs as arrays; training and reading share this module."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsgraph.encoder.marks import IMPLIED, UNTYPED
from newsgraph.encoder.schema import Schema
from newsgraph.encoder.trees import LONGEST, Tree, ways
from newsgraph.encoder.words import PAD, SPECIAL, shapes

CLS, SEP = 101, 102  # of BERT's uncased vocabulary
POSITIONS = 512
FAR = -10000.0  # added to the attention scores of padding
DISTANCES = (-40, -20, -10, -5, -3, -2, -1, 0, 1, 2, 3, 5, 10, 20, 40)  # words
RawMark = tuple[int, int, str, str]  # start, end, kind, form


@dataclass(frozen=True, slots=True)
class Inputs:
    """A sentence as word pieces."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]  # of each word: its first piece; words past the limit are left out
    last: tuple[int, ...]  # one past its last piece


class Pieces:
    """The word pieces of words, each looked up once."""

    def __init__(self, tokenizer: Any) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer, self.known = tokenizer, dict[str, tuple[int, ...]]()

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one."""
        found = self.known.get(word)
        if found is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:40]
            found = self.known[word] = tuple(ids) or (100,)
            if len(self.known) > 200_000:  # bounds memory; nothing depends on it
                self.known.clear()
        return found


def encode(words: Sequence[str], schema: Schema, pieces: Pieces) -> Inputs:
    """Return a sentence as pieces; what lies past the last position is left out."""
    ids, looks, first, last = [CLS], [SPECIAL], [], []
    for word, look in zip(words, shapes(words), strict=True):
        found = pieces(word)
        if len(ids) + len(found) >= POSITIONS:
            break
        first.append(len(ids))
        ids += found
        looks += [look] * len(found)
        last.append(len(ids))
    return Inputs((*ids, SEP), (*looks, SPECIAL), tuple(first), tuple(last))


def pairs_of(marks: Sequence[RawMark]) -> Iterator[tuple[int, int]]:
    """Yield the ordered pairs of marks that may be related.

    A literal is never a subject, and marks that overlap do not make a pair. What the
    sentence leaves out is no partner for a noun phrase, nor for more that is left out.
    """
    for i, a in enumerate(marks):
        if a[3] == "literal":
            continue
        for j, b in enumerate(marks):
            if i != j and (a[1] <= b[0] or b[1] <= a[0]) and not _is_vague(a, b):
                yield i, j


def _is_vague(a: RawMark, b: RawMark) -> bool:
    return (a[3] in IMPLIED and _is_weak(b)) or (b[3] in IMPLIED and _is_weak(a))


def _is_weak(mark: RawMark) -> bool:
    return mark[3] in IMPLIED or (mark[3] == "nominal" and mark[2] == UNTYPED)


def assemble(
    inputs: Sequence[Inputs],
    marks: Sequence[Sequence[RawMark]],
    pairs: Sequence[Sequence[tuple[int, int]]],
    schema: Schema,
    trees: Sequence[Tree] = (),
) -> dict[str, Any]:
    """Return sentences side by side as the arrays that the network takes.

    Without ``trees`` no pair has a way from end to end.
    """
    import numpy as np

    length = max(len(i.ids) for i in inputs)
    most = max(1, *(len(m) for m in marks)) if marks else 1
    size = (len(inputs), most, length)
    found: dict[str, Any] = {
        "ids": np.zeros((len(inputs), length), np.int64),
        "shapes": np.full((len(inputs), length), PAD, np.int64),
        "mask": np.full((len(inputs), length), FAR, np.float32),
        "spans": np.zeros(size, np.float32),
        "starts": np.zeros(size, np.float32),
        "kinds": np.zeros(size[:2], np.int64),
        "forms": np.zeros(size[:2], np.int64),
    }
    rows: list[tuple[int, ...]] = []
    for n, (one, mine, wanted) in enumerate(zip(inputs, marks, pairs, strict=True)):
        found["ids"][n, : len(one.ids)] = one.ids
        found["shapes"][n, : len(one.ids)] = one.shapes
        found["mask"][n, : len(one.ids)] = 0
        for m, mark in enumerate(mine):
            _place(found, n, m, one, mark, schema)
        tree = trees[n] if trees else Tree()
        found_ways = ways(tree, [m[:2] for m in mine], wanted)
        for (a, b), way in zip(wanted, found_ways, strict=True):
            rows.append((*_pair(one, mine, a, b, n, most, length), *_way(one, *way, n, length)))
    table = np.array(rows, np.int64).reshape(-1, 5 + 2 * LONGEST)
    places = np.cumsum([2, 2, 1, LONGEST])
    names = ("pairs", "gaps", "distances", "ways", "steps")
    found |= dict(zip(names, np.split(table, places, axis=1), strict=True))
    return found | {"distances": found["distances"][:, 0]}


def _place(
    found: Mapping[str, Any], n: int, m: int, one: Inputs, mark: RawMark, schema: Schema
) -> None:
    start, end, kind, form = mark
    if form in IMPLIED:  # at the special pieces before and after the words
        piece = 0 if start < 0 else len(one.ids) - 1
        found["spans"][n, m, piece] = found["starts"][n, m, piece] = 1
    elif end <= len(one.first):  # else it lies past the last position
        found["spans"][n, m, one.first[start] : one.last[end - 1]] = 1
        found["starts"][n, m, one.first[start]] = 1
    known = schema.mark_kinds
    found["kinds"][n, m] = known.index(kind) if kind in known else 0
    found["forms"][n, m] = schema.forms.index(form) if form in schema.forms else 0


def _pair(
    one: Inputs, marks: Sequence[RawMark], a: int, b: int, n: int, most: int, length: int
) -> tuple[int, ...]:
    left, right = sorted((marks[a][:2], marks[b][:2]))
    edge = len(one.first)
    gap = (0, 0)
    if left[1] < right[0] < edge:
        gap = (one.first[left[1]], one.first[right[0]])
    distance = bisect_right(DISTANCES, marks[b][0] - marks[a][0])
    row = n * (length + 1)  # sums up to each piece, 0 first
    return n * most + a, n * most + b, row + gap[0], row + gap[1], distance


def _way(
    one: Inputs, words: Sequence[int], steps: Sequence[int], n: int, length: int
) -> tuple[int, ...]:
    """Return the pieces that stand for the words of a way, and its steps, both filled up."""
    row = n * (length + 1)  # each row begins with zeros, for what is not there
    edge = len(one.first)
    pieces = [row + 1 + one.first[w] for w in words[:LONGEST] if w < edge]
    taken = steps[:LONGEST]
    fill = [0] * LONGEST
    return (*pieces, *fill[len(pieces) :], *taken, *fill[len(taken) :])
