"""`verify` as its user calls it, on a library of 10,000 articles: warm, and after one dossier has changed.

    python -m benchmarks.shell [--articles 10000]

CPU seconds of whole processes, medians; the peer is the bare interpreter, in turn with them.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.generated_library import change_one, write_library

RUNS = 5


def spent(command: list[str]) -> float:
    """CPU seconds of a process and of what it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--articles", type=int, default=10_000)
    articles: int = options.parse_args().articles
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's modules are compiled once
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ONRECORD_CACHE": f"{folder}/cache", "ONRECORD_DATA": f"{folder}/data"}
        library = Path(folder) / "library"
        write_library(library, articles, each=1)
        words = "the words of nobody, which stand in none of these articles at all"
        verify = [sys.executable, "-m", "bot", "--library", str(library), "verify", words]
        first = spent(verify)
        bare, warm = zip(
            *((spent([sys.executable, "-c", "pass"]), spent(verify)) for _ in range(RUNS)), strict=True
        )
        change_one(library)
        changed, after = spent(verify), spent(verify)
    nothing, usual = statistics.median(bare), statistics.median(warm)
    ratio = f"{usual / nothing:.1f} times a bare interpreter"
    print(f"{articles:,} articles, CPU seconds of `verify`: {usual:.3f} warm (must be .15; {ratio}),")
    print(f"  {changed:.2f} after one dossier changed (must be .3; then {after:.3f}),")
    print(f"  {first:.1f} with the index to build")


if __name__ == "__main__":
    main()
