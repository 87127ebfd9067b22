"""The parts of a standing question as options of a command, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from bot.terminal.context import CliContext
from briefs.errors import UserError
from briefs.follow import StandingQuestion, WordTerm, read_terms
from briefs.model import KINDS


def asked_options(command: Any) -> Any:
    """The parts of a standing question, as options of a command."""
    for option in reversed(
        (
            click.option("--person", "people", multiple=True, metavar="PERSON", help="Who speaks."),
            click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="With what is narrower."),
            click.option("--words", metavar="WORDS", help='Such as: sanctions "missile defence" guar* -oil'),
            click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only such words."),
            click.option("--office", "offices", multiple=True, metavar="OFFICE", help="Of the speaker."),
            click.option("--positions", is_flag=True, help="Only what may change a position."),
            click.option("--note", metavar="TEXT", help="Why you follow it."),
        )
    ):
        command = option(command)
    return command


def read_asked(context: CliContext, before: StandingQuestion, given: Mapping[str, Any]) -> StandingQuestion:
    """`before` with the options that were given. Raises UserError for one that follows everything."""
    changes: dict[str, Any] = {}
    for name, role in (("people", "person"), ("topics", "topic")):
        if given[name]:
            changes[name] = tuple(context.resolver.resolve_one("follow", role, text) for text in given[name])
    if given["words"] is not None:
        changes["words"], changes["without"] = read_terms(given["words"])
    if given["kinds"]:
        changes["kinds"] = given["kinds"]
    if given["offices"]:
        terms = (read_terms(f'"{office}"')[0] for office in given["offices"])
        changes["offices"] = tuple(WordTerm(term.tokens) for found in terms for term in found)
    if given["positions"]:
        changes["new_position"] = True
    asked = replace(before, **changes)
    if asked.is_empty:
        raise UserError("this would follow everything", "name a person, a topic, words, a kind or an office")
    return asked
