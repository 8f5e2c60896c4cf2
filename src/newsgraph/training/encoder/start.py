"""Earlier encoders as the beginning of a training, instead of MiniLM as it comes.

What their files hold in whole numbers is made fractions again. Encoders that were trained
from one beginning are averaged (model soups: Wortsman et al. 2022). Where the new network
is split earlier, the layers in between begin both branches; it then answers nearly as before.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from newsgraph.encoder.schema import Schema, read_schema
from newsgraph.errors import PipelineError
from newsgraph.training.encoder.network import Network

HALVES = ("lower", "upper")
UNBIASED = ("object", "both", "between", "along")  # products of the upper half, in order
Weights = dict[str, Any]  # name in the network -> array
_LAYER = re.compile(r"(lower|upper)\.(layers|own)\.(\d+)\.(.+)")


def begin_with(network: Network, schema: Schema, folders: Sequence[Path]) -> None:
    """Give a network the mean weights of the encoders in some folders, in place.

    Scores of labels that they do not know keep the weights that they have. Raises
    PipelineError if an encoder is missing, or too different in shape.
    """
    found = [_named(folder, schema) for folder in folders]
    shape, own = network.shape, network.state_dict()
    for name in own.keys() - {"table.weight"}:
        rows = [w[name] for w in (_split(w, shape.shared) for w in found) if name in w]
        label = name.startswith("upper.spaces.")
        if len(rows) < len(found) and not label:
            raise PipelineError(f"{folders[0]}: no {name}; begin with encoders of one shape")
        if not rows:
            continue
        mean = torch.from_numpy(np.mean(rows, 0, dtype=np.float32))
        known = ~mean.isnan()  # labels of other encoders
        if mean.shape != own[name].shape:
            raise PipelineError(f"{folders[0]}: another shape of {name}; train without a start")
        own[name][known] = mean[known]
    network.load_state_dict(own)


def _named(folder: Path, schema: Schema) -> Weights:
    """Return the weights of an encoder by the names of a network for a schema."""
    theirs = read_schema(folder / "labels.json")
    weights: Weights = {}
    for half in HALVES:
        weights |= {f"{half}.{name}": a for name, a in read_half(folder / f"{half}.onnx").items()}
    for part in ("weight", "bias"):
        heads = [weights.pop(f"upper.spaces.{n}.{part}", None) for n in range(len(theirs.spaces))]
        of = dict(zip(theirs.spaces, heads, strict=True))
        for n, space in enumerate(schema.spaces):
            if of.get(space) is not None and _single(theirs, space) == _single(schema, space):
                rows = _rows(of[space], theirs.spaces[space], schema.spaces[space])
                weights[f"upper.spaces.{n}.{part}"] = rows
    return weights


def _single(schema: Schema, space: str) -> bool:
    return space in schema.single


def _rows(head: Any, theirs: Sequence[str], ours: Sequence[str]) -> Any:
    """Return the rows of a head in our order; nan where a label is new."""
    more = len(head) - len(theirs)  # one for no label, where a pair bears one at most
    rows = np.full((len(ours) + more, *head.shape[1:]), np.nan, np.float32)
    for n, label in enumerate(ours):
        if label in theirs:
            rows[n] = head[theirs.index(label)]
    if more:
        rows[-more:] = head[-more:]
    return rows


def _split(weights: Weights, shared: int) -> Weights:
    """Return the weights of a network with so many shared layers, if they have as many."""
    layers = [match for name in weights if (match := _LAYER.fullmatch(name))]
    moved = 1 + max(int(m[3]) for m in layers if m[1] == "lower" and m[2] == "layers") - shared
    found: Weights = {name: a for name, a in weights.items() if not _LAYER.fullmatch(name)}
    for match in layers:
        half, part, number, rest = match[1], match[2], int(match[3]), match[4]
        if half == "lower" and part == "layers" and number >= shared:
            for branch in ("lower.own", "upper.layers"):
                found[f"{branch}.{number - shared}.{rest}"] = weights[match[0]]
        else:
            place = number if part == "layers" and half == "lower" else number + moved
            found[f"{half}.{part}.{place}.{rest}"] = weights[match[0]]
    return found


def read_half(path: Path) -> Weights:
    """Return the weights in a half of a model, by their names in the network.

    A matrix has no name in the file; it bears that of the bias that is added to it.
    Raises PipelineError if the file is missing or damaged.
    """
    try:
        graph = onnx.load(str(path)).graph
    except Exception as error:  # of several libraries
        raise PipelineError(f"{path}: not a model ({error}); begin with an encoder") from error
    known = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    makers = {node.output[0]: node for node in graph.node}
    adds = {x: n for n in graph.node if n.op_type == "Add" for x in n.input}
    found = {
        name: a for name, a in known.items() if re.fullmatch(r"(\w+\.)*(weight|bias)|first", name)
    }
    unbiased = iter(UNBIASED)
    for node in graph.node:
        matrix, bias = _matrix(node, known, makers)
        if matrix is None:
            continue
        if not bias and node.output[0] in adds:
            bias = next((x for x in adds[node.output[0]].input if x.endswith(".bias")), "")
        name = bias.removesuffix(".bias") if bias else next(unbiased, "")
        found[f"{name}.weight"] = matrix
    return found


def _matrix(node: Any, known: Mapping[str, Any], makers: Mapping[str, Any]) -> tuple[Any, str]:
    """Return the matrix of a product as the network holds it, and the name of its bias."""
    if node.op_type == "MatMulIntegerToFloat":
        matrix = known[node.input[1]] * known[node.input[3]]
        even = makers.get(makers[node.input[0]].input[0])
        if even is not None and even.op_type == "Mul" and even.input[1].endswith("_columns"):
            matrix = matrix * known[even.input[1]][:, None]
        return matrix.T, node.input[6] if len(node.input) > 6 else ""
    if node.op_type in ("MatMul", "Gemm") and node.input[1] in known:
        across = any(a.name == "transB" and a.i for a in node.attribute)
        matrix = known[node.input[1]]
        return matrix if across else matrix.T, node.input[2] if len(node.input) > 2 else ""
    return None, ""


__all__ = ["begin_with", "read_half"]
