"""The competency questions through the endpoint on a large graph, beside rdflib's memory store.

Run by ``make bench``. The graph repeats those of the sample briefs, the entities renamed: of
every four one is shared by sixteen copies, so that some have many statements, and one is
merged with that of the next copy. Options: --copies N, --sample DB (instead of reading the
briefs), --store DB (made there and kept), --rdflib (the same questions on a tenth of it, in
rdflib), --cpu (in this process, in CPU time, where other work would disturb the clock).
"""

import argparse
import hashlib
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

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
ROUNDS, SHARED_BY, LIMIT = 5, 16, 20.0
FIRST_DAY = date(2026, 1, 1)


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
def served(path: Path) -> Iterator[str]:
    """Give the address of a server of a store."""
    command = [sys.executable, "-c", "from newsgraph.cli import main; main()", "serve", str(path)]
    process = subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        yield line.split(" at ")[1].split()[0]
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


def through_endpoint(path: Path) -> dict[str, tuple[float, float, int]]:
    """Return median and worst milliseconds, and rows, of each question."""
    found = {}
    with served(path) as address:
        print(f"{until_indexed(address):.1f} s until names and sentences can be searched")
        for question in questions():
            taken = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                rows = ask(address, question.sparql)
                taken.append((time.perf_counter() - start) * 1000)
            found[question.name] = statistics.median(taken), max(taken), rows
    return found


def in_this_process(path: Path) -> dict[str, tuple[float, float, int]]:
    """Return median and worst milliseconds of CPU, and rows, of each question."""
    found = {}
    with Dataset.open(path, read_only=True) as dataset:
        for question in questions():
            taken = []
            for _ in range(ROUNDS):
                start = time.process_time()
                rows = len(dataset.select(question.sparql))
                taken.append((time.process_time() - start) * 1000)
            found[question.name] = statistics.median(taken), max(taken), rows
    return found


def _in_rdflib(nquads: str, sparql: str, out: "multiprocessing.SimpleQueue[float]") -> None:
    import rdflib

    graph = rdflib.Dataset(default_union=True)
    graph.parse(nquads, format="nquads")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    out.put(0.0)
    start = time.perf_counter()
    list(graph.query(sparql))
    out.put((time.perf_counter() - start) * 1000)


def through_rdflib(path: Path) -> dict[str, float | None]:
    """Return the milliseconds of each question in rdflib, None for one that takes too long or fails.

    Each has a process of its own, which can be ended.
    """
    found: dict[str, float | None] = {}
    with tempfile.NamedTemporaryFile(suffix=".nq") as file, Dataset.open(path, read_only=True) as d:
        d.store.dump(file.name, RdfFormat.N_QUADS)
        for question in questions():
            queue: multiprocessing.SimpleQueue[float] = multiprocessing.SimpleQueue()
            process = multiprocessing.Process(
                target=_in_rdflib, args=(file.name, question.sparql, queue)
            )
            process.start()
            queue.get()  # loaded
            process.join(LIMIT)
            found[question.name] = queue.get() if process.exitcode == 0 else None
            process.kill()
    return found


def main() -> None:
    """Print a table of the questions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=165)
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rdflib", action="store_true")
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
            make_store(small, sample, max(given.copies // 10, 1))
            beside = through_rdflib(small)
    note = " rdflib, a tenth" if beside else ""
    print(f"{'question':22}{'median':>8}{'worst':>8}{'rows':>8}{note}")
    for name, (median, worst, rows) in sorted(found.items(), key=lambda item: -item[1][0]):
        slow = beside.get(name)
        last = f"{slow:16.0f}" if slow else f" fails, or > {LIMIT:.0f} s"
        print(f"{name:22}{median:8.1f}{worst:8.1f}{rows:8}{last if beside else ''}")
    medians = [median for median, _, _ in found.values()]
    slowest = max(worst for _, worst, _ in found.values())
    print(f"{'all':22}{statistics.median(medians):8.1f}{slowest:8.1f}")


if __name__ == "__main__":
    main()
