"""The names behind the numbers: tags, kinds, forms, statuses, labels of each space."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsgraph.encoder.marks import FORMS, LITERALS, SPOKEN
from newsgraph.errors import PipelineError
from newsgraph.model import Status


@dataclass(frozen=True, slots=True)
class Schema:
    """What a model was trained to tell, and how its scores are to be read."""

    kinds: tuple[str, ...]  # of names
    spaces: Mapping[str, tuple[str, ...]]
    single: tuple[str, ...] = ()  # spaces in which a pair bears at most one label
    temperature: Mapping[str, float] = field(default_factory=dict)  # by space, tags, status
    thresholds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    forms: tuple[str, ...] = FORMS  # that a mark may have

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the tags of words (BIO)."""
        return ("O", *(f"{p}-{k}" for k in self.kinds for p in "BI"))

    @property
    def mark_kinds(self) -> tuple[str, ...]:
        """Return the kinds that a mark may bear; "" stands for any other."""
        return ("", *self.kinds, *LITERALS)

    @property
    def statuses(self) -> tuple[str, ...]:
        """Return the statuses."""
        return tuple(str(s) for s in Status)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "kinds": list(self.kinds),
            "spaces": {k: list(v) for k, v in self.spaces.items()},
            "single": list(self.single),
            "temperature": dict(self.temperature),
            "thresholds": {k: dict(v) for k, v in self.thresholds.items()},
            "forms": list(self.forms),
        }


def read_schema(path: Path) -> Schema:
    """Return the schema in a file; raise PipelineError if it is missing or damaged."""
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return Schema(
            tuple(row["kinds"]),
            {k: tuple(v) for k, v in row["spaces"].items()},
            tuple(row["single"]),
            row["temperature"],
            row["thresholds"],
            tuple(row.get("forms", SPOKEN)),  # older models know no other
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"{path}: not the labels of an encoder ({error}); train one anew"
        raise PipelineError(problem) from error
