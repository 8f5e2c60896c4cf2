"""The competency questions through the endpoint on a large graph, beside rdflib's memory store.

Run by ``make bench``. The graph repeats those of the sample briefs, the entities renamed: of
every four one is shared by sixteen copies, so that some have many statements, and one is
merged with that of the next copy. Options: --copies N, --sample DB (instead of reading the
briefs), --store DB (made there and kept), --rdflib (the same questions on a tenth of it, in
rdflib; --rdflib 1 on all of it), --cpu (in this process, in CPU time, where other work would
disturb the clock).
"""

import argparse
import hashlib
import itertools
import json
import multiprocessing
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from newsgraph import samples
from newsgraph.graph import build
from newsgraph.identifiers import BASE
from newsgraph.server.questions import questions
from newsgraph.store.dataset import Dataset, ontology_quads
from newsgraph.store.folder import create_folder
from newsgraph.store.terms import (
    DCTERMS,
    IDENTITY_GRAPH,
    NG,
    OWL,
    PREFIXES,
    RDFS,
    date_literal,
)
from newsgraph.vocabulary import default_folder

SAME = NamedNode(OWL + "sameAs")
ROUNDS, SHARED_BY, LIMIT = 5, 16, 20.0  # the last in seconds of CPU, of rdflib
MEMORY = 12 << 30  # bytes that rdflib may take
FIRST_DAY = date(2026, 1, 1)


class Measured(NamedTuple):
    """Milliseconds of a question: the clock's median and worst, the median of CPU; and its rows.

    ``again`` is the clock's median where the server has the answer yet.
    """

    median: float
    worst: float
    cpu: float
    rows: int
    again: float = 0.0


class Copy:
    """The quads of the sample, its documents and entities renamed."""

    def __init__(self, entities: list[str], number: int) -> None:
        self.number = number
        self.place = {iri: place for place, iri in enumerate(entities)}

    def shared(self, iri: str) -> int:
        return self.number // SHARED_BY if self.place[iri] % 4 == 0 else self.number

    def shared_of(self, iri: str) -> int:
        """Return what is added to a name: nothing in the first copy, so that questions find it."""
        return self.shared(iri) if iri in self.place else 0

    def iri(self, iri: str) -> str:
        """Return the name in this copy of what is named; the vocabulary keeps its names."""
        if iri in self.place:
            return f"{iri}-{self.shared(iri)}"
        kind, _, rest = iri.removeprefix(BASE).partition("/")
        if not iri.startswith(BASE) or kind not in ("document", "statement", "evidence"):
            return iri
        own, hash_, part = rest.partition("#")
        digest = hashlib.sha256(f"{own} {self.number}".encode()).hexdigest()[:32]
        return f"{BASE}{kind}/{digest}{hash_}{part}"

    def term(self, term: NamedNode | Literal) -> NamedNode | Literal:
        return NamedNode(self.iri(term.value)) if isinstance(term, NamedNode) else term

    def quads(self, sample: list[Quad]) -> Iterator[Quad]:
        for quad in sample:
            subject, value = quad.subject.value, self.term(quad.object)
            if quad.predicate.value == RDFS + "label" and self.shared_of(subject):
                value = Literal(f"{quad.object.value} {self.shared_of(subject)}")
            graph = NamedNode(self.iri(quad.graph_name.value))
            yield Quad(NamedNode(self.iri(subject)), quad.predicate, value, graph)
            if quad.object.value == NG + "Document":
                day = FIRST_DAY + timedelta(days=self.number % 365)
                yield Quad(graph, NamedNode(DCTERMS + "issued"), date_literal(str(day)), graph)
        if self.number % 2:
            for iri, place in self.place.items():
                if place % 4 == 1:
                    ends = (NamedNode(f"{iri}-{n}") for n in (self.number, self.number - 1))
                    yield Quad(next(ends), SAME, next(ends), NamedNode(IDENTITY_GRAPH))


def make_store(path: Path, sample: Path, copies: int) -> None:
    """Make a store of so many copies of what the sample's documents say."""
    with Dataset.open(sample, read_only=True) as dataset:
        quads = [q for d in dataset.documents() for q in dataset.quads(d.iri)]
        quads = [q for q in quads if q.predicate not in (SAME, NamedNode(DCTERMS + "issued"))]
    entities = {q.subject.value for q in quads if q.subject.value.startswith(f"{BASE}entity/")}
    create_folder(path, ontology_quads(default_folder() / "ontology.ttl"))
    store = Store(str(path / "quads"))
    for number in range(copies):
        store.extend(Copy(sorted(entities), number).quads(quads))
    store.flush()
    store.optimize()


@contextmanager
def served(path: Path) -> Iterator[tuple[str, int]]:
    """Give the address and the process of a server of a store."""
    command = [sys.executable, "-c", "from newsgraph.cli import main; main()", "serve", str(path)]
    process = subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        yield line.split(" at ")[1].split()[0], process.pid
    finally:
        process.terminate()
        process.wait()


def ask(address: str, sparql: str) -> int:
    """Return how many rows the endpoint answers."""
    body = urllib.parse.urlencode({"query": sparql}).encode()
    with urllib.request.urlopen(f"{address}sparql", body) as answer:
        return len(json.load(answer)["results"]["bindings"])


def until_indexed(address: str) -> float:
    """Return the seconds until the index of a server that was just started is there."""
    start = time.perf_counter()
    while True:
        try:
            urllib.request.urlopen(f"{address}search?q=a").close()
            return time.perf_counter() - start
        except urllib.error.HTTPError:
            time.sleep(0.2)


