"""What is counted: the noun after a number, and the signs that a number counts nothing."""

import re

from .money import is_currency_noun
from .numerals import GAP, words

_PHYSICAL = words(
    """
    mile metre meter kilometre kilometer centimetre centimeter millimetre millimeter nanometre
    nanometer micrometre micron foot feet inch acre hectare tonne ton kilogram kilogramme kilo
    gram milligram pound ounce litre liter gallon barrel watt kilowatt megawatt gigawatt
    terawatt volt degree bit byte kilobyte megabyte gigabyte terabyte petabyte hertz megahertz
    gigahertz qubit
    """
)
_PARTS = words(
    """
    year month week day hour minute second millisecond seat storey story door page point game
    core layer person member step stage
    """
)
SYMBOLS = (
    "nm|mm|cm|km|kg|mg|kW|MW|GW|TW|kWh|MWh|GWh|TWh|KB|MB|GB|TB|PB|Gbps|Mbps|Hz|kHz|MHz|GHz"
    "|mph|km/h|kph|sq ft|ft|bps|dB|kV|mAh|°C|°F"
)
_PHYSICAL_AFTER = re.compile(
    rf"(?:{GAP}|-)(?P<word>(?i:{'|'.join(sorted(_PHYSICAL, key=len, reverse=True))})s?(?:-hour)?)"
    rf"(?!\w)|{GAP}?(?P<symbol>{SYMBOLS})(?!\w)"
)
_PART_AFTER = re.compile(rf"(?:{GAP}|-)(?P<word>{'|'.join(_PARTS)})(?!\w)(?!-olds?(?!\w))")
_COMPOUND = re.compile(r"-(?P<word>[a-z]{3,20})(?!\w)(?!-old)")
_NO_COMPOUND = set(words("fold way based plus odd something style strong like ish old and for"))
_WORD = re.compile(rf"{GAP}([^\W\d_][^\W_]*(?:[-&][^\W_]+){{0,3}})(?![\w])")

# Words that end the noun phrase, or stand at the head of a sentence without being a name.
FUNCTION_WORDS = frozenset(
    words(
        """
    a an the this that these those some any each every all both no not only just even still
    also and or but nor so yet if as than then when while where who whom whose which what how
    why of in on at by for with from to into onto over under about around across after before
    since until till during between among amid against through throughout within without
    toward towards per via near behind beyond despite except plus minus versus vs including
    like unlike off out up down more most less fewer nearly almost roughly approximately least
    another other is are was were be been being am has have had having do does did will would
    can could may might must shall should says said say it its he his she her they their them
    we our us you your i my him me there here now today yesterday tomorrow ago always
    sometimes perhaps unless thus last next later earlier early late meanwhile however because
    although though once twice
    """
    )
)
_NO_HEAD = FUNCTION_WORDS - {"more", "other", "early", "late", "fewer", "less", "most"}
_MODIFIERS = frozenset(
    words(
        """
    more other further new additional extra different separate large small big major former
    full whole straight consecutive early late fewer less most early-stage initial existing
    """
    )
)
_IRREGULAR = frozenset(words("people men women children staff personnel aircraft spacecraft feet"))
_NO_PLURAL = ("ss", "us", "is", "'s")
MODEL_WORDS = frozenset(words("MAX Max Pro Ultra Mini Neo Lite Air Plus"))
# A number after one of these names or orders; it does not count.
LABELS = frozenset(
    words(
        """
    phase chapter version page level tier type section article line figure table step category
    grade room no nos number series mark model gen generation zone building week round part
    vol volume act appendix scope unit reactor terminal gate platform age aged top fortune
    rule class stage route highway interstate flight channel title episode season
    pier bay item clause paragraph proposition resolution exhibit day
    """
    )
)


def measure_after(text: str, end: int) -> tuple[str, int] | None:
    """Return (unit, end) of a physical unit that follows a number: "megawatt", "km"."""
    found = _PHYSICAL_AFTER.match(text, end)
    if found is None:
        return None
    return found["symbol"] or found["word"].lower(), found.end()


def part_after(text: str, end: int) -> tuple[str, int] | None:
    """Return (unit, end) of a singular noun that numbers measure: "five-year", "12-member"."""
    found = _PART_AFTER.match(text, end)
    return (found["word"], found.end()) if found else None


def compound_after(text: str, end: int) -> tuple[str, int] | None:
    """Return (unit, end) of a noun joined to a number by a hyphen: "12-member"."""
    found = _COMPOUND.match(text, end)
    if found is None or found["word"] in _NO_COMPOUND:
        return None
    return found["word"], found.end()


def noun_after(text: str, end: int) -> tuple[str, int] | None:
    """Return (unit, end) of the plural noun that heads the phrase after a number.

    Looks at four words at most; the unit is the noun and the word just before it, if
    that is a lower-case noun too as far as its form tells. Where a capital, and so
    perhaps a name, stands in between, the end is that of the number: "two Aurora
    missions" covers "two".
    """
    position, previous, named = end, "", False
    for _ in range(4):
        found = _WORD.match(text, position)
        if found is None or found[1].lower() in _NO_HEAD or found[1] in MODEL_WORDS:
            return None
        word, position = found[1], found.end()
        named = named or not word.islower()
        if _is_plural(word):
            if is_currency_noun(word):
                return None
            return _joined(previous, word), end if named else position
        previous = word
    return None


def _is_plural(word: str) -> bool:
    if word.lower() in _IRREGULAR:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURAL)


def _joined(previous: str, noun: str) -> str:
    head = noun if sum(map(str.isupper, noun)) > 1 else noun.lower()
    if not previous or not previous.islower() or previous in _MODIFIERS or "-" in previous:
        return head
    return head if previous.endswith(("ly", "ed", "ing")) else f"{previous} {head}"
