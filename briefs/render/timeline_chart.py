"""Draws who spoke when on a topic (PNG): a row for each speaker, uncertain dates as ranges.

The picture carries its own light ground, so that it reads alike on dark and light themes; its letters are
large enough for a phone, which shows it at a third of its size. All measures are in pixels.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from briefs.i18n import Translator
from briefs.model import Speaker, Statement
from briefs.text import span_in_words

WIDTH = 960
MOST_ROWS = 8  # as many as there are colours; more speakers are counted at the foot
_MARGIN, _ROW_HEIGHT, _HEADER_HEIGHT, _FOOTER_HEIGHT = 40, 110, 88, 76
_TITLE, _LABEL, _SMALL = 40, 38, 34  # sizes of type
_GROUND, _INK, _FAINT, _RULE = "#FAFAF7", "#1B1F24", "#5B6470", "#D5D8DC"
_COLOURS = ("#1F5FA8", "#B4472E", "#2B7A55", "#7A4AA0", "#9A6A00", "#22758A", "#A23A6C", "#4F5B66")
_DOT_RADIUS = 15


@dataclass(frozen=True, slots=True)
class ChartSpan:
    """When one statement was made: `open` on the left where nobody knows since when it may have been."""

    first: date
    last: date
    open: bool


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One speaker, with what is dated of theirs."""

    name: str
    spans: tuple[ChartSpan, ...]


def rows_of(statements: Sequence[Statement], translator: Translator) -> tuple[ChartRow, ...]:
    """The speakers with most statements first; undated statements have no place here."""
    spans: dict[str, list[ChartSpan]] = {}
    speakers: dict[str, Speaker] = {}
    for statement in statements:
        last = statement.said.latest
        if last is None:
            continue
        first = statement.said.earliest
        span = ChartSpan(min(first or last, last), last, first is None)
        for speaker in statement.speakers:
            speakers[speaker.id] = speaker
            spans.setdefault(speaker.id, []).append(span)
    names = {id: speaker.name.get(translator.language) for id, speaker in speakers.items()}
    ranked = sorted(spans, key=lambda id: (-len(spans[id]), names[id]))
    return tuple(ChartRow(names[id], tuple(spans[id])) for id in ranked)


def alt_text(title: str, statements: Sequence[Statement], translator: Translator) -> str:
    """The picture in words, for those who cannot see it: the rows that it shows, with their counts."""
    return told_of(title, rows_of(statements, translator), translator)


def told_of(title: str, rows: Sequence[ChartRow], translator: Translator) -> str:
    """The same of rows that are there."""
    listed = "; ".join(f"{row.name} {len(row.spans)}" for row in rows[:MOST_ROWS])
    return translator.gettext("Chart: {title}. Statements by speaker: {listed}.", title=title, listed=listed)


