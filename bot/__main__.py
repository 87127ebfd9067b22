"""`onrecord`, and `python -m bot`: arguments in, exit status out."""

from __future__ import annotations

import gc
import os
import sys

# Of objects between two searches for circles that nobody holds. By Python's own 700 a library of ten thousand
# articles was searched while it was read until a third of the time went there.
_OBJECTS = 20_000


def main() -> None:
    """Run one command; the process ends with its status."""
    gc.set_threshold(_OBJECTS, 20, 20)
    from bot.terminal import run_command

    try:
        status = run_command(sys.argv[1:])
    except BrokenPipeError:  # the reader of a pipe has gone: nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        status = 130
    except Exception as fault:
        status = _report_crash(fault)
    sys.exit(status)


def _report_crash(fault: Exception) -> int:
    from bot.crash_log import record_crash
    from bot.terminal import print_error
    from bot.traces import note_typed

    note_typed(sys.argv[1:])
    print_error(record_crash(fault), "--json" in sys.argv)
    return 2


if __name__ == "__main__":
    main()
