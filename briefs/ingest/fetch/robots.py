"""robots.txt as RFC 9309 has it: the group for this agent, the longest rule that matches wins.

It is written by hand because Protego groups and matches otherwise than the RFC, and a hostile file costs it
seconds and hundreds of megabytes.
"""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit

from briefs.ingest.fetch.types import RobotRule, Robots

MAX_RULES = 2_000
MAX_DELAY = 120.0


def parse(text: str, agent: str) -> Robots:
    """The rules for `agent`, our product token such as "onrecord"; those for `*` where no group names it."""
    named, common = _Group(), _Group()
    found = False
    current: list[_Group] = []
    heading = False  # whether the last line was a User-agent line: several may share a group
    for line in text[:500_000].splitlines():  # RFC 9309, 2.5: at least 500 KiB are to be read
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            current = current if heading else []
            heading = True
            if value == "*":
                current.append(common)
            elif value.lower().partition("/")[0] == agent.lower():
                found = True
                current.append(named)
        elif field in ("allow", "disallow", "crawl-delay"):
            heading = False
            for group in current:
                group.add(field, value)
    return (named if found else common).robots()


def allows(robots: Robots, url: str) -> bool:
    """Whether the longest rule that matches the path allows it; of two equally long ones Allow wins."""
    parts = urlsplit(url)
    path = _normal(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    best = max(
        ((len(rule.path), rule.allow) for rule in robots.rules if matches(rule.path, path)),
        default=(0, True),
    )
    return best[1] or path == "/robots.txt"


def matches(pattern: str, path: str) -> bool:
    """`*` stands for anything, a final `$` for the end; linear, so no pattern can be slow."""
    anchored = pattern.endswith("$")
    first, *rest = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not anchored or path == first
    at = len(first)
    for piece in rest[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = rest[-1]
    return (len(path) - at >= len(last) and path.endswith(last)) if anchored else path.find(last, at) >= 0


def _normal(path: str) -> str:
    """Each character encoded in one way only: rule and address may differ in that (RFC 9309, 2.2.2)."""
    return quote(unquote(path), safe="/*$;:@&=+,!~'()-._?")


class _Group:
    def __init__(self) -> None:
        self._rules: list[RobotRule] = []
        self._delay: float | None = None

    def add(self, field: str, value: str) -> None:
        if field == "crawl-delay":
            with suppress(ValueError):
                self._delay = min(max(0.0, float(value)), MAX_DELAY)
        elif value and len(self._rules) < MAX_RULES:
            self._rules.append(RobotRule(field == "allow", _normal(value[:1000])))

    def robots(self) -> Robots:
        return Robots(tuple(self._rules), self._delay)
