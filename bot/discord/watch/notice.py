"""What is said of quotations that the record contradicts: both wordings with the proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.discord.core import ActionButton, ComponentAction, new_message_kwargs
from bot.discord.ui import BLUE, Display, paginate
from bot.discord.verify import ClaimResult, pages_of_verdicts
from briefs.i18n import N_
from briefs.model import ArticleRef, Statement

if TYPE_CHECKING:
    from briefs.watch import Sighting

_MOST = 3  # quotations of one message that are answered
_TITLE = N_("What the record has")
_ASIDE = N_("Said once, without judging anybody. Nothing of the message is kept.")


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A quotation with the published statement that contradicts it, and the mark of both."""

    sighting: Sighting
    statement: Statement
    mark: str


def notice_kwargs(
    found: Sequence[Contradicted],
    key: str,
    articles: Sequence[ArticleRef],
    display: Display,
    address: str | None = None,
) -> dict[str, Any]:
    """The message that answers one with these quotations; `address` leads there where it stands elsewhere."""
    translator = display.translator
    known = {ref.id: ref for ref in articles}
    results = [
        ClaimResult(one.sighting.speaker, one.sighting.verdict, one.statement, known) for one in found[:_MOST]
    ]
    searched = results[0].verdict.searched.in_words(translator)
    paged = pages_of_verdicts(results, address or "", searched, display)
    paged = replace(paged, title=translator.gettext(_TITLE), footer=translator.gettext(_ASIDE), colour=BLUE)
    page = paginate(replace(paged, actions=frozenset()), display.plain)[0]
    wrong = ActionButton(ComponentAction("watchwrong", key), translator.gettext(N_("Wrong here")))
    return new_message_kwargs(page, display, wrong)
