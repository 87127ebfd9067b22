"""The first page and the lists that lead to everything; the search; what is shown where there is no page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from briefs.render import page_path
from briefs.site.listing import on_record, span_of
from briefs.site.record import digest
from briefs.site.setting import PageSetting, SiteLanguage, SitePage
from briefs.text import anniversary_in_words, fold_whitespace

_ON_A_PAGE = 80  # lines of a list
_MOST_SHOWN = 12  # people and topics on the first page
_NEWEST = 5  # statements on it

IndexEntry = tuple[str, Markup, str, int]  # name, link, what it is, statements


def index_pages(setting: PageSetting) -> Iterator[SitePage]:
    """All of them, in each language."""
    for language in setting.languages:
        lines = {"people": _people(setting, language), "topics": _topics(setting, language)}
        lines["articles"] = _articles(setting, language)
        yield _home(setting, language, lines)
        for name, found in lines.items():
            yield from _list(setting, language, f"{name}.html", name, language.words[name], found)
        yield from _days(setting, language)
        yield _search(setting, language)
        yield _missing(setting, language)


def _people(setting: PageSetting, language: SiteLanguage) -> list[IndexEntry]:
    by, code = setting.record.by_person, language.code
    found = [
        (
            person.name.get(code), language.href("person", person.id),
            person.roles[-1].title.get(code) if person.roles else "", len(by.get(person.id, ())),
        )
        for person in setting.record.library.people
    ]  # fmt: skip
    return sorted(found, key=lambda line: (-line[3], line[0]))


def _topics(setting: PageSetting, language: SiteLanguage) -> list[IndexEntry]:
    on = setting.record.by_topic
    found = [
        (topic.pref_label.get(language.code), language.href("topic", topic.id), "", len(on.get(topic.id, ())))
        for topic in setting.record.library.topics
    ]
    return sorted(found, key=lambda line: (-line[3], line[0]))


def _articles(setting: PageSetting, language: SiteLanguage) -> list[IndexEntry]:
    """The newest first, those without a day last."""
    in_ = setting.record.by_article
    day = {a.id: a.published.latest if a.published else None for a in setting.record.library.articles}
    days = {a.id: a.published.edtf if a.published else None for a in setting.record.library.articles}
    ordered = sorted(
        setting.record.library.articles, key=lambda a: (day[a.id] or date.min, a.id), reverse=True
    )
    return [
        (
            fold_whitespace(article.title), language.href("article", article.id),
            ", ".join(filter(None, (article.publisher, days[article.id]))),
            len(in_.get(article.id, ())),
        )
        for article in ordered
    ]  # fmt: skip


def _list(
    setting: PageSetting,
    language: SiteLanguage,
    path: str,
    section: str,
    title: str,
    lines: Sequence[IndexEntry],
) -> Iterator[SitePage]:
    """In pages of bearable size; the first has the list's own address."""
    pages = [lines[at : at + _ON_A_PAGE] for at in range(0, len(lines), _ON_A_PAGE)] or [[]]
    for number, shown in enumerate(pages):
        around = [
            (f"{n + 1} / {len(pages)}", language.link(_numbered(path, n)))
            for n in (number - 1, number + 1)
            if 0 <= n < len(pages)
        ]
        values = {"title": title, "heading": title, "section": section, "lines": shown, "pager": around}
        yield _made(setting, language, _numbered(path, number), "index.html", values)


def _numbered(path: str, number: int) -> str:
    return path if number == 0 else f"{path.removesuffix('.html')}/{number + 1}.html"


def _made(
    setting: PageSetting, language: SiteLanguage, path: str, template: str, values: dict[str, Any]
) -> SitePage:
    """A page whose values are there already: they are its key."""
    return setting.page(language, path, digest(values), template, lambda: values)


def _home(setting: PageSetting, language: SiteLanguage, lines: dict[str, list[IndexEntry]]) -> SitePage:
    record = setting.record
    spoken = [s for s in record.statements.values() if s.speakers and s.said.latest]
    newest = spoken[-_NEWEST:]
    counted = on_record(len(record.statements), language.translator)
    span = span_of(list(record.statements.values()), language)

    def values() -> dict[str, Any]:
        return {
            "title": language.words["entry_page"], "heading": language.words["lead"],
            "counted": f"{counted}, {span}" if span else counted,
            "newest": [language.entry(s, "who") for s in reversed(newest)],
            "people": [(n, link, count) for n, link, _, count in lines["people"][:_MOST_SHOWN]],
            "topics": [(n, link, count) for n, link, _, count in lines["topics"][:_MOST_SHOWN]],
        }  # fmt: skip

    key = digest(
        counted, span, record.fingerprint("statement", (s.id for s in newest)),
        *(lines[name][:_MOST_SHOWN] for name in ("people", "topics")),
    )  # fmt: skip
    return setting.page(language, "index.html", key, "home.html", values)


def _days(setting: PageSetting, language: SiteLanguage) -> Iterator[SitePage]:
    """The years on record, and for each its days."""
    days = {date.fromisoformat(day): len(found) for day, found in setting.record.by_day.items()}
    years = Counter[int]()
    for day, count in days.items():
        years[day.year] += count
    lines: list[IndexEntry] = [
        (str(year), language.link(f"days/{year:04}.html"), "", n)
        for year, n in sorted(years.items(), reverse=True)
    ]
    title = language.words["days"]
    yield from _list(setting, language, "days.html", "days", title, lines)
    for year in years:
        of_year = sorted(day for day in days if day.year == year)
        found: list[IndexEntry] = [
            (
                anniversary_in_words(day.month, day.day, language.translator),
                language.link(page_path("day", day.isoformat())), "", days[day],
            )
            for day in of_year
        ]  # fmt: skip
        yield from _list(setting, language, f"days/{year:04}.html", "days", f"{title}, {year}", found)


def _search(setting: PageSetting, language: SiteLanguage) -> SitePage:
    words = language.words
    values = {"title": words["search"], "heading": words["search"], "section": "search", "noindex": True}
    return _made(
        setting, language, "search.html", "search.html", values | {"with_search": setting.options.search}
    )


def _missing(setting: PageSetting, language: SiteLanguage) -> SitePage:
    """What a server shows where there is no page."""
    words: Callable[[str], str] = language.words.__getitem__
    values = {"title": words("missing"), "heading": "404", "told": words("missing"), "facts": ()}
    return _made(setting, language, "404.html", "tombstone.html", values | {"noindex": True})
