"""Every benchmark in turn; one that lacks its data says so and the next runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ALL = (
    "engine",
    "lookup",
    "verify",
    "shell",
    "shifts",
    "cite",
    "discord",
    "briefings",
    "claims",
    "processes",
    "intake",
    "site",
    "api",
    "watch",
    "extraction",
)


def main() -> int:
    worst = 0
    for name in ALL:
        if not Path(__file__).with_name(f"{name}.py").exists():
            continue
        print(f"\n== {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
