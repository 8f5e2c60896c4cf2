"""Where a firm is at home and whom somebody works for: names count over descriptions.

"The Danish company", and the company that somebody runs, may be a wrong guess at which company
is meant; where the text says by name where the firm sits, or whom the person works for, the
guess is left out.
"""

from collections.abc import Mapping, Sequence

from newsgraph.model import Mention, Relation, Status, Value

HOME = "basedIn"
POSTS = ("ceoOf", "worksFor")
NAMED = ("name", "demonym")


def without_guesses(
    relations: Sequence[Relation], antecedent: Mapping[Mention, Mention]
) -> list[Relation]:
    """Return the relations but for guessed homes and employers where others are said by name."""

    def called(end: Mention | Value) -> str:
        return antecedent.get(end, end).text if isinstance(end, Mention) else ""

    homes = [r for r in relations if r.predicate == HOME]
    posts = [r for r in relations if r.predicate in POSTS and r.status is Status.ASSERTED]
    known = {called(r.subject) for r in homes if r.subject.form in NAMED}
    employed = {called(r.subject) for r in posts if _is_named(r.object)}
    guesses = {id(r) for r in homes if r.subject.form not in NAMED and called(r.subject) in known}
    guesses |= {id(r) for r in posts if not _is_named(r.object) and called(r.subject) in employed}
    said = {(called(r.subject), called(r.object)) for r in (*homes, *posts) if id(r) not in guesses}
    return [
        r
        for r in relations
        if id(r) not in guesses or (called(r.subject), called(r.object)) in said
    ]


def _is_named(end: Mention | Value) -> bool:
    return isinstance(end, Mention) and end.form in NAMED
