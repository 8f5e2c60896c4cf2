"""Inflected forms of the verbs that the vocabulary knows, to their lemmas."""

from collections.abc import Iterable, Mapping

from newsgraph.vocabulary.lexicon import Cue, Pattern


def verb_lemmas(patterns: Iterable[Pattern], cues: Iterable[Cue]) -> Mapping[str, str]:
    """Return regular inflected forms of the verbs of a lexicon, to their lemmas.

    A verb stands for itself. A rule-based lemmatizer makes "fin" of "fined" and "slat"
    of "slated"; with this map such slips are mended where they matter.
    """
    verbs = {p.words[0] for p in patterns if p.part == "verb"}
    verbs |= {c.words[0] for c in cues if c.part == "verb"}
    found = {verb: verb for verb in verbs}
    for verb in sorted(verbs):
        stem = verb[:-1] if verb.endswith("e") else verb
        doubled = stem + stem[-1] if stem[-1:] in "bdglmnprt" else stem
        forms = (stem + "ed", stem + "ing", doubled + "ed", doubled + "ing", verb + "d", verb + "s")
        for form in forms:
            found.setdefault(form, verb)
    return dict(sorted(found.items()))
