"""Documents in, annotated documents out: names found, typed, parsed and resolved."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from newsgraph.encoder.sentences import SentenceReader
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions import kinds, linear, pipeline, spans
from newsgraph.mentions.candidates import (
    CALENDAR,
    HONORIFICS,
    Candidate,
    Lists,
    Words,
    title_positions,
)
from newsgraph.mentions.columns import Columns
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.encoded import EncoderJudge
from newsgraph.mentions.english import common_words, words_of
from newsgraph.mentions.features import Describer
from newsgraph.mentions.finish import finish
from newsgraph.mentions.given_names import read_given_names
from newsgraph.mentions.governments import Capitals
from newsgraph.mentions.grouping import group_drafts, mentions_of
from newsgraph.mentions.literals import find_literals
from newsgraph.mentions.origins import origins, without_origins
from newsgraph.mentions.plausible import outside_money, plausible
from newsgraph.mentions.seen import Eyes, with_seen
from newsgraph.mentions.sentences import ParsedBlock, masked, sentences_of
from newsgraph.mentions.witnesses import hear
from newsgraph.model import AnnotatedDocument, Document, Role, Value
from newsgraph.vocabulary import Vocabulary

QUOTES, QUOTED = ("'", "‘", "’", '"', "“", "”"), 1.6
TIMELINE = 3.0  # weight of standing as an entry of the page's timeline
TOGETHER = 16  # documents parsed in one batch: bounds memory, keeps batches full
READ = frozenset(Role) - {Role.PULL_QUOTE}
Judge = Callable[[Document, Sequence[Draft], Sequence[ParsedBlock], Describer], None]


def annotate(
    documents: Iterable[Document],
    nlp: Any,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    reader: SentenceReader | None = None,
) -> Iterator[AnnotatedDocument]:
    """Yield each document with its parse, mentions and coreference, in order.

    A pull quote repeats a sentence of its page and is not read. With a ``reader`` the
    encoder speaks for the kinds of names as well. The result for a document does not
    depend on the documents beside it.
    """
    yield from Annotator(nlp, vocabulary, gazetteer, reader).documents(documents)


class Annotator:
    """The pipeline and the lists it needs, compiled once."""

    def __init__(
        self,
        nlp: Any,
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        reader: SentenceReader | None = None,
        judge: Judge | None = None,
    ) -> None:
        self.nlp, self.vocabulary, self.gazetteer = nlp, vocabulary, gazetteer
        # speaks last, once the names stand in their parse
        self.judge = judge or (linear.judge if reader is None else EncoderJudge(reader))
        self.reader = reader  # reads the sentences of a batch ahead, for the judge and others
        people = (known.label.split() for known in gazetteer if known.kind == "Person")
        self.given_names = frozenset(words[0] for words in people if len(words) > 1)
        self.given_names |= read_given_names(vocabulary.folder)
        self.describer = Describer(vocabulary, self.given_names)
        self.columns = Columns(vocabulary)
        self.capitals = Capitals(gazetteer)
        self.lists = Lists(
            common=frozenset(nlp.Defaults.stop_words) | vocabulary.cue_words("functionWord"),
            titles=frozenset(w for w, k in vocabulary.kind_of_noun.items() if k == "Person"),
            generic=vocabulary.cue_words("genericTerm"),
            events=frozenset(w for w, k in vocabulary.kind_of_noun.items() if k == "Event"),
            bodies=frozenset(w for w, k in vocabulary.kind_of_noun.items() if k == "Organization"),
            organs=vocabulary.cue_words("organizationName"),
            prefixes=vocabulary.cue_words("demonymPrefix"),
            english=common_words(nlp, vocabulary.kind_of_noun, vocabulary.verb_lemmas),
            adverbs=words_of(nlp, "adv"),
        )
        self.eyes = Eyes(reader, gazetteer, self.lists) if reader is not None else None
        self.no_names = self.lists.common | self.lists.generic | self.lists.titles
        self.no_repeats = self.no_names | CALENDAR
        self.no_names |= CALENDAR | HONORIFICS

    def documents(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """Yield the annotated documents, in order; see ``annotate``."""
        source = iter(documents)
        while together := list(islice(source, TOGETHER)):
            yield from self.batch(together)

    def batch(self, documents: Sequence[Document]) -> Iterator[AnnotatedDocument]:
        """Yield the annotated documents of one batch."""
        readable = [[(n, b) for n, b in enumerate(d.blocks) if b.role in READ] for d in documents]
        texts = [
            d.text[b.start : b.end]
            for d, blocks in zip(documents, readable, strict=True)
            for _, b in blocks
        ]
        recognised = iter(pipeline.recognise(self.nlp, texts))
        worded = [
            [
                _words(doc, n, b.start, b.role, self.lists)
                for (n, b), doc in zip(blocks, recognised, strict=False)
            ]
            for blocks in readable
        ]
        seen = self.eyes.look(documents, worded) if self.eyes else [None] * len(documents)
        drafted = []
        for document, words, names in zip(documents, worded, seen, strict=True):
            for w in words:
                w.origins = origins(w, self.gazetteer, self.lists.prefixes)
                if w.role is Role.TABLE_ROW:
                    w.naming = self.columns.naming(document, document.blocks[w.block], w.starts)
            literals = find_literals(document.text, 0, document.date)
            drafted.append((*self._draft(document, words, literals, names), literals))
        copies = [copy for _, _, masks, _ in drafted for copy in masks]
        parsed = iter(pipeline.parse(self.nlp, ((m.words, m.spaces) for m in copies)))
        copied = [
            [replace_doc(m, doc) for m, doc in zip(masks, parsed, strict=False)]
            for _, _, masks, _ in drafted
        ]
        if self.reader is not None:
            pairs = zip(documents, copied, strict=True)
            bounds = ((d.text, b) for d, mine in pairs for block in mine for b in block.bounds())
            self.reader.read_ahead([text[a:b] for text, (a, b) in bounds])
        for document, draft, mine in zip(documents, drafted, copied, strict=True):
            drafts, listed, _, literals = draft
            yield self._finish(document, drafts, listed, mine, literals)

    def _draft(
        self,
        document: Document,
        words: list[Words],
        literals: Sequence[Value],
        seen: Sequence[Sequence[Candidate]] | None,
    ) -> tuple[list[Draft], dict[str, str], list[ParsedBlock]]:
        small = {t for w in words for t in w.texts if t.islower()}
        listed = kinds.page_kinds(_listed(document), self.vocabulary.kind_of_noun, small)
        forms = {name: tuple(t.text for t in self.nlp.make_doc(name)) for name in listed}
        every = frozenset(forms.values())
        classes = frozenset(f for name, f in forms.items() if listed[name].endswith("Group"))
        found = [spans.find(w, every, self.gazetteer, self.lists, classes) for w in words]
        if seen is not None:
            found = [with_seen(w, cs, s) for w, cs, s in zip(words, found, seen, strict=True)]
        found = outside_money(words, found, literals)
        found = [without_origins(cs, w, self.gazetteer) for w, cs in zip(words, found, strict=True)]
        nouns = self.vocabulary.kind_of_noun.keys() - self.vocabulary.cue_words("publicBody")
        found = plausible(words, found, nouns, self.lists.english)
        found = self.columns.named(document, words, found)
        found = spans.repeats(words, found, self._may_repeat)
        drafts, masks = [], []
        for block, candidates in zip(words, found, strict=True):
            mine = [
                Draft(
                    block.block,
                    block.starts[c.start],
                    block.ends[c.end - 1],
                    document.text[block.starts[c.start] : block.ends[c.end - 1]],
                    frozenset(c.sources),
                    c.label,
                    c.known,
                )
                for c in candidates
            ]
            for draft in mine:
                hear(draft, self.vocabulary, listed, self.given_names)
            drafts += mine
            masks.append(masked(block, list(zip(candidates, mine, strict=True)), _mask_kind))
        return drafts, listed, masks

    def _may_repeat(self, name: str) -> bool:
        """Say whether a name found in one place is a name wherever it stands."""
        word = name.lower()
        return (
            len(name) > 2
            and word not in self.no_repeats
            and self.gazetteer.demonym(name) is None
            and word not in self.vocabulary.kind_of_noun
        )

    def _finish(
        self,
        document: Document,
        drafts: list[Draft],
        listed: dict[str, str],
        blocks: list[ParsedBlock],
        literals: Sequence[Value],
    ) -> AnnotatedDocument:
        drafts += [
            d
            for block in blocks
            for d in block.late_names(document, self.no_names, self.lists.english)
            if self.gazetteer.demonym(d.text) is None
        ]
        labels = set(document.page.timeline) if document.page else set()
        for draft in drafts:
            draft.witnesses.clear()
            hear(draft, self.vocabulary, listed, self.given_names)
            self.capitals.hear(draft)
            if (
                document.text[draft.start - 1 : draft.start] in QUOTES
                and document.text[draft.end : draft.end + 1] in QUOTES
            ):
                draft.speak("in quotation marks", "Concept", QUOTED)
            if (draft.start, draft.end) in labels:
                draft.speak("timeline", "Event", TIMELINE)
        self.columns.hear(document, drafts)
        self.judge(document, drafts, blocks, self.describer)
        page = _kinds_on_page(document, self.vocabulary.kind_of_noun)
        groups = group_drafts(document, drafts, listed, page, self.capitals)
        mention_of = mentions_of(document, groups)
        sentences = [
            s
            for block in blocks
            for s in sentences_of(block, mention_of, literals, self.vocabulary)
        ]
        return finish(document, sentences, mention_of, groups, (self.vocabulary, self.gazetteer))


def replace_doc(block: ParsedBlock, doc: Any) -> ParsedBlock:
    """Return the masked block with its parse."""
    block.parse(doc)
    return block


def _words(doc: Any, block: int, offset: int, role: Role, lists: Lists) -> Words:
    texts = [t.text for t in doc]
    return Words(
        block,
        role,
        texts,
        [offset + t.idx for t in doc],
        [offset + t.idx + len(t.text) for t in doc],
        [(e.start, e.end, e.label_) for e in doc.ents],
        title_positions(texts, lists),
    )


def _listed(document: Document) -> list[tuple[str, str]]:
    if document.page is None:
        return []
    page = document.page
    return [(m.name, m.kind) for m in page.mentioned] + [(a.name, a.kind) for a in page.affected]


def _kinds_on_page(document: Document, nouns: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Return the kind that the page gives each entry of its lists, by its span."""
    if document.page is None:
        return {}
    places = [(m.start, m.end) for m in document.page.mentioned]
    places += [(a.start, a.end) for a in document.page.affected]
    found = (kinds.page_kinds([entry], nouns) for entry in _listed(document))
    return {s: k for s, named in zip(places, found, strict=True) for k in named.values()}


def _mask_kind(draft: Draft) -> str:
    return kinds.vote([draft])[0]
