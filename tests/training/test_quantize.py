"""A model with its products in whole numbers answers as before, row by row."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="onnx comes with the extra train")
onnxruntime = pytest.importorskip("onnxruntime")

WIDTH, INNER, OUT = 32, 48, 24


@pytest.fixture
def model(tmp_path):
    """Write a model of two products, the first with a bias, and return its path."""
    from onnx import TensorProto, helper, numpy_helper

    random = np.random.default_rng(5)
    constants = {
        "one": random.normal(0, 0.2, (WIDTH, INNER)),
        "bias": random.normal(0, 0.5, INNER),
        "two": random.normal(0, 0.2, (INNER, OUT)),
        "small": random.normal(0, 0.2, (OUT, 3)),
    }
    nodes = [
        helper.make_node("MatMul", ["x", "one"], ["a"]),
        helper.make_node("Add", ["a", "bias"], ["b"]),
        helper.make_node("Relu", ["b"], ["c"]),
        helper.make_node("MatMul", ["c", "two"], ["d"]),
        helper.make_node("MatMul", ["d", "small"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes,
        "two",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", WIDTH])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", 3])],
        [numpy_helper.from_array(v.astype(np.float32), k) for k, v in constants.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.save(made, str(tmp_path / "model.onnx"))
    return tmp_path / "model.onnx"


def answer(path, x):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0]


def test_answers_stay_and_do_not_depend_on_other_rows(model):
    from newsgraph.training.encoder.quantize import quantize

    x = np.random.default_rng(6).normal(0, 1, (50, WIDTH)).astype(np.float32)
    before = answer(model, x)
    small = model.with_name("small.onnx")
    quantize(model, small, [{"x": x[:25]}, {"x": x[25:]}])
    after = answer(small, x)
    assert np.abs(after - before).mean() < 0.03 * np.abs(before).mean()
    assert (answer(small, x[:1]) == after[:1]).all()
    kinds = [n.op_type for n in onnx.load(str(small)).graph.node]
    assert kinds.count("MatMulIntegerToFloat") == 2
    assert kinds.count("MatMul") == 1  # too small to be worth it
