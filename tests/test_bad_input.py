"""What no reader can like, from the command line: one line each, code 1, the store as it was."""

import json
import os
import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOOD = b"Jensen Huang is the chief executive of Nvidia.\n"
HOSTILE = '<script>alert(1)</script> "} ; DROP ALL # ../../etc/passwd'
NAMES = (
    *(b"new\nline.txt", b"quo\"te'.txt", b"control\x1b[31m\x07.txt", b"no\xff\xfeutf8.txt"),
    *(
        b"<script>alert(1)<.txt",
        b"} ; DROP ALL #.txt",
        b"[bold]x[-red].txt",
        b"bidi\xe2\x80\xaetxt.txt",
    ),
    *(b"%2e%2e%2f..%2fetc%2fpasswd.txt", b"-.txt", b"--to.txt", b"\\.txt"),
)


def quads(run, store):
    answer = run("export", store, "--format", "nq")
    assert answer.code == 0
    return answer.out


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """A folder in which nothing can be read."""
    folder = tmp_path_factory.mktemp("bad")
    for name, data in {
        "empty.txt": b"",
        "mark.txt": b"\xef\xbb\xbf",
        "nul.txt": b"a\0b" + GOOD,
        "half.txt": b"\xff\xfea\0b",
        "surrogate.txt": b"\xff\xfe\x00\xd8a\x00",
        "damaged.md": b"Caf\xc3\xa9 \xe2\x82 and so on",
        "line.txt": b"Nvidia bought " * 700_000,
        "deep.jsonl": b"[" * 200_000,
        "number.jsonl": b'{"text":"a b","n":' + b"9" * 5_000 + b"}",
        "title.jsonl": json.dumps({"text": "a b", "title": "\ud800"}).encode(),
        "tags.html": b"<p>" * 300_000,
        "frame.html": b"<script>" + GOOD + b"</script>",
    }.items():
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.txt")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "folder.txt").mkdir()
    (folder / "circle").symlink_to(".")
    return folder


def test_each_bad_file_is_one_line_with_a_remedy_and_the_store_stays(run, news, bad, tmp_path):
    run("build", news, "--to", tmp_path / "graph.db")
    before = quads(run, tmp_path / "graph.db")
    built = run("build", bad, "--to", tmp_path / "graph.db")
    assert (built.code, built.out) == (1, "")
    *said, total = built.err.splitlines()
    complaints = [line for line in said if not line.startswith("note: ")]
    assert len(complaints) == 16
    for line in complaints:
        assert re.fullmatch(r"newsgraph: \S+: [^;]+; .+", line), line
    assert total.endswith("0 added, 0 unchanged, 16 not read")
    assert quads(run, tmp_path / "graph.db") == before
    assert run("check", tmp_path / "graph.db").code == 0


def test_a_file_that_vanishes_while_others_are_read_is_named(run, tmp_path, monkeypatch):
    from newsgraph.documents import read

    (tmp_path / "a.txt").write_bytes(GOOD)
    (tmp_path / "b.txt").write_bytes(b"Arm makes chips.\n")
    found = read([tmp_path])
    next(found)
    (tmp_path / "b.txt").unlink()
    assert str(next(found)) == f"{tmp_path}/b.txt: does not exist; check the path"


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are UTF-8")
def test_no_file_name_is_taken_for_more_than_a_name(run, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for k, name in enumerate(NAMES):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"Text %d: " % k + GOOD)
    built = run("build", folder, "--to", tmp_path / "graph.db")
    assert built.complaint.endswith(f"{len(NAMES)} added, 0 unchanged")
    assert run("build", folder, "--to", tmp_path / "graph.db").complaint.endswith(
        f"0 added, {len(NAMES)} unchanged"
    )
    assert run("check", tmp_path / "graph.db").code == 0
    said = run("explain", tmp_path / "graph.db", "Jensen Huang", "ceoOf", "Nvidia").out
    assert "no\\udcff\\udcfeutf8.txt" in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", said)
    assert sorted(os.listdir(tmp_path)) == ["graph.db", "texts"]


