"""Positions over HTTP from a library of 100,000 statements, beside a bare Starlette app.

    python -m benchmarks.api [--statements N] [--asked N] [--processes N]

Server and load are processes of their own, over loopback: eight connections that each ask one question
after the other. Three loads: each question once, those asked about most by Zipf's law, and 200 questions
over and over. The peer answers a constant document of the mean size, in the same run, by the same server.
Beside the wall clock, which a loaded machine spoils, stands the server's processor time a question.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engine import PEOPLE, TOPICS, synthetic
from briefs.index import BlockingConnection, IndexReader, build
from briefs.query import INDEX, QueryEngine

CONNECTIONS, REPEATED, WARMED = 8, 200, 400
KEPT = f"{REPEATED} over and over, asked before"


@dataclass(frozen=True, slots=True)
class Measured:
    rate: float  # questions a second
    p50: float  # milliseconds
    p99: float
    processor: float  # milliseconds of the server's a question
    size: float  # bytes of an answer, mean
    client: float  # milliseconds of the load's own processor a question

    def __str__(self) -> str:
        wall = f"{self.rate:.0f}/s, p50 {self.p50:.1f} ms, p99 {self.p99:.1f} ms"
        core = f"{self.processor:.2f} ms of processor ({1000 / self.processor:.0f}/s on one core)"
        return f"{wall}; {core}; {self.size / 1000:.0f} KB; the asking itself {self.client:.2f} ms"


async def serve(path: Path, port: int, shared: bool) -> None:
    """The record's server over a finished index, without a limit of rates; its port on standard output."""
    from bot.live_library import LiveLibrary
    from bot.web.api import ApiSettings, record_server

    sys.setswitchinterval(0.0005)
    index = IndexReader(BlockingConnection(path))
    engine = QueryEngine(path, index, await index.registry(), ())
    library = LiveLibrary(path.parent, path.parent, engine)
    async with record_server(library, ApiSettings(rate=0), "127.0.0.1", port, shared) as bound:
        print(bound, flush=True)
        await asyncio.Event().wait()


async def serve_peer(size: int) -> None:
    """A bare Starlette app that answers one document of `size` bytes."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    body = b'"' + b"a" * (size - 2) + b'"'

    async def constant(request: Request) -> Response:
        return Response(body, media_type="application/json")

    app = Starlette(routes=[Route("/api/v1/position", constant)])
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, http="httptools", lifespan="off", log_level="critical", access_log=False)
    )
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await serving


class Server:
    """A server in a process of its own, or in several that share a port."""

    def __init__(self, *arguments: str, processes: int = 1) -> None:
        self.processes = list[subprocess.Popen[str]]()
        self.port = 0
        shared = ["--shared"] if processes > 1 else []
        for _ in range(processes):
            command = [sys.executable, "-m", "benchmarks.api", *arguments, "--port", str(self.port), *shared]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert process.stdout is not None
            self.port = int(process.stdout.readline())
            self.processes.append(process)

    def processor(self) -> float:
        """Seconds so far."""
        return sum(_seconds(process.pid) for process in self.processes)

    def peak(self) -> float:
        """Megabytes."""
        status = [Path(f"/proc/{process.pid}/status").read_text("ascii") for process in self.processes]
        return sum(int(text.split("VmHWM:")[1].split()[0]) / 1000 for text in status)

    def end(self) -> None:
        for process in self.processes:
            process.terminate()
            process.wait()


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def ask(server: Server, paths: list[str]) -> Measured:
    """Every path once, in order, over several connections."""
    todo, taken, sizes = iter(paths), list[float](), list[int]()

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=1 << 22)
        for path in todo:
            started = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in head[:15], head
            size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n", 1)[0])
            await reader.readexactly(size)
            taken.append((time.perf_counter() - started) * 1000)
            sizes.append(size)
        writer.close()

    before, started, own = server.processor(), time.perf_counter(), time.process_time()
    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    wall, processor = time.perf_counter() - started, server.processor() - before
    own = time.process_time() - own
    taken.sort()
    count = len(taken)
    p50, p99 = taken[count // 2], taken[int(count * 0.99)]
    return Measured(count / wall, p50, p99, processor / count * 1000, sum(sizes) / count, own / count * 1000)


def questions(chance: random.Random) -> list[str]:
    """Every question that can be asked, once, whom and what is asked about most often first."""
    pairs = [(person, topic) for person in range(PEOPLE) for topic in range(TOPICS)]
    order = {pair: chance.expovariate(1) / (1 + pair[0] / 60) for pair in pairs}
    pairs.sort(key=lambda pair: -order[pair])
    return [f"/api/v1/position?person=person-{person}&topic=topic-{topic}" for person, topic in pairs]


def loads(asked: int, chance: random.Random) -> dict[str, list[str]]:
    everything = questions(chance)
    by_zipf = [1 / rank for rank in range(1, len(everything) + 1)]
    return {
        "each once": chance.sample(everything, min(asked // 4, len(everything))),
        "by Zipf's law": chance.choices(everything, by_zipf, k=asked),
        KEPT: chance.choices(everything[:REPEATED], k=asked),
    }


async def measure(path: Path, asked: int, processes: int) -> None:
    ours = Server("--serve", str(path), processes=processes)
    for name, paths in loads(asked, random.Random(3)).items():
        if name == KEPT:
            await ask(ours, sorted(set(paths)))
        found = await ask(ours, paths)
        peer = Server("--peer", str(int(found.size)))
        await ask(peer, ["/api/v1/position"] * WARMED)
        bare = await ask(peer, ["/api/v1/position"] * len(paths))
        peer.end()
        ratio = found.processor / bare.processor
        print(f"{name}: {found}\n  bare Starlette: {bare}\n  processor time over the peer's: {ratio:.2f}")
    print(f"peak memory of the server: {ours.peak():.0f} MB")
    ours.end()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--statements", type=int, default=100_000)
    options.add_argument("--asked", type=int, default=8_000)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    options.add_argument("--shared", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--peer", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve or chosen.peer:
        import uvloop

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            ours = chosen.serve and serve(chosen.serve, chosen.port, chosen.shared)
            runner.run(ours or serve_peer(chosen.peer))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / INDEX
        build(synthetic(chosen.statements, random.Random(2013)), path)
        print(f"{chosen.statements} statements, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        asyncio.run(measure(path, chosen.asked, chosen.processes))


if __name__ == "__main__":
    main()
