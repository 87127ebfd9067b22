"""Where the static site has the page of a thing: paths that follow from ids alone and never change."""

from __future__ import annotations

from typing import Literal

from briefs.model import QueryResult

PageKind = Literal["statement", "person", "topic", "article", "day"]


def page_path(kind: PageKind, id: str) -> str:
    """The page's file within the site, of the English one: `statement/rferl-2013-04-23-03.html`.

    Ids are small letters, digits and hyphens, so that they are file names and addresses as they stand.
    """
    return f"{kind}/{id}.html"


def on_topic_path(person: str, topic: str) -> str:
    """The page of a person on a topic."""
    return f"person/{person}/on/{topic}.html"


def answer_address(site: str | None, answer: QueryResult) -> str | None:
    """The page on which an answer can be read and passed on; None where there is no site, or no such page."""
    if not site or not answer.statements:
        return None
    person, topic, article = answer.person, answer.topic, answer.article
    if article:
        return page_address(site, "article", article.id)
    if person and topic and not answer.other:
        return f"{site.rstrip('/')}/{on_topic_path(person.id, topic.id)}"
    if topic:
        return page_address(site, "topic", topic.id)
    return page_address(site, "person", person.id) if person and not answer.other else None


def page_address(site: str | None, kind: PageKind, id: str) -> str | None:
    """Where anybody can open the page; None where no address of a site is set."""
    return f"{site.rstrip('/')}/{page_path(kind, id)}" if site else None


def is_web_address(text: str) -> bool:
    """Whether it may become a link or the address of a site: "javascript:" is somebody's input."""
    return text.startswith(("http://", "https://")) and not any(c.isspace() or c in "\"'<>" for c in text)
