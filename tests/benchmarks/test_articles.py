"""Articles as documents, and the verdicts on what was made of them."""

from collections import Counter
from types import SimpleNamespace

import accuracy_articles
import articles_calibration as calibration
import pytest
from accuracy_table import renewed
from articles_reader import article_of, laid_out, read_articles
from articles_score import NEITHER, RIGHT, WRONG, by_label, judged, keys, scored, shares

from newsgraph.model import Evidence, Iri, Statement, Status, Value
from newsgraph.vocabulary.examples import read_examples

TEXT = """# brief; dairies

[Brixel Corp|Organization] to Open Plant in [Oslo|Place]
    Brixel Corp | buildsFacilityIn | Oslo | planned

[Ada Holm|Person] is the chief executive of [Brixel Corp|Organization].
    Ada Holm | ceoOf | Brixel Corp | asserted

[She|Person=Ada Holm] said [Brixel|Organization=Brixel Corp] works with [Nordwell Group|Organization].
    Brixel Corp | partnersWith | Nordwell Group | attributed
    ? Nordwell Group | supplies | Brixel Corp | attributed

[Nordwell Group|Organization] confirmed that [it|Organization=Nordwell Group] works with [the company|Organization=Brixel Corp], which had revenue of $40 million.
    Nordwell Group | partnersWith | Brixel Corp | asserted
    Brixel Corp | hasRevenue | money:40000000:USD | asserted
"""
ENDS = {"a": "Ada Holm", "b": "Brixel Corp", "n": "Nordwell Group", "o": "Oslo"}
MEANT = {Iri(iri): (name,) for iri, name in ENDS.items()} | {Iri("x"): ()}


@pytest.fixture(scope="module")
def keyed(vocabulary):
    return keys(vocabulary.ontology.properties)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "001_dairy.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def article(folder, keyed):
    (found,) = read_articles(folder, keyed)
    return found


def said(subject, relation, end, status="asserted", confidence=0.8):
    evidence = Evidence(Iri("d"), 0, 1, "lexicon", score=confidence)
    name = Iri(f"{subject}{relation}{end}{status}")
    return Statement(name, Iri("d"), Iri(subject), relation, end, Status(status), (evidence,), confidence)  # fmt: skip


def verdicts(article, keyed, *statements):
    found, met = judged(article, statements, MEANT, keyed)
    return {(v.relation, str(v.status), v.said) for v in found}, met


def test_a_headline_clipped_lines_and_prose_are_laid_out_as_a_page():
    text, starts = laid_out(["Big News", "One.", "Two.", "“Three.”", "Four.", "Five.", "Sales: up", "Jobs: down", "Six."])  # fmt: skip
    assert text == (
        "# Big News\n\nOne. Two. “Three.” Four.\n\nFive.\n\n- Sales: up\n- Jobs: down\n\nSix.\n"
    )
    assert [text[s] for s in starts] == list("BOT“FFSJS")


def test_an_article_may_begin_without_a_headline():
    assert laid_out(["One.", "Two."]) == ("One. Two.\n", [0, 5])


def test_marks_and_statements_keep_their_places(article):
    assert (article.part, article.name) == ("news", "001_dairy")
    brixel = next(e for e in article.entities if e.name == "Brixel Corp")
    assert [article.text[a:b] for a, b in brixel.spans] == ["Brixel Corp", "Brixel Corp", "Brixel"]
    references = [(article.text[slice(*a.span)], a.entity) for a in article.anaphors]
    assert references == [
        ("She", "Ada Holm"), ("it", "Nordwell Group"), ("the company", "Brixel Corp"),
    ]  # fmt: skip
    ceo = next(f for f in article.facts.values() if f.relation == "ceoOf")
    assert article.text[slice(*ceo.sentences[0])].startswith("Ada Holm is the chief")


def test_a_fact_told_twice_is_one_with_the_statuses_of_both(article):
    (fact,) = (f for f in article.facts.values() if f.relation == "partnersWith")
    assert fact.statuses == (Status.ATTRIBUTED, Status.ASSERTED)
    assert len(fact.sentences) == 2
    assert sum(f.required for f in article.facts.values()) == 4


