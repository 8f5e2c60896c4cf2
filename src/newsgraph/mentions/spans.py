"""Candidate names in tokenized blocks: listed on the page, known, recognised or capitalised."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from newsgraph.gazetteer import Gazetteer, is_term
from newsgraph.mentions.candidates import (
    BREAKS,
    CALENDAR,
    CAPITAL,
    NER_KINDS,
    OF_HEADS,
    Candidate,
    Lists,
    Words,
    opens_sentence,
)
from newsgraph.mentions.english import is_plural_of
from newsgraph.mentions.runs import is_given_name_joint, runs_of, split

LINKS = frozenset("by in for at from with on to nor or but as".split())
# with a number or letter after them they say which of several, and name nothing by themselves
STAGES = frozenset("phase series stage tier level category chapter step round part".split())
ROUNDS = frozenset(("round", "financing"))
DASHES = frozenset("-–—|")
QUOTES = frozenset("\"'“‘«")
GIVEN_MONTHS = frozenset("jan april may june august".split())
MONTHS_AFTER = frozenset("in by since until from to of on last next this early late mid".split())
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


def find(
    words: Words,
    listed: frozenset[tuple[str, ...]],
    gazetteer: Gazetteer,
    lists: Lists,
    classes: frozenset[tuple[str, ...]] = frozenset(),
) -> list[Candidate]:
    """Return the candidate names of a block, sorted, not overlapping.

    ``listed`` holds the names that the page itself lists, as token tuples; those of
    ``classes`` are no proper names ("Farm Workers"). In a title capitals say nothing, so
    only listed, known and recognised names count.
    """
    known = _known(words, gazetteer)
    strong = _listed_apart(words, listed, classes, known) + known
    recognised = _recognised(words, lists)
    strong = [c for c in strong if not _is_part_of_person(c, recognised)]
    runs = [] if words.blind else runs_of(words, lists)
    if words.blind:
        recognised = [
            r for r in recognised if not any(r.start <= c.start and c.end <= r.end for c in strong)
        ]
    if not runs:
        return _disjoint(strong + recognised)
    runs = [_without_demonym(r, words, strong + recognised, gazetteer, lists) for r in runs]
    shaped = [c for run in runs for c in split(run, strong, recognised)]
    shaped = [
        c for c in shaped if c.end - c.start > 1 or gazetteer.demonym(words.texts[c.start]) is None
    ]
    return _disjoint(_numbered(words, strong + shaped + recognised, lists))


def _listed_apart(
    words: Words,
    listed: frozenset[tuple[str, ...]],
    classes: frozenset[tuple[str, ...]],
    known: Sequence[Candidate],
) -> list[Candidate]:
    """Return the page's names but those that are only part of a longer name.

    That is one inside a name that a list knows ("Google" in "Google Cloud"), and a class
    with another capital before it ("Farm Workers" in "United Farm Workers").
    """
    sure = [k for k in known if not all(e.ambiguous for e in k.known)]
    found = []
    for c in _listed(words, listed):
        longer = [k for k in sure if k.start <= c.start and c.end <= k.end and len(k) > len(c)]
        before = words.texts[c.start - 1] if c.start else ""
        runs_on = (
            not words.blind
            and tuple(words.texts[c.start : c.end]) in classes
            and CAPITAL.match(before)
            and not opens_sentence(words, c.start - 1)
        )
        if not longer and not runs_on:
            found.append(c)
    return found


def _numbered(words: Words, found: Iterable[Candidate], lists: Lists) -> list[Candidate]:
    """Return candidates without stages such as "Phase 3", which alone name nothing.

    With a noun for a happening after it, a stage is part of the name: "Phase 3 trial".
    """
    kept = []
    for c in found:
        first = words.texts[c.start].lower()
        if c.sources & {"page", "gazetteer"} or first not in STAGES or len(c) != 2:
            kept.append(c)
        elif words.texts[c.end : c.end + 1] and words.texts[c.end] in lists.events | ROUNDS:
            kept.append(Candidate(c.start, c.end + 1, c.sources))
        elif first == "series" and len(words.texts[c.start + 1]) == 1:
            kept.append(c)
    return kept


def _without_demonym(
    run: Candidate,
    words: Words,
    others: Iterable[Candidate],
    gazetteer: Gazetteer,
    lists: Lists,
) -> Candidate:
    """Leave out an adjective such as "British" that no other source takes for part of the name.

    With a noun for a body at the end it is part of it: "Finnish Competition Authority".
    """
    covered = any(o.start == run.start and o.end > run.start + 1 for o in others)
    covered = covered or words.texts[run.end - 1].lower() in lists.bodies | lists.organs
    if run.end - run.start == 1 or covered or gazetteer.demonym(words.texts[run.start]) is None:
        return run
    return Candidate(run.start + 1, run.end, run.sources)


def _is_part_of_person(c: Candidate, recognised: Iterable[Candidate]) -> bool:
    """Say whether a name is only the surname of somebody named in full here."""
    return any(
        r.label == "PERSON"
        and r.start <= c.start
        and c.end <= r.end
        and r.end - r.start > c.end - c.start
        for r in recognised
    )


def _listed(words: Words, listed: frozenset[tuple[str, ...]]) -> list[Candidate]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in listed:
        if name:
            lengths[name[0]].add(len(name))
    found = []
    for start, first in enumerate(words.texts):
        if first not in lengths:
            continue
        for length in sorted(lengths[first], reverse=True):
            name = tuple(words.texts[start : start + length])
            if len(name) == length and name in listed:
                found.append(Candidate(start, start + length, {"page"}))
                break
    return found


def _known(words: Words, gazetteer: Gazetteer) -> list[Candidate]:
    found = []
    for start, end, known in gazetteer.longest_matches(words.texts):
        if all(is_term(k) for k in known):
            continue  # "obesity" is no name: the noun phrase is looked up once it is parsed
        single_ambiguous = end - start == 1 and all(k.ambiguous for k in known)
        if single_ambiguous and (words.blind or opens_sentence(words, start)):
            continue
        found.append(Candidate(start, end, {"gazetteer"}, known=known))
    return found


def _recognised(words: Words, lists: Lists) -> list[Candidate]:
    found = []
    for start, end, label in words.entities:
        if label not in NER_KINDS or not _POSSESSIVES.isdisjoint(words.texts[start : end - 1]):
            continue
        while start < end and not CAPITAL.match(words.texts[start]):
            start += 1
        while start < end and (
            _is_edge(words, end - 1)
            or words.texts[end - 1].lower() in BREAKS
            or words.texts[end - 1].islower()
        ):
            end -= 1
        while start < end and (
            _is_edge(words, start)
            or (words.texts[start].lower() in lists.common and opens_sentence(words, start))
        ):
            start += 1
        end = _before_link(words, start, end, label, lists)
        start, end = _between_signs(words, start, end)
        if end < len(words.texts) and is_given_name_joint(words, end):
            end += 2
        if not any(c.isalpha() for t in words.texts[start:end] for c in t):
            continue
        if start == end or _is_date(words, start, end, label):
            continue
        if end - start == 1 and words.texts[start].lower() in lists.generic | lists.common:
            continue
        found.append(Candidate(start, end, {"ner"}, label=label))
    return found


def _between_signs(words: Words, start: int, end: int) -> tuple[int, int]:
    """Return what is left of a span before a comma, and behind a colon or a dateline's dash."""
    if "," in words.texts[start:end]:
        end = words.texts.index(",", start, end)
    for i in range(start + 1, end - 1):
        loose = words.starts[i] > words.ends[i - 1] or words.starts[i + 1] == words.ends[i] + 1
        if words.texts[i] == ":" or (words.texts[i] in DASHES and loose and start == 0):
            start = i + 1
    return start, end


