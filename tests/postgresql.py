"""A PostgreSQL of the tests' own, where one is installed: in a temporary folder, over a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

DATABASE = "onrecord_test"
# What keeps data over a loss of power, and no test takes the power away: off, it is three times as fast.
_UNSAFE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where there is none, or no driver for it."""
    if find_spec("asyncpg") is None:
        return None
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    found = Path(on_path).resolve() if on_path else (debian or [None])[-1]
    return found.parent if found else None


@contextmanager
def serving() -> Iterator[str]:
    """The address of an empty database; the server and all it kept are gone afterwards."""
    bin = programs()
    assert bin, "ask programs() first"
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # not pytest's own: a socket's path has 107 letters at most
    data, user = folder / "data", _user()
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run([bin / program, *arguments], user=user, cwd=folder, check=True, timeout=60,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    try:
        run(
            "initdb",
            "-D",
            str(data),
            "-U",
            "onrecord",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=60 {_UNSAFE}"
        run("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            run("createdb", "-h", str(folder), "-U", "onrecord", DATABASE)
            yield f"postgresql://onrecord@/{DATABASE}?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)
