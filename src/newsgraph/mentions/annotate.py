"""Documents in, annotated documents out: names found, typed, parsed and resolved."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any

from newsgraph.encoder.sentences import SentenceReader
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions import kinds, linear, pipeline, spans
from newsgraph.mentions.candidates import (
    CALENDAR,
    HONORIFICS,
    TITLES,
    Candidate,
    Lists,
    Words,
    title_positions,
)
from newsgraph.mentions.columns import Columns
from newsgraph.mentions.coreference import resolve
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.encoded import EncoderJudge
from newsgraph.mentions.english import common_words
from newsgraph.mentions.features import Describer
from newsgraph.mentions.given_names import read_given_names
from newsgraph.mentions.literals import find_literals
from newsgraph.mentions.names import NameForm, Names, group
from newsgraph.mentions.sentences import ParsedBlock, masked, sentences_of
from newsgraph.mentions.terms import find_terms
from newsgraph.mentions.witnesses import hear
from newsgraph.model import AnnotatedDocument, Document, Mention, Role, Sentence, Value
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
    judge = EncoderJudge(reader) if reader is not None else linear.judge
    annotator = Annotator(nlp, vocabulary, gazetteer, judge, reader)
    source = iter(documents)
    while together := list(islice(source, TOGETHER)):
        yield from annotator.annotate(together)


class Annotator:
    """The pipeline and the lists it needs, compiled once."""

    def __init__(
        self,
        nlp: Any,
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        judge: Judge = linear.judge,
        reader: SentenceReader | None = None,
    ) -> None:
        self.nlp, self.vocabulary, self.gazetteer = nlp, vocabulary, gazetteer
        self.judge = judge  # speaks last, once the names stand in their parse
        self.reader = reader  # reads the sentences of a batch ahead, for the judge and others
        people = (known.label.split() for known in gazetteer if known.kind == "Person")
        self.given_names = frozenset(words[0] for words in people if len(words) > 1)
        self.given_names |= read_given_names(vocabulary.folder)
        self.describer = Describer(vocabulary, self.given_names)
        self.columns = Columns(vocabulary)
        self.lists = Lists(
            common=frozenset(nlp.Defaults.stop_words) | vocabulary.cue_words("functionWord"),
            titles=frozenset(w for w, k in vocabulary.kind_of_noun.items() if k == "Person"),
            generic=vocabulary.cue_words("genericTerm"),
            events=frozenset(w for w, k in vocabulary.kind_of_noun.items() if k == "Event"),
            bodies=frozenset(w for w, k in vocabulary.kind_of_noun.items() if k == "Organization"),
            organs=vocabulary.cue_words("organizationName"),
            english=common_words(nlp, vocabulary.kind_of_noun, vocabulary.verb_lemmas),
        )
        self.no_names = self.lists.common | self.lists.generic | self.lists.titles
        self.no_names |= CALENDAR | HONORIFICS

    def annotate(self, documents: Sequence[Document]) -> Iterator[AnnotatedDocument]:
        """Yield the annotated documents of one batch."""
        readable = [[(n, b) for n, b in enumerate(d.blocks) if b.role in READ] for d in documents]
        texts = [
            d.text[b.start : b.end]
            for d, blocks in zip(documents, readable, strict=True)
            for _, b in blocks
        ]
        recognised = iter(pipeline.recognise(self.nlp, texts))
        drafted = []
        for document, blocks in zip(documents, readable, strict=True):
            words = [
                _words(doc, n, b.start, b.role, self.lists)
                for (n, b), doc in zip(blocks, recognised, strict=False)
            ]
            for w in words:
                if w.role is Role.TABLE_ROW:
                    w.naming = self.columns.naming(document, document.blocks[w.block], w.starts)
            literals = find_literals(document.text, 0, document.date)
            drafted.append((*self._draft(document, words, literals), literals))
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
        self, document: Document, words: list[Words], literals: Sequence[Value]
    ) -> tuple[list[Draft], dict[str, str], list[ParsedBlock]]:
        small = {t for w in words for t in w.texts if t.islower()}
        listed = kinds.page_kinds(_listed(document), self.vocabulary.kind_of_noun, small)
        forms = {name: tuple(t.text for t in self.nlp.make_doc(name)) for name in listed}
        every = frozenset(forms.values())
        classes = frozenset(f for name, f in forms.items() if listed[name].endswith("Group"))
        found = [spans.find(w, every, self.gazetteer, self.lists, classes) for w in words]
        found = _outside_money(words, found, literals)
        nouns = self.vocabulary.kind_of_noun.keys() - self.vocabulary.cue_words("publicBody")
        found = _plausible(document, words, found, nouns)
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
        listed = self.lists
        return (
            len(name) > 2
            and word not in listed.common | listed.generic | listed.titles | CALENDAR
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
            if (
                document.text[draft.start - 1 : draft.start] in QUOTES
                and document.text[draft.end : draft.end + 1] in QUOTES
            ):
                draft.speak("in quotation marks", "Concept", QUOTED)
            if (draft.start, draft.end) in labels:
                draft.speak("timeline", "Event", TIMELINE)
        self.columns.hear(document, drafts)
        self.judge(document, drafts, blocks, self.describer)
        groups, names = _groups(document, drafts, listed)
        mention_of = _mentions(document, groups)
        sentences = [
            s
            for block in blocks
            for s in sentences_of(block, mention_of, literals, self.vocabulary)
        ]
        return finish(
            document, sentences, mention_of, groups, names, self.vocabulary, self.gazetteer
        )


def replace_doc(block: ParsedBlock, doc: Any) -> ParsedBlock:
    """Return the masked block with its parse."""
    block.parse(doc)
    return block


def _plausible(
    document: Document,
    words: Sequence[Words],
    found: Sequence[list[Candidate]],
    nouns: Set[str],
) -> list[list[Candidate]]:
    """Leave out what only a recogniser's slip makes a name.

    That is a name that stands in titles alone, where every word has a capital, a single
    word that the same document also writes as a common word, and one of ``nouns`` ("Region").
    """
    body = {w.text(c) for w, cs in zip(words, found, strict=True) for c in cs if not w.blind}
    common = {t for w in words for t in w.texts if t.islower()}
    sure = {"page", "gazetteer"}

    def keep(w: Words, c: Candidate) -> bool:
        if c.sources & sure and not (c.known and all(k.ambiguous for k in c.known)):
            return True
        if w.blind and w.text(c) not in body:
            return False
        word = w.text(c).lower()
        return c.end - c.start > 1 or (word not in common and word not in nouns)

    return [[c for c in cs if keep(w, c)] for w, cs in zip(words, found, strict=True)]


def _outside_money(
    words: Sequence[Words],
    found: Sequence[list[Candidate]],
    literals: Sequence[Value],
) -> list[list[Candidate]]:
    """Leave out what stands inside an amount of money: the code in "DKK 1.2 billion"."""
    amounts = {i for v in literals if v.kind == "money" for i in range(v.start, v.end)}
    return [
        [c for c in cs if w.starts[c.start] not in amounts]
        for w, cs in zip(words, found, strict=True)
    ]


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


def _mask_kind(draft: Draft) -> str:
    return kinds.vote([draft])[0]


def _groups(
    document: Document, drafts: Sequence[Draft], listed: Mapping[str, str]
) -> tuple[dict[str, list[Draft]], Names]:
    """Return the drafts of each thing, by its longest name form."""
    forms: dict[str, NameForm] = {}
    spelled: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        form = forms.setdefault(draft.text, NameForm(draft.text, listed=listed.get(draft.text, "")))
        spelled[draft.text].append(draft)
        form.count += 1
        form.known = form.known or draft.known
        form.personal += draft.label == "PERSON"
        before = document.text[max(0, draft.start - 2) : draft.start]
        if before == " (" and document.text[draft.end : draft.end + 1] == ")":
            named = [d for d in drafts if d.end == draft.start - 2]
            form.bracketed = named[0].text if named else form.bracketed
    for form in forms.values():
        form.personal /= form.count
        form.kind = kinds.vote(spelled[form.text])[0]
        form.places = _places(document, spelled[form.text])
    names = group(forms)
    groups: dict[str, list[Draft]] = defaultdict(list)
    surnames = _surnames(forms, names)
    for draft in drafts:
        canonical = names.of(draft.text)
        if draft.text in surnames and names.of(draft.text) == draft.text and _speaks(draft):
            canonical = surnames[draft.text]
        groups[canonical].append(draft)
    return dict(groups), names


def _places(document: Document, drafts: Sequence[Draft]) -> tuple[int, ...]:
    """Return where names stand in the body, or in titles if they stand nowhere else."""
    body = [d.start for d in drafts if document.blocks[d.block].role not in TITLES]
    return tuple(sorted(body or [d.start for d in drafts]))


def _surnames(forms: Mapping[str, NameForm], names: Names) -> dict[str, str]:
    """Return the full name of a person for each surname that names something else as well."""
    found: dict[str, str] = {}
    for text in sorted(forms):
        words = text.split()
        if len(words) in (2, 3) and words[-1] in forms and forms[text].personal >= 0.5:
            found[words[-1]] = names.of(text)
    return found


def _speaks(draft: Draft) -> bool:
    """Say whether a name is the subject of a verb that only people are the subject of."""
    token = draft.token
    return (
        token is not None
        and token.dep_ == "nsubj"
        and token.head.lemma_
        in ("say", "tell", "add", "argue", "note", "think", "joke", "warn", "write", "explain")
    )


def _mentions(
    document: Document, groups: Mapping[str, list[Draft]]
) -> dict[tuple[int, int], Mention]:
    found = {}
    for drafts in groups.values():
        kind, witnesses = kinds.vote(drafts)
        for d in drafts:
            found[d.start, d.end] = Mention(
                document.iri, d.start, d.end, d.text, kind, "name", witnesses
            )
    return found


def finish(
    document: Document,
    sentences: list[Sentence],
    mention_of: Mapping[tuple[int, int], Mention],
    groups: Mapping[str, list[Draft]],
    names: Names,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
) -> AnnotatedDocument:
    """Return the annotated document with short names and anaphors led to naming mentions."""
    antecedent: dict[Mention, Mention] = {}
    firsts: dict[str, Mention] = {}
    for canonical, drafts in groups.items():
        own = sorted((d for d in drafts), key=lambda d: (d.text != canonical, d.start))
        first = mention_of[own[0].start, own[0].end]
        firsts[canonical] = first
        for d in own[1:]:
            antecedent[mention_of[d.start, d.end]] = first
    resolved, anaphors = resolve(document, sentences, antecedent, vocabulary, gazetteer)
    entries = _timeline(document, mention_of)
    for entry in entries:
        named_so = [m for c, m in firsts.items() if c.startswith(f"{entry.text} ")]
        if len(named_so) == 1 and named_so[0].kind == entry.kind:  # "Series B", the round
            antecedent[entry] = named_so[0]
    named = [*mention_of.values(), *entries]
    terms = find_terms(document, resolved, vocabulary, gazetteer)
    mentions = sorted([*named, *anaphors, *terms], key=lambda m: (m.start, m.end))
    return AnnotatedDocument(document, tuple(resolved), tuple(mentions), {**antecedent, **anaphors})


def _timeline(document: Document, mention_of: Mapping[tuple[int, int], Mention]) -> list[Mention]:
    """Return an event for each timeline entry of the page that is not a name already."""
    spans_ = document.page.timeline if document.page else ()
    return [
        Mention(
            document.iri,
            start,
            end,
            document.text[start:end],
            "Event",
            "nominal",
            (("timeline", "Event", 1.0),),
        )
        for start, end in spans_
        if (start, end) not in mention_of
    ]
