"""Names alone: what is one name, what only looks like it."""

import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.entities.match import THRESHOLD, acronyms_of, core_words, name_score

BENCHMARK = Path(__file__).resolve().parents[1] / "names_benchmark.py"
SHARED = Path(__file__).resolve().parents[3] / "shared"

ALIKE = [
    ("Organization", "Tarn Robotics", "TARN ROBOTICS", "same name"),
    ("Organization", "Tarn Robotics", "Tarn Robotics' ", "same name"),
    ("Organization", "Peña Søhn", "Pena Sohn", "same name"),
    ("Organization", "Tarn AG", "Tarn Aktiengesellschaft", "legal form"),
    ("Organization", "OAO Tarn", "Tarn JSC", "legal form"),
    ("Organization", "Tarn Sp. z o.o.", "Tarn", "legal form"),
    ("Organization", "T.R.N. Aviation", "TRN Aviation", "same name"),
    ("Organization", "Fjord Light", "Fjordlight", "spaces"),
    ("Organization", "TarnAG", "Tarn AG", "spaces"),
    ("Organization", "Bank of Tarn", "Tarn Bank", "words"),
    ("Organization", "Tarn Group", "Tarn", "group"),
    ("Organization", "European Kelp Agency", "EKA", "acronym"),
    ("Organization", "Bureau of Kelp and Tides", "BKT", "acronym"),
    ("Organization", "Kestrell Systems", "Kestrel Systems", "spelling"),
    ("Person", "Mira Oduya", "Oduya, Mira", "order"),
    ("Person", "M. Oduya", "Mira Oduya", "initial"),
    ("Person", "Mira Jane Oduya", "Mira Oduya", "middle"),
    ("Person", "Dr. Mira Oduya", "Mira Oduya", "title"),
    ("Person", "Mira Oduja", "Mira Oduya", "spelling"),
    ("Person", "Bob Tarn", "Robert Tarn", "short form"),
    ("ProductTechnology", "GPT-4o", "gpt 4o", "same name"),
    ("ProductTechnology", "DeepKelp", "Deep Kelp", "spaces"),
]
UNLIKE = [
    ("ProductTechnology", "GPT-4", "GPT-4o"),
    ("ProductTechnology", "iPhone 16", "iPhone 16 Pro"),
    ("ProductTechnology", "iPhone 16", "iPhone 17"),
    ("ProductTechnology", "Kestrel II", "Kestrel III"),
    ("ProductTechnology", "Model 1 2", "Model 12"),
    ("ProductTechnology", "Snow", "Snoe"),
    ("Organization", "Google", "Google Cloud"),
    ("Organization", "Tarn Fund IV", "Tarn Fund V"),
    ("Organization", "Bank of Armenia", "Bank of America"),
    ("Organization", "Tarn Systems Ltd", "Tarn Ltd"),
    ("Organization", "Tarn of Boston", "Tarn of Chicago"),
    ("Organization", "BD", "BP"),
    ("Organization", "Kelp Transport", "Kelp Transit Authority"),
    ("Person", "Mira Oduya", "Femi Oduya"),
    ("Person", "John A. Tarn", "John B. Tarn"),
    ("Person", "John Tarn Jr.", "John Tarn Sr."),
    ("Person", "Oduya", "Mira Oduya"),
    ("Event", "CES 2025", "CES 2026"),
    ("Event", "CES", "CES 2026"),
]
NAMES = st.text(st.sampled_from("abcdeABC 0123.&'-éø日"), max_size=20)
KINDS = st.sampled_from(["Organization", "Person", "ProductTechnology", "Place"])


@pytest.mark.parametrize(("kind", "one", "two", "reason"), ALIKE)
def test_these_may_be_one(kind, one, two, reason):
    found = name_score(one, two, kind)
    assert found.score >= THRESHOLD
    assert reason in found.reason


@pytest.mark.parametrize(("kind", "one", "two"), UNLIKE)
def test_these_are_not_one_by_their_names(kind, one, two):
    assert name_score(one, two, kind).score < THRESHOLD


@given(NAMES, NAMES, KINDS)
def test_the_order_of_two_names_does_not_count(one, two, kind):
    assert name_score(one, two, kind) == name_score(two, one, kind)
    assert 0 <= name_score(one, two, kind).score <= 1


@given(NAMES, KINDS)
def test_a_name_is_like_itself_if_it_is_one(name, kind):
    assert name_score(name, name, kind).score == (1.0 if core_words(name) else 0.0)


def test_acronyms_with_and_without_small_words():
    assert acronyms_of("Bureau of Kelp") == {"BOK", "BK"}
    assert acronyms_of("Kelp") == frozenset()


def test_a_long_name_is_compared_in_no_time():
    long = " ".join(f"w{i}x" for i in range(3000))
    assert name_score(long, long + " y", "Organization").score < THRESHOLD


@pytest.mark.skipif(not SHARED.is_dir(), reason="no name pairs beside the clone")
def test_companies_of_the_name_pairs_are_told_apart_as_well_as_promised(tmp_path):
    spec = importlib.util.spec_from_file_location("names_benchmark", BENCHMARK)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    rows = benchmark.predictions()
    for schemas, least in zip(benchmark.GROUPS, (0.88, 0.8), strict=True):
        benchmark.score(rows, schemas, tmp_path / "report.json")
        report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
        assert report["ALL"]["f1"] >= least
        assert report["ALL"]["p"] >= 0.95
