"""What programs read first: the style sheet, a sitemap, robots.txt and llms.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from briefs.render import markup, page_path
from briefs.site.record import digest
from briefs.site.setting import PageSetting, SitePage

_IN_A_SITEMAP = 40_000  # addresses; the protocol allows 50,000
_MOST_NAMED = 40  # people and topics that llms.txt names; the lists have all


def machine_pages(setting: PageSetting, paths: Sequence[str]) -> Iterator[SitePage]:
    """`paths` are of all pages that a search engine may show. Without an address there can be no sitemap."""
    yield _file("style.css", str(markup.style()))
    yield _file("llms.txt", _llms(setting))
    sitemap = f"\nSitemap: {setting.base}sitemap.xml" if setting.base else ""
    yield _file("robots.txt", f"User-agent: *\nAllow: /{sitemap}\n")
    yield from (SitePage(*file) for file in setting.log.files())
    if setting.base:
        yield from _sitemaps(setting.base, sorted(paths))


def _file(path: str, text: str) -> SitePage:
    return SitePage(path, digest(text), lambda: text.encode("utf-8", "replace"))


def _sitemaps(base: str, paths: Sequence[str]) -> Iterator[SitePage]:
    """One, or where one cannot hold all an index of several."""
    parts = [paths[at : at + _IN_A_SITEMAP] for at in range(0, len(paths), _IN_A_SITEMAP)]
    if len(parts) == 1:
        yield _file("sitemap.xml", _xml("urlset", "url", base, parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield _file("sitemap.xml", _xml("sitemapindex", "sitemap", base, names))
    for name, part in zip(names, parts, strict=True):
        yield _file(name, _xml("urlset", "url", base, part))


def _xml(whole: str, each: str, base: str, paths: Sequence[str]) -> str:
    listed = "".join(f"<{each}><loc>{escape(base + path)}</loc></{each}>\n" for path in paths)
    xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{whole} xmlns="{xmlns}">\n{listed}</{whole}>\n'


def _llms(setting: PageSetting) -> str:
    """What the record is and how to cite it, for assistants (llmstxt.org)."""
    record, base = setting.record, setting.base or ""
    by_person, by_topic = record.by_person, record.by_topic
    people = sorted(record.library.people, key=lambda p: -len(by_person.get(p.id, ())))[:_MOST_NAMED]
    topics = sorted(record.library.topics, key=lambda t: -len(by_topic.get(t.id, ())))[:_MOST_NAMED]
    who = [(p.name.en, page_path("person", p.id), len(by_person.get(p.id, ()))) for p in people]
    what = [(t.pref_label.en, page_path("topic", t.id), len(by_topic.get(t.id, ()))) for t in topics]
    return "\n".join(
        (
            "# OnRecord",
            "",
            "> Who said what, on what, when, and where is the proof? A curated record: every statement has a",
            "> page of its own with the words, the speaker in the office held then, the date and how that is",
            "> known, and the article in which the words stand verbatim.",
            "",
            f"{len(record.statements)} statements. The page of one is {base}statement/ID.html. Cite that page"
            " with the words, the speaker and the date as they stand on it. Words in quotation marks are the"
            " speaker's own; what is marked as reported are the article's words and must not be put in marks."
            " A page that says that its statement was withdrawn proves nothing.",
            "",
            "## People",
            *(f"- [{name}]({base}{path}): {n} statements" for name, path, n in who),
            "",
            "## Topics",
            *(f"- [{name}]({base}{path}): {n} statements" for name, path, n in what),
            "",
            "## Everything",
            f"- [People]({base}people.html)",
            f"- [Topics]({base}topics.html)",
            f"- [Articles]({base}articles.html)",
            f"- [Days]({base}days.html)",
            f"- [Newest on record, Atom]({base}feed.xml)",
            "",
        )
    )
