"""A PostgreSQL of the tests' own, where one is installed: in a temporary folder, over a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

DATABASE = "onrecord_test"
# What keeps data over a loss of power, and no test takes the power away: off, it is three times as fast.
_OPTIONS = "-c max_connections=60 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where there is none, or no driver for it."""
    if find_spec("asyncpg") is None:
        return None
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    found = Path(on_path).resolve() if on_path else (debian or [None])[-1]
    return found.parent if found else None


class Server:
    """A PostgreSQL in a folder of its own, which a test may stop, start and ask as its owner."""

    def __init__(self, folder: Path) -> None:
        found = programs()
        assert found, "ask programs() first"
        self._programs, self._folder, self.user = found, folder, _user()
        if self.user:
            shutil.chown(folder, self.user)
        self._run("initdb", *"-U onrecord -A trust -E UTF8 --locale=C --no-sync -D".split(), str(self._data))

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def address(self) -> str:
        return f"postgresql://onrecord@/{DATABASE}?host={self._folder}"

    def start(self) -> None:
        options = f"-c listen_addresses= -c unix_socket_directories={self._folder} {_OPTIONS}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-o", options, "-l", log, "start")

    def stop(self, mode: str = "immediate") -> None:
        """`mode` is pg_ctl's: "fast" tells its clients, "immediate" is as good as a crash."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", mode, "stop")

    def create_database(self) -> None:
        self._run("createdb", "-h", str(self._folder), "-U", "onrecord", DATABASE)

    def sql(self, statement: str, environment: Mapping[str, str] | None = None) -> None:
        """On a connection of its own."""
        given = ("-h", str(self._folder), "-U", "onrecord", "-d", DATABASE, "-v", "ON_ERROR_STOP=1")
        self._run("psql", *given, "-qc", statement, environment=environment)

    def _run(self, program: str, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        given, null = {**os.environ, **(environment or {})}, subprocess.DEVNULL
        subprocess.run([self._programs / program, *arguments], user=self.user, cwd=self._folder, env=given,
                       check=True, timeout=60, stdout=null, stderr=null)  # fmt: skip


@contextmanager
def server() -> Iterator[Server]:
    """One that runs, with an empty database; it and all it kept are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # not pytest's own: a socket's path has 107 letters at most
    try:
        made = Server(folder)
        made.start()
        try:
            made.create_database()
            yield made
        finally:
            with suppress(subprocess.CalledProcessError):  # the test stopped it
                made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving() -> Iterator[str]:
    """The address of an empty database; the server and all it kept are gone afterwards."""
    with server() as made:
        yield made.address


def _user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)
