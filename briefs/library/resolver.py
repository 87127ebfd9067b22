"""From checked records to the model: speakers in the roles they held, statements in order of time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.errors import UserError
from briefs.library.brief_rules import blocking_revisions
from briefs.library.dossiers import Dossier, RawStatement, Text
from briefs.library.shift_rules import revised_since
from briefs.model import (
    Article,
    ArticleRef,
    Library,
    LocalizedText,
    NonBodyPart,
    OriginalSource,
    Person,
    Revision,
    Speaker,
    Statement,
    UncertainDate,
)
from briefs.text import parse_edtf

if TYPE_CHECKING:
    from briefs.library.cross_checks import LibraryContent
    from briefs.library.loader import File


def resolve_library(
    root: Path,
    content: LibraryContent,
    text: Callable[[str], Text | None],
    files: Mapping[str, File],
    only: Collection[str] | None = None,
) -> Library:
    """The library in which no problem was found; with `only`, of no other dossiers than these.

    `text` gives an article's text by the name of its file. Statements come by latest possible day, undated
    ones last, then by article and place. Raises :class:`briefs.errors.UserError` where a text was changed
    after it was checked.
    """
    roles = SpeakerRoles(content.people)
    dossiers = {name: each for name, each in content.dossiers.items() if only is None or name in only}
    statements = [statement for dossier in dossiers.values() for statement in _statements(dossier, roles)]
    statements.sort(key=lambda each: (each.said.latest or date.max, each.article.id, each.start, each.id))
    records = {record["id"]: record for each in content.dossiers.values() for record in each.statements}
    listed = tuple((name, *file.stamp, file.sha256) for name, file in files.items())
    # Of names and sums, not of times: the same library has the same digest wherever it is copied.
    digest = sha256("".join(f"{name}\0{file.sha256}\n" for name, file in files.items()).encode())
    return Library(
        str(root),
        content.people,
        content.topics,
        content.occasions,
        tuple(_article(dossier.article, text) for dossier in dossiers.values()),
        tuple(statements),
        tuple(replace(each, awaits=blocking_revisions(each, records)) for each in content.positions),
        digest.hexdigest(),
        listed,
        tuple(replace(each, awaits=revised_since(each, records)) for each in content.shifts),
        tuple(dossiers),
    )


class SpeakerRoles:
    """Who speaks, in the role held on the day; kept, as many statements share a speaker and a day."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {person.id: person for person in people}
        self._speakers: dict[tuple[str, str], Speaker] = {}

    def speaker(self, name: str, said: UncertainDate) -> Speaker:
        """The person with this id as a speaker. Raises :class:`KeyError` for an id that is nobody's."""
        found = self._speakers.get((name, said.edtf))
        if found is None:
            person = self._people[name]
            found = Speaker(person.id, person.name, role_held(person, said))
            self._speakers[name, said.edtf] = found
        return found


def role_held(person: Person, said: UncertainDate) -> LocalizedText | None:
    """The office held on the latest possible day, or else at some time within the bounds.

    Of several the one taken up last: it is the one that news of the day names.
    """
    # Where the date is open on one side, the one day that is known stands for both.
    first, last = said.earliest or said.latest, said.latest or said.earliest
    if first is None or last is None:
        return None
    for start, end in ((last, last), (first, last)):
        # -index: of two roles taken up on one day the first of the file.
        held = [
            (role.start.earliest if role.start and role.start.earliest else date.min, -index, role.title)
            for index, role in enumerate(person.roles)
            if (not role.start or not role.start.earliest or role.start.earliest <= end)
            and (not role.end or not role.end.latest or role.end.latest >= start)
        ]
        if held:
            return max(held, key=lambda each: each[:2])[2]
    return None


def _article(record: RawStatement, text_of: Callable[[str], Text | None]) -> Article:
    # The file is read after the check, perhaps much later: what it holds now need not be what was checked.
    published, text = record["published"], text_of(record["file"])
    if text is None or text.sha256 != record["sha256"]:
        raise UserError(f"{record['file']} was changed in the meantime", "try again")
    return Article(
        **{
            **record,
            "published": parse_edtf(published) if published else None,
            "text": text.text,
            "parts": tuple(NonBodyPart(*part) for part in record["parts"]),
        }
    )


def _statements(dossier: Dossier, roles: SpeakerRoles) -> list[Statement]:
    article = dossier.article
    ref = ArticleRef(
        article["id"],
        article["title"],
        article["title_derived"],
        article["publisher"],
        article["published"],
        article["language"],
        article["url"],
        article["file"],
        article["author"],
    )
    return [_statement(record, ref, roles) for record in dossier.statements]


def _statement(record: RawStatement, article: ArticleRef, roles: SpeakerRoles) -> Statement:
    said = parse_edtf(record["said"])
    return Statement(
        **{
            **record,
            "speakers": tuple([roles.speaker(name, said) for name in record["speakers"]]),
            "topics": tuple(record["topics"]),
            "quoted": tuple([(start, end) for start, end in record["quoted"]]),
            "said": said,
            "article": article,
            "about": parse_edtf(record["about"]) if record["about"] else None,
            "same_as": tuple(record["same_as"]),
            "original": _original(record["original"]),
            "history": tuple([_change(change) for change in record["history"]]),
        }
    )


def _original(record: RawStatement | None) -> OriginalSource | None:
    if record is None:
        return None
    return OriginalSource(**{**record, "said": parse_edtf(record["said"]) if record["said"] else None})


def _change(record: RawStatement) -> Revision:
    return Revision(**{**record, "was": tuple([(key, value) for key, value in record["was"]])})
