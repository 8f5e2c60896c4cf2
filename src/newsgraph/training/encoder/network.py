"""The network: MiniLM, split in the middle, with a head for names and one for pairs.

The lower layers read the plain sentence once. From there one branch tags names. The
other goes on with the candidates marked: what each marked word is an end of is added
to its state, so that one pass serves all pairs of a sentence (as markers do at the
price of a pass for each pair: Zhong and Chen 2021 compare the two).
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (the usual name)

DISTANCES = (-40, -20, -10, -5, -3, -2, -1, 0, 1, 2, 3, 5, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of everything."""

    shapes: int  # of words
    tags: int
    kinds: int  # of marks, the unknown one included
    forms: int
    labels: tuple[int, ...]  # of each label space
    vocabulary: int = 30522
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    shared: int = 3  # layers that both heads use
    own: int = 2  # layers of the mention head alone; they begin as those after the shared
    pair: int = 384  # hidden units of the relation head
    positions: int = 512
    steps: int = 1  # of a way through the parse
    statuses: int = 5

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019), normalised after each half."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.query, self.key, self.value = (nn.Linear(shape.width, shape.width) for _ in range(3))
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up, self.down = (
            nn.Linear(shape.width, shape.inner),
            nn.Linear(shape.inner, shape.width),
        )
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; ``mask`` (batch, length) is 0 where there is a word."""
        batch, length, width = x.shape
        q, k, v = (
            p(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for p in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + mask[:, None, None, :]
        weights = self.drop(scores.softmax(-1))
        joined = (weights @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm(x + self.drop(self.out(joined)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Lower(nn.Module):
    """From embedded word pieces to states, and to the tags of pieces."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.shapes = nn.Embedding(shape.shapes, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.shared))
        self.own = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.own))
        self.tag = nn.Linear(shape.width, shape.tags)
        nn.init.normal_(self.shapes.weight, std=0.01)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the shared states and the scores of the tags."""
        places = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(pieces + self.positions(places) + self.shapes(shapes)))
        for layer in self.layers:
            x = layer(x, mask)
        named = x
        for layer in self.own:
            named = layer(named, mask)
        return x, self.tag(self.drop(named))


class Upper(nn.Module):
    """From states and marks to the scores of pairs in every label space."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width, pair = shape.width, shape.pair
        self.kinds = nn.Embedding(shape.kinds, width)
        self.forms = nn.Embedding(shape.forms, width)
        self.first = nn.Parameter(torch.randn(width) * 0.1)
        for table in (self.kinds, self.forms):
            nn.init.normal_(table.weight, std=0.1)
        self.layers = nn.ModuleList(
            Layer(shape, dropout) for _ in range(shape.layers - shape.shared)
        )
        self.subject, self.object = nn.Linear(width, pair), nn.Linear(width, pair, bias=False)
        self.both = nn.Linear(width, pair, bias=False)
        self.between = nn.Linear(width, pair, bias=False)
        self.along = nn.Linear(width, pair, bias=False)
        self.distance = nn.Embedding(len(DISTANCES) + 1, pair)
        self.step = nn.Embedding(shape.steps, pair, padding_idx=0)
        self.norm = nn.LayerNorm(pair)
        self.drop, self.drop_head = nn.Dropout(dropout), nn.Dropout(0.2)
        self.spaces = nn.ModuleList(nn.Linear(pair, n) for n in shape.labels)
        self.status = nn.Linear(pair, shape.statuses)
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.step.weight[1:], std=0.1)

    def forward(
        self,
        x: Tensor,  # batch, length, width
        mask: Tensor,
        spans: Tensor,  # batch, marks, length: 1 at the pieces of the mark
        starts: Tensor,  # batch, marks, length: 1 at the first piece
        kinds: Tensor,  # batch, marks
        forms: Tensor,
        pairs: Tensor,  # pairs, 2: mark numbers, counted through the batch
        gaps: Tensor,  # pairs, 2: first piece between, one past the last, in rows of length + 1
        distances: Tensor,  # pairs: bucket
        ways: Tensor,  # pairs, words: first piece of each on the way, in rows of length + 1; or 0
        steps: Tensor,  # pairs, steps
    ) -> tuple[Tensor, ...]:
        """Return the scores of each pair in each space, and of its status."""
        marks = self.kinds(kinds) + self.forms(forms)
        x = x + spans.transpose(1, 2) @ marks + starts.sum(1)[..., None] * self.first
        for layer in self.layers:
            x = layer(x, mask)
        size = spans.sum(2, keepdim=True).clamp(min=1)
        ends = (spans @ x / size).reshape(-1, x.shape[2])
        # sums run within a sentence: what stands beside it must not change their rounding
        sums = torch.cat([torch.zeros_like(x[:, :1]), x.cumsum(1)], 1).reshape(-1, x.shape[2])
        width = (gaps[:, 1] - gaps[:, 0]).clamp(min=1)[:, None]
        between = (sums[gaps[:, 1]] - sums[gaps[:, 0]]) / width
        a, b = ends[pairs[:, 0]], ends[pairs[:, 1]]
        hidden = self.subject(ends)[pairs[:, 0]] + self.object(ends)[pairs[:, 1]]
        hidden = hidden + self.both(a * b) + self.between(between)
        padded = torch.cat([torch.zeros_like(x[:, :1]), x], 1).reshape(-1, x.shape[2])
        count = (ways > 0).sum(1, keepdim=True).clamp(min=1)  # at 0 stand zeros
        hidden = hidden + self.along(padded[ways].sum(1) / count) + self.step(steps).sum(1)
        hidden = self.drop_head(F.gelu(self.norm(hidden + self.distance(distances))))
        return *(space(hidden) for space in self.spaces), self.status(hidden)


class Network(nn.Module):
    """The whole, with the table of word pieces, which is not trained."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.table = nn.Embedding(shape.vocabulary, shape.width)
        self.table.weight.requires_grad_(False)
        self.lower, self.upper = Lower(shape, dropout), Upper(shape, dropout)

    def begin(self, path: Path) -> None:
        """Take over the weights of a BERT of the same size (safetensors)."""
        from safetensors.torch import load_file

        given = load_file(path)
        with torch.no_grad():
            self.table.weight.copy_(given["embeddings.word_embeddings.weight"])
            kind = given["embeddings.token_type_embeddings.weight"][0]
            self.lower.positions.weight.copy_(given["embeddings.position_embeddings.weight"] + kind)
            _copy(self.lower.norm, given, "embeddings.LayerNorm")
        shared, n = self.shape.shared, self.shape.layers
        for i, layer in enumerate(self.lower.layers):
            _fill(layer, given, i)
        for i, layer in enumerate(self.lower.own):
            _fill(layer, given, min(shared + i, n - 1))
        for i, layer in enumerate(self.upper.layers):
            _fill(layer, given, shared + i)


PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def _fill(layer: nn.Module, given: dict[str, Tensor], number: int) -> None:
    for ours, theirs in PARTS.items():
        _copy(getattr(layer, ours), given, f"encoder.layer.{number}.{theirs}")


def _copy(part: Any, given: dict[str, Tensor], name: str) -> None:
    with torch.no_grad():
        part.weight.copy_(given[f"{name}.weight"])
        part.bias.copy_(given[f"{name}.bias"])