def _is_date(words: Words, start: int, end: int, label: str) -> bool:
    """Say whether a span begins with a word of the calendar; "April Ryan" may be a person."""
    if words.texts[start].lower() not in CALENDAR:
        return False
    before = words.texts[start - 1].lower() if start else ""
    named = label == "PERSON" and end - start > 1 and words.texts[start].lower() in GIVEN_MONTHS
    return not named or before in MONTHS_AFTER or before.isdigit()


def _before_link(words: Words, start: int, end: int, label: str, lists: Lists) -> int:
    """Return where a span ends that runs over a preposition from one name into another."""
    if label == "WORK_OF_ART" and start and words.texts[start - 1] in QUOTES:
        return end
    for i in range(start + 1, end):
        text = words.texts[i]
        pair = text == "and" and _joins_two(words.texts[start:end], i - start, lists)
        if pair or text in LINKS or (text == "of" and words.texts[i - 1].lower() not in OF_HEADS):
            return i
    return end


def _joins_two(texts: Sequence[str], i: int, lists: Lists) -> bool:
    """Say whether "and" at ``i`` stands between two names: "Wegovy and Ozempic".

    It is part of one in "Competition and Markets Authority", "Patrick and John Collison".
    """
    if i == 1 and len(texts) == 3:
        return True
    last = texts[-1].lower()
    body = last in lists.bodies | lists.organs | lists.english or is_plural_of(last, lists.english)
    linked = not {"of", "for"}.isdisjoint(texts[:i])
    return i > 1 and not body and not linked


