"""What may be an end of a relation in a sentence, for the encoder to judge in pairs.

That is names, what refers to them, values, names that only the encoder sees, and noun
phrases. Training marks the same: see ``newsgraph.training.encoder.as_read``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.encoder.marks import (
    AHEAD,
    GENERAL,
    IMPLIED,
    PRONOUNS,
    UNTYPED,
    Mark,
    Span,
    behind,
)
from newsgraph.encoder.model import Encoder
from newsgraph.encoder.sentences import ReadSentence
from newsgraph.model import AnnotatedDocument, Mention, Sentence, Value
from newsgraph.relations.between import head_of
from newsgraph.relations.complements import complement_of
from newsgraph.relations.left_out import left_out
from newsgraph.relations.phrases import noun_phrases

DESCRIBED = 0.4  # how sure the encoder must be of a name that nothing else has found
# how likely a relation must be; lower ones cost precision on what was held out of training
LEAST = 0.5  # where both ends have a name, refer to one that has, or are known terms
LEAST_DESCRIBED = 0.75  # where one is described
LEAST_LEFT_OUT = 0.6  # where the sentence leaves one out
CLASSES = frozenset(("OrganizationGroup", "GovernmentGroup"))
NEVER = 1.01  # where one only points at what is said elsewhere: "the ban"
DEFINITE = frozenset("the this that these those its his her their our my your".split())
POINTING = frozenset("the this that these those".split())
DETERMINERS = DEFINITE | {"a", "an"}
NAMING = frozenset(("compound", "amod", "nmod"))  # not an owner: "Acme's ban"
NAMED = ("name", "nominal")  # called by words of its own: not "it", not "Danish"
NOUNS = frozenset(("NOUN", "PROPN"))  # what heads a description: not "it", not "low"


@dataclass(slots=True)
class Recalled:
    """What a text has told of, by the noun that heads its name: for "the ban" later on."""

    by_noun: dict[str, Mention] = field(default_factory=dict)

    def note(self, noun: str, mention: Mention) -> None:
        """Remember a mention; a bare noun does not take the place of a name with more words."""
        known = self.by_noun.get(noun)
        if known is None or " " in mention.text or " " not in known.text:
            self.by_noun[noun] = mention

    def meant(self, noun: str) -> Mention | None:
        """Return what a definite noun means, if the text has told of it."""
        return self.by_noun.get(noun)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an end: a mention or a value, its mark, and the head of its words.

    The head is -1 for what the sentence leaves out.

    ``least`` is how likely a relation must be to be stated of it.
    """

    end: Mention | Value
    mark: Mark
    head: int
    least: float
    said: str = ""  # the words for it here, where they are others
    about: tuple[int, ...] = ()  # tokens of "on jet skis", where it is a ban


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the candidates in the sentences of a document, which it is to be shown in order."""

    annotated: AnnotatedDocument
    encoder: Encoder
    kind_of_noun: Mapping[str, str]
    provisions: frozenset[str] = frozenset()  # nouns that are called by what they are about
    recalled: Recalled = field(default_factory=Recalled)
    offers: Mapping[int, Sequence[tuple[Mention, str]]] = field(init=False)  # by sentence
    terms: frozenset[tuple[int, int]] = field(init=False)  # spans of known terms: "hydrogen"
    called: frozenset[str] = field(init=False)  # the same by their words, in lower case
    classes: Mapping[str, str] = field(init=False)  # kinds of "Cloud Providers" and the like

    def __post_init__(self) -> None:
        """See what the sentences may leave out, for a network that knows of it."""
        terms = [m for m in self.annotated.mentions if m.form == "nominal" and m.kind == "Concept"]
        object.__setattr__(self, "terms", frozenset((m.start, m.end) for m in terms))
        object.__setattr__(self, "called", frozenset(m.text.lower() for m in terms))
        classes = (m for m in self.annotated.mentions if m.form == "name" and m.kind in CLASSES)
        object.__setattr__(self, "classes", {m.text.lower(): m.kind for m in classes})
        knows = set(IMPLIED) <= set(self.encoder.schema.forms)
        object.__setattr__(self, "offers", left_out(self.annotated) if knows else {})

    def candidates(
        self, sentence: Sentence, read: ReadSentence, spans: Sequence[Span]
    ) -> list[Candidate]:
        """Return the candidates of a sentence in text order, none inside another.

        ``spans`` are the mentions that the encoder finds in the sentence.
        """
        found: list[Candidate] = []
        for end, kind, form in (
            *known_ends(sentence, self.annotated),
            *self._unknown(sentence, read, spans),
        ):
            words = read.covering(end.start, end.end)
            free = words and all(words[1] <= c.mark.start or c.mark.end <= words[0] for c in found)
            head = head_of(sentence, end.start, end.end)
            if words and free and head >= 0:
                found.append(Candidate(end, Mark(*words, kind, form), head, LEAST))
                if isinstance(end, Mention) and form in NAMED and kind in GENERAL:
                    self.recalled.note(end.text.rsplit(None, 1)[-1].lower(), end)
        found += self._phrases(sentence, read, found, spans)
        found += self._left_out(sentence, read)
        return sorted(found, key=lambda c: (c.mark.start, c.mark.end))

    def _unknown(
        self, sentence: Sentence, read: ReadSentence, spans: Sequence[Span]
    ) -> Iterator[tuple[Mention, str, str]]:
        """Yield names that only the encoder has found."""
        for span in spans:
            start, end = read.words[span.start][0], read.words[span.end - 1][1]
            text = self.annotated.document.text[start:end]
            head = head_of(sentence, start, end)
            if span.score < DESCRIBED or head < 0 or sentence.tokens[head].pos not in NOUNS:
                continue
            if text.lower() in self.called:
                continue  # "Lupus", in a title
            if text[0].isupper() and text.split()[0].lower() not in DETERMINERS:
                yield (
                    self._mention(start, end, span.kind, span.score),
                    span.kind,
                    "nominal",
                )

    def _phrases(
        self,
        sentence: Sentence,
        read: ReadSentence,
        named: Sequence[Candidate],
        spans: Sequence[Span],
    ) -> Iterator[Candidate]:
        """Yield the noun phrases of a sentence that touch no other candidate.

        The mark covers the phrase; what it is called are the words of it that the encoder
        takes for a mention, where it does. The network is told no kind, as in training.
        """
        words = read.words
        taken = [(words[c.mark.start][0], words[c.mark.end - 1][1]) for c in named]
        phrases = noun_phrases(sentence, taken, self.kind_of_noun)
        places = [p for start, end in phrases if (p := read.covering(start, end)) is not None]
        marked = [*places, *((c.mark.start, c.mark.end) for c in named)]
        places += [  # what the parse has not seen
            (s.start, s.end)
            for s in spans
            if s.kind in GENERAL
            and s.score >= DESCRIBED
            and all(s.end <= a or b <= s.start for a, b in marked)
            and read.reading.words[s.start].lower() not in DETERMINERS | PRONOUNS
            and any(c.isalnum() for word in read.reading.words[s.start : s.end] for c in word)
        ]
        called = [_called(place, spans) for place in places]
        kinds = self.encoder.kinds_of([read.reading], [called])[0]
        for place, own, shares in zip(places, called, kinds, strict=True):
            start, end = words[own[0]][0], words[own[1] - 1][1]
            start = _with_name(sentence, start, end)
            kind = max(GENERAL, key=lambda k: shares.get(k, 0.0))
            written = self.annotated.document.text[start:end].lower()
            kind = self.classes.get(written, kind)  # what the page has listed
            mark, head = Mark(*place, UNTYPED, "nominal"), head_of(sentence, start, end)
            noun = written.rsplit(None, 1)[-1]
            pointer = _pointer(sentence, start, place[1] - place[0])
            rule = head >= 0 and sentence.tokens[head].lemma.lower() in self.provisions
            about = complement_of(sentence, head) if rule else ()
            if about:
                end, pointer = sentence.tokens[about[-1]].end, ""
            mention = self._mention(start, end, kind, shares.get(kind, 0.0))
            if not pointer:
                self.recalled.note(noun, mention)
                least = LEAST if (start, end) in self.terms else LEAST_DESCRIBED
                yield Candidate(mention, mark, head, least, about=about)
                continue
            alone = pointer in POINTING and " " not in mention.text
            before = self.recalled.meant(noun) if alone else None
            if before is None:
                yield Candidate(mention, mark, head, NEVER)
            else:
                yield Candidate(before, mark, head, LEAST_DESCRIBED, mention.text)

    def _left_out(self, sentence: Sentence, read: ReadSentence) -> Iterator[Candidate]:
        """Yield organisations that the sentence may leave out."""
        places = (AHEAD, behind(len(read.words)))
        offered = self.offers.get(sentence.start, ())
        for place, (mention, form) in zip(places, offered, strict=False):
            mark = Mark(*place, mention.kind, form)
            yield Candidate(mention, mark, -1, LEAST_LEFT_OUT)

    def _mention(self, start: int, end: int, kind: str, score: float) -> Mention:
        document = self.annotated.document
        witnesses = (("encoder", kind, score),)
        text = document.text[start:end]
        return Mention(document.iri, start, end, text, kind, "nominal", witnesses)


def known_ends(
    sentence: Sentence, annotated: AnnotatedDocument
) -> Iterator[tuple[Mention | Value, str, str]]:
    """Yield names and what refers to them, and then values, with kind and form."""
    known = annotated.antecedent
    found = [m for t in sentence.tokens if (m := t.mention) is not None]
    meant = [m for m in found if m.form == "nominal" and m in known]
    for mention in (*meant, *found):  # of "the Paris firm" the whole, if it is known whose
        if mention.form in ("name", "demonym") or mention in known:
            yield mention, mention.kind, mention.form
    for token in sentence.tokens:
        value = token.value
        if value is not None and value.start >= 0 and value.kind != "string":
            yield value, value.kind, "literal"


def _called(place: tuple[int, int], spans: Sequence[Span]) -> tuple[int, int]:
    """Return the words of a noun phrase that the encoder takes for a mention, or all."""
    inside = [(s.start, s.end) for s in spans if place[0] <= s.start and s.end == place[1]]
    return inside[0] if inside else place


def _with_name(sentence: Sentence, start: int, end: int) -> int:
    """Return where a phrase starts with the name before it that it is called by: "Huawei ban"."""
    head = head_of(sentence, start, end)
    first = next((t for t in sentence.tokens if t.end == start - 1), None)
    named = first is not None and first.mention is not None and first.head == head
    return first.start if first is not None and named and first.dep in NAMING else start


def _pointer(sentence: Sentence, start: int, length: int) -> str:
    """Return the word before one noun that points at what is known: "the ban", "its flaw"."""
    before = next((t for t in reversed(sentence.tokens) if t.end <= start), None)
    if length != 1 or before is None or before.pos not in ("DET", "PRON"):
        return ""
    word = before.text.lower()
    return word if word in DEFINITE and before.dep in ("det", "poss") else ""


__all__ = ["Candidate", "Finder", "known_ends"]
