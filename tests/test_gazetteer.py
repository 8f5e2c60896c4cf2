"""Known names are found as texts write them; what a user adds wins; mistakes name their line."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.errors import VocabularyError
from newsgraph.gazetteer import KINDS, Gazetteer, Known, load_gazetteer, merged
from newsgraph.gazetteer import load as module
from newsgraph.identifiers import entity_iri
from newsgraph.model import Iri

SHIPPED = Path(__file__).resolve().parents[1] / "graph" / "gazetteer.ttl"
HEAD = """@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <https://w3id.org/newsgraph/entity/organization/> .
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return load_gazetteer(SHIPPED)


def known(label, *aliases, kind="Organization", **rest):
    return Known(entity_iri(kind, label), kind, label, aliases, **rest)


def labels(found):
    return [entity.label for entity in found]


PLAIN = "AT&T|Hapag-Lloyd|Moody's|McDonald's|3M|L'Oréal|Bank of America|iRobot|New York Times"
SMALL = Gazetteer(
    [
        *map(known, PLAIN.split("|")),
        known("Apple", "Apple Inc.", ticker="AAPL"),
        known("Delta", "Delta Air Lines", ambiguous=True),
        known("Alphabet", ticker="GOOGL", other_tickers=("GOOG",)),
        known("United States", "U.S.", "US", "America", kind="Place", demonyms=("American",)),
        known("Denmark", kind="Place", demonyms=("Dane", "Danish")),
        known("Georgia", kind="Place"),
        Known(Iri("urn:x:state"), "Place", "Georgia"),
        known("GPT-4", kind="ProductTechnology"),
        known("GPT-4o", kind="ProductTechnology"),
        known("New York City", "New York", kind="Place"),
    ]
)


def test_the_shipped_file_holds_thousands_of_entities_of_known_kinds(shipped):
    count = Counter(entity.kind for entity in shipped)
    assert set(count) <= KINDS
    least = {"Organization": 5000, "Place": 1000, "ProductTechnology": 800, "Person": 500}
    assert all(count[kind] > number for kind, number in least.items())


def test_the_shipped_file_is_small_and_has_one_sorted_line_an_entity():
    assert SHIPPED.stat().st_size <= 1_700_000
    lines = [x for x in SHIPPED.read_text("utf-8").splitlines() if re.match(r"[a-z]+:", x)]
    heads = [tuple(line.split(" ", 1)[0].split(":")) for line in lines]
    assert heads == sorted(heads)
    assert len(heads) == len(set(heads))
    assert all(line.endswith(" .") for line in lines)


def test_every_shipped_name_is_clean_and_leads_back_to_its_entity(shipped):
    for entity in shipped:
        for name in (entity.label, *entity.aliases):
            assert name == " ".join(name.split()) != ""
            assert entity in shipped.by_name(name)


def test_no_security_title_is_left_in_the_names_of_listed_companies(shipped):
    title = re.compile(
        r"Common (Stock|Share)|Ordinary Share|Deposit[ao]ry|American Deposit|Class [A-Z]\b"
        r"|\b(Warrants?|Units?|Rights?|ETF|ETN|Fund|Notes|Debentures?|Preferred|Acquisition)\b"
        r"| - |\bSeries [A-Z]\b|[,;]$"
    )
    listed = [entity for entity in shipped if entity.ticker]
    wrong = [n for e in listed for n in (e.label, *e.aliases) if title.search(n)]
    assert len(listed) > 3000
    assert wrong == []


def test_no_ticker_and_no_demonym_of_the_shipped_file_has_two_owners(shipped):
    for entity in shipped:
        for ticker in filter(None, (entity.ticker, *entity.other_tickers)):
            assert shipped.by_ticker(ticker) == entity
        for demonym in entity.demonyms:
            assert shipped.demonym(demonym) == entity


def test_each_wikidata_item_and_geonames_feature_stands_for_one_shipped_entity(shipped):
    items = Counter(item for entity in shipped for item in entity.same_as)
    wikidata = r"http://www\.wikidata\.org/entity/Q[1-9]\d*"
    geonames = r"https://sws\.geonames\.org/[1-9]\d*/"
    assert all(re.fullmatch(rf"{wikidata}|{geonames}", i) for i in items)
    assert max(items.values()) == 1


