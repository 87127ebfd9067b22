"""A small library on disk, a queue of candidates in SQLite, and an article that comes in."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from briefs.ingest.extract.candidates import Candidate
from briefs.ingest.fetch.types import WebPage
from briefs.ingest.review.change_plan import PendingCandidate
from briefs.ingest.review.drafts import ProposedArticle, draft, edited, propose

PEOPLE = """\
# whom we follow
people:
  - id: anna-ray   # our first
    name: Anna Ray
"""
TOPICS = "topics:\n  - id: harbours\n    pref_label: Harbours\n  - id: bridges\n    pref_label: Bridges\n"
TEXT = (
    "Harbour will open, mayor says\n\n"
    "Anna Ray said the harbour would open in May. “We are nearly done,” she told reporters.\n\n"
    "Bert Lowe, the engineer, warned that the bridge was not safe. “It may fall,” he said.\n"
)
OLD_TEXT = "Old news\n\nAnna Ray said the harbour was full.\n"
OLD_DOSSIER = f"""\
# kept by hand
article:
  id: old-news
  title: Old news
  publisher: The Post
  published: 2020-01-01
  text: old-news.txt
  sha256: {sha256(OLD_TEXT.encode()).hexdigest()}
statements:
  # the only one
  - id: old-news-01
    speakers: [anna-ray]
    topics: [harbours]
    kind: reported
    exact: Anna Ray said the harbour was full.
    summary: The harbour has no room.   # ours
    said: 2020-01-01
    said_basis: stated
"""


def make(root: Path) -> Path:
    for folder in ("config", "seeds/articles", "seeds/dossiers"):
        (root / folder).mkdir(parents=True)
    (root / "config/people.yaml").write_text(PEOPLE, "utf-8")
    (root / "config/topics.yaml").write_text(TOPICS, "utf-8")
    (root / "seeds/articles/old-news.txt").write_text(OLD_TEXT, "utf-8")
    (root / "seeds/dossiers/old-news.yaml").write_text(OLD_DOSSIER, "utf-8")
    return root


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the library proper, the journal left out."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for folder in ("config", "seeds")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def put_back(root: Path, files: dict[str, bytes]) -> None:
    """The library proper as contents() had it; its journal is gone."""
    shutil.rmtree(root / ".onrecord", ignore_errors=True)
    for path in contents(root).keys() - files.keys():
        (root / path).unlink()
    for path, content in files.items():
        (root / path).write_bytes(content)


PAGE = WebPage(
    "https://post.example/harbour",
    "Harbour will open, mayor says",
    False,
    TEXT,
    "2026-04-23",
    "stated",
    "The Post",
)


def article() -> ProposedArticle:
    return propose(PAGE)


def candidates() -> tuple[Candidate, ...]:
    def one(kind, words, sentence, speaker, id, topics):  # type: ignore[no-untyped-def]
        start, first = TEXT.index(words), TEXT.index(sentence)
        return Candidate(
            start, start + len(words), kind, words, speaker, id, None, "said", first, first + len(sentence),
            "2026-04-23", "stated", "", topics, 0.9,
        )  # fmt: skip

    first = "Anna Ray said the harbour would open in May."
    third = "Bert Lowe, the engineer, warned that the bridge was not safe."
    return (
        one("reported", "the harbour would open in May", first, "Anna Ray", "anna-ray", ("harbours",)),
        one("quotation", "We are nearly done,", "“We are nearly done,” she told reporters.", "Anna Ray",
            "anna-ray", ("harbours",)),
        one("reported", "the bridge was not safe", third, "Bert Lowe", None, ("bridges",)),
    )  # fmt: skip


def waiting(place: int) -> PendingCandidate:
    proposed = article()
    made = draft(candidates()[place], proposed)
    return PendingCandidate(
        f"key-{place}", place, proposed, edited(made, {"summary": f"In our own words, {place}."})
    )


@dataclass(frozen=True)
class Row:
    status: str
    statement_id: str | None


class SqliteQueue:
    """As durable as the bot's own: each call is one transaction."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=20)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("CREATE TABLE IF NOT EXISTS q (key TEXT PRIMARY KEY, status TEXT, statement TEXT)")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS audit (curator TEXT, deed TEXT, subject TEXT, facts TEXT)"
        )

    def put(self, *keys: str) -> None:
        self._db.executemany("INSERT OR IGNORE INTO q VALUES (?, 'waiting', NULL)", [(key,) for key in keys])

    def row(self, key: str) -> Row:
        return Row(*self._db.execute("SELECT status, statement FROM q WHERE key = ?", (key,)).fetchone())

    def deeds(self) -> list[tuple[str, ...]]:
        return self._db.execute("SELECT curator, deed, subject FROM audit").fetchall()

    async def candidate(self, key: str) -> Row:
        return self.row(key)

    async def statuses(self, keys):  # type: ignore[no-untyped-def]
        return {
            key: status for key, status in self._db.execute("SELECT key, status FROM q") if key in set(keys)
        }

    async def decide(self, key, status, curator, *, statement_id=None, changes=None):  # type: ignore[no-untyped-def]
        with self._transaction() as db:
            done = db.execute(
                "UPDATE q SET status = ?, statement = ? WHERE key = ? AND status = 'waiting'",
                (status, statement_id, key),
            )
            if done.rowcount == 1:
                db.execute(
                    "INSERT INTO audit VALUES (?, ?, ?, ?)", (curator, status, key, json.dumps(changes))
                )
            return done.rowcount == 1

    async def reopen(self, key, curator):  # type: ignore[no-untyped-def]
        with self._transaction() as db:
            done = db.execute(
                "UPDATE q SET status = 'waiting', statement = NULL WHERE key = ? AND status != 'waiting'",
                (key,),
            )
            if done.rowcount == 1:
                db.execute("INSERT INTO audit VALUES (?, 'undo', ?, '')", (curator, key))
            return done.rowcount == 1

    async def record(self, curator, deed, subject, facts=None):  # type: ignore[no-untyped-def]
        self._db.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", (curator, deed, subject, json.dumps(facts)))

    def _transaction(self):  # type: ignore[no-untyped-def]
        db = self._db

        class Transaction:
            def __enter__(self):  # type: ignore[no-untyped-def]
                db.execute("BEGIN IMMEDIATE")
                return db

            def __exit__(self, kind, *_):  # type: ignore[no-untyped-def]
                db.execute("ROLLBACK" if kind else "COMMIT")

        return Transaction()


def clock() -> datetime:
    return datetime(2026, 4, 24, 9, 0, tzinfo=UTC)
