"""Words that may be one word spelled in two ways."""

from functools import lru_cache

Words = tuple[str, ...]
_SHORT, _LONG = 3, 9  # letters from which a word may differ in one letter, in two
_MANY = 40  # words; longer names are not compared word by word
_SOUNDS = str.maketrans({"z": "s", "q": "k", "c": "k", "w": "v", "j": "i", "y": "i"})


def apart(left: str, right: str) -> int:
    """Return how many letters must be put in, left out, changed or swapped."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(left, right))


@lru_cache(maxsize=65_536)
def spelled(left: str, right: str) -> bool:
    """Return whether two words may be one, misspelled or transcribed; numbers never are.

    >>> spelled("walmart", "wallmart"), spelled("armenia", "america"), spelled("bd", "bp")
    (True, False, False)
    """
    longest = max(len(left), len(right))
    if longest < _SHORT or any(c.isdigit() for c in left + right):
        return False
    return apart(left, right) <= (2 if longest >= _LONG else 1)


def aligned(left: Words, right: Words) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Return pairs of words, and the words of each name that are left over.

    Equal words are paired first, then those that may be one word, nearest first.
    """
    if len(left) > _MANY or len(right) > _MANY:
        return [], list(left), list(right)
    rest_left, rest_right = list(left), list(right)
    pairs = []
    for word in left:
        if word in rest_right:
            pairs.append((word, word))
            rest_left.remove(word)
            rest_right.remove(word)
    near = sorted(
        (apart(a, b), i, k)
        for i, a in enumerate(rest_left)
        for k, b in enumerate(rest_right)
        if spelled(a, b)
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, i, k in near:
        if i not in used_left and k not in used_right:
            pairs.append((rest_left[i], rest_right[k]))
            used_left.add(i)
            used_right.add(k)
    over_left = [w for i, w in enumerate(rest_left) if i not in used_left]
    return pairs, over_left, [w for k, w in enumerate(rest_right) if k not in used_right]


def sound(words: Words) -> str:
    """Return a key that spellings of one name often share: consonants, doubles folded.

    >>> sound(("sergei", "lavrov")) == sound(("sergey", "lavrow"))
    True
    """
    text = "".join(words).replace("ph", "f").replace("ck", "k").translate(_SOUNDS)
    kept = [c for i, c in enumerate(text) if c.isdigit() or i == 0 or c not in "aeiouh"]
    return "".join(c for i, c in enumerate(kept) if i == 0 or c != kept[i - 1])
