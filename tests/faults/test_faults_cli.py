"""Killed, interrupted, full, forbidden: the command line ends with a code and one line."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from add_cost import story

from newsgraph.store.check import check
from newsgraph.store.dataset import Dataset

HERE = Path(__file__).resolve().parent
START = [sys.executable, "-c", "from newsgraph.cli import main; main()"]
POWERLESS = [  # root without the right to write what is not to be written
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
]


@pytest.fixture
def path(tmp_path):
    with Dataset.open(tmp_path / "graph.db", create=True) as dataset:
        for number in range(3):
            dataset.add(story(number, 60), date="2031-06-01")
    return tmp_path / "graph.db"


def ran(*arguments, before=(), **more):
    command = [*before, *START, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def whole(path):
    """Return the sources of the documents of a store in which nothing is wrong."""
    with Dataset.open(path, read_only=True) as dataset:
        assert not check(dataset).faults
        return [document.source for document in dataset.documents()]


ALL = ["story-0.txt", "story-1.txt", "story-2.txt"]


@pytest.mark.model
def test_the_command_line_killed_ten_times_leaves_whole_documents():
    script = HERE / "kill_cli.py"  # in a process of its own: it forks, and must hold no store
    done = subprocess.run(
        [sys.executable, "-W", "ignore", script, "10", "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 kills\n" in done.stdout


def test_a_full_disk_is_one_line_with_a_remedy_and_harms_nothing(path):
    def narrow():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    told = ran("remove", path, "story-1.txt", preexec_fn=narrow)
    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (1, "", 1)
    assert "free some" in told.stderr
    assert whole(path) == ALL
    assert ran("remove", path, "story-1.txt").returncode == 0
    assert whole(path) == [ALL[0], ALL[2]]


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write")
def test_a_folder_that_may_not_be_written_is_one_line_and_can_be_read(path):
    before = POWERLESS if os.geteuid() == 0 else ()
    places = [path, *path.rglob("*")]
    for place in places:
        place.chmod(0o500 if place.is_dir() else 0o400)
    try:
        told = ran("remove", path, "story-1.txt", before=before)
        assert (told.returncode, len(told.stderr.splitlines())) == (1, 1)
        assert "change its permissions" in told.stderr
        assert ran("check", path, before=before).returncode == 0
    finally:
        for place in places:
            place.chmod(0o700)
    assert whole(path) == ALL


def test_a_store_that_another_process_writes_to_is_one_line_and_can_be_read(path):
    with Dataset.open(path):
        told = ran("remove", path, "story-1.txt")
        assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (1, "", 1)
        assert "another process is writing to this store; wait for its end" in told.stderr
        assert ran("check", path).returncode == 0
    assert whole(path) == ALL


def test_an_interrupted_removal_finishes_the_document_in_hand(path, run, monkeypatch):
    remove = Dataset.remove

    def interrupted(self, document, **more):
        os.kill(os.getpid(), signal.SIGINT)
        remove(self, document, **more)

    monkeypatch.setattr(Dataset, "remove", interrupted)
    told = run("remove", path, *ALL)
    assert told.code == 130
    assert told.err.count("left: story-") == 2
    assert told.err.endswith(
        f"{path}: 1 removed, interrupted with 2 left: run the same again for them\n"
    )
    assert len(whole(path)) == 2


def test_an_interrupted_pruning_finishes_the_document_in_hand(path, run, monkeypatch):
    remove = Dataset.remove
    monkeypatch.chdir(path.parent)  # where none of the texts is any more

    def interrupted(self, document, **more):
        os.kill(os.getpid(), signal.SIGINT)
        remove(self, document, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Dataset, "remove", interrupted)
        told = run("update", path, *ALL, "--prune")
    assert told.code == 130
    assert [line for line in told.err.splitlines() if "left: story" in line] == [
        f"left: {source}" for source in ALL[1:]
    ]
    assert "1 removed, interrupted with 2 left: run the same again for them" in told.err
    assert whole(path) == ALL[1:]
    again = run("update", path, *ALL, "--prune")
    assert again.code == 0
    assert again.err.splitlines() == [
        f"note: {ALL[0]} is gone and was taken out before",
        f"{path}: 0 added, 0 unchanged, 2 removed",
    ]
    assert whole(path) == []


def test_a_file_that_never_was_in_the_store_is_missed(path, run, monkeypatch):
    monkeypatch.chdir(path.parent)
    told = run("update", path, "story-9.txt", "--prune")
    assert told.code == 1
    assert "story-9.txt: does not exist" in told.err
    assert whole(path) == ALL


def test_an_interruption_elsewhere_is_one_line(path, run, monkeypatch, capfd):
    def asked(self, *arguments, **more):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)

    monkeypatch.setattr(Dataset, "select", asked)
    # a shell lets what it runs in the background ignore the signal
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        told = run("check", path)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (told.code, told.out) == (130, "")
    assert capfd.readouterr().err == (
        "newsgraph: interrupted; what was written is whole: run the same again\n"
    )


PARENT = """
import multiprocessing, time
from newsgraph.workers import _end_with_parent
child = multiprocessing.get_context("spawn").Process(target=_end_with_parent)
child.start()
print(child.pid, flush=True)
time.sleep(600)
"""


def test_a_worker_ends_when_its_parent_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert parent.stdout.read() == ""  # the child held the other end: it is gone
    parent.stdout.close()