def chart(title: str, statements: Sequence[Statement], translator: Translator) -> bytes | None:
    """A PNG, or None where no statement has a day."""
    rows = rows_of(statements, translator)
    if not rows:
        return None
    shown = rows[:MOST_ROWS]
    bottom = _HEADER_HEIGHT + _ROW_HEIGHT * len(shown) + 10
    height = bottom + (_FOOTER_HEIGHT if len(rows) == len(shown) else _FOOTER_HEIGHT + _SMALL)
    image = Image.new("RGB", (WIDTH, height), _GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH - 1, height - 1), outline=_RULE, width=2)
    _write(draw, (_MARGIN, 22), _fitted(draw, title, _TITLE, WIDTH - 2 * _MARGIN), _TITLE, _INK)
    axis = Axis.around([span for row in shown for span in row.spans])
    _draw_ticks(draw, axis, bottom, translator)
    for number, row in enumerate(shown):
        _draw_row(draw, axis, row, _HEADER_HEIGHT + _ROW_HEIGHT * number, _COLOURS[number % len(_COLOURS)])
    if len(rows) > MOST_ROWS:
        more = translator.ngettext("and {n} more speaker", "and {n} more speakers", len(rows) - MOST_ROWS)
        _write(draw, (WIDTH - _MARGIN, height - 20), more, _SMALL, _FAINT, anchor="rs")
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that the width of the picture stands for."""

    first: date
    last: date

    @classmethod
    def around(cls, spans: Sequence[ChartSpan]) -> Axis:
        """An axis that holds all spans, of which there is at least one."""
        first, last = min(span.first for span in spans), max(span.last for span in spans)
        # Room at the edges for dots and labels; three days so that a single day has an axis at all.
        pad = max(timedelta(days=3), (last - first) * 0.06)
        return cls(_shifted(first, -pad), _shifted(last, pad))

    @property
    def days(self) -> int:
        """The length in days, at least 1."""
        return max(1, (self.last - self.first).days)

    def x(self, day: date) -> float:
        """Where a day stands, in pixels from the left."""
        inner = WIDTH - 2 * _MARGIN
        return _MARGIN + inner * (day - self.first).days / self.days


def _shifted(day: date, by: timedelta) -> date:
    """A day so much later, or the same where that is beyond the years 1 to 9999."""
    try:
        return day + by
    except OverflowError:
        return day


def _draw_ticks(draw: Any, axis: Axis, bottom: int, translator: Translator) -> None:
    """At most six labels: years, or the first days of months, or days."""
    top = _HEADER_HEIGHT
    free = -1.0
    for day, label in tick_labels(axis, translator):
        x = axis.x(day)
        draw.line((x, top, x, bottom), fill=_RULE, width=2)
        width = draw.textlength(label, font=_font(_SMALL))
        # A label that would touch the one before it or leave the picture is left out; its line stays.
        if x - width / 2 > free and _MARGIN / 2 <= x - width / 2 and x + width / 2 <= WIDTH - _MARGIN / 2:
            _write(draw, (x, bottom + 8), label, _SMALL, _FAINT, anchor="ma")
            free = x + width / 2 + 24


def tick_labels(axis: Axis, translator: Translator) -> list[tuple[date, str]]:
    """Days to mark, with what is written there; about six fit beside each other."""
    # Years from one and a half years on, first days of months from six weeks on, else days.
    if axis.days > 550:
        step = max(1, round(axis.days / 365 / 6))
        years = range(axis.first.year + 1, axis.last.year + 1)
        return [(date(year, 1, 1), str(year)) for year in years if year % step == 0]
    if axis.days > 45:
        months = [(axis.first.year, axis.first.month + n) for n in range(1, axis.days // 28 + 2)]
        days = [date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) for year, month in months]
        step = max(1, len(days) // 6)
        return [(day, day.strftime("%Y-%m")) for day in days[::step] if day <= axis.last]
    step = max(1, axis.days // 5)
    days = [_shifted(axis.first, timedelta(days=n)) for n in range(0, axis.days + 1, step)]
    return [(day, span_in_words(day, day, translator)) for day in days]


def _draw_row(draw: Any, axis: Axis, row: ChartRow, top: int, colour: str) -> None:
    """The name above its line; ranges as bars, days as dots with their number where several fall together."""
    count = f"  {len(row.spans)}"
    name = _fitted(draw, row.name, _LABEL, WIDTH - 2 * _MARGIN - 100)
    _write(draw, (_MARGIN, top), name, _LABEL, colour)
    _write(draw, (_MARGIN + draw.textlength(name, font=_font(_LABEL)), top), count, _LABEL, _FAINT)
    y = top + 74  # below the letters of the name
    draw.line((_MARGIN, y, WIDTH - _MARGIN, y), fill=_RULE, width=2)
    # Ranges first, so that dots lie on top; equal ones are drawn once.
    for span in set(row.spans):
        if span.open or span.first != span.last:
            _draw_bar(draw, axis, span, y, colour)
    for x, count_here in clusters([axis.x(s.last) for s in row.spans if not s.open and s.first == s.last]):
        radius = _DOT_RADIUS if count_here == 1 else _DOT_RADIUS + 5
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour, outline=_GROUND, width=2)
        if count_here > 1:
            _write(draw, (x, y), str(count_here), 27, _GROUND, anchor="mm")


# At least six wide, or a range of two days within twenty years would not be seen.
def _draw_bar(draw: Any, axis: Axis, span: ChartSpan, y: int, colour: str) -> None:
    """A range; where its start is open it is dashed from the left edge to the last possible day."""
    left = _MARGIN if span.open else axis.x(span.first)
    right = max(axis.x(span.last), left + 6)
    if not span.open:
        draw.rounded_rectangle((left, y - 7, right, y + 7), radius=7, outline=colour, width=4)
        return
    x = left
    while x < right:
        draw.line((x, y, min(x + 12, right), y), fill=colour, width=4)
        x += 20
    draw.line((right, y - 11, right, y + 11), fill=colour, width=4)


def clusters(places: Sequence[float]) -> list[tuple[float, int]]:
    """Dots that would cover each other, as one with their number."""
    found: list[tuple[float, int]] = []
    # Measured from the first dot of a cluster, which stays where it is: clusters do not grow without end.
    for x in sorted(places):
        if found and x - found[-1][0] < 2 * _DOT_RADIUS + 8:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found


def _fitted(draw: Any, text: str, size: int, most: int) -> str:
    """The text on one line, cut with an ellipsis where it is wider than `most`."""
    line = " ".join(text.split())
    while line and draw.textlength(line, font=_font(size)) > most:
        line = line[:-2].rstrip("…") + "…"
    return line


def _write(draw: Any, at: tuple[float, float], text: str, size: int, ink: str, anchor: str = "la") -> None:
    draw.text(at, text, font=_font(size), fill=ink, anchor=anchor)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans (Latin, Cyrillic, Greek), from a package: the picture is the same on every machine."""
    from importlib.resources import files

    face = files("fontpkg_noto_sans").joinpath("files/NotoSans[wdth,wght].ttf")
    with face.open("rb") as stream:
        return ImageFont.truetype(io.BytesIO(stream.read()), size)
