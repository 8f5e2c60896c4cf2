"""The names of one document by the things they name, and the mentions made of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsgraph.gazetteer import Known
from newsgraph.mentions import kinds
from newsgraph.mentions.candidates import TITLES
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.governments import Capitals
from newsgraph.mentions.homonyms import PERSON, SORTS, Page, by_sort
from newsgraph.mentions.names import NameForm, Names, group
from newsgraph.model import Document, Mention

Thing = tuple[str, str]  # its longest name form; its sort, where that form names several things


def group_drafts(
    document: Document,
    drafts: Sequence[Draft],
    listed: Mapping[str, str],
    page: Page,
    capitals: Capitals,
) -> dict[Thing, list[Draft]]:
    """Return the drafts of each thing. ``listed`` and ``page`` have kinds that the page gives."""
    forms: dict[str, NameForm] = {}
    spelled: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        form = forms.setdefault(draft.text, NameForm(draft.text, listed=listed.get(draft.text, "")))
        spelled[draft.text].append(draft)
        form.count += 1
        form.known = form.known or draft.known
        form.personal += draft.label == "PERSON"
        before = document.text[max(0, draft.start - 2) : draft.start]
        if before == " (" and document.text[draft.end : draft.end + 1] == ")":
            named = [d for d in drafts if d.end == draft.start - 2]
            form.bracketed = named[0].text if named else form.bracketed
    for form in forms.values():
        form.personal /= form.count
        form.kind = kinds.vote(spelled[form.text])[0]
        form.places = _places(document, spelled[form.text])
    names = group(forms)
    surnames = _surnames(forms, names)
    sorts = _sorts(spelled, page)
    groups: dict[Thing, list[Draft]] = defaultdict(list)
    for draft in drafts:
        canonical = names.of(draft.text)
        sort = sorts.get((draft.start, draft.end), "")
        person = surnames.get(draft.text, "")
        if sort and canonical != draft.text and SORTS.get(forms[canonical].kind) != sort:
            canonical = draft.text
        if person and canonical == draft.text and (sort == PERSON or _speaks(draft)):
            canonical = person
        state = capitals.meant(draft)
        if state is not None:
            canonical = _named(state, forms, names) or canonical
        groups[canonical, sort if canonical == draft.text else ""].append(draft)
    return _with_spellings(groups)


def _sorts(spelled: Mapping[str, Sequence[Draft]], page: Page) -> dict[tuple[int, int], str]:
    """Return the sort of thing that each mention means of a name that means several."""
    return {
        (draft.start, draft.end): sort
        for drafts in spelled.values()
        for sort, some in by_sort(drafts, page).items()
        for draft in some
    }


def _with_spellings(groups: Mapping[Thing, list[Draft]]) -> dict[Thing, list[Draft]]:
    """Return the groups, other spellings of a name of several things joined to one of them."""
    found = {thing: list(drafts) for thing, drafts in groups.items()}
    for name, sort in groups:
        mine = sorted(thing for thing in groups if thing[0] == name and thing[1])
        if sort or not mine:
            continue
        drafts = found.pop((name, sort))
        kind = kinds.vote(drafts)[0]
        alike = [thing for thing in mine if thing[1] == SORTS.get(kind)]
        largest = max(mine, key=lambda thing: len(groups[thing]))
        found[(alike or [largest])[0]] += drafts
    return found


def _named(known: Known, forms: Mapping[str, NameForm], names: Names) -> str:
    """Return the name by which a document calls what a list knows; "" if it does not name it."""
    return next((names.of(text) for text in sorted(forms) if known in forms[text].known), "")


def _places(document: Document, drafts: Sequence[Draft]) -> tuple[int, ...]:
    """Return where names stand in the body, or in titles if they stand nowhere else."""
    body = [d.start for d in drafts if document.blocks[d.block].role not in TITLES]
    return tuple(sorted(body or [d.start for d in drafts]))


def _surnames(forms: Mapping[str, NameForm], names: Names) -> dict[str, str]:
    """Return the full name of a person for each surname that names something else as well."""
    found: dict[str, str] = {}
    for text in sorted(forms):
        words = text.split()
        if len(words) in (2, 3) and words[-1] in forms and forms[text].personal >= 0.5:
            found[words[-1]] = names.of(text)
    return found


def _speaks(draft: Draft) -> bool:
    """Say whether a name is the subject of a verb that only people are the subject of."""
    token = draft.token
    return (
        token is not None
        and token.dep_ == "nsubj"
        and token.head.lemma_
        in ("say", "tell", "add", "argue", "note", "think", "joke", "warn", "write", "explain")
    )


def mentions_of(
    document: Document, groups: Mapping[Thing, list[Draft]]
) -> dict[tuple[int, int], Mention]:
    """Return the mention that each name becomes, by its place: all of a thing have one kind."""
    found = {}
    for drafts in groups.values():
        kind, witnesses = kinds.vote(drafts)
        for d in drafts:
            found[d.start, d.end] = Mention(
                document.iri, d.start, d.end, d.text, kind, "name", witnesses
            )
    return found
