"""A backup, and the snapshot it begins with, have all that is committed."""

import subprocess
import sys
from pathlib import Path

import invented
import pyoxigraph
import pytest

from newsgraph.errors import StoreError
from newsgraph.store.backup import back_up, restore
from newsgraph.store.dataset import Dataset
from newsgraph.store.snapshot import state, take

TARN, DENIAL = invented.tarn_graph(), invented.denial_graph()
CRASH = """
import os, sys
sys.path[:0] = [sys.argv[2]]
import invented
from newsgraph.store.dataset import Dataset
Dataset.open(sys.argv[1]).add(invented.denial_graph())
os._exit(9)
"""


@pytest.fixture
def db(tmp_path):
    with Dataset.open(tmp_path / "graph.db", create=True) as dataset:
        dataset.add(TARN)
    return tmp_path / "graph.db"


def documents(db):
    with Dataset.open(db, read_only=True) as dataset:
        return set(dataset.document_iris())


def backed_up(db, to):
    """Return what a backup holds, and what its dump does; made as the command makes it."""
    with Dataset.open(db, read_only=True) as dataset:
        back_up(dataset, to)
    restored = restore(to, to.with_suffix(".db"))
    (to / "quads").rename(to / "gone")
    from_dump = restore(to, to.with_suffix(".dumped"))
    return documents(restored), documents(from_dump)


BOTH = {TARN.document.iri, DENIAL.document.iri}


def test_a_backup_in_the_middle_of_a_build_has_all_that_is_committed(db, tmp_path):
    with Dataset.open(db) as dataset:
        dataset.add(DENIAL)
        assert backed_up(db, tmp_path / "kept") == (BOTH, BOTH)
        dataset.remove(TARN.document.iri)
        left = {DENIAL.document.iri}
        assert backed_up(db, tmp_path / "later") == (left, left)


def test_a_backup_after_a_crash_has_all_that_was_committed(db, tmp_path):
    command = [sys.executable, "-c", CRASH, str(db), str(Path(__file__).parent)]
    assert subprocess.run(command, check=False).returncode == 9
    assert backed_up(db, tmp_path / "kept") == (BOTH, BOTH)
    assert documents(db) == BOTH


def names(snapshot):
    quads = pyoxigraph.Store.read_only(str(snapshot)).quads_for_pattern(
        None, pyoxigraph.NamedNode("http://purl.org/dc/terms/source"), None, None
    )
    return {quad.object.value for quad in quads}


def test_a_snapshot_has_what_only_the_log_of_the_engine_holds(db, tmp_path):
    with Dataset.open(db) as dataset:
        before = state(db)
        dataset.add(DENIAL)
        assert state(db) != before
        take(db, tmp_path / "first")
    assert names(tmp_path / "first") == {TARN.document.source, DENIAL.document.source}
    before = state(db)
    take(db, tmp_path / "second")
    assert state(db) == before  # looking changes nothing
    assert names(tmp_path / "second") == names(tmp_path / "first")
    assert documents(db) == BOTH  # and the store is as it was


def test_what_is_no_store_any_more_is_an_error_with_the_path(tmp_path):
    with pytest.raises(StoreError, match="nothing"):
        take(tmp_path / "nothing", tmp_path / "copy")
