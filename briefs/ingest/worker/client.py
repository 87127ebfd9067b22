"""The bot's side of the worker process: sends a job, waits a limited time, ends what does not answer."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import struct
import sys
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from briefs import serialization
from briefs.ingest.extract import Candidate
from briefs.ingest.fetch import (
    FeedReading,
    FetchFailure,
    Limits,
    Policy,
    Robots,
    SourceLook,
    WebPage,
    redacted_url,
)
from briefs.model import Topic
from briefs.names import Entity

T = TypeVar("T")
REPLIES: dict[str, Any] = {
    "failure": FetchFailure,
    "page": WebPage,
    "look": SourceLook,
    "feed": FeedReading,
    "robots": Robots,
    "candidates": tuple[Candidate, ...],
}
MAX_REPLY = 16_000_000  # bytes
_EXIT_REASONS = {
    -getattr(signal, "SIGXCPU", 24): "took more processor time than is allowed and was ended",
    -getattr(signal, "SIGKILL", 9): "took more memory or time than there is and was ended",
}
# nothing else of our environment reaches the process: no token, no proxy, no Python settings
_ENVIRONMENT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
)


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """`memory` is in bytes of address space; `seconds` of wall time and `cpu_seconds` are for one job.

    After `jobs` jobs, or `idle` seconds without one, the process is ended and its memory freed.
    """

    memory: int = 2_000_000_000
    seconds: float = 60.0
    cpu_seconds: int = 40
    jobs: int = 200
    idle: float = 300.0


class Worker:
    """One process, one job at a time; started by the first job and again after each that killed it.

    A job that fails returns a FetchFailure, whatever went wrong: it is of kind "killed" where the process
    died or had to be ended. `fetching` limits each request, `limits` the process.
    """

    def __init__(
        self, policy: Policy | None = None, fetching: Limits | None = None, limits: WorkerLimits | None = None
    ) -> None:
        self._policy, self._fetching = policy or Policy(), fetching or Limits()
        self._limits = limits or WorkerLimits()
        self._process: asyncio.subprocess.Process | None = None
        self._lock = asyncio.Lock()
        self._jobs = 0
        self._exit_reason = ""
        self._idle_timer: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def page(self, url: str) -> WebPage | FetchFailure:
        """Fetches and reduces one page."""
        return await self._ask({"job": "page", "url": url, **self._restrictions()}, WebPage)

    async def look(
        self, url: str, sha256: str, etag: str | None = None, last_modified: str | None = None
    ) -> SourceLook | FetchFailure:
        """Fetches a page again, and reads it where it is not the one whose body has that hash."""
        job = {"job": "look", "url": url, "sha256": sha256, "etag": etag, "last_modified": last_modified}
        return await self._ask({**job, **self._restrictions()}, SourceLook)

    async def feed(
        self, url: str, etag: str | None = None, last_modified: str | None = None
    ) -> FeedReading | FetchFailure:
        """Fetches and reads one feed; with `etag` or `last_modified` only if it changed since."""
        job = {"job": "feed", "url": url, "etag": etag, "last_modified": last_modified}
        return await self._ask({**job, **self._restrictions()}, FeedReading)

    async def robots(self, host: str) -> Robots | FetchFailure:
        """What `host` (scheme, host and port, as url_policy.host_of() gives it) asks of our agent."""
        agent = self._policy.agent.partition("/")[0].lower()
        return await self._ask(
            {"job": "robots", "url": f"{host}/robots.txt", "agent": agent, **self._restrictions()}, Robots
        )

    async def read(
        self,
        body: bytes,
        content_type: str | None = None,
        charset: str | None = None,
        url: str | None = None,
        names: Mapping[str, str] | None = None,
    ) -> WebPage | FetchFailure:
        """Reduces what is at hand already: a saved page, a PDF, a text. `body` is bytes as they came.

        `names`: persons by the ids that a parliament's record has in their place.
        """
        job: dict[str, Any] = {"job": "read", "content_type": content_type, "charset": charset, "url": url}
        job["names"] = dict(names or {})
        return await self._ask(job, WebPage, body)

    async def extract(
        self, page: WebPage, entities: bytes = b"", model: bool = True
    ) -> tuple[Candidate, ...] | FetchFailure:
        """The statements found in a page.

        `entities` as encode_entities() gives them; without `model`, or with none installed, by rules alone.
        """
        job: dict[str, Any] = {
            "job": "extract",
            "text": page.text,
            "published": page.published,
            "url": page.url,
        }
        job |= {"model": model, "language": page.language}
        job |= {"turns": serialization.to_json_value(page.turns), "form": page.form, "bold": page.bold}
        return await self._ask(job, tuple, entities)

    async def close(self) -> None:
        """Ends the process once the job under way is done; another job starts a new one."""
        if self._idle_timer is not None:
            self._idle_timer.cancel()
        async with self._lock:
            await self._end()

    def _restrictions(self) -> dict[str, Any]:
        return {
            "policy": serialization.to_json_value(self._policy),
            "limits": serialization.to_json_value(self._fetching),
        }

    async def _ask(self, job: dict[str, Any], kind: type[T], body: bytes = b"") -> T | FetchFailure:
        url = redacted_url(str(job.get("url") or ""))
        async with self._lock:
            try:
                async with asyncio.timeout(self._limits.seconds), self._ended_on_error():
                    process = await self._started()
                    name, value, last = await _exchange(process, job, body)
            except TimeoutError:
                seconds = f"{self._limits.seconds:g}"
                return FetchFailure(url, "killed", f"took longer than {seconds} seconds and was ended")
            except (asyncio.IncompleteReadError, ConnectionError, ValueError):
                return FetchFailure(url, "killed", self._exit_reason)
            if last:  # it says so itself when its memory is not to be trusted any more
                await self._end()
            self._restart_idle_timer()
        result = serialization.reader(REPLIES[name])(value)
        assert isinstance(result, kind | FetchFailure)
        return result

    @asynccontextmanager
    async def _ended_on_error(self) -> AsyncIterator[None]:
        """Whatever goes wrong on the way, and be it a cancellation: end the process.

        A reply that nobody read would be taken for that of the next job.
        """
        try:
            yield
        except asyncio.IncompleteReadError:
            await self._end(exiting=True)
            raise
        except BaseException:
            await self._end()
            raise

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is not None and (
            self._process.returncode is not None or self._jobs >= self._limits.jobs
        ):
            await self._end()
        if self._process is None:
            self._jobs = 0
            self._process = await asyncio.create_subprocess_exec(
                # -P: a module that lies in the working directory must not be imported
                *(sys.executable, "-P", "-m", "briefs.ingest.worker.process"),
                *(str(self._limits.memory), str(self._limits.cpu_seconds)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=_environment(),
            )
        self._jobs += 1
        return self._process

    async def _end(self, exiting: bool = False) -> None:
        """Ends the process; one that is `exiting` by itself has two seconds, so that its status tells why."""
        process, self._process = self._process, None
        if process is None:
            return
        if exiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 2)
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        if process.stdin is not None:
            process.stdin.close()
        self._exit_reason = _EXIT_REASONS.get(await process.wait(), "broke the process that read it")

    def _restart_idle_timer(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
        self._idle_timer = asyncio.get_running_loop().call_later(self._limits.idle, self._close_if_idle)

    def _close_if_idle(self) -> None:
        if not self._lock.locked():
            self._closing = asyncio.get_running_loop().create_task(self.close())


async def _exchange(
    process: asyncio.subprocess.Process, job: dict[str, Any], body: bytes
) -> tuple[str, Any, bool]:
    """The reply's type and value, and whether it is the process's last."""
    assert process.stdin is not None and process.stdout is not None
    header = json.dumps(job, ensure_ascii=False).encode("utf-8", "replace")
    process.stdin.write(struct.pack(">II", len(header), len(body)) + header)
    # in portions: a process that dies while it reads is noticed after one of them
    for start in range(0, len(body), 1 << 18):
        process.stdin.write(body[start : start + (1 << 18)])
        await process.stdin.drain()
    await process.stdin.drain()
    length, last = struct.unpack(">II", await process.stdout.readexactly(8))
    if length > MAX_REPLY:
        raise ValueError(length)
    name, value = json.loads(await process.stdout.readexactly(length))
    return name, value, bool(last)


def encode_entities(people: Iterable[Entity], topics: Iterable[Topic]) -> bytes:
    """The library's people and topics for extract(): make it once a library, off the event loop."""
    return json.dumps(
        [serialization.to_json_value(tuple(people)), serialization.to_json_value(tuple(topics))],
        ensure_ascii=False,
    ).encode()


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # numerical libraries start a thread a core, and each thread's stack counts against the memory limit
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    return {**passed, **threads, "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONUTF8": "1"}
