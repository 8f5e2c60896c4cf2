"""What ``train`` does once the lessons are there: fit, choose thresholds, export, report."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from newsgraph.encoder.inputs import Pieces
from newsgraph.encoder.schema import Schema
from newsgraph.training.encoder import report
from newsgraph.training.encoder.batches import Encoded, batches, encode_lesson
from newsgraph.training.encoder.card import write_card
from newsgraph.training.encoder.exemplary import SPACE
from newsgraph.training.encoder.export import export
from newsgraph.training.encoder.fit import Settings, build, fit, scores
from newsgraph.training.encoder.network import Network
from newsgraph.training.encoder.start import begin_with
from newsgraph.training.encoder.train import AS_READ, OWN, WHOLE, Data, epochs_of, schema_of
from newsgraph.vocabulary import KINDS

Log = Callable[[str], None]
SEEN = 600  # lessons by which the scales of whole numbers are set
LOOKED_AT = 150  # lessons of a set that are scored after each epoch, for the log


def run(
    data: Data,
    out: Path,
    base: Path,
    settings: Settings,
    log: Log,
    start: Sequence[Path] = (),
) -> dict[str, Any]:
    """Train, export to ``out`` and return the figures, which lie there as figures.json too.

    With encoders to ``start`` from, the epochs are the last ones of a whole training.
    """
    out.mkdir(parents=True, exist_ok=True)
    schema = schema_of(data, KINDS)
    pieces = Pieces(Tokenizer.from_file(str(base / "tokenizer.json")))
    held = {
        name: [e for x in some if (e := encode_lesson(x, schema, pieces))]
        for name, some in data.held.items()
    }
    log(
        f"{len(data.train)} lessons; "
        + ", ".join(f"{k} {len(v)}" for k, v in schema.spaces.items())
    )
    network = build(schema, base / "model.safetensors", settings)
    if start:
        begin_with(network, schema, start)

    def after(epoch: int, network: Network) -> None:
        for name, rows in held.items():
            some = rows[:LOOKED_AT]
            log("  " + line(name, some, scores(network, some, schema), schema))

    whole = max(WHOLE, settings.epochs) if start else settings.epochs
    lessons_of = epochs_of(data, schema, pieces, settings.seed, whole)

    def rows_of(epoch: int) -> Sequence[Encoded]:
        rows: Sequence[Encoded] = lessons_of(whole - settings.epochs + epoch)
        return rows

    fit(network, rows_of, schema, settings, log, after, out / "checkpoint.pt")
    schema, figures = judge(network, held, schema)
    figures |= {"settings": asdict(settings), "lessons": _count(data)}
    for name, text in figures["lines"].items():
        log(f"{name}: {text}")
    rows = [row for some in held.values() for row in some] or list(rows_of(0))
    seen = [b.arrays for b in batches(rows[:: 1 + len(rows) // SEEN], 16, schema, {})]
    export(network, schema, base / "tokenizer.json", out, seen)
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    write_card(out, figures)
    (out / "checkpoint.pt").unlink(missing_ok=True)
    return figures


def _count(data: Data) -> dict[str, int]:
    found: dict[str, int] = {}
    for lesson in data.train:
        name = lesson.source + AS_READ * lesson.as_read
        found[name] = found.get(name, 0) + 1
    return found


def line(
    name: str, rows: Sequence[Encoded], found: Sequence[Mapping[str, Any]], schema: Schema
) -> str:
    """Return the figures of one set in one line, with the best thresholds for it."""
    parts = []
    if any(tag == "O" for row in rows for tag in row.lesson.tags):  # else names are not all marked
        typed, untyped = report.names_f1(rows, found, schema)
        parts.append(f"names {typed:.3f} ({untyped:.3f} untyped)")
    for space in schema.spaces:
        here = report.gather(rows, found, space)
        if not (here.truth * here.known).any() or (space == SPACE) != (
            name.removesuffix(AS_READ) in OWN
        ):
            continue
        single = space in schema.single
        p = report.probabilities(here.scores, 1.0, single=single)
        best = report.thresholds(here, schema.spaces[space], 1.0, single=single)[""]
        figures = report.f1_of(here, p, [best] * p.shape[1])
        parts.append("{} P {:.3f} R {:.3f} F {:.3f} macro {:.3f}".format(space, *figures))
    right, total = report.status_accuracy(rows, found)
    if total:
        parts.append(f"status {right:.3f} of {total}")
    return f"{name}: " + "; ".join(parts)


def judge(
    network: Network, held: Mapping[str, Sequence[Encoded]], schema: Schema
) -> tuple[Schema, dict[str, Any]]:
    """Return the schema with temperatures and thresholds, and the figures behind them."""
    heat: dict[str, float] = {}
    least: dict[str, dict[str, float]] = {}
    figures: dict[str, Any] = {"lines": {}, "calibration": {}}
    for name, rows in held.items():
        figures["lines"][name] = line(name, rows, scores(network, rows, schema), schema)
    for space in schema.spaces:
        names = (*OWN, *(n + AS_READ for n in OWN)) if space == SPACE else (space,)
        rows = [row for name in names for row in held.get(name, ())]
        if rows:
            found = scores(network, rows, schema)
            here, single = report.gather(rows, found, space), space in schema.single
            heat[space] = report.temperature(here, single=single)
            least[space] = report.thresholds(here, schema.spaces[space], heat[space], single=single)
            p = report.probabilities(here.scores, heat[space], single=single)
            judged = here.known > 0
            error, table = report.reliability(p[judged], here.truth[judged])
            figures["calibration"][space] = {
                "temperature": heat[space],
                "ece": round(error, 4),
                "table": [[round(a, 3), round(b, 3), n] for a, b, n in table],
            }
    return replace(schema, temperature=heat, thresholds=least), figures
