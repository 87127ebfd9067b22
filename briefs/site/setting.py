"""What all pages of one build share: the record, the templates, the words, and the frame around a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from markupsafe import Markup

from briefs.i18n import Translator
from briefs.model import Statement
from briefs.render import PageKind, entry_of, markup, page_path, phrases
from briefs.site.article_layout import ArticlePart, article_parts
from briefs.site.proof import SiteLog
from briefs.site.record import SiteRecord
from briefs.site.words import LANGUAGES, words

TEMPLATES = Path(__file__).with_name("templates")
LARGEST_PAGE = 30_000  # bytes, without pictures
_EXCERPT = 700  # characters of a passage in a list; its own page has it whole


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """How a site is built. `address` is where it will lie, None where that is not known.

    `whole_articles` are ids or publishers of articles whose text may be shown whole. `search` says whether
    pages lead to a search, `pictures` whether statements have a picture for those who paste a link to them.
    """

    address: str | None = None
    whole_articles: frozenset[str] = frozenset()
    search: bool = True
    pictures: bool = True
    languages: tuple[str, ...] = tuple(LANGUAGES)


class SitePage(NamedTuple):
    """One file of the site. `key` changes with all that it shows: an unchanged one is not made again."""

    path: str
    key: str
    render: Callable[[], bytes]


class SiteLanguage:
    """The pages of one language: their words, their place and the entries of their lists."""

    def __init__(self, setting: PageSetting, code: str) -> None:
        self.code = code
        self.translator = Translator(code)
        self.words = words(code)
        self.prefix = "" if code == "en" else f"{code}/"
        self._entries: dict[tuple[str, str], Markup] = {}
        self._entry: Callable[..., str] = setting.templates.get_template("entry.html").module.entry  # type: ignore[attr-defined]

    def href(self, kind: PageKind, id: str) -> Markup:
        """A link to the page of a thing; ids need no escaping."""
        return self.link(page_path(kind, id))

    def link(self, path: str) -> Markup:
        """A link to a page of this language, by its path."""
        return Markup(f"{markup.ROOT}{self.prefix}{path}")  # noqa: S704  # made of ids and our own words

    def entry(self, statement: Statement, look: str, also: Sequence[Statement] = ()) -> Markup:
        """A statement in a list. `look` "who" names who spoke, "office" only in which office, "anchor" makes
        its words what a link to this statement opens at.
        """
        key = (statement.id, look)
        if also or key not in self._entries:
            made = self._made(statement, look, also)
            if also:
                return made
            self._entries[key] = made
        return self._entries[key]

    def _made(self, statement: Statement, look: str, also: Sequence[Statement]) -> Markup:
        shown = entry_of(statement, self.translator, also=also)
        passage = shown.passage
        if len(passage) > _EXCERPT:
            passage = passage[:_EXCERPT].rpartition(" ")[0] + "…"
        one = statement.speakers[0] if len(statement.speakers) == 1 else None
        who, aside = shown.who, ""
        if look == "office" and one:
            who, aside = "", one.role.get(self.code) if one.role else ""
        values = {
            field: getattr(shown, field) for field in ("said", "label", "quotation", "summary", "notes")
        }
        listed = values | {
            "lead": None,
            "url": None,
            "id": shown.id,
            "source": None if look == "anchor" else shown.source,  # on the page of its own article
            "passage": passage,
        }
        id = statement.id if look == "anchor" else None
        link, receipt = self.href("statement", shown.id), self.words["receipt"]
        return Markup(self._entry(listed, who, aside, id, link, receipt))  # noqa: S704  # escaped by the template


class PageSetting:
    """Makes pages of templates for one build."""

    def __init__(self, record: SiteRecord, options: SiteOptions) -> None:
        self.record, self.options = record, options
        self.log = SiteLog(Path(record.library.root))
        self.templates = markup.environment(TEMPLATES)
        self.languages = tuple(SiteLanguage(self, code) for code in options.languages)
        self._names = [(code, LANGUAGES[code]) for code in options.languages]
        self._headers: dict[tuple[str, str], Markup] = {}
        self._layouts: dict[str, tuple[ArticlePart, ...]] = {}
        self._template = cache(self.templates.get_template)
        self._common = cache(self._common_to)
        self.base = options.address.rstrip("/") + "/" if options.address else None

    def layout(self, article: str) -> tuple[ArticlePart, ...]:
        """What each page of an article shows."""
        if article not in self._layouts:
            self._layouts[article] = article_parts(
                self.record.articles[article], self.record.by_article.get(article, ()), self.is_whole(article)
            )
        return self._layouts[article]

    def is_whole(self, article: str) -> bool:
        """Whether the curator allows that its text is shown, not only the passages on record."""
        found = self.record.articles[article]
        return bool(self.options.whole_articles & {found.id, found.publisher})

    def article_file(self, statement: Statement) -> str:
        """The page of the article on which the words of a statement stand."""
        parts = self.layout(statement.article.id)
        return next(part.path for part in parts if statement in part.statements)

    def page(
        self, language: SiteLanguage, path: str, key: str, template: str, values: Callable[[], dict[str, Any]]
    ) -> SitePage:
        """A page of this language. `values` are worked out only when it is made: see `frame`."""

        def render() -> bytes:
            shown = self.frame(language, path) | values()
            shown["header"] = self._header(language, shown["section"])
            made, place = self._template(template), f"{language.prefix}{path}"
            page = self.written(made.render(shown), place)
            if len(page) > LARGEST_PAGE and shown["proof"]:  # `onrecord prove` gives the receipt instead
                shown["proof"] = {**shown["proof"], "receipt": None}
                page = self.written(made.render(shown), place)
            return page

        return SitePage(f"{language.prefix}{path}", key, render)

    def _header(self, language: SiteLanguage, section: str) -> Markup:
        """What stands above every page of a section: made once."""
        if (language.code, section) not in self._headers:
            template = self.templates.get_template("header.html")
            made = template.render(lp=language.link(""), w=language.words, section=section)
            self._headers[language.code, section] = Markup(made)  # noqa: S704  # escaped by the template
        return self._headers[language.code, section]

    def written(self, text: str, path: str) -> bytes:
        """A page as it lies at `path`: its links lead from there."""
        # a server shows the page of what is missing at any address, however deep
        way = (self.base or "/") if path.endswith("404.html") else "../" * path.count("/")
        return markup.clean(text.replace(markup.ROOT, way)).encode("utf-8", "replace")

    def frame(self, language: SiteLanguage, path: str) -> dict[str, Any]:
        """What every template may show, or must be given by its page."""
        return {**self._common(language), "path": path, "file": f"{language.prefix}{path}"}

    def _common_to(self, language: SiteLanguage) -> dict[str, Any]:
        return {
            "w": SimpleNamespace(**language.words), "language": language.code,
            "base": self.base, "lp": language.link(""), "languages": self._names,
            "search": self.options.search,
            "others": [each for each in self._names if each[0] != language.code],
            "description": language.words["lead"], "picture": None, "feed": None, "noindex": False,
            "jsonld": None, "section": "", "kind": "website", "proof": None,
            "prefixes": {each.code: each.prefix for each in self.languages},
        }  # fmt: skip


def title_of(statement: Statement, language: SiteLanguage) -> str:
    """Who and when, as the title of a statement's page."""
    who = phrases.speakers(statement, language.translator)
    return f"{who}, {phrases.date_phrase(statement, language.translator)}"