def test_the_iri_of_a_shipped_entity_tells_its_kind(shipped):
    for entity in shipped:
        assert re.fullmatch(
            rf"https://w3id\.org/newsgraph/entity/{entity.kind.lower()}/[a-z0-9]+(-[a-z0-9]+)*",
            entity.iri,
        )


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        ("Organization", "Nvidia|NVIDIA Corporation|FDA|European Commission|Amazon|BlackRock"),
        ("Place", "U.S.|Britain|Amazon rainforest|Hsinchu|Bavaria"),
        ("ProductTechnology", "H100|GPT-4|semaglutide|Falcon 9|Model Y"),
        ("Conference", "CES|Computex"),
        ("Person ProductTechnology", "Vera Rubin"),
        ("Place Place", "Georgia"),
    ],
)
def test_well_known_names_have_their_kinds(shipped, kinds, names):
    for name in names.split("|"):
        assert [entity.kind for entity in shipped.by_name(name)] == kinds.split()


def test_only_names_that_are_also_words_or_other_names_are_marked_ambiguous(shipped):
    for name in ("Target", "Gap", "Snap", "Match", "Blackwell", "Gemini", "Coach"):
        assert [entity.ambiguous for entity in shipped.by_name(name)] == [True]
    for name in ("Nvidia", "Microsoft", "Germany", "Falcon 9", "Elon Musk"):
        assert [entity.ambiguous for entity in shipped.by_name(name)] == [False]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Apple", ["Apple"], id="as written"),
        pytest.param("APPLE", ["Apple"], id="capitals"),
        pytest.param("apple", [], id="the fruit"),
        pytest.param("Apple's", ["Apple"], id="possessive"),
        pytest.param("Apple’s", ["Apple"], id="typographic possessive"),
        pytest.param("Apple, Inc.", ["Apple"], id="comma before the legal form"),
        pytest.param("Delta Corp.", ["Delta"], id="unknown legal form"),
        pytest.param("Moody's", ["Moody's"], id="its own ending"),
        pytest.param("L’Oreal", ["L'Oréal"], id="accent and apostrophe"),
        pytest.param("BANK OF AMERICA", ["Bank of America"], id="capitals, several words"),
        pytest.param("bank of america", [], id="lower case, several words"),
        pytest.param("the Bank of America's", ["Bank of America"], id="article and possessive"),
        pytest.param("Irobot", ["iRobot"], id="a small first letter may be capital"),
        pytest.param("US", ["United States"], id="short, as written"),
        pytest.param("us", [], id="a pronoun"),
        pytest.param("Us", [], id="a pronoun that opens a sentence"),
        pytest.param("Hapag Lloyd", ["Hapag-Lloyd"], id="hyphen or blank"),
        pytest.param("GPT-4o", ["GPT-4o"], id="a longer version is another thing"),
        pytest.param("Georgia", ["Georgia", "Georgia"], id="homonyms stay apart"),
    ],
)
def test_by_name(name, expected):
    assert labels(SMALL.by_name(name)) == expected


def test_a_company_is_found_by_any_of_its_tickers():
    for ticker in ("GOOGL", "$GOOGL", "NASDAQ: GOOG", "goog"):
        assert labels([SMALL.by_ticker(ticker)]) == ["Alphabet"]
    assert SMALL.by_ticker("NONE") is SMALL.by_ticker("") is None


def test_a_place_is_found_by_its_adjective_and_its_people():
    for demonym in ("Danish", "Dane", "Danes"):
        assert labels([SMALL.demonym(demonym)]) == ["Denmark"]
    assert SMALL.demonym("danish") is SMALL.demonym("") is None


def test_a_ticker_or_demonym_of_two_entities_stands_for_neither():
    both = Gazetteer(known(name, ticker="AB", demonyms=("Abian",)) for name in ("Abe", "Abo"))
    assert both.by_ticker("AB") is both.demonym("Abian") is None


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        pytest.param("The U.S. chipmaker", ["U.S."], id="dots"),
        pytest.param("rival AT&T said", ["AT&T"], id="ampersand"),
        pytest.param("shipper Hapag - Lloyd sails", ["Hapag - Lloyd"], id="split at the hyphen"),
        pytest.param("shipper Hapag-Lloyd sails", ["Hapag-Lloyd"], id="not split"),
        pytest.param("Moody 's cut it", ["Moody 's"], id="an ending of the name"),
        pytest.param("Apple 's chips", ["Apple"], id="a possessive of its own token"),
        pytest.param("Apple's chips", ["Apple's"], id="a possessive in the token"),
        pytest.param("Apple , Inc. said", ["Apple , Inc."], id="comma before the legal form"),
        pytest.param("Delta Corp. said", ["Delta Corp."], id="legal form of no alias"),
        pytest.param("Delta Air Lines flies", ["Delta Air Lines"], id="longest"),
        pytest.param("New York Times of New York", ["New York Times", "New York"], id="two"),
        pytest.param("New York . Times change", ["New York"], id="a full stop parts"),
        pytest.param("Delta “ Air Lines", ["Delta"], id="a quotation mark parts"),
        pytest.param("an apple a day", [], id="lower case"),
        pytest.param("3 M said", ["3 M"], id="number and unit letter"),
        pytest.param("$ 3 M", [], id="an amount"),
        pytest.param("US$ 3 M", [], id="an amount in a named currency"),
        pytest.param("GPT-4o beats GPT-4", ["GPT-4o", "GPT-4"], id="versions"),
        pytest.param("American goods", [], id="demonyms are no names"),
    ],
)
def test_longest_matches(tokens, expected):
    words = tokens.split()
    found = SMALL.longest_matches(words)
    assert [" ".join(words[start:end]) for start, end, _ in found] == expected


