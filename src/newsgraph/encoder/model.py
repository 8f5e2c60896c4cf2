"""The run-time side of the encoder: files in, numbers out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from newsgraph.encoder.inputs import Inputs, Pieces, RawMark, assemble, encode, pairs_of
from newsgraph.encoder.marks import IMPLIED, Mark, Scored, Span
from newsgraph.encoder.reading import best_spans, kind_shares, probabilities, softmax
from newsgraph.encoder.schema import Schema, read_schema
from newsgraph.encoder.trees import Tree
from newsgraph.errors import PipelineError

FOLDER = Path(__file__).with_name("weights")
FILES = ("labels.json", "lower.onnx", "upper.onnx", "pieces.npz", "tokenizer.json")
FED = tuple("mask spans starts kinds forms pairs gaps distances ways steps".split())  # to pairs
TOGETHER = 16  # sentences of one length in one run
DIGITS = 4  # of a probability


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the shared layers read it; hand it to the methods of Encoder."""

    words: tuple[str, ...]
    inputs: Inputs = field(repr=False, compare=False)
    states: Any = field(repr=False, compare=False)  # pieces x width
    tags: Any = field(repr=False, compare=False)  # words x tags: probabilities


class Encoder:
    """The trained model, loaded once. Its answers do not depend on what is read beside.

    Sentences of the same number of pieces go through the network together, so that
    none is padded, and every large product is rounded row by row.
    """

    def __init__(self, schema: Schema, pieces: Pieces, table: Any, lower: Any, upper: Any) -> None:
        self.schema, self._pieces, self._table = schema, pieces, table
        self._lower, self._upper = lower, upper
        self.kinds: tuple[str, ...] = schema.kinds
        self.spaces: Mapping[str, tuple[str, ...]] = schema.spaces

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Return a reading of each sentence, in order."""
        inputs = [encode(words, self.schema, self._pieces) for words in sentences]
        found: list[Reading | None] = [None] * len(inputs)
        for group in _alike([len(i.ids) for i in inputs]):
            arrays = assemble(
                [inputs[n] for n in group], [()] * len(group), [()] * len(group), self.schema
            )
            rows, scale = self._table
            ids = arrays["ids"]
            pieces = rows[ids].astype("float32") * scale[ids][..., None]
            feed = {"pieces": pieces, "shapes": arrays["shapes"], "mask": arrays["mask"]}
            states, tags = self._lower.run(None, feed)
            heat = self.schema.temperature.get("tags", 1.0)
            for row, n in enumerate(group):
                shares = softmax(tags[row][list(inputs[n].first)], heat)
                found[n] = Reading(tuple(sentences[n]), inputs[n], states[row], shares)
        return [reading for reading in found if reading is not None]

    def mentions(self, readings: Sequence[Reading]) -> list[list[Span]]:
        """Return the mentions of each sentence, in text order, never nested."""
        return [
            [
                Span(a, b, kind, round(p, DIGITS))
                for a, b, kind, p in best_spans(r.tags, self.schema)
            ]
            for r in readings
        ]

    def kinds_of(
        self, readings: Sequence[Reading], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Mapping[str, float]]]:
        """Return the probability of each kind for each given span; "" is no mention."""
        return [
            [
                {k: round(p, DIGITS) for k, p in kind_shares(r.tags, a, b, self.schema).items()}
                for a, b in some
            ]
            for r, some in zip(readings, spans, strict=True)
        ]

    def relations(
        self,
        readings: Sequence[Reading],
        marks: Sequence[Sequence[Mark]],
        space: str = "newsgraph",
        pairs: Sequence[Sequence[tuple[int, int]]] | None = None,
        least: float = 0.05,
        trees: Sequence[Tree] = (),
    ) -> list[list[Scored]]:
        """Return the labelled pairs of each sentence that are at least so probable.

        ``pairs`` are the ordered pairs of marks to judge; by default all that do not
        overlap and do not begin with a literal. ``trees`` are the parses of the sentences,
        which the model was trained with. Raises PipelineError for a label space
        that the model does not have.
        """
        if space not in self.spaces:
            known = ", ".join(self.spaces)
            raise PipelineError(f"the encoder has no labels {space!r}; choose from {known}")
        raw = [[(m.start, m.end, m.kind, m.form) for m in some] for some in marks]
        wanted = [
            _inside(r, some, list(pairs[n]) if pairs is not None else list(pairs_of(some)))
            for n, (r, some) in enumerate(zip(readings, raw, strict=True))
        ]
        found: list[list[Scored]] = [[] for _ in readings]
        busy = [n for n, some in enumerate(wanted) if some]
        for some in _alike([len(readings[n].inputs.ids) for n in busy]):
            group = [busy[n] for n in some]
            hung = [trees[n] for n in group] if trees else []
            scores, status = self._scored(group, readings, raw, wanted, space, hung)
            done = 0
            for n in group:
                mine = slice(done, done + len(wanted[n]))
                done += len(wanted[n])
                found[n] = self._labelled(wanted[n], scores[mine], status[mine], space, least)
        return found

    def _scored(
        self,
        group: Sequence[int],
        readings: Sequence[Reading],
        marks: Sequence[Sequence[RawMark]],
        pairs: Sequence[Sequence[tuple[int, int]]],
        space: str,
        trees: Sequence[Tree],
    ) -> tuple[Any, Any]:
        import numpy as np

        arrays = assemble(
            [readings[n].inputs for n in group],
            [marks[n] for n in group],
            [pairs[n] for n in group],
            self.schema,
            trees,
        )
        feed = {name: arrays[name] for name in FED}
        feed["states"] = np.stack([readings[n].states for n in group])
        scores, status = self._upper.run([space, "status"], feed)
        heat = self.schema.temperature
        single = space in self.schema.single
        return (
            probabilities(scores, heat.get(space, 1.0), single=single),
            softmax(status, heat.get("status", 1.0)),
        )

    def _labelled(
        self, pairs: Sequence[tuple[int, int]], scores: Any, status: Any, space: str, least: float
    ) -> list[Scored]:
        labels, statuses = self.spaces[space], self.schema.statuses
        scores = scores.round(DIGITS)
        found = []
        for row, column in zip(*(scores >= least).nonzero(), strict=True):
            stand = {s: round(float(p), DIGITS) for s, p in zip(statuses, status[row], strict=True)}
            a, b = pairs[row]
            found.append(Scored(a, b, labels[column], float(scores[row, column]), stand))
        return sorted(found, key=lambda s: (s.subject, s.object, s.label))

    def threshold(self, space: str, label: str) -> float:
        """Return the probability from which a label is best believed (development data)."""
        own = self.schema.thresholds.get(space, {})
        return own.get(label, own.get("", 0.5))


def _inside(
    reading: Reading, marks: Sequence[RawMark], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the pairs whose marks the network has read in full."""
    edge = len(reading.inputs.first)
    whole = [form in IMPLIED or end <= edge for _, end, _, form in marks]
    return [(a, b) for a, b in pairs if whole[a] and whole[b]]


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of sentences of one length, TOGETHER at most."""
    order = sorted(range(len(lengths)), key=lambda n: (lengths[n], n))
    group: list[int] = []
    for n in order:
        if group and (lengths[n] != lengths[group[0]] or len(group) == TOGETHER):
            yield group
            group = []
        group.append(n)
    if group:
        yield group


@cache
def load_encoder(folder: Path | None = None) -> Encoder:
    """Return the encoder in a folder, by default the shipped one; loaded once.

    Raises PipelineError if a file or a package that it needs is missing.
    """
    folder = folder or FOLDER
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        problem = f"{folder}: no {', '.join(missing)}; train an encoder with 'newsgraph train'"
        raise PipelineError(problem)
    try:
        import numpy as np
        from tokenizers import Tokenizer
    except ImportError as error:
        raise PipelineError(f"the encoder needs {error.name}; pip install {error.name}") from error
    with np.load(folder / "pieces.npz", allow_pickle=False) as stored:
        table = (stored["rows"], stored["scale"])
    pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
    halves = (_session(folder / name) for name in ("lower.onnx", "upper.onnx"))
    return Encoder(read_schema(folder / "labels.json"), pieces, table, *halves)


def _session(path: Path) -> Any:
    """Return a model on one thread: spaCy and other workers share the processor."""
    try:
        import onnxruntime
    except ImportError as error:
        raise PipelineError("the encoder needs onnxruntime; pip install onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common class for a damaged file
        raise PipelineError(f"{path}: not a model ({error}); train an encoder anew") from error
