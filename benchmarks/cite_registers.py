"""Drafts in ten registers for `benchmarks.cite`: essay, blog, wire, web page, Markdown, chat and others.

The sentences of `cite_register_lines` were written before the code was tried on them; what each part found
was mended, so that all are known to it by now. When first measured, on the speeches and on this repository's
library, errors caught, true ones accused and falsely proven: `register` .938 and .948 caught, `aside` .972
and .938, `third` .972 and .971; of `cite_register_lines_later`, `fourth` .913 .096 4 and .903 .044 4,
`fifth` .939 .039 2 and .951 .015 1, `sixth` .956 .037 1 and .966 .019 1, `seventh` .851 .039 4 and .871
.004 2.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from benchmarks import cite_register_lines as lines
from benchmarks import cite_register_lines_later as later
from benchmarks.cite_drafts import Draft, DraftMaker, Kind, Planted, Source
from benchmarks.cite_register_lines import NEUTRAL, Register

PLAIN = lines.PLAIN | later.PLAIN_LATER
DATED = lines.DATED | later.DATED_LATER
OFFICED = lines.OFFICED | later.OFFICED_LATER
REPORTED = lines.REPORTED | later.REPORTED_LATER
SOURCES = lines.SOURCES | later.SOURCES_LATER
STRANGERS = (
    "Agatha Vellacourt", "Bernard Okonkwo", "Ines Castelbranco", "Tobias Lindqvist", "Marguerite Duval",
)  # fmt: skip
WRONG_OFFICES = (
    "Archbishop of York", "Finance Minister of Austria", "Governor of the Bank of England",
    "Mayor of Chicago",
    "Chief Justice", "European Commissioner for Trade", "Senator from Oregon", "Ambassador to Peru",
    "Interior Minister of France", "Director of the FBI",
)  # fmt: skip
NOBODYS = (
    "The lighthouse keeper has been paid, and that settles the matter as far as I am concerned",
    "Give me six honest carpenters and I will show you a different parliament",
    "We counted the umbrellas twice, and twice there was one too few",
    "A customs union without customs officers is a picnic, and somebody has to bring the bread",
    "Every clerk in this ministry owns a better pen than the minister does",
    "I would rather lose the ferry than the friendship of the people who row it",
    "If the bells are to be silent on Mondays, then let the taverns be silent too",
    "The orchard was planted by men who knew that they would not taste the fruit",
)
_EXCHANGED = {
    "many": "few", "never": "often", "only": "hardly", "most": "few", "greater": "smaller", "much": "little",
    "public": "private", "without": "with", "above": "below", "open": "closed", "right": "wrong",
    "general": "partial", "under": "beyond", "free": "bound", "large": "tiny", "foreign": "domestic",
    "us": "them", "we": "they", "I": "he", "both": "neither", "any": "every", "same": "opposite",
    "high": "low", "early": "late", "true": "false", "present": "former", "own": "neighbours'",
    "increased": "decreased", "possible": "impossible", "just": "unjust", "believe": "doubt",
    "people": "princes", "government": "crown", "nation": "tribe", "Congress": "Parliament",
    "security": "comfort", "system": "scheme", "Russia": "Turkey", "NATO": "Moscow", "defence": "attack",
}  # fmt: skip
_FILLERS = ("allegedly", "secretly", "barely", "perhaps", "nowhere", "scarcely")
_USERS = ("mira", "otto77", "sk8dad", "Leonie", "big_jan")
_MONTHS = "January February March April May June July August September October November December".split()
_AP = dict(zip(_MONTHS, "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split(), strict=True))
_FORMS: dict[Register, Literal["text", "markdown", "html"]] = {
    "essay": "text", "blog": "text", "wire": "text", "page": "html", "markdown": "markdown",
    "chat": "markdown", "letter": "text", "minutes": "text", "paper": "text", "thread": "text",
}  # fmt: skip


@dataclass
class RegisterMaker(DraftMaker):
    """Drafts, each in one register, with errors of its own; `half` begins with “register”."""

    _register: Register = "essay"

    def _draft(self, form: Literal["text", "markdown", "html"], items: int, least: int) -> Draft:
        rng = self._rng
        self._register = rng.choice(tuple(PLAIN[self.half]))
        form = _FORMS[self._register]
        text = "<article>\n" if form == "html" else ""
        planted, words = list[Planted](), 0
        for n in range(10 * items):
            if n >= items and words >= least:
                break
            if rng.random() < 0.45 or n >= items:
                shown = self._framed(" ".join(self._neutral() for _ in range(1 if n < items else 4)))
                text, words = f"{text}{shown}\n\n", words + len(shown.split())
            if n < items:
                kind: Kind = "true" if rng.random() < 0.5 else rng.choice((*_KINDS, "sourced"))
                made, passage, shown = self._item(kind, form)
                planted.append(Planted(made, len(text), len(text) + len(shown), passage, shown))
                text, words = f"{text}{shown}\n\n", words + len(shown.split())
        return Draft(form, text + ("</article>\n" if form == "html" else ""), tuple(planted))

    def _neutral(self) -> str:
        who = self._rng.choice(self._sources).person
        return self._rng.choice(NEUTRAL).format(name=who.name.en, last=who.name.en.split()[-1])

    def _item(self, kind: Kind, form: str) -> tuple[Kind, str, str]:
        rng, source = self._rng, self._rng.choice(self._sources)
        fields = self._fields(source)
        fields |= {"rival": self._rival(fields)}
        if kind in ("unsourced", "sourced"):
            given = rng.choice(SOURCES[self.half]) if kind == "sourced" else ""
            return kind, "", self._framed(rng.choice(REPORTED[self.half]).format(**fields, source=given))
        words, lists = source.words, [PLAIN, DATED, OFFICED]
        if kind == "true":
            words = self._fairly_shortened(words)
        elif kind == "altered":
            words = self._altered(words)
        elif kind == "spliced":
            words = self._spliced(source)
        elif kind == "invented":
            words = rng.choice(NOBODYS)
        elif kind == "misattributed":
            fields, lists = self._of_another(source, fields), [PLAIN]
            fields |= {"rival": self._rival(fields, source.person.name.en)}
        elif kind == "date":
            fields, lists = fields | self._other_date(source), [DATED]
        elif kind == "office":
            lists = [OFFICED]
            own = " ".join(source.offices).casefold()
            office = rng.choice([each for each in WRONG_OFFICES if each.casefold() not in own])
            fields |= {"office": office, "theoffice": office}
        if kind in ("true", "altered", "invented", "spliced") and rng.random() < 0.2:
            return kind, words, self._set_off(words, fields)
        template = rng.choice(rng.choice(lists)[self.half][self._register])
        return kind, words, self._framed(self._quoted(template, words, fields))

    def _quoted(self, template: str, words: str, fields: dict[str, str]) -> str:
        """The words within marks, with the comma or full stop that the sentence around them asks for."""
        rng, body = self._rng, words.rstrip(" .,;:")
        opening, closing = rng.choice((("“", "”"), ("“", "”"), ('"', '"'), ("‘", "’")))
        if re.search(r"['’]", body) and opening == "‘":
            opening, closing = "“", "”"
        is_wire = self._register == "wire"
        if "{a}" in template:
            split = body.split()
            at = max(3, len(split) // 2)
            first, last = " ".join(split[:at]).rstrip(",;"), " ".join(split[at:])
            parts = {"a": f"{opening}{first},{closing}" if is_wire else f"{opening}{first}{closing}"}
            parts["b"] = f"{opening}{last}.{closing}"
            if is_wire:  # “…,” X said. “…”: the sentence goes on
                template = re.sub(r"\. \{b\}", ", {b}", template)
            return template.format(**fields, **parts)
        end = "," if is_wire and not template.endswith("{q}") else "." if template.endswith("{q}") else ""
        return template.format(**fields, q=f"{opening}{body}{end}{closing}")

    def _framed(self, line: str) -> str:
        """As a paragraph, an item or a message of the register."""
        rng = self._rng
        if self._register == "page":
            line = html.escape(line, quote=rng.random() < 0.5)
            line = line.replace("“", rng.choice(("“", "&#8220;", "&ldquo;")))
            return rng.choice(("<p>{}</p>", "<div><p>{}</p></div>", '<p class="lead">\n  {}\n</p>')).format(
                line
            )
        if self._register == "chat" and rng.random() < 0.4:
            who, when = rng.choice(_USERS), f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
            return f"[{when}] <{who}> {line}"
        if self._register == "wire" and rng.random() < 0.2:
            return f"WASHINGTON (AP) — {line}"
        return line

    def _set_off(self, words: str, fields: dict[str, str]) -> str:
        """A quotation on lines of its own."""
        rng, name, shown = self._rng, fields["name"], words.rstrip(" ,;:")
        if self._register == "page":
            shown = html.escape(shown, quote=False)
            return rng.choice((
                f'<figure><blockquote cite="https://press.example/1">{shown}</blockquote>'
                f"<figcaption>{name}</figcaption></figure>",
                f"<p>{name} said:</p><blockquote><p>{shown}</p></blockquote>",
                f"<blockquote>&#8220;{shown}&#8221;<br>— {name}</blockquote>",
                f'<aside class="pullquote"><q>{shown}</q> <span>— {name}</span></aside>',
            ))  # fmt: skip
        if self._register in ("markdown", "chat"):
            return rng.choice(
                (f"> {shown}\n\n— {name}", f"> {shown}\n> — {name}", f"{name} said:\n> {shown}")
            )
        return rng.choice((f"{name} said:\n\n    “{shown}”", f"“{shown}”\n— {name}"))

    def _altered(self, words: str) -> str:
        split, rng = words.split(), self._rng
        able = [at for at, word in enumerate(split) if word.strip(",.;:") in _EXCHANGED]
        numbers = [at for at, word in enumerate(split) if re.fullmatch(r"\d[\d,]*[.,]?", word)]
        if numbers and rng.random() < 0.5:
            at = rng.choice(numbers)
            split[at] = str(int(re.sub(r"\D", "", split[at])) * 10 + 3)
        elif able and rng.random() < 0.8:
            at = rng.choice(able)
            bare = split[at].strip(",.;:")
            split[at] = split[at].replace(bare, _EXCHANGED[bare])
        else:
            split.insert(rng.randrange(2, len(split) - 1), rng.choice(_FILLERS))
        return " ".join(split)

    def _of_another(self, source: Source, fields: dict[str, str]) -> dict[str, str]:
        people = {one.person.id: one.person.name.en for one in self._sources}
        family = source.person.name.en.removesuffix(" Jr.").split()[-1]
        others = [name for id, name in people.items() if id != source.person.id and family not in name]
        name = self._rng.choice([*others, *STRANGERS] if self._rng.random() < 0.5 else others or STRANGERS)
        return {**fields, "name": name, "last": name.removesuffix(" Jr.").split()[-1]}

    def _rival(self, fields: dict[str, str], true: str = "") -> str:
        """Somebody else of the library, who is named beside the speaker and said nothing."""
        used = f"{fields['name']} {true}".split()
        names = {one.person.name.en for one in self._sources}
        return self._rng.choice(sorted(name for name in names if not {*name.split()} & {*used}) or STRANGERS)

    def _dated(self, day: date) -> str:
        month, n = _MONTHS[day.month - 1], day.day
        suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(n, "th")
        if self._register == "wire":
            return self._rng.choice(
                (f"{_AP[month]} {n}, {day.year}", f"{day:%A}, {_AP[month]} {n}, {day.year}")
            )
        if self._register == "chat":
            return self._rng.choice((f"{month[:3].lower()} {n} {day.year}", f"{n} {month} {day.year}",
                                     f"{day.isoformat()}"))  # fmt: skip
        return self._rng.choice((
            f"{n} {month} {day.year}", f"the {n}{suffix} of {month} {day.year}", f"{month} {n}, {day.year}",
        ))  # fmt: skip


_KINDS: tuple[Kind, ...] = (
    "altered", "altered", "spliced", "misattributed", "invented", "date", "office", "unsourced",
)  # fmt: skip
