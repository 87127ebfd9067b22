"""Who, or what, was merged into another entry: posted answers follow to where the statements are now."""

from __future__ import annotations

from pathlib import Path

from tests.bot.discord.app import OpenApp, text_of


def merge(root: Path, gone: str, into: str) -> None:
    """As an editor does it by hand: every file that names the one names the other."""
    for folder in ("config", "seeds"):
        for file in (root / folder).rglob("*.yaml"):
            text = file.read_text("utf-8")
            if gone in text:
                file.write_text(text.replace(gone, into), "utf-8")


async def test_a_post_follows_a_person_and_a_topic_that_were_merged(
    open_app: OpenApp, library_copy: Path
) -> None:
    async with open_app(root=library_copy) as app:
        person = await app.slash("person", person="alexander-lukashevich")
        topic = await app.slash("topic", topic="missile-defence")
        assert "Nothing" not in text_of(person)
        await app.written()
        before = text_of(person)
        merge(library_copy, "alexander-lukashevich", "lukashevich-alexander")
        await app.bot.core.library.reload()
        await app.double.until(lambda: person.versions, what=text_of(person))
        assert "was changed" in text_of(person) and before.splitlines()[0] in text_of(person)
        assert "o longer on record" not in text_of(person)
        merge(library_copy, "missile-defence", "defence-against-missiles")
        await app.bot.core.library.reload()
        await app.double.until(lambda: topic.versions, what=text_of(topic))
        assert "was changed" in text_of(topic) and "o longer on record" not in text_of(topic)
