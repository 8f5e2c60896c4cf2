"""What Ctrl-C does: work in hand is finished where there is some, and the exit code is 130."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130  # as a shell says it of a process that SIGINT ended


@contextmanager
def patient() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether the user has interrupted; a second time it interrupts."""
    asked = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, note)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
