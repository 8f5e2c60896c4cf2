"""Names of people: order, initials, middle names, short forms, titles."""

from newsgraph.entities.spelling import Words, aligned, apart, spelled


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh shaikh king queen prince princess "
    "president senator judge justice minister"
)
_GENERATIONS = _set("jr sr ii iii iv")
_SHORT_FORMS = tuple(
    _set(forms)
    for forms in (
        "alexander alex sasha",
        "andrew andy drew",
        "anthony tony",
        "benjamin ben",
        "charles charlie chuck",
        "christopher chris",
        "daniel dan danny",
        "david dave",
        "donald don",
        "edward ed eddie ted",
        "elizabeth liz beth betty",
        "gregory greg",
        "james jim jimmy",
        "jeffrey jeff",
        "jennifer jen",
        "john jack",
        "jonathan jon",
        "joseph joe",
        "katherine kate kathy",
        "kenneth ken",
        "lawrence larry",
        "margaret maggie peggy",
        "matthew matt",
        "michael mike",
        "nicholas nick",
        "patricia pat",
        "patrick pat",
        "peter pete",
        "philip phil",
        "richard rick dick",
        "robert bob rob",
        "ronald ron",
        "samuel sam",
        "stephen steven steve",
        "susan sue",
        "theodore ted",
        "thomas tom",
        "timothy tim",
        "victoria vicky",
        "william bill will",
    )
)
Verdict = tuple[float, str]
SURNAME = "surname alone"
_NO: Verdict = (0.2, "different names")


def person_match(left: Words, right: Words) -> Verdict:
    """Return a score in [0, 1] and the reason, for two people's names as folded words."""
    if _generation(left) != _generation(right):
        return (0.55, "a generation, such as Jr, in one name only") if left and right else _NO
    one, two = bare_name(left), bare_name(right)
    if one == two:
        return 0.97, "same name but for a title"
    if len(one) == 1 or len(two) == 1:
        return _single(one, two)
    for second in (two, (*two[1:], two[0]), (two[-1], *two[:-1])):
        found = _in_order(one, second)
        if found is not None:
            return found if second == two else (min(found[0], 0.9), f"{found[1]}, other order")
    return _loose(one, two)


def _generation(words: Words) -> frozenset[str]:
    return frozenset(words[1:]) & _GENERATIONS


def bare_name(words: Words) -> Words:
    """Return a name without titles before it and without Jr and the like."""
    rest = tuple(w for w in words if w not in _GENERATIONS)
    while len(rest) > 1 and rest[0] in _TITLES:
        rest = rest[1:]
    return rest or words


def _single(one: Words, two: Words) -> Verdict:
    if len(one) == len(two):
        near = spelled(one[0], two[0]) and min(len(one[0]), len(two[0])) >= 6
        return (0.72, "other spelling") if near else _NO
    short, long = sorted((one, two), key=len)
    if short[0] == long[-1]:
        return 0.6, SURNAME
    return (0.5, "first name alone") if short[0] == long[0] else _NO


def _in_order(one: Words, two: Words) -> Verdict | None:
    """Compare first with first and last with last; middle names may be left out."""
    last = _same_word(one[-1], two[-1])
    first = _first(one[0], two[0])
    if not last or not first:
        return None
    if not _middles_agree(one[1:-1], two[1:-1]):
        return 0.4, "another middle name"
    reasons = [reason for score, reason in (last, first) if score < 1]
    if len(one) != len(two):
        reasons.append("a middle name left out")
    left_out = 0.1 if len(one) != len(two) else 0.03
    return round(last[0] * first[0] - left_out, 3), ", ".join(reasons) or "same name"


def _same_word(left: str, right: str) -> Verdict | None:
    if left == right:
        return 1.0, ""
    if spelled(left, right) and min(len(left), len(right)) >= 4:
        return 0.95 - 0.1 * apart(left, right), "other spelling"
    return None


def _first(left: str, right: str) -> Verdict | None:
    if 1 in (len(left), len(right)):
        return (0.85, "initial") if left[0] == right[0] else None
    if any(left in forms and right in forms for forms in _SHORT_FORMS) and left != right:
        return 0.9, "short form of a first name"
    return _same_word(left, right)


def _middles_agree(left: Words, right: Words) -> bool:
    if not left or not right:
        return True
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) or spelled(a, b)
               for a, b in zip(left, right, strict=False))  # fmt: skip


def _loose(one: Words, two: Words) -> Verdict:
    """Compare the names as sets: three words and more in common make up for one left out."""
    pairs, over_one, over_two = aligned(one, two)
    equal = sum(a == b for a, b in pairs)
    if not over_one and not over_two:
        return 0.75, "same words, other order and spelling"
    if equal >= 3 and not (over_one and over_two) and len(over_one) + len(over_two) <= 1:
        return 0.8, "a name left out"
    return (0.4, "some names are the same") if pairs else _NO
