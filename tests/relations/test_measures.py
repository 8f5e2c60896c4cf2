"""What a figure measures, in the words of the sentence."""

import pytest

from newsgraph.documents import from_text
from newsgraph.relations.measures import measure_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "bearer", "metric"),
    [
        pytest.param("Churn: 4 percent.", "", "churn", id="label"),
        pytest.param("Prize money for the Larch Cup: £9 million.", "", "prize money", id="phrase"),
        pytest.param("Ormel: order intake £9 million; margin 12 percent.", "", "margin", id="list"),
        pytest.param("Ormel: order intake £9 million.", "", "order intake", id="item"),
        pytest.param("Thefts at Ormel fell by 18 percent.", "", "thefts", id="subject"),
        pytest.param("Ormel told of a hidden deficit of £7 million.", "", "hidden deficit", id="noun above"),
        pytest.param("Ormel won 27 percent of the vote.", "", "vote", id="of"),
        pytest.param("The wage rise, 3 percent, came late.", "rise", "wage rise", id="bearer"),
    ],
)  # fmt: skip
def test_a_figure_measures_what_stands_by_it(stages, text, bearer, metric) -> None:
    ((annotated, _),) = stages.read([from_text(text, "test")])
    sentence = annotated.sentences[0]
    figure = max(t.i for t in sentence.tokens if t.value is not None)
    of = next((t.i for t in sentence.tokens if t.text == bearer), -1)
    assert measure_of(annotated.document.text, sentence, figure, of) == metric


def test_a_figure_outside_the_sentence_measures_nothing(stages) -> None:
    ((annotated, _),) = stages.read([from_text("Ormel grew.", "test")])
    assert measure_of(annotated.document.text, annotated.sentences[0], -1, 0) == ""
