"""newsgraph lexicon: sentences tried, entries tried, entries listed."""

import pytest

ENTRY = """@prefix arg: <https://w3id.org/newsgraph/argument#> .
@prefix lex: <https://w3id.org/newsgraph/lexicon#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .

lex:acquires-defenestrate-v a ontolex:Word ;
  ontolex:canonicalForm [ ontolex:writtenRep "defenestrate"@en ] ;
  lexinfo:partOfSpeech lexinfo:verb ;
  ontolex:sense [ ontolex:reference ng:acquires ;
    synsem:subjOfProp arg:subject ; synsem:objOfProp arg:object ] .
"""
SENTENCE = "Siemens defenestrated Figma in 2024."


@pytest.fixture
def entries(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text(ENTRY, encoding="utf-8")
    return path


@pytest.mark.model
def test_a_sentence_shows_parse_mentions_entries_and_statements(run):
    found = run("lexicon", "test", "--sentence", "Microsoft may buy GitHub for $2bn.")
    assert found.code == 0
    lines = found.out.splitlines()
    assert lines[0] == "1. Microsoft may buy GitHub for $2bn."
    assert any(line.split()[:6] == ["2", "buy", "buy", "VB", "ROOT", "-"] for line in lines)
    assert any(line.split() == ["GitHub", "Organization", "name"] for line in lines)
    assert "  acquires-buy-v: verb buy: subject -> object" in lines
    assert "      gives acquires: Microsoft -> GitHub, speculative (may)" in lines
    assert any(line.startswith("  Microsoft acquires GitHub | speculative") for line in lines)
    assert "\x1b" not in found.out  # no colours where nobody sees them


@pytest.mark.model
def test_an_entry_of_ones_own_is_tried_on_a_sentence(run, entries):
    without = run("lexicon", "test", "--sentence", SENTENCE)
    assert "Siemens acquires Figma" not in without.out
    for given in (("--entries", entries), (entries,)):
        found = run("lexicon", "test", *given, "--sentence", SENTENCE)
        assert "acquires-defenestrate-v (yours)" in found.out
        assert "Siemens acquires Figma | asserted, score 0.90 | date=2024" in found.out


@pytest.mark.model
def test_an_entry_of_ones_own_that_fails_comes_first_with_its_reason(run, entries):
    found = run("lexicon", "test", entries, "--sentence", "Siemens defenestrated crumbs.")
    rejected = found.out.partition("Entries rejected\n")[2].splitlines()
    assert rejected[0].strip() == (
        '"defenestrated": the object, "crumbs", names nothing that can be looked up: '
        "acquires-defenestrate-v (yours)"
    )


@pytest.mark.model
def test_a_text_is_read_from_a_file_or_from_standard_input(run, tmp_path):
    text = "Microsoft bought GitHub.\n\nFigma sued Siemens.\n"
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    of_file = run("lexicon", "test", tmp_path / "news.txt")
    assert "2. Figma sued Siemens." in of_file.out
    assert run("lexicon", "test", "-", stdin=text.encode()).out == of_file.out


@pytest.mark.model
def test_all_names_every_rejected_entry(run):
    few = run("lexicon", "test", "--sentence", "Microsoft sold GitHub.").out
    every = run("lexicon", "test", "--sentence", "Microsoft sold GitHub.", "--all").out
    assert " more" in few
    assert "--all lists them" in few
    assert " more" not in every
    assert len(every) > len(few)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (("ng:acquires", "ng:swallows"), "own.ttl: acquires-defenestrate-v: the ontology has no property swallows"),
        (('"defenestrate"@en ] ;', '"defenestrate"@en ]'), "own.ttl:10: not valid Turtle: "),
        (("; synsem:objOfProp arg:object", ""), "own.ttl: acquires-defenestrate-v has no synsem:objOfProp"),
    ],
)  # fmt: skip
@pytest.mark.model
def test_wrong_entries_are_refused_in_one_line(run, entries, damage, complaint):
    entries.write_text(ENTRY.replace(*damage), encoding="utf-8")
    found = run("lexicon", "test", entries, "--sentence", SENTENCE)
    assert found.code == 1
    assert complaint in found.complaint


def test_nothing_to_read_is_wrong_use(run, entries):
    found = run("lexicon", "test", entries)
    assert found.code == 2
    assert "--sentence" in found.err


@pytest.mark.model
def test_a_missing_file_is_named(run, tmp_path):
    assert "none.txt" in run("lexicon", "test", tmp_path / "none.txt").complaint
    missing = run("lexicon", "test", tmp_path / "none.ttl", "--sentence", SENTENCE)
    assert "none.ttl: cannot be read" in missing.complaint


def test_show_lists_the_entries_of_a_relation(run, entries):
    found = run("lexicon", "show", "acquires", "--entries", entries)
    rows = [line.split("\t") for line in found.out.splitlines()]
    assert rows[0][:3] == ["entry", "part", "words"]
    assert [
        "acquires-defenestrate-v",
        "verb",
        "defenestrate",
        "subject",
        "object",
        "0.90",
        "",
    ] in rows
    assert all(row[0].startswith("acquires") for row in rows[1:])


def test_show_names_what_is_near_an_unknown_relation(run):
    assert "near: mergesWith" in run("lexicon", "show", "merges").complaint
