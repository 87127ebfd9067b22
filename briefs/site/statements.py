"""The page of a statement, its receipt: the words, who and when, and where anybody can see that it is so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from briefs.ingest.transfer import CONTEXT, about_nodes, statement_nodes
from briefs.model import Revision, Statement
from briefs.render import at_passage, citations, is_web_address, page_path, phrases, sentences_around
from briefs.site.record import digest
from briefs.site.setting import PageSetting, SiteLanguage, SitePage, title_of
from briefs.text import fold_whitespace, in_words, parse_edtf

_MOST_BESIDE = 6  # statements of the same occasion that are shown
_DESCRIBED = 280  # characters of the words that a pasted link shows
# Characters of a passage from which its page says it fewer times, so that it stays small.
_LONG, _VERY_LONG = 1_600, 5_000
# The pages' words for a field of the dossier, where they go by another key.
_NAMED = {"exact": "statement", "said": "when", "speakers": "by"}


def statement_pages(setting: PageSetting) -> Iterator[SitePage]:
    """A page for each statement in each language, and for what was withdrawn one that says so."""
    record, common = setting.record, _InAllLanguages(setting)
    for statement in record.statements.values():
        beside = _beside(setting, statement)
        key = digest(
            record.fingerprint("statement", (statement.id, *(s.id for _, found in beside for s in found))),
            record.fingerprint("article", (statement.article.id,)),
            record.fingerprint("topic", statement.topics),
            record.fingerprint("person", (who.id for who in statement.speakers)),
            record.fingerprint("occasion", (statement.occasion or "",)),
            *(name for name, _ in beside),
            setting.log.key(statement),
        )
        for language in setting.languages:
            yield _page(setting, language, statement, key, beside, common)
    for statement in record.unshown:
        if statement.status == "withdrawn":
            yield from withdrawn(setting, statement)


def _page(
    setting: PageSetting,
    language: SiteLanguage,
    statement: Statement,
    key: str,
    beside: Sequence[tuple[str, Sequence[Statement]]],
    common: _InAllLanguages,
) -> SitePage:
    def values() -> dict[str, Any]:
        return {
            **common.of(statement),
            **_head(setting, language, statement),
            **_receipt(setting, language, statement),
            **_source(setting, language, statement),
            "history": _history(statement, language),
            "proof": _proof(setting, language, statement),
            "lists": [
                (language.words[name], [language.entry(s, "who") for s in found]) for name, found in beside
            ],
        }

    return setting.page(language, page_path("statement", statement.id), key, "statement.html", values)


class _InAllLanguages:
    """What is the same in all of them: made once, by the first page of a statement that is written."""

    def __init__(self, setting: PageSetting) -> None:
        self._setting = setting
        self._last: tuple[str, dict[str, Any]] = ("", {})

    def of(self, statement: Statement) -> dict[str, Any]:
        if self._last[0] != statement.id:
            self._last = statement.id, _in_all_languages(self._setting, statement)
        return self._last[1]


def _in_all_languages(setting: PageSetting, statement: Statement) -> dict[str, Any]:
    article = setting.record.articles[statement.article.id]
    before, after = sentences_around(article.text, statement.start, statement.end)
    url = phrases.source_url(statement)
    out = at_passage(url, statement.passage) if url and is_web_address(url) else None
    middle = fold_whitespace(statement.passage)
    if len(middle) > _LONG:
        middle = f"{middle[:240].rpartition(' ')[0]} … {middle[-240:].partition(' ')[2]}"
    return {
        "id": statement.id,
        "kind": "article",
        "picture": f"picture/{statement.id}.png" if setting.options.pictures else None,
        "jsonld": _jsonld(setting, statement),
        "indexed": True,
        "quotation": statement.kind == "quotation",
        "words_language": article.language,
        "place": statement.place,
        "citations": _citations(setting, statement),
        "cite": url if out else None,
        "out": out,
        "before": before,
        "middle": middle,
        "after": after,
    }


def _beside(setting: PageSetting, statement: Statement) -> list[tuple[str, Sequence[Statement]]]:
    """What belongs to it, by the key of its title: each statement at most once."""
    record, seen = setting.record, {statement.id}
    found: list[tuple[str, Sequence[Statement]]] = []
    for name, some in (
        ("other_accounts", record.others(statement)),
        ("also_here", record.by_group.get(statement.group or "", ())),
        ("same_occasion", record.by_occasion.get(statement.occasion or "", ())),
    ):
        fresh = [s for s in some if s.id not in seen and (s.speakers or name != "same_occasion")][
            :_MOST_BESIDE
        ]
        seen |= {s.id for s in fresh}
        if fresh:
            found.append((name, fresh))
    return found


def _head(setting: PageSetting, language: SiteLanguage, statement: Statement) -> dict[str, Any]:
    translator = language.translator
    words = phrases.passage(statement, translator)
    label = phrases.label(statement, translator)
    described = words if len(words) <= _DESCRIBED else words[:_DESCRIBED].rpartition(" ")[0] + "…"
    return {
        "title": title_of(statement, language),
        "description": f"{label}: {described}" if label else described,
    }


def _jsonld(setting: PageSetting, statement: Statement) -> Markup | None:
    """The statement for programs; `<` is escaped, so that nothing in it ends the script element."""
    if len(statement.passage) > _VERY_LONG:
        return None
    record, base = setting.record, setting.base or "urn:onrecord:"
    article = record.articles[statement.article.id]
    people = [
        record.snapshot.people[who.id] for who in statement.speakers if who.id in record.snapshot.people
    ]
    topics = [record.snapshot.topics[id] for id in statement.topics if id in record.snapshot.topics]
    nodes = statement_nodes(statement, article, base, record.statements)
    if setting.base:
        nodes[0]["url"] = setting.base + page_path("statement", statement.id)
    if len(statement.passage) > _LONG:
        nodes = nodes[:1]  # the words once more would not tell more
    graph = [*nodes, *about_nodes(people, topics, article, base)]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  # escaped in the line itself


def _receipt(setting: PageSetting, language: SiteLanguage, statement: Statement) -> dict[str, Any]:
    record, translator = setting.record, language.translator
    notes = phrases.notes(replace(statement, original=None), translator)
    banner = notes.pop(0) if statement.status != "published" and notes else None
    topics = [record.snapshot.topics[id] for id in statement.topics if id in record.snapshot.topics]
    first = statement.speakers[0] if statement.speakers else None
    occasion = record.occasions.get(statement.occasion or "")
    day = statement.said.earliest
    told = day is not None and day == statement.said.latest and statement.speakers
    return {
        "office": _offices(statement, language),
        "banner": banner,
        "notes": notes,
        "label": phrases.label(statement, translator),
        "passage": phrases.passage(statement, translator),
        "speakers": [
            (who.name.get(language.code), language.href("person", who.id)) for who in statement.speakers
        ]
        or [(phrases.publisher(statement.article, translator), None)],
        "said": phrases.date_phrase(statement, translator),
        "day": language.href("day", day.isoformat()) if told and day else None,
        "basis": phrases.date_basis_phrase(statement, translator),
        "summary": statement.summary if first and statement.kind == "quotation" else "",
        "occasion": occasion.label.get(language.code) if occasion else None,
        "topics": [(t.pref_label.get(language.code), language.href("topic", t.id), t.id) for t in topics],
        "original": _original(statement, language),
    }


def _offices(statement: Statement, language: SiteLanguage) -> str:
    """In which office they spoke; of a fact, that nobody did."""
    if not statement.speakers:
        return language.words["own_voice"]
    held = [who.role.get(language.code) for who in statement.speakers if who.role]
    return ", ".join(dict.fromkeys(held))


def _history(statement: Statement, language: SiteLanguage) -> list[dict[str, Any]]:
    """What was changed. Of who changed it nothing is told: a curator's name is no part of the proof."""
    return [
        {
            "day": _day(step, language),
            "status": phrases.status_word(step.status, language.translator),
            "note": step.note,
            "was": [
                (language.words.get(_NAMED.get(field, field), field), value)
                for field, value in step.was
                if field != "status"
            ],
        }
        for step in statement.history
    ]