def test_what_a_text_says_never_becomes_markup_or_a_query(run, tmp_path):
    records = [
        {
            "text": f"{HOSTILE} Corp. bought Arm. {GOOD.decode()}",
            "title": HOSTILE,
            "url": f"https://e.x/{HOSTILE}",
        },
        {
            "text": 'Lisa Su, the chief executive of <img src=x onerror=alert(1)> Group, met Jensen Huang of "Nvidia\\" . } Inc.',
            "url": "javascript:alert(1)",
        },
        {
            "text": "Arm is owned by SoftBank.\u202e\u2067\u0007 It makes no chips itself, but licences them.\u001b[31m",
            "title": "\u0000\u001b]0;x\u0007 y",
            "date": "99999-99-99",
        },
    ]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    store, page = tmp_path / "graph.db", tmp_path / "graph.html"
    built = run("build", feed, "--to", store)
    assert built.code == 0
    assert run("check", store).code == 0
    assert run("draw", store, "--out", page).code == 0
    drawn = page.read_text(encoding="utf-8")
    assert "<script>alert" not in drawn
    assert "<img src=x" not in drawn
    exported = quads(run, store)
    assert "javascript:" not in exported
    assert "\x1b" not in exported
    for iri in re.findall(r"<https://w3id.org/newsgraph/entity/([^>]*)>", exported):
        assert re.fullmatch(r"[a-z]+/[\w%-]+", iri), iri
    assert exported.count("\n") > 20


texts = st.lists(
    st.sampled_from(
        (
            *(
                "Nvidia",
                " bought ",
                "Arm",
                ". ",
                ", ",
                " for ",
                " and ",
                " its chief executive, ",
                "Ada Li",
            ),
            *(
                "$" + "9" * 400,
                "1e400",
                "$1e400 billion",
                "9" * 5_000 + " chips",
                "$½bn",
                "²%",
                "٣٣ million",
            ),
            *(
                "99999-99-99",
                "30 February 2026",
                "Q9 2026",
                "999999999999 years ago",
                "since 0000",
                "in 99999",
            ),
            *(
                HOSTILE,
                "<b>Intel</b>",
                "\u200b",
                "\u202e",
                "\ufeff",
                "\uffff",
                "e" + "\u0301" * 50,
                "😀",
                "\n\n",
                '"',
            ),
            *(
                "'s ",
                "(",
                ")",
                "[[",
                "]]",
                "—",
                "$",
                "%",
                "|",
                "http://a.b/",
                "@",
                "@prefix x: <y> .",
                "?x ",
                "{{ x }}",
            ),
        )
    )
    | st.text(max_size=6),
    min_size=1,
    max_size=25,
).map("".join)


@pytest.mark.model
@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(several=st.lists(texts, min_size=3, max_size=3))
def test_any_text_becomes_a_whole_graph(run, tmp_path_factory, several):
    folder = tmp_path_factory.mktemp("any")
    records = [json.dumps({"text": text}) + "\n" for text in several]
    (folder / "any.jsonl").write_text("".join(records), encoding="utf-8")
    built = run("build", folder / "any.jsonl", "--to", folder / "graph.db")
    assert built.code in (0, 1)
    assert "Traceback" not in built.err
    checked = run("check", folder / "graph.db")
    assert checked.code == 0, checked.out + checked.err


@pytest.mark.model
def test_a_sentence_without_an_end_is_read_in_pieces(loaded_once):
    from newsgraph.mentions.pipeline import LONGEST, load_pipeline, parse

    words = [
        *"the company said that it and Nvidia".split() * 150,
        ".",
        *"Arm makes chips .".split(),
    ]
    (doc,) = parse(load_pipeline(), [(words, [True] * len(words))])
    assert [t.text for t in doc] == words
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST
    assert [t.text for t in list(doc.sents)[-1]] == "Arm makes chips .".split()
