"""Small files in the forms of the sets, and a stand-in for the encoder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgraph.encoder import Scored, Span

TEXT = "Ada Holm is the chief executive of Brixel. She founded Nordwell Group in 1998."
LINES = {
    "knowledgenet": {"id": "k1", "doc": "9", "fold": 1, "start": 100, "text": TEXT, "properties": ["CEO"]},
    "core": {"id": "c1", "text": "Brixel Corp. acquired Nordwell Group in May.", "pairs": [[22, 36, 0, 12]]},
    "product": {"id": "p1", "text": "About us\nBrixel Corp. develops the Lumo 7.\n"},
    "crossner": {"id": "n1", "text": "Ada Holm studied at the Academy of Kelp in Norway."},
    "redocred": {"id": "r1", "text": TEXT, "sentences": [[0, 42], [43, 78]]},
    "gum": {"id": "g1", "text": "Ada Holm leads Brixel. She likes Norway. Then Holm went there."},
}  # fmt: skip


class Stub:
    """Says of each pair it is asked about what a table of words says."""

    def __init__(self, table, names=()):
        self.table, self.names = table, names

    def read(self, sentences):
        return [tuple(s) for s in sentences]

    def relations(self, readings, marks, space="newsgraph", pairs=None, least=0.05, trees=()):
        assert [len(tree.heads) for tree in trees] == [len(words) for words in readings]
        return [
            [
                Scored(a, b, label, probability)
                for a, b in wanted
                for (s, label, o), probability in self.table.items()
                if (s, o) == (self.words(words, mine[a]), self.words(words, mine[b]))
            ]
            for words, mine, wanted in zip(readings, marks, pairs, strict=True)
        ]

    def mentions(self, readings):
        return [
            [
                Span(i, i + len(name.split()), kind, score)
                for name, kind, score in self.names
                for i in range(len(words))
                if list(words[i : i + len(name.split())]) == name.split()
            ]
            for words in readings
        ]

    def threshold(self, space, label):
        return 0.5

    @staticmethod
    def words(words, mark):
        return " ".join(words[mark.start : mark.end])


@pytest.fixture
def file_of(tmp_path) -> Callable[[str], Path]:
    """Give the function that writes a file of a set, by default with its one line above."""

    def write(name, *lines):
        path = tmp_path / f"{name}.jsonl"
        records = lines or (LINES[name],)
        path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
        return path

    return write


@pytest.fixture
def with_encoder(monkeypatch):
    """Give the function that puts a stand-in in the place of the trained encoder."""

    def put(table, names=()):
        monkeypatch.setattr(
            "newsgraph.encoder.load_encoder", lambda folder=None: Stub(table, names)
        )
        chosen = {"entity": 0.85, "entity that the rules share": 0.5}
        for module in ("thresholds", "crossner"):
            place = f"newsgraph.benchmarks.{module}.load_thresholds"
            monkeypatch.setattr(place, lambda folder, set_name: chosen)

    return put
