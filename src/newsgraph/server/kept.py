"""Answers to queries, kept to be given again while the graph stays as it is."""

import re
from collections import OrderedDict

from newsgraph.server.jobs import Edition, Job, Reply, SparqlJob

MOST = 1 << 20  # bytes of one answer that is kept
_CHANGING = re.compile(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
_Key = tuple[Edition, SparqlJob]


class Kept:
    """The answers that were given last, up to so many bytes of queries and answers.

    A key is the edition and the whole job, so that no answer outlives its edition or is
    given in another form or under other limits.
    """

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._answers: OrderedDict[_Key, tuple[Reply, bytes]] = OrderedDict()

    def get(self, edition: Edition, job: Job) -> tuple[Reply, bytes] | None:
        """Return the answer that was given to a job of an edition, if it is kept."""
        if not isinstance(job, SparqlJob) or (edition, job) not in self._answers:
            return None
        self._answers.move_to_end((edition, job))
        return self._answers[edition, job]

    def put(self, edition: Edition, job: Job, reply: Reply, body: bytes) -> None:
        """Keep an answer, unless the same query may have another one a moment later."""
        if not isinstance(job, SparqlJob) or reply.status != 200 or _CHANGING.search(job.query):
            return
        self._forget((edition, job))
        self._answers[edition, job] = reply, body
        self._taken += _size(job, body)
        while self._taken > self._room:
            self._forget(next(iter(self._answers)))

    def clear(self) -> None:
        """Keep nothing of what was answered so far."""
        self._answers.clear()
        self._taken = 0

    def _forget(self, key: _Key) -> None:
        if key in self._answers:
            self._taken -= _size(key[1], self._answers.pop(key)[1])


def _size(job: SparqlJob, body: bytes) -> int:
    return len(body) + 4 * len(job.query) + 1000  # the last for what holds them
