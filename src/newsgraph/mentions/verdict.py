"""Why names have their kinds: the witnesses of a document's names, added up."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.model import AnnotatedDocument, Mention

FORMS = frozenset(("name", "nominal"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of one thing that a text names, and what spoke for which kind."""

    names: tuple[str, ...]  # its longest form first
    kind: str
    witnesses: tuple[tuple[str, str, float], ...]  # witness, kind, weight; strongest first
    totals: tuple[tuple[str, float], ...]  # of each kind spoken for, greatest first

    @property
    def runner_up(self) -> tuple[str, float] | None:
        """Return the kind that would have won otherwise, with its total; None if no other was."""
        return next(((kind, total) for kind, total in self.totals if kind != self.kind), None)


def verdicts(annotated: AnnotatedDocument) -> Iterator[Verdict]:
    """Yield a verdict for each thing that a document names or a list knows, in text order."""
    groups: dict[Mention, list[str]] = {}
    for mention in annotated.mentions:
        if mention.form in FORMS:
            meant = annotated.antecedent.get(mention, mention)
            if meant is mention or meant in groups or meant.form in FORMS:
                names = groups.setdefault(meant, [])
                if mention.form == "name" or meant is mention:
                    names.append(mention.text)
    for meant, names in groups.items():
        totals: dict[str, float] = defaultdict(float)
        for _, kind, weight in meant.witnesses:
            totals[kind] += weight
        ranked = sorted(totals.items(), key=lambda t: (-t[1], t[0]))
        forms = dict.fromkeys((meant.text, *sorted(names, key=lambda n: (-len(n), n))))
        yield Verdict(
            tuple(" ".join(f.split()) for f in forms),
            meant.kind,
            meant.witnesses,
            tuple((kind, round(total, 3)) for kind, total in ranked),
        )
