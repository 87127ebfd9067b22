"""What the user has is set aside for a run: every place where the program looks for it is a new one."""

from __future__ import annotations

import atexit
import os
import shutil
import site
import tempfile
from pathlib import Path

ASIDE = ("ONRECORD_", "XDG_", "DISCORD_")
KEPT = {"ONRECORD_SOAK"}  # how long a test goes on, not what the program works on
PREFIX = "onrecord-tests-"


def set_aside() -> None:
    """An empty home stands in for the user's until this process ends; what it starts inherits it.

    To be called before anything of the program is imported. A worker's home is inside that of whoever
    started it, which removes both.
    """
    outer = Path(os.environ.get("HOME", ""))
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=outer if outer.name.startswith(PREFIX) else None))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.setdefault("PYTHONUSERBASE", site.getuserbase())  # packages may stand in the user's own folder
    for name in [name for name in os.environ if name.startswith(ASIDE) and name not in KEPT]:
        del os.environ[name]
    os.environ.pop("NO_COLOR", None)
    os.environ["HOME"] = str(home)
