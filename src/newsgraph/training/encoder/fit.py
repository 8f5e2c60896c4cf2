"""The training loop: AdamW with warm-up and linear decay, losses masked by what is known."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (the usual name)

from newsgraph.encoder.model import FED
from newsgraph.encoder.schema import Schema
from newsgraph.encoder.trees import STEPS
from newsgraph.encoder.words import SHAPES
from newsgraph.training.encoder.batches import IGNORED, Batch, Encoded, batches
from newsgraph.training.encoder.network import Network, Shape

STATUS_WEIGHT = 0.3
PAIRS_WEIGHT = 0.5  # of what the pairs of a sentence cost, beside its tags
FALLING = 0.4  # of the training: from here on the rate falls
RARE = -4.0  # where the scores of labels begin: most pairs bear none


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast to train."""

    epochs: int = 6
    batch: int = 20
    rate: float = 1.2e-4
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
        steps=len(STEPS),
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
    return tags, *network.upper(x, *(a[n] for n in FED))


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
    checkpoint: Path | None = None,
) -> None:
    """Train a network in place; ``rows_of`` gives the lessons of an epoch.

    ``after`` is called at the end of each epoch. Where ``checkpoint`` is a file that an
    earlier, unfinished training left, the training goes on from there: each epoch draws
    from random numbers of its own, so that the result is that of a training in one go.
    """
    torch.set_num_threads(settings.threads)
    short = has_short_floats()
    log("products in " + ("bfloat16" if short else "single precision"))
    optimizer = _optimizer(network, settings)
    rates = [group["lr"] for group in optimizer.param_groups]
    begun = time.process_time()
    for epoch in range(_resumed(checkpoint, network, optimizer, log), settings.epochs):
        torch.manual_seed(settings.seed + epoch)
        random = np.random.default_rng((settings.seed, epoch, 1))
        network.train()
        losses = []
        rows = rows_of(epoch)
        groups = list(batches(rows, settings.batch, schema, settings.weights, random))
        for step, batch in enumerate(groups):
            share = rate_at((epoch + step / len(groups)) / settings.epochs, settings.warmup)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            optimizer.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=short):
                found = tensors(network, batch)
            loss = loss_of(tuple(t.float() for t in found), batch, schema)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            if (step + 1) % 200 == 0:
                log(f"  step {step + 1} of {len(groups)}, loss {np.mean(losses[-200:]):.3f}")
        spent = time.process_time() - begun
        log(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {spent:.0f} CPU seconds")
        if checkpoint is not None:
            _keep(checkpoint, epoch + 1, network, optimizer)
        if after is not None:
            after(epoch, network)


def has_short_floats() -> bool:
    """Say whether the processor multiplies bfloat16 by itself, at nearly twice the speed.

    Weights, sums over a batch and the optimizer stay in single precision (Micikevicius et
    al. 2018); training on a processor without it gives other weights, equal in kind.
    """
    known = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return bool(known.get("avx512_bf16") or known.get("amx_bf16"))


def rate_at(done: float, warmup: float) -> float:
    """Return the share of the rate when ``done`` of the training (0 to 1) is over.

    It rises over ``warmup``, stays, and from FALLING on falls to nothing.
    """
    return min(1.0, (done + 1e-3) / warmup, (1 - done) / (1 - FALLING))


def _keep(checkpoint: Path, epoch: int, network: Network, optimizer: Any) -> None:
    state = {"epoch": epoch, "network": network.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state, checkpoint.with_suffix(".part"))
    checkpoint.with_suffix(".part").replace(checkpoint)


def _resumed(
    checkpoint: Path | None, network: Network, optimizer: Any, log: Callable[[str], None]
) -> int:
    """Take over a checkpoint, if there is one; return the epochs that are done."""
    if checkpoint is None or not checkpoint.is_file():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    log(f"going on after epoch {state['epoch']}, from {checkpoint.name}")
    return int(state["epoch"])


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
