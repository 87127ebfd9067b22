"""The library: whether it can be served, and what its curators should look at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.doctor.diagnosis import Diagnosis
from briefs import library
from briefs.errors import LibraryInvalid, UserError
from briefs.paths import is_embedded
from briefs.query import QueryEngine, open_engine


async def followed_findings(source: str, root: Path, cache: Path) -> list[Diagnosis]:
    """Of a library whose index comes from `source`: what is served here, and whether more could come."""
    from bot.replica import LibraryFollower  # brings aiohttp, which a probe need not load

    found = list[Diagnosis]()
    if trouble := await LibraryFollower(source, cache).trouble():
        advice = "check `library_from`, and that it is published there; till then the last good one is served"
        found.append(Diagnosis("warning", "library", f"nothing comes from {source}: {trouble}", advice))
    try:
        engine = await open_engine(root, cache, build=False)
    except UserError as error:
        return [*found, Diagnosis("fault" if found else "ok", "library", error.message, error.hint)]
    try:
        return [Diagnosis("ok", "library", f"{_counts(engine)}, fetched from {source}"), *found]
    finally:
        await engine.close()


async def library_findings(root: Path, cache: Path, today: date) -> Iterator[Diagnosis]:
    """Opens the index, and builds it where it is missing or old, as a start of the bot would."""
    try:
        engine = await open_engine(root, cache)
    except LibraryInvalid as error:
        return iter([Diagnosis("fault", "library", error.message, error.hint)])
    except UserError as error:
        return iter([Diagnosis("fault", "library", error.message, error.hint or "see docs/library.md")])
    try:
        registry = engine.registry
        found = [Diagnosis("ok", "library", _counts(engine))]
        found += [Diagnosis("warning", "library", text, "run `onrecord lint`") for text in engine.warnings]
    finally:
        await engine.close()
    if not is_embedded(root) and not os.access(root, os.W_OK | os.X_OK):
        said = f"{root} cannot be written to: what a curator accepts is not published"
        found.append(Diagnosis("warning", "library", said, f"give the bot's user rights to {root}"))
    notices = len(library.lint(root)[1])
    if notices:
        found.append(
            Diagnosis("warning", "library", f"{notices} of its entries want a curator", "run `onrecord lint`")
        )
    if registry.last and registry.last > today:
        said = f"a statement is dated {registry.last}, which is to come"
        found.append(Diagnosis("warning", "library", said, "check that date, and this machine's clock"))
    return iter(found)


def _counts(engine: QueryEngine) -> str:
    registry = engine.registry
    return (
        f"{registry.statements:,} statements of {len(registry.people):,} people"
        f" in {registry.articles:,} articles"
    )
