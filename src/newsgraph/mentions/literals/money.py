"""Currencies as they stand before and after a number, in ISO 4217.

A bare "$" or "dollars" is the United States dollar, "¥" the yen, "francs" the Swiss
franc, "rupees" the Indian rupee, "kronor" and "krona" the Swedish krona. A bare
"kroner" is the Danish krone, unless the text speaks of Norway and not of Denmark.
Pesos, shillings, dinars and crowns need their country's adjective. Bitcoin is BTC.
"""

import re
from decimal import Decimal

from .numerals import GAP, words

_SIGNS = {
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "AUD$": "AUD",
    "CAD$": "CAD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "NZ$": "NZD",
    "R$": "BRL",
    "MX$": "MXN",
    "CN¥": "CNY",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₽": "RUB",
    "₴": "UAH",
    "₪": "ILS",
    "₱": "PHP",
    "฿": "THB",
    "₫": "VND",
    "₦": "NGN",
    "₿": "BTC",
}
_CODES = {
    code: code
    for code in words(
        """
    USD EUR GBP JPY CNY CHF SEK NOK DKK ISK CZK PLN HUF BGN INR KRW CAD AUD NZD HKD SGD TWD
    ZAR BRL MXN ARS CLP RUB UAH ILS AED SAR QAR KWD EGP NGN KES THB MYR IDR VND PKR BTC
    """
    )
} | {"RMB": "CNY", "CNH": "CNY", "SFr": "CHF", "Rs": "INR", "Rs.": "INR"}
# Read as money only beside a magnitude or grouped digits: R2 is a car, COP 30 a summit.
_DOUBTFUL = {
    "R": "ZAR",
    "RM": "MYR",
    "Rp": "IDR",
    "COP": "COP",
    "PHP": "PHP",
    "TRY": "TRY",
    "RON": "RON",
    "MAD": "MAD",
}
_BEFORE = _SIGNS | _CODES | _DOUBTFUL
_PLAIN_SIGNS = "".join(sign for sign in _SIGNS if len(sign) == 1)

PREFIX = "(?:" + "|".join(map(re.escape, sorted(_BEFORE, key=len, reverse=True))) + ")"
_PREFIX_AT_END = re.compile(rf"(?:(?<![\w$.-])|(?<=\d-)|(?<=[a-z]-))({PREFIX}){GAP}?\Z")
LONGEST_PREFIX = 5  # "Rs. " or "US$ " and one blank more

# nouns, then what each adjective before them makes of them; "" is the bare noun
_TABLE: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "dollar dollars",
        {"": "USD", "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD"}
        | {"australian": "AUD", "new zealand": "NZD", "hong kong": "HKD", "singapore": "SGD"}
        | {"singaporean": "SGD", "taiwan": "TWD", "taiwanese": "TWD", "new taiwan": "TWD"},
    ),
    ("euro euros", {"": "EUR"}),
    ("pound pounds", {"": "GBP", "british": "GBP", "sterling": "GBP", "egyptian": "EGP"}),
    ("sterling", {"": "GBP"}),
    ("yen", {"": "JPY", "japanese": "JPY"}),
    ("yuan renminbi", {"": "CNY", "chinese": "CNY"}),
    ("won", {"": "KRW", "korean": "KRW", "south korean": "KRW"}),
    ("rupee rupees", {"": "INR", "indian": "INR", "pakistani": "PKR", "sri lankan": "LKR"}),
    ("krone kroner", {"": "DKK", "danish": "DKK", "norwegian": "NOK", "swedish": "SEK"}),
    (
        "krona kronor kronas",
        {"": "SEK", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK", "icelandic": "ISK"},
    ),
    ("kronur", {"": "ISK", "icelandic": "ISK"}),
    ("koruna korunas koruny korun", {"": "CZK", "czech": "CZK"}),
    (
        "crown crowns",
        {"czech": "CZK", "swedish": "SEK", "danish": "DKK", "norwegian": "NOK"}
        | {"icelandic": "ISK"},
    ),
    ("franc francs", {"": "CHF", "swiss": "CHF", "cfa": "XOF"}),
    ("rand", {"": "ZAR", "south african": "ZAR"}),
    ("reais", {"": "BRL", "brazilian": "BRL"}),
    ("real reals", {"brazilian": "BRL"}),
    ("zloty zlotys zlotych złoty", {"": "PLN", "polish": "PLN"}),
    ("forint forints", {"": "HUF", "hungarian": "HUF"}),
    ("lei", {"": "RON", "romanian": "RON"}),
    ("leva", {"": "BGN", "bulgarian": "BGN"}),
    ("lira liras", {"": "TRY", "turkish": "TRY"}),
    (
        "peso pesos",
        {"mexican": "MXN", "argentine": "ARS", "argentinian": "ARS", "chilean": "CLP"}
        | {"colombian": "COP", "philippine": "PHP", "uruguayan": "UYU"},
    ),
    ("shekel shekels", {"": "ILS", "israeli": "ILS"}),
    ("dirham dirhams", {"": "AED", "uae": "AED", "emirati": "AED", "moroccan": "MAD"}),
    ("riyal riyals", {"": "SAR", "saudi": "SAR", "qatari": "QAR", "omani": "OMR"}),
    (
        "dinar dinars",
        {"kuwaiti": "KWD", "serbian": "RSD", "jordanian": "JOD", "bahraini": "BHD"},
    ),
    ("shilling shillings", {"kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS"}),
    ("baht", {"": "THB", "thai": "THB"}),
    ("ringgit", {"": "MYR", "malaysian": "MYR"}),
    ("rupiah", {"": "IDR", "indonesian": "IDR"}),
    ("dong", {"": "VND", "vietnamese": "VND"}),
    ("naira", {"": "NGN", "nigerian": "NGN"}),
    ("hryvnia hryvnias", {"": "UAH", "ukrainian": "UAH"}),
    ("rouble roubles ruble rubles", {"": "RUB", "russian": "RUB"}),
    ("bitcoin bitcoins", {"": "BTC"}),
    (
        "cent cents",
        {"": "USD", "us": "USD", "euro": "EUR", "canadian": "CAD", "australian": "AUD"},
    ),
    ("pence", {"": "GBP"}),
)
_NOUNS = {noun: table for nouns, table in _TABLE for noun in nouns.split()}
_HUNDREDTHS = {"cent", "cents", "pence"}
# "won" is a verb, "pounds" a weight, "lei", "leva", "dong" and "real" rare words.
_NEED_SIZE = {"won", "pound", "pounds", "lei", "leva", "dong"}
_CODES_AFTER = sorted(_CODES.keys() - {"Rs", "Rs."})


