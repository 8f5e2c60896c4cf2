"""Processor time as a multiple of a fixed piece of work in the same run: a clock alone says no more
than which machine this is and who else uses it."""

import time
from collections.abc import Callable

TRIES = 3


def _spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _count() -> int:
    return sum(k * k % 7 for k in range(1_000_000))


def effort(work: Callable[[], object], limit: float) -> float:
    """Return the processor time of ``work()`` over that of counting to a million, beside it.

    What is above ``limit`` is tried again, three times in all, and the least given: others on the
    machine make a run longer, never shorter.
    """
    least = float("inf")
    for _ in range(TRIES):
        least = min(least, _spent(work) / _spent(_count))
        if least <= limit:
            break
    return least
