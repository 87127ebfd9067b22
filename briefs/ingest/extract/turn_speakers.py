"""Who a label stands for, once for each document: full names first, then surnames, initials, “A:”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from anyascii import anyascii

from briefs.ingest.extract.person_names import sex_of
from briefs.ingest.extract.transcript_heads import TranscriptHead
from briefs.ingest.extract.turn_labels import Label

BoundBy = Literal["named", "surname", "initials", "interviewee", "file", "speech", "none"]
_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_SMALL = frozenset("de del der den di da dos la le van von bin al el ibn y e und".split())


@dataclass(frozen=True, slots=True)
class TurnSpeaker:
    """Whose turn it is: the name as full as the document gives it (None: nobody is named), and by what.

    `asks`: a question, which is kept as the context of the answer and is nobody's statement.
    """

    name: str | None
    title: str | None = None
    by: BoundBy = "none"
    asks: bool = False


class LabelBinder:
    """The labels of one document and what its head says of them.

    `defined`: who holds an office, in small letters, where a line says so (“Spokesperson: Jane Roe”).
    """

    def __init__(
        self,
        text: str,
        labels: Sequence[Label],
        head: TranscriptHead,
        defined: Mapping[str, str] | None = None,
    ) -> None:
        self._head, self._defined = head, dict(defined or {})
        self._cases = _mixed_case(text)
        self._full: dict[str, str] = {}  # by all folded words
        self._titles: dict[str, str] = {}
        for label in labels:
            if label.sort == "name" and len(_parts(label.name)) > 1:
                self._full.setdefault(_folded(label.name), self._cased(label.name))
        for label in labels:
            if label.title and (name := self._person(label.name)[0]):
                self._titles.setdefault(name, label.title)

    def speaker(self, label: Label) -> TurnSpeaker:
        """Whom the label stands for; nobody where two fit or none is named."""
        if label.sort == "question":
            return TurnSpeaker(None, asks=True)
        if label.sort == "answer":
            return TurnSpeaker(self._head.interviewee, by="interviewee" if self._head.interviewee else "none")
        if label.sort == "office":
            name = self._defined.get((label.title or "").lower())
            return TurnSpeaker(name, self._shown(label.title), "named" if name else "none")
        name, by = self._person(label.name, label.sex)
        if by == "initials":
            return TurnSpeaker(name, by="initials", asks=self._head.initials[label.name][1])
        title = label.title or self._titles.get(name or "")
        return TurnSpeaker(name, self._shown(title), by)

    def _person(self, name: str, sex: str | None = None) -> tuple[str | None, BoundBy]:
        if name in self._head.initials:
            return self._head.initials[name][0], "initials"
        if not name:
            return None, "none"
        if full := self._full.get(_folded(name)):
            return full, "named"
        surname = _parts(name)[-1]
        last = _folded(surname).split()[-1]
        matches = {full for key, full in self._full.items() if key.split()[-1] == last}
        matches = matches or self._head.full_names(surname)
        if len(matches) > 1 and sex:  # “Ms Carver” beside John and Alice Carver
            named = {full for full in matches if sex_of(full) == sex}
            matches = named if len(named) == 1 else matches
        if len(matches) > 1:
            return None, "none"
        if matches:
            return self._cased(matches.pop()), "surname"
        if re.fullmatch(r"[A-Z]{2,3}", name) and name not in self._cases:
            return None, "none"  # initials that nothing explains
        return self._cased(name), "surname"

    def _shown(self, title: str | None) -> str | None:
        # “NATO” in an office of mixed letters is an abbreviation, and stays
        if not title or not title.isupper():
            return title
        cased = re.sub(r"(?<= )(?:Of|For|And|The)(?= )", lambda m: m[0].lower(), self._cased(title))
        return cased.removeprefix("The ")

    def _cased(self, name: str) -> str:
        """“SERGEI LAVROV”, “Anna BERG” as names are written in running text."""
        return " ".join(self._cased_word(word) for word in name.split())

    def _cased_word(self, word: str) -> str:
        if not word.isupper() or len(word.strip(".")) < 2 or re.fullmatch(r"(?:\w\.)+", word):
            return word
        if (known := self._cases.get(word)) is not None:
            return known
        if word.lower() in _SMALL:
            return word.lower()
        cased = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
        return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), cased)


def _mixed_case(text: str) -> dict[str, str]:
    """How a word in capitals is written elsewhere in the text: MCCAIN to McCain."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if word[0].isupper() and not word.isupper():
            found.setdefault(word.upper(), word)
    return found


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W\d_](?:[\w’'-]*)", name)


def _folded(name: str) -> str:
    return " ".join(map(_folded_word, _parts(name)))


def _folded_word(word: str) -> str:
    # of some scripts' letters nothing is left: two names must not come out alike for that
    return re.sub(r"[^a-z0-9 -]", "", anyascii(word).lower()).strip() or word.lower()
