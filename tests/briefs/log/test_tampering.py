"""Whatever is done to a log is found, by the program and by the verifier that is independent of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from briefs.log import LogFiles, LogWriter, Receipts, onrecord_verify, verify_log
from briefs.log.canonical_json import LogDocument
from briefs.log.entries import read_entry
from briefs.log.index import LogIndex
from briefs.log.keys import SigningKey, make_key
from briefs.log.merkle import MemoryTree, consistency_holds, leaf_hash
from briefs.log.signed_note import checkpoint, decoded, read_checkpoint
from tests.briefs.log.conftest import LATER, NAME, looked_at

SOAK = int(os.environ.get("ONRECORD_SOAK", "200")) * 50  # tamperings of the long form
FILES = ("entries.jsonl", "checkpoint", "key")


class Signed(NamedTuple):
    """A log, its owner's key, and the checkpoints that somebody outside has seen."""

    root: Path
    key: SigningKey
    seen: list[str]


def entry(chance: Random, number: int) -> LogDocument:
    what = chance.choice(("statement", "article"))
    return {
        "v": 1, "at": "2026-05-01T12:00:00+00:00", "via": "review", "what": what, "change": "changed",
        "id": f"{what}-{chance.randrange(9)}", "sha256": f"{chance.getrandbits(256):064x}",
        "article": "a", "status": "published", "note": "é«ü»" * (number % 3),
    }  # fmt: skip


def sign(files: LogFiles, key: SigningKey) -> str:
    tree = MemoryTree(map(leaf_hash, files.read().split(b"\n")[:-1]))
    signed = key.signed(checkpoint(key.public.name, len(tree), tree.root()))
    files.put_checkpoint(signed)
    return str(signed)


def begin(root: Path, key: SigningKey, chance: Random, entries: int) -> Signed:
    files, seen = LogFiles(root), list[str]()
    files.append([{"v": 1, "at": "2026", "what": "key", "change": "begun", "key": str(key.public)}])
    files.put_key(key.public)
    while entries > 0:
        some = chance.randint(1, 4)
        files.append([entry(chance, number) for number in range(some)])
        entries -= some
        seen.append(sign(files, key))
    return Signed(root, key, seen)


def flipped(log: Signed, chance: Random) -> None:
    file = log.root / "log" / chance.choice(FILES)
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def edited(change: Callable[[list[bytes], Random], None]) -> Callable[[Signed, Random], None]:
    @wraps(change)
    def edit(log: Signed, chance: Random) -> None:
        lines = LogFiles(log.root).read().splitlines(keepends=True)
        change(lines, chance)
        (log.root / "log/entries.jsonl").write_bytes(b"".join(lines))

    return edit


@edited
def reordered(lines: list[bytes], chance: Random) -> None:
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]


@edited
def deleted(lines: list[bytes], chance: Random) -> None:
    del lines[chance.randrange(len(lines))]


@edited
def cut_off(lines: list[bytes], chance: Random) -> None:
    del lines[chance.randrange(len(lines)) :]


@edited
def doubled(lines: list[bytes], chance: Random) -> None:
    # not the last: what comes behind the signed entries is nobody's word yet, and told as that
    at = chance.randrange(len(lines) - 1)
    lines.insert(at, lines[at])


def rolled_back(log: Signed, chance: Random) -> None:
    """Entries and checkpoint as they once were: both are sound, and what came since is gone."""
    old = chance.choice(log.seen[:-1])
    lines = LogFiles(log.root).read().splitlines(keepends=True)
    (log.root / "log/entries.jsonl").write_bytes(b"".join(lines[: int(old.split("\n")[1])]))
    (log.root / "log/checkpoint").write_text(old, "utf-8")


def forked(log: Signed, chance: Random) -> None:
    """By its own owner: from some entry on another history, signed with the right key."""
    rolled_back(log, chance)
    files = LogFiles(log.root)
    size = int(log.seen[-1].split("\n")[1])
    while len(files.read().splitlines()) < size + chance.randint(0, 3):
        files.append([entry(chance, 1)])
    sign(files, log.key)


def swapped(log: Signed, chance: Random) -> None:
    """All of it written anew by somebody with a key of their own and the same name."""
    other = STRANGERS[chance.randrange(len(STRANGERS))]
    lines = LogFiles(log.root).read().splitlines()
    lines[0] = lines[0].replace(str(log.key.public).encode(), str(other.public).encode())
    files = LogFiles(log.root)
    files.entries.write_bytes(b"".join(line + b"\n" for line in lines))
    files.put_key(other.public)
    sign(files, other)


def signed_by_another(log: Signed, chance: Random) -> None:
    sign(LogFiles(log.root), STRANGERS[chance.randrange(len(STRANGERS))])


