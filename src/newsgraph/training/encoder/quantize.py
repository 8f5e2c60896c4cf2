"""Matrix products in whole numbers, each row of the input with a scale of its own.

A dynamic scale for a whole batch, as onnxruntime's own tool sets it, would make what is
read in one sentence depend on the sentences beside it. Weights keep seven bits, so that
sums of products do not overflow on processors without VNNI: the same result everywhere.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LEVELS, WEIGHT_LEVELS = 127, 63
SMALLEST = 512  # numbers in a matrix; products in fractions round by the size of a batch


class _Rewriter:
    """The graph in the making."""

    def __init__(self, model: Any) -> None:
        self.graph = model.graph
        self.known = {i.name: i for i in self.graph.initializer}
        self.nodes: list[Any] = []
        self.rounded: dict[str, tuple[str, str]] = {}  # input -> whole numbers, scale
        self.added: list[Any] = []
        self._constant("zero_", np.array(128, np.uint8))
        self._constant("least_", np.array(1e-9, np.float32))
        self._constant("levels_", np.array(LEVELS, np.float32))
        self._constant("middle_", np.array(128, np.float32))
        self._constant("axis_", np.array([-1], np.int64))

    def _constant(self, name: str, value: Any) -> str:
        self.added.append(numpy_helper.from_array(value, name))
        return name

    def _add(self, kind: str, inputs: list[str], output: str, **more: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], **more))
        return output

    def round(self, name: str) -> tuple[str, str]:
        """Return the names of an input as whole numbers and of its scales, row by row."""
        if name not in self.rounded:
            size = self._add("Abs", [name], f"{name}_abs")
            most = self._add("ReduceMax", [size, "axis_"], f"{name}_max", keepdims=1)
            most = self._add("Max", [most, "least_"], f"{name}_most")
            scale = self._add("Div", [most, "levels_"], f"{name}_scale")
            moved = self._add("Div", [name, scale], f"{name}_div")
            moved = self._add("Round", [moved], f"{name}_round")
            moved = self._add("Add", [moved, "middle_"], f"{name}_moved")
            whole = self._add("Cast", [moved], f"{name}_whole", to=TensorProto.UINT8)
            self.rounded[name] = (whole, scale)
        return self.rounded[name]

    def product(self, node: Any) -> None:
        """Write a product with a constant matrix anew."""
        matrix = numpy_helper.to_array(self.known[node.input[1]])
        if any(a.name == "transB" and a.i for a in node.attribute):
            matrix = matrix.T
        scale = np.abs(matrix).max(0).clip(min=1e-9) / WEIGHT_LEVELS
        name = f"{node.output[0]}_w"
        self._constant(name, np.round(matrix / scale).astype(np.int8))
        self._constant(f"{name}_scale", scale.astype(np.float32))
        whole, row = self.round(node.input[0])
        out, bias = node.output[0], len(node.input) > 2 and node.input[2]
        sums = self._add("MatMulInteger", [whole, name, "zero_"], f"{out}_sums")
        sums = self._add("Cast", [sums], f"{out}_float", to=TensorProto.FLOAT)
        sums = self._add("Mul", [sums, row], f"{out}_rows")
        sums = self._add("Mul", [sums, f"{name}_scale"], f"{out}_bare" if bias else out)
        if bias:
            self._add("Add", [sums, bias], out)

    def run(self) -> None:
        """Go through the graph once."""
        for node in self.graph.node:
            large = len(node.input) > 1 and node.input[1] in self.known
            large = large and np.prod(self.known[node.input[1]].dims) >= SMALLEST
            if node.op_type in ("MatMul", "Gemm") and large:
                self.product(node)
            else:
                self.nodes.append(node)
        used = {name for node in self.nodes for name in node.input}
        kept = [i for i in (*self.graph.initializer, *self.added) if i.name in used]
        del self.graph.node[:], self.graph.initializer[:], self.graph.value_info[:]
        self.graph.node.extend(self.nodes)
        self.graph.initializer.extend(kept)


def quantize(path: Path, out: Path) -> None:
    """Write a model with its large constant matrices in whole numbers."""
    model = onnx.load(str(path))
    _Rewriter(model).run()
    onnx.checker.check_model(model)
    onnx.save(model, str(out))
