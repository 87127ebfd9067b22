"""What a curator is asked to type, each with what stands there now; Enter keeps it, Ctrl-C leaves all."""

from __future__ import annotations

from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import FuzzyWordCompleter

from bot.ingest import parse_speakers, speakers_line, split_list, topics_line
from briefs.ingest.review import Draft

SPEAKERS, TOPICS = "Speakers (+Name is somebody new)", "Topics (a, b; +Label is a new one)"


async def ask(what: str, now: str, known: list[str] | None = None) -> str:
    """One line. Raises KeyboardInterrupt or EOFError where it is left."""
    query: PromptSession[str] = PromptSession()
    completer = FuzzyWordCompleter(known) if known else None
    return (await query.prompt_async(f"{what}: ", default=now, completer=completer)).strip()


async def prompt_fields(
    draft: Draft, people: list[str], topics: list[str], before: dict[str, Any]
) -> dict[str, Any]:
    """Field by field, each with what stands there now, or was typed `before`; Enter keeps it."""
    typed: dict[str, Any] = {"summary": await ask("Summary", before.get("summary", draft.summary))}
    listed = ", ".join(before["topics"]) if "topics" in before else topics_line(draft)
    typed["topics"] = split_list(await ask(TOPICS, listed, topics))
    names = await ask(SPEAKERS, before.get("line", speakers_line(draft)), people)
    typed |= parse_speakers(names, draft) | {"line": names}
    typed |= await prompt_day(draft.said, before)
    typed["passage"] = await ask("Other words of the article", before.get("passage", ""))
    return typed


async def prompt_day(now: str, before: dict[str, Any]) -> dict[str, Any]:
    """When it was said, where that is not `now`: how it is known, and why, stand with it."""
    said = await ask("Said (EDTF)", before.get("said", now))
    if said == now:
        return {}
    typed = {"said": said, "said_basis": await ask("Known how", before.get("said_basis", "stated"))}
    return typed | {"said_note": await ask("Why this date", before.get("said_note", ""))}
