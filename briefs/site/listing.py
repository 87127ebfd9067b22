"""A list of statements on pages, the newest first: parts of older ones stay what they are when newer come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from briefs.grouping import group_same_utterance
from briefs.i18n import Translator
from briefs.model import Statement
from briefs.site.article_layout import chunks
from briefs.site.record import digest
from briefs.site.setting import PageSetting, SiteLanguage, SitePage
from briefs.text import span_in_words

_PART = 8_000  # bytes of statements in one part of a list; the newest two parts stand on the first page


def listed(
    setting: PageSetting,
    path: str,
    look: str,
    found: Sequence[Statement],
    key: str,
    head: Callable[[SiteLanguage], dict[str, Any]],
    template: str = "list.html",
) -> Iterator[SitePage]:
    """The pages of one list; `head` has what stands above it, and `key` changes with that."""
    parts = chunks(found, _PART, setting.record.weights)
    newest = [s for part in parts[-2:] for s in part]
    older = parts[:-2]
    heads: dict[str, dict[str, Any]] = {}  # by language: the parts share it, and a chart takes long to draw
    pages = [(path, newest), *((_part_path(path, n), part) for n, part in enumerate(older, 1))]
    for number, (file, shown) in enumerate(pages):
        # of an older part only what it shows itself, and whether it is the last, can change
        own = digest(
            key if number == 0 else "", fingerprint(setting, shown), number == len(older), len(older) > 0
        )
        for language in setting.languages:

            def values(
                language: SiteLanguage = language, shown: Sequence[Statement] = shown, number: int = number
            ) -> dict[str, Any]:
                entries = _entries(language, shown, look)
                around = _pager(language, path, number, len(older))
                above = heads.get(language.code) or heads.setdefault(language.code, head(language))
                return above | {"entries": entries, "first": number == 0, "pager": around}

            yield setting.page(language, file, own if number else digest(own, key), template, values)


def fingerprint(setting: PageSetting, found: Iterable[Statement]) -> str:
    """Changes with whatever a page shows of these statements."""
    return setting.record.fingerprint("statement", (s.id for s in found))


def span_of(found: Sequence[Statement], language: SiteLanguage) -> str:
    """From when to when they were said."""
    firsts = [s.said.earliest for s in found]
    lasts = [s.said.latest for s in found if s.said.latest]
    known = [day for day in firsts if day]
    first = min(known) if len(known) == len(firsts) and known else None
    return span_in_words(first, max(lasts), language.translator) if lasts else ""


def counted(found: Sequence[Statement], language: SiteLanguage) -> str:
    """How many there are, and of when."""
    if not found:
        return language.translator.gettext("No statement is on record.")
    count = language.translator.ngettext("{n} statement", "{n} statements", len(found))
    span = span_of(found, language)
    return f"{count}, {span}" if span else count


def on_record(statements: int, translator: Translator) -> str:
    """ "12 statements on record"."""
    return translator.ngettext("{n} statement on record", "{n} statements on record", statements)


def _part_path(path: str, number: int) -> str:
    return f"{path.removesuffix('.html')}/{number}.html"


def _pager(language: SiteLanguage, path: str, number: int, older: int) -> list[tuple[str, Markup]]:
    """Links to the parts before and after: page 0 is the newest, 1 the oldest."""
    found = []
    if number:
        newer = path if number == older else _part_path(path, number + 1)
        found.append((language.words["newer"], language.link(newer)))
    before = older if number == 0 else number - 1
    if before:
        found.append((language.words["older"], language.link(_part_path(path, before))))
    return found


def _entries(language: SiteLanguage, found: Sequence[Statement], look: str) -> list[Markup]:
    groups = group_same_utterance(found)
    return [language.entry(first, look, others) for first, *others in reversed(groups)]
