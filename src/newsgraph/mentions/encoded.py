"""The encoder as a witness: what a small transformer makes of a name in its sentence."""

from collections.abc import Sequence

from newsgraph.encoder.sentences import SentenceReader
from newsgraph.mentions import linear
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.features import Describer
from newsgraph.mentions.sentences import ParsedBlock
from newsgraph.model import Document

WEIGHT = 6.0  # of a kind that the encoder is certain of, beside the other witnesses
LEAST = 0.05  # a kind less likely than this is not spoken for


class EncoderJudge:
    """Lets the linear witness speak, then the encoder, for the kinds of names."""

    def __init__(self, reader: SentenceReader) -> None:
        self.reader = reader

    def __call__(
        self,
        document: Document,
        drafts: Sequence[Draft],
        blocks: Sequence[ParsedBlock],
        describer: Describer,
    ) -> None:
        """Add the verdicts to the witnesses of the drafts."""
        linear.judge(document, drafts, blocks, describer)
        bounds = sorted(s for block in blocks for s in block.bounds())
        inside: list[list[Draft]] = [[] for _ in bounds]
        for draft in drafts:
            for n, (start, end) in enumerate(bounds):
                if start <= draft.start and draft.end <= end:
                    inside[n].append(draft)
                    break
        wanted = [(b, mine) for b, mine in zip(bounds, inside, strict=True) if mine]
        read = self.reader.read(document.text, [b for b, _ in wanted])
        placed = [
            [(d, s.covering(d.start, d.end)) for d in mine]
            for s, (_, mine) in zip(read, wanted, strict=True)
        ]
        spans = [[span for _, span in row if span is not None] for row in placed]
        verdicts = self.reader.encoder.kinds_of([s.reading for s in read], spans)
        for row, found in zip(placed, verdicts, strict=True):
            speaking = [draft for draft, span in row if span is not None]
            for draft, shares in zip(speaking, found, strict=True):
                for kind, share in sorted(shares.items()):
                    if kind and share >= LEAST:
                        draft.speak("encoder", kind, round(WEIGHT * share, 3))