def test_a_match_carries_all_homonyms():
    ((start, end, found),) = SMALL.longest_matches(["in", "Georgia"])
    assert (start, end) == (1, 2)
    assert len(found) == 2


TEXT = "Apple , Inc. 's U.S. Delta Air Lines - ' $ 3 M New York Times . “ us"


@given(st.lists(st.sampled_from(TEXT.split()) | st.text(max_size=4), max_size=12))
def test_matches_are_in_order_inside_the_tokens_and_do_not_overlap(tokens):
    before = 0
    for start, end, found in SMALL.longest_matches(tokens):
        assert before <= start < end <= len(tokens)
        assert found
        before = end


@given(st.text(max_size=20))
def test_any_text_can_be_looked_up(name):
    assert isinstance(SMALL.by_name(name), tuple)


def test_the_first_gazetteer_wins_a_name():
    own = Gazetteer([known("Georgia", kind="Person")])
    both = merged(own, SMALL)
    assert [entity.kind for entity in both.by_name("Georgia")] == ["Person"]
    assert [entity.kind for entity in merged(SMALL, own).by_name("Georgia")] == ["Place", "Place"]
    assert len(both) == len(SMALL) + 1


def test_an_entity_of_two_gazetteers_is_united():
    own = Gazetteer([known("Apple", "Cupertino giant", ticker="APPL")])
    (found,) = merged(own, SMALL).by_name("Apple Inc.")
    assert found.aliases == ("Apple Inc.", "Cupertino giant")
    assert (found.ticker, found.other_tickers) == ("APPL", ("AAPL",))
    assert labels(merged(own, SMALL).by_name("Cupertino giant")) == ["Apple"]


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_file_gives_entities(tmp_path):
    rows = (
        'name,type,aliases,ticker,iri\n"Zum, Ltd",Organization,Zum|ZL,ZUM,\nYo,Place,,,urn:x:yo\n'
    )
    names = load_gazetteer(write(tmp_path, "own.csv", rows))
    assert labels(names.by_name("ZL")) == ["Zum, Ltd"]
    assert labels(names.by_name("Zum")) == ["Zum, Ltd"]
    assert names.by_name("Zum Ltd")[0].iri == entity_iri("Organization", "Zum, Ltd")
    assert [entity.iri for entity in names.by_name("Yo")] == ["urn:x:yo"]
    assert labels([names.by_ticker("ZUM")]) == ["Zum, Ltd"]


def test_a_csv_file_needs_two_columns_only(tmp_path):
    names = load_gazetteer(write(tmp_path, "own.CSV", "\ufeffname,type\r\nÉtoile,Place\r\n"))
    assert labels(names.by_name("Etoile")) == ["Étoile"]


def test_an_iri_is_made_of_the_name(tmp_path):
    for name in ("AtkinsRéalis", "AT&T", "McDonald's", "D.R. Horton", "OPEC+"):
        (found,) = load_gazetteer(write(tmp_path, "own.csv", f"name,type\n{name},Person\n"))
        assert found.iri == entity_iri("Person", name)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param("", ":1: begin with column names", id="empty"),
        pytest.param("label,type\nA,Place\n", ":1: begin with column names", id="wrong column"),
        pytest.param("name,type\nAb,Place\nAc,Town\n", ":3: type 'Town': use one of", id="type"),
        pytest.param("name,type\n,Place\n", ":2: no name", id="no name"),
        pytest.param("name,type\nAb, Ltd,Organization\n", ":2: too many fields", id="comma"),
        pytest.param('name,type\n"Ab,Place\n', ":2: mend quotes", id="open quote"),
        pytest.param("name,type\nAb,Place\nAb,Place\n", ":3: line 2 has <https", id="twice"),
        pytest.param("name,type,iri\nAb,Place,yo\n", ":2: 'Ab' needs an absolute IRI", id="iri"),
    ],
)
def test_a_mistake_in_a_csv_file_is_told_with_its_line(tmp_path, rows, message):
    path = write(tmp_path, "own.csv", rows)
    with pytest.raises(VocabularyError, match="^" + re.escape(f"{path}{message}")) as caught:
        load_gazetteer(path)
    assert "\n" not in str(caught.value)


