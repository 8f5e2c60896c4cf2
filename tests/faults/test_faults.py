"""Killed, crowded, full, forbidden, vanished, interrupted: what a store and its user get to see."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from add_cost import story

from newsgraph.errors import NewsgraphError, StoreError
from newsgraph.store.backup import back_up, restore
from newsgraph.store.check import check
from newsgraph.store.dataset import Dataset
from newsgraph.store.pins import pin

HERE = Path(__file__).resolve().parent
DAY = "2031-06-01"


def content(dataset):
    return sorted(map(str, dataset.quads()))


def filled(path, count=3):
    with Dataset.open(path, create=True) as dataset:
        for number in range(count):
            dataset.add(story(number, 60), date=DAY)
        return content(dataset)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "graph.db"


def test_killed_ten_times_it_is_whole(tmp_path):
    script = HERE / "kill.py"  # in a process of its own: it forks, and must hold no store
    done = subprocess.run(
        [sys.executable, script, "10", "7"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "10 kills" in done.stdout


def test_a_full_disk_is_told_and_leaves_what_was_there(path):
    before = filled(path)
    script = (
        "import resource, signal, sys\n"
        f"sys.path.insert(0, {str(HERE.parent)!r})\n"
        "from add_cost import story\n"
        "from newsgraph.store.dataset import Dataset\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "dataset = Dataset.open(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
        "try:\n"
        "    for n in range(100, 140): dataset.add(story(n, 60))\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("StoreError"), done.stdout + done.stderr
    assert "\n" not in done.stdout.strip()
    with Dataset.open(path) as dataset:
        assert set(before) <= set(content(dataset))
        assert not check(dataset).faults


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_can_be_read(path):
    before = filled(path)
    for place in (path, path / "quads"):
        place.chmod(0o500)
    try:
        with pytest.raises(StoreError):
            Dataset.open(path).add(story(9, 60))
        with Dataset.open(path, read_only=True) as dataset:
            assert content(dataset) == before
    finally:
        for place in (path, path / "quads"):
            place.chmod(0o700)


def test_what_cannot_be_written_is_an_error_with_a_remedy(path, monkeypatch):
    before = filled(path)

    def full(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    with Dataset.open(path) as dataset:
        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(StoreError, match=r"cannot be written \(No space left"):
            dataset.add(story(9, 60), date=DAY)
        with pytest.raises(StoreError, match=r"cannot be written \(No space left"):
            dataset.remove(story(1, 60).document.iri, date=DAY)
        monkeypatch.undo()
        assert content(dataset) == before
        dataset.add(story(9, 60), date=DAY)
        dataset.remove(story(9, 60).document.iri, date=DAY)
        assert content(dataset) == before
        assert not check(dataset).faults


READER = """
import sys
from newsgraph.store.check import check
from newsgraph.store.dataset import Dataset
with Dataset.open(sys.argv[1], read_only=True) as dataset:
    print(len(dataset.document_iris()), *[f.problem for f in check(dataset).faults])
