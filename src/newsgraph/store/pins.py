"""The user's word on which entities are one: a Turtle file in the store's folder.

    graph.db/pins.ttl    <IRI> a ng:Pin ; ng:left <A> ; ng:right <B> ; ng:decision "same" .

The file is what counts; the graph of pins in the store repeats it. Written by hand, a pin
may also be a plain <A> owl:sameAs <B> or <A> owl:differentFrom <B>. A store in memory
keeps its pins in that graph alone.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.entities.identity import Pin, pinned
from newsgraph.errors import LookupFailed, StoreError, VocabularyError
from newsgraph.identifiers import pair_iri
from newsgraph.model import Iri
from newsgraph.store.serialize import serialized
from newsgraph.store.terms import NG, OWL, PINS_GRAPH, RDF, node, text_literal, typed_literal

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from newsgraph.store.dataset import Dataset

FILE = "pins.ttl"
_WORDS = {"same": True, "different": False}
_PLAIN = {OWL + "sameAs": True, OWL + "differentFrom": False}


def pin(dataset: "Dataset", left: Iri, right: Iri, *, same: bool) -> Pin:
    """Note the user's word on two entities, in place of an earlier one; the identity follows.

    Raises LookupFailed if the two are one IRI, StoreError if it contradicts other pins.
    """
    if left == right:
        raise LookupFailed(f"both names mean <{left}>; name two entities")
    first, second = sorted((left, right))
    kept = [p for p in read_pins(dataset) if (p.left, p.right) != (first, second)]
    made = Pin(first, second, same, 1 + max((p.position for p in kept), default=0))
    _write(dataset, [*kept, made])
    return made


def undo(dataset: "Dataset", pair: tuple[Iri, Iri] | None = None) -> Pin:
    """Take back the last pin, or that on a pair, and return it; the identity follows.

    Raises LookupFailed if there is none.
    """
    pins = read_pins(dataset)
    wanted = tuple(sorted(pair)) if pair else None
    found = [p for p in pins if wanted in (None, (p.left, p.right))]
    if not found:
        raise LookupFailed(
            f"nothing is pinned on <{pair[0]}> and <{pair[1]}>" if pair else "nothing is pinned"
        )
    last = max(found, key=lambda p: p.position)
    _write(dataset, [p for p in pins if p != last])
    return last


def read_pins(dataset: "Dataset") -> list[Pin]:
    """Return the pins, sorted by pair; VocabularyError if their file is not valid."""
    if dataset.path is None:
        return _pins((quad.triple for quad in dataset.quads(PINS_GRAPH)), "store in memory")
    path = dataset.path / FILE
    return _pins(_parsed(path), str(path))


def pin_quads(pins: Iterable[Pin], graph: str) -> "Iterator[Quad]":
    """Yield the pins as quads of a graph."""
    from pyoxigraph import Quad

    for found in pins:
        iri = node(pair_iri("pin", found.left, found.right))
        name, decision = node(graph), "same" if found.same else "different"
        yield Quad(iri, node(RDF + "type"), node(NG + "Pin"), name)
        yield Quad(iri, node(NG + "left"), node(found.left), name)
        yield Quad(iri, node(NG + "right"), node(found.right), name)
        yield Quad(iri, node(NG + "decision"), text_literal(decision), name)
        place = typed_literal(str(found.position), "integer")
        yield Quad(iri, node(NG + "sequence"), place, name)


def _write(dataset: "Dataset", pins: list[Pin]) -> None:
    """Write the pins and make the identity graph follow them."""
    pinned(sorted(pins, key=lambda p: (p.left, p.right)))  # a contradiction stops it here
    if dataset.read_only:
        raise StoreError(f"{dataset.path}: the store was opened to read only; open it to write")
    if dataset.path is None:
        held = set(map(str, dataset.quads(PINS_GRAPH)))
        wanted = set(map(str, pin_quads(pins, PINS_GRAPH)))
        dataset.write((), held - wanted, wanted - held)
    else:
        _write_file(dataset.path / FILE, pins)
    dataset.settle()


def _write_file(path: Path, pins: list[Pin]) -> None:
    from pyoxigraph import RdfFormat

    triples = sorted((quad.triple for quad in pin_quads(pins, PINS_GRAPH)), key=str)
    part = path.with_name(f".{FILE}.{os.getpid()}.part")
    try:
        if not pins:
            path.unlink(missing_ok=True)
            return
        part.write_bytes(serialized(triples, RdfFormat.TURTLE))
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error


def _parsed(path: Path) -> "list[Triple]":
    from pyoxigraph import RdfFormat, parse

    try:
        text = path.read_bytes()
        return [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
    except FileNotFoundError:
        return []
    except SyntaxError as error:
        raise VocabularyError(f"{path}:{error.lineno}", f"is not Turtle: {error.msg}") from error
    except OSError as error:
        raise VocabularyError(str(path), f"cannot be read: {error.strerror or error}") from error


def _pins(triples: "Iterable[Triple]", where: str) -> list[Pin]:
    nodes: dict[str, dict[str, str]] = {}
    found: dict[tuple[str, str, bool], Pin] = {}
    for triple in triples:
        subject, predicate = str(triple.subject), triple.predicate.value
        value = getattr(triple.object, "value", "")
        if predicate in _PLAIN:
            plain = _made(triple.subject.value, value, _PLAIN[predicate])  # type: ignore[union-attr]
            found.setdefault((plain.left, plain.right, plain.same), plain)
        else:
            nodes.setdefault(subject, {})[predicate] = value
    for subject, values in sorted(nodes.items()):
        made = _of_node(subject, values, where)
        found[made.left, made.right, made.same] = made
    return sorted(found.values(), key=lambda p: (p.left, p.right, p.same))


def _of_node(subject: str, values: dict[str, str], where: str) -> Pin:
    left, right = values.get(NG + "left", ""), values.get(NG + "right", "")
    same = _WORDS.get(values.get(NG + "decision", ""))
    if ":" not in left or ":" not in right or left == right or same is None:
        problem = 'give ng:left, ng:right (two IRIs) and ng:decision ("same" or "different")'
        raise VocabularyError(where, f"{subject} is no pin: {problem}")
    position = values.get(NG + "sequence", "0")
    made = _made(left, right, same)
    return replace(made, position=int(position)) if position.isdecimal() else made


def _made(left: str, right: str, same: bool) -> Pin:
    first, second = sorted((left, right))
    return Pin(Iri(first), Iri(second), same)