def _is_edge(words: Words, i: int) -> bool:
    """Say whether a word may stand at the edge of a recognised span but not of a name."""
    text = words.texts[i]
    if i in words.titled or not any(c.isalnum() for c in text):
        return True
    return text.lower() in ("'s", "’s", "the", "a", "an")


def _rank(c: Candidate) -> tuple[int, int, int]:
    """Sort page names first, then length: a longer name holds a shorter one."""
    return (-("page" in c.sources), -(c.end - c.start), c.start)


def _disjoint(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the best of overlapping candidates; equal spans pool their sources."""
    pooled: dict[tuple[int, int], Candidate] = {}
    for c in candidates:
        same = pooled.setdefault((c.start, c.end), c)
        same.sources |= c.sources
        same.label = same.label or c.label
        same.known = same.known or c.known
    kept: list[Candidate] = []
    for c in sorted(pooled.values(), key=_rank):
        if all(c.end <= k.start or k.end <= c.start for k in kept):
            kept.append(c)
    return sorted(kept, key=lambda c: c.start)


def repeats(
    blocks: Sequence[Words], found: Sequence[list[Candidate]], keep: Callable[[str], bool]
) -> list[list[Candidate]]:
    """Add each place where a name found elsewhere in the document stands again.

    A name of one word at the start of a sentence, or in a headline, is no name by its
    capital alone; it is one where the same word is a name elsewhere.
    """
    pairs = [(w, c) for w, cs in zip(blocks, found, strict=True) for c in cs]
    names = {tuple(w.texts[c.start : c.end]) for w, c in pairs if keep(w.text(c))}
    shorts = {_short(w, c) for w, c in pairs if c.end - c.start > 1 and keep(_short(w, c)[0])}
    result = []
    for words, candidates in zip(blocks, found, strict=True):
        known = names if words.blind else names | shorts
        again = _listed(words, frozenset(known))
        for c in again:
            c.sources = {"repeat"}
        result.append(_disjoint([*candidates, *(a for a in again if _adds(a, candidates))]))
    return result


def _adds(again: Candidate, others: Sequence[Candidate]) -> bool:
    """Say whether a repeated name stands apart from the others, or holds a shorter one whole."""
    near = [o for o in others if o.start < again.end and again.start < o.end]
    return all(again.start <= o.start and o.end <= again.end and len(o) < len(again) for o in near)


def _short(words: Words, c: Candidate) -> tuple[str]:
    """Return the word that may stand for a name of several: a surname, or the first word."""
    return (words.texts[c.end - 1] if c.label == "PERSON" else words.texts[c.start],)
