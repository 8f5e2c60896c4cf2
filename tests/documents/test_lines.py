"""Lines and what they look like."""

from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents.lines import is_rule, is_title, lines_of, paragraphs


@given(st.text(st.sampled_from("ab \r\n"), max_size=40))
def test_lines_lie_where_they_say(raw):
    lines = list(lines_of(raw))
    assert all(raw[line.start : line.end] == line.text for line in lines)
    assert "".join(line.text for line in lines).split() == raw.split() or "\r" in raw or "\n" in raw
    assert not any(line.text.isspace() for line in lines)


def test_line_numbers_count_each_kind_of_break_once():
    assert [line.number for line in lines_of("a\r\nb\rc\n\nd")] == [1, 2, 3, 5]


def test_wrapped_lines_join_and_long_ones_do_not():
    long = "word " * 30
    joined = list(paragraphs(list(lines_of(f"one\ntwo\n\n{long}\nthree"))))
    assert [len(item.lines) for item in joined] == [2, 1, 1]


def test_an_item_takes_its_wrapped_lines():
    one, two = paragraphs(list(lines_of("  7. first\n  goes on\n  8. second")))
    assert (one.number, len(one.lines), two.number) == ("7", 2, "8")


def test_titles():
    assert is_title("The Mill Question")
    assert not is_title("The mill closed.")
    assert not is_title("among them:")
    assert is_rule("=====")
    assert not is_rule("- a")
