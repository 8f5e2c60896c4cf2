"""A pool of worker processes; one that runs over its time is killed and another takes its place."""

import asyncio
import contextlib
import io
import json
import os
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from newsgraph.errors import NewsgraphError
from newsgraph.server.jobs import LENGTH, Edition, Job, Reply, job_message
from newsgraph.server.kept import MOST, Kept

_START = 180.0  # seconds that a worker may take to open the store; on a busy computer it is many
_WAIT = 20.0  # seconds that a job may wait for a worker


class WorkersBusyError(NewsgraphError):
    """As many requests wait as may wait."""


class TimeLimitError(NewsgraphError):
    """A job ran over its time and was stopped."""


class WorkerDiedError(NewsgraphError):
    """A worker ended in the middle of a job, most likely for want of memory."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, and its body: at its start, in memory or a file that is gone from its folder."""

    reply: Reply
    body: BinaryIO
    size: int  # bytes

    def close(self) -> None:
        """Let go of the body."""
        self.body.close()


class Pool:
    """So many workers, one more that stands by, and the queue of those that are idle.

    The one that stands by takes the place of one that is killed while another is started.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        edition: Edition,
        folder: Path,
        *,
        size: int,
        timeout: float,
        waiting: int,
        kept: int = 0,
    ) -> None:
        self._command = (sys.executable, "-m", "newsgraph.server.worker", *arguments)
        self._edition = edition
        self._folder = folder
        self._size, self._timeout, self._most = size, timeout, waiting
        self._kept = Kept(kept)
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._alive: set[Process] = set()
        self._renewing: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._busy = asyncio.Semaphore(size)

    async def start(self) -> None:
        """Start the workers; raises WorkerDiedError if one cannot open the store."""
        await asyncio.gather(*(self._renew() for _ in range(self._size + 1)))

    def show(self, edition: Edition) -> None:
        """Have all that is asked from now on answered from an edition."""
        self._edition = edition
        self._kept.clear()

    async def close(self) -> None:
        """End all workers."""
        for task in self._renewing:
            task.cancel()
        for process in list(self._alive):
            await self._end(process)

    async def run(self, job: Job) -> Answer:
        """Return what a worker answers, or did before; one whose job is cancelled is killed.

        Raises WorkersBusyError, TimeLimitError or WorkerDiedError.
        """
        edition = self._edition
        if before := self._kept.get(edition, job):
            return Answer(before[0], io.BytesIO(before[1]), len(before[1]))
        await self._turn()
        try:
            answer = await self._run(await self._idle.get(), job, edition)
        finally:
            self._busy.release()
        if answer.size <= MOST and edition == self._edition:
            self._kept.put(edition, job, answer.reply, answer.body.read())
            answer.body.seek(0)
        return answer

    async def _run(self, process: Process, job: Job, edition: Edition) -> Answer:
        handle, name = tempfile.mkstemp(dir=self._folder)
        done = False
        try:
            asked = self._ask(process, job_message(job, name, edition))
            reply = await asyncio.wait_for(asked, self._timeout)
            done = True
            return Answer(reply, os.fdopen(handle, "rb"), os.fstat(handle).st_size)
        except TimeoutError:
            raise TimeLimitError(
                f"stopped: it ran longer than the {self._timeout:g} seconds that this server allows"
            ) from None
        finally:
            os.unlink(name)
            if done:
                self._idle.put_nowait(process)
            else:
                os.close(handle)
                self._replace(process)

    async def _turn(self) -> None:
        """Wait until fewer jobs run than may."""
        if self._waiting >= self._most:
            raise WorkersBusyError("too many requests wait already; try again later")
        self._waiting += 1
        try:
            await asyncio.wait_for(self._busy.acquire(), _WAIT)
        except TimeoutError:
            raise WorkersBusyError("no worker became free in time; try again later") from None
        finally:
            self._waiting -= 1

    async def _ask(self, process: Process, message: bytes) -> Reply:
        assert process.stdin is not None
        try:
            process.stdin.write(message)
            await process.stdin.drain()
            content = await _message(process)
        except (OSError, asyncio.IncompleteReadError) as error:
            raise WorkerDiedError(
                "stopped: it needed more memory than this server allows, or met a defect"
            ) from error
        return Reply(content["status"], content["headers"])

    def _replace(self, process: Process) -> None:
        async def replaced() -> None:
            await self._end(process)
            await self._renew()

        task = asyncio.get_running_loop().create_task(replaced())
        self._renewing.add(task)
        task.add_done_callback(self._renewing.discard)

    async def _renew(self) -> None:
        edition = str(self._edition.snapshot), str(self._edition.index)
        process = await asyncio.create_subprocess_exec(
            *self._command, *edition, stdin=PIPE, stdout=PIPE
        )
        self._alive.add(process)
        try:
            await asyncio.wait_for(_message(process), _START)
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await self._end(process)
            raise WorkerDiedError("a worker could not open the store") from error
        self._idle.put_nowait(process)

    async def _end(self, process: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        self._alive.discard(process)


async def _message(process: Process) -> dict[str, Any]:
    assert process.stdout is not None
    length = int.from_bytes(await process.stdout.readexactly(LENGTH), "big")
    content: dict[str, Any] = json.loads(await process.stdout.readexactly(length))
    return content