STRANGERS: list[SigningKey] = []
KINDS = (flipped, reordered, deleted, cut_off, doubled, rolled_back, forked, swapped, signed_by_another)


def stranger_finds(log: Signed, key: str) -> bool:
    """Whether the independent verifier tells of it."""
    content = (log.root / "log/entries.jsonl").read_bytes()
    leaves = [onrecord_verify.sha(b"\0" + line) for line in content.split(b"\n")[:-1]]
    try:
        there = (log.root / "log/checkpoint").read_bytes().decode()
        for text in (there, log.seen[-1]):
            size, root = onrecord_verify.checkpoint(text, key)
            if size > len(leaves) or onrecord_verify.root_of(leaves[:size]) != root:
                return True
    except (ValueError, KeyError, TypeError):
        return True
    return False


def campaign(folder: Path, tamperings: int, by_stranger: int) -> dict[str, int]:
    """How many of each kind were tried; fails at the first that was not found, and at a false alarm."""
    chance, tried, left = Random(11), dict[str, int](), by_stranger
    STRANGERS[:] = [make_key(NAME) for _ in range(3)]
    whole = begin(folder / "log-0", make_key(NAME), chance, 40)
    key = str(whole.key.public)
    shutil.rmtree(whole.key.file.parent)  # who looks has nothing but the log and what they have seen
    assert verify_log(whole.root, None, whole.seen, key).is_sound and not stranger_finds(whole, key)
    for number in range(tamperings):
        kind = KINDS[number % len(KINDS)]
        shutil.copytree(whole.root, bent := folder / "bent")
        log = Signed(bent, whole.key, whole.seen)
        before = {name: (bent / "log" / name).read_bytes() for name in FILES}
        kind(log, chance)
        after = {name: (bent / "log" / name).read_bytes() for name in FILES}
        if before != after:
            tried[kind.__name__] = tried.get(kind.__name__, 0) + 1
            assert verify_log(bent, None, whole.seen[-1:], key).faults, (number, kind)
            if left > 0 and before["key"] == after["key"]:  # which the verifier is given by its user
                left -= 1
                assert stranger_finds(log, key), (number, kind)
        else:
            assert verify_log(bent, None, whole.seen[-1:], key).is_sound
        shutil.rmtree(bent)
    return tried


def test_two_hundred_tamperings_are_found(tmp_path):
    tried = campaign(tmp_path, 200, by_stranger=9)
    assert tried.keys() == {kind.__name__ for kind in KINDS} and sum(tried.values()) >= 195


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_ten_thousand_tamperings_are_found(tmp_path, said_at_the_end):
    tried = campaign(tmp_path, SOAK, by_stranger=SOAK // 5)
    said_at_the_end(f"{sum(tried.values())} tamperings, all found: {tried}")


def test_nothing_honest_is_called_bent(tmp_path):
    no_alarms(tmp_path, 12)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_nothing_honest_is_ever_called_bent(tmp_path):
    no_alarms(tmp_path, 400)


def no_alarms(tmp_path: Path, steps: int) -> None:
    """A log that grows, signed now and then; each older checkpoint is consistent with each later one."""
    chance, key = Random(3), make_key(NAME)
    log = begin(tmp_path / "library", key, chance, 1)
    files, receipts = LogFiles(log.root), Receipts(log.root, tmp_path / "cache")
    with LogIndex(files, tmp_path / "cache") as index:
        for number in range(steps):
            before = files.stamp()
            index.add(files.append([entry(chance, number)]), before)
            if chance.random() < 0.5:
                log.seen.append(sign(files, key))
            seen = chance.sample(log.seen, min(3, len(log.seen)))
            report = verify_log(log.root, None, seen, str(key.public))
            assert report.faults == () and report.unchecked is None
            old, new = read_checkpoint(chance.choice(log.seen)), read_checkpoint(log.seen[-1])
            proof = list(map(decoded, receipts.consistency(old, new)))
            assert consistency_holds(old.size, new.size, old.root, new.root, proof)
            assert index.root(index.size) == MemoryTree(map(leaf_hash, files.read().split(b"\n")[:-1])).root()
    receipts.close()


def test_a_forged_status_behind_the_checkpoint_is_told(logged: Path) -> None:
    """Its hash may be right and its place free: what it says of the statement is not so."""
    files = LogFiles(logged)
    last = read_entry(files.read().split(b"\n")[-2], 0)
    files.append([last | {"change": "withdrawn", "status": "withdrawn"}])
    report = looked_at(logged)
    assert not report.is_sound and report.unlogged == (
        f"the statement {last['id']} was restored, and the log has no entry on it",
    )
    LogWriter(logged).sync(LATER, "hand")
    assert looked_at(logged).is_sound
