"""Where a firm is at home: what is said of its name counts over what a description implies.

"The Danish company" may be a wrong guess at which company is meant; where the text places the
firm by name elsewhere, the guess is left out.
"""

from collections.abc import Mapping, Sequence

from newsgraph.model import Mention, Relation

HOME = "basedIn"
NAMED = ("name", "demonym")


def without_guesses(
    relations: Sequence[Relation], antecedent: Mapping[Mention, Mention]
) -> list[Relation]:
    """Return the relations but for homes guessed of firms whose home is said of their name."""

    def called(mention: Mention) -> str:
        return antecedent.get(mention, mention).text

    homes = [r for r in relations if r.predicate == HOME]
    known = {called(r.subject) for r in homes if r.subject.form in NAMED}
    guesses = {id(r) for r in homes if r.subject.form not in NAMED and called(r.subject) in known}
    said = {
        (called(r.subject), r.object.text)
        for r in homes
        if id(r) not in guesses and isinstance(r.object, Mention)
    }
    return [
        r
        for r in relations
        if id(r) not in guesses
        or (isinstance(r.object, Mention) and (called(r.subject), r.object.text) in said)
    ]
