"""Whether a person is likely to be called he or she: by title, by description, by first name."""

from collections.abc import Iterable, Mapping

HE, SHE = "he", "she"
TITLES = {
    **dict.fromkeys("mr sir lord king prince baron count father brother son husband".split(), HE),
    **dict.fromkeys(
        "mrs ms miss dame lady queen princess baroness countess mother sister daughter wife "
        "widow actress heiress".split(),
        SHE,
    ),
}
SHORTEST, LONGEST = 1, 5  # letters of an ending


def of_words(words: Iterable[str]) -> str:
    """Return what titles and descriptions tell: "Mr", "chairwoman"; "" if nothing."""
    for word in words:
        plain = word.lower().strip(".")
        if plain in TITLES:
            return TITLES[plain]
        if plain.endswith("woman"):
            return SHE
        if plain.endswith("man") and len(plain) > 5 and plain not in ("human", "german"):
            return HE
    return ""


def endings(first_name: str) -> list[str]:
    """Return the endings of a first name, and the whole of it."""
    word = first_name.lower().strip(".,'’")
    longest = min(LONGEST, len(word) - 1)
    return [word[-n:] for n in range(SHORTEST, longest + 1)] + [f"^{word}"]


def leaning(name: str, weights: Mapping[str, float]) -> float:
    """Return the log-odds that a name is a woman's, from the endings of its first word."""
    words = [w for w in name.split() if w.lower().strip(".") not in TITLES]
    first = words[0].split("-")[0] if len(words) > 1 else ""  # a surname alone tells nothing
    if len(first) < 2 or "." in first:
        return 0.0
    found = [weights[e] for e in endings(first) if e in weights]
    return sum(found) + weights.get("", 0.0) if found else 0.0
