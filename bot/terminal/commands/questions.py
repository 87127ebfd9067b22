"""Commands that answer with statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from bot.terminal.context import CliContext, Reply
from bot.terminal.options import WORDS, as_json, by_on, in_sequence, since_until, words
from briefs.errors import UserError
from briefs.model import QueryResult
from briefs.query.resolver import QueryResolver
from briefs.render.json import statement_document


def _command(name: str, example: str) -> Callable[[Callable[..., Reply]], click.Command]:
    return click.command(name, context_settings=WORDS, epilog=f"Example: onrecord {example}")


@_command("position", "position lavrov missile-defence --since 2012")
@words(metavar="PERSON TOPIC")
@since_until
@as_json
@click.pass_obj
def position(context: CliContext, words: tuple[str, ...], since: date | None, until: date | None) -> Reply:
    """What a person said on a topic, with proof."""
    in_sequence(since, until)
    return context.answer(lambda query: query.position(words, since, until))


@_command("compare", "compare lavrov rasmussen missile-defence")
@words(metavar="PERSON PERSON TOPIC")
@since_until
@as_json
@click.pass_obj
def compare(context: CliContext, words: tuple[str, ...], since: date | None, until: date | None) -> Reply:
    """What two people said on one topic."""
    in_sequence(since, until)
    return context.answer(lambda query: query.compare(words, since, until))


@_command("timeline", "timeline missile-defence --until 2012")
@words(metavar="TOPIC")
@since_until
@as_json
@click.pass_obj
def timeline(context: CliContext, words: tuple[str, ...], since: date | None, until: date | None) -> Reply:
    """Who said what on a topic, in order of time."""
    in_sequence(since, until)
    return context.answer(lambda query: query.timeline([" ".join(words)], since, until))


@_command("person", "person rasmussen")
@words(metavar="PERSON")
@as_json
@click.pass_obj
def person(context: CliContext, words: tuple[str, ...]) -> Reply:
    """Who somebody is, and all they said."""
    return context.answer(lambda query: query.person([" ".join(words)]))


@_command("topic", "topic afghanistan")
@words(metavar="TOPIC")
@as_json
@click.pass_obj
def topic(context: CliContext, words: tuple[str, ...]) -> Reply:
    """All that bears on a topic, facts included."""
    return context.answer(lambda query: query.topic([" ".join(words)]))


@click.command("statements", epilog="Example: onrecord statements --by lavrov --on syria")
@by_on
@click.option("--in", "article", metavar="ARTICLE", help="Only statements in this article (id or file).")
@since_until
@as_json
@click.pass_obj
def statements(
    context: CliContext,
    by: str | None,
    on: str | None,
    article: str | None,
    since: date | None,
    until: date | None,
) -> Reply:
    """All statements, or those that fit, as a list."""
    in_sequence(since, until)
    return context.answer(lambda query: query.statements(by, on, article, since, until))


@_command("search", "search strategic capabilities --by rasmussen")
@words()
@by_on
@since_until
@as_json
@click.pass_obj
def search(
    context: CliContext,
    words: tuple[str, ...],
    by: str | None,
    on: str | None,
    since: date | None,
    until: date | None,
) -> Reply:
    """Statements with these words, the words marked."""
    in_sequence(since, until)
    return context.answer(lambda query: query.search(words, by, on, since, until))


@click.command("on-this-day", context_settings=WORDS, epilog="Example: onrecord on-this-day April 23")
@words(required=False, metavar="[DATE]")
@as_json
@click.pass_obj
def on_this_day(context: CliContext, words: tuple[str, ...]) -> Reply:
    """What was said on this day of any year (today, UTC, unless a day is given)."""
    from briefs.text.dates import read_day

    month, day, _ = read_day(" ".join(words) or "today", context.today)

    async def query(questions: QueryResolver) -> QueryResult:
        return await questions.engine.on_this_day(month, day)

    return context.answer(query)


@_command("article", "article 004")
@words(metavar="ARTICLE")
@as_json
@click.pass_obj
def article(context: CliContext, words: tuple[str, ...]) -> Reply:
    """An article with all that is curated from it (by id, file or the start of either)."""
    return context.answer(lambda query: query.article(" ".join(words)))


@click.command("statement", epilog="Example: onrecord statement itar-tass-2011-10-26-01")
@click.argument("id")
@as_json
@click.pass_obj
def statement(context: CliContext, id: str) -> Reply:
    """One statement with the sentences around it."""
    from briefs.render.text import context_lines, sentences_around

    found, article = context.run(context.engine.statement(id))
    before, after = sentences_around(article.text, found.start, found.end)
    document = {
        "outcome": "answered",
        "statement": statement_document(found),
        "statements": [statement_document(found)],
        "context": {"before": before, "after": after},
        "warnings": list(context.engine.warnings),
    }
    return Reply(document, lambda: context_lines(found, article))


@click.command("cite", epilog="Example: onrecord cite itar-tass-2011-10-26-01 --form bibtex")
@click.argument("id")
@click.option("--form", type=click.Choice(["plain", "bibtex", "wiki"]), help="Only this form.")
@as_json
@click.pass_obj
def cite(context: CliContext, id: str, form: str | None) -> Reply:
    """A statement as a citation: plain, BibTeX and wiki."""
    from briefs.render.citation import citations

    found, _ = context.run(context.engine.statement(id))
    if found.status == "withdrawn":
        raise UserError(f"“{id}” was withdrawn and is not for citing", f"see `statement {id}` for why")
    forms = {name: text for name, text in citations(found).items() if form in (None, name)}
    document = {
        "outcome": "answered",
        "id": id,
        "citations": forms,
        "warnings": list(context.engine.warnings),
    }
    return Reply(document, lambda: [(("", text),) for text in forms.values()])