"""


def test_readers_beside_a_writer_see_whole_documents_only(path):
    with Dataset.open(path, create=True) as dataset:
        seen = []
        for start in (0, 15, 30):
            for number in range(start, start + 15):
                dataset.add(story(number, 60), date=DAY)
            reader = subprocess.Popen(
                [sys.executable, "-c", READER, path], stdout=subprocess.PIPE, text=True
            )
            number = 1000 + start
            while reader.poll() is None:  # it goes on writing as they read
                dataset.add(story(number, 60), date=DAY)
                number += 1
            assert reader.stdout is not None
            seen.append(reader.stdout.read().split("\n")[0])
            reader.stdout.close()
        assert all(said.isdecimal() for said in seen), seen
        assert int(seen[0]) >= 15


def test_a_backup_is_restored_to_the_byte(path, tmp_path):
    before = filled(path)
    with Dataset.open(path) as dataset:
        ends = story(1, 60).entities
        pin(dataset, ends[0].iri, ends[1].iri, same=False)
        before = content(dataset)
        back_up(dataset, tmp_path / "kept")
        dataset.remove(story(1, 60).document.iri, date=DAY)
    with pytest.raises(StoreError, match="is there already; --force"):
        restore(tmp_path / "kept", path)
    restore(tmp_path / "kept", path, force=True)
    shutil.rmtree(tmp_path / "kept" / "quads")
    restore(tmp_path / "kept", tmp_path / "dumped")  # from the N-Quads alone
    for place in (path, tmp_path / "dumped"):
        with Dataset.open(place) as dataset:
            assert content(dataset) == before
            assert not check(dataset).faults
            assert dataset.text(story(2, 60).document.iri) == story(2, 60).document.text
            assert dataset.add(story(9, 60), date=DAY)


@pytest.mark.parametrize(
    ("source", "to", "problem"),
    [
        ("graph.db", "new", "is no backup of newsgraph"),
        ("kept", "notes", "not a newsgraph store"),
        ("kept", "no/where", "cannot be made"),
    ],
)
def test_what_is_no_backup_or_no_store_is_refused(path, tmp_path, source, to, problem):
    filled(path, 1)
    with Dataset.open(path) as dataset:
        back_up(dataset, tmp_path / "kept")
        with pytest.raises(StoreError, match="is there already"):
            back_up(dataset, tmp_path / "kept")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NewsgraphError, match=problem):
        restore(tmp_path / source, tmp_path / to, force=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_store_that_is_open_is_not_replaced(path, tmp_path):
    filled(path, 1)
    with Dataset.open(path) as dataset:
        back_up(dataset, tmp_path / "kept")
        with pytest.raises(StoreError, match="another process is writing"):
            restore(tmp_path / "kept", path, force=True)


DAMAGE = {
    "evidence without a passage": "DELETE WHERE { GRAPH ?g { ?e <http://www.w3.org/ns/oa#hasSource> ?d } }",
    "an entity without a name": "DELETE WHERE { GRAPH ?g { ?e rdfs:label ?l } }",
    "a statement without a part": "DELETE WHERE { GRAPH ?g { ?s rdf:object ?o } }",
    "a statement in the graph of another": "DELETE { GRAPH ?g { ?s ng:inDocument ?d } } INSERT { GRAPH ?g "
    "{ ?s ng:inDocument <urn:x> } } WHERE { GRAPH ?g { ?s ng:inDocument ?d } }",
    "is not its quote": "DELETE { GRAPH ?g { ?q oa:exact ?w } } INSERT { GRAPH ?g { ?q oa:exact 'else' } } "
    "WHERE { GRAPH ?g { ?q oa:exact ?w } }",
    "a status that is none": "DELETE { GRAPH ?g { ?s ng:status ?w } } INSERT { GRAPH ?g { ?s ng:status ng:x } } "
    "WHERE { GRAPH ?g { ?s ng:status ?w } }",
    "a document that came is not there": "DELETE WHERE { GRAPH ?g { ?d a ng:Document } }",
    "is not the one that was written": "DELETE { GRAPH ?g { ?c ng:action ?a } } INSERT { GRAPH ?g "
    "{ ?c ng:action 'removed' } } WHERE { GRAPH ?g { ?c ng:action ?a } }",
    "holds what the documents do not give": "INSERT DATA { GRAPH "
    "<https://w3id.org/newsgraph/graph/identity> { <urn:a> owl:sameAs <urn:b> } }",
}


@pytest.mark.parametrize("problem", DAMAGE)
def test_check_finds_what_somebody_else_has_done_to_a_store(problem):
    from newsgraph.store.terms import PREFIXES

    dataset = Dataset.memory()
    for number in range(2):
        dataset.add(story(number, 60), date=DAY)
    dataset.store.update(DAMAGE[problem], prefixes=PREFIXES)
    assert any(problem in fault.problem for fault in check(dataset).faults)


def test_check_reads_the_text_itself(path):
    filled(path, 2)
    (first, second) = sorted(path.glob("texts/*/*.txt"))
    first.write_text("Somebody wrote this.")
    second.unlink()
    with Dataset.open(path) as dataset:
        found = check(dataset)
    assert [fault.problem for fault in found.faults] == ["its text is not the one that was read"]
    assert found.without_text == 2


def newsgraph(*arguments):
    return [sys.executable, "-c", "from newsgraph.cli import main; main()", *map(str, arguments)]


@pytest.mark.model
def test_an_interruption_finishes_the_document_in_hand(tmp_path, path):
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(400):
        (texts / f"{number:03}.txt").write_text(f"Nvidia bought Firm {number} Labs in 2020.\n")
    run = subprocess.Popen(
        newsgraph("build", texts, "--to", path), stderr=subprocess.PIPE, text=True
    )
    for _ in range(600):
        if list(path.glob("texts/*/*.txt")) or run.poll() is not None:
            break
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=120)
    counts = Counter(line.split(":")[0] for line in said.splitlines())
    assert run.returncode == 130, said
    assert "left: run the same again" in said
    assert counts["left"] == 20
    with Dataset.open(path, read_only=True) as dataset:
        done = len(dataset.document_iris())
        assert f"{done} added" in said
        assert f"interrupted with {400 - done} left" in said
        assert not check(dataset).faults
