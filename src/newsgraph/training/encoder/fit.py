"""The training loop: AdamW with warm-up and linear decay, losses masked by what is known."""

import random as python_random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (the usual name)

from newsgraph.encoder.schema import Schema
from newsgraph.encoder.words import SHAPES
from newsgraph.training.encoder.batches import IGNORED, Batch, Encoded, batches
from newsgraph.training.encoder.network import Network, Shape

STATUS_WEIGHT = 0.3
PAIRS_WEIGHT = 0.5  # of what the pairs of a sentence cost, beside its tags
RARE = -4.0  # where the scores of labels begin: most pairs bear none


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast to train."""

    epochs: int = 6
    batch: int = 32
    rate: float = 1.5e-4
    head_rate: float = 5e-4
    warmup: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    seed: int = 13
    threads: int = 1
    shared: int = 3
    own: int = 2
    weights: Mapping[str, float] = field(default_factory=dict)  # "tags core", "redocred redocred"


def build(schema: Schema, base: Path, settings: Settings) -> Network:
    """Return the untrained network on top of the base model's weights."""
    labels = tuple(len(v) + (k in schema.single) for k, v in schema.spaces.items())
    shape = Shape(
        len(SHAPES),
        len(schema.tags),
        len(schema.mark_kinds),
        len(schema.forms),
        labels,
        shared=settings.shared,
        own=settings.own,
        statuses=len(schema.statuses),
    )
    torch.manual_seed(settings.seed)
    network = Network(shape, settings.dropout)
    network.begin(base)
    for name, space in zip(schema.spaces, network.upper.spaces, strict=True):
        if name not in schema.single:
            torch.nn.init.constant_(space.bias, RARE)
    return network


def tensors(network: Network, batch: Batch) -> tuple[Tensor, ...]:
    """Return the scores of tags, of each label space, and of statuses."""
    a = {k: torch.from_numpy(v) for k, v in batch.arrays.items()}
    x, tags = network.lower(network.table(a["ids"]), a["shapes"], a["mask"])
    names = ("mask", "spans", "starts", "kinds", "forms", "pairs", "gaps", "distances")
    return tags, *network.upper(x, *(a[n] for n in names))


def loss_of(scores: Sequence[Tensor], batch: Batch, schema: Schema) -> Tensor:
    """Return what a batch costs: only what its sets know is charged."""
    tags, *spaces, status = scores
    flat = tags.reshape(-1, tags.shape[2])[torch.from_numpy(batch.words)]
    allowed = torch.from_numpy(batch.allowed)
    weight = torch.from_numpy(batch.weight_of_word) * (allowed.sum(1) < allowed.shape[1])
    cost = flat.logsumexp(1) - flat.masked_fill(allowed == 0, -1e4).logsumexp(1)
    total = (cost * weight).sum() / weight.sum().clamp(min=1)
    for (name, (truth, known)), out in zip(batch.judged.items(), spaces, strict=True):
        if known.any():
            t, k = torch.from_numpy(truth), torch.from_numpy(known)
            one = _single(out, t, k) if name in schema.single else _many(out, t, k)
            total = total + PAIRS_WEIGHT * one / len(batch.rows)
    where = torch.from_numpy(batch.status)
    if (where != IGNORED).any():
        total = total + STATUS_WEIGHT * F.cross_entropy(status, where, ignore_index=IGNORED)
    return total


def _many(out: Tensor, truth: Tensor, known: Tensor) -> Tensor:
    return (F.binary_cross_entropy_with_logits(out, truth, reduction="none") * known).sum()


def _single(out: Tensor, truth: Tensor, known: Tensor) -> Tensor:
    none = 1 - truth.amax(1, keepdim=True)
    target = torch.cat([truth, none], 1)
    whole = known.amax(1) * ((known > 0).all(1) | (truth.amax(1) > 0))
    return -((target * out.log_softmax(1)).sum(1) * whole).sum()


def fit(
    network: Network,
    rows_of: Callable[[int], Sequence[Encoded]],
    schema: Schema,
    settings: Settings,
    log: Callable[[str], None],
    after: Callable[[int, Network], None] | None = None,
) -> None:
    """Train a network in place; ``rows_of`` gives the lessons of an epoch.

    ``after`` is called at the end of each epoch.
    """
    torch.set_num_threads(settings.threads)
    python_random.seed(settings.seed)
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    steps = 0
    optimizer = _optimizer(network, settings)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: _rate(n, max(steps, 1), settings.warmup)
    )
    begun, done = time.process_time(), 0
    for epoch in range(settings.epochs):
        network.train()
        losses = []
        rows = rows_of(epoch)
        groups = list(batches(rows, settings.batch, schema, settings.weights, random))
        steps = steps or len(groups) * settings.epochs
        for batch in groups:
            optimizer.zero_grad()
            loss = loss_of(tensors(network, batch), batch, schema)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            losses.append(loss.item())
            done += 1
            if done % 200 == 0:
                log(f"  step {done} of about {steps}, loss {np.mean(losses[-200:]):.3f}")
        spent = time.process_time() - begun
        log(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {spent:.0f} CPU seconds")
        if after is not None:
            after(epoch, network)


def _rate(step: int, steps: int, warmup: float) -> float:
    first = max(1, int(steps * warmup))
    return min((step + 1) / first, max(0.0, (steps - step) / max(1, steps - first)))


def _optimizer(network: Network, settings: Settings) -> Any:
    body: list[Any] = []
    heads: list[Any] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            old = (
                ".layers." in name
                or ".own." in name
                or ".positions." in name
                or "lower.norm" in name
            )
            (body if old else heads).append(parameter)
    return torch.optim.AdamW(
        [{"params": body, "lr": settings.rate}, {"params": heads, "lr": settings.head_rate}],
        weight_decay=settings.decay,
    )


def scores(network: Network, rows: Sequence[Encoded], schema: Schema) -> list[dict[str, Any]]:
    """Return for each lesson its scores: tags (words x tags), each space, and status."""
    network.eval()
    where = {id(row): n for n, row in enumerate(rows)}
    found: list[dict[str, Any]] = [{} for _ in rows]
    with torch.no_grad():
        for batch in batches(rows, 32, schema, {}):
            tags, *out = (t.numpy() for t in tensors(network, batch))
            flat = tags.reshape(-1, tags.shape[2])[batch.words]
            words = np.cumsum([0, *(len(r.allowed) for r in batch.rows)])
            pairs = np.cumsum([0, *(len(r.pairs) for r in batch.rows)])
            for n, row in enumerate(batch.rows):
                mine = slice(pairs[n], pairs[n + 1])
                found[where[id(row)]] = {
                    "tags": flat[words[n] : words[n + 1]],
                    "status": out[-1][mine],
                } | {name: o[mine] for name, o in zip(schema.spaces, out, strict=False)}
    return found
