"""The way of a document on one screen: mentions -> relations -> entities -> statements.

``building`` leads there from the texts, and from there to the store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from newsgraph import gazetteer as known
from newsgraph.encoder import load_encoder
from newsgraph.encoder.sentences import SentenceReader
from newsgraph.entities import resolve
from newsgraph.errors import PipelineError
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions import DEFAULT, TOGETHER, Annotator, load_pipeline
from newsgraph.model import AnnotatedDocument, Document, DocumentGraph, Mention, Relation
from newsgraph.relations import (
    ENCODER,
    EXTRACTORS,
    LEXICON,
    USUAL,
    BatchExtractor,
    Extractor,
    encoder_extractor,
    joined,
    kind_settler,
)
from newsgraph.statements import make_statements, page_statements
from newsgraph.vocabulary import Vocabulary, load


@dataclass(frozen=True)  # without slots, for what is compiled at the first document
class Stages:
    """What the stages need, loaded once: vocabulary, known names, parser, extractors."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer
    nlp: Any  # a spaCy Language
    extractors: tuple[str, ...]
    reader: SentenceReader | None = None  # where the encoder is among the extractors

    def graphs(self, documents: Iterable[Document]) -> Iterator[DocumentGraph]:
        """Yield what each document says, in order."""
        for annotated, relations in self.read(documents):
            yield self._graph(annotated, relations)

    def read(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[AnnotatedDocument, list[Relation]]]:
        """Yield each document with its mentions and the relations between them, in order."""
        source = map(self._settle, self._annotator.documents(documents))
        while together := list(islice(source, TOGETHER)):
            found = self._learned(together) if self._learned else [None] * len(together)
            for settled, more in zip(together, found, strict=True):
                heard = settled if more is None else more.annotated
                said = [r for extract in self._rules for r in extract(heard)]
                yield heard, said if more is None else list(joined(heard, said, more))

    @cached_property
    def _annotator(self) -> Annotator:
        return Annotator(self.nlp, self.vocabulary, self.gazetteer, self.reader)

    @cached_property
    def _settle(self) -> Callable[[AnnotatedDocument], AnnotatedDocument]:
        return kind_settler(self.vocabulary)

    @cached_property
    def _rules(self) -> list[Extractor]:
        return [EXTRACTORS[n](self.vocabulary) for n in self.extractors if n != ENCODER]

    @cached_property
    def _learned(self) -> BatchExtractor | None:
        if self.reader is None:
            return None
        hinted = LEXICON in self.extractors
        return encoder_extractor(self.vocabulary, self.reader, hinted=hinted)

    def _graph(self, annotated: AnnotatedDocument, relations: Sequence[Relation]) -> DocumentGraph:
        entity_of = resolve(annotated, _described(annotated, relations), self.gazetteer)
        properties = self.vocabulary.ontology.properties.values()
        symmetric = frozenset(p.name for p in properties if p.symmetric)
        lines = self.vocabulary.lines(self.extractors)
        statements = [
            *make_statements(relations, entity_of, symmetric, lines),
            *page_statements(annotated.document, entity_of),
        ]
        entities = sorted({e.iri: e for e in entity_of.values()}.values(), key=lambda e: e.iri)
        ordered = tuple(sorted(statements, key=lambda s: s.iri))
        return DocumentGraph(annotated.document, tuple(entities), ordered)


def prepare(
    model: str = DEFAULT,
    ontology: Path | None = None,
    gazetteers: Sequence[Path] = (),
    extractors: Sequence[str] = USUAL,
) -> Stages:
    """Return the stages, ready to run.

    ``ontology`` is a vocabulary folder in place of the default one; ``gazetteers`` are
    the user's own lists of names, which win over the shipped one. A vocabulary folder may
    hold an encoder of its own, in ``encoder/``. Raises
    VocabularyError, and PipelineError for an unknown pipeline or extractor.
    """
    for name in extractors:
        if name not in (*EXTRACTORS, ENCODER):
            choices = ", ".join(sorted((*EXTRACTORS, ENCODER)))
            raise PipelineError(f"no extractor {name!r}; choose from {choices}")
    vocabulary = load(ontology)
    own = [known.load_gazetteer(path) for path in gazetteers]
    shipped = vocabulary.folder / "gazetteer.ttl"
    layers = [*own, known.load_gazetteer(shipped)] if shipped.is_file() else own
    names = known.merged(*layers) if layers else Gazetteer()
    own_encoder = vocabulary.folder / ENCODER
    weights = own_encoder if own_encoder.is_dir() else None
    reader = SentenceReader(load_encoder(weights)) if ENCODER in extractors else None
    return Stages(vocabulary, names, load_pipeline(model), tuple(extractors), reader)


def _described(annotated: AnnotatedDocument, relations: Iterable[Relation]) -> list[Mention]:
    """Return the ends of relations that are described, not named, once each."""
    named = set(annotated.mentions)
    found: dict[Mention, None] = {}
    for r in relations:
        for end in (r.subject, r.object, r.attributed_to, *(v for _, v in r.qualifiers)):
            if isinstance(end, Mention) and end not in named:
                found[end] = None
    return list(found)
