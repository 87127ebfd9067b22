"""Pages that list statements: of a person, a topic, a person on a topic, two people and a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from briefs.grouping import group_same_utterance
from briefs.model import Brief, Person, Statement, Topic
from briefs.render import drawn_timeline, page_path, phrases
from briefs.site.article_layout import chunks
from briefs.site.record import StatementGroup, digest
from briefs.site.setting import PageSetting, SiteLanguage, SitePage
from briefs.text import date_in_words, in_words, span_in_words

_PART = 8_000  # bytes of statements in one part of a list; the newest two parts stand on the first page
_MOST_LINKS = 40  # people or topics that a page leads to
Links = list[tuple[str, Markup, int]]  # name, link, statements


def list_pages(setting: PageSetting) -> Iterator[SitePage]:
    """All of them, in each language."""
    snapshot, record = setting.record.snapshot, setting.record
    for person in snapshot.people.values():
        yield from _person(setting, person, record.by_person.get(person.id, ()))
    for topic in snapshot.topics.values():
        yield from _topic(setting, topic, record.by_topic.get(topic.id, ()))
    for (one, on), found in record.by_person_on_topic.items():
        if one in snapshot.people:
            yield from _person_on_topic(setting, snapshot.people[one], snapshot.topics[on], found)
    for (first, second), topics in record.pairs.items():
        yield from _pair(setting, snapshot.people[first], snapshot.people[second], topics)
    for day, found in record.by_day.items():
        yield from _day(setting, date.fromisoformat(day), found)


def on_topic_path(person: str, topic: str) -> str:
    """The page of a person on a topic."""
    return f"person/{person}/on/{topic}.html"


def pair_path(first: str, second: str) -> str:
    """The page of two people; in order of their ids, so that there is one."""
    return "pair/{}/{}.html".format(*sorted((first, second)))


def _listed(
    setting: PageSetting,
    path: str,
    look: str,
    found: Sequence[Statement],
    key: str,
    head: Callable[[SiteLanguage], dict[str, Any]],
    template: str = "list.html",
) -> Iterator[SitePage]:
    """A list in parts, the newest first: parts of older statements stay what they are when newer come."""
    parts = chunks(found, _PART)
    newest = [s for part in parts[-2:] for s in part]
    older = parts[:-2]
    pages = [(path, newest), *((_part_path(path, n), part) for n, part in enumerate(older, 1))]
    for number, (file, shown) in enumerate(pages):
        # of an older part only what it shows itself, and whether it is the last, can change
        own = digest(
            key if number == 0 else "", _fingerprint(setting, shown), number == len(older), len(older) > 0
        )
        for language in setting.languages:

            def values(
                language: SiteLanguage = language, shown: Sequence[Statement] = shown, number: int = number
            ) -> dict[str, Any]:
                entries = _entries(language, shown, look)
                around = _pager(language, path, number, len(older))
                return head(language) | {"entries": entries, "first": number == 0, "pager": around}

            yield setting.page(language, file, own if number else digest(own, key), template, values)


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


def _fingerprint(setting: PageSetting, found: Iterable[Statement]) -> str:
    return setting.record.fingerprint("statement", (s.id for s in found))


def _entries(language: SiteLanguage, found: Sequence[Statement], look: str) -> list[Markup]:
    groups = group_same_utterance(found)
    return [language.entry(first, look, others) for first, *others in reversed(groups)]


def _span(found: Sequence[Statement], language: SiteLanguage) -> str:
    """From when to when they were said."""
    firsts = [s.said.earliest for s in found]
    lasts = [s.said.latest for s in found if s.said.latest]
    known = [day for day in firsts if day]
    first = min(known) if len(known) == len(firsts) and known else None
    return span_in_words(first, max(lasts), language.translator) if lasts else ""


def _counted(found: Sequence[Statement], language: SiteLanguage) -> str:
    """How many there are, and of when."""
    if not found:
        return language.translator.gettext("No statement is on record.")
    count = language.translator.ngettext("{n} statement", "{n} statements", len(found))
    span = _span(found, language)
    return f"{count}, {span}" if span else count


def _person(setting: PageSetting, person: Person, found: StatementGroup) -> Iterator[SitePage]:
    record = setting.record
    on = _ranked(record.spoke_on.get(person.id, {}))
    pairs = record.pairs_of.get(person.id, ())[:_MOST_LINKS]

    def head(language: SiteLanguage) -> dict[str, Any]:
        name, translator = person.name.get(language.code), language.translator
        topics = record.snapshot.topics
        return {
            **_headed(name, language, "people", found),
            "feed": f"feeds/person/{person.id}.xml",
            "roles": [
                (role.title.get(language.code), _held(role.start, role.end, language))
                for role in person.roles
            ],
            "note": person.note,
            "chart": _chart(name, [_alone(s, person.id) for s in found], language),
            "spoke_on": [
                (topics[t].pref_label.get(language.code), language.link(on_topic_path(person.id, t)), n)
                for t, n in on
            ],
            "compared": _compared(setting, person.id, pairs, language),
            "description": f"{name}: {phrases_count(found, translator)}",
        }

    told = digest(
        record.fingerprint("person", (person.id, *(id for pair in pairs for id in pair))),
        record.fingerprint("topic", (t for t, _ in on)), on, _fingerprint(setting, found),
    )  # fmt: skip
    yield from _listed(setting, page_path("person", person.id), "office", found, told, head, "person.html")


def phrases_count(found: Sequence[Statement], translator: Any) -> str:
    """ "12 statements on record"."""
    text: str = translator.ngettext("{n} statement on record", "{n} statements on record", len(found))
    return text


def _held(start: Any, end: Any, language: SiteLanguage) -> str:
    """From when to when an office was held; an end that is not known or still ahead is left open."""
    if start and not end:
        return language.translator.gettext("from {date} on", date=in_words(start, language.translator))
    first, last = (in_words(each, language.translator) if each else "" for each in (start, end))
    return f"{first} – {last}" if last else ""


def _headed(name: str, language: SiteLanguage, section: str, found: Sequence[Statement]) -> dict[str, Any]:
    return {
        "title": name, "heading": name, "section": section, "counted": _counted(found, language), "sub": None,
    }  # fmt: skip


def _ranked(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_LINKS]


def _chart(title: str, found: Sequence[Statement], language: SiteLanguage) -> Markup | None:
    """Where at least two days are on record: one alone needs no picture."""
    days = {s.said.latest for s in found if s.speakers and s.said.latest}
    drawn = drawn_timeline(title, found, language.translator) if len(days) > 1 else None
    return Markup(drawn) if drawn else None  # noqa: S704  # escaped where it is drawn


def _alone(statement: Statement, person: str) -> Statement:
    """With one speaker, whom the chart is of, where there were several."""
    if len(statement.speakers) < 2:
        return statement
    return replace(statement, speakers=tuple(who for who in statement.speakers if who.id == person))


def _compared(
    setting: PageSetting, person: str, pairs: Sequence[tuple[str, str]], language: SiteLanguage
) -> list[tuple[str, Markup]]:
    people = setting.record.snapshot.people
    others = [(second if first == person else first) for first, second in pairs]
    return [(people[id].name.get(language.code), language.link(pair_path(person, id))) for id in others]


def _topic(setting: PageSetting, topic: Topic, found: StatementGroup) -> Iterator[SitePage]:
    record, snapshot = setting.record, setting.record.snapshot
    heard = _ranked(record.spoken_by.get(topic.id, {}))
    narrower = [each for each in snapshot.topics.values() if topic.id in each.broader][:_MOST_LINKS]
    broader = [snapshot.topics[id] for id in topic.broader if id in snapshot.topics]

    def named(topics: Sequence[Topic], language: SiteLanguage) -> Links:
        counts = record.by_topic
        return [
            (t.pref_label.get(language.code), language.href("topic", t.id), len(counts.get(t.id, ())))
            for t in topics
        ]

    def head(language: SiteLanguage) -> dict[str, Any]:
        name = topic.pref_label.get(language.code)
        return {
            **_headed(name, language, "topics", found),
            "feed": f"feeds/topic/{topic.id}.xml",
            "note": topic.scope_note,
            "broader": named(broader, language),
            "narrower": named(narrower, language),
            "chart": _chart(name, found, language),
            "heard": [
                (snapshot.people[p].name.get(language.code), language.link(on_topic_path(p, topic.id)), n)
                for p, n in heard
            ],
            "description": f"{name}: {phrases_count(found, language.translator)}",
        }

    told = digest(
        record.fingerprint("topic", (topic.id, *(t.id for t in (*narrower, *broader)))),
        [len(record.by_topic.get(t.id, ())) for t in (*narrower, *broader)],
        record.fingerprint("person", (p for p, _ in heard)), heard, _fingerprint(setting, found),
    )  # fmt: skip
    yield from _listed(setting, page_path("topic", topic.id), "who", found, told, head, "topic.html")


def _person_on_topic(
    setting: PageSetting, person: Person, topic: Topic, found: StatementGroup
) -> Iterator[SitePage]:
    record = setting.record
    brief = record.briefs.get((person.id, topic.id))
    pairs = [pair for pair in record.pairs_of.get(person.id, ()) if topic.id in record.pairs[pair]][:12]

    def head(language: SiteLanguage) -> dict[str, Any]:
        name, label = person.name.get(language.code), topic.pref_label.get(language.code)
        title = language.translator.gettext("{person} on {topic}", person=name, topic=label)
        return {
            **_headed(title, language, "people", found),
            "crumbs": [(name, language.href("person", person.id)), (label, language.href("topic", topic.id))],
            "brief": _brief(brief, language) if brief else None,
            "compared": _compared(setting, person.id, pairs, language),
            "chart": None,
            "description": f"{title}: {phrases_count(found, language.translator)}",
        }

    told = digest(
        record.fingerprint("person", (person.id, *(id for pair in pairs for id in pair))),
        record.fingerprint("topic", (topic.id,)), brief, _fingerprint(setting, found),
    )  # fmt: skip
    path = on_topic_path(person.id, topic.id)
    yield from _listed(setting, path, "office", found, told, head, "on_topic.html")


def _brief(brief: Brief, language: SiteLanguage) -> dict[str, Any]:
    """The curated sentences, each with links to what carries it; none while its curator must look again."""
    if brief.awaits:
        return {"as_of": "", "sentences": [], "awaits": phrases.awaits_curator(brief, language.translator)}
    return {
        "as_of": phrases.as_of(brief, language.translator),
        "sentences": [
            (sentence.text, [(id, language.href("statement", id)) for id in sentence.cites])
            for sentence in brief.sentences
        ],
        "awaits": None,
    }


def _pair(setting: PageSetting, one: Person, other: Person, topics: Sequence[str]) -> Iterator[SitePage]:
    record = setting.record
    sides = [
        [(topic, record.by_person_on_topic.get((who.id, topic), ())) for topic in topics]
        for who in (one, other)
    ]
    merged: dict[str, list[Statement]] = {}
    for topic, *both in ((t, a, b) for (t, a), (_, b) in zip(*sides, strict=True)):
        of_both = {s.id: s for side in both for s in side[-4:]}
        order = record.snapshot.time_order
        merged[topic] = sorted(of_both.values(), key=lambda s: order[s.id])
    shown = _that_fit(merged)

    def head(language: SiteLanguage) -> dict[str, Any]:
        names = [who.name.get(language.code) for who in (one, other)]
        title = language.translator.gettext("{first} and {last}", first=names[0], last=names[1])
        labels = record.snapshot.topics
        return {
            "title": title, "heading": title, "section": "people",
            "crumbs": [
                (name, language.href("person", who.id)) for name, who in zip(names, (one, other), strict=True)
            ],
            "topics": [
                (
                    labels[topic].pref_label.get(language.code),
                    [
                        (name, language.link(on_topic_path(who.id, topic)))
                        for name, who in zip(names, (one, other), strict=True)
                    ],
                    [language.entry(s, "who") for s in reversed(found)],
                )
                for topic, found in shown.items()
            ],
            "description": title,
        }  # fmt: skip

    key = digest(
        record.fingerprint("person", (one.id, other.id)), record.fingerprint("topic", topics),
        *((topic, _fingerprint(setting, found)) for topic, found in shown.items()),
    )  # fmt: skip
    for language in setting.languages:
        path = pair_path(one.id, other.id)
        yield setting.page(language, path, key, "pair.html", lambda language=language: head(language))  # type: ignore[misc]


def _that_fit(topics: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """As many of the newest statements on each topic as one page holds; each topic keeps its links."""
    shown: dict[str, list[Statement]] = {}
    room = 14
    for topic, found in list(topics.items())[:20]:
        taken = found[-max(0, min(room, 6)) :] if room > 0 else []
        shown[topic] = taken
        room -= len(taken)
    return shown


def _day(setting: PageSetting, day: date, found: StatementGroup) -> Iterator[SitePage]:
    def head(language: SiteLanguage) -> dict[str, Any]:
        name = date_in_words(day, language.translator)
        return {
            **_headed(name, language, "days", found),
            "chart": None,
            "description": f"{name}: {phrases_count(found, language.translator)}",
        }

    told = digest(day, _fingerprint(setting, found))
    yield from _listed(setting, page_path("day", day.isoformat()), "who", found, told, head)
