"""The examples parse, keep to the ontology, and are everybody's own sentences."""

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from newsgraph.errors import VocabularyError
from newsgraph.model import Status, Value
from newsgraph.vocabulary import load
from newsgraph.vocabulary.examples import PAGE, Marked, Stated, read_examples

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "graph" / "examples").glob("*.txt"))
ARTICLES = sorted((ROOT / "graph" / "articles").glob("*/*.txt"))
WRITTEN = [*FILES, *ARTICLES]
SHARED = ROOT.parent / "shared"
ENOUGH = 40  # sentences in a file
RUN = 6  # words in a row that no two texts share
DECIMAL, DAY = re.compile(r"-?\d+(\.\d+)?"), re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FORMS = {
    **dict.fromkeys(("amount", "percent", "quantity"), DECIMAL),
    **dict.fromkeys(("date", "since", "until"), DAY),
    "currency": re.compile(r"[A-Z]{3}"),
    "sentiment": re.compile(r"Positive|Neutral|Negative"),
}


@pytest.fixture(scope="module")
def properties():
    return load().ontology.properties


@cache
def examples_in(path):
    return read_examples(path)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request):
    return request.param


def runs_of_words(text):
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[i:] for i in range(RUN)), strict=False))


def faults_of(stated, example, prop):
    """Yield what a statement says that its property does not admit."""
    subject_kinds = {"Document"} if stated.subject == PAGE else example.kinds(stated.subject)
    if not subject_kinds & prop.domain:
        yield f"{stated.subject} is outside the domain of {prop.name}"
    if isinstance(stated.object, Value):
        if stated.object.kind not in prop.literals:
            yield f"{prop.name} takes no {stated.object.kind}"
    elif not example.kinds(stated.object) & prop.kinds:
        yield f"{stated.object} is outside the range of {prop.name}"
    elif stated.subject == stated.object:
        yield "both ends are one entity"
    for name, value in stated.qualifiers:
        if name not in prop.qualifiers | {"attributed_to"}:
            yield f"{prop.name} has no qualifier {name}"
        if name in FORMS and not FORMS[name].fullmatch(value):
            yield f"{name}={value} is not in the canonical form"
    if len(dict(stated.qualifiers)) < len(stated.qualifiers):
        yield "a qualifier is given twice"
    if prop.name == "hasMeasure" and "metric" not in dict(stated.qualifiers):
        yield "hasMeasure needs a metric"


