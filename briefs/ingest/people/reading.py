"""Files that list persons: told from others, and read together."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from briefs.ingest.people.listed import is_reversed, joined_roles
from briefs.ingest.people.popolo import is_popolo, popolo_persons
from briefs.model import Person

_ROOT = re.compile(rb"<(?:\w+:)?(listPerson|listOrg|teiCorpus|akomaNtoso|TEI)[\s>]")
_PERSONS = re.compile(rb"<(?:\w+:)?(?:person|org|TLCPerson)[\s>]")
_SPEECH = re.compile(rb"<(?:\w+:)?(?:u|speech|question|answer)[\s>]")
_LAW = re.compile(
    rb"<(?:\w+:)?(?:act|bill|judgment|amendment|amendmentList)[\s>]"
)  # its persons are its editors
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # in the name of a sitting's file, never in that of its corpus


@dataclass(frozen=True, slots=True)
class PersonList:
    """The persons of some files, each by the id that they have there, and what was left out, with why.

    `broken` are files that could not be read, by name, with the reason.
    """

    persons: tuple[Person, ...]
    left_out: tuple[str, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()


def lists_persons(name: str, body: bytes) -> bool:
    """Whether a file lists persons, or what they are members of, and is no record of what was said."""
    if _is_json(name):
        with suppress(ValueError, RecursionError):
            return is_popolo(json.loads(body.decode("utf-8-sig")))
        return False
    root = _ROOT.search(body[:8192])
    if "listperson" in name.casefold():
        return True
    if not root or _DAY.search(name) or _SPEECH.search(body):
        return False
    return bool(_PERSONS.search(body)) and not (root[1] == b"akomaNtoso" and _LAW.search(body))


def read_persons(files: Mapping[str, bytes]) -> PersonList:
    """The persons of files by their names; what one file says of another's persons is put together."""
    from briefs.ingest.people.xml_lists import xml_persons  # whether a file is a list needs none of it

    broken: list[tuple[str, str]] = []
    documents = [_document(name, body, broken) for name, body in files.items() if _is_json(name)]
    xml = {name: body for name, body in files.items() if not _is_json(name)}
    left_out: list[str] = []
    found: dict[object, Person] = {}
    listed = popolo_persons(documents, left_out.append)
    for each in (*listed, *xml_persons(xml, lambda *fault: broken.append(fault), left_out.append)):
        # a corpus and its list may both be among the files; of two without an id nobody knows
        key = (each.id, each.name.en) if each.id != each.name.en else each
        twice = found.get(key)
        roles = joined_roles((*twice.roles, *each.roles)) if twice else each.roles
        found[key] = replace(each, roles=roles)
    persons: list[Person] = []
    for each in found.values():
        name = each.name.en
        if not any(map(str.isalpha, name)):
            left_out.append(f"{each.id or 'somebody'}: there is no name")
            continue
        wrong = [role for role in each.roles if is_reversed(role)]
        left_out += [f"{name}: “{role.title.en}” would end before it began" for role in wrong]
        persons.append(replace(each, roles=tuple(role for role in each.roles if role not in wrong)))
    return PersonList(tuple(persons), tuple(left_out), tuple(broken))


def _is_json(name: str) -> bool:
    return name.casefold().endswith(".json")


def _document(name: str, body: bytes, broken: list[tuple[str, str]]) -> object:
    try:
        found: object = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        broken.append((name, "it is no JSON, or was cut off on its way"))
        return None
    if not is_popolo(found):
        broken.append((name, "it is no list of persons that is known here"))
    return found
