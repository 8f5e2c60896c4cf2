"""Kill the command line as it builds, adds, updates and removes, and see what it leaves.

    python tests/faults/kill_cli.py [ROUNDS [SEED [FRESH]]]

Each round runs one of ``newsgraph build``, ``add``, ``update --prune`` and ``remove`` on real
texts with the real parser and kills it (SIGKILL) at a random moment: anywhere in the time that
such a command takes, or shortly after it is seen to write. Then ``newsgraph check`` must find
the store whole, and it is held against what was acknowledged, that is against the commands that
came to their end: each document there is to the last quad what it is in a store that nobody
disturbed, and those of the killed command come, or go, in their order, none left out.

The command is ``newsgraph.cli.main`` in a process forked from one that has loaded the parser;
every FRESH-th round (0, never, by default) it is a new interpreter, as a shell starts it.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import spacy

from newsgraph import gazetteer, pipeline
from newsgraph.cli import main
from newsgraph.documents import read
from newsgraph.model import Document, Iri
from newsgraph.store.dataset import Dataset

HOW = ("--extractors", "lexicon")
TEXTS, VERSIONS = 16, 2
FIRST, LONGEST = 1.5, 0.15  # seconds: a guess at a command's time; after a sign of writing
START = "from newsgraph.cli import main; main()"


def wording(number: int, version: int) -> str:
    """Return a text of several sentences."""
    firm, year = f"Firm {number} Labs", 2001 + number
    return (
        f"Nvidia acquired {firm} in {year}. Jensen Huang is the chief executive of Nvidia.\n\n"
        f"{firm} supplies AMD. Lisa Su, who runs AMD, praised version {version} of it.\n"
    )


@dataclass
class World:
    """A folder with texts, a store, and what both should be."""

    folder: Path
    held: set[Iri] = field(default_factory=set)  # what the commands that ended have left
    versions: dict[int, int] = field(default_factory=dict)  # of the texts that are there
    whole: dict[Iri, set[str]] = field(default_factory=dict)  # the quads of every document
    iris: dict[tuple[int, int], Iri] = field(default_factory=dict)  # by number and version

    @property
    def store(self) -> Path:
        return self.folder / "graph.db"

    def text(self, number: int) -> Path:
        return self.folder / "texts" / f"{number:02}.txt"

    def put(self, number: int, version: int) -> Path:
        """Write a text."""
        self.versions[number] = version
        self.text(number).write_text(wording(number, version))
        return self.text(number)

    def learn(self) -> None:
        """Read all texts once, undisturbed, and forget the store."""
        (self.folder / "texts").mkdir()
        for version in range(VERSIONS):
            for number in range(TEXTS):
                self.put(number, version)
            for document in read([self.folder / "texts"]):
                assert isinstance(document, Document)
                self.iris[int(Path(document.source).stem), version] = document.iri
            ended(lambda: run(["build", self.folder / "texts", "--to", self.store, *HOW]))
        for line in told(lambda: _quads(self.store)):
            iri, quad = line.split(" ", 1)
            self.whole.setdefault(Iri(iri), set()).add(quad)
        assert set(self.whole) == set(self.iris.values())
        self.begin_anew()

    def begin_anew(self) -> None:
        """Take away the store and the texts."""
        shutil.rmtree(self.store, ignore_errors=True)
        for path in (self.folder / "texts").iterdir():
            path.unlink()
        self.held, self.versions = set(), {}


def run(arguments: Sequence[object]) -> None:
    """Run a newsgraph command and end the process."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.argv = ["newsgraph", *map(str, arguments)]
    main()