def test_a_turtle_file_gives_entities(tmp_path):
    entry = """org:zum a ng:Organization ; skos:prefLabel "Zum"@en ; skos:altLabel "Zum AG", "ZM" ;
        ng:ticker "ZUM", "ZUMB" ; ng:seat "Bonn" ; ng:ambiguous true ; ng:sector "Energy" .
    <urn:x:note> skos:note "no entry" ."""
    (found,) = load_gazetteer(write(tmp_path, "own.ttl", HEAD + entry))
    assert found == Known(
        entity_iri("Organization", "Zum"),
        "Organization",
        "Zum",
        ("ZM", "Zum AG"),
        ticker="ZUM",
        seat="Bonn",
        ambiguous=True,
        other_tickers=("ZUMB",),
    )


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        pytest.param("org:a a ng:Place ;; .. oh", ":4: is not Turtle", id="syntax"),
        pytest.param('\norg:a a ng:Town ; skos:prefLabel "A" .', ":5: <", id="type"),
        pytest.param('org:a skos:prefLabel "A" .', ":4: <", id="no type"),
        pytest.param('org:a a ng:Place, ng:Person ; skos:prefLabel "A" .', ":4: <", id="two types"),
        pytest.param("org:a a ng:Place .", ":4: <", id="no label"),
        pytest.param('org:a a ng:Place ; skos:prefLabel "A", "B" .', ":4: <", id="two labels"),
        pytest.param('org:a a ng:Place ; skos:prefLabel " " .', ":4: <", id="empty label"),
        pytest.param('[] a ng:Place ; skos:prefLabel "A" .', ":1: <", id="no IRI"),
    ],
)
def test_a_mistake_in_a_turtle_file_is_told_with_its_line(tmp_path, entry, message):
    path = write(tmp_path, "own.ttl", HEAD + entry)
    with pytest.raises(VocabularyError, match="^" + re.escape(f"{path}{message}")):
        load_gazetteer(path)


def test_an_ontology_of_the_user_may_bring_kinds(tmp_path):
    path = write(tmp_path, "own.csv", "name,type\nRex,Animal\n")
    assert [entity.kind for entity in load_gazetteer(path, kinds={"Animal"})] == ["Animal"]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "own.csv").write_bytes(b"name,type\n\xff\n")
    for name in ("own.csv", "none.ttl"):
        with pytest.raises(VocabularyError, match=r"name a readable file in UTF-8"):
            load_gazetteer(tmp_path / name)


@pytest.fixture
def cached(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "CACHED_FROM", 0)
    return write(tmp_path, "own.ttl", HEAD + 'org:zum a ng:Organization ; skos:prefLabel "Zum" .')


def cache_files(path):
    return sorted((path.parent / "cache" / "newsgraph").iterdir())


def test_a_second_load_does_not_parse(cached, monkeypatch):
    first = load_gazetteer(cached)
    monkeypatch.setattr(module, "_read_turtle", lambda *_: pytest.fail("parsed again"))
    assert list(load_gazetteer(cached)) == list(first)
    assert len(cache_files(cached)) == 1


def test_other_content_is_parsed_anew_and_the_oldest_is_dropped(cached):
    load_gazetteer(cached)
    for name in ("Zam", "Zem", "Zim", "Zom", "Zöm", "Zäm"):
        cached.write_text(HEAD + f'org:zum a ng:Organization ; skos:prefLabel "{name}" .', "utf-8")
        assert labels(load_gazetteer(cached)) == [name]
    assert len(cache_files(cached)) == module.KEPT


@pytest.mark.parametrize("damage", [b"", b"[]", b"\xff\xfe", None])
def test_a_damaged_cache_is_built_again(cached, damage):
    load_gazetteer(cached)
    (file,) = cache_files(cached)
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"Zum", b"Zam") if damage is None else damage)
    assert labels(load_gazetteer(cached)) == ["Zum"]
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(cached):
    (cached.parent / "cache").write_text("a file, not a folder")
    assert labels(load_gazetteer(cached)) == ["Zum"]


def test_a_relative_cache_folder_is_not_used(cached, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    load_gazetteer(cached)
    assert not (tmp_path / "here").exists()
    assert list((tmp_path / "home" / ".cache" / "newsgraph").glob("gazetteer-*.json"))
