"""What the readers of amounts, shares and dates hand over."""

from typing import NamedTuple

from newsgraph.model import Value

# Where two overlap the lower rank wins: "2000 MW" is no year, "9 April" no count.
RANK_AMOUNT, RANK_DATE, RANK_COUNT = 0, 1, 2


class Found(NamedTuple):
    """A stretch of text that is read; ``value`` is None where nothing may be read."""

    start: int
    end: int
    value: Value | None
    rank: int
