"""Pages that list statements: of a person, a topic, a person on a topic, two people and a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from briefs.model import Brief, Person, Statement, Topic
from briefs.render import drawn_timeline, on_topic_path, page_path, phrases
from briefs.site.changed import changed_entries
from briefs.site.listing import counted, fingerprint, listed, on_record
from briefs.site.record import StatementGroup, digest
from briefs.site.setting import PageSetting, SiteLanguage, SitePage
from briefs.text import date_in_words, in_words

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


def pair_path(first: str, second: str) -> str:
    """The page of two people; in order of their ids, so that there is one."""
    return "pair/{}/{}.html".format(*sorted((first, second)))


def _person(setting: PageSetting, person: Person, found: StatementGroup) -> Iterator[SitePage]:
    record = setting.record
    on = _ranked(record.spoke_on.get(person.id, {}))
    pairs = record.pairs_of.get(person.id, ())[:_MOST_LINKS]
    changed = record.shifts_of.get(person.id, ())

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
            "changed": changed_entries(changed, language),
            "spoke_on": [
                (topics[t].pref_label.get(language.code), language.link(on_topic_path(person.id, t)), n)
                for t, n in on
            ],
            "compared": _compared(setting, person.id, pairs, language),
            "description": f"{name}: {on_record(len(found), translator)}",
        }

    told = digest(
        record.fingerprint("person", (person.id, *(id for pair in pairs for id in pair))),
        record.fingerprint("topic", (t for t, _ in on)), on, fingerprint(setting, found),
        *(each.shift for each in changed),
    )  # fmt: skip
    yield from listed(setting, page_path("person", person.id), "office", found, told, head, "person.html")


def _held(start: Any, end: Any, language: SiteLanguage) -> str:
    """From when to when an office was held; an end that is not known or still ahead is left open."""
    if start and not end:
        return language.translator.gettext("from {date} on", date=in_words(start, language.translator))
    first, last = (in_words(each, language.translator) if each else "" for each in (start, end))
    return f"{first} – {last}" if last else ""


def _headed(name: str, language: SiteLanguage, section: str, found: Sequence[Statement]) -> dict[str, Any]:
    return {
        "title": name, "heading": name, "section": section, "counted": counted(found, language), "sub": None,
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
            "description": f"{name}: {on_record(len(found), language.translator)}",
        }

    told = digest(
        record.fingerprint("topic", (topic.id, *(t.id for t in (*narrower, *broader)))),
        [len(record.by_topic.get(t.id, ())) for t in (*narrower, *broader)],
        record.fingerprint("person", (p for p, _ in heard)), heard, fingerprint(setting, found),
    )  # fmt: skip
    yield from listed(setting, page_path("topic", topic.id), "who", found, told, head, "topic.html")


def _person_on_topic(
    setting: PageSetting, person: Person, topic: Topic, found: StatementGroup
) -> Iterator[SitePage]:
    record = setting.record
    brief = record.briefs.get((person.id, topic.id))
    pairs = [pair for pair in record.pairs_of.get(person.id, ()) if topic.id in record.pairs[pair]][:12]
    wide = record.snapshot.with_broader
    changed = [c for c in record.shifts_of.get(person.id, ()) if topic.id in wide.get(c.shift.topic, ())]

    def head(language: SiteLanguage) -> dict[str, Any]:
        name, label = person.name.get(language.code), topic.pref_label.get(language.code)
        title = language.translator.gettext("{person} on {topic}", person=name, topic=label)
        return {
            **_headed(title, language, "people", found),
            "crumbs": [(name, language.href("person", person.id)), (label, language.href("topic", topic.id))],
            "brief": _brief(brief, language) if brief else None,
            "changed": changed_entries(changed, language),
            "compared": _compared(setting, person.id, pairs, language),
            "chart": None,
            "description": f"{title}: {on_record(len(found), language.translator)}",
        }

    told = digest(
        record.fingerprint("person", (person.id, *(id for pair in pairs for id in pair))),
        record.fingerprint("topic", (topic.id,)), brief, fingerprint(setting, found),
        *(each.shift for each in changed),
    )  # fmt: skip
    path = on_topic_path(person.id, topic.id)
    yield from listed(setting, path, "office", found, told, head, "on_topic.html")


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
        *((topic, fingerprint(setting, found)) for topic, found in shown.items()),
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
            "description": f"{name}: {on_record(len(found), language.translator)}",
        }

    told = digest(day, fingerprint(setting, found))
    yield from listed(setting, page_path("day", day.isoformat()), "who", found, told, head)
