"""A message of a briefing as it is kept before it is sent: the same JSON after a restart as before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any

import discord

from bot.delivery import Sent
from bot.discord.answers import as_metadata, digest_of, display_fields
from bot.discord.briefings.briefing_card import BriefingCard
from bot.discord.core import (
    SMALL,
    ActionButton,
    ActionSelect,
    ComponentAction,
    MessageItem,
    Style,
    action_view,
    button_id,
    card_view,
    option,
    plain_content,
    walk_components,
)
from bot.discord.ui import Block, Display, Page, fit_page, translator_for
from bot.store import Delivery, PostedAnswer, Purpose, Shown, Subscription
from briefs.model import Statement

ACTION = "briefing"  # what the button under each briefing stands for
ALL, ONE = "briefall", "briefone"  # and those that show all of its statements, or one that is chosen
FOLLOW_PAUSE, FOLLOW_STOP = "flwpause", "flwstop"  # and under each digest of standing questions
# As the custom_id begins by which a message is found again.
_BUTTONS = tuple(button_id(ComponentAction(action, "")) for action in (ACTION, FOLLOW_PAUSE))
MARKED = " · "  # in a footer, before the id of the delivery that a webhook's message is
KEPT_AS = "delivery"  # no question: it cannot be asked again, as what was new then is no longer


@dataclass(frozen=True, slots=True)
class BriefingMessage:
    """One page of a briefing, with the look it was made in.

    `role` is the id of one that is pinged; a message that is `aside` goes into a thread of the
    first; `statements` are the ids of what stands in it, `digests` what it says of each. A card shows
    `intro` and `blocks` (text, address of the source, statement's id), which together say what `text`
    says; a message of an earlier version has the text alone. `choices` (label, statement's id, detail)
    stand in the menu of a card, and behind a button all `more` statements, where not all are on it.
    `purpose` is the subscription's.
    """

    title: str
    text: str
    footer: str
    colour: int
    language: str = "en"
    plain: bool = False
    role: int | None = None
    aside: bool = False
    statements: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()  # none in what an earlier version of the program wrote
    intro: str = ""
    blocks: tuple[tuple[str, str | None, str | None], ...] = ()
    choices: tuple[tuple[str, str, str], ...] = ()
    more: int = 0
    purpose: Purpose = "briefing"

    @classmethod
    def from_json(cls, text: str) -> BriefingMessage:
        """The opposite of `to_json`; of what another version wrote, the fields that are known here."""
        kept = json.loads(text)
        known = {name: kept[name] for name in cls.__slots__ if name in kept}
        lists = {name: tuple(kept.get(name, ())) for name in ("statements", "digests")}
        rows = {name: tuple(map(tuple, kept.get(name, ()))) for name in ("blocks", "choices")}
        return cls(**known | lists | rows)

    @classmethod
    def from_page(
        cls,
        page: Page,
        display: Display,
        role: int | None,
        aside: bool,
        library: Mapping[str, Statement] | None = None,
        purpose: Purpose = "briefing",
    ) -> BriefingMessage:
        """A page that is fitted already; each statement is named once, in order, as it is in `library`."""
        shown = tuple(dict.fromkeys(page.statements))
        digests = tuple(digest_of(library.get(id)) for id in shown) if library else ()
        looks = (display.language, display.plain, role, aside, shown, digests)
        text = "\n\n".join([page.body, *(block.text for block in page.blocks)]).strip()
        blocks = tuple((block.text, block.source, block.statement) for block in page.blocks)
        intro = page.body if blocks else ""
        return cls(page.title, text, page.footer, page.colour, *looks, intro, blocks, purpose=purpose)

    @classmethod
    def from_card(
        cls, card: BriefingCard, display: Display, role: int | None, library: Mapping[str, Statement]
    ) -> BriefingMessage:
        """A briefing that is one card."""
        choices = tuple((each.label, each.value, each.detail) for each in card.choices)
        made = cls.from_page(card.page, display, role, False, library)
        return replace(made, choices=choices, more=card.more)

    @property
    def display(self) -> Display:
        """Language and look, as they were when it was composed."""
        return Display(translator_for(self.language), self.plain)

    def to_json(self) -> str:
        """Keys in order, so that the same message is always the same text."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def to_kwargs(self, delivery: str) -> dict[str, Any]:
        """The arguments of discord.py's `send`; a button carries the delivery's id, to find it again by."""
        roles = [discord.Object(self.role)] if self.role else False
        return {
            # Whatever a quotation may hold, nobody is pinged but the role that was asked for.
            "allowed_mentions": discord.AllowedMentions(everyone=False, users=False, roles=roles),
        } | self._shown(tuple(self._buttons(delivery)))

    def to_embed(self, delivery: str) -> discord.Embed:
        """For a webhook, under whose messages the bot has no buttons; the delivery's id is its mark."""
        made = discord.Embed(title=self.title, description=self.text, colour=self.colour)
        return made.set_footer(text=f"{self.footer}{MARKED}{delivery}".removeprefix(MARKED))

    def is_text_of(self, message: discord.Message) -> bool:
        """Whether a message says this, white space apart: Discord trims what it is sent."""
        wanted = [self._ping, self.title, self.text, self.footer if self.plain else ""]
        return _letters(wanted) == _letters(_texts(message))

    @property
    def page(self) -> Page:
        """As it was fitted when it was composed."""
        if self.plain or not self.blocks:
            return Page(self.title, self.text, self.footer, self.colour, self.statements)
        blocks = tuple(Block(text, id, source=source) for text, source, id in self.blocks)
        return Page(self.title, self.intro, self.footer, self.colour, self.statements, blocks=blocks)

    @property
    def _ping(self) -> str:
        return f"<@&{self.role}>" if self.role else ""

    def _shown(self, buttons: Sequence[MessageItem]) -> dict[str, Any]:
        # A card has no content: its ping is a text of its own, above the container.
        if not self.plain:
            return {"view": card_view(fit_page(self.page), self.display, buttons, self._ping)}
        content = "\n".join(part for part in (self._ping, plain_content(self.page)) if part)
        return {"content": content, "view": action_view(*buttons)}

    def _buttons(self, delivery: str) -> Iterator[MessageItem]:
        translator = self.display.translator
        if self.choices:
            asked = translator.gettext("Pick one to see it whole")
            options = [option(*each) for each in self.choices]
            yield ActionSelect(ComponentAction(ONE, delivery), asked, options)
        if self.more:
            label = translator.ngettext("Read {n} statement", "Read all {n} statements", self.more)
            yield ActionButton(ComponentAction(ALL, delivery), label, Style.primary)
        if self.purpose == "follow":
            yield ActionButton(ComponentAction(FOLLOW_PAUSE, delivery), translator.gettext("Pause"))
            yield ActionButton(ComponentAction(FOLLOW_STOP, delivery), translator.gettext("Stop it"))
        else:
            yield ActionButton(ComponentAction(ACTION, delivery), translator.gettext("Change or stop"))
        if self.statements and self.plain:  # on a card each has its receipt
            yield ActionButton(ComponentAction("context", delivery), translator.gettext("Show context"))
        if self.statements:
            yield ActionButton(ComponentAction("report", delivery), translator.gettext("Report an error"))


def to_sent_answer(subscription: Subscription, delivery: Delivery, sent: Sent, now: datetime) -> Shown | None:
    """A message that was sent, as it is kept among the posted answers; None where it shows no statement."""
    body, settings = BriefingMessage.from_json(delivery.body or ""), subscription.settings
    if not body.statements:
        return None
    posted = PostedAnswer(
        delivery.id, settings.guild_id, sent.channel_id, sent.message_id, settings.user_id, KEPT_AS,
        as_metadata(display_fields(body.display)), 0, now,
    )  # fmt: skip
    return posted, dict(zip_longest(body.statements, body.digests))


def carried_delivery_id(message: discord.Message) -> str | None:
    """The id of the delivery that a message of the bot is, which its button carries; None for any other."""
    for item in walk_components(message.components):
        custom_id = getattr(item, "custom_id", None) or ""
        for begins in _BUTTONS:
            if custom_id.startswith(begins):
                return str(custom_id.removeprefix(begins))
    return None


def _texts(message: discord.Message) -> Iterator[str | None]:
    """What a message says, as content, embed or card, but for footers, which name the day of the library."""
    yield message.content
    for embed in message.embeds:
        yield from (embed.title, embed.description)
    for item in walk_components(message.components):
        if isinstance(item, discord.TextDisplay) and not item.content.startswith(SMALL):
            yield item.content


def _letters(texts: Iterable[str | None]) -> str:
    """Without white space, which Discord trims, and asterisks, which a title has in some looks only."""
    return "".join(" ".join(text for text in texts if text).replace("*", "").split())
