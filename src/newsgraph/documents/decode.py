"""Bytes to text: the raw text that offsets point into, or the reason why not."""

import codecs
import re

from newsgraph.errors import ReadError

MAX_BYTES = 20_000_000  # of a file, or of a line of a .jsonl file
MAX_LINE = 1_000_000  # code points without a line break
MAX_CONTROL = 0.02  # share of control characters; text has none but white space
MAX_FOREIGN = 0.3  # share of letters beyond ASCII that Western European text stays under
SAMPLE = 100_000  # bytes that the encoding is guessed from

_MARKS = (  # longest first: the UTF-16 mark begins the UTF-32 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})",
    re.IGNORECASE,
)
_TRUSTED = re.compile(
    r"(?:iso-?8859-\d+|latin-?\d|(?:windows-|cp)\d{3,4}|koi8-[ru]|shift[_-]jis|euc-(?:jp|kr)"
    r"|gb(?:k|2312|18030)|big5|macintosh|(?:us-)?ascii)",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOJIBAKE = re.compile(r"[ÂÃ][\x80-\xbf]|â€|â\x80")  # UTF-8 read as cp1252 or latin-1
_WESTERN = re.compile(r"[\x00-\x7f\xa0-\xffŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]*\Z")
_FLIPPED = re.compile(  # a capital or a sign inside a word: another alphabet
    r"[a-zß-ÿ][À-ÖØ-Þ]|[^\W\d_][¡-©«-´¶-¹»-¿ˆ˜†‡‰‹›][^\W\d_]|[a-z][¹³¿]\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN = re.compile(r"[À-ÖØ-öø-ÿ]")


def decode(data: bytes, source: str) -> str:
    """Return the text of a file, without its byte-order mark and otherwise untouched.

    Tried in turn: the byte-order mark, strict UTF-8, the encoding that a web page
    declares, cp1252 where the result looks Western, and what charset-normalizer finds.
    Raises ReadError if the file is too large, empty, binary or cannot be decoded.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(source, f"larger than {MAX_BYTES:,} bytes; split it into articles")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return checked(_strict(data[len(mark) :], encoding, source), source)
    if b"\0" in data or data.startswith(b"%PDF-"):
        raise ReadError(source, "is a binary file, not text; convert it to plain text in UTF-8")
    try:
        return checked(data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        return checked(_legacy(data, source, error), source)


def checked(text: str, source: str) -> str:
    """Return the text if it can be read as one. Raises ReadError if not, and says why."""
    if not text.strip("\ufeff\u200b \t\r\n\f\v\xa0"):
        raise ReadError(source, "is empty; give a file with text, or leave it out")
    if len(_CONTROL.findall(text)) > MAX_CONTROL * len(text):
        raise ReadError(source, "is a binary file, not text; convert it to plain text in UTF-8")
    whole(text, source)
    if _longest_line(text) > MAX_LINE:
        raise ReadError(source, f"a line is longer than {MAX_LINE:,} characters; break it up")
    return text


def whole(text: str, source: str) -> str:
    """Return the text if it can be written as UTF-8. Raises ReadError if not."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        problem = "holds half a surrogate pair; write the character in full"
        raise ReadError(source, problem) from None
    return text


def _legacy(data: bytes, source: str, error: UnicodeDecodeError) -> str:
    declared = _declared(data)
    if declared:
        return _strict(data, declared, source)
    western = _decoded(data, "cp1252")
    if western is not None and _MOJIBAKE.search(western):
        raise ReadError(source, f"is damaged UTF-8 (byte {error.start}); save it as UTF-8 again")
    if western is not None and _looks_western(western):
        return western
    guess = _guessed(data)
    text = _decoded(data, guess) if guess else None
    if text is None:
        raise ReadError(source, "is in no encoding that can be told; save it as UTF-8")
    return text


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    name = found[1].decode("ascii", "replace") if found else ""
    if not _TRUSTED.fullmatch(name):
        return ""
    try:
        canonical = codecs.lookup(name).name
    except LookupError:
        return ""
    # WHATWG Encoding Standard, section 4.2: pages that say latin-1 or ASCII mean cp1252
    return "cp1252" if canonical in ("iso8859-1", "ascii") else canonical


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:SAMPLE], threshold=0.1, enable_fallback=False).best()
    if found is None or not (found.coherence > 0 or found.multi_byte_usage > 0.1):
        return ""  # no language was seen in it, so any other encoding would do as well
    return found.encoding


def _looks_western(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    foreign = len(_FOREIGN.findall(text))
    flipped = len(_FLIPPED.findall(text))
    few = foreign <= MAX_FOREIGN * max(letters, 1)
    return bool(_WESTERN.match(text)) and few and flipped <= 0.01 * max(letters, 100)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, encoding: str, source: str) -> str:
    text = _decoded(data, encoding)
    if text is None:
        raise ReadError(source, f"says it is {encoding} and is not; save it as UTF-8")
    return text


def _longest_line(text: str) -> int:
    longest, at = 0, 0
    for match in re.finditer(r"[\r\n]", text):
        longest = max(longest, match.start() - at)
        at = match.end()
    return max(longest, len(text) - at)
