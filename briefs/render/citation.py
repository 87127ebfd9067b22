"""A statement as a citation: plain text, BibTeX or a wiki template."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from briefs.i18n import ENGLISH
from briefs.model import Statement
from briefs.render import phrases
from briefs.render.site_links import page_address
from briefs.text import fold_whitespace

# Signs with a meaning in LaTeX, escaped. BibTeX counts every brace, also one after a backslash: written as
# commands, they leave an entry balanced whatever its title holds.
_BIBTEX = str.maketrans(
    {ch: f"\\{ch}" for ch in "%$#&_"}
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_IN_ADDRESS = str.maketrans({ch: quote(ch) for ch in "{}\\^ "})  # an address is taken as it stands


def citations(statement: Statement, form: str | None = None, site: str | None = None) -> dict[str, str]:
    """The same citation in each form, or only in the one named: "plain", "bibtex" or "wiki". In English.

    With the address of a `site` the plain form and BibTeX's note lead to the statement's own page.
    """
    page = page_address(site, "statement", statement.id)
    forms: dict[str, Callable[[Statement], str]] = {
        "plain": partial(plain, page=page),
        "bibtex": partial(bibtex, page=page),
        "wiki": wiki,
    }
    return {name: made(statement) for name, made in forms.items() if form in (None, name)}


def plain(statement: Statement, page: str | None = None) -> str:
    """One line: who, when, the words, the source, its date and address, the statement's id and its page."""
    words = phrases.passage(statement, ENGLISH)
    label = phrases.label(statement, ENGLISH)
    text = f"{label}: {words}" if label else words
    published = f", published {statement.article.published}" if statement.article.published else ""
    address = phrases.source_url(statement)
    url = f", {address}" if address else ""
    who, when = phrases.speakers(statement, ENGLISH), phrases.date_phrase(statement, ENGLISH)
    own = f" {page}" if page else ""
    source = phrases.source(statement, ENGLISH)
    return f"{who}, {when}: {text} {source}{published}{url} [{statement.id}]{own}"


def bibtex(statement: Statement, page: str | None = None) -> str:
    """An entry of type `@misc` whose key is the statement's id.

    Its author is the article's, where the page names one: who spoke stands in the note, with the words.
    """
    article = statement.article
    year = re.match(r"\d{4}", article.published or "")
    who, when = phrases.speakers(statement, ENGLISH), phrases.date_phrase(statement, ENGLISH)
    fields = {
        "author": _bibtex(article.author),
        "title": _bibtex(article.title),
        "publisher": _bibtex(article.publisher),
        "year": year.group() if year else "",
        "date": article.published or "",
        "url": (phrases.source_url(statement) or "").translate(_IN_ADDRESS),
        "note": _bibtex(f"{who}: {_sentence(phrases.passage(statement, ENGLISH))} Said: {when}")
        + (f". On record: \\url{{{page}}}" if page else ""),
    }
    # a second pair of braces, as BibTeX would take the last word of a name for the family name
    fields["author"] = fields["author"] and "{" + fields["author"] + "}"
    body = "".join(f",\n  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@misc{{{statement.id}{body}\n}}"


def _bibtex(text: str | None) -> str:
    return fold_whitespace(text or "").translate(_BIBTEX)


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
