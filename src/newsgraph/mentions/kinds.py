"""The vote: one kind for all the names of one thing in a document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from newsgraph.mentions.drafts import Draft
from newsgraph.vocabulary import KINDS
from newsgraph.vocabulary.names import LEGAL

UNKNOWN = "Organization"  # the commonest kind of an unknown name in news
# A trained witness errs the same way each time it meets a name: this is what its average
# verdict counts, however often it repeats itself
AVERAGED = {"recogniser": 1.5, "linear": 1.0}
KIND_OF_WORD = {kind.lower(): kind for kind in KINDS}  # "place"
MOST = 2  # a witness of one sort counts at most so many times


def vote(drafts: Iterable[Draft]) -> tuple[str, tuple[tuple[str, str, float], ...]]:
    """Return the kind of a group of names, and the pooled witnesses, strongest first.

    The verdicts of a trained witness are averaged; other witnesses add up, each at most
    twice. Ties go by the order of the kinds in the ontology.
    """
    totals: dict[str, float] = defaultdict(float)
    pooled: dict[tuple[str, str], list[float]] = defaultdict(list)
    verdicts: dict[str, int] = defaultdict(int)  # names that each witness has spoken of
    for draft in drafts:
        for witness, kind, weight in draft.witnesses:
            pooled[witness, kind].append(weight)
        for witness in {witness for witness, _, _ in draft.witnesses}:
            verdicts[witness] += 1
    heard = []
    for (witness, kind), weights in pooled.items():
        if witness in AVERAGED:
            weight = AVERAGED[witness] * sum(weights) / verdicts[witness]
        else:
            weight = sum(sorted(weights, reverse=True)[:MOST])
        totals[kind] += weight
        heard.append((witness, kind, round(weight, 3)))
    if not totals:
        return UNKNOWN, ()
    best = max(totals, key=lambda k: (totals[k], -KINDS.index(k)))
    return best, tuple(sorted(heard, key=lambda h: (-h[2], h[0], h[1])))


def page_kinds(
    entries: Iterable[tuple[str, str]], nouns: Mapping[str, str], common: Set[str] = frozenset()
) -> dict[str, str]:
    """Return the ontology kind of each name that the page lists with a word for its kind.

    A plural of common nouns ("Cloud Providers") is a group, not an organisation; so is one
    of words that the text writes small elsewhere, ``common``.
    """
    found: dict[str, str] = {}
    for name, word in entries:
        kind = nouns.get(word.lower(), "") or KIND_OF_WORD.get(word.lower(), "")
        kind = kind or ("Organization" if word else "")
        words = name.lower().split()
        plain = len(words) > 1 and words[-1].endswith("s") and words[-1] not in LEGAL
        plain = plain and all(w in common for w in (*words[:-1], words[-1].removesuffix("s")))
        if kind == "Organization" and (plain or names_a_class(name, nouns)):
            kind = "OrganizationGroup"
        if kind:
            found.setdefault(name, kind)
    return found


def names_a_class(name: str, nouns: Mapping[str, str]) -> bool:
    """Say whether a name is a plural class noun with what goes before: "AI Startups"."""
    last = name.split()[-1].lower() if name.split() else ""
    singulars = [last[:-1], last[:-2], last[:-3] + "y"] if last.endswith("s") else []
    return any(nouns.get(s) in ("Organization", "OrganizationGroup", "Person") for s in singulars)
