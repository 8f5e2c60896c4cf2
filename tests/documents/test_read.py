"""Files, folders and standard input."""

import io
import os

import pytest

from newsgraph.documents import read
from newsgraph.errors import ReadError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("The mill closed.")
    (tmp_path / "a.md").write_text("# Mill\n\nIt *closed*.")
    (tmp_path / "sub" / "c.HTML").write_text("<article><p>It closed.</p></article>")
    (tmp_path / "sub" / "d.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (tmp_path / "x.csv").write_text("a,b")
    (tmp_path / ".hidden.txt").write_text("no")
    return tmp_path


def sources(found, root):
    return [os.path.relpath(one.source, root) for one in found]


def test_a_folder_is_read_in_order(folder):
    told = []
    found = list(read([folder], notes=told.append))
    assert sources(found, folder) == [
        "a.md",
        "b.txt",
        "sub/c.HTML",
        "sub/d.jsonl:1",
        "sub/d.jsonl:2",
    ]
    assert sources(told, folder) == ["x.csv"]


def test_one_bad_file_does_not_stop_the_rest(folder):
    (folder / "a.md").write_bytes(b"\0\1\2")
    found = list(read([folder / "gone.txt", folder, folder / "x.csv"]))
    bad = [one for one in found if isinstance(one, ReadError)]
    assert sources(bad, folder) == ["gone.txt", "a.md", "x.csv"]
    assert len(found) == 7


def test_the_source_is_the_path_as_given(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (made,) = read(["./sub/../b.txt"])
    assert made.source == "./sub/../b.txt"


def test_a_file_given_twice_is_read_once(folder):
    told = []
    assert (
        len(list(read([folder / "b.txt", folder / "sub" / ".." / "b.txt"], notes=told.append))) == 1
    )
    assert "twice" in told[0].text


def test_standard_input_is_plain_text():
    (made,) = read(["-"], stdin=io.BytesIO("Café # not *marked*.".encode()))
    assert (made.source, made.text) == ("-", "Café # not *marked*.")


def test_links_in_a_circle_end(folder):
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    told = []
    assert len(list(read([folder], notes=told.append))) == 5
    assert any("link to a folder" in note.text for note in told)


def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "p.txt")
    (error,) = read([folder / "p.txt"])
    assert "not a regular file" in str(error)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(folder):
    (folder / "b.txt").chmod(0)
    (error,) = read([folder / "b.txt"])
    assert "may not be read" in str(error)


def test_no_rights_is_an_error_of_its_own(folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    (error,) = read([folder / "b.txt"])
    assert "change its permissions" in str(error)


def test_a_folder_without_texts_is_an_error(tmp_path):
    (error,) = read([tmp_path])
    assert "holds no" in str(error)


@pytest.mark.parametrize("path", ["", "a\0b.txt", "gone", "gone.txt", "x" * 5000 + ".txt"])
def test_paths_that_are_none(path):
    (error,) = read([path])
    assert isinstance(error, ReadError)


def test_reading_is_lazy(folder):
    found = read([folder / "b.txt", folder / "gone.txt"])
    assert next(found).text == "The mill closed."
