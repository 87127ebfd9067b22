"""Pages of articles: the text with what is on record lit where that is allowed, else only the passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from briefs.model import Article
from briefs.render import is_web_address
from briefs.site.article_layout import ArticlePart
from briefs.site.listing import on_record
from briefs.site.lit_text import kind_of, lit_paragraph
from briefs.site.record import digest
from briefs.site.setting import PageSetting, SiteLanguage, SitePage
from briefs.text import fold_whitespace, in_words


def article_pages(setting: PageSetting) -> Iterator[SitePage]:
    """All parts of all articles, in each language."""
    record = setting.record
    versions = {a.version_of: a.id for a in record.library.articles if a.version_of}
    for article in record.library.articles:
        parts = setting.layout(article.id)
        for number, part in enumerate(parts):
            key = digest(
                record.fingerprint("article", (article.id, article.version_of or "")),
                record.fingerprint("article", (versions.get(article.id, ""),)),
                record.fingerprint("statement", (s.id for s in part.statements)),
                part.paragraphs, number, len(parts), len(record.by_article.get(article.id, ())),
            )  # fmt: skip
            for language in setting.languages:

                def values(
                    language: SiteLanguage = language, article: Article = article, number: int = number
                ) -> dict[str, Any]:
                    return _values(setting, language, article, number, versions)

                yield setting.page(language, part.path, key, "article.html", values)


def _values(
    setting: PageSetting, language: SiteLanguage, article: Article, number: int, versions: dict[str, str]
) -> dict[str, Any]:
    parts, found = setting.layout(article.id), setting.record.by_article.get(article.id, ())
    part, translator = parts[number], language.translator
    title = fold_whitespace(article.title)
    shown = translator.gettext("{title} (our title)", title=title) if article.title_derived else title
    counted = on_record(len(found), translator)
    return {
        "title": shown,
        "heading": shown,
        "section": "articles",
        "description": f"{article.publisher or ''}. {counted}".lstrip(". "),
        "publisher": article.publisher or translator.gettext("publisher not known"),
        "published": in_words(article.published, translator) if article.published else None,
        "basis": article.published_basis if article.published_basis != "stated" else None,
        "author": article.author,
        "place": article.place,
        "url": article.url if article.url and is_web_address(article.url) else None,
        "sha256": article.sha256,
        "note": article.note,
        "counted": counted,
        "versions": _versions(setting, language, article, versions),
        "text_language": article.language,
        "paragraphs": _paragraphs(article, part, language),
        "entries": () if part.paragraphs else [language.entry(s, "anchor") for s in part.statements],
        "pager": _pager(language, parts, number),
        "first": number == 0,
    }


def _paragraphs(article: Article, part: ArticlePart, language: SiteLanguage) -> list[tuple[str, Markup]]:
    link = lambda id: str(language.href("statement", id))  # noqa: E731
    return [
        (
            kind_of(article, start, end),
            Markup(lit_paragraph(article.text, start, end, part.statements, link)),  # noqa: S704  # escaped there
        )
        for start, end in part.paragraphs
    ]


def _versions(
    setting: PageSetting, language: SiteLanguage, article: Article, versions: dict[str, str]
) -> list[tuple[str, Markup, str]]:
    """Links to the text that stood at the address before, and to that which came after."""
    found = (("version_before", article.version_of), ("version_after", versions.get(article.id)))
    return [
        (language.words[name], language.href("article", id), setting.record.articles[id].title)
        for name, id in found
        if id in setting.record.articles
    ]


def _pager(language: SiteLanguage, parts: tuple[ArticlePart, ...], number: int) -> list[tuple[str, Markup]]:
    """Links to the parts before and after, by their numbers."""
    around = [n for n in (number - 1, number + 1) if 0 <= n < len(parts)]
    return [(f"{n + 1} / {len(parts)}", language.link(parts[n].path)) for n in around]
