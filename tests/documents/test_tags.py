"""The scanner of HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents.tags import attributes, runs_of, scan


def names(raw):
    return [("/" if e.closing else "") + (e.name or repr(raw[e.start : e.end])) for e in scan(raw)]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("<P class=a>x</p >", "p 'x' /p"),
        ("a < b <3 c", "'a < b <3 c'"),
        ("<a href='>'>x", "a 'x'"),
        ("<!-- <p> -->x<!doctype html>y<?php z ?>", "'x' 'y'"),
        ("x<!-- never closed <p>y", "'x'"),
        ("<script>if (a<b) '</p>'</SCRIPT >x", "script /script 'x'"),
        ("<title>A <b> title</title>", "title 'A <b> title' /title"),
        ("x</>y</3>z", "'x' 'y' 'z'"),
        ("x<p unclosed", "'x'"),
        ("<br/><img src=a/>", "br img"),
    ],
)
def test_tags_and_texts(raw, found):
    assert " ".join(names(raw)) == found


def test_attributes():
    raw = '<p  ID=one class=\'a "b"\' hidden data-x="&amp;" id=two>'
    (event,) = scan(raw)
    assert attributes(raw, event) == {"id": "one", "class": 'a "b"', "hidden": "", "data-x": "&"}


def test_references_are_decoded_in_runs_of_their_own():
    raw = "R&amp;D, AT&T &eacute;&#8209;&#x41;&bogus;"
    runs = list(runs_of(raw, 0, len(raw)))
    assert "".join(run.text for run in runs) == "R&D, AT&T é\u2011A&bogus;"
    assert all(run.text == raw[run.start : run.end] or raw[run.start] == "&" for run in runs)


@given(st.text(st.sampled_from("<>/!-ab=\"' &;?\n"), max_size=60))
def test_events_come_in_order_and_never_overlap(raw):
    reached = 0
    for event in scan(raw):
        assert reached <= event.start < event.end <= len(raw)
        reached = event.end
