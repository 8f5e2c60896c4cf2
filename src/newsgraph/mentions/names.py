"""Which names of one document name one thing: long forms, short forms, acronyms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.gazetteer import Known
from newsgraph.vocabulary.names import may_abbreviate, normal_form

# "Yakima" is not the Yakima Valley, and a company is not the airport that bears its name.
LINKS = frozenset("of for de da del des du di la le von van der".split())
OFTEN = 2  # a name that stood so often before a longer one is not short for it
GROUPS = ("OrganizationGroup", "GovernmentGroup")  # called by a noun, not by a name
PLACES = frozenset("valley county bay river airport park port city".split())


@dataclass(slots=True)
class NameForm:
    """A spelling and what is known of it in this document."""

    text: str
    count: int = 0
    known: tuple[Known, ...] = ()
    personal: float = 0.0  # share of its occurrences that the recogniser calls a person
    kind: str = ""  # what the witnesses of this spelling alone make of it
    places: tuple[int, ...] = (0,)  # where it stands in the body, or else in titles
    listed: str = ""  # kind given by the page
    bracketed: str = ""  # the name it stands in brackets after
    words: list[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Divide it into words once: each form is compared with many."""
        self.words = self.text.split()


@dataclass(slots=True)
class Names:
    """A partition of the name forms of a document: form -> its longest form."""

    canonical: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """Return the form that stands for the group of ``text``."""
        seen = text
        while self.canonical.get(seen, seen) != seen:
            seen = self.canonical[seen]
        return seen


def group(forms: Mapping[str, NameForm]) -> Names:
    """Return which forms belong together.

    Joins spellings of one normal form, names of one known entity, surnames with the
    one full name that ends so, first words of an organisation's name, and acronyms
    with the name before their brackets or the one name that has those initials. A
    short form that fits two names stays alone.
    """
    names = Names({text: text for text in forms})
    ordered = sorted(forms.values(), key=lambda f: (-len(f.text), f.text))
    by_key: dict[str, str] = {}
    for form in ordered:
        for key in _keys(form):
            if key in by_key:
                names.canonical.setdefault(form.text, form.text)
                names.canonical[form.text] = names.of(by_key[key])
            else:
                by_key[key] = form.text
    for form in ordered:
        if names.canonical[form.text] != form.text:
            continue
        longer = _long_forms(form, ordered, names)
        if len(longer) > 1:  # what was introduced before; of two people, neither
            longer = {n for n in longer if forms[n].places[0] < form.places[0]}
        if len(longer) == 1:
            names.canonical[form.text] = longer.pop()
    return names


def _keys(form: NameForm) -> list[str]:
    keys = [normal_form(form.text)]
    iris = {k.iri for k in form.known}
    if len(iris) == 1 and not form.known[0].ambiguous:
        keys.append(iris.pop())
    return [k for k in keys if k]


def _long_forms(form: NameForm, ordered: Sequence[NameForm], names: Names) -> set[str]:
    """Return the groups that ``form`` may be short for."""
    if form.bracketed:
        return {names.of(form.bracketed)}
    found: set[str] = set()
    for other in ordered:
        if len(other.text) <= len(form.text):
            break  # they come by length
        if _is_short_for(form, other) and (whole := names.of(other.text)) != form.text:
            found.add(whole)
    return found


def _is_short_for(form: NameForm, other: NameForm) -> bool:
    short, long = form.words, other.words
    if len(long) == 1:
        return False
    if len(short) == 1 and len(long) in (2, 3, 4) and long[-1] == short[0]:
        if any(k.kind != "Person" and not k.ambiguous for k in form.known):
            return False  # "Michael Dell founded Dell"
        if _is_personal(other):
            return not form.listed or form.listed == "Person"
        return other.places[0] < form.places[0] and _is_last_word(form, long)
    if 1 < len(short) < len(long) and long[-len(short) :] == short:
        return form.kind == "Person" and _is_personal(other)  # "Vega Ortiz" of "Ana Vega Ortiz"
    if len(short) < len(long) and long[: len(short)] == short:
        if _is_personal(other):  # "Patrick", of "Patrick and John Collison"
            called = form.personal >= 0.5 or form.kind == "Person"
            return len(short) == 1 and called and not form.listed
        return not _names_something_else(form, other)
    return " " not in form.text and may_abbreviate(form.text, other.text)


def _is_last_word(form: NameForm, long: Sequence[str]) -> bool:
    """Say whether a word may stand for a name that ends with it: "NetScaler", "the Commission"."""
    joined = any(word in LINKS or word.endswith(("'s", "’s")) for word in long[:-1])
    return not joined and not form.known and not form.listed and form.kind != "Person"


def _is_personal(form: NameForm) -> bool:
    if form.listed:
        return form.listed == "Person"
    if any(k.kind == "Person" for k in form.known):
        return True
    looks_so = bool(re.match(r"^[^\W\d]+\.?(?: [^\W\d]|$)", form.text))
    return looks_so and (form.kind == "Person" if form.kind else form.personal >= 0.5)


def _names_something_else(form: NameForm, other: NameForm) -> bool:
    """Say whether a shared beginning is no sign of identity: London, Google Cloud, GPT 4."""
    if any(k.kind in ("Place", "Person") or not k.ambiguous for k in form.known):
        return True
    if form.listed and other.listed:
        return True
    if other.listed in GROUPS:
        return True  # "Cloud" tells which of them the "Cloud Providers" are
    if other.kind != form.kind and any(k.kind == form.kind for k in form.known):
        return True  # "Orion", read as the program of that name, is not the "Orion Society"
    rest = other.text.split()[len(form.text.split()) :]
    if rest[-1].lower() in PLACES:
        return True
    before = sum(place < other.places[0] for place in form.places)
    if before >= OFTEN or (before and other.kind == "ProductTechnology" != form.kind):
        return True  # a full name comes first: "Oriel", a firm, is not its later "Oriel One"
    return any(any(c.isdigit() for c in w) for w in rest) or form.listed not in ("", "Organization")
