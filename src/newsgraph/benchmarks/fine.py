"""The types of the crossner set for our kinds, as far as a name and its sentence tell them."""

import re

from newsgraph.gazetteer import Gazetteer

TYPES = {
    "Organization": "organisation",
    "OrganizationGroup": "organisation",
    "GovernmentGroup": "organisation",
    "Person": "person",
    "ProductTechnology": "product",
    "Place": "location",
    "Event": "event",
    "Conference": "conference",
    "Concept": "misc",
}
BODIES = (  # by a word of the name, the first that fits
    ("politicalparty", "party parties democrats republicans liberals socialists conservatives"),
    ("university", "university college universität polytechnic"),
    ("academicjournal", "journal transactions letters proceedings"),
    ("conference", "conference workshop symposium"),
    ("election", "election elections referendum by-election primary primaries"),
    ("award", "award awards prize medal fellow"),
)
WORK = {  # of people, by words of the sentence
    "politician": "minister president senator governor mayor elected election party parliament "
    "congress candidate seat vote votes mp cabinet government coalition leader senate",
    "scientist": "chemist physicist biologist astronomer chemistry physics biology nobel laureate "
    "gene protein planet asteroid comet scientist discovered professor element theorem",
    "researcher": "computer learning robot robotics artificial intelligence algorithm neural "
    "recognition machine network networks translation programming software researcher",
}
_WORDS = {kind: frozenset(words.split()) for kind, words in (*BODIES, *WORK.items())}


def type_of(name: str, kind: str, text: str, gazetteer: Gazetteer) -> str:
    """Return the type of the set for a name of one of our kinds in a sentence."""
    own = set(re.findall(r"[\w-]+", name.lower()))
    if kind == "Place":
        return "country" if any(k.demonyms for k in gazetteer.by_name(name)) else "location"
    if kind == "Person":
        return _work(set(re.findall(r"[\w-]+", text.lower())))
    for type_, _ in BODIES:
        if own & _WORDS[type_]:
            return type_
    return TYPES[kind]


def _work(words: set[str]) -> str:
    told = {kind: len(words & _WORDS[kind]) for kind in WORK}
    best = max(sorted(told), key=lambda kind: told[kind])
    return best if told[best] > 1 else "person"
