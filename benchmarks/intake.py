"""From an article to an answer on a large library: the whole bot's memory, and how long a click takes.

    python -m benchmarks.intake [--statements N]

The bot is a process of its own, a loopback Discord and a newspaper on loopback are this one. A feed is
polled, an article comes in, its candidates are accepted with a click each. The time runs from the click
until the card says so, which is after the next answer would hold it. Bar: 2 s, and 500 MB in all.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.discord import process
from tests.briefs.ingest.loopback_site import open_website, rss, story
from tests.discord_double import Double
from tests.discord_double.world import Message

PER_ARTICLE, PEOPLE, TOPICS = 5, 500, 60
ACCEPTED = 8
BODY = "".join(
    f"<p>“The harbour number {number} stays open to everybody whatever the council says,” Anna Ray, the "
    f"mayor of Port Ellen, told reporters on Thursday after a meeting about the bridge.</p>"
    for number in range(ACCEPTED)
)


def write_library(root: Path, statements: int, chance: random.Random) -> None:
    """A library of invented words on disk, with five statements in an article."""
    words = ["".join(chance.choices("abcdefghijklmnoprstuvz", k=chance.randint(3, 11))) for _ in range(5_000)]
    for folder in ("config", "seeds/articles", "seeds/dossiers"):
        (root / folder).mkdir(parents=True)
    names = [f"{chance.choice(words).title()} {chance.choice(words).title()}" for _ in range(PEOPLE)]
    people = "".join(f"  - {{id: person-{n}, name: {name}}}\n" for n, name in enumerate(names))
    topics = "".join(
        f"  - {{id: topic-{n}, pref_label: {words[n]} {words[n + 99]}}}\n" for n in range(TOPICS)
    )
    (root / "config/people.yaml").write_text(f"people:\n{people}", "utf-8")
    (root / "config/topics.yaml").write_text(f"topics:\n{topics}", "utf-8")
    for number in range(statements // PER_ARTICLE):
        quoted = [" ".join(chance.choices(words, k=30)) for _ in range(PER_ARTICLE)]
        who = [chance.randrange(PEOPLE) for _ in quoted]
        text = f"Title {number}\n\n" + "".join(
            f"“{words},” {names[n]} said.\n\n" for n, words in zip(who, quoted, strict=True)
        )
        (root / f"seeds/articles/a{number}.txt").write_text(text, "utf-8")
        dossier = "".join(_dossier(number, text, who, quoted, chance))
        (root / f"seeds/dossiers/a{number}.yaml").write_text(dossier, "utf-8")


def _dossier(
    number: int, text: str, who: list[int], quoted: list[str], chance: random.Random
) -> Iterator[str]:
    day = date(2010, 1, 1) + timedelta(days=chance.randrange(3650))
    yield f"article:\n  id: a{number}\n  title: Title {number}\n  publisher: The Post\n  published: {day}\n"
    yield f"  text: a{number}.txt\n  sha256: {sha256(text.encode()).hexdigest()}\nstatements:\n"
    for place, (person, passage) in enumerate(zip(who, quoted, strict=True)):
        yield f"  - id: a{number}-{place:02d}\n    speakers: [person-{person}]\n    kind: quotation\n"
        yield f"    topics: [topic-{chance.randrange(TOPICS)}]\n    exact: {passage},\n"
        yield f"    summary: {passage[:60]}.\n    said: {day}\n    said_basis: stated\n"


def resident(pid: int) -> list[float]:
    """MB of a process and of each of its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [_megabytes(int(each)) for each in (pid, *children)]


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def measured(statements: int, folder: Path) -> None:
    root = folder / "library"
    await asyncio.to_thread(write_library, root, statements, random.Random(7))
    async with Double() as double, open_website(article=story("Harbours", body=BODY)) as website:
        website.pages["/feed"] = rss(f"{website.base}/article")
        curator, channel = double.world.user("owner"), double.world.channel("curators")
        settings = f"curators: ['{curator.id}']\ncurators_channel: '{channel.id}'\n"
        (root / "config/settings.yaml").write_text(settings, "utf-8")
        (root / "config/feeds.yaml").write_text("allow: [127.0.0.0/8]\npause: 0\n", "utf-8")
        os.environ |= {"ONRECORD_LIBRARY": str(root), "ONRECORD_CACHE": str(folder / "cache")}
        async with process(double, "bot", "run", folder=str(folder)) as (pid, _):
            before = resident(pid)
            watch = asyncio.create_task(_peak(pid))
            await _asked(double, "feeds add", url=f"{website.base}/feed")
            await _asked(double, "feeds poll")
            found = lambda: len(double.posts("curators")) >= ACCEPTED  # noqa: E731
            await double.until(found, timeout=120, what="no cards")
            taken = [await _accepted(double, card) for card in double.posts("curators")[:ACCEPTED]]
            watch.cancel()
            peak = await watch
    times = f"{statistics.median(taken):.2f} s (slowest {max(taken):.2f})"
    print(f"{statements} statements: accepted and live after {times}")
    parts, total = " + ".join(f"{part:.0f}" for part in peak), sum(peak)
    print(f"  memory: bot alone {before[0]:.0f} MB; bot + worker with its model {parts} = {total:.0f} MB")


async def _peak(pid: int) -> list[float]:
    """Until it is cancelled: what bot and worker held when they held most."""
    most: list[float] = []
    try:
        while True:
            most = max(most, resident(pid), key=sum)
            await asyncio.sleep(0.05)
    except asyncio.CancelledError:
        return most


async def _asked(double: Double, command: str, **options: object) -> Message:
    record = await double.slash(double.guild, "curators", "owner", command, options=options)
    return await record.answer(timeout=120)


async def _accepted(double: Double, card: Message) -> float:
    """Seconds from the click until the card says that the statement is on record."""
    started = time.perf_counter()
    await double.click(card, "owner", "Accept")
    done = lambda: "Accepted by" in str(card.components)  # noqa: E731
    await double.until(done, timeout=60, what=f"not accepted: {card.components}")
    return time.perf_counter() - started


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--statements", type=int, default=10_000)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(options.parse_args().statements, Path(folder)))


if __name__ == "__main__":
    main()
