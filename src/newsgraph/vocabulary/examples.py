"""The examples: per relation, sentences written by hand and what each of them states.

A block is a sentence with its mentions marked, ``[surface|Kind]`` or
``[surface|Kind=Entity name]``, and below it, indented by four blanks, its statements:

    subject | relation | object | status | qualifier=value qualifier="two words"

``? `` before a statement marks a reading that is defensible but not required. A sentence
that states nothing has the one line ``none  # reason``. Lines that begin with ``#``
describe the relation; blank lines separate blocks.

In an article, a sentence may state something of an organisation that it leaves out: "The
round was led by Kiln Capital". That end is written ``^Entity name``, and must be marked in
another sentence of the file.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from newsgraph.errors import VocabularyError
from newsgraph.model import Status, Value
from newsgraph.vocabulary.ontology import KINDS

PAGE = "PAGE"  # the subject of what a page states by listing names
_INDENT = " " * 4
_LEFT_OUT = "^"
_MENTION = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:=([^\[\]|]+))?\]")
_QUALIFIER = re.compile(r'([a-z][A-Za-z_]*)=(?:"([^"]+)"|([^\s"]+))(?:\s+|$)')
_LITERAL = re.compile(r"(money|percent|number|date|string):(.+)")
_LEXICAL = {
    "money": re.compile(r"(-?\d+(?:\.\d+)?):([A-Z]{3})"),
    "percent": re.compile(r"(-?\d+(?:\.\d+)?)"),
    "number": re.compile(r"(-?\d+(?:\.\d+)?)(?::(.+))?"),
    "date": re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)"),
    "string": re.compile(r'"([^"]+)"'),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked mention: Example.text[start:end]."""

    start: int  # code points, from 0
    end: int  # exclusive
    kind: str
    entity: str  # the name that statements use: the surface, unless another is given


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement that the sentence supports."""

    subject: str  # the entity name of a mention
    relation: str
    object: str | Value
    status: Status
    qualifiers: tuple[tuple[str, str], ...]  # in the order written
    required: bool  # False: a reading that may be found but need not be
    line: int  # of the file, from 1
    left_out: str = ""  # the end that the sentence does not mention


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its marks, and all that it states."""

    text: str
    mentions: tuple[Marked, ...]  # in text order
    statements: tuple[Stated, ...]  # empty: the sentence by itself states nothing
    line: int  # of the file, from 1
    implied: tuple[Stated, ...] = ()  # what it states of a thing that it leaves out

    def kinds(self, entity: str) -> frozenset[str]:
        """Return the kinds under which the sentence mentions ``entity``."""
        return frozenset(m.kind for m in self.mentions if m.entity == entity)


class _FaultError(ValueError):
    """What is wrong on the line at hand; the reader adds file and line."""


