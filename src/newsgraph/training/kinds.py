"""Train the witness for the kinds of names: ``python -m newsgraph.training.kinds``.

Names are described as the pipeline sees them, in the same masked parse; a marked span
that the pipeline would not find teaches nothing. The names of the gazetteer teach what
names of each kind look like, apart from any sentence. Same input, same bytes.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from pathlib import Path
from typing import Any

from newsgraph.documents import from_text
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions.annotate import TOGETHER, Annotator
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.features import Describer, Features
from newsgraph.mentions.linear import buckets
from newsgraph.mentions.sentences import ParsedBlock
from newsgraph.model import Document
from newsgraph.pipeline import Stages, prepare
from newsgraph.training.logistic import Case, Settings, fit
from newsgraph.training.sets import READERS, Marked, Spans, read_marked_examples, read_set

KINDS = ("Organization", "Person", "ProductTechnology", "Place", "Event", "Conference", "Concept")
WEIGHTS = {"core": 0.7, "crossner": 1.0, "knowledgenet": 0.5, "product": 0.5, "redocred": 0.5}
ARTICLES = 1.5  # weight of a name in an article of our own
EXAMPLES = 5.0  # weight of a name in an example: the sentences most like those to be read
KNOWN = 0.3  # share of its weight that a name keeps which a list tells at run time
LISTED = 0.2  # weight of a gazetteer name, which stands in no sentence
SMALLEST = 0.02  # a bucket whose weights are all smaller is left out
STEPS = 127  # of a weight stored in one byte


@dataclass(frozen=True, slots=True)
class Seen:
    """A marked name as the pipeline found it."""

    source: str
    text: str
    kind: str
    features: Features
    known: bool  # a list tells its kind


def describe(stages: Stages, texts: Iterable[Marked]) -> Iterator[Seen]:
    """Yield the marked names that the pipeline finds, in order."""
    kinds: dict[str, Spans] = {}
    seen: list[Seen] = []

    def note(
        document: Document,
        drafts: Sequence[Draft],
        blocks: Sequence[ParsedBlock],
        describer: Describer,
    ) -> None:
        block_of = {block.block: block for block in blocks}
        for draft in drafts:
            kind = kinds[document.source].get((draft.start, draft.end), "")
            if kind in KINDS:
                features = describer.describe(draft, block_of[draft.block])
                known = any(not k.ambiguous for k in draft.known)
                seen.append(Seen(document.source, draft.text, kind, features, known))

    annotator = Annotator(stages.nlp, stages.vocabulary, stages.gazetteer, judge=note)
    source = iter(texts)
    while together := list(islice(source, TOGETHER)):
        kinds = {t.source: t.kinds for t in together}
        for _ in annotator.documents([from_text(t.text, t.source) for t in together]):
            pass
        yield from seen
        seen.clear()


def cases(seen: Sequence[Seen], weight: float, bits: int, *, level: bool = True) -> list[Case]:
    """Return what is to be learned from names.

    With ``level`` a name that comes n times counts as the square root of n.
    """
    count = Counter((s.text, s.kind) for s in seen)
    return [
        Case(
            tuple(buckets(s.features.words, bits)),
            tuple(buckets(s.features.others, bits)),
            KINDS.index(s.kind),
            weight * (KNOWN if s.known else 1) / (sqrt(count[s.text, s.kind]) if level else 1),
            s.known,
        )
        for s in seen
    ]


def listed_cases(gazetteer: Gazetteer, describer: Describer, bits: int) -> list[Case]:
    """Return the names of the gazetteer as cases: their form, without a sentence."""
    found = []
    for known in gazetteer:
        if known.kind not in KINDS:
            continue
        draft = Draft(0, 0, len(known.label), known.label, frozenset(), "", ())
        features = describer.describe(draft)
        # What only a sentence tells, or the list itself, is not there to be learned from
        others = [f for f in features.others if not f.startswith(("label ", "given name ", "bias"))]
        found.append(
            Case(
                tuple(buckets(features.words, bits)),
                tuple(buckets(others, bits)),
                KINDS.index(known.kind),
                LISTED,
            )
        )
    return found


def train(
    datasets: Path, examples: Path, articles: Path, stages: Stages, settings: Settings
) -> tuple[Any, Counter[str]]:
    """Return the weights, one row a bucket, and the number of names learned from by set."""
    describer = Annotator(stages.nlp, stages.vocabulary, stages.gazetteer).describer
    learned = listed_cases(stages.gazetteer, describer, settings.bits)
    counts = Counter({"gazetteer": len(learned)})
    for name in sorted(READERS):
        seen = list(describe(stages, read_set(datasets, name)))
        learned += cases(seen, WEIGHTS[name], settings.bits)
        counts[name] = len(seen)
    seen = list(describe(stages, read_marked_examples(examples)))
    learned += cases(seen, EXAMPLES, settings.bits, level=False)
    counts["examples"] = len(seen)
    for folder in sorted(path for path in articles.iterdir() if path.is_dir()):
        seen = list(describe(stages, read_marked_examples(folder, held_out=False)))
        learned += cases(seen, ARTICLES, settings.bits)
        counts[folder.name] = len(seen)
    return fit(learned, len(KINDS), settings), counts


def save(table: Any, path: Path, bits: int) -> None:
    """Write the weights in one byte each, the buckets as the gaps between them."""
    import numpy as np

    centred = table - table.mean(axis=1, keepdims=True)  # only differences count
    kept = np.flatnonzero(np.abs(centred).max(axis=1) >= SMALLEST)
    scale = np.float32(np.abs(centred).max() / STEPS)
    np.savez_compressed(
        path,
        kinds=np.array(KINDS),
        bits=np.int32(bits),
        gaps=np.diff(kept, prepend=0).astype(np.uint32),
        weights=np.round(centred[kept] / scale).astype(np.int8),
        scale=scale,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the file, and say how many names each set gave."""
    parser = argparse.ArgumentParser(prog="python -m newsgraph.training.kinds")
    parser.add_argument("--datasets", type=Path, required=True, help="folder of *.train.jsonl")
    parser.add_argument("--examples", type=Path, required=True, help="folder of marked sentences")
    parser.add_argument(
        "--articles", type=Path, required=True, help="folder of folders of marked articles"
    )
    parser.add_argument("--out", type=Path, required=True, help="the .npz file to write")
    chosen = parser.parse_args(arguments)
    settings = Settings()
    table, counts = train(
        chosen.datasets,
        chosen.examples,
        chosen.articles,
        prepare(extractors=("lexicon",)),
        settings,
    )
    save(table, chosen.out, settings.bits)
    for name, count in sorted(counts.items()):
        print(f"{name}: {count} names")


if __name__ == "__main__":
    main()
