"""Large matrix products of a model in whole numbers, by onnxruntime's own operators.

A scale taken anew from each batch, as onnxruntime's tool for it sets it, would make what
is read in one sentence depend on the sentences beside it, and costs more time than the
product. So the scales are set once, by sentences to learn from (see ``scales``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from newsgraph.training.encoder.scales import Scheme, scheme, weights

SMALLEST = 512  # numbers in a matrix; products in fractions round by the size of a batch
MOST_ROWS = 3000  # that a product is judged by
CONTRIBUTED = "com.microsoft"  # operators of onnxruntime beside the standard
Feed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Product:
    """A product with a constant matrix, and the bias that is added to it."""

    node: Any
    matrix: Any
    bias: str
    output: str
    added: Any = None  # the node that adds the bias, if it is one of its own


def products(graph: Any) -> list[Product]:
    """Return the products of a graph with large constant matrices."""
    known = {i.name: i for i in graph.initializer}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found = []
    for node in graph.node:
        if node.op_type not in ("MatMul", "Gemm") or node.input[1] not in known:
            continue
        matrix = numpy_helper.to_array(known[node.input[1]])
        if matrix.size < SMALLEST:
            continue
        if any(a.name == "transB" and a.i for a in node.attribute):
            matrix = matrix.T
        bias, output, added = (node.input[2] if len(node.input) > 2 else ""), node.output[0], None
        after = users.get(output, [])
        if not bias and len(after) == 1 and after[0].op_type == "Add":
            other = next(n for n in after[0].input if n != output)
            if other in known and list(known[other].dims) == [matrix.shape[1]]:
                bias, output, added = other, after[0].output[0], after[0]
        found.append(Product(node, matrix, bias, output, added))
    return found


def _rows(model: Any, names: Sequence[str], feeds: Iterable[Feed]) -> dict[str, Any]:
    """Return rows that enter the products, by the names of their inputs."""
    import onnxruntime

    open_ = onnx.ModelProto()
    open_.CopyFrom(model)
    given = {o.name for o in open_.graph.output}
    open_.graph.output.extend(onnx.ValueInfoProto(name=n) for n in names if n not in given)
    session = onnxruntime.InferenceSession(
        open_.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    found: dict[str, list[Any]] = {name: [] for name in names}
    for feed in feeds:
        for name, value in zip(names, session.run(list(names), dict(feed)), strict=True):
            found[name].append(value.reshape(-1, value.shape[-1]))
    joined = {name: np.concatenate(parts) for name, parts in found.items()}
    return {name: rows[:: 1 + len(rows) // MOST_ROWS] for name, rows in joined.items()}


def quantize(path: Path, out: Path, feeds: Iterable[Feed]) -> None:
    """Write a model with its large products in whole numbers.

    ``feeds`` are inputs of the model, such as it will read: the scales are set by them.
    """
    model = onnx.load(str(path))
    found = products(model.graph)
    together: dict[str, list[Product]] = {}
    for product in found:
        together.setdefault(product.node.input[0], []).append(product)
    rows = _rows(model, list(together), feeds)
    ways = {name: scheme(rows[name], [p.matrix for p in some]) for name, some in together.items()}
    _rewrite(model, {p.node.output[0]: p for p in found}, ways)
    onnx.checker.check_model(model)
    onnx.save(model, str(out))


def _rewrite(model: Any, found: Mapping[str, Product], ways: Mapping[str, Scheme]) -> None:
    """Put products in whole numbers in the places of the others."""
    graph = model.graph
    nodes: list[Any] = []
    constants: list[Any] = []
    done: set[str] = set()

    def constant(name: str, value: Any) -> str:
        constants.append(numpy_helper.from_array(value, name))
        return name

    gone = {p.added.output[0] for p in found.values() if p.added is not None}
    for node in graph.node:
        product = found.get(node.output[0])
        if product is None:
            nodes += [] if node.output[0] in gone else [node]
            continue
        name, at = node.input[0], node.output[0]
        how = ways[name]
        if name not in done:
            done.add(name)
            even = name
            if (how.columns != 1).any():
                constant(f"{name}_columns", (1 / how.columns).astype(np.float32))
                nodes.append(helper.make_node("Mul", [name, f"{name}_columns"], [f"{name}_even"]))
                even = f"{name}_even"
            constant(f"{name}_scale", np.float32(how.scale))
            constant(f"{name}_zero", np.uint8(how.zero))
            given = [even, f"{name}_scale", f"{name}_zero"]
            nodes.append(helper.make_node("QuantizeLinear", given, [f"{name}_whole"]))
        whole, across = weights(product.matrix, how)
        given = [
            f"{name}_whole",
            constant(f"{at}_w", whole.astype(np.int8)),
            f"{name}_scale",
            constant(f"{at}_across", (across / how.scale).astype(np.float32)),
            f"{name}_zero",
            "",
            product.bias,
        ]
        nodes.append(
            helper.make_node("MatMulIntegerToFloat", given, [product.output], domain=CONTRIBUTED)
        )
    used = {name for node in nodes for name in node.input}
    kept = [i for i in (*graph.initializer, *constants) if i.name in used]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
    model.opset_import.append(helper.make_opsetid(CONTRIBUTED, 1))
