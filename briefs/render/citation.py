"""A statement as a citation: plain text, BibTeX or a wiki template."""

from __future__ import annotations

import re

from briefs.i18n import ENGLISH
from briefs.model import Statement
from briefs.render import phrases
from briefs.text import fold_whitespace

# Signs with a meaning in LaTeX, escaped; a backslash as a command, since "\\" is a line break there.
_BIBTEX = str.maketrans({ch: f"\\{ch}" for ch in "{}%$#&_"} | {"\\": r"\textbackslash{}"})


def citations(statement: Statement, form: str | None = None) -> dict[str, str]:
    """The same citation in each form, or only in the one named: "plain", "bibtex" or "wiki". In English."""
    forms = {"plain": plain, "bibtex": bibtex, "wiki": wiki}
    return {name: made(statement) for name, made in forms.items() if form in (None, name)}


def plain(statement: Statement) -> str:
    """One line: who, when, the words, the source, its date and address, and the statement's id."""
    words = phrases.passage(statement, ENGLISH)
    label = phrases.label(statement, ENGLISH)
    text = f"{label}: {words}" if label else words
    published = f", published {statement.article.published}" if statement.article.published else ""
    address = phrases.source_url(statement)
    url = f", {address}" if address else ""
    who, when = phrases.speakers(statement, ENGLISH), phrases.date_phrase(statement, ENGLISH)
    return f"{who}, {when}: {text} {phrases.source(statement, ENGLISH)}{published}{url} [{statement.id}]"


def bibtex(statement: Statement) -> str:
    """An entry of type `@misc` whose key is the statement's id; the words stand in its note."""
    year = re.match(r"\d{4}", statement.article.published or "")
    note = f"{_sentence(phrases.passage(statement, ENGLISH))} Said: {phrases.date_phrase(statement, ENGLISH)}"
    fields = {
        # In braces, as BibTeX would take the last word of a name for the family name.
        "author": " and ".join("{" + who.name.en.translate(_BIBTEX) + "}" for who in statement.speakers),
        "title": fold_whitespace(statement.article.title).translate(_BIBTEX),
        "publisher": (statement.article.publisher or "").translate(_BIBTEX),
        "year": year.group() if year else "",
        "date": statement.article.published or "",
        "url": phrases.source_url(statement) or "",
        "note": note.translate(_BIBTEX),
    }
    body = "".join(f",\n  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@misc{{{statement.id}{body}\n}}"


def _sentence(text: str) -> str:
    """With a full stop, unless it ends in one, inside its quotation marks or not."""
    return text if text.rstrip("”»\"'").endswith((".", "!", "?", "…")) else f"{text}."


def wiki(statement: Statement) -> str:
    """A template as Wikipedia has it: `{{cite web …}}`, or `{{cite news …}}` without an address."""
    fields = {
        "title": fold_whitespace(statement.article.title),
        "publisher": statement.article.publisher or "",
        "date": statement.article.published or "",
        "url": phrases.source_url(statement) or "",
        "quote": fold_whitespace(statement.passage),
    }
    body = "".join(f" |{key}={_wiki_value(value)}" for key, value in fields.items() if value)
    return f"{{{{cite {'web' if statement.article.url else 'news'}{body}}}}}"


def _wiki_value(text: str) -> str:
    """A value that neither begins the next one (a bar) nor ends the template (two braces)."""
    return text.replace("|", "{{!}}").replace("}}", "} }")
