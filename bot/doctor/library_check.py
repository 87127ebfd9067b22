"""The library: whether it can be served, and what its curators should look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.doctor.diagnosis import Diagnosis
from briefs import library
from briefs.errors import LibraryInvalid, UserError
from briefs.query import open_engine


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
        counts = (
            f"{registry.statements:,} statements of {len(registry.people):,} people"
            f" in {registry.articles:,} articles"
        )
        found = [Diagnosis("ok", "library", counts)]
        found += [Diagnosis("warning", "library", text, "run `onrecord lint`") for text in engine.warnings]
    finally:
        await engine.close()
    notices = len(library.lint(root)[1])
    if notices:
        found.append(
            Diagnosis("warning", "library", f"{notices} of its entries want a curator", "run `onrecord lint`")
        )
    if registry.last and registry.last > today:
        said = f"a statement is dated {registry.last}, which is to come"
        found.append(Diagnosis("warning", "library", said, "check that date, and this machine's clock"))
    return iter(found)