def forked(work: Callable[[], None]) -> int:
    """Return a process that does some work; its exit code is that of the work."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended(work: Callable[[], None]) -> int:
    """Return the exit code of some work, done in a process of its own."""
    return os.waitstatus_to_exitcode(os.waitpid(forked(work), 0)[1])


def told(work: Callable[[], list[str]]) -> list[str]:
    """Return the lines that come of some work, done in a process of its own.

    This process opens no store: it forks, and the engine's threads would not come along.
    """
    with tempfile.TemporaryFile("w+") as stream:
        ended(lambda: print("\n".join(work()), file=stream, flush=True))
        stream.seek(0)
        return stream.read().splitlines()


def _quads(store: Path) -> list[str]:
    with Dataset.open(store, read_only=True) as dataset:
        return [f"{iri} {q}" for iri in dataset.document_iris() for q in dataset.quads(iri)]


def planned(world: World, pick: random.Random) -> tuple[list[object], list[tuple[Iri, bool]]]:
    """Return a command, and what it is to do in order: which document comes, or goes."""
    world.versions = {n: v for n, v in world.versions.items() if world.text(n).exists()}
    absent = [n for n in range(TEXTS) if n not in world.versions]
    move = pick.choice(["build", "add", "update", "remove"]) if world.store.exists() else "build"
    if move in ("build", "add"):
        for number in pick.sample(absent, min(len(absent), pick.randint(1, 8))):
            world.put(number, pick.randrange(VERSIONS))
        folder = world.folder / "texts"
        words = (
            ["build", folder, "--to", world.store]
            if move == "build"
            else ["add", world.store, folder]
        )
        there = sorted(world.versions.items())
        come = [(world.iris[key], True) for key in there]
        return [*words, *HOW], [step for step in come if step[0] not in world.held]
    if move == "remove" and world.held:
        gone = sorted(pick.sample(sorted(world.held), pick.randint(1, min(6, len(world.held)))))
        return ["remove", world.store, *gone], [(iri, False) for iri in gone]
    return _update(world, pick)


def _update(world: World, pick: random.Random) -> tuple[list[object], list[tuple[Iri, bool]]]:
    """Return the command that makes the store follow texts of which some change and some go."""
    for number in sorted(world.versions):
        chance = pick.random()
        if chance < 0.4:
            world.put(number, 1 - world.versions[number])
        elif chance < 0.6:
            world.text(number).unlink()
            del world.versions[number]
    if not world.versions:
        world.put(0, 0)
    return ["update", world.store, world.folder / "texts", "--prune", *HOW], []


def states(world: World, command: str, steps: list[tuple[Iri, bool]]) -> list[set[Iri]]:
    """Return which sets of documents a store may hold if the command was killed."""
    if command != "update":
        found = [set(world.held)]
        for iri, comes in steps:
            found.append(found[-1] | {iri} if comes else found[-1] - {iri})
        return found
    place = {iri: number for (number, _), iri in world.iris.items()}
    found, now = [set(world.held)], set(world.held)
    for number, version in sorted(world.versions.items()):
        new = world.iris[number, version]
        if new not in now:
            others = {i for i in now if place[i] == number} - {new}
            now = (now - others) | {new}
            found.append(set(now))
    read = {world.iris[key] for key in world.versions.items()}
    for iri in sorted(now - read, key=lambda iri: (place[iri], iri)):
        now = now - {iri}
        found.append(set(now))
    return found


def one_round(
    world: World, seed: int, usual: dict[str, float], fresh: bool, counts: Counter[str]
) -> list[str]:
    """Kill a command and return the faults that are found after."""
    pick = random.Random(seed)
    words, steps = planned(world, pick)
    command = str(words[0])
    may = states(world, command, steps)
    anywhere = not fresh and pick.random() >= 0.6  # else as it writes
    limit = pick.random() * 1.2 * usual.get(command, FIRST) if anywhere else 60.0
    begun, before = time.monotonic(), written(world.store)
    process = started(words, fresh)
    pause = pick.random() * LONGEST
    done = 0
    while not done and time.monotonic() - begun < limit:
        if limit == 60.0 and written(world.store) != before:
            limit = time.monotonic() - begun + pause
        time.sleep(0.002)
        done, status = os.waitpid(process, os.WNOHANG)
    if done:
        counts["commands that ended"] += 1
        usual[command] = time.monotonic() - begun
        if os.waitstatus_to_exitcode(status):
            return [f"{command} ended with {os.waitstatus_to_exitcode(status)}"]
        return verified(world, command, may[-1:], counts)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    counts["kills"] += 1
    counts[f"kills of {command}"] += 1
    counts["kills of new interpreters"] += fresh
    return verified(world, command, may, counts)


def started(words: Sequence[object], fresh: bool) -> int:
    """Return a process that runs a command: a new interpreter, or one forked from this."""
    if not fresh:
        return forked(lambda: run(words))
    arguments = [sys.executable, "-c", START, *map(str, words)]
    return os.posix_spawn(sys.executable, arguments, os.environ)


def written(store: Path) -> tuple[int, ...]:
    """Return what changes as documents come and go, and not as a store is opened."""
    try:
        beside = [f.path for f in os.scandir(store) if f.name != "quads"]
        return tuple(sorted(os.stat(path).st_mtime_ns for path in beside))
    except OSError:
        return ()


def verified(world: World, command: str, may: list[set[Iri]], counts: Counter[str]) -> list[str]:
    """Return what is wrong with the store; note what it holds.

    It may hold one of some sets of documents: the first from before the command, the last
    from after it.
    """
    if not world.store.exists():
        world.held = set()
        return [] if set() in may else [f"{command}: the store is gone"]
    if ended(lambda: run(["check", world.store])):
        return [f"{command}: check finds faults"]
    faults = []
    said = told(lambda: _holds(world))
    if said[-1:] != ["read"]:
        return [f"{command}: the store cannot be opened to write"]
    faults += [f"{command}: half a document: {line[5:]}" for line in said if line[:5] == "half "]
    found = {Iri(line[5:]) for line in said if line[:5] in ("half ", "hold ")}
    if found not in may:
        number = {iri: key for key, iri in world.iris.items()}
        held, first, last = (sorted(map(number.get, some)) for some in (found, may[0], may[-1]))
        faults.append(f"{command}: holds {held}, no moment between {first} and {last}")
    if found in may[1:-1]:
        counts["kills with some of its documents written"] += 1
    world.held = found
    return faults


def _holds(world: World) -> list[str]:
    """Return, as lines, which documents a store holds wholly and which it does not."""
    with Dataset.open(world.store) as dataset:
        dataset.settle()
        held = {iri: set(map(str, dataset.quads(iri))) for iri in dataset.document_iris()}
    words = {iri: "hold" if quads == world.whole[iri] else "half" for iri, quads in held.items()}
    return [*(f"{word} {iri}" for iri, word in words.items()), "read"]


def rounds(kills: int, seed: int, folder: Path, every: int = 0) -> tuple[Counter[str], list[str]]:
    """Go on until so many commands were killed; return what was counted and the faults."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    usual: dict[str, float] = {}
    world = World(folder)
    world.learn()
    number = 0
    while counts["kills"] < kills and not faults:
        if number % 12 == 0:
            world.begin_anew()
        fresh = bool(every) and number % every == every - 1
        found = one_round(world, seed * 10**6 + number, usual, fresh, counts)
        faults += [f"round {number}: {fault}" for fault in found]
        number += 1
    return counts, faults


if __name__ == "__main__":
    for module, name in ((spacy, "load"), (pipeline, "load"), (gazetteer, "load_gazetteer")):
        setattr(module, name, cache(getattr(module, name)))
    pipeline.prepare(extractors=["lexicon"])
    given = [int(word) for word in sys.argv[1:]] + [200, 1, 0][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as made:
        counted, wrong = rounds(given[0], given[1], Path(made), given[2])
    print("\n".join([*(f"{count} {name}" for name, count in sorted(counted.items())), *wrong]))
    print(f"{len(wrong)} faults")
    sys.exit(bool(wrong))
