"""Drafts with planted errors, made from a library's own statements and the sentences of `cite_templates`."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from benchmarks import cite_templates as templates
from briefs.model import Library, Person, Statement

Half = Literal[
    "seen", "aside", "fresh", "register", "register aside", "register third", "register fourth",
    "register fifth", "register sixth", "register seventh",
]  # fmt: skip
Kind = Literal[
    "true", "altered", "spliced", "misattributed", "invented", "date", "office", "unsourced", "sourced"
]
ERRORS: tuple[Kind, ...] = (
    "altered", "spliced", "misattributed", "invented", "date", "office", "unsourced",
)  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
# Nobody on record said these; written for this purpose.
INVENTED = (
    "We have looked at every map there is, and none of them shows a way out of this valley",
    "Whoever pays the ferryman should at least be allowed to choose the boat",
    "The library will stay open on Sundays as long as I have a say in this town",
    "No engineer in his right mind would sign for a bridge like that",
    "Our farmers lost a third of the harvest and nobody in the capital noticed",
    "I shall not be the one who tells the children that the pool is closed",
    "There are two thousand letters on my desk, and each of them deserves an answer",
    "The orchestra has rehearsed this piece for eleven months without a conductor",
    "Such a tax would drive every second baker out of business within a year",
    "They promised us a railway and delivered a timetable",
    "A museum without a roof is not a museum but a ruin with an entrance fee",
    "My predecessor left the keys, but he took the doors",
)
_SWAPS = {
    "more": "less", "less": "more", "all": "some", "always": "rarely", "must": "may", "can": "cannot",
    "will": "will not", "is": "is not", "are": "are not", "was": "was not", "have": "have not",
    "has": "has not", "great": "small", "new": "old", "first": "last", "good": "bad", "peace": "war",
    "should": "should not", "would": "would not", "increase": "reduce", "strong": "weak", "our": "their",
    "real": "limited", "important": "useless", "every": "no", "before": "after", "against": "for",
}  # fmt: skip
_NEGATIONS = re.compile(r"\b(?:is not|are not|was not|have not|has not|should not|would not|will not)\b")


@dataclass(frozen=True)
class Planted:
    """One paragraph of a draft: text[start:end] of it holds a `kind`."""

    kind: Kind
    start: int
    end: int
    passage: str
    text: str


@dataclass(frozen=True)
class Draft:
    form: Literal["text", "markdown", "html"]
    text: str
    planted: tuple[Planted, ...]


@dataclass(frozen=True)
class Source:
    """A sentence or two on record."""

    words: str
    person: Person
    day: date
    offices: tuple[str, ...]
    published: date | None


@dataclass
class DraftMaker:
    """Makes drafts of one library; equal seeds make equal drafts. `strange` are sentences not on record."""

    library: Library
    seed: int
    half: Half
    strange: Sequence[str] = INVENTED
    _rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._rng = random.Random(f"{self.seed} {self.half}")
        self._people = {person.id: person for person in self.library.people}
        self._sources = list(_sources(self.library, self._people))
        self._text = {article.id: article.text for article in self.library.articles}

    def drafts(self, count: int, items: int = 8, least: int = 0) -> Iterator[Draft]:
        """So many drafts of so many paragraphs with something in them, and neutral ones between.

        With `least`, neutral ones follow until a draft has so many words.
        """
        for _ in range(count):
            yield self._draft(self._rng.choice(["text", "markdown", "html"]), items, least)

    def _draft(self, form: Literal["text", "markdown", "html"], items: int, least: int) -> Draft:
        parts: list[tuple[Kind | None, str, str]] = []
        for _ in range(items):
            if self._rng.random() < 0.5:
                parts.append((None, "", self._neutral()))
            kind: Kind = "true" if self._rng.random() < 0.5 else self._rng.choice((*ERRORS, "sourced"))
            parts.append(self._item(kind, form))
        words = sum(len(shown.split()) for _, _, shown in parts)
        while words < least:
            parts.append((None, "", " ".join(self._neutral() for _ in range(6))))
            words += len(parts[-1][2].split())
        text, planted = "", []
        if form == "html":
            text = "<!doctype html><html><body>\n"
        for made, words, shown in parts:
            start = len(text)
            text += shown
            if made is not None:
                planted.append(Planted(made, start, len(text), words, shown))
            text += "\n\n"
        return Draft(form, text + ("</body></html>\n" if form == "html" else ""), tuple(planted))

    # -- paragraphs

    def _neutral(self) -> str:
        who = self._rng.choice(self._sources).person
        return self._rng.choice(templates.NEUTRAL).format(name=who.name.en, last=_last(who))

    def _item(self, kind: Kind, form: str) -> tuple[Kind, str, str]:
        rng, source = self._rng, self._rng.choice(self._sources)
        fields = self._fields(source)
        if kind in ("unsourced", "sourced"):
            given = rng.choice(templates.SOURCES[self.half]) if kind == "sourced" else ""
            if form == "text":  # a link in Markdown is none there
                given = re.sub(r"\[([^\]^]{3,})\]\(([^)]+)\)", r"\1, \2", given)
            line = rng.choice(templates.REPORTED[self.half]).format(**fields, source=given)
            return kind, "", self._paragraph(line, form)
        words, lists = source.words, [templates.PLAIN, templates.DATED, templates.OFFICED, templates.BOTH]
        if kind == "true":
            words = self._fairly_shortened(words)
            lists.append(templates.DISTRACTING)
        elif kind == "altered":
            words = self._altered(words)
        elif kind == "spliced":
            words = self._spliced(source)
        elif kind == "invented":
            words = rng.choice(self.strange)
        elif kind == "misattributed":
            fields = self._of_another(source, fields)
            lists = [templates.PLAIN]
        elif kind == "date":
            fields |= self._other_date(source)
            lists = [templates.DATED, templates.BOTH]
        elif kind == "office":
            fields |= self._other_office(source)
            lists = [templates.OFFICED, templates.BOTH]
        if kind in ("true", "altered", "invented") and rng.random() < 0.2:
            return kind, words, self._block(words, fields, form)
        template = rng.choice(rng.choice(lists)[self.half])
        return kind, words, self._laid_out(template, words, fields, form)

    def _laid_out(self, template: str, words: str, fields: dict[str, str], form: str) -> str:
        opening, closing = self._rng.choice([("“", "”"), ('"', '"'), ("“", "”"), ("«", "»")])
        behind = template.index("{q}") + 3
        body = words.rstrip(" .,;:")
        if template[behind:].startswith(" ") and template[behind + 1 : behind + 2] not in "—(":
            body += ","
        elif behind == len(template):
            body += "."
        if form == "html" and self._rng.random() < 0.3:
            line = template.format(**fields, q="\0")
            before, after = (html.escape(part, quote=False) for part in line.split("\0"))
            return f"<p>{before}<q>{html.escape(body, quote=False)}</q>{after}</p>"
        line = template.format(**fields, q=f"{opening}{body}{closing}")
        return self._paragraph(line, form)

    def _paragraph(self, line: str, form: str) -> str:
        if form == "html":
            line = html.escape(line.lstrip("-* "), quote=False)
            line = re.sub(r"[*_]{1,2}([^*_]+)[*_]{1,2}", r"<b>\1</b>", line)
            line = re.sub(r"\[([^\]]{3,})\]\((https[^)]+)\)", r'<a href="\2">\1</a>', line)
            line = line.replace("“", self._rng.choice(["“", "&ldquo;"])).replace("”", "&rdquo;")
            return f"<p>{self._wrapped(line)}</p>"
        return self._wrapped(line) if form == "markdown" and self._rng.random() < 0.4 else line

    def _wrapped(self, line: str) -> str:
        """The line broken as editors break them, never before a sign that would begin a list or heading."""
        out, length = "", 0
        for word in line.split(" "):
            if out and length + len(word) > 78 and word[:1].isalpha():
                out, length = out + "\n" + word, len(word)
            else:
                out, length = (out + " " if out else "") + word, length + len(word) + 1
        return out

    def _block(self, words: str, fields: dict[str, str], form: str) -> str:
        name = fields["name"]
        lead = self._rng.choice(["{name} said:", "These are the words of {name}:"]).format(name=name)
        words = words.rstrip(" ,;:")
        if form == "html":
            shown = html.escape(words, quote=False)
            return self._rng.choice([
                f"<p>{lead}</p>\n<blockquote>{shown}</blockquote>",
                f"<blockquote><p>{shown}</p><footer>— {name}</footer></blockquote>",
                f"<p>{lead}</p>\n<blockquote>\n  <p>{self._wrapped(shown)}</p>\n</blockquote>",
                f"<blockquote><p>“{shown}”</p>\n<cite>{name}</cite></blockquote>",
            ])  # fmt: skip
        if form == "markdown":
            quoted = "\n".join("> " + line for line in self._wrapped(words).split("\n"))
            return self._rng.choice(
                [f"{quoted}\n>\n> — {name}", f"{quoted}\n> — {name}", f"{lead}\n\n{quoted}"]
            )
        return f"{lead}\n\n“{words}”"

    # -- what is true

    def _fields(self, source: Source) -> dict[str, str]:
        rng, who = self._rng, source.person
        other = source.day.year + rng.choice([-7, -4, -3, -2])
        office = rng.choice(source.offices) if source.offices else "politician"
        return {
            "name": who.name.en,
            "last": _last(who),
            "office": office[:1].upper() + office[1:],
            "theoffice": office,
            **self._when(source.day),
            "other_year": str(other),
            "other_date": self._dated(date(other, rng.randint(1, 12), rng.randint(1, 28))),
        }

    def _when(self, day: date) -> dict[str, str]:
        return {
            "date": self._dated(day),
            "month": f"{MONTHS[day.month - 1]} {day.year}",
            "year": str(day.year),
            "weekday": day.strftime("%A"),
        }

    def _dated(self, day: date) -> str:
        month = MONTHS[day.month - 1]
        suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
        return self._rng.choice([
            f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day.isoformat()}",
            f"{month} {day.day}{suffix}, {day.year}", f"{day.day} {month[:3]} {day.year}",
        ])  # fmt: skip

    def _fairly_shortened(self, words: str) -> str:
        """Sometimes with an ellipsis where a few words of one sentence are left out, or `[T]he`."""
        split = words.split()
        if len(split) > 16 and self._rng.random() < 0.2 and "." not in words[:-1]:
            at = self._rng.randint(6, len(split) - 9)
            gone = " ".join(split[at : at + 3])
            if not re.search(
                r"(?:\b(?:not|no|never|without|nor|cannot|could|may|might|must|shall|should|would|can"
                r"|will|if|unless|only|need|is|are|one|two|three|four|five|ten|hundreds?|thousands?|millions?"
                r"|billions?|half|all|every)\b|n['’]t|\d)",
                gone,
            ):
                mark = self._rng.choice(["…", "...", "[…]"])
                return " ".join([*split[:at], mark, *split[at + 3 :]])
        if re.match(r"(?:The|We|It|This|That|These|Our|In|But|And|As|If|There)\b", words) and (
            self._rng.random() < 0.1
        ):
            return f"[{words[0].lower()}]{words[1:]}"
        return words

    # -- what is not

    def _altered(self, words: str) -> str:
        split, rng = words.split(), self._rng
        ways = ["number"] if any(re.fullmatch(r"\d+[,.]?", word) for word in split) else []
        ways += ["swap", "swap", "drop", "negation"]
        for way in rng.sample(ways, len(ways)):
            if (changed := self._changed(way, split, words)) is not None and changed != words:
                return changed
        at = rng.randrange(2, len(split) - 1)
        return " ".join([*split[:at], "hardly", *split[at:]])

    def _changed(self, way: str, split: list[str], words: str) -> str | None:
        rng = self._rng
        if way == "negation":
            return _NEGATIONS.sub(lambda m: m.group().split()[0], words, count=1)
        able = [
            at for at, word in enumerate(split)
            if (re.fullmatch(r"\d+[,.]?", word) if way == "number" else word in _SWAPS if way == "swap"
                else word.isalpha() and len(word) > 5 and 1 < at < len(split) - 2)
        ]  # fmt: skip
        if not able:
            return None
        at = rng.choice(able)
        if way == "drop":
            return " ".join(split[:at] + split[at + 1 :])
        new = (
            str(int(re.sub(r"\D", "", split[at])) + rng.randint(1, 9))
            if way == "number"
            else _SWAPS[split[at]]
        )
        return " ".join([*split[:at], new, *split[at + 1 :]])

    def _spliced(self, source: Source) -> str:
        """Two passages of one speaker from different places, joined as though they were one."""
        theirs = [one for one in self._sources if one.person == source.person and one.words != source.words]
        if not theirs:
            return self._altered(source.words)
        text = next(t for t in self._text.values() if source.words in t)
        apart = [
            one
            for one in theirs
            if one.words not in text or abs(text.find(one.words) - text.find(source.words)) > 600
        ]
        if not apart:
            return self._altered(source.words)
        one, other = source.words.split()[:9], self._rng.choice(apart).words.split()[-9:]
        return " ".join(one).rstrip(".,;:") + " " + " ".join(other)

    def _of_another(self, source: Source, fields: dict[str, str]) -> dict[str, str]:
        rng = self._rng
        if rng.random() < 0.25:
            name = rng.choice(
                [n for n in templates.NOT_OF_THE_LIBRARY if n.split()[-1] != _last(source.person)]
            )
            return {**fields, "name": name, "last": name.split()[-1]}
        people = {one.person.id: one.person for one in self._sources}
        family = _last(source.person)
        others = [p for p in people.values() if p.id != source.person.id and _last(p) != family]
        who = rng.choice(others)
        return {**fields, "name": who.name.en, "last": _last(who)}

    def _other_date(self, source: Source) -> dict[str, str]:
        rng = self._rng
        while True:
            way = rng.choice(["day", "month", "year"])
            day = source.day
            if way == "day":
                day += timedelta(days=rng.choice([-9, -3, -2, 2, 3, 8]))
            else:
                months = rng.choice([-5, -2, 1, 3]) if way == "month" else 12 * rng.choice([-3, -1, 1, 2])
                number = day.year * 12 + day.month - 1 + months
                day = date(number // 12, number % 12 + 1, min(day.day, 28))
            if day != source.published and (day.year, day.month) != (source.day.year, source.day.month):
                break
            if way == "day" and day != source.published:
                break
        when = self._when(day)
        if way == "day":  # a month or a year alone would be right
            when["month"], when["year"] = f"{when['date']}", when["date"]
        elif way == "month":
            when["year"] = when["month"]
        return when

    def _other_office(self, source: Source) -> dict[str, str]:
        own = " ".join(source.offices).casefold()
        elsewhere = [
            role.title.en for person in self.library.people for role in person.roles
            if role.title.en.casefold() not in own and role.title.en not in source.offices
        ]  # fmt: skip
        wrong = [office for office in templates.OTHER_OFFICES if office.casefold() not in own]
        office = self._rng.choice(wrong if self._rng.random() < 0.6 or not elsewhere else elsewhere)
        return {"office": office[:1].upper() + office[1:], "theoffice": office}


def _last(person: Person) -> str:
    return [word for word in person.name.en.split() if word not in ("Jr.", "Sr.")][-1]


def _sources(library: Library, people: dict[str, Person]) -> Iterator[Source]:
    for statement in library.statements:
        if statement.kind != "quotation" or statement.status != "published" or len(statement.speakers) != 1:
            continue
        day = statement.said.earliest
        if day is None or day != statement.said.latest:
            continue
        person = people[statement.speakers[0].id]
        for words in _sentences(statement):
            published = statement.article.published
            at = (
                date.fromisoformat(published)
                if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published)
                else None
            )
            yield Source(words, person, day, tuple(_offices(person, day)), at)


def _offices(person: Person, day: date) -> Iterator[str]:
    for role in person.roles:
        start = role.start.earliest if role.start else None
        end = role.end.latest if role.end else None
        if (start is None or start <= day) and (end is None or day <= end):
            yield role.title.en
            yield from (
                label for label in role.alt_labels if label.isascii() and "'" not in label and len(label) > 7
            )


def _sentences(statement: Statement) -> Iterator[str]:
    for paragraph in statement.passage.split("\n"):
        for words in re.split(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z])", paragraph.strip()):
            if 8 <= len(words.split()) <= 40 and not re.search(r'["“”„«»()\[\]‘`*_]', words):
                yield words


def shortened(planted: Planted) -> Planted:
    """For a report: its text on one line."""
    return replace(planted, text=" ".join(planted.text.split()))
