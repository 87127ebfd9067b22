"""What is offered while people type."""

from __future__ import annotations

from bot.discord.ui import limits
from tests.bot.discord.app import BotInServer


async def test_a_persons_name_keystroke_by_keystroke(app: BotInServer) -> None:
    double = app.double
    shown = await double.keystrokes(
        double.guild, "general", "reader", "position", focused="person", text="lavrov"
    )
    assert len(shown) == 7 and all(len(choices) <= 25 for choices in shown)
    assert shown[0]  # the empty field offers those with most statements
    best = shown[-1][0]
    assert best["value"] == "sergei-lavrov"
    assert best["name"].startswith("Sergei Lavrov · Russian Foreign Minister · ")
    assert best["name"].endswith(" statements")


async def test_other_scripts_and_languages(app: BotInServer) -> None:
    double = app.double
    record = await double.autocomplete(
        double.guild, "general", "reader", "position", focused="person", person="лавр", locale="ru"
    )
    await record.response()
    assert record.choices[0]["value"] == "sergei-lavrov"
    assert record.choices[0]["name"].startswith("Сергей Лавров · министр иностранных дел России")


async def test_topics_of_the_chosen_person_come_first(app: BotInServer) -> None:
    double = app.double
    record = await double.autocomplete(
        double.guild, "general", "reader", "position", focused="topic", person="sergei-lavrov", topic=""
    )
    await record.response()
    own = [choice for choice in record.choices if "by this person" in choice["name"]]
    assert own and record.choices[: len(own)] == own


async def test_days_are_understood_as_they_are_typed(app: BotInServer) -> None:
    double = app.double
    record = await double.autocomplete(
        double.guild, "general", "reader", "position", focused="since", person="lavrov", since="april 2013"
    )
    await record.response()
    assert record.choices[0] == {"name": "1 April 2013 (2013-04-01)", "value": "2013-04-01"} | (
        {"name_localizations": None} if "name_localizations" in record.choices[0] else {}
    )


async def test_statements_and_articles_are_found_by_their_words(app: BotInServer) -> None:
    double = app.double
    record = await double.autocomplete(
        double.guild, "general", "reader", "statement", focused="statement", statement="no movement"
    )
    await record.response()
    assert "itar-tass-2011-10-26-01" in [choice["value"] for choice in record.choices]
    record = await double.autocomplete(
        double.guild, "general", "reader", "article", focused="article", article="tass"
    )
    await record.response()
    assert [choice["value"] for choice in record.choices] == ["itar-tass-2011-10-26"]


async def test_a_large_library_offers_statements_from_its_index(app: BotInServer) -> None:
    double, library = app.double, app.bot.core.library
    kept = library.statements
    newest = [one.id for one in kept[: -limits.CHOICES - 1 : -1]]
    library.statements = ()  # as of more than are kept in memory
    try:
        for typed, offered in {
            "": newest,
            "itar-tass-2011-10-26-0": sorted(s.id for s in kept if s.id.startswith("itar-tass-2011-10-26-0")),
            "no movem": [s.id for s in kept[::-1] if "no movement" in s.passage],
            "zzzz": [],
            "“": [],
        }.items():
            record = await double.autocomplete(
                double.guild, "general", "reader", "statement", focused="statement", statement=typed
            )
            await record.response()
            found = [choice["value"] for choice in record.choices]
            assert found[: len(offered)] == offered[: limits.CHOICES] and bool(found) == bool(offered), typed
    finally:
        library.statements = kept
