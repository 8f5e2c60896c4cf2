"""Kill a process that changes a store, at random moments, and see what it leaves.

    python tests/faults/kill.py [ROUNDS [SEED]]

Each round forks a process that adds, removes, replaces and pins, telling of each change
before and after; after some of them it is killed (SIGKILL), mostly in the middle of one.
Another process then opens the store again and holds it against what was acknowledged:
every document that was added is there to the last quad, none that was removed, the one in
hand either wholly or not at all; the identity graph is that of a whole run; ``check`` finds
nothing. The next round goes on with the same store; every tenth begins a new one.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import pyoxigraph  # noqa: F401 - once, not in each of the processes
from add_cost import story

import newsgraph.store.writer  # noqa: F401
from newsgraph.store.check import check
from newsgraph.store.dataset import Dataset
from newsgraph.store.folder import own_version
from newsgraph.store.pins import pin
from newsgraph.store.quads import to_lines

POOL, DAY, LONGEST = 60, "2031-06-01", 0.05  # documents; date; seconds before the kill


@dataclass
class Told:
    """What a store must hold: what was acknowledged, and what was in hand at the end."""

    present: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)

    def take(self, lines: list[str]) -> None:
        """Read what a process has told."""
        self.doubtful = set()
        for line in lines:
            word, *numbers = line.split()
            come, gone = ([int(n) for n in part.split(",") if n] for part in numbers)
            if word == "done":
                self.present = (self.present | set(come)) - set(gone)
                self.doubtful = set()
            else:
                self.doubtful = {*come, *gone}


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Return the process that does some work, and the end of the pipe that it writes to."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        os.close(reading)
        work(writing)
    except BaseException as error:
        os.write(writing, f"error {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def change(path: Path, seed: int, present: set[int], writing: int) -> None:
    """Change a store until somebody ends it."""
    pick = random.Random(seed)
    held = set(present)
    with Dataset.open(path, create=True) as dataset:
        held = {n for n in range(POOL) if dataset.has(story(n, POOL).document.iri)}
        os.write(writing, b"ready\n")
        while True:
            come, gone = [], []
            move = pick.choice(["add", "add", "remove", "replace", "pin"])
            absent = sorted(set(range(POOL)) - held)
            if move in ("add", "replace") and absent:
                come = [pick.choice(absent)]
            if move in ("remove", "replace") and held:
                gone = [pick.choice(sorted(held))]
            said = f"{','.join(map(str, come)) or ','} {','.join(map(str, gone)) or ','}\n".encode()
            os.write(writing, b"try " + said)
            if come:
                old = [story(n, POOL).document.iri for n in gone]
                dataset.add(story(come[0], POOL), date=DAY, replacing=old)
            elif gone:
                dataset.remove(story(gone[0], POOL).document.iri, date=DAY)
            elif move == "pin" and held:
                ends = pick.sample(story(pick.choice(sorted(held)), POOL).entities, 2)
                try:
                    pin(dataset, ends[0].iri, ends[1].iri, same=pick.random() < 0.5)
                except Exception as error:
                    if "contradict" not in str(error):
                        raise
            os.write(writing, b"done " + said)
            held = (held | set(come)) - set(gone)


def verify(path: Path, told: Told, writing: int) -> None:
    """Write what is wrong with a store, and what it holds."""
    faults: list[str] = []
    present: set[int] = set()
    if path.exists():
        with Dataset.open(path) as dataset:
            dataset.settle()
            for n in range(POOL):
                made = story(n, POOL)
                lines = {str(quad) for quad in dataset.quads(made.document.iri)}
                if lines and lines != set(to_lines(made, own_version())):
                    faults.append(f"half a document: {n}")
                if lines:
                    present.add(n)
            faults += [f"{f.where}: {f.problem} {f.node}" for f in check(dataset).faults]
    faults += [f"lost: {n}" for n in told.present - present - told.doubtful]
    faults += [f"came back: {n}" for n in present - told.present - told.doubtful]
    os.write(writing, (json.dumps([faults, sorted(present)]) + "\n").encode())


def drained(reading: int) -> str:
    """Return all that comes out of a pipe."""
    with os.fdopen(reading, "rb") as stream:
        return stream.read().decode()


def one_round(path: Path, seed: int, told: Told, counts: Counter[str]) -> list[str]:
    """Kill a process that changes the store and return the faults that are found after."""
    pick = random.Random(seed)
    process, reading = forked(lambda out: change(path, seed, told.present, out))
    changes, begun = pick.choice((0, 1, 2, 3, 5, 8)), b""
    if pick.random() < 0.85:  # else while the store is opened
        while begun.count(b"done") < changes and (more := os.read(reading, 4096)):
            begun += more
    time.sleep(pick.random() * LONGEST)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    lines = (begun.decode() + drained(reading)).splitlines()
    if any(line.startswith("error") for line in lines):
        return lines[-1:]
    told.take([line for line in lines if line != "ready"])
    counts["in the middle of a change"] += bool(told.doubtful)
    counts["acknowledged changes"] += sum(line.startswith("done") for line in lines)
    process, reading = forked(lambda out: verify(path, told, out))
    answer = drained(reading)
    os.waitpid(process, 0)
    if not answer.startswith("["):
        return [answer.strip() or "the store cannot be opened"]
    faults, present = json.loads(answer)
    told.present = set(present)
    return list(faults)


def run(rounds: int, seed: int, folder: Path) -> tuple[Counter[str], list[str]]:
    """Return what was counted and the faults that were found."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    told = Told()
    path = folder / "graph.db"
    for number in range(rounds):
        if number % 10 == 0:
            shutil.rmtree(path, ignore_errors=True)
            told = Told()
        counts["kills"] += 1
        found = one_round(path, seed * 10**6 + number, told, counts)
        faults += [f"round {number}: {fault}" for fault in found]
        if path.exists() and len(os.listdir(folder)) > 1:
            faults.append(f"round {number}: left beside it: {sorted(os.listdir(folder))}")
    return counts, faults


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as made:
        counted, wrong = run(wanted, int(sys.argv[2]) if len(sys.argv) > 2 else 1, Path(made))
    print("\n".join([*(f"{count} {name}" for name, count in counted.items()), *wrong]))
    print(f"{len(wrong)} faults")
    sys.exit(bool(wrong))
