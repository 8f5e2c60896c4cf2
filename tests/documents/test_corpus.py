"""The development corpus: page facts and places, where it lies beside the clone."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from newsgraph.documents import read
from newsgraph.model import Document, Role

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "dev"
GOLD = sorted(CORPUS.glob("*.gold.json"))
pytestmark = pytest.mark.skipif(not GOLD, reason="the development corpus is not beside the clone")


def load(gold: Path) -> tuple[dict, Document, str]:
    facts = json.loads(gold.read_text(encoding="utf-8"))
    (path,) = (p for p in CORPUS.glob(facts["doc"].split(".")[0] + ".*") if p.suffix != ".json")
    (made,) = read([path])
    assert isinstance(made, Document)
    return facts, made, path.read_bytes().decode("utf-8")


def page_of(made: Document) -> dict:
    page = made.page
    assert page is not None

    def spans(role):
        return [list(made.offsets.raw_span(b.start, b.end)) for b in made.blocks if b.role is role]

    return {
        "headline": page.headline,
        "category": page.category,
        "sentiment": page.sentiment,
        "score": page.score,
        "read_minutes": page.read_minutes,
        "sources_verified": page.sources_verified,
        "key_takeaways": spans(Role.TAKEAWAY),
        "key_facts": spans(Role.FACT),
        "affected": [
            {"name": a.name, "kind": a.kind, "sentiment": a.sentiment} for a in page.affected
        ],
        "mentioned": [{"name": m.name, "kind": m.kind, "ticker": m.ticker} for m in page.mentioned],
        "timeline": [made.text[a:b] for a, b in page.timeline],
    }


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name[:3])
def test_page_facts_are_exact(gold):
    facts, made, _ = load(gold)
    if "page" not in facts:
        assert made.page is None
    else:
        assert page_of(made) == facts["page"]
        assert made.unplaced == ()


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name[:3])
def test_blocks_reread_to_the_source(gold):
    _, made, raw = load(gold)
    for block in made.blocks:
        source = raw[slice(*made.offsets.raw_span(block.start, block.end))]
        if gold.name.startswith("d14"):
            source = re.sub(r"\]\([^)]*\)|[*\[`]", "", source)
        bare = unescape(re.sub(r"<!--.*?-->|<[^>]*>", " ", source, flags=re.DOTALL)).replace(
            "\u2011", "-"
        )
        words = made.text[block.start : block.end]
        assert re.sub(r"[\s|]", "", bare) == re.sub(r"[\s|]", "", words)


def test_real_pages_have_a_place_for_every_line():
    seeds = sorted((CORPUS.parents[1] / "seeds").glob("*.txt"))
    for made in read(seeds):
        assert isinstance(made, Document)
        assert made.page is not None
        assert made.page.affected
        assert made.page.mentioned
        assert made.unplaced == ()
