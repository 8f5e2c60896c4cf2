"""A training that begins with earlier encoders begins with what they know."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra train")
pytest.importorskip("onnxscript", reason="onnxscript comes with the extra train")

from newsgraph.encoder.schema import Schema  # noqa: E402
from newsgraph.encoder.trees import LONGEST  # noqa: E402
from newsgraph.errors import PipelineError  # noqa: E402
from newsgraph.training.encoder.export import export  # noqa: E402
from newsgraph.training.encoder.network import Network, Shape  # noqa: E402
from newsgraph.training.encoder.start import begin_with, read_half  # noqa: E402

SCHEMA = Schema(
    ("Organization", "Person"), {"newsgraph": ("a", "b", "c"), "core": ("x", "y")}, ("core",)
)


def shape(schema, **more):
    labels = tuple(len(v) + (k in schema.single) for k, v in schema.spaces.items())
    sizes = {"vocabulary": 40, "width": 24, "heads": 4, "inner": 32, "pair": 24, "positions": 50}
    sizes |= {"layers": 4, "shared": 2, "own": 1, "steps": 9} | more
    return Shape(20, len(schema.tags), len(schema.mark_kinds), len(schema.forms), labels, **sizes)


def network(schema=SCHEMA, seed=1, **more):
    torch.manual_seed(seed)
    made = Network(shape(schema, **more)).eval()
    with torch.no_grad():
        for weight in made.parameters():
            if weight.dim() == 1:  # equal ones would be one in the file
                weight += torch.randn_like(weight) * 0.1
    return made


def batch(random):
    length, marks = 12, 3
    spans = np.zeros((2, marks, length), np.float32)
    for n in range(marks):
        spans[:, n, 2 + 3 * n : 4 + 3 * n] = 1
    starts = np.zeros_like(spans)
    starts[:, range(marks), [2, 5, 8]] = 1
    return {
        "ids": random.integers(0, 40, (2, length)),
        "shapes": random.integers(0, 20, (2, length)),
        "mask": np.zeros((2, length), np.float32),
        "spans": spans,
        "starts": starts,
        "kinds": np.ones((2, marks), np.int64),
        "forms": np.ones((2, marks), np.int64),
        "pairs": np.array([[0, 1], [1, 2], [3, 5], [5, 4]]),
        "gaps": np.array([[4, 5], [7, 8], [17, 21], [17, 18]]),
        "distances": np.array([7, 8, 9, 5]),
        "ways": random.integers(0, 12, (4, LONGEST)),
        "steps": random.integers(0, 9, (4, LONGEST)),
    }


def answers(of, arrays):
    a = {k: torch.from_numpy(v) for k, v in arrays.items()}
    with torch.no_grad():
        states, tags = of.lower(of.table(a["ids"]), a["shapes"], a["mask"])
        names = "mask spans starts kinds forms pairs gaps distances ways steps".split()
        return [tags, *of.upper(states, *(a[n] for n in names))]


def written(made, folder, schema=SCHEMA):
    random = np.random.default_rng(3)
    tokenizer = folder.parent / "tokenizer.json"
    tokenizer.write_text("{}", encoding="utf-8")
    export(made, schema, tokenizer, folder, [batch(random) for _ in range(8)])
    return folder


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    made = network()
    return made, written(made, tmp_path_factory.mktemp("models") / "first")


def test_the_weights_of_a_file_are_those_that_were_written(first):
    made, folder = first
    for half in ("lower", "upper"):
        found = read_half(folder / f"{half}.onnx")
        wanted = getattr(made, half).state_dict()
        assert found.keys() == wanted.keys()
        for name, weight in wanted.items():
            near = 0.05 * float(weight.abs().max()) if weight.dim() > 1 else 1e-6
            assert np.abs(found[name] - weight.numpy()).max() <= near, name


def test_a_network_that_begins_with_an_encoder_answers_as_it(first):
    made, folder = first
    other = network(seed=2)
    other.table.load_state_dict(made.table.state_dict())
    begin_with(other, SCHEMA, [folder])
    arrays = batch(np.random.default_rng(9))
    for old, new in zip(answers(made, arrays), answers(other, arrays), strict=True):
        assert (old - new).abs().max() < 0.1 * old.abs().max()
        assert (old - new).abs().mean() < 0.05 * old.abs().mean()


def test_layers_between_go_to_both_branches(first):
    made, folder = first
    other = network(seed=2, shared=1, own=2)
    begin_with(other, SCHEMA, [folder])
    between = read_half(folder / "lower.onnx")["layers.1.query.weight"]
    assert np.allclose(other.lower.own[0].query.weight.detach(), between)
    assert np.allclose(other.upper.layers[0].query.weight.detach(), between)
    later = read_half(folder / "upper.onnx")["layers.1.down.weight"]
    assert np.allclose(other.upper.layers[2].down.weight.detach(), later)
    with torch.no_grad():  # without marks the branches read what was read before
        x, shapes, mask = torch.randn(1, 6, 24), torch.ones(1, 6).long(), torch.zeros(1, 6)
        (_, old), (_, new) = (n.lower(x, shapes, mask) for n in (made, other))
    assert (old - new).abs().mean() < 0.05 * old.abs().mean()


def test_several_encoders_are_averaged(first, tmp_path):
    _, folder = first
    second = written(network(seed=5), tmp_path / "second")
    other = network(seed=2)
    begin_with(other, SCHEMA, [folder, second])
    both = [read_half(f / "lower.onnx")["tag.weight"] for f in (folder, second)]
    assert np.allclose(other.lower.tag.weight.detach(), np.mean(both, 0), atol=1e-6)


def test_labels_keep_their_weights_and_new_ones_begin_anew(first):
    _, folder = first
    schema = replace(SCHEMA, spaces={"own": ("z",), "newsgraph": ("c", "d", "a")}, single=())
    other = network(schema, seed=2)
    fresh = {k: v.clone() for k, v in other.state_dict().items()}
    begin_with(other, schema, [folder])
    known = read_half(folder / "upper.onnx")["spaces.0.weight"]
    head = other.upper.spaces[1].weight.detach().numpy()
    assert np.allclose(head[[0, 2]], known[[2, 0]])
    assert np.allclose(head[1], fresh["upper.spaces.1.weight"][1])
    assert np.allclose(other.upper.spaces[0].weight.detach(), fresh["upper.spaces.0.weight"])


@pytest.mark.parametrize("more", [{"inner": 16}, {"own": 2}, {"layers": 5}])
def test_an_encoder_of_another_shape_is_refused(first, more):
    with pytest.raises(PipelineError, match="shape"):
        begin_with(network(seed=2, **more), SCHEMA, [first[1]])


def test_what_is_no_encoder_is_refused(first, tmp_path):
    with pytest.raises(PipelineError, match=r"labels\.json"):
        begin_with(network(), SCHEMA, [tmp_path])
    (tmp_path / "labels.json").write_bytes((first[1] / "labels.json").read_bytes())
    with pytest.raises(PipelineError, match="not a model"):
        begin_with(network(), SCHEMA, [tmp_path])
