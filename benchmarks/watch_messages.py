"""A debate server's messages, made from a library's own statements and `watch_templates`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Literal

from benchmarks import watch_templates, watch_templates_later, watch_templates_third
from benchmarks.watch_changes import Changes, Source
from briefs.model import Library, Person

Half = Literal["seen", "aside", "fresh", "last", "blind"]  # not all of all forms
Forms = Literal["first", "later", "third"]
FORMS: dict[Forms, ModuleType] = {
    "first": watch_templates,
    "later": watch_templates_later,
    "third": watch_templates_third,
}
PLANTED: dict[Forms, tuple[str, ...]] = {
    "first": ("number", "negation", "word", "spliced", "speaker"),
    "later": ("number", "negation", "denied", "modal", "word", "spliced", "joined", "speaker"),
    "third": ("number", "negation", "denied", "modal", "word", "spliced", "joined", "speaker"),
}
# Of 9,500 innocent messages, by kind.
INNOCENT = {
    "chatter": 4000, "true": 2000, "denied or asked": 1200, "in fun": 700, "invented": 700, "nobody's": 500,
    "paraphrase": 400,
}  # fmt: skip
_WORDS = re.compile(r"[A-Za-z]+")
_MARKS = [("“", "”"), ('"', '"'), ('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"), ("‘", "’"), ("``", "''")]
_PARAPHRASES = (
    "{last} said that he sees it differently", "{last} says {first}, more or less",
    "according to {name} it is about {word}, nothing else", "{name} told them the {word} would come later",
    "{last} talked a lot about {word} and {word2} again", "iirc {last} was against the {word} thing",
    "{last} thinks {word} matters more than {word2}", "so {name} wants {word} but no {word2}, figures",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """A message; `kind` is what is in it, `planted` whether the record contradicts it."""

    text: str
    kind: str
    planted: bool = False
    words: str = ""


@dataclass
class MessageMaker:
    """Makes the messages of one half; equal seeds make equal messages."""

    library: Library
    half: Half
    seed: int = 1
    forms: Forms = "first"
    _rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._rng = random.Random(f"{self.seed} {self.half}")
        self._beside: Half = (
            "aside" if self.half in ("fresh", "last", "blind") else self.half
        )  # chatter, and what stands around
        self._templates, self._kinds = FORMS[self.forms], PLANTED[self.forms]
        self._sources = list(_sources(self.library))
        self._changes = Changes(self._rng, self._sources)
        self._people = list({one.person.id: one.person for one in self._sources}.values())

    def messages(self, planted: int = 500, innocent: int = 9500) -> list[Sent]:
        """So many of both, shuffled."""
        made = list(self._planted(planted))
        for kind, share in INNOCENT.items():
            made += [self._innocent(kind) for _ in range(round(share * innocent / 9500))]
        self._rng.shuffle(made)
        return made

    # -- what the record contradicts

    def _planted(self, count: int) -> Iterator[Sent]:
        forms = self._templates.ASSERTED[self.half]
        for number in range(count):
            kind = self._kinds[number % len(self._kinds)]
            words, source, who = self._contradicted(kind)
            template = self._rng.choice(forms) if self.forms == "first" else forms[number % len(forms)]
            text = self._around(self._laid_out(template, words, who, source))
            yield Sent(text, kind, True, source.words)

    def _contradicted(self, kind: str) -> tuple[str, Source, Person]:
        """Changed words, what they were made from, and whom they are given to."""
        while True:
            source = self._rng.choice(self._sources)
            words = self._changes.of_kind(kind, source)
            if words is None or (words == source.words) != (kind == "speaker"):
                continue
            others = [one for one in self._people if one.id != source.person.id]
            return words, source, self._rng.choice(others) if kind == "speaker" else source.person

    # -- what it does not

    def _innocent(self, kind: str) -> Sent:
        rng, half, templates = self._rng, self.half, self._templates
        source = rng.choice(self._sources)
        if kind == "chatter":
            text = self._laid_out(rng.choice(templates.CHATTER[self._beside]), "", source.person, source)
        elif kind == "true":
            text = self._laid_out(
                rng.choice(templates.ASSERTED[half]), self._fairly(source.words), source.person, source
            )
        elif kind == "invented":
            lists = templates.ASSERTED[half]
            text = self._laid_out(
                rng.choice(lists), rng.choice(templates.INVENTED[self._beside]), source.person, source
            )
        elif kind == "paraphrase":
            text = self._paraphrase(source)
        else:
            lists = {
                "denied or asked": templates.NOT_ASSERTED,
                "in fun": templates.IN_FUN,
                "nobody's": templates.NOBODYS,
            }
            words, source, who = self._contradicted(rng.choice(self._kinds))
            text = self._laid_out(rng.choice(lists[kind][half]), words, who, source)
            return Sent(text, kind, False, source.words)
        return Sent(self._around(text), kind, False, source.words)

    def _paraphrase(self, source: Source) -> str:
        telling = [word for word in _WORDS.findall(source.words) if len(word) > 6] or ["defence"]
        split = source.words.rstrip(".").split()
        first = " ".join(split[: self._rng.randint(3, 5)]).lower()
        return self._rng.choice(_PARAPHRASES).format(
            **{**_names(source.person), "first": first}, word=self._rng.choice(telling).lower(),
            word2=self._rng.choice(telling).lower(),
        )  # fmt: skip

    def _fairly(self, words: str) -> str:
        """The record's words as people give them: whole or in part, with slips that change nothing."""
        rng, split = self._rng, words.split()
        way = rng.randrange(8)
        if way == 0 and len(split) > 9:
            size = rng.randint(5, len(split) - 2)
            at = rng.randint(0, len(split) - size)
            return " ".join(split[at : at + size]).strip(",;:")
        if way == 1 and len(split) > 16:
            return " ".join(split[: rng.randint(8, 12)]) + rng.choice(["…", "...", " [...]"])
        if way == 2 and words[:1].isupper() and words[1:2].islower():
            return f"[{words[0].lower()}]{words[1:]}"
        if way == 3:
            return re.sub(r"[,;:]", "", words)
        if way == 4:  # a slip of the finger
            at = rng.choice([n for n, word in enumerate(split) if len(word) > 6 and word.isalpha()] or [0])
            word = split[at]
            cut = len(word) // 2
            split[at] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :] if len(word) > 6 else word
            return " ".join(split)
        if way == 5:
            return words.replace("do not", "don't").replace("is not", "isn't").replace("will not", "won't")
        if way == 6:
            return words.replace("defence", "defense").replace("’", "'").replace("favour", "favor")
        return words

    # -- how it is written

    def _office(self, who: Person) -> str:
        """What somebody is called who is the only one to hold it, else the name."""
        own = who.roles[-1].title.get("en") if who.roles else None
        held = [role.title.get("en") for person in self._people for role in person.roles]
        return f"the {own}" if own and held.count(own) == 1 else who.name.en

    def _laid_out(self, template: str, words: str, who: Person, source: Source) -> str:
        rng, names = self._rng, _names(who)
        opening, closing = rng.choice(_MARKS if "'" not in words and "’" not in words else _MARKS[:5])
        if "code" in template or "`{raw}`" in template:
            opening, closing = "“", "”"
        raw = words.rstrip(" .,;:") if rng.random() < 0.6 else words
        low = re.sub(r"[.,;:]+$", "", raw).lower() if len(raw.split()) > 4 else raw
        shown = low if rng.random() < 0.15 else raw
        other = rng.choice([one for one in self._people if one.id != who.id] or [who])
        values = {
            **names, "q": f"{opening}{shown}{closing}", "raw": raw, "low": low, 
            "other": _names(other)["last"], "office": self._office(who), "year": str(rng.randint(2009, 2024)),
            "n": str(rng.randint(2, 900)),
        }  # fmt: skip
        return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), template)

    def _around(self, text: str) -> str:
        """What people write before and behind."""
        before = self._rng.choice(self._templates.PREFIXES[self._beside])
        behind = self._rng.choice(self._templates.SUFFIXES[self._beside])
        if text.startswith((">", "`", "1.", "- ", "!", "{")) or before == "":
            before = ""
        return before + text + ("" if text.endswith("```") else behind)


def _names(person: Person) -> dict[str, str]:
    last = [word for word in person.name.en.split() if word not in ("Jr.", "Sr.")][-1]
    russian = (person.name.get("ru") or person.name.en).split()[-1]
    first = person.name.en.split()[0]
    slip = last[:2] + last[3] + last[2] + last[4:] if len(last) > 5 else last
    genitive = russian + "а" if re.search("[бвгджзклмнпрст]$", russian) else russian
    return {
        "name": person.name.en, "last": last, "small": last.lower(), "first": first,
        "init": f"{first[0]}. {last}", "typo": slip, "ru": russian, "rus": genitive,
    }  # fmt: skip


def _sources(library: Library) -> Iterator[Source]:
    people = {person.id: person for person in library.people}
    for statement in library.statements:
        if statement.kind != "quotation" or statement.status != "published" or len(statement.speakers) != 1:
            continue
        for words in _sentences(statement.passage):
            yield Source(words, people[statement.speakers[0].id], statement.article.id)


def _sentences(passage: str) -> Sequence[str]:
    found = re.split(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z])", " ".join(passage.split()))
    return [one for one in found if 8 <= len(one.split()) <= 40 and not re.search(r'["“”„«»()\[\]‘`*_]', one)]
