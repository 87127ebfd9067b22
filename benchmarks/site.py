"""The site of a generated library: built from nothing, and brought up to one change.

    python -m benchmarks.site [--statements 10000]

Each build is a process of its own, as `onrecord site build` is. The peer writes the finished files again, the
least that any builder does.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generated_library import change_one, write_library


def build(library: Path, site: Path, *options: str) -> float:
    """CPU seconds of the whole process and of what it started."""
    command = [sys.executable, "-m", "bot", "--library", str(library), "site", "build", str(site)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--base", "https://record.example/", *options], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peer(site: Path, target: Path) -> float:
    """CPU seconds to write the same files, their bytes at hand."""
    files = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    started = time.process_time()
    for path, content in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    return time.process_time() - started


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--statements", type=int, default=10_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_CACHE"] = f"{folder}/cache"
        library, site = Path(folder) / "library", Path(folder) / "site"
        write_library(library, chosen.statements)
        whole = build(library, site)
        change_one(library)
        changed = build(library, site)
        same = build(library, site)
        bare = peer(site, Path(folder) / "peer")
    ratio = f"{whole / bare:.1f} times the bare writing of its files"
    print(f"{chosen.statements} statements: built in {whole:.1f} CPU s, {ratio}")
    print(f"  after one change {changed:.2f} CPU s, after none {same:.2f} CPU s")


if __name__ == "__main__":
    main()
