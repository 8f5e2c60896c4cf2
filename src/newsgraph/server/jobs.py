"""What the server asks of a worker, what comes back, and how both cross the pipe.

A message is a length of four bytes and so much JSON. The body of an answer does not cross
the pipe: the worker writes it to the file that the job names.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

LENGTH = 4


@dataclass(frozen=True, slots=True)
class Edition:
    """A snapshot of the quads, and the index that is made of it."""

    snapshot: Path
    index: Path


@dataclass(frozen=True, slots=True)
class SparqlJob:
    """A query of a client, and how much of its answer is wanted."""

    query: str
    accept: str
    rows: int
    size: int  # bytes
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageJob:
    """A page, or the data behind one: a name of ``pages.PAGES`` and its arguments."""

    page: str
    accept: str = "text/html"
    arguments: dict[str, str] = field(default_factory=dict)


Job = SparqlJob | PageJob


@dataclass(frozen=True, slots=True)
class Reply:
    """The status and headers of an answer."""

    status: int
    headers: dict[str, str]


def problem(out: BinaryIO, status: int, message: str) -> Reply:
    """Write one line that says what is wrong in place of an answer, and return its reply."""
    out.seek(0)
    out.truncate()
    out.write(f"{message}\n".encode("utf-8", "replace"))
    return Reply(status, {"Content-Type": "text/plain; charset=utf-8"})


def packed(content: dict[str, Any]) -> bytes:
    """Return a message as it crosses the pipe."""
    body = json.dumps(content).encode()
    return len(body).to_bytes(LENGTH, "big") + body


def job_message(job: Job, path: str, edition: Edition) -> bytes:
    """Return the message that asks an edition for a job, its body to be written to a file."""
    kind = "sparql" if isinstance(job, SparqlJob) else "page"
    return packed(
        {
            "kind": kind,
            "path": path,
            "snapshot": str(edition.snapshot),
            "index": str(edition.index),
            "job": asdict(job),
        }
    )


def job_of(content: dict[str, Any]) -> Job:
    """Return the job of a message."""
    given: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in content["job"].items()
    }
    return SparqlJob(**given) if content["kind"] == "sparql" else PageJob(**given)


def read_message(stream: BinaryIO) -> dict[str, Any] | None:
    """Return the next message, or None at the end of the stream."""
    length = stream.read(LENGTH)
    if len(length) < LENGTH:
        return None
    content: dict[str, Any] = json.loads(stream.read(int.from_bytes(length, "big")))
    return content
