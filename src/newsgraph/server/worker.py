"""A worker process: it holds the store open to read and does one job after another.

Run as ``python -m newsgraph.server.worker DB MEMORY SNAPSHOT INDEX``; of the store itself only
the texts are read. Each job names the edition that it asks. It is a process and not a thread
because nothing else ends a query that runs too long.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newsgraph.server.confine import confine
from newsgraph.server.jobs import Job, Reply, SparqlJob, job_of, packed, problem, read_message
from newsgraph.server.sparql import answer
from newsgraph.store.dataset import Dataset

if TYPE_CHECKING:
    from newsgraph.server.pages import Reader


class Worker:
    """The store, and what pages are made from once the first is asked for."""

    def __init__(self, db: Path, snapshot: str, index: str) -> None:
        self._db = db
        self.turn_to(snapshot, index)

    def turn_to(self, snapshot: str, index: str) -> None:
        """Open an edition, and let go of the one before."""
        from pyoxigraph import Store

        self.snapshot, self.index = snapshot, Path(index)
        self._reader: Reader | None = None
        self.dataset = Dataset(Store.read_only(snapshot), self._db, read_only=True)

    def done(self, job: Job, out: BinaryIO) -> Reply:
        """Do a job and return its reply; the answer goes to a file."""
        try:
            if isinstance(job, SparqlJob):
                return answer(self.dataset, job, out)
            from newsgraph.server.pages import Reader, page  # a query needs none of it

            self._reader = self._reader or Reader(self.dataset, self.index)
            return page(self._reader, job, out)
        except MemoryError:
            return problem(out, 500, "the answer needs more memory than a query may take")
        except Exception:  # a defect in one page must not end the others
            traceback.print_exc()
            return problem(out, 500, "a defect of newsgraph: this page cannot be shown")


def serve_jobs(worker: Worker, asked: BinaryIO, replies: BinaryIO) -> None:
    """Do the jobs that come in, until the stream ends."""
    while (content := read_message(asked)) is not None:
        with open(content["path"], "w+b") as out:
            if worker.snapshot != content["snapshot"]:
                worker.turn_to(content["snapshot"], content["index"])
            reply = worker.done(job_of(content), out)
        replies.write(packed({"status": reply.status, "headers": reply.headers}))
        replies.flush()


def main() -> None:
    """Open the store, say that it is ready, and work."""
    db, memory, snapshot, index = sys.argv[1:5]
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not come between the replies
    confine(int(memory))
    worker = Worker(Path(db), snapshot, index)
    replies.write(packed({"status": 0, "headers": {}}))
    replies.flush()
    serve_jobs(worker, sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