def _day(step: Revision, language: SiteLanguage) -> str:
    return in_words(parse_edtf(step.at[:10]), language.translator)


def _citations(setting: PageSetting, statement: Statement) -> list[tuple[str, str]]:
    """Of a long passage the plain one alone."""
    form = "plain" if len(statement.passage) > _LONG else None
    names = {"plain": "Text", "bibtex": "BibTeX", "wiki": "Wikipedia"}
    return [(names[name], text) for name, text in citations(statement, form, setting.options.address).items()]


def _original(statement: Statement, language: SiteLanguage) -> dict[str, Any] | None:
    original = statement.original
    if original is None:
        return None
    return {
        "source": original.source,
        "url": original.url if original.url and is_web_address(original.url) else None,
        "said": in_words(original.said, language.translator) if original.said else None,
        "text": original.text,
        "beside": _beside_it(statement),
        "article": language.href("article", original.article) if original.article else None,
        "language": original.language,
        "note": original.note,
    }


def _beside_it(statement: Statement) -> str | None:
    """The words in the language in which they were said, to stand beside their translation."""
    original = statement.original
    if original is None or not original.text or not phrases.is_translated(statement):
        return None
    words = fold_whitespace(original.text)
    return words if len(words) <= _VERY_LONG // 2 else words[: _VERY_LONG // 2].rpartition(" ")[0] + "…"


def _source(setting: PageSetting, language: SiteLanguage, statement: Statement) -> dict[str, Any]:
    """Where the words stand: the article's page, and there the words."""
    published = statement.article.published
    return {
        "source": phrases.source(statement, language.translator),
        "published": in_words(parse_edtf(published), language.translator) if published else None,
        "article_href": language.href("article", statement.article.id),
        "at_words": language.link(f"{setting.article_file(statement)}#{statement.id}"),
    }


def _proof(setting: PageSetting, language: SiteLanguage, statement: Statement) -> dict[str, Any] | None:
    return setting.log.proof(
        statement, setting.record.articles[statement.article.id].sha256, language.translator
    )


def withdrawn(setting: PageSetting, statement: Statement) -> Iterator[SitePage]:
    """Instead of words that are no longer on record: that they are not, since when and why."""
    step = statement.history[-1] if statement.history else None

    for language in setting.languages:

        def values(language: SiteLanguage = language) -> dict[str, Any]:
            words = language.words
            facts = [(words["source"], phrases.source(statement, language.translator))]
            if step:
                facts.append((words["withdrawn_on"], _day(step, language)))
            if step and step.note:
                facts.append((words["why"], step.note))
            return {
                "title": f"{words['tombstone']}: {statement.id}",
                "heading": words["tombstone"],
                "told": words["withdrawn"],
                "description": words["withdrawn"],
                "facts": [*facts, (words["id"], statement.id)],
                "proof": _proof(setting, language, statement),
                "noindex": True,
            }

        key = digest(setting.record.fingerprint("statement", (statement.id,)), setting.log.key(statement))
        yield setting.page(language, page_path("statement", statement.id), key, "tombstone.html", values)
