"""Markdown."""

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st

from newsgraph.documents import from_markdown
from newsgraph.documents.inline import inline
from newsgraph.errors import ReadError


def blocks(raw):
    made = from_markdown(raw, "x.md")
    return [(b.role.value, made.text[b.start : b.end]) for b in made.blocks]


def words(raw):
    return "".join(run.text for run in inline(raw, 0, len(raw)))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("the *Fram* and **the _old_ Gjøa**", "the Fram and the old Gjøa"),
        ("***both*** ~~gone~~ __here__", "both gone here"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("an open *mark", "an open *mark"),
        ("[Ola *Moen*](https://example.org/a_(b) 't'), [a][1], [b], [^2]", "Ola Moen, a, [b], "),
        ("![a ship](x.png)sails", "sails"),
        ("[![a ship](x.png) home](y)", " home"),
        ("`*code*` and ``a ` b``", "*code* and a ` b"),
        (r"\*not\* marked \& so", "*not* marked & so"),
        ("R&amp;D at AT&T, 5&nbsp;%", "R&D at AT&T, 5\xa0%"),
        ("a <b>bold</b><!-- no --> <https://example.org>", "a bold https://example.org"),
        ("one<br>two", "one two"),
    ],
)
def test_marks_are_cut_out(raw, text):
    assert words(raw) == text


PAGE = """---
title: "The *Fram* sails"
date: 2031-02-09 10:00
---
# The Fram sails again #

*Notes from the quay*

It left **Horten**
on Monday.

Crew
----

- Ola Moen, who
  steers
- [x] Kari Dahl

  cooks and mends
1. the cat

```sh
rm -rf fish
```

    indented code

> We sail,
> she *said*.

| Leg | Port \\| pier |
|:----|------:|
| one | **Bergen** |
| two | |

[1]: https://example.org
[^1]: The ship is from 1892.

***
<!-- nobody
reads this -->
That is all.
"""


def test_a_page():
    made = from_markdown(PAGE, "x.md")
    assert (made.title, made.date) == ("The *Fram* sails", "2031-02-09")
    assert blocks(PAGE) == [
        ("headline", "The Fram sails again"),
        ("prose", "Notes from the quay"),
        ("prose", "It left Horten on Monday."),
        ("heading", "Crew"),
        ("list item", "Ola Moen, who steers"),
        ("list item", "Kari Dahl"),
        ("prose", "cooks and mends"),
        ("list item", "the cat"),
        ("quote", "We sail, she said."),
        ("table row", "one | Bergen"),
        ("table row", "two"),
        ("prose", "The ship is from 1892."),
        ("prose", "That is all."),
    ]


def test_cells_know_their_headers():
    made = from_markdown(PAGE, "x.md")
    rows = [block for block in made.blocks if block.cells]
    assert [[(made.text[a:b], header) for a, b, header in row.cells] for row in rows] == [
        [("one", "Leg"), ("Bergen", "Port | pier")],
        [("two", "Leg")],
    ]


def test_without_front_matter_the_headline_is_the_title():
    assert from_markdown("# Old ships\n\nThey sail.", "x.md").title == "Old ships"


def test_code_alone_is_refused():
    with pytest.raises(ReadError, match="no prose"):
        from_markdown("```\nx = 1\n```", "x.md")


@example("|\r-")
@given(st.text(st.sampled_from("ab *_`[]()!<>&|#-\\\n\r1."), max_size=60))
def test_each_run_stands_for_its_source(raw):
    raw = "start " + raw
    try:
        made = from_markdown(raw, "x.md")
    except ReadError:  # the head of a table without rows: no prose
        reject()
    for block in made.blocks:
        start, end = made.offsets.raw_span(block.start, block.end)
        left = iter(raw[start:end])
        assert all(
            sign in left
            for sign in made.text[block.start : block.end].replace(" ", "").replace("|", "")
        )