def read_examples(path: Path) -> list[Example]:
    """Return the examples of one file, in file order.

    Raises VocabularyError, naming file and line, for a block that does not keep to the
    format, an unknown kind or status, and an end that is neither marked nor a literal.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(str(path), f"cannot be read as UTF-8: {error}") from error
    blocks = _blocks(lines)
    marked = {m[3] or m[1] for block in blocks for m in _MENTION.finditer(block[0][1])}
    return [_example(path, block, marked) for block in blocks]


def _blocks(lines: list[str]) -> list[list[tuple[int, str]]]:
    """Return runs of numbered lines between blank lines, comments left out."""
    blocks: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            blocks.append([])
        elif not line.startswith("#"):
            blocks[-1].append((number, line.rstrip()))
    return [block for block in blocks if block]


def _example(path: Path, block: list[tuple[int, str]], marked: set[str]) -> Example:
    number, line = block[0]
    try:
        text, mentions = _sentence(line)
        if len(block) == 1:
            raise _FaultError("no statements; write them below, or 'none  # reason'")
        statements = []
        here = {m.entity for m in mentions}
        names = here | {PAGE} | {_LEFT_OUT + name for name in marked - here}
        for number, line in block[1:]:
            if not line.startswith(_INDENT) or line[len(_INDENT)].isspace():
                raise _FaultError("a statement is indented by four blanks; put a blank line first")
            if not _says_none(line.strip(), alone=len(block) == 2):
                statements.append(_stated(line.strip(), names, number))
    except _FaultError as fault:
        raise VocabularyError(f"{path}:{number}", str(fault)) from fault
    said = tuple(s for s in statements if not s.left_out)
    implied = tuple(s for s in statements if s.left_out)
    return Example(text, mentions, said, block[0][0], implied)


def _sentence(line: str) -> tuple[str, tuple[Marked, ...]]:
    """Return a text line without its marks, and the mentions that it marks."""
    if line[0].isspace():
        raise _FaultError("a statement without a sentence; begin the block with its sentence")
    text, mentions, done = "", [], 0
    for match in _MENTION.finditer(line):
        surface, kind, entity = match.groups()
        if kind not in KINDS:
            raise _FaultError(f"no kind {kind!r}; take one of {', '.join(KINDS)}")
        text += line[done : match.start()]
        mentions.append(Marked(len(text), len(text) + len(surface), kind, entity or surface))
        text += surface
        done = match.end()
    text += line[done:]
    if re.search(r"[\[\]|]", text):
        raise _FaultError("a mark is not closed or not of the form [surface|Kind=Entity name]")
    return text, tuple(mentions)


def _says_none(line: str, alone: bool) -> bool:
    if not re.match(r"none\b", line):
        return False
    if not alone:
        raise _FaultError("'none' stands alone; take it out, or the other statements")
    if not re.fullmatch(r"none\s+#\s*\S.*", line):
        raise _FaultError("'none' needs its reason: none  # reason")
    return True


def _stated(line: str, names: set[str], number: int) -> Stated:
    required = not line.startswith("? ")
    line = re.sub(r"\s{2,}#.*$", "", line.removeprefix("? "))
    parts = [part.strip() for part in line.split(" | ")]
    if len(parts) not in (4, 5) or not all(parts):
        raise _FaultError("not of the form subject | relation | object | status | qualifiers")
    subject, relation, target, status = parts[:4]
    if status not in tuple(Status):
        raise _FaultError(f"no status {status!r}; take one of {', '.join(Status)}")
    literal = _LITERAL.fullmatch(target)
    for end in (subject,) if literal else (subject, target):
        if end not in names:
            raise _FaultError(_unmarked(end))
    ends = (subject,) if literal else (subject, target)
    left_out = [end[1:] for end in ends if end.startswith(_LEFT_OUT)]
    if len(left_out) > 1:
        raise _FaultError("both ends are left out; take the statement out")
    subject, target = subject.removeprefix(_LEFT_OUT), target.removeprefix(_LEFT_OUT)
    return Stated(
        subject=subject,
        relation=relation,
        object=_value(literal[1], literal[2]) if literal else target,
        status=Status(status),
        qualifiers=_qualifiers(parts[4]) if len(parts) == 5 else (),
        required=required,
        line=number,
        left_out=left_out[0] if left_out else "",
    )


def _unmarked(end: str) -> str:
    if end.startswith(_LEFT_OUT):
        return f"{end!r} must be marked in another sentence, and not in this one"
    return f"{end!r} is not marked in the sentence; mark it there"


def _value(kind: str, written: str) -> Value:
    match = _LEXICAL[kind].fullmatch(written)
    if not match:
        raise _FaultError(f"{kind}:{written} is not a literal; see the other examples of {kind}")
    rest = match[2] or "" if match.re.groups == 2 else ""
    if kind == "percent":
        rest = "percent"
    currency = rest if kind == "money" else ""
    return Value(kind, match[1], currency=currency, unit="" if currency else rest)


def _qualifiers(written: str) -> tuple[tuple[str, str], ...]:
    found, done = [], 0
    while done < len(written):
        match = _QUALIFIER.match(written, done)
        if not match:
            raise _FaultError(f'{written[done:]!r} is not of the form name=value or name="a value"')
        found.append((match[1], match[2] or match[3]))
        done = match.end()
    return tuple(found)
