"""By hand: `python -m tests.discord_double --port N`, then a bot with the address it prints."""

from __future__ import annotations

import argparse
import asyncio
import json
import shlex
import sys
import threading
from typing import Any

from .clock import ManualClock
from .control import Control
from .errors import UsageError
from .server import Double
from .waiting import Unanswered

HELP = """A loopback Discord at {address}
Point the bot at it:
    ONRECORD_DISCORD_API={address} DISCORD_TOKEN={token} make run
Then type here:
    /position person=lavrov topic=missile-defence     a slash command
    !position lavrov missile-defence                  a message in #general (@bot mentions the bot)
    :messages channel=general                         what stands there
    :click message=ID button="Show context"           and :select :submit :menu :autocomplete
    :violations  :status  :requests last=5  :kick resumable=false  :fault status=500 route=messages times=2
Every ":" verb is also POST {address}/_control/VERB with a JSON body.
"""


def write(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def pairs(words: list[str]) -> dict[str, Any]:
    """`key=value` words; a value that is JSON is read as JSON, ids stay text."""
    made: dict[str, Any] = {}
    for word in words:
        key, _, value = word.partition("=")
        try:
            made[key] = value if value.isdigit() and len(value) > 9 else json.loads(value)
        except ValueError:
            made[key] = value
    return made


async def obey(control: Control, line: str) -> Any:
    if line.startswith("/"):
        words = shlex.split(line[1:])
        named = next((i for i, word in enumerate(words) if "=" in word), len(words))
        return await control.slash(" ".join(words[:named]), pairs(words[named:]))
    if line.startswith(":"):
        verb, *words = shlex.split(line[1:])
        return await control.call(verb, pairs(words))
    return await control.say(line)


def typed_lines() -> asyncio.Queue[str]:
    """Lines of the console; without one (end of input) the queue stays empty and the double serves on."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=read, daemon=True).start()  # a daemon, so that Ctrl-C need not wait for a line
    return lines


async def serve(options: argparse.Namespace) -> None:
    clock = ManualClock() if options.manual_clock else None
    async with Double(
        port=options.port, clock=clock, openapi_checks=not options.no_openapi, rate_limits=options.rate_limits
    ) as double:
        double.gateway.shards = options.shards
        write(HELP.format(address=double.address, token=double.token))
        control, lines = Control(double), typed_lines()
        while True:
            line = await lines.get()
            try:
                if line.strip():
                    answer = await obey(control, line.strip())
                    write(json.dumps(answer, ensure_ascii=False, indent=1))
            except (UsageError, Unanswered, KeyError, TypeError, ValueError) as error:
                write(f"{type(error).__name__}: {error}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.discord_double", description=__doc__)
    parser.add_argument("--port", type=int, default=8899)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--rate-limits", action="store_true", help="enforce Discord's rate limits")
    parser.add_argument("--no-openapi", action="store_true", help="skip the OpenAPI checks (benchmarks)")
    parser.add_argument("--manual-clock", action="store_true", help="the clock moves by :advance only")
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        write("stopped")


if __name__ == "__main__":
    main()