def _either(words: set[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", GAP) for w in sorted(words, key=len, reverse=True))


_LOCAL_SIGNS = {"zł": "PLN", "Kč": "CZK"}
_ADJECTIVES = {adjective for table in _NOUNS.values() for adjective in table} - {""}
_SUFFIX = re.compile(
    rf"{GAP}?(?P<sign>[{re.escape(_PLAIN_SIGNS)}](?![\w$])|(?:zł|Kč)(?!\w))"
    rf"|{GAP}(?P<code>{'|'.join(_CODES_AFTER)})(?!\w)"
    rf"|(?:{GAP}|-)(?:(?P<adjective>(?i:{_either(_ADJECTIVES)})){GAP})?"
    rf"(?P<noun>(?i:{_either(set(_NOUNS))}))(?!\w)(?P<tail>{GAP}sterling(?!\w))?"
)
_NORWAY = re.compile(r"\b(?:Norw(?:ay|egian)|Oslo|NOK)\b")
_DENMARK = re.compile(r"\b(?:Denmark|Danish|Copenhagen|DKK)\b")


def currency_before(text: str, end: int) -> tuple[str, int, bool] | None:
    """Return (code, start, doubtful) of the currency sign or code that stops at ``end``.

    A doubtful one needs a magnitude or grouped digits to be money.
    """
    found = _PREFIX_AT_END.search(text, max(0, end - LONGEST_PREFIX), end)
    if found is None:
        return None
    sign = found.group(1)
    return _BEFORE[sign], found.start(), sign in _DOUBTFUL


def currency_after(
    text: str, start: int, *, sized: bool, krone: str
) -> tuple[str, int, Decimal] | None:
    """Return (code, end, scale) of the currency word, sign or code that begins at ``start``.

    The scale is 0.01 for cents. ``sized`` says that the number has a magnitude or
    grouped digits, without which words such as "won" are no money. ``krone`` is the
    code of a bare "kroner".
    """
    found = _SUFFIX.match(text, start)
    if found is None:
        return None
    sign, code = found["sign"], found["code"]
    if sign or code:
        return _LOCAL_SIGNS.get(sign) or _BEFORE[sign or code], found.end(), Decimal(1)
    noun = found["noun"].lower()
    adjective = " ".join((found["adjective"] or "").lower().split())
    code = _NOUNS[noun].get(adjective)
    certain = sized or adjective or found["tail"]
    if code is None or (noun in _NEED_SIZE and not certain):
        return None
    if noun in {"krone", "kroner"} and not adjective:
        code = krone
    return code, found.end(), Decimal("0.01") if noun in _HUNDREDTHS else Decimal(1)


def is_currency_noun(word: str) -> bool:
    """Return whether the word names a currency, of whatever country."""
    return word.lower() in _NOUNS and word.lower() not in {"pounds", "real"}


def bare_krone(text: str) -> str:
    """Return the code that a "kroner" without an adjective has in this text."""
    return "NOK" if _NORWAY.search(text) and not _DENMARK.search(text) else "DKK"
