"""What the encoder learns from: sentences with what is known of their names and pairs.

A set may know the kinds of some names only, or the relations of some pairs only. What
it does not know is written down as unknown and costs nothing in training.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from newsgraph.encoder.trees import Tree
from newsgraph.errors import ReadError

OUT, OPEN = "O", "?"  # tags: no name; not known
ALL = "*"  # in place of a label: all of them


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of the pairs of a sentence in one label space."""

    positive: tuple[tuple[int, int, str], ...]  # subject mark, object mark, label
    unknown: tuple[tuple[int, int, str], ...] = ()  # ALL: nothing is known of the pair
    silence: tuple[str, ...] = (ALL,)  # labels for which silence is a negative
    pairs: tuple[tuple[int, int], ...] | None = None  # the pairs judged; None: all


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence or short passage to learn from."""

    source: str  # the set
    name: str  # of the text in its set
    words: tuple[str, ...]
    starts: tuple[int, ...]  # of the words, in the text of the set
    tags: tuple[str, ...]  # O, B-<kind>, I-<kind>, B-? and I-? (of unknown kind), ?
    marks: tuple[tuple[int, int, str, str], ...]  # start, end, kind, form
    judged: Mapping[str, Judged] = field(default_factory=dict)
    status: tuple[tuple[int, int, str], ...] = ()
    tree: Tree = field(default_factory=Tree)
    as_read: bool = False  # the marks are those that the pipeline finds by itself


def write(lessons: Iterable[Lesson], path: Path) -> int:
    """Write lessons, one a line; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for lesson in lessons:
            out.write(json.dumps(asdict(lesson), ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> Iterator[Lesson]:
    """Yield the lessons of a file; raise ReadError if it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), f"cannot be read as UTF-8: {error}") from error
    for line in lines:
        row = json.loads(line)
        if "as_read" not in row:
            raise ReadError(str(path), "was prepared by an older version; remove its folder")
        judged = {
            space: Judged(
                tuple(map(tuple, j["positive"])),
                tuple(map(tuple, j["unknown"])),
                tuple(j["silence"]),
                None if j["pairs"] is None else tuple(map(tuple, j["pairs"])),
            )
            for space, j in row.pop("judged").items()
        }
        status, marks = (tuple(map(tuple, row.pop(key))) for key in ("status", "marks"))
        yield Lesson(
            row["source"],
            row["name"],
            tuple(row["words"]),
            tuple(row["starts"]),
            tuple(row["tags"]),
            marks,
            judged,
            status,
            Tree(*map(tuple, row["tree"].values())),
            row["as_read"],
        )
