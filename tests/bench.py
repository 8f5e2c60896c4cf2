"""Speed as ratios of one run: each stage against bare ``nlp.pipe`` of the same pipeline.

Run by ``make bench``. CPU seconds of one process over the same texts, the variants in
turn, the median of the rounds; absolute figures depend on the machine, ratios less so.
Bare is the pipeline as spaCy loads it; newsgraph loads it with other matrix products and
a quicker attribute ruler, and what that alone takes is a line of its own.
"""

import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

from newsgraph import samples
from newsgraph.documents import from_text, read
from newsgraph.errors import ReadError
from newsgraph.mentions import Annotator
from newsgraph.mentions.pipeline import BATCH, PACKAGED
from newsgraph.mentions.products import one_thread
from newsgraph.model import Document
from newsgraph.pipeline import prepare
from newsgraph.relations import kind_settler
from newsgraph.store.dataset import Dataset
from newsgraph.vocabulary import default_folder

ROUNDS, COPIES = 5, 8


def texts() -> list[Document]:
    """Return the sample briefs several times over, each copy with a line of its own."""
    found = [d for d in read([samples()]) if not isinstance(d, ReadError)]
    raw = [Path(d.source).read_text(encoding="utf-8") for d in found]
    return [from_text(f"{text}\nCopy {n}.\n", "copy") for n in range(COPIES) for text in raw]


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def exhaust(items: Iterable[object]) -> None:
    """Take all items and keep none, as a build does: what is kept, the garbage collector visits."""
    deque(items, maxlen=0)


def variants(documents: list[Document], blocks: list[str]) -> dict[str, Callable[[], None]]:
    """Return what is measured, by name, the base first."""
    stages = prepare(extractors=["lexicon"])
    usual = prepare()
    assert usual.reader is not None  # the encoder is among the usual extractors
    stock = spacy.load(PACKAGED)
    annotator = Annotator(stages.nlp, stages.vocabulary, stages.gazetteer)  # as the stages keep one

    def bare() -> None:
        exhaust(stock.pipe(blocks, batch_size=BATCH))

    def loaded() -> None:
        with one_thread():
            exhaust(stages.nlp.pipe(blocks, batch_size=BATCH))

    def naming() -> None:
        exhaust(annotator.documents(documents))

    def reading() -> None:
        exhaust(stages.graphs(documents))

    def both() -> None:
        each = len(documents) // COPIES
        for n in range(0, len(documents), each):  # a copy is not read from the memory of another
            exhaust(usual.graphs(documents[n : n + each]))
            usual.reader.forget()

    def settling() -> None:
        settle = kind_settler(stages.vocabulary)
        exhaust(map(settle, annotator.documents(documents)))

    def building() -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = default_folder() / "ontology.ttl"
            with Dataset.open(Path(folder) / "graph.db", create=True, ontology=source) as dataset:
                for graph in stages.graphs(documents):
                    dataset.add(graph)

    return {
        "bare nlp.pipe": bare,
        "nlp.pipe as newsgraph loads it": loaded,
        "names, kinds, coreference": naming,
        ".. and kinds settled": settling,
        ".. and relations, statements (--extractors lexicon)": reading,
        ".. and the store": building,
        "relations, statements, encoder too (the default), no store": both,
    }


def main() -> None:
    """Print a table of medians and ratios."""
    documents = texts()
    blocks = [d.text[b.start : b.end] for d in documents for b in d.blocks]
    words = sum(len(b.split()) for b in blocks)
    work = variants(documents, blocks)
    taken: dict[str, list[float]] = {name: [] for name in work}
    for round_ in range(ROUNDS + 1):
        for name, piece in work.items():
            spent = seconds(piece)
            if round_:
                taken[name].append(spent)
    base = taken["bare nlp.pipe"]
    print(
        f"{words} words in {len(documents)} texts, {ROUNDS} rounds, Python {sys.version.split()[0]}"
    )
    print("| work | CPU s, median | words per CPU s | ratio to bare nlp.pipe |")
    print("|---|---|---|---|")
    for name, spent in taken.items():
        ratio = statistics.median(s / b for s, b in zip(spent, base, strict=True))
        middle = statistics.median(spent)
        print(f"| {name} | {middle:.2f} | {words / middle:,.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