def test_what_one_sentence_requires_is_required(tmp_path, keyed):
    path = tmp_path / "a.txt"
    told = "[Ada|Person] may run [Brixel|Organization].\n    ? Ada | ceoOf | Brixel | speculative\n"
    told += "\n[Ada|Person] runs [Brixel|Organization].\n    Ada | ceoOf | Brixel | asserted\n"
    path.write_text(told, encoding="utf-8")
    (fact,) = article_of("a", "news", read_examples(path), keyed).facts.values()
    assert fact.required
    assert fact.statuses == (Status.ASSERTED, Status.SPECULATIVE)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (said("a", "ceoOf", "b"), RIGHT),
        (said("b", "ceoOf", "a"), WRONG),
        (said("n", "partnersWith", "b"), RIGHT),  # symmetric
        (said("b", "hasRevenue", Value("money", "40000000.0", currency="USD")), RIGHT),
        (said("b", "hasRevenue", Value("money", "40000000", currency="EUR")), WRONG),
        (said("n", "supplies", "b"), NEITHER),  # defensible
        (said("b", "customerOf", "n"), NEITHER),  # its inverse
        (said("a", "worksFor", "b"), NEITHER),  # entailed
        (said("a", "worksFor", "n"), WRONG),
        (said("x", "ceoOf", "b"), WRONG),  # an end that nobody marked
    ],
)
def test_verdicts(article, keyed, statement, expected):
    ((_, _, verdict),) = verdicts(article, keyed, statement)[0]
    assert verdict == expected


def test_the_statement_with_the_right_status_counts(article, keyed):
    denied, told = said("a", "ceoOf", "b", "negated", 0.9), said("a", "ceoOf", "b")
    found, met = verdicts(article, keyed, denied, told)
    assert found == {("ceoOf", "asserted", RIGHT), ("ceoOf", "negated", WRONG)}
    assert list(met.values()) == [True]


def test_a_fact_counts_once(article, keyed):
    both = said("n", "partnersWith", "b"), said("b", "partnersWith", "n", "attributed")
    found, met = judged(article, both, MEANT, keyed)
    assert Counter(v.said for v in found) == {RIGHT: 1, NEITHER: 1}
    assert list(met.values()) == [True]


def test_a_right_fact_may_have_a_wrong_status(article, keyed):
    found, met = judged(article, [said("b", "buildsFacilityIn", "o")], MEANT, keyed)
    assert [(v.said, v.status_right) for v in found] == [(RIGHT, False)]
    assert list(met.values()) == [False]


def test_shares():
    assert shares(1, 2, 4) == pytest.approx((0.5, 0.25, 1 / 3))
    assert shares(0, 0, 0) == (0, 0, 0)


@pytest.mark.model
def test_an_article_is_read_scored_and_written_down(stages, article, folder, monkeypatch):
    (score,) = scored(stages, [article])
    assert score.entities["named"] == score.entities["marked"] == 4
    assert by_label([score], "relation")["ceoOf"] == (1, 1, 1)
    assert score.anaphors.total() == 3

    monkeypatch.setattr(accuracy_articles, "ARTICLES", folder)
    monkeypatch.setattr(type(article), "held_out", True)
    run = SimpleNamespace(stages=stages, encoder=None)
    page = "# Accuracy\n"
    for _ in range(2):
        for rows in accuracy_articles.article_rows(run, ("2026-01-01", "aaa"), "lexicon"):
            page = renewed(page, rows)
    assert page.count("| 2026-01-01 | aaa | held out | lexicon | 1 |") == 1
    assert page.count("| news, held out | lexicon | 1 |") == 1
    assert page.count("relation ceoOf | lexicon | 1 | 1 | 1.000 | 1.000 | 1.000 |") == 1
    assert page.count("| expected calibration error |") == 1


def test_bins_and_their_error():
    confidence = [0.95, 0.9, 0.72, 0.78, 1.0, 0.2]
    found = calibration.bins(confidence, [True, False, True, False, True, False])
    assert [(b.low, b.count) for b in found] == [(0.0, 1), (0.7, 2), (0.9, 3)]
    assert found[1].confidence == pytest.approx(0.75)
    assert found[1].right == pytest.approx(0.5)
    expected = (0.2 + 2 * 0.25 + 3 * (0.95 - 2 / 3)) / 6
    assert calibration.calibration_error(found) == pytest.approx(expected)
    assert calibration.calibration_error([]) == 0


def test_a_line_brings_confidence_to_the_share_that_is_right():
    raw = [0.8] * 400 + [0.9] * 400
    right = [n % 10 < 4 for n in range(400)] + [n % 10 < 7 for n in range(400)]
    line = calibration.fitted(raw, right)
    assert calibration.mapped([0.8, 0.9], line) == pytest.approx([0.4, 0.7], abs=0.02)


@pytest.mark.parametrize("share", [(9, 1), (5, 5), (10, 10), (0, 0)])
def test_a_line_never_turns_the_order_round(share):
    low, high = share
    raw = [0.7] * 100 + [0.9] * 100
    right = [n % 10 < low for n in range(100)] + [n % 10 < high for n in range(100)]
    line = calibration.fitted(raw, right)
    found = list(calibration.mapped([0.0, 0.5, 0.7, 0.9, 0.98], line))
    assert found == sorted(set(found))


def test_few_statements_have_no_line_and_keep_their_confidence(article, keyed):
    found, _ = judged(article, [said("a", "ceoOf", "b")], MEANT, keyed)
    assert calibration.lines(found) == {}
    assert calibration.after(found, {}) == [0.8]
