"""Names that we read as several and a set marks as one: bodies "of" something, elections.

Our names end where a word without a capital begins, because "Bank of Ruritania" is one name
and "chief of Ruritania" is not; here the noun before "of" decides.
"""

import re
from collections.abc import Iterable, Sequence

Entity = tuple[int, int, str]  # start, end, kind
BODIES = frozenset(
    "academy agency alliance army assembly assemblies association authority bank board bureau "
    "center centre chamber church club coalition college commission committee company conference "
    "confederation congress convention corporation council court department directorate division "
    "faculty federation forum foundation front government group house institute institution "
    "journal laboratories laboratory league ministry movement museum network office order "
    "organisation organization parliament partnership party school section senate service society "
    "states syndicate team union university".split()
)
AWARDS = frozenset("award awards medal prize fellowship fellow".split())
OF = re.compile(r" (?:of|for)(?: the)? ")
AND = re.compile(r",? (?:and|&) ")
POLL = re.compile(
    r"(?: (?:general|presidential|federal|parliamentary|legislative|senatorial|gubernatorial|"
    r"municipal|provincial|state|local|special|leadership|mayoral|congressional|primary))*"
    r" (?:by-)?(?:elections?|referendums?|primaries|primary)\b",
    re.IGNORECASE,
)
FELLOW = re.compile(r"\b(?:Fellow|fellow) of (?:the )?$")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d $")


def joined(text: str, found: Iterable[Entity]) -> list[Entity]:
    """Return entities in text order, those that are one name joined into one."""
    made: list[Entity] = []
    for entity in sorted(found):
        kind = _together(text, made[-1], entity) if made else ""
        if kind:
            entity = (made.pop()[0], entity[1], kind)
        made.append(_award(text, entity))
    return _disjoint([_poll(text, e) for e in made])


def _together(text: str, left: Entity, right: Entity) -> str:
    """Return the kind of the one name that two are, or nothing."""
    gap, name = text[left[1] : right[0]], text[left[0] : left[1]]
    head, tail = _last(name.split(" of ")[0]), _last(name)
    if left[2] == "Person" or not (OF.fullmatch(gap) or AND.fullmatch(gap)):
        return ""
    if OF.fullmatch(gap):
        if AWARDS & {head, tail}:
            return "Concept"
        return "Organization" if BODIES & {head, tail} else ""
    if left[2] == "Place" or right[2] in ("Place", "Person"):
        return ""
    listed = " of " in name and head in BODIES and " " not in text[right[0] : right[1]]
    party = _last(text[right[0] : right[1]]) == "party" and tail not in BODIES
    return "Organization" if listed or party else ""


def _last(words: str) -> str:
    return words.lower().split()[-1] if words.strip() else ""


def _award(text: str, entity: Entity) -> Entity:
    """Return "Fellow of the .." where a name only says whose fellow somebody is."""
    before = FELLOW.search(text, 0, entity[0])
    return (before.start(), entity[1], "Concept") if before else entity


def _poll(text: str, entity: Entity) -> Entity:
    """Return an election with its year, where a name only says whose election it is."""
    start, end, _ = entity
    after = POLL.match(text, end)
    if after is None:
        return entity
    before = YEAR.search(text, 0, start)
    return (before.start() if before else start, after.end(), "Event")


def _disjoint(found: Sequence[Entity]) -> list[Entity]:
    """Leave out what an earlier, longer entity holds."""
    kept: list[Entity] = []
    for entity in found:
        if not kept or entity[0] >= kept[-1][1]:
            kept.append(entity)
    return kept
