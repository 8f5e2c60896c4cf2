"""A worker process: it holds the store open to read and does one job after another.

Run as ``python -m newsgraph.server.worker STORE INDEX MEMORY``. It is a process and not a thread
because nothing else ends a query that runs too long.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from newsgraph.server.confine import confine
from newsgraph.server.jobs import Job, Reply, SparqlJob, job_of, packed, problem, read_message
from newsgraph.server.pages import Reader, page
from newsgraph.server.sparql import answer


def serve_jobs(reader: Reader, asked: BinaryIO, replies: BinaryIO) -> None:
    """Do the jobs that come in, until the stream ends."""
    while (content := read_message(asked)) is not None:
        with open(content["path"], "w+b") as out:
            reply = _done(reader, job_of(content), out)
        replies.write(packed({"status": reply.status, "headers": reply.headers}))
        replies.flush()


def _done(reader: Reader, job: Job, out: BinaryIO) -> Reply:
    try:
        if isinstance(job, SparqlJob):
            return answer(reader.dataset, job, out)
        return page(reader, job, out)
    except MemoryError:
        return problem(out, 500, "the answer needs more memory than a query may take")
    except Exception:  # a defect in one page must not end the others
        traceback.print_exc()
        return problem(out, 500, "a defect of newsgraph: this page cannot be shown")


def main() -> None:
    """Open the store, say that it is ready, and work."""
    store, index, memory = sys.argv[1:4]
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not come between the replies
    confine(int(memory))
    with Reader.open(Path(store), Path(index)) as reader:
        replies.write(packed({"status": 0, "headers": {}}))
        replies.flush()
        serve_jobs(reader, sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
