"""The way from one end of a pair to the other through the parse of their sentence.

What stands on the shortest path between two ends in the dependency tree mostly says how
they are related (Bunescu and Mooney 2005). A tree is that of the words which the encoder
reads, finer than those of the parser: what is inside a token hangs on its first word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgraph.model import Token

INSIDE, NO_WAY = "inside", "none"
LABELS = (  # ClearNLP, as spaCy's English pipelines give them
    *"ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound".split(),
    *"conj csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj".split(),
    *"nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct".split(),
    *"quantmod relcl xcomp".split(),
    INSIDE,
)
# steps up and steps down, one after the other; 0 is no step
STEPS = ("", NO_WAY, *(f"{label}+" for label in LABELS), *(f"{label}-" for label in LABELS))
LONGEST = 10  # words and steps of a way that are looked at
_STEP = {name: n for n, name in enumerate(STEPS)}


@dataclass(frozen=True, slots=True)
class Tree:
    """The head of each word, -1 for a root, and the label of its dependency."""

    heads: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()

    def top(self, start: int, end: int) -> int:
        """Return the word that heads words[start:end]."""
        inside = range(start, end)
        return next((w for w in inside if self.heads[w] not in inside), start)

    def above(self, word: int) -> list[int]:
        """Return a word and what it hangs on, up to the root."""
        line = [word]
        while (head := self.heads[line[-1]]) >= 0 and head not in line:
            line.append(head)
        return line


def way(tree: Tree, up: Sequence[int], down: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the words between two words and the steps from one to the other.

    Given are the lines above both, as ``Tree.above`` tells them; a step is a number of STEPS.
    """
    turn = next((n for n, w in enumerate(up) if w in down), -1)
    if turn < 0:
        return [], [_STEP[NO_WAY]]
    fall = down[: down.index(up[turn])][::-1]
    words = [w for w in (*up[1 : turn + 1], *fall) if w not in (up[0], down[0])]
    steps = [_STEP.get(tree.labels[w] + "+", 0) for w in up[:turn]]
    return words, steps + [_STEP.get(tree.labels[w] + "-", 0) for w in fall]


def tree_of(words: Sequence[tuple[int, int]], sentences: Sequence[Sequence[Token]]) -> Tree:
    """Return the tree of words at offsets of a text from the parse of its sentences, in order."""
    numbers = [(n, t) for n, tokens in enumerate(sentences) for t in tokens]
    at: dict[tuple[int, int], int] = {}  # sentence and token -> its first word
    owner: list[tuple[int, Token] | None] = []
    k = 0
    for w, (start, _) in enumerate(words):
        while k + 1 < len(numbers) and numbers[k][1].end <= start:
            k += 1
        n, token = numbers[k] if numbers else (0, None)
        known = token is not None and token.start < words[w][1] and start < token.end
        owner.append((n, token) if token is not None and known else None)
        if token is not None and known:
            at.setdefault((n, token.i), w)
    found = [_hung(w, of, sentences, at) for w, of in enumerate(owner)]
    return Tree(tuple(h for h, _ in found), tuple(label for _, label in found))


def _hung(
    word: int,
    of: tuple[int, Token] | None,
    sentences: Sequence[Sequence[Token]],
    at: dict[tuple[int, int], int],
) -> tuple[int, str]:
    """Return what a word hangs on, and how."""
    if of is None:
        return -1, "dep"
    n, token = of
    first = at[n, token.i]
    if first != word:
        return first, INSIDE
    label, seen = token.dep, {token.i}
    while token.head not in seen:  # a head without a word of its own is passed by
        token = sentences[n][token.head]
        seen.add(token.i)
        if at.get((n, token.i), word) != word:
            return at[n, token.i], label
    return -1, label


def ways(
    tree: Tree, ends: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the way of each pair of ends (spans of words): words between and steps.

    No way leads to what stands outside the words.
    """
    within = [a >= 0 and b <= len(tree.heads) for a, b in ends]
    lines = [
        tree.above(tree.top(a, b)) if inside else []
        for (a, b), inside in zip(ends, within, strict=True)
    ]
    for a, b in pairs:
        yield way(tree, lines[a], lines[b])


__all__ = ["LONGEST", "STEPS", "Tree", "tree_of", "ways"]