def spent(process: int) -> float:
    """Return the seconds of CPU that a process and those it started have had, as Linux tells."""
    total = 0.0
    for thread in Path(f"/proc/{process}/task").iterdir():
        total += int((thread / "schedstat").read_text().split()[0]) / 1e9
        total += sum(spent(int(child)) for child in (thread / "children").read_text().split())
    return total


def timed(
    answer: Callable[[str], int], clocks: Sequence[Callable[[], float]]
) -> dict[str, Measured]:
    """Return what the first clock, and the median of the second, say of each question."""
    found = {}
    numbers = itertools.count()
    for question in questions():
        taken = []
        for _ in range(ROUNDS):
            start = [clock() for clock in clocks]
            rows = answer(f"# {next(numbers)}\n{question.sparql}")  # none that was asked before
            pairs = zip(clocks, start, strict=True)
            taken.append([(clock() - begun) * 1000 for clock, begun in pairs])
        first, second = zip(*taken, strict=True)
        medians = statistics.median(first), statistics.median(second)
        found[question.name] = Measured(medians[0], max(first), medians[1], rows)
    return found


def through_endpoint(path: Path) -> dict[str, Measured]:
    """Return how long each question takes, and the CPU of the server and its workers for it."""
    with served(path) as (address, process):
        print(f"{until_indexed(address):.1f} s until names and sentences can be searched")
        found = timed(partial(ask, address), (time.perf_counter, partial(spent, process)))
        return {
            question.name: found[question.name]._replace(again=again(address, question.sparql))
            for question in questions()
        }


def again(address: str, sparql: str) -> float:
    """Return the median milliseconds of a question that was answered before."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        ask(address, sparql)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[1:])


def in_this_process(path: Path) -> dict[str, Measured]:
    """Return the CPU of each question in this process."""
    with Dataset.open(path, read_only=True) as dataset:
        return timed(
            lambda sparql: len(dataset.select(sparql)), (time.process_time, time.process_time)
        )


class LateError(BaseException):
    """A question has taken too long; not an Exception, so that nothing else catches it."""


def _late(*_: object) -> None:
    raise LateError


def _in_rdflib(nquads: str, out: "multiprocessing.SimpleQueue[tuple[str, float | None]]") -> None:
    import rdflib

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    graph = rdflib.Dataset(default_union=True)
    graph.parse(nquads, format="nquads")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    signal.signal(signal.SIGVTALRM, _late)
    for question in questions():
        start = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
        try:
            list(graph.query(question.sparql))
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            out.put((question.name, (time.process_time() - start) * 1000))
        except (LateError, Exception):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            out.put((question.name, None))


def through_rdflib(path: Path) -> dict[str, float | None]:
    """Return the CPU milliseconds of each question in rdflib, None for one that fails.

    That is one that it cannot read, or that takes too long. All that a process gives until it
    ends, for want of memory at the latest, counts.
    """
    found: dict[str, float | None] = {question.name: None for question in questions()}
    with tempfile.NamedTemporaryFile(suffix=".nq") as file, Dataset.open(path, read_only=True) as d:
        d.store.dump(file.name, RdfFormat.N_QUADS)
        queue: multiprocessing.SimpleQueue[tuple[str, float | None]] = multiprocessing.SimpleQueue()
        process = multiprocessing.Process(target=_in_rdflib, args=(file.name, queue))
        process.start()
        while process.is_alive() or not queue.empty():
            if queue.empty():
                process.join(0.2)
            else:
                name, taken = queue.get()
                found[name] = taken
    return found


def main() -> None:
    """Print a table of the questions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=165)
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rdflib", type=int, nargs="?", const=10, metavar="PART")
    parser.add_argument("--cpu", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sample = given.sample or Path(folder) / "sample.db"
        path = given.store or Path(folder) / "large.db"
        if not sample.exists():
            build(samples(), sample).close()
        if not path.exists():
            make_store(path, sample, given.copies)
        with Dataset.open(path, read_only=True) as dataset:
            way = "of CPU in this process" if given.cpu else "through the endpoint"
            print(f"{len(dataset.store):,} triples; milliseconds {way}")
        found = in_this_process(path) if given.cpu else through_endpoint(path)
        beside: dict[str, float | None] = {}
        if given.rdflib:
            small = Path(folder) / "small.db"
            if given.rdflib > 1:
                make_store(small, sample, max(given.copies // given.rdflib, 1))
            beside = through_rdflib(small if given.rdflib > 1 else path)
    note = f" rdflib, 1/{given.rdflib}, CPU" if beside else ""
    print(f"{'question':22}{'median':>8}{'worst':>8}{'CPU':>8}{'again':>8}{'rows':>8}{note}")
    for name, (median, worst, cpu, rows, kept) in sorted(
        found.items(), key=lambda item: -item[1][0]
    ):
        slow = beside.get(name)
        last = f"{slow:16.0f}" if slow else f" fails, or > {LIMIT:.0f} s"
        print(
            f"{name:22}{median:8.1f}{worst:8.1f}{cpu:8.1f}{kept:8.1f}{rows:8}{last if beside else ''}"
        )
    median = statistics.median(one.median for one in found.values())
    cpu = statistics.median(one.cpu for one in found.values())
    slowest = max(one.worst for one in found.values())
    print(f"{'all':22}{median:8.1f}{slowest:8.1f}{cpu:8.1f}")


if __name__ == "__main__":
    main()
