"""The timeline as SVG for a page: the rows, days and labels of the picture, in the page's own colours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from briefs.i18n import Translator
from briefs.model import Statement
from briefs.render.timeline_chart import (
    WIDTH,
    Axis,
    ChartRow,
    clusters,
    rows_of,
    tick_labels,
    told_of,
)

_MOST_ROWS = 8
_TOP, _ROW, _FOOT, _EDGE = 4, 66, 36, 12
_GRID = 4  # pixels: ranges that begin and end within as much are drawn once
_COLOURS = "abcdefgh"  # custom properties of the style sheet


def drawn_timeline(title: str, statements: Sequence[Statement], translator: Translator) -> str | None:
    """An `<svg>` element with its words for those who cannot see it; None where no statement has a day."""
    rows = rows_of(statements, translator)[:_MOST_ROWS]
    if not rows:
        return None
    axis = Axis.around([span for row in rows for span in row.spans])
    height = _TOP + _ROW * len(rows) + _FOOT
    told = escape(told_of(title, rows, translator))
    drawn = "".join(_row(axis, row, number) for number, row in enumerate(rows))
    return (
        f'<svg class="chart" role="img" aria-label="{told}" viewBox="0 0 {WIDTH} {height}">'
        f"{_ticks(axis, height, translator)}{drawn}</svg>"
    )


def _ticks(axis: Axis, height: int, translator: Translator) -> str:
    bottom = height - _FOOT + 6
    made, free = [], 0.0
    for day, label in tick_labels(axis, translator):
        x = axis.x(day)
        made.append(f"M{x:.0f} {_TOP}V{bottom}")
        half = len(label) * 8.4  # half of its width on a phone, where letters are larger
        if x - half >= free and x + half <= WIDTH:
            made.append(f'"/><text x="{x:.0f}" y="{bottom + 22}" text-anchor="middle">{escape(label)}</text>')
            made.append('<path class="axis" d="')
            free = x + half + 10
    return f'<path class="axis" d="{"".join(made)}"/>'.replace('<path class="axis" d=""/>', "")


def _row(axis: Axis, row: ChartRow, number: int) -> str:
    y = _TOP + _ROW * number + 50
    ink = f"var(--{_COLOURS[number]})"
    name = f'<text class="row" x="{_EDGE}" y="{y - 21}">{escape(row.name)} · {len(row.spans)}</text>'
    return (
        f'{name}<path class="axis" d="M{_EDGE} {y}H{WIDTH - _EDGE}"/>'
        f"{_ranges(axis, row, y, ink)}{_days(axis, row, y, ink)}"
    )


def _ranges(axis: Axis, row: ChartRow, y: int, ink: str) -> str:
    """Ranges as bars; one whose start is open is dashed from the left edge."""
    bars: dict[bool, set[tuple[int, int]]] = {False: set(), True: set()}
    for span in row.spans:
        if span.open or span.first != span.last:
            left = _EDGE if span.open else round(axis.x(span.first) / _GRID) * _GRID
            bars[span.open].add((left, max(round(axis.x(span.last) / _GRID) * _GRID, left + 6)))
    made = ""
    for is_open, found in bars.items():
        line = "".join(f"M{left} {y}H{right}" for left, right in sorted(found))
        dash = ' stroke-dasharray="8 6"' if is_open else ' stroke-opacity=".55"'
        made += (
            f'<path d="{line}" stroke="{ink}" stroke-width="{4 if is_open else 9}"{dash}/>' if line else ""
        )
    return made


def _days(axis: Axis, row: ChartRow, y: int, ink: str) -> str:
    places = [axis.x(span.last) for span in row.spans if not span.open and span.first == span.last]
    return "".join(
        f'<circle cx="{x:.0f}" cy="{y}" r="{min(8 + count.bit_length(), 13)}" fill="{ink}"/>'
        for x, count in clusters(places)
    )
