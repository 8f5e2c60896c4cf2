"""Masked copies of blocks, and the sentences of ours that come out of their parse."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from newsgraph import syntax
from newsgraph.mentions.attachment import reattached
from newsgraph.mentions.candidates import Candidate, Words, opens_sentence
from newsgraph.mentions.drafts import Draft
from newsgraph.model import Document, Mention, Role, Sentence, Token, Value
from newsgraph.vocabulary import Vocabulary

MASKS = {
    "Person": "John",
    "Place": "London",
    "ProductTechnology": "Photoshop",
    "Event": "Wimbledon",
    "Conference": "Wimbledon",
}
MASK = "Microsoft"
DESCRIBING = frozenset("a an the which who whose".split())
JOINT = "co-"  # "co-founded" is parsed as "founded": the lemmatizer knows that word


@dataclass(slots=True)
class ParsedBlock:
    """A block's tokens, one for each name, and where each came from."""

    words: list[str]
    spaces: list[bool]
    starts: list[int]
    ends: list[int]
    drafts: list[Draft | None]
    role: Role
    block: int
    openers: list[bool] = field(default_factory=list)
    doc: Any = None

    def parse(self, doc: Any) -> None:
        """Take the parse and show each name the token that stands for it."""
        self.doc = doc
        for draft, token in zip(self.drafts, doc, strict=True):
            if draft is not None:
                draft.token = token

    def bounds(self) -> Iterator[tuple[int, int]]:
        """Yield where each sentence starts and ends in Document.text."""
        for span in self.doc.sents:
            words = [t for t in span if not t.is_space]
            if words:
                yield self.starts[words[0].i], self.ends[words[-1].i]

    def late_names(
        self, document: Document, common: frozenset[str], english: frozenset[str]
    ) -> Iterator[Draft]:
        """Yield names that only the tagger tells from common words: they open a sentence.

        A word of a dictionary, ``english``, is one where it is described: "Swift, the bank".
        """
        if self.role in (Role.HEADLINE, Role.HEADING, Role.LABEL):
            return
        for i, token in enumerate(self.doc):
            if self.drafts[i] is not None or not self.openers[i] or token.tag_ != "NNP":
                continue
            if token.head.lemma_ == "be":
                continue
            text = document.text[self.starts[i] : self.ends[i]]
            if (
                text[:1].isupper()
                and len(text) > 2
                and text.isalpha()
                and text.lower() not in common
                and (text.lower() not in english or _is_described(token))
            ):
                draft = Draft(
                    self.block, self.starts[i], self.ends[i], text, frozenset(("tagger",)), "", ()
                )
                draft.token = token
                self.drafts[i] = draft
                yield draft


def _is_described(token: Any) -> bool:
    """Say whether a description follows a word: ", the bank", ", which"."""
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    return len(after) == 2 and after[0] == "," and after[1] in DESCRIBING


def masked(
    words: Words, found: Sequence[tuple[Candidate, Draft]], kind_of: Callable[[Draft], str]
) -> ParsedBlock:
    """Return the block with each name as one token, a common name of its kind."""
    block = ParsedBlock([], [], [], [], [], words.role, words.block)
    at = {c.start: (c, d) for c, d in found}
    described = dict(words.origins)
    lower = words.role in (Role.HEADLINE, Role.HEADING)
    i = 0
    while i < len(words.texts):
        candidate, draft = at.get(i, (None, None))
        if candidate is not None and draft is not None:
            end, text = candidate.end, MASKS.get(kind_of(draft), MASK)
        else:
            end = described.get(i, i + 1)
            text = "".join(words.texts[i:end])
            if end == i + 1 and words.texts[end : end + 1] == ["-"]:
                end = _word_end(words, i)
                text = "".join(words.texts[i:end])
            text = text.lower() if lower else text
            if text[:1] in ("c", "C") and text.lower().startswith(JOINT):
                text = text[len(JOINT) :]
        block.words.append(text)
        block.starts.append(words.starts[i])
        block.ends.append(words.ends[end - 1])
        block.spaces.append(end < len(words.texts) and words.starts[end] > words.ends[end - 1])
        block.drafts.append(draft)
        block.openers.append(opens_sentence(words, i))
        i = end
    return block


def _word_end(words: Words, i: int) -> int:
    """Return the end of the word at ``i``; "start-up" and "Co-founder" are one word, not three."""
    end = i + 1
    while (
        end + 1 < len(words.texts)
        and words.texts[end] == "-"
        and words.starts[end + 1] == words.ends[end - 1] + 1
        and (words.texts[i].islower() or words.texts[i] == "Co")
        and words.texts[i].isalpha()
        and words.texts[end + 1].isalpha()
        and words.texts[end + 1].islower()
    ):
        end += 2
    return end


def sentences_of(
    block: ParsedBlock,
    mention_of: Mapping[tuple[int, int], Mention],
    literals: Sequence[Value],
    vocabulary: Vocabulary,
) -> Iterator[Sentence]:
    """Yield the sentences of a parsed block in order, with mentions and literals placed.

    Lemmas of verbs that the vocabulary knows, and attachments that its nouns rule out, are
    mended.
    """
    for span in block.doc.sents:
        words = [t for t in span if not t.is_space]
        if not words:
            continue
        position = {t.i: n for n, t in enumerate(words)}
        start, end = block.starts[words[0].i], block.ends[words[-1].i]
        tokens = [_token(block, t, position, mention_of, vocabulary.verb_lemmas) for t in words]
        inside = [v for v in literals if start <= v.start and v.end <= end]
        tokens = _with_values(reattached(tokens, vocabulary.kind_of_noun), inside)
        yield Sentence(start, end, block.role, tuple(tokens), syntax.build(tokens))


def _token(
    block: ParsedBlock,
    t: Any,
    position: Mapping[int, int],
    mention_of: Mapping[tuple[int, int], Mention],
    verb_lemmas: Mapping[str, str],
) -> Token:
    start, end = block.starts[t.i], block.ends[t.i]
    draft = block.drafts[t.i]
    mention = mention_of.get((start, end)) if draft is not None else None
    head = t.head
    while head.i not in position and head.head.i != head.i:
        head = head.head
    text = str(t.text)
    cut = draft is None and end - start == len(text) + len(JOINT) and "-" not in text
    joint = JOINT if cut else ""
    return Token(
        i=position[t.i],
        text=draft.text if draft else joint + text,
        lemma=draft.text if draft else joint + _lemma(t, verb_lemmas),
        pos="PROPN" if draft else t.pos_,
        tag="NNP" if draft else t.tag_,
        dep=t.dep_,
        head=position.get(head.i, position[t.i]),
        start=start,
        end=end,
        mention=mention,
    )


def _lemma(t: Any, verb_lemmas: Mapping[str, str]) -> str:
    lemma = str(t.lemma_).lower()
    if t.tag_.startswith("VB") and lemma not in verb_lemmas:
        return verb_lemmas.get(t.lower_, lemma)
    return lemma


def _with_values(tokens: list[Token], values: Sequence[Value]) -> list[Token]:
    """Hang each literal on the head of its words."""
    for value in values:
        inside = [t for t in tokens if value.start < t.end and t.start < value.end]
        if not inside or any(t.mention for t in inside):
            continue
        own = {t.i for t in inside}
        heads = [t for t in inside if t.head not in own or t.head == t.i]
        head = heads[-1] if heads else inside[-1]
        tokens[head.i] = replace(head, value=value)
    return tokens
