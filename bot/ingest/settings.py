"""What config/feeds.yaml of the library says: which feeds, which networks, and how politely."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from briefs.errors import LibraryInvalid, Problem
from briefs.ingest import fetch
from briefs.library import ProblemSink, YamlMapping, read_mapping

FILE = "config/feeds.yaml"
_AGENT = "OnRecord/0.1"
_MEGABYTE = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """`feeds` are addresses, `allow` networks that are reached although they are private.

    `pause` is in seconds, between two requests to one host; `every` between two visits to a feed. `contact`
    stands in the User-Agent, `model` says whether the language model is used where it is installed.
    `copies` is how many bytes the pages take that are kept as they came.
    """

    feeds: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    contact: str | None = None
    every: timedelta = timedelta(minutes=30)
    pause: float = 2.0
    model: bool = True
    copies: int = 1000 * _MEGABYTE

    @property
    def policy(self) -> fetch.Policy:
        """Where the worker may connect to, and as whom."""
        # robots.txt is matched by what stands before the slash alone
        agent = f"{_AGENT} (+{self.contact})" if self.contact else _AGENT
        return fetch.Policy(allowed=self.allow, agent=agent)


def read_feed_settings(root: Path) -> FeedSettings:
    """The settings of the library at `root`, or the defaults. Raises LibraryInvalid with every problem."""
    path = root / FILE
    if not path.is_file():
        return FeedSettings()
    problems: list[Problem] = []
    mapping = read_mapping(path.read_bytes(), ProblemSink(FILE, problems))
    settings = _settings(mapping) if mapping else FeedSettings()
    if problems:
        raise LibraryInvalid(tuple(sorted(problems)))
    return settings


def _settings(mapping: YamlMapping) -> FeedSettings:
    settings = FeedSettings(
        feeds=_feeds(mapping),
        allow=_networks(mapping),
        contact=_contact(mapping),
        every=timedelta(minutes=mapping.number("every", 1, 10_080, 30) or 30),
        pause=float(mapping.number("pause", 0, 600, 2) or 0),
        model=mapping.flag("model", True),
        copies=int(mapping.number("copies", 0, 1_000_000, 1000) or 0) * _MEGABYTE,
    )
    mapping.reject_unknown_keys()
    return settings


def _feeds(mapping: YamlMapping) -> tuple[str, ...]:
    urls = []
    for number, text in enumerate(mapping.texts("feeds")):
        try:
            # by the worker's own rules: a feed that it would never fetch is refused here, with its line
            urls.append(fetch.check_url(text))
        except fetch.FetchRefused as refusal:
            mapping.problem("feeds", refusal.message, "an address such as https://example.org/feed", number)
    return tuple(urls)


def _networks(mapping: YamlMapping) -> tuple[str, ...]:
    networks = mapping.texts("allow")
    for number, text in enumerate(networks):
        try:
            ipaddress.ip_network(text, strict=False)
        except ValueError:
            mapping.problem("allow", f"“{text}” is no network", "such as 192.168.0.0/16", number)
    return networks


def _contact(mapping: YamlMapping) -> str | None:
    """It goes into a header: nothing there may end a line."""
    text = mapping.text("contact")
    if text is not None and not (text.isascii() and text.isprintable()):
        mapping.problem("contact", "“contact” holds other than plain characters", "an address or a page")
        return None
    return text
