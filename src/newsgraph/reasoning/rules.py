"""Rules: one SPARQL CONSTRUCT a file, with the triples it rests on named in comments.

    # premise: ?subject ?special ?object
    CONSTRUCT { ?subject ?general ?object } WHERE { ... }

A rule concludes one triple from facts; what it asks of the ontology is no premise.
Source: SPARQL 1.1 Query Language, W3C 2013, section 10.2 (CONSTRUCT).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsgraph.errors import VocabularyError
from newsgraph.store.terms import PREFIXES

Pattern = tuple[str, str, str]  # variables with their question mark, or IRIs in <>
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE | re.MULTILINE)
_PREMISE = re.compile(r"^#\s*premise:(.*)$", re.MULTILINE)
_TEMPLATE = re.compile(r"\bCONSTRUCT\s*\{([^{}]*)\}", re.IGNORECASE)
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from what: ``select`` finds the bindings of the patterns' variables."""

    name: str  # of the file, without its suffix
    conclusion: Pattern
    premises: tuple[Pattern, ...]
    select: str  # the rule as a SELECT of all its variables


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of a folder, sorted by name; none where there is no such folder.

    Raises VocabularyError, naming the file, for one that cannot be read, does not
    construct exactly one triple, or names no premise.
    """
    return tuple(_rule(path) for path in sorted(folder.glob("*.rq")))


def _rule(path: Path) -> Rule:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(str(path), f"cannot be read as UTF-8: {error}") from error
    prefixes = PREFIXES | dict(_PREFIX.findall(text))
    templates = _TEMPLATE.findall(text)
    if len(templates) != 1:
        raise VocabularyError(str(path), "not one CONSTRUCT { .. } with a single triple")
    premises = tuple(_pattern(path, p, prefixes) for p in _PREMISE.findall(text))
    if not premises:
        raise VocabularyError(str(path), "no premise; write '# premise: ?s ?p ?o' above the rule")
    conclusion = _pattern(path, templates[0], prefixes)
    used = {part for p in (conclusion, *premises) for part in p if part.startswith("?")}
    columns = " ".join(sorted(used))
    select = _TEMPLATE.sub(f"SELECT DISTINCT {columns}", text)
    return Rule(path.stem, conclusion, premises, select)


def _pattern(path: Path, written: str, prefixes: Mapping[str, str]) -> Pattern:
    parts = written.strip().removesuffix(".").split()
    if len(parts) != _PARTS:
        raise VocabularyError(str(path), f"not one triple pattern: {written.strip()!r}")
    first, second, third = (_part(path, part, prefixes) for part in parts)
    return first, second, third


def _part(path: Path, part: str, prefixes: Mapping[str, str]) -> str:
    if part.startswith("?") or (part.startswith("<") and part.endswith(">")):
        return part
    if part == "a":
        part = "rdf:type"
    name, colon, local = part.partition(":")
    if not colon or name not in prefixes:
        raise VocabularyError(str(path), f"{part!r} is neither a variable nor a known name")
    return f"<{prefixes[name]}{local}>"
