"""Takes a document of export.document() into a library: all of it or, at the first conflict, nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefs import library
from briefs.errors import UserError
from briefs.ingest.review import (
    FileChange,
    Import,
    Journal,
    LibraryCheck,
    new_entry,
    validate_change,
    yaml_dump,
    yaml_edit,
)
from briefs.ingest.transfer.export import FORMAT, VERSION, Entry, document
from briefs.text import shown

REGISTERS = ("people", "topics", "occasions", "positions", "shifts")
_DEEPEST = 20  # lists and mappings in one another; a library's own are four deep
LISTS = (*REGISTERS, "articles", "statements")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries came in, by list; how many were there already, just the same; files written."""

    new: Mapping[str, int]
    same: int
    files: tuple[str, ...]


def import_library(
    root: Path,
    found: object,
    check: LibraryCheck,
    now: datetime,
) -> Imported:
    """Adds what is new in `found`, the JSON document as it was read, to the library at `root`.

    Raises UserError, and leaves every file alone, where it is no such document, an entry differs from ours,
    or the library would not be sound afterwards.
    """
    wanted = _read(found)
    journal = Journal(root)
    with journal.locked():
        journal.recover().refuse_if_stuck()
        ours = _ours(root)
        new, same = _compare(wanted, ours)
        texts = _files(journal, new)
        files = tuple(FileChange(path, journal.content(path), _bytes(path, t)) for path, t in texts.items())
        for each in files:
            # dossiers quote an article by its passages: another text under its name would break them all
            if each.path.startswith("seeds/articles/") and each.before not in (None, each.after):
                raise UserError(f"{each.path} is there already, with another text")
        counts = {name: len(listed) for name, listed in new.items() if listed}
        change = new_entry(files, Import(now.isoformat(), counts))
        if files:
            validate_change(check, root, journal, change)
            journal.commit(change)
            journal.acknowledge(change)
    return Imported(counts, same, tuple(each.path for each in files))


def _read(found: object) -> dict[str, list[Entry]]:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UserError(
            "this is no library that was exported as JSON", "`onrecord export --format json` makes one"
        )
    version = found.get("version")
    if type(version) is not int or version != VERSION:  # to Python, true is the number 1
        raise UserError(f"this export has version {json.dumps(version)[:40]}; version {VERSION} can be read")
    lists = {name: found.get(name, []) for name in LISTS}
    for name, listed in lists.items():
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            raise UserError(f"`{name}` of the export is no list of entries")
        if not all(_key(name, each) for each in listed):
            raise UserError(f"an entry of `{name}` in the export has no id")
        if not _nested_within(_DEEPEST, listed):
            raise UserError(f"an entry of `{name}` in the export is nested too deeply")
        # the second of two would be written over the first
        if twice := next((key for key, n in Counter(_key(name, e) for e in listed).items() if n > 1), None):
            raise UserError(f"{name} {shown(twice)} stands twice in the export")
    for each in lists["articles"]:
        if not isinstance(each.get("content"), str):
            raise UserError(f"the article {shown(_key('articles', each))} of the export has no text")
    return lists


def _nested_within(levels: int, value: object) -> bool:
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_nested_within(levels - 1, each) for each in inner)


def _ours(root: Path) -> dict[str, list[Entry]]:
    # the same document is made of our library, so that equal entries are equal word for word
    if not (root / "seeds/dossiers").is_dir():
        return {name: [] for name in LISTS}
    held = document(library.read(root))
    return {name: held[name] for name in LISTS}


def _key(name: str, entry: Entry) -> str:
    if name == "positions":
        return f"{entry.get('person', '')}/{entry.get('topic', '')}".strip("/")
    return str(entry.get("id") or "")


def _compare(
    wanted: Mapping[str, list[Entry]], ours: Mapping[str, list[Entry]]
) -> tuple[dict[str, list[Entry]], int]:
    new: dict[str, list[Entry]] = {}
    same = 0
    for name, listed in wanted.items():
        known = {_key(name, each): each for each in ours[name]}
        new[name] = [each for each in listed if _key(name, each) not in known]
        for each in listed:
            if _key(name, each) in known and known[_key(name, each)] != each:
                hint = "rename one of the two, or take it out of the export"
                raise UserError(f"{name} {_key(name, each)} is there already, and differs", hint)
        same += len(listed) - len(new[name])
    return new, same


def _files(journal: Journal, new: Mapping[str, list[Entry]]) -> dict[str, str]:
    """Path and new content of each file that changes."""
    texts: dict[str, str] = {}
    for name in REGISTERS:
        if new[name]:
            path = f"config/{name}.yaml"
            texts[path] = yaml_edit.extend((journal.content(path) or b"").decode(), name, new[name])
    statements: dict[str, list[Entry]] = {}
    for each in new["statements"]:
        listed = statements.setdefault(str(each.get("article")), [])
        listed.append({name: value for name, value in each.items() if name != "article"})
    for each in new["articles"]:
        head = {name: value for name, value in each.items() if name != "content"}
        texts[_named(f"seeds/articles/{each.get('text')}")] = each["content"]
        body: Entry = {"article": head, "statements": statements.pop(str(each["id"]), [])}
        texts[_named(f"seeds/dossiers/{each['id']}.yaml")] = yaml_dump.dump(body)
    for article, listed in statements.items():
        path = _named(f"seeds/dossiers/{article}.yaml")
        before = journal.content(path)
        if before is None:
            raise UserError(f"the export has statements of {article}, but not the article")
        # added, not written anew: comments and order of a dossier are its curator's
        texts[path] = yaml_edit.extend(before.decode(), "statements", listed)
    return texts


def _named(path: str) -> str:
    """The path of a file that comes in. Raises UserError before anything is looked for under such a name."""
    if fault := library.path_fault(path):
        raise UserError(f"the name {shown(path.rpartition('/')[2])} {fault}", "rename it in the export")
    return path


def _bytes(path: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise UserError(f"{path} would hold characters that no text file can") from None
