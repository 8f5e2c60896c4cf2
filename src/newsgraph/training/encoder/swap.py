"""The same sentence with other names: so that the sentence is learned, not the names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from newsgraph.encoder.marks import IMPLIED, outside
from newsgraph.encoder.trees import INSIDE, Tree
from newsgraph.encoder.words import split_words
from newsgraph.training.encoder.lessons import Lesson

SWAPPED = ("Organization", "Person", "Place", "ProductTechnology")
TELLING = "namedAfter"  # here the names themselves matter
SHARE = 0.7  # of the names of a sentence
Pool = Mapping[str, Sequence[tuple[str, ...]]]
New = tuple[int, tuple[str, ...]]  # one past the last word of the old name, and the new name


def pool_of(lessons: Iterable[Lesson], known: Iterable[tuple[str, str]]) -> Pool:
    """Return names by kind: those marked in lessons, and (kind, name) pairs from lists."""
    found: dict[str, dict[tuple[str, ...], None]] = {kind: {} for kind in SWAPPED}
    for one in lessons:
        for start, end, kind, form in one.marks:
            if form == "name" and kind in found:
                found[kind][one.words[start:end]] = None
    for kind, name in known:
        if kind in found and len(name) < 40:
            found[kind][tuple(name[a:b] for a, b in split_words(name))] = None
    return {kind: sorted(names) for kind, names in found.items()}


def swapped(one: Lesson, pool: Pool, random: Any) -> Lesson:
    """Return a lesson with some of its names exchanged for others of their kinds."""
    labels = {p[2] for judged in one.judged.values() for p in judged.positive}
    chosen = {} if TELLING in labels else _chosen(one, pool, random)
    words: list[str] = []
    tags: list[str] = []
    place = [0] * (len(one.words) + 1)  # of each old word
    n = 0
    while n < len(one.words):
        end, name = chosen.get(n, (n + 1, None))
        for k in range(n, end):
            place[k] = len(words) + (k > n)  # marks begin and end where names do
        if name is None:
            words.append(one.words[n])
            tags.append(one.tags[n])
        else:
            words += name
            tags += [one.tags[n], *(["I" + one.tags[n][1:]] * (len(name) - 1))]
        n = end
        place[n] = len(words)
    marks = tuple(
        (*(outside(a, len(words)) if form in IMPLIED else (place[a], place[b])), kind, form)
        for a, b, kind, form in one.marks
    )
    tree = _hung_anew(one.tree, chosen, place)
    return replace(one, words=tuple(words), tags=tuple(tags), marks=marks, starts=(), tree=tree)


def _hung_anew(tree: Tree, chosen: Mapping[int, New], place: Sequence[int]) -> Tree:
    """Return the tree of the words after the exchange; a new name is one token of it."""
    if not tree.heads:
        return tree
    heads: list[int] = []
    labels: list[str] = []
    n = 0
    first = {k: start for start, (end, _) in chosen.items() for k in range(start, end)}
    while n < len(tree.heads):
        end, name = chosen.get(n, (n + 1, ()))
        top = tree.top(n, end)
        head = tree.heads[top]
        heads.append(place[first.get(head, head)] if head >= 0 else -1)
        labels.append(tree.labels[top])
        heads += [place[n]] * (len(name) - 1)
        labels += [INSIDE] * (len(name) - 1)
        n = end
    return Tree(tuple(heads), tuple(labels))


def _chosen(one: Lesson, pool: Pool, random: Any) -> dict[int, New]:
    """Return by first word: one past the last, and the new name."""
    names: dict[tuple[str, ...], tuple[str, ...] | None] = {}
    found = {}
    for start, end, kind, form in one.marks:
        if form != "name" or not pool.get(kind):
            continue
        old = one.words[start:end]
        alone = not any(a < end and start < b and (a, b) != (start, end) for a, b, *_ in one.marks)
        tagged = one.tags[start] == f"B-{kind}" and one.tags[end - 1][2:] == kind
        if not alone or not tagged:
            continue
        if old not in names:
            new = pool[kind][int(random.integers(len(pool[kind])))]
            names[old] = new if random.random() < SHARE else None
        name = names[old]
        if name is not None:
            found[start] = (end, name)
    return found
