"""Several processes that read documents; one, the parent, writes.

Documents are read one by one in each process, handed back in the order in which they came,
and written by the parent, so the number of processes does not change the graph.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from pathlib import Path

from newsgraph.errors import NewsgraphError, PipelineError
from newsgraph.model import Document, DocumentGraph
from newsgraph.pipeline import Stages, prepare

TOGETHER = 16  # documents that a process is given at once, as many as are parsed together
_AHEAD = 2  # such portions for each process that wait to be read or written


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a process needs to make the stages for itself."""

    model: str
    ontology: Path | None
    gazetteers: tuple[Path, ...]
    extractors: tuple[str, ...]

    def stages(self) -> Stages:
        """Return the stages; raises as ``prepare`` does."""
        return prepare(self.model, self.ontology, self.gazetteers, self.extractors)


def read_by_workers(
    recipe: Recipe, documents: Iterable[Document], workers: int
) -> Iterator[DocumentGraph]:
    """Yield what each document says, in order, read by so many processes.

    Raises PipelineError if a process dies; what was yielded before is whole.
    """
    source = iter(documents)
    portions = iter(lambda: list(islice(source, TOGETHER)), [])
    # A fresh interpreter each: a forked one would share the store's locks and threads.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_prepare, initargs=(recipe,))
    waiting: deque[Future[list[DocumentGraph]]] = deque()
    try:
        for portion in islice(portions, workers * _AHEAD):
            waiting.append(_submitted(pool, portion))
        while waiting:
            yield from waiting.popleft().result()
            for portion in islice(portions, 1):
                waiting.append(_submitted(pool, portion))
    except BrokenProcessPool as error:
        raise PipelineError(
            "a worker process died, perhaps for want of memory; what was read before is in the "
            "store: run the same again with fewer --workers"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, portion: list[Document]) -> Future[list[DocumentGraph]]:
    """Give a portion to the pool; a process that is started for it begins uninterrupted."""
    _uninterrupted(True)
    try:
        return pool.submit(_read, portion)
    finally:
        _uninterrupted(False)


def _uninterrupted(wanted: bool) -> None:
    """Hold interruptions back, or no longer; what starts in between inherits it."""
    if hasattr(signal, "pthread_sigmask"):
        how = signal.SIG_BLOCK if wanted else signal.SIG_UNBLOCK
        signal.pthread_sigmask(how, [signal.SIGINT])


def _end_with_parent() -> None:
    """End this process as soon as its parent is gone, even by force."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


_stages: Stages | str = "a worker process is not ready"  # of a worker process, or why not


def _prepare(recipe: Recipe) -> None:
    global _stages
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    _uninterrupted(False)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _stages = recipe.stages()
    except NewsgraphError as error:  # to be told by the first reading, not by a dead process
        _stages = str(error)


def _read(documents: Sequence[Document]) -> list[DocumentGraph]:
    if isinstance(_stages, str):
        raise PipelineError(_stages)
    return list(_stages.graphs(documents))
