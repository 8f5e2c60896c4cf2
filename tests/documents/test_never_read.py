"""What a page holds beside its article is never a source of nodes."""

import pytest

from newsgraph.documents import from_html, from_text

ARTICLE = "<h1>Veltro buys Halden</h1><p>Veltro has acquired Halden Foods for $3 million.</p>"
BRIEF = """Food Neutral 5

Veltro Buys Halden Foods

· 2 min read · Verified by 3 sources ·

Key Takeaways

  • Veltro has acquired Halden Foods for $3 million.

Analysis

Veltro has acquired Halden Foods. The price was low.

From the Network

Norpak Sues Bratt Motors
"""


@pytest.mark.parametrize(
    "beside",
    [
        "<!-- <p>Norpak sued Bratt Motors.</p> -->",
        "<script>var t = 'Norpak sued Bratt Motors.';</script>",
        '<script type="application/ld+json">{"author": "Norpak sued Bratt Motors."}</script>',
        "<aside><h3>Related</h3><p>Norpak sued Bratt Motors.</p></aside>",
        '<h3>Related</h3><ul><li><a href="1">Norpak sues Bratt Motors</a></li></ul>',
        '<div class="comments"><p>Norpak sued Bratt Motors, I heard.</p></div>',
        "<template><p>Norpak sued Bratt Motors.</p></template>",
        "<style>p::after { content: 'Norpak sued Bratt Motors.' }</style>",
    ],
    ids=["comment", "script", "JSON-LD", "aside", "link box", "readers", "template", "style"],
)
def test_nothing_beside_the_article_becomes_a_node(stages, beside):
    page = f"<html><body><article>{ARTICLE}{beside}</article></body></html>"
    (graph,) = stages.graphs([from_html(page, "x.html")])
    labels = {e.label for e in graph.entities}
    assert "Halden Foods" in labels
    assert not {"Norpak", "Bratt Motors"} & labels


def test_the_link_box_of_a_brief_gives_no_node(stages):
    (graph,) = stages.graphs([from_text(BRIEF, "x.txt")])
    assert {"Veltro", "Halden Foods"} <= {e.label for e in graph.entities}
    assert not {"Norpak", "Bratt Motors"} & {e.label for e in graph.entities}
