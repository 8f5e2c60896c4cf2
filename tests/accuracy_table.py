"""Tables of a Markdown page: rows put in, older ones of the same key taken out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """New rows of the table under a heading."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    latest: bool = False  # they take the place of all older ones of the same set and extractors

    def as_text(self) -> str:
        """Return the rows as a Markdown table."""
        return "\n".join(_head(self.columns) + [line(row) for row in self.rows])

    @property
    def keys(self) -> int:
        """How many columns after date and commit tell a row from others."""
        return sum(name in ("set", "measure", "by") for name in self.columns)

    def renews(self, row: Sequence[str]) -> bool:
        """Say whether a new row takes the place of an old one."""
        if self.latest:
            places = [n for n, name in enumerate(self.columns) if name in ("set", "by")]
            return [row[n] for n in places] in [[new[n] for n in places] for new in self.rows]
        return _key(row, self.keys) in {_key(new, self.keys) for new in self.rows}


def line(cells: Sequence[str]) -> str:
    """Return one row."""
    return f"| {' | '.join(cells)} |"


def cells(text: str) -> list[str]:
    """Return the cells of a row."""
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def _head(columns: Sequence[str]) -> list[str]:
    return [line(columns), "|---" * len(columns) + "|"]


def renewed(page: str, new: Rows) -> str:
    """Return a page whose table under the heading holds the new rows after the old ones.

    An old row of the same date, commit and key goes, or of the same set whatever its date, where
    only the latest stay; the heading and the table are made if missing.
    """
    lines = page.rstrip("\n").split("\n")
    if new.heading not in lines:
        lines += ["", new.heading, "", *_head(new.columns)]
    start = lines.index(new.heading)
    rest = range(start + 1, len(lines))
    end = next((n for n in rest if lines[n].startswith("## ")), len(lines))
    head = line(new.columns)
    top = next((n for n in range(start, end) if lines[n] == head), None)
    if top is None:
        raise SystemExit(f"accuracy: the table under {new.heading!r} has other columns")
    bottom = next((n for n in range(top, end) if not lines[n].startswith("|")), end)
    old = [row for row in lines[top + 2 : bottom] if not new.renews(cells(row))]
    lines[top + 2 : bottom] = [*old, *(line(row) for row in new.rows)]
    return "\n".join(lines) + "\n"


def _key(row: Sequence[str], keys: int) -> tuple[str, ...]:
    return tuple(row[: 2 + keys])
