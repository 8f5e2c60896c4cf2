"""add, remove, update, diff, check, backup and restore, from the command line."""

import json

import pytest

LEADER = "Jensen Huang is the chief executive of Nvidia.\n"
DEAL = "Nvidia acquired Mellanox in 2020.\n"


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(LEADER)
    return folder


def nquads(run, store):
    return run("export", store, "--format", "nq").out


def test_a_store_follows_its_texts_and_tells_what_changed(run, texts, tmp_path):
    db = tmp_path / "graph.db"
    assert run("build", texts, "--to", db).code == 0
    first = nquads(run, db)
    (texts / "b.txt").write_text(DEAL)
    assert run("add", db, texts, "--date", "2031-05-02").complaint == f"{db}: 1 added, 1 unchanged"
    both = nquads(run, db)
    (texts / "b.txt").write_text(DEAL + "AMD denied that it acquired Xilinx.\n")
    updated = run("update", db, texts, "--date", "2031-05-03")
    assert updated.complaint == f"{db}: 0 added, 1 replaced, 1 unchanged"
    assert run(
        "diff", db, "--since", "2031-05-03"
    ).out == "new: AMD acquires Xilinx [negated] (" + (f"{texts}/b.txt)\n")
    (texts / "b.txt").unlink()
    gone = run("update", db, texts)
    assert f"note: {texts}/b.txt is gone; --prune takes it out" in gone.err
    pruned = run("update", db, texts, "--prune", "--date", "2031-05-04")
    assert pruned.complaint.endswith("1 unchanged, 1 removed")
    assert nquads(run, db) == first != both
    said = run("diff", db, "--since", "2031-05-02", "--format", "json")
    assert json.loads(said.out)["gone"] == []
    assert run("diff", db, "--since", "2031-05-02").err == "nothing changed\n"
    assert run("check", db).complaint == f"{db}: whole; 1 documents, 2 passages read again"


def test_documents_go_by_name_or_iri_all_or_none(run, texts, tmp_path):
    db = tmp_path / "graph.db"
    (texts / "b.txt").write_text(DEAL)
    run("build", texts, "--to", db)
    before = nquads(run, db)
    wrong = run("remove", db, texts / "a.txt", texts / "bb.txt")
    assert wrong.code == 1
    assert wrong.complaint.startswith(
        f"newsgraph: {texts}/bb.txt: the store holds no such document"
    )
    assert f"is it {texts}/b.txt" in wrong.complaint
    assert nquads(run, db) == before
    assert run("remove", db, texts / "a.txt").complaint == f"{db}: 1 removed"
    assert "Jensen" not in nquads(run, db)


@pytest.mark.parametrize("workers", [2, 3])
def test_the_number_of_workers_does_not_change_a_byte(run, texts, tmp_path, workers):
    for number in range(40):  # more than a process is given at once
        (texts / f"{number}.txt").write_text(f"{DEAL}AMD acquired Firm {number} Labs.\n")
    how = "--extractors", "lexicon"
    run("build", texts, "--to", tmp_path / "one.db", *how)
    built = run("build", texts, "--to", tmp_path / "many.db", *how, "--workers", workers)
    assert (built.code, built.complaint) == (0, f"{tmp_path}/many.db: 41 added, 0 unchanged")
    run("build", texts / "a.txt", "--to", tmp_path / "more.db", *how)
    assert run("add", tmp_path / "more.db", texts, *how, "--workers", workers).code == 0
    alone = nquads(run, tmp_path / "one.db")
    assert alone.count("Firm 39 Labs") > 1
    assert nquads(run, tmp_path / "many.db") == nquads(run, tmp_path / "more.db") == alone


@pytest.mark.parametrize("command", [("build", "a.txt", "--to"), ("add",), ("update",)])
def test_less_than_one_worker_is_wrong_use(run, command, tmp_path):
    told = run(*command, tmp_path / "graph.db", "a.txt", "--workers", 0)
    assert told.code == 2
    assert not (tmp_path / "graph.db").exists()


def test_a_new_contradiction_is_told_as_conflicts_tells_it(run, texts, tmp_path):
    db = tmp_path / "graph.db"
    run("build", texts, "--to", db)
    (texts / "b.txt").write_text("Lisa Su is the chief executive of Nvidia.\n")
    run("add", db, texts, "--date", "2031-05-02")
    told = run("diff", db, "--since", "2031-05-02").out.splitlines()
    assert told[-1] == (
        f"new contradiction: two holders: Jensen Huang ceoOf Nvidia [asserted] ({texts}/a.txt) / "
        f"Lisa Su ceoOf Nvidia [asserted] ({texts}/b.txt)"
    )
    assert run("conflicts", db).err == "1 conflicts\n"
    (made,) = json.loads(run("diff", db, "--since", "2031-05-02", "--format", "json").out)[
        "new contradiction"
    ]
    assert made["right"]["evidence"] == [
        [f"{texts}/b.txt", "Lisa Su is the chief executive of Nvidia."]
    ]


def test_a_backup_is_made_and_restored(run, texts, tmp_path):
    db, kept, other = tmp_path / "graph.db", tmp_path / "kept", tmp_path / "other.db"
    run("build", texts, "--to", db)
    assert run("backup", db, kept).complaint == f"{kept}: made"
    assert "is there already" in run("backup", db, kept).complaint
    assert run("restore", kept, other).complaint == f"{other}: restored from {kept}"
    assert "--force puts the backup in its place" in run("restore", kept, other).complaint
    assert run("restore", kept, other, "--force").code == 0
    assert run("diff", db, other).err == "nothing changed\n"
    assert run("diff", db, other, "--format", "patch").out == "TX .\nTC .\n"


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (("add", "gone.db", "a.txt"), "there is no store here"),
        (("diff", "gone.db", "--since", "May"), "is no day; write it as YYYY-MM-DD"),
        (("check", "gone.db"), "there is no store here"),
        (("restore", "gone", "g"), "is no backup of newsgraph"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, command, complaint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run(*command)
    assert (told.code, told.out) == (1, "")
    assert complaint in told.complaint


def test_a_question_as_of_a_day(run, tmp_path):
    db, text = tmp_path / "graph.db", tmp_path / "deal.txt"
    text.write_text(DEAL)
    run("build", text, "--to", db)
    asked = "query", db, "--sparql", "ASK { ?a ng:acquires ?b }", "--format", "json"
    assert '"boolean":true' in run(*asked).out
    assert '"boolean":true' in run(*asked, "--as-of", "2020-01-01").out
    assert '"boolean":false' in run(*asked, "--as-of", "2019-12-31").out


def test_an_unchanged_text_loads_no_model(run, texts, tmp_path, monkeypatch):
    import spacy

    db = tmp_path / "graph.db"
    run("build", texts, "--to", db)
    monkeypatch.setattr(spacy, "load", None)
    for command in (("add", db, texts), ("update", db, texts), ("build", texts, "--to", db)):
        assert run(*command).complaint == f"{db}: 0 added, 1 unchanged"


@pytest.mark.parametrize(
    "command", ["add", "remove", "update", "diff", "check", "backup", "restore"]
)
def test_the_help_has_an_example(run, command):
    assert f"  Example: newsgraph {command} " in run(command, "--help").out
