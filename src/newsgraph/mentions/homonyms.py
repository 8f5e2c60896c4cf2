"""Names that a document gives to several things: Lincoln, the city, the carmaker and the man.

A name stands for one thing throughout a text, unless a list knows it and the words around it
tell of two sorts of things in two places, or the page lists it twice. Then each mention is
taken by itself. A country and its government, or a firm and its product, are not told apart so.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.witnesses import PAGE

PERSON = "person"
SORTS = {
    "Place": "place",
    "GovernmentGroup": "place",
    "Organization": "firm",
    "OrganizationGroup": "firm",
    "ProductTechnology": "firm",
    "Person": PERSON,
}
ELSEWHERE = frozenset(("page", "gazetteer", "given name", "acts"))  # they do not look at the place
SURE = {"encoder": 5.1, "linear": 3.0}  # from which weight on a trained witness is sure
TOLD = 2.0  # the same for words beside a name
ENOUGH = 2  # witnesses that must be sure
SHARE = {"linear": 0.5, "recogniser": 0.0}  # what a witness counts where a mention is by itself
AHEAD = 1.0  # by how much the sort of a mention must lead

Page = Mapping[tuple[int, int], str]  # span of a name in a list of the page -> its kind there


def by_sort(drafts: Sequence[Draft], page: Page) -> dict[str, list[Draft]]:
    """Return the drafts of one spelling by the sort of thing each means; mostly one sort.

    A name is only of several if one is known: from the page, or from the gazetteer. Where it
    is, what was said of a mention as a thing of another sort is forgotten.
    """
    there = {d.start: SORTS.get(page.get((d.start, d.end), ""), "") for d in drafts}
    listed = {sort for sort in there.values() if sort}
    known = listed | {SORTS.get(k.kind, "") for d in drafts for k in d.known}
    sure = Counter(sort for d in drafts for sort in _sure_of(d))
    sorts = listed | set(sure)
    if len(sorts) < 2 or (len(listed) < 2 and (len(sure) < 2 or not sorts & known)):
        return {"": list(drafts)}
    commonest = min(sorts, key=lambda s: (-sure[s], s))
    found: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        sort = there[draft.start] or _likeliest(draft, sorts) or commonest
        draft.witnesses = [w for w in draft.witnesses if SORTS.get(w[1], sort) == sort]
        if there[draft.start]:
            draft.witnesses = [w for w in draft.witnesses if w[0] != "page"]
            draft.speak("page", page[draft.start, draft.end], PAGE)
        found[sort].append(draft)
    return dict(found)


def _sure_of(draft: Draft) -> list[str]:
    """Return the sort that two witnesses to a mention are sure of.

    The linear one may be one of them; where it says otherwise, it is passed over.
    """
    votes: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for witness, kind, weight in draft.witnesses:
        if witness not in ELSEWHERE and weight >= SURE.get(witness, TOLD) and kind in SORTS:
            (others if witness == "linear" else votes)[SORTS[kind]] += 1
    return [s for s in votes if len(votes) == 1 and votes[s] + others[s] >= ENOUGH]


def _likeliest(draft: Draft, sorts: set[str]) -> str:
    """Return which of the sorts of a name one mention is; "" if nothing there tells."""
    weights = dict.fromkeys(sorted(sorts), 0.0)
    for witness, kind, weight in draft.witnesses:
        if witness not in ELSEWHERE and SORTS.get(kind) in weights:
            weights[SORTS[kind]] += SHARE.get(witness, 1.0) * weight
    first, second, *_ = sorted(weights, key=lambda s: -weights[s])
    return first if weights[first] - weights[second] >= AHEAD else ""
