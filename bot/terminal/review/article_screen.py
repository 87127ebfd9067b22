"""Review of whole articles at a terminal: one screen each, one key a decision on all that is ticked.

As with one candidate after another, the screen ends with the key that was pressed and is drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import Application, get_app_session
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.containers import Container
from prompt_toolkit.layout.dimension import Dimension

from bot.ingest import ArticleDecisions, ArticleReview, CastMember, ReviewEntry, ReviewSession
from bot.terminal.review import article_layout, candidate_layout
from bot.terminal.review.article_keys import ArticleKeys, PublishProgress
from bot.terminal.review.candidate_screen import ReviewApp
from briefs.errors import UserError
from briefs.ingest.review import ValidationFailed

_MOVES = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -8, "pagedown": 8}
_ENDS = "pwtTdexRuvnbq+12345"  # keys that end the screen with their name


class ArticleReviewApp:
    """The state of the screen: the articles, which row of which is looked at, and what was decided so far.

    `articles` are their ids; `renew` is called before each look, so that a changed library is seen.
    """

    def __init__(
        self,
        session: ReviewSession,
        articles: tuple[str, ...],
        renew: Callable[[], None],
        progress: PublishProgress,
    ) -> None:
        self._session, self._renew = session, renew
        self._articles = [ArticleDecisions(session, id) for id in articles]
        self._number = self._row = 0
        self._review: ArticleReview | None = None
        self._ticks: dict[str, bool] = {}  # what was ticked since it was last written down
        self._status, self._reading, self._scrolled = "", False, 0
        self._actions = ArticleKeys(self, session, progress)

    @property
    def accepted(self) -> int:
        """How many statements were published."""
        return self._actions.accepted

    @property
    def rejected(self) -> int:
        """How many candidates were put away."""
        return self._actions.rejected

    async def summary(self) -> str:
        """What was done, in one line, once the screen is left."""
        left = sum(count for _, count in await self._session.waiting_articles())
        return f"{self.accepted} accepted, {self.rejected} rejected, {left} still wait."

    async def run(self) -> None:
        """Until q, or there is nothing left and nothing to take back."""
        while await self._look() or self._actions.decided:
            key = await self._application().run_async()
            await self._write_ticks()
            self._status = ""
            if key == "q":
                return
            try:
                self._status = await self._act(key) or ""
            except ValidationFailed as refusal:
                self._status = "Nothing was written:\n" + "\n".join(map(str, refusal.problems))
            except UserError as error:
                self._status = error.message + (f" ({error.hint})" if error.hint else "")
            except (KeyboardInterrupt, EOFError):
                self._status = "Left as it was."

    # What the keys act on

    @property
    def decisions(self) -> ArticleDecisions:
        """Those on the article that is shown."""
        return self._articles[self._number]

    @property
    def review(self) -> ArticleReview:
        """The article that is shown."""
        assert self._review is not None
        return self._review

    @property
    def looked_at(self) -> CastMember | ReviewEntry:
        """The row on which the cursor stands."""
        at = self._row - len(self.review.cast)
        return self.review.entries[at] if at >= 0 else self.review.cast[self._row]

    async def _look(self) -> bool:
        """The article that is shown as it is now, else the next one; False where nothing waits any more."""
        self._review, before = None, self._review
        while self._articles:
            self._renew()
            self._review = await self.decisions.review()
            if self._review is not None:
                if before is None or before.id != self._review.id:
                    self._row = self._first_open(0)
                self._row = min(self._row, len(self._review.cast) + len(self._review.entries) - 1)
                return True
            del self._articles[self._number]
            self._number %= max(1, len(self._articles))
        return False

    def _first_open(self, start: int) -> int:
        """The row of the first name from `start` on that nobody has settled; else the first statement."""
        open_ = (n for n, each in enumerate(self.review.cast) if n >= start and each.name and not each.who)
        return next(open_, len(self.review.cast))

    async def _act(self, key: str) -> str | None:
        if key == "u":
            return await self._undo()
        if self._review is None:
            return None
        if key in "nb":
            self._number = (self._number + (1 if key == "n" else -1)) % len(self._articles)
            return None
        if key == "v":
            app = ReviewApp(self._session, await self._session.items(self.review.id))
            await app.run()
            self._actions.accepted += app.accepted
            self._actions.rejected += app.rejected
            return None
        if key in "wtTe":  # what is asked about stands above the question
            shown = article_layout.row(self.review, self._row, _columns())
            print_formatted_text(FormattedText(shown), output=get_app_session().output, end="")
        row, settles = self._row, key in "w+12345"
        said = await self._actions.act(key)
        if settles and row < len(self.review.cast):
            self._review = await self.decisions.review()
            self._row = self._first_open(row) if self._review else 0
        return said

    async def _undo(self) -> str:
        decisions, said = await self._actions.undo()
        if decisions is not None and decisions not in self._articles:  # all of it had been decided on
            self._articles.insert(self._number, decisions)
        if decisions is not None:
            self._number = self._articles.index(decisions)
        return said

    # Ticks stand on the screen at once, and are written down with the next key that is more than one

    def _tick(self, keys: set[str], on: bool) -> None:
        self._review = self.review.with_ticks(keys, on)
        self._ticks |= {each.key: each.ticked for each in self._review.entries if each.key in keys}

    async def _write_ticks(self) -> None:
        for on in (True, False):
            if keys := [key for key, ticked in self._ticks.items() if ticked is on]:
                await self.decisions.tick(keys, on)
        self._ticks = {}

    def _toggle(self) -> None:
        if self._review is None:
            return
        row = self.looked_at
        keys = {row.key} if isinstance(row, ReviewEntry) else set(row.keys)
        self._tick(keys, not all(each.ticked for each in self.review.entries if each.key in keys))

    def _toggle_all(self) -> None:
        if self._review is None:
            return
        able = {each.key for each in self.review.entries if each.settled}
        self._tick(able, len(self.review.ticked) < len(able))

    # The screen

    def _application(self) -> Application[str]:
        return Application(Layout(self._containers()), key_bindings=self._keys(), full_screen=True)

    def _containers(self) -> Container:
        def fixed(text: Callable[[], Any], style: str = "") -> Window:
            control = FormattedTextControl(text)
            return Window(control, dont_extend_height=True, style=style, wrap_lines=True)

        if self._review is None:
            return fixed(lambda: f"{self._status}\nNothing waits any more.  u undo  q quit")
        reading = Condition(lambda: self._reading)
        statements = FormattedTextControl(self._body, focusable=True, show_cursor=False)
        return HSplit(
            [
                fixed(self._heading),
                ConditionalContainer(Window(statements, height=Dimension(weight=1)), ~reading),
                ConditionalContainer(Window(FormattedTextControl(self._article)), reading),
                ConditionalContainer(
                    fixed(lambda: [("ansired", self._status)]), Condition(lambda: bool(self._status))
                ),
                fixed(_keys_line, "reverse"),
            ]
        )

    def _heading(self) -> candidate_layout.Styled:
        return article_layout.heading(self.review, self._number + 1, len(self._articles), _columns() - 1)[:-1]

    def _body(self) -> Any:
        return article_layout.body(self.review, self._row, _columns() - 1)

    def _article(self) -> Any:
        row = self.looked_at
        entry = row if isinstance(row, ReviewEntry) else self.review.entry(row.keys[0])
        assert entry is not None
        height = max(5, get_app_session().output.get_size().rows - 6)
        return candidate_layout.article(entry.item, entry.item.draft, _columns() - 1, height, self._scrolled)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for key in _ENDS:
            keys.add(key)(_exit_with(key))
        keys.add("c-c")(_exit_with("q"))
        keys.add("c-d")(_exit_with("q"))
        for name, rows in _MOVES.items():
            keys.add(name)(self._moving(rows))
        keys.add(" ")(lambda event: self._toggle())
        keys.add("a")(lambda event: self._toggle_all())

        @keys.add("o")
        def read(event: KeyPressEvent) -> None:
            self._reading, self._scrolled = not self._reading, 0

        return keys

    def _moving(self, rows: int) -> Callable[[KeyPressEvent], None]:
        def move(event: KeyPressEvent) -> None:
            if self._review is None:
                return
            last = len(self.review.cast) + len(self.review.entries) - 1
            if self._reading:
                self._scrolled += rows
            else:
                self._row = max(0, min(last, self._row + rows))

        return move


def _keys_line() -> str:
    return "\n".join(candidate_layout.keys_line(article_layout.KEYS, _columns() - 1))


def _columns() -> int:
    return get_app_session().output.get_size().columns


def _exit_with(key: str) -> Callable[[KeyPressEvent], None]:
    def end(event: KeyPressEvent) -> None:
        event.app.exit(result=key)

    return end
