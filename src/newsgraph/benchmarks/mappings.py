"""Tables of the folder ``mappings`` of the vocabulary: our relations in the words of a set.

``<set>.csv`` holds labels that say the same as a relation of ours, ``narrower.csv`` relations
that say more than the label they stand for. Columns: label (of the set), relation (ours; empty
where we have none), inverted ("yes" where the set's first end is our object), note.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path

from newsgraph.benchmarks.passages import Span
from newsgraph.errors import VocabularyError
from newsgraph.model import Mention, Relation, Status, Value

COLUMNS = ("label", "relation", "inverted")
Table = Mapping[str, tuple[tuple[str, bool], ...]]  # our relation: labels, whether inverted
Labelled = tuple[Span, str, Span]
End = Mention | Value
SpansOf = Callable[[End], Sequence[Span]]


def load_table(folder: Path, set_name: str) -> Table:
    """Return the labels of a set for each of our relations. Raises VocabularyError.

    Where several labels of the set say no more than one relation of ours, that relation
    does not tell which holds, and only ``narrower.csv`` may choose.
    """
    same, found = defaultdict(list), defaultdict(list)
    for row in _rows(folder / "mappings" / f"{set_name}.csv"):
        same[row["relation"], row["inverted"]].append(row["label"])
    for (relation, inverted), labels in same.items():
        if relation and len(labels) == 1:
            found[relation].append((labels[0], inverted == "yes"))
    for row in _rows(folder / "mappings" / "narrower.csv"):
        if row["set"] == set_name:
            found[row["relation"]].append((row["label"], row["inverted"] == "yes"))
    return {relation: tuple(dict.fromkeys(labels)) for relation, labels in found.items()}


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(str(path), f"cannot be read ({error}); restore it") from None
    for number, row in enumerate(rows, start=2):
        if any(row.get(c) is None for c in COLUMNS) or row["inverted"] not in ("yes", "no"):
            raise VocabularyError(f"{path}:{number}", f"needs the columns {', '.join(COLUMNS)}")
    return rows


def labelled(relations: Iterable[Relation], table: Table, spans_of: SpansOf) -> list[Labelled]:
    """Return what relations state in the words of a set, denials left out, each once, sorted.

    ``spans_of`` gives the spans of the text that stand for an end.
    """
    found: set[Labelled] = set()
    for relation in relations:
        for label, inverted in table.get(relation.predicate, ()):
            ends = (relation.subject, relation.object)
            subject, object_ = reversed(ends) if inverted else ends
            if relation.status is not Status.NEGATED:
                found |= set(product(spans_of(subject), (label,), spans_of(object_)))
    return sorted(found)
