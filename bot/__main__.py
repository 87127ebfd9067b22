"""`onrecord`, and `python -m bot`: arguments in, exit status out."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one command; the process ends with its status."""
    from bot.cli import run_command

    try:
        status = run_command(sys.argv[1:])
    except BrokenPipeError:  # the reader of a pipe has gone: nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        status = 130
    except Exception:
        status = _unforeseen()
    sys.exit(status)


def _unforeseen() -> int:
    """A fault of the program: its trace goes to a file, under a reference that its user is shown."""
    import json
    import secrets
    import traceback

    from briefs import places

    reference = secrets.token_hex(3)
    file = places.cache(places.embedded()).parent / "faults.log"
    trace = "".join(traceback.format_exception(*sys.exc_info()))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{reference}\n{trace}\n")
        hint = f"the trace is in {file} under {reference}; please report it"
    except OSError:
        hint = f"its reference is {reference}; the trace could not be written"
    message = "something went wrong that should not have"
    if "--json" in sys.argv:
        error = {"outcome": "error", "error": {"message": message, "hint": hint}}
        sys.stdout.write(json.dumps(error, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"onrecord: {message} ({hint})\n")
    return 2


if __name__ == "__main__":
    main()
