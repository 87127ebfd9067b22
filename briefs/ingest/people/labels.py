"""What a person is called in all languages, from the labels and aliases of a Wikidata item."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from briefs.errors import UserError
from briefs.ingest.review import (
    FileChange,
    Import,
    Journal,
    LibraryCheck,
    new_entry,
    validate_change,
    yaml_edit,
)
from briefs.names import normalized

_FILE = "config/people.yaml"

# `{id}` stands for the item; the address answers with JSON, as Wikibase's Special:EntityData does.
ITEM_ADDRESS = "https://www.wikidata.org/wiki/Special:EntityData/{id}.json"
_LONGEST = 80  # characters of a label
_MOST = 300  # labels of one person


def item_labels(body: bytes) -> tuple[str, ...]:
    """The labels, then the aliases, of the one item in a document of Wikibase.

    An item that was merged comes under its new id. Raises UserError where the document is no item.
    """
    try:
        entities = json.loads(body)["entities"]
        (item,) = entities.values()
        labels, aliases = item.get("labels") or {}, item.get("aliases") or {}
        every = [*labels.values(), *(alias for some in aliases.values() for alias in some)]
        return tuple(dict.fromkeys(_texts(every)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError("this is no item of Wikidata", "check the id in people.yaml") from None


def _texts(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    for value in values:
        text = " ".join(str(value["value"]).split())
        if text.isprintable() and any(map(str.isalpha, text)) and len(text) <= _LONGEST:
            yield text


def new_labels(known: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    """Those of `found` that are not the words of one of `known`, or of one before, case and accents apart."""
    seen = {normalized(text) for text in known}
    added: list[str] = []
    for text in found:
        if normalized(text) not in seen and len(added) < _MOST:
            seen.add(normalized(text))
            added.append(text)
    return tuple(added)


def write_labels(
    root: Path, found: Mapping[str, Iterable[str]], check: LibraryCheck, now: datetime
) -> dict[str, tuple[str, ...]]:
    """Adds to people.yaml of the library at `root` what is new in `found`, labels by a person's id.

    Returns what was added. Raises UserError, and leaves the file alone, where it cannot be edited safely or
    the library would not be sound afterwards.
    """
    journal = Journal(root)
    with journal.locked():
        # as an import does: what is finished here stays due until the review queue has heard of it
        journal.recover().refuse_if_stuck()
        before = journal.content(_FILE) or b""
        text, added = before.decode("utf-8"), dict[str, tuple[str, ...]]()
        for person in yaml_edit.read(text).get("people") or []:
            id, listed = person["id"], list(person.get("alt_labels") or [])
            added[id] = new_labels((*_names(person), *listed), found.get(id, ()))
            if added[id]:
                text = yaml_edit.replace(text, "people", id, {"alt_labels": [*listed, *added[id]]})
        note = Import(now.isoformat(), {"labels": sum(map(len, added.values()))})
        change = new_entry((FileChange(_FILE, before, text.encode()),), note)
        if any(added.values()):
            validate_change(check, root, journal, change)
            journal.commit(change)
            journal.acknowledge(change)
    return {id: labels for id, labels in added.items() if id in found}


def _names(person: Mapping[str, Any]) -> Iterable[str]:
    name = person.get("name")
    return name.values() if isinstance(name, dict) else [str(name or "")]
