"""The pager: whatever is longer than the screen is read from its beginning."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess


def page(text: str) -> bool:
    """Show `text` through $PAGER, else less; False where there is none, or none is wanted ("cat" or "")."""
    command = shlex.split(os.environ.get("PAGER", "less"))
    program = shutil.which(command[0]) if command and command[0] != "cat" else None
    if program is None:
        return False
    # -R lets colours through, -F and -X leave on the screen what was read
    options = {"LESS": os.environ.get("LESS", "FRX"), "LESSCHARSET": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 - it is the user's own program
            [program, *command[1:]], input=text.encode(), env={**os.environ, **options}, check=False
        )
    except OSError:
        return False
    except KeyboardInterrupt:  # left before its end
        return True
    return done.returncode in (0, 2)
