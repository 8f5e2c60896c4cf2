"""What adding one document costs, against the number of documents that the store holds.

    python tests/add_cost.py [LARGEST [FOLDER [TIMES]]]

Synthetic documents of some 90 quads each, with names of a vocabulary that grows with
their number (as in news: a few names stand in many texts, most in few). At each size a
hundred further documents are added one by one, in a process that has just opened the store
for the first of them, looked up again and removed. Milliseconds are CPU time of the writing
thread; what the engine compacts in the background is not in them. What the store holds before
is loaded in one go, which gives the same store but for the log of changes. With TIMES the
largest store is measured again once it holds so many copies of each document (at most 10),
whose entities bear other names: 10,000 and 10 make the statements of 100,000 documents.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from newsgraph.identifiers import document_iri, entity_iri, statement_iri
from newsgraph.model import (
    Block,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Iri,
    OffsetMap,
    Piece,
    Role,
    Statement,
    Status,
)
from newsgraph.store.dataset import Dataset
from newsgraph.store.folder import own_version
from newsgraph.store.identity import identity_quads
from newsgraph.store.index import _TABLES as TABLES
from newsgraph.store.index import Index, rows_of
from newsgraph.store.quads import to_lines
from newsgraph.store.settling import settle_touched
from newsgraph.store.writer import Writer

FIRST = "Ada Bo Cleo Dag Eir Finn Greta Hal Ines Jon Kaia Liv Mats Nora Odd Pia Rune Siv Tor Unn".split()
SYLLABLES = "ka ri no vel dro mi sta ben lu tor ga fin ha sol be ner di mar ek ul".split()
SORTS = "Robotics Energy Labs Bank Motors Foods Media Group Systems Health".split()
RELATIONS = ("supplies", "acquires", "investsIn", "competesWith", "partnersWith")
SIZES = (100, 1_000, 10_000, 30_000, 100_000)
SAMPLE, BATCH = 100, 2_000


def _word(pick: random.Random) -> str:
    return "".join(pick.choices(SYLLABLES, k=pick.randint(2, 4))).title()


def named(number: int) -> Entity:
    """Return the entity of a number; the first are the best known."""
    pick = random.Random(number * 7919 + 1)
    if number % 3 == 0:
        name, kind = f"{pick.choice(FIRST)} {_word(pick)}", "Person"
        aliases: tuple[str, ...] = (name.split()[1],) if pick.random() < 0.3 else ()
    else:
        name, kind = f"{_word(pick)} {pick.choice(SORTS)}", "Organization"
        aliases = (name.split()[0],) if pick.random() < 0.3 else ()
    return Entity(entity_iri(kind, name), kind, name, aliases)


def story(number: int, of: int) -> DocumentGraph:
    """Return the document of a number among so many."""
    pick = random.Random(number)
    most = 50 + of // 2
    chosen = {int(most ** pick.random()) for _ in range(6)}  # log-uniform, as in news
    chosen |= {most + number, most + number + 1}  # two that are new
    who = sorted({e.iri: e for e in map(named, sorted(chosen))}.values(), key=lambda e: e.iri)
    sentences, ends = [], []
    for k in range(3):
        one, two = pick.sample(who, 2)
        sentences.append(f"In case {number}.{k} {one.label} dealt with {two.label}.")
        ends.append((one, two))
    text = " ".join(sentences)
    iri = document_iri(text)
    said, at = {}, 0
    for k, ((one, two), sentence) in enumerate(zip(ends, sentences, strict=True)):
        relation = RELATIONS[k % len(RELATIONS)]
        evidence = Evidence(iri, at, at + len(sentence), "lexicon", f"{relation}-deal-v", "deal")
        at += len(sentence) + 1
        made = statement_iri(iri, one.iri, relation, two.iri, Status.ASSERTED)
        said[made] = Statement(made, iri, one.iri, relation, two.iri, Status.ASSERTED, (evidence,))
    document = Document(
        iri,
        text,
        f"story-{number}.txt",
        (Block(0, len(text), Role.PROSE),),
        OffsetMap((Piece(0, 0, len(text), len(text)),)),
        date="2031-05-20",
        raw=text,
    )
    return DocumentGraph(document, tuple(who), tuple(said[i] for i in sorted(said)))


def fill(path: Path, numbers: range, of: int) -> None:
    """Bring the stories of some numbers into a store, all identity decided at the end."""
    from pyoxigraph import RdfFormat

    with Dataset.open(path, create=True) as dataset:
        writer = Writer(dataset)
        touched: set[Iri] = set()
        with writer._indexed():
            for at in range(0, len(numbers), BATCH):
                batch = [story(number, of) for number in numbers[at : at + BATCH]]
                lines = [line for made in batch for line in to_lines(made, own_version())]
                data = "".join(f"{line} .\n" for line in lines).encode()
                dataset.store.bulk_load(data, RdfFormat.N_QUADS)
                for made in batch:
                    rows = rows_of(made)
                    writer.index.add(made.document.iri, rows)
                    touched |= rows.entities()
            old, new = settle_touched(writer.index, touched, (), len(touched))
            dataset.exchange(identity_quads(old), identity_quads(new))
        writer.close()
        dataset.store.flush()


def multiply(path: Path, times: int) -> None:
    """Bring copies of all documents into a store, their entities under other IRIs and names.

    The copies are one another's strangers: what is alike is alike within a copy. Quads and
    index are written as they are stored, so it takes minutes where ``fill`` takes hours.
    """
    from pyoxigraph import RdfFormat

    with Dataset.open(path) as dataset:
        quads = dataset.store.dump(format=RdfFormat.N_QUADS) or b""
        index = Index(path)
        for copy in range(1, times):
            copied = quads
            for sort in (b"document", b"entity", b"statement", b"evidence"):
                copied = copied.replace(
                    b"/newsgraph/%s/" % sort, b"/newsgraph/%s/%d-" % (sort, copy)
                )
            dataset.store.bulk_load(
                copied.replace(b'#band> "', b'#band> "%d-' % copy), RdfFormat.N_QUADS
            )
            _multiply_index(index, copy)
            print(f"copy {copy} of {times - 1}", file=sys.stderr, flush=True)
        index.close()
        dataset.store.flush()


def _multiply_index(index: Index, copy: int) -> None:
    """Copy the rows of the first documents, with the IRIs of the copy and the ends of keys marked."""
    index.begin()
    for table in TABLES:
        columns = [row[1] for row in index.db.execute(f"PRAGMA table_info({table})")]
        made = [
            f"""replace(key, '"]', '~{copy}"]')"""
            if column == "key"
            else f"""replace(replace("{column}", '/newsgraph/entity/', '/newsgraph/entity/{copy}-'),
                '/newsgraph/document/', '/newsgraph/document/{copy}-')"""
            if column not in ("side", "n", "weak", "shared", "score")
            else column
            for column in columns
        ]
        whose = "entity" if table == "key" else columns[0]
        index.db.execute(
            f"INSERT INTO {table} SELECT {', '.join(made)} FROM {table}"
            f""" WHERE "{whose}" NOT GLOB '*/newsgraph/*/[0-9]-*'"""
        )
    index.commit()


def measure(path: Path, size: int, largest: int) -> str:
    """Return a row of the table; the store holds ``size`` documents."""
    extra = [story(10**9 + size + k, largest) for k in range(SAMPLE)]
    opened = time.thread_time()
    with Dataset.open(path) as dataset:
        dataset.add(extra[0], date="2031-06-01")
        opened = time.thread_time() - opened
        taken, looked, removed = [], [], []
        for made in extra[1:]:
            start = time.thread_time()
            dataset.add(made, date="2031-06-01")
            taken.append(time.thread_time() - start)
        for made in extra:
            start = time.thread_time()
            dataset.has(made.document.iri)
            looked.append(time.thread_time() - start)
        for made in extra:
            start = time.thread_time()
            dataset.remove(made.document.iri, date="2031-06-01", forget=True)
            removed.append(time.thread_time() - start)
        quads = len(dataset.store)
    cells = [
        f"{size:,}",
        f"{quads:,}",
        f"{opened * 1e3:.0f}",
        f"{statistics.median(taken) * 1e3:.1f}",
        f"{sorted(taken)[94] * 1e3:.1f}",
        f"{statistics.median(removed) * 1e3:.1f}",
        f"{statistics.median(looked) * 1e6:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def main(largest: int, folder: Path, times: int = 1) -> None:
    """Print the table, a row as soon as it is measured."""
    print(
        "| documents | quads | open and add one, ms | add, median ms | 95th of 100 | remove, ms | look up, µs |"
    )
    print("|---|---|---|---|---|---|---|")
    held = 0
    for size in [*(size for size in SIZES if size < largest), largest]:
        fill(folder / "graph.db", range(held, size), largest)
        held = size
        print(measure(folder / "graph.db", size, largest), flush=True)
    if times > 1:
        multiply(folder / "graph.db", times)
        print(measure(folder / "graph.db", largest * times, largest), flush=True)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    with tempfile.TemporaryDirectory() as made:
        place = Path(sys.argv[2] if len(sys.argv) > 2 else made)
        main(wanted, place, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
