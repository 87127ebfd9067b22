"""What a statement's page says of the log, the receipt that its reader checks, and the log's own files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefs.errors import UserError
from briefs.i18n import Translator
from briefs.log import CHECKPOINT, ENTRIES, KEY, VERIFIER, LogFiles, LogPlace, Receipts
from briefs.model import Statement
from briefs.render import markup, phrases
from briefs.site.record import digest

_LARGEST = 9_000  # bytes of a receipt within its page, which has to stay small
_SCRIPT = Path(__file__).with_name("templates") / "proof.js"


class SiteLog:
    """The log of the library that a site is built from, or that it has none."""

    def __init__(self, root: Path) -> None:
        self._files, self._receipts = LogFiles(root), Receipts(root)
        self.exists = self._files.exists()
        self._last: tuple[str | None, dict[str, Any] | None] = None, None

    def key(self, statement: Statement) -> str:
        """Changes when the page has to tell something else of the log."""
        number = self._heads.get(statement.id)
        return f"{number}" if number is not None and number < self._signed else ""

    def proof(self, statement: Statement, text_sha256: str, translator: Translator) -> dict[str, Any] | None:
        """What the page shows; None where no signed entry is on the statement as it is."""
        if not self.key(statement):
            return None
        receipt = self._receipt(statement, text_sha256)
        if receipt is None:
            return None
        place = LogPlace.of(receipt)
        told = phrases.log_entry(place.log, place.number, place.size, place.at, translator)
        return {"told": told, "receipt": _embedded(receipt), "script": _script()}

    def _receipt(self, statement: Statement, text_sha256: str) -> dict[str, Any] | None:
        """Made once for the pages of all languages, which come one after the other."""
        if self._last[0] != statement.id:
            try:
                self._last = statement.id, self._receipts.receipt(statement, text_sha256)
            except UserError:  # it was changed, and the log was not told of it
                self._last = statement.id, None
        return self._last[1]

    def files(self) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
        """The log as its files are, and the program that checks it: path in the site, key, content."""
        if not self.exists:
            return
        files = {name: self._files.root / name for name in (ENTRIES, CHECKPOINT, KEY)}
        for name, file in (files | {"log/onrecord_verify.py": VERIFIER}).items():
            if file.is_file():
                found = file.stat()
                yield name, digest(found.st_mtime_ns, found.st_size), file.read_bytes

    @cached_property
    def _heads(self) -> dict[str, int]:
        """The number of each statement's last entry; none where the log cannot be read."""
        try:
            heads = self._receipts.index.heads() if self.exists else {}
        except UserError:
            return {}
        return {head.id: head.number for head in heads.values() if head.what == "statement" and head.sha256}

    @cached_property
    def _signed(self) -> int:
        try:
            found = self._files.checkpoint()
        except UserError:
            return 0
        return found.size if found else 0


def _embedded(receipt: dict[str, Any]) -> Markup | None:
    """As it stands in the page; None where it is long, or holds a character that no page can."""
    text = json.dumps(receipt, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > _LARGEST or markup.clean(text) != text or markup.ROOT in text:
        return None
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  # escaped in the line itself


@cache
def _script() -> Markup:
    return Markup(_SCRIPT.read_text("utf-8").strip())  # noqa: S704  # our own file
