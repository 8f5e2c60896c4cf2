"""Words of a Markdown paragraph: marks cut out, all else with its place.

Source: CommonMark 0.31, chapter 6, without its rules of three and without line breaks
that are meant; reference links and footnote marks as GitHub writes them.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgraph.documents.clean import Run

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)`+(?!`))"
    r"|(?P<comment><!--.{0,1000}?-->)"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]{1,2000})>"
    r"|(?P<tag></?[a-zA-Z][^<>]{0,500}>)"
    r"|(?P<note>\[\^[^\s\[\]]{1,50}\])"
    r"|(?P<open>!?\[)"
    r"|(?P<link>\]\(\s{0,50}(?:<[^<>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,300}\)){0,2000})"
    r"(?:\s{1,50}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,50}\))"
    r"|(?P<reference>\]\[[^\[\]]{0,200}\])"
    r"|(?P<close>\])"
    r"|(?P<mark>\*+|_+|~~)"
    r"|(?P<entity>&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});)",
    re.DOTALL,
)
_MOST_CHECKED = 100_000  # code points of one paragraph; a longer one is not Markdown


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    sign: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Cuts:
    """Spans that do not stay as they are: (start, end, replacement)."""

    found: list[tuple[int, int, str]] = field(default_factory=list)
    brackets: list[tuple[int, int, bool]] = field(default_factory=list)  # start, end, image
    marks: list[_Mark] = field(default_factory=list)

    def cut(self, start: int, end: int, text: str = "") -> None:
        self.found.append((start, end, text))


def inline(raw: str, start: int, end: int) -> Iterator[Run]:
    """Yield raw[start:end] as runs, without emphasis marks, link targets, images and tags."""
    at = start
    for begin, stop, text in _merged(_cuts(raw, start, end).found):
        if at < begin:
            yield Run(raw[at:begin], at, begin)
        if text:
            yield Run(text, begin, stop)
        at = max(at, stop)
    if at < end:
        yield Run(raw[at:end], at, end)


def _merged(cuts: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield cuts in order; one inside another is dropped."""
    reached = -1
    for start, end, text in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start >= reached:
            yield start, end, text
            reached = end


def _cuts(raw: str, start: int, end: int) -> _Cuts:
    cuts = _Cuts()
    if end - start > _MOST_CHECKED:
        return cuts
    at = start
    while match := _TOKEN.search(raw, at, end):
        at = match.end()
        kind, begin = match.lastgroup, match.start()
        if kind == "code":
            at = _code(raw, match, end, cuts)
        elif kind == "mark":
            cuts.marks.append(_mark(raw, match, start, end))
        elif kind in ("open", "link", "reference", "close"):
            _bracket(match, cuts)
        elif kind == "escape":
            cuts.cut(begin, at, match[0][1])
        elif kind == "entity":
            cuts.cut(begin, at, html.unescape(match[0]))
        elif kind == "auto":
            cuts.cut(begin, begin + 1)
            cuts.cut(at - 1, at)
        else:
            cuts.cut(begin, at, " " if match[0].lower().startswith("<br") else "")
    _pair(cuts)
    return cuts


def _code(raw: str, match: re.Match[str], end: int, cuts: _Cuts) -> int:
    """Cut the back-ticks around a code span; return where to read on."""
    fence = re.compile(rf"(?<!`){match[0]}(?!`)")
    closing = fence.search(raw, match.end(), end)
    if closing is None:
        return match.end()
    cuts.cut(match.start(), match.end())
    cuts.cut(closing.start(), closing.end())
    return closing.end()


def _bracket(match: re.Match[str], cuts: _Cuts) -> None:
    if match.lastgroup == "open":
        cuts.brackets.append((match.start(), match.end(), match[0].startswith("!")))
        return
    if not cuts.brackets:
        return
    start, end, image = cuts.brackets.pop()
    if match.lastgroup == "close":
        return
    if image:
        cuts.cut(start, match.end())
    else:
        cuts.cut(start, end)
        cuts.cut(match.start(), match.end())


def _mark(raw: str, match: re.Match[str], start: int, end: int) -> _Mark:
    """Return a run of emphasis marks; CommonMark 6.2 says which may open and close."""
    before = raw[match.start() - 1] if match.start() > start else " "
    after = raw[match.end()] if match.end() < end else " "
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    if match[0][0] == "_":
        left, right = left and not before.isalnum(), right and not after.isalnum()
    return _Mark(match.start(), match.end(), match[0][0], left, right)


def _pair(cuts: _Cuts) -> None:
    """Cut marks that open and close emphasis; those without a partner stay."""
    waiting: dict[str, list[_Mark]] = {"*": [], "_": [], "~": []}
    for mark in cuts.marks:
        before = waiting[mark.sign]
        while mark.closes and before and mark.start < mark.end:
            opener = before[-1]
            length = min(opener.end - opener.start, mark.end - mark.start)
            cuts.cut(opener.end - length, opener.end)
            cuts.cut(mark.start, mark.start + length)
            opener.end -= length
            mark.start += length
            if opener.start == opener.end:
                before.pop()
        if mark.opens and mark.start < mark.end:
            before.append(mark)
