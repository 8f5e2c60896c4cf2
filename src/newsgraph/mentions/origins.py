"""Two demonyms in one word, "a Swiss-American rival": they describe and name nothing."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from newsgraph.gazetteer import Gazetteer, Known, is_term
from newsgraph.mentions.candidates import Candidate, Words


def origins(words: Words, gazetteer: Gazetteer, prefixes: Set[str]) -> list[tuple[int, int]]:
    """Return the token spans of such words; ``prefixes`` stand for a demonym: "Anglo-Dutch"."""
    texts, found = words.texts, []
    for i, sign in enumerate(texts):
        if sign not in ("-", "–") or not 0 < i < len(texts) - 1:
            continue
        tight = words.ends[i - 1] == words.starts[i] and words.ends[i] == words.starts[i + 1]
        first = texts[i - 1].lower() in prefixes or _is_demonym(texts[i - 1], gazetteer)
        if tight and first and _is_demonym(texts[i + 1], gazetteer):
            found.append((i - 1, i + 2))
    return found


def without_origins(
    found: Iterable[Candidate], words: Words, gazetteer: Gazetteer
) -> list[Candidate]:
    """Return the candidates of a block without those that lie in such a word or end in it.

    A word that the page or a list knows as a name is one: "Anglo-American", the miner.
    What goes on after one begins after it where a list knows the rest by itself: "Unilever" in
    "Anglo-Dutch Unilever", but "Sino-American Silicon".
    """
    kept = []
    for c in found:
        touched = [(a, b) for a, b in words.origins if c.start < b and a < c.end]
        listed = c.sources & {"page", "gazetteer"} and (c.start, c.end) in touched
        if not touched or listed:
            kept.append(c)
        elif touched[-1][1] < c.end:
            rest = touched[-1][1]
            known = _known_by_itself(words.texts[rest : c.end], gazetteer)
            apart = known and touched[-1][0] <= c.start and "page" not in c.sources
            kept.append(replace(c, start=rest, known=known, label="") if apart else c)
    return kept


def _known_by_itself(name: Sequence[str], gazetteer: Gazetteer) -> tuple[Known, ...]:
    found = gazetteer.longest_matches(name)
    whole = [m for m in found if m[:2] == (0, len(name)) and not all(is_term(k) for k in m[2])]
    return whole[0][2] if whole else ()


def _is_demonym(word: str, gazetteer: Gazetteer) -> bool:
    return word[:1].isupper() and gazetteer.demonym(word) is not None
