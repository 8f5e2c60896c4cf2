"""The trained network as files that onnxruntime reads.

``lower.onnx`` and ``upper.onnx`` are the two halves. Their large matrices are stored
in whole numbers (see ``quantize``). ``pieces.npz`` holds the table of word
pieces, eight bits with a scale each row.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from newsgraph.encoder.model import FED
from newsgraph.encoder.schema import Schema
from newsgraph.encoder.trees import LONGEST
from newsgraph.training.encoder.network import Network
from newsgraph.training.encoder.quantize import quantize

OPSET = 20  # from here on there is an operator for GELU
HALVES = ("lower.onnx", "upper.onnx")
LOWER_IN, LOWER_OUT = ("pieces", "shapes", "mask"), ("states", "tags")
UPPER_IN = ("states", *FED)


def export(
    network: Network,
    schema: Schema,
    tokenizer: Path,
    out: Path,
    seen: Sequence[Mapping[str, Any]],
) -> None:
    """Write the model files to a folder.

    ``seen`` are batches of sentences, as ``inputs.assemble`` gives them: the scales of
    whole numbers are set by what the network makes of them.
    """
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    halves(network, schema, out)
    feeds: dict[str, list[dict[str, Any]]] = {half: [] for half in HALVES}
    with torch.no_grad():
        for arrays in seen:
            pieces = network.table(torch.from_numpy(arrays["ids"]))
            looks, mask = (torch.from_numpy(arrays[name]) for name in ("shapes", "mask"))
            states, _ = network.lower(pieces, looks, mask)
            given = (pieces.numpy(), arrays["shapes"], arrays["mask"])
            feeds["lower.onnx"].append(dict(zip(LOWER_IN, given, strict=True)))
            marked = {name: arrays[name] for name in FED}
            if len(arrays["pairs"]):
                feeds["upper.onnx"].append({"states": states.numpy(), **marked})
    for half in HALVES:
        quantize(out / half, out / half, feeds[half])
    rest(network, schema, tokenizer, out)


def rest(network: Network, schema: Schema, tokenizer: Path, out: Path) -> None:
    """Write the table of word pieces, the tokenizer and the labels."""
    table = network.table.weight.detach().numpy()
    scale = np.abs(table).max(1).clip(min=1e-8) / 127
    rows = np.round(table / scale[:, None]).astype(np.int8)
    np.savez(out / "pieces.npz", rows=rows, scale=scale.astype(np.float32))
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    text = json.dumps(schema.as_dict(), indent=1)
    (out / "labels.json").write_text(text + "\n", encoding="utf-8")


def halves(network: Network, schema: Schema, out: Path) -> None:
    """Write lower.onnx and upper.onnx in single precision."""
    batch, length, marks, pairs = 2, 12, 3, 4
    width = network.shape.width
    b, n, m, p = (torch.export.Dim(x) for x in ("batch", "length", "marks", "pairs"))
    mask = torch.zeros(batch, length)
    lower = (torch.randn(batch, length, width), torch.ones(batch, length, dtype=torch.long), mask)
    shapes: Any = ({0: b, 1: n}, {0: b, 1: n}, {0: b, 1: n})
    _write(network.lower, lower, LOWER_IN, LOWER_OUT, shapes, out / "lower.onnx")
    spans = torch.zeros(batch, marks, length)
    spans[:, :, 3:5] = 1
    whole = torch.zeros(batch, marks, dtype=torch.long)
    pair = torch.zeros(pairs, 2, dtype=torch.long)
    way = torch.arange(pairs * LONGEST).reshape(pairs, LONGEST) % length
    upper = (lower[0], mask, spans, spans, whole, whole, pair, pair + 1, pair[:, 0], way, way)
    shapes = ({0: b, 1: n}, {0: b, 1: n}, {0: b, 1: m, 2: n}, {0: b, 1: m, 2: n}, {0: b, 1: m})
    shapes = (*shapes, {0: b, 1: m}, *[{0: p}] * 5)
    _write(network.upper, upper, UPPER_IN, (*schema.spaces, "status"), shapes, out / "upper.onnx")


def _write(
    part: Any, example: tuple[Any, ...], given: Any, names: Any, shapes: Any, path: Path
) -> None:
    program = torch.onnx.export(
        part,
        tuple(x.clone() for x in example),  # one tensor given twice would become one input
        input_names=list(given),
        output_names=list(names),
        dynamic_shapes=shapes,
        opset_version=OPSET,
        dynamo=True,
        external_data=False,
    )
    program.save(str(path), external_data=False)