def test_each_file_is_named_for_a_relation(path, properties):
    assert path.stem in properties
    assert path.read_text(encoding="utf-8").startswith("# "), "describe the relation first"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_statements_keep_to_the_ontology(path, properties):
    found = []
    for example in examples_in(path):
        for stated in example.statements:
            prop = properties.get(stated.relation)
            where = f"{path.name}:{stated.line}: "
            if prop is None:
                found.append(f"{where}no relation {stated.relation!r}")
            else:
                found += [where + fault for fault in faults_of(stated, example, prop)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_what_is_left_out_is_an_organisation_that_fits(path, properties):
    examples = examples_in(path)
    kinds = {}
    for example in examples:
        for mark in example.mentions:
            kinds.setdefault(mark.entity, set()).add(mark.kind)
    for example in examples:
        for said in example.implied:
            prop, where = properties[said.relation], f"{path.name}:{said.line}"
            assert "Organization" in kinds[said.left_out], where
            assert kinds[said.subject] & prop.domain, where
            if not isinstance(said.object, Value):
                assert kinds[said.object] & prop.kinds, where


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_no_statement_stands_twice_below_a_sentence(path):
    for example in examples_in(path):
        triples = [(s.subject, s.relation, s.object, s.status) for s in example.statements]
        assert len(set(triples)) == len(triples), f"{path.name}:{example.line}"


def test_each_file_has_enough_sentences(path):
    assert len(examples_in(path)) >= ENOUGH


def test_the_articles_state_each_relation_often():
    count = Counter(
        s.relation for path in ARTICLES for e in examples_in(path) for s in e.statements
    )
    rare = {name: count[name] for name in load().ontology.properties if count[name] < ENOUGH}
    assert set(rare) <= {"mentions", "mentionsAction"}


def states_as_fact(example, relation):
    return any(
        s.relation == relation and s.required and s.status is Status.ASSERTED
        for s in example.statements
    )


def test_a_quarter_of_each_file_is_a_near_miss_or_not_asserted(path):
    sentences = examples_in(path)
    plain = sum(states_as_fact(example, path.stem) for example in sentences)
    assert plain <= 0.75 * len(sentences)


def test_a_quarter_of_each_file_states_its_relation(path, properties):
    if properties[path.stem].domain == {"Document"}:
        pytest.skip("a page states this, a sentence never does")
    sentences = examples_in(path)
    stating = sum(path.stem in {s.relation for s in e.statements} for e in sentences)
    assert stating >= 0.25 * len(sentences)


def test_no_sentence_stands_twice():
    count = Counter(e.text.casefold() for path in WRITTEN for e in examples_in(path))
    assert [text for text, times in count.items() if times > 1] == []


def test_no_two_sentences_share_a_run_of_words():
    homes = defaultdict(set)
    for path in WRITTEN:
        for example in examples_in(path):
            for run in runs_of_words(example.text):
                homes[run].add(f"{path.name}:{example.line}")
    shared = [f"{' '.join(run)}: {sorted(at)}" for run, at in homes.items() if len(at) > 1]
    assert not shared, "\n".join(sorted(shared))


def described_and_exemplified(path):
    """Return the runs of words of a file, without its statement lines and marks."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith(" "):
            bare = re.sub(r"\[([^\[\]|]+)\|[^\[\]]*\]", r"\1", line)
            found |= dict.fromkeys(runs_of_words(bare), f"{path.name}:{number}")
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus and datasets are not beside the clone")
def test_no_sentence_shares_a_run_of_words_with_the_corpus():
    own = {run: place for path in WRITTEN for run, place in described_and_exemplified(path).items()}
    firsts = {run[:2] for run in own}
    found = set()
    for source in sorted(SHARED.rglob("*")):
        if source.suffix not in {".txt", ".md", ".html", ".json", ".jsonl", ".csv"}:
            continue
        words = re.findall(r"\w+", plain_text(source).casefold())
        for at, first in enumerate(pairwise(words)):
            if first in firsts and (run := tuple(words[at : at + RUN])) in own:
                found.add(f"{own[run]}: {' '.join(run)} ({source.name})")
    assert not found, "\n".join(sorted(found))


def plain_text(source):
    """Return a file's text with the escapes of JSON undone."""
    text = source.read_text(encoding="utf-8")
    if source.suffix not in {".json", ".jsonl"}:
        return text
    text = re.sub(r"\\[nrt]", " ", text)
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


BLOCK = """# what it is

[She|Person=Ada Lund] left [Norrvik|Organization] in 2019.
    Ada Lund | formerlyWorkedFor | Norrvik | asserted | until=2019 role="chief of staff"
    ? Ada Lund | worksFor | Norrvik | negated
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "worksFor.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_block_is_read_with_its_marks_and_statements(written):
    (example,) = read_examples(written(BLOCK))
    assert example.text == "She left Norrvik in 2019."
    assert example.mentions == (
        Marked(0, 3, "Person", "Ada Lund"),
        Marked(9, 16, "Organization", "Norrvik"),
    )
    assert example.line == 3
    assert example.statements == (
        Stated(
            subject="Ada Lund",
            relation="formerlyWorkedFor",
            object="Norrvik",
            status=Status.ASSERTED,
            qualifiers=(("until", "2019"), ("role", "chief of staff")),
            required=True,
            line=4,
        ),
        Stated("Ada Lund", "worksFor", "Norrvik", Status.NEGATED, (), False, 5),
    )


@pytest.mark.parametrize(
    ("written_so", "value"),
    [
        ("money:1500000.5:EUR", Value("money", "1500000.5", currency="EUR")),
        ("percent:12", Value("percent", "12", unit="percent")),
        ("number:300:wells", Value("number", "300", unit="wells")),
        ("number:300", Value("number", "300")),
        ("date:2024-05", Value("date", "2024-05")),
        ('string:"A: b"', Value("string", "A: b")),
    ],
)
def test_a_literal_is_read_as_a_value(written, written_so, value):
    block = f"[Norrvik|Organization] has one.\n    Norrvik | hasMeasure | {written_so} | asserted\n"
    (example,) = read_examples(written(block))
    assert example.statements[0].object == value


def test_an_end_that_the_sentence_leaves_out_is_told_apart(written):
    text = (
        f"{BLOCK}\n[Kiln|Organization] led the round.\n    Kiln | investsIn | ^Norrvik | asserted\n"
    )
    first, second = read_examples(written(text))
    assert (second.statements, first.implied) == ((), ())
    (implied,) = second.implied
    assert (implied.subject, implied.object, implied.left_out) == ("Kiln", "Norrvik", "Norrvik")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        pytest.param(BLOCK + "    ^Norrvik | x | Norrvik | asserted\n", 6, "another", id="here"),
        pytest.param(BLOCK + "    ^Lund | x | Norrvik | asserted\n", 6, "another", id="nowhere"),
        pytest.param(
            BLOCK + "\n[A|Person] ran.\n    ^Norrvik | x | ^Ada Lund | asserted\n",
            8,
            "both ends",
            id="both left out",
        ),
        pytest.param("[A|Firm] grew.\n    none  # x\n", 1, "no kind", id="unknown kind"),
        pytest.param("[A|Person grew.\n    none  # x\n", 1, "not closed", id="open mark"),
        pytest.param("[A|Person] grew.\n", 1, "no statements", id="bare sentence"),
        pytest.param("[A|Person] grew.\n    none\n", 2, "reason", id="no reason"),
        pytest.param("\n    none  # x\n", 2, "without a sentence", id="no sentence"),
        pytest.param("[A|Person] grew.\n  none  # x\n", 2, "four blanks", id="indent"),
        pytest.param("[A|Person] ran [B|Place].\n    A | x | B\n", 2, "form", id="too short"),
        pytest.param("[A|Person] ran.\n    A | x | B | asserted\n", 2, "marked", id="unmarked"),
        pytest.param("[A|Person] ran.\n    A | x | A | true\n", 2, "no status", id="status"),
        pytest.param(
            "[A|Person] ran.\n    A | x | A | asserted | q=\n", 2, "name=", id="qualifier"
        ),
        pytest.param("[A|Person] ran.\n    A | x | money:5 | asserted\n", 2, "literal", id="money"),
        pytest.param(BLOCK + "    none  # x\n", 6, "alone", id="none and some"),
    ],
)
def test_a_fault_is_reported_with_its_file_and_line(written, text, line, problem):
    path = written(text)
    with pytest.raises(VocabularyError, match=problem) as caught:
        read_examples(path)
    assert caught.value.path == f"{path}:{line}"


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(VocabularyError, match="cannot be read"):
        read_examples(tmp_path / "worksFor.txt")
