"""Review at a terminal: one candidate after another, one key a decision.

The screen is an Application that ends with the key that was pressed: what the key means may then print,
prompt and wait like any program, and the next Application draws what has become of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import Application, get_app, get_app_session
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.containers import Container

from bot.ingest import (
    ReviewItem,
    ReviewSession,
    apply_edits,
    is_supposed,
    matching_statement_id,
)
from bot.terminal.review import candidate_layout
from bot.terminal.review.prompts import prompt_fields
from briefs.errors import UserError
from briefs.ingest.review import Draft, ValidationFailed

_DECISIONS = "aesrulqy"


class ReviewApp:
    """The state of the screen: the candidates, which one is shown, and what was decided so far."""

    def __init__(self, session: ReviewSession, items: tuple[ReviewItem, ...]) -> None:
        self._session, self._items = session, list(items)
        self._index = self.accepted = self.rejected = 0
        self._draft: Draft | None = None
        self._typed: dict[str, Any] = {}  # what was typed of this candidate and could not be taken
        self._status = ""
        self._scrolled, self._article_alone = 0, False
        self._asked = False  # whether the last key asked for y

    def summary(self, others: int = 0) -> str:
        """What was done, in one line, once the screen is left; `others` wait beside those that it had."""
        left = len(self._items) + others
        return f"{self.accepted} accepted, {self.rejected} rejected, {left} still wait."

    async def run(self) -> None:
        """Until there is nothing left, or q."""
        while self._items:
            key = await self._application().run_async()
            if key == "q":
                return
            try:
                await self._decide(key)
            except ValidationFailed as refusal:
                self._status = "Not accepted; nothing was written:\n" + "\n".join(map(str, refusal.problems))
            except UserError as error:
                self._status = error.message + (f" ({error.hint})" if error.hint else "")

    @property
    def _item(self) -> ReviewItem:
        return self._items[self._index]

    @property
    def draft(self) -> Draft:
        """The candidate that is shown, as it was edited, else as it was proposed."""
        return self._draft or self._item.draft

    async def _decide(self, key: str) -> None:
        asked, self._asked = self._asked, False
        if key == "a" and self._is_supposed():
            self._asked = True
            who = candidate_layout.speakers(self._item, self.draft)
            self._status = f"Who said it is only supposed. y publishes it as {who}; e names somebody else."
        elif key == "a" or (key == "y" and asked):
            done = await self._session.accept(self._item, self.draft)
            self.accepted += 1
            self._remove_current(f"Published as {done.statement}.")
        elif key == "r":
            await self._session.reject(self._item)
            self.rejected += 1
            self._remove_current(f"Rejected {self._item.key}.")
        elif key == "u":
            await self._undo()
        elif key == "s":
            self._show((self._index + 1) % len(self._items), "")
        elif key == "l":
            self._link()
        elif key == "e":
            self._draft, self._status = await self._edit(), ""

    def _is_supposed(self) -> bool:
        """One key publishes nothing under a name that neither the library nor the curator is sure of."""
        named = self.draft.speakers != self._item.draft.speakers  # typed just now
        return not named and is_supposed(self._item, self._session.engine)

    # after a decision the next candidate takes the place of the one that is gone, at the end the first

    def _remove_current(self, status: str) -> None:
        del self._items[self._index]
        self._show(self._index % max(1, len(self._items)), f"{status} u takes it back.")

    def _show(self, at: int, status: str) -> None:
        self._index, self._draft, self._status, self._typed = at, None, status, {}
        self._scrolled, self._article_alone = 0, False

    async def _undo(self) -> None:
        undone = await self._session.undo()
        # shown at once, in the place of the one that was looked at
        self._items.insert(self._index, await self._session.item(undone.key))
        rejected = undone.what == undone.key
        self.accepted, self.rejected = self.accepted - (not rejected), self.rejected - rejected
        self._show(self._index, f"Taken back: {undone.what}.")

    def _link(self) -> None:
        """Say of the candidate that it is the same utterance as the statement most like it, or no longer."""
        if not self._item.alike:
            self._status = "No statement of the library is like this one."
            return
        like, draft = matching_statement_id(self._item), self.draft
        linked = () if like in draft.same_as else (like,)
        self._draft, self._status = replace(draft, same_as=linked), ""

    async def _edit(self) -> Draft | None:
        """The draft with what was typed; as it was after Ctrl-C. What cannot be taken is offered again."""
        draft, engine = self.draft, self._session.engine
        self._status = ""
        output = get_app_session().output
        print_formatted_text(FormattedText(self._proposal(output.get_size().columns)), output=output)
        try:
            typed = await prompt_fields(draft, sorted(engine.people), sorted(engine.topics), self._typed)
        except (KeyboardInterrupt, EOFError):
            return self._draft
        self._typed = typed
        edited = apply_edits(draft, typed, engine, self._item.text)
        self._typed = {}
        return edited

    def _application(self) -> Application[str]:
        return Application(Layout(self._containers()), key_bindings=self._keys(), full_screen=True)

    def _containers(self) -> Container:
        def left(beside: bool) -> Any:
            columns = get_app().output.get_size().columns
            return self._proposal(columns * 2 // 5 if beside else columns)

        def pane(beside: bool) -> Window:
            return Window(FormattedTextControl(lambda: self._article(beside)), wrap_lines=False)

        def proposal(beside: bool) -> Window:
            size: Any = (lambda: get_app().output.get_size().columns * 2 // 5) if beside else None
            return Window(
                FormattedTextControl(lambda: left(beside)),
                wrap_lines=True,
                width=size,
                dont_extend_height=not beside,
            )

        beside = VSplit([proposal(True), Window(width=1, char="│"), pane(True)])
        under = HSplit([proposal(False), Window(height=1, char="─"), pane(False)])

        def keys() -> str:
            columns = get_app().output.get_size().columns
            return "\n".join(candidate_layout.keys_line(candidate_layout.KEYS, columns - 1))

        wide = Condition(lambda: get_app().output.get_size().columns >= candidate_layout.SIDE_BY_SIDE_COLUMNS)
        whole = Condition(lambda: self._article_alone)
        return HSplit(
            [
                ConditionalContainer(beside, wide & ~whole),
                ConditionalContainer(under, ~wide & ~whole),
                ConditionalContainer(pane(False), whole),
                Window(FormattedTextControl(keys), dont_extend_height=True, style="reverse"),
            ]
        )

    def _proposal(self, width: int) -> candidate_layout.Styled:
        heading = f"{self._index + 1} of {len(self._items)}, key {self._item.key}"
        return candidate_layout.candidate(self._item, self.draft, heading, self._status, width)

    def _article(self, beside: bool) -> Any:
        size = get_app().output.get_size()
        width = size.columns - size.columns * 2 // 5 - 2 if beside else size.columns - 1
        rows = size.rows - len(candidate_layout.keys_line(candidate_layout.KEYS, size.columns - 1))
        height = rows if beside or self._article_alone else max(5, rows - 15)
        return candidate_layout.article(self._item, self.draft, width, height, self._scrolled)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        # only o and the arrows act while the screen stands; every other key ends it with its name
        for key in _DECISIONS:
            keys.add(key)(_exit_with(key))
        keys.add("c-c")(_exit_with("q"))
        keys.add("c-d")(_exit_with("q"))

        @keys.add("o")
        def whole(event: KeyPressEvent) -> None:
            self._article_alone = not self._article_alone

        def scrolling(rows: int) -> Callable[[KeyPressEvent], None]:
            def scroll(event: KeyPressEvent) -> None:
                self._scrolled += rows

            return scroll

        for name, rows in (("up", -1), ("down", 1), ("pageup", -15), ("pagedown", 15)):
            keys.add(name)(scrolling(rows))
        return keys


def _exit_with(key: str) -> Callable[[KeyPressEvent], None]:
    def end(event: KeyPressEvent) -> None:
        event.app.exit(result=key)

    return end
