"""The options of `/follow`: their types, and what Discord's client says of them."""

from __future__ import annotations

from typing import Literal

from discord import app_commands

from bot.discord.arguments import ZoneArgument
from bot.discord.briefings import NamesArgument, PlaceArgument
from bot.discord.core import Channel
from bot.discord.follow.arguments import News, QuestionArgument
from bot.discord.follow.pages import MOST_OF_A_NOTE
from bot.follow import CADENCE_WORDS, KIND_WORDS
from bot.store import FollowedQuestion
from briefs.i18n import N_

PeopleOption = app_commands.Transform[tuple[str, ...], NamesArgument("person")]
TopicsOption = app_commands.Transform[tuple[str, ...], NamesArgument("topic")]
FollowPlaceOption = app_commands.Transform[Channel, PlaceArgument]
ZoneOption = app_commands.Transform[str, ZoneArgument]
QuestionOption = app_commands.Transform[FollowedQuestion, QuestionArgument]
KindOption = Literal["any", "quotation", "reported", "mixed", "fact"]
NoteOption = app_commands.Range[str, 0, MOST_OF_A_NOTE]
LimitOption = app_commands.Range[int, 1, 50]

RENAMED = {"at": "time", "zone": "timezone", "most": "most-a-day", "about": "what"}
DESCRIBED = {
    "people": N_("Who speaks, with commas between them; all: anybody"),
    "topics": N_("On what, with commas between them, all that is narrower too; all: anything"),
    "words": N_("Words that stand in it; -word: that does not; word*: how it begins; -: none any more"),
    "kind": N_("Only such words"),
    "office": N_("The office or organisation of whoever speaks; -: any"),
    "about": N_("What is new, what may change a position, or corrections of what you saw"),
    "when": N_("How often"),
    "at": N_("Once a day or a week: at what time, such as 09:00"),
    "days": N_("Once a day or a week: on which days, such as mon, wed, fri"),
    "zone": N_("By which clock, such as Europe/Berlin"),
    "note": N_("Why you follow it: it stands above what comes"),
    "channel": N_("Where it is told; left out: in a direct message"),
    "webhook": N_("Instead of a channel: the address of one of its webhooks"),
    "feed": N_("Instead: in your own feed, for a feed reader; /follow feed shows its address"),
    "most": N_("At most so many messages a day there"),
}
_ABOUT: dict[News, str] = {
    "new": N_("all that is new"),
    "positions": N_("what may change a position"),
    "corrections": N_("corrections of what you saw"),
}
CHOICES = {
    "when": [app_commands.Choice(name=name, value=value) for value, name in CADENCE_WORDS.items()],
    "kind": [
        app_commands.Choice(name=name, value=value)
        for value, name in ({"any": N_("any words")} | dict(KIND_WORDS)).items()
    ],
    "about": [app_commands.Choice(name=name, value=value) for value, name in _ABOUT.items()],
}
DIRECT = N_("Tell it in a direct message again, and no longer in a channel")
WHICH = N_("Which of what you follow")
