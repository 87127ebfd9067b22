"""A statement as a citation: plain text, BibTeX or a wiki template."""

from __future__ import annotations

import re

from briefs.i18n import Translator
from briefs.model import Statement
from briefs.render import phrases

_ENGLISH = Translator("en")
_BIBTEX = str.maketrans({ch: f"\\{ch}" for ch in "{}%$#&_"} | {"\\": r"\textbackslash{}"})


def citations(s: Statement, form: str | None = None) -> dict[str, str]:
    """The same citation in each form, or only in the one named: "plain", "bibtex" or "wiki"."""
    forms = {"plain": plain, "bibtex": bibtex, "wiki": wiki}
    return {name: made(s) for name, made in forms.items() if form in (None, name)}


def plain(s: Statement) -> str:
    words = phrases.passage(s, _ENGLISH)
    label = phrases.label(s, _ENGLISH)
    text = f"{label}: {words}" if label else words
    published = f", published {s.article.published}" if s.article.published else ""
    url = f", {s.article.url}" if s.article.url else ""
    who, when = phrases.speakers(s, _ENGLISH), phrases.date_phrase(s, _ENGLISH)
    return f"{who}, {when}: {text} {phrases.source(s, _ENGLISH)}{published}{url} [{s.id}]"


def bibtex(s: Statement) -> str:
    year = re.match(r"\d{4}", s.article.published or "")
    note = f"{_sentence(phrases.passage(s, _ENGLISH))} Said: {phrases.date_phrase(s, _ENGLISH)}"
    fields = {
        "author": " and ".join("{" + who.name.en.translate(_BIBTEX) + "}" for who in s.speakers),
        "title": phrases.folded(s.article.title).translate(_BIBTEX),
        "publisher": (s.article.publisher or "").translate(_BIBTEX),
        "year": year.group() if year else "",
        "date": s.article.published or "",
        "url": s.article.url or "",
        "note": note.translate(_BIBTEX),
    }
    body = "".join(f",\n  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@misc{{{s.id}{body}\n}}"


def _sentence(text: str) -> str:
    """With a full stop, unless it ends in one, inside its quotation marks or not."""
    return text if text.rstrip("”»\"'").endswith((".", "!", "?", "…")) else f"{text}."


def wiki(s: Statement) -> str:
    fields = {
        "title": phrases.folded(s.article.title),
        "publisher": s.article.publisher or "",
        "date": s.article.published or "",
        "url": s.article.url or "",
        "quote": phrases.folded(s.passage),
    }
    body = "".join(f" |{key}={_wiki(value)}" for key, value in fields.items() if value)
    return f"{{{{cite {'web' if s.article.url else 'news'}{body}}}}}"


def _wiki(text: str) -> str:
    return text.replace("|", "{{!}}").replace("}}", "} }")
