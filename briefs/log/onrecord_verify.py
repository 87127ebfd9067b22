"""Checks a receipt, a page or a whole log of OnRecord with nothing but Python: no package, no network.

    python onrecord_verify.py receipt.json --key KEY     what `onrecord prove ID --json` gave
    python onrecord_verify.py page.html --key KEY        a statement's page, as it was saved
    python onrecord_verify.py --log entries.jsonl checkpoint --key KEY [--against OLDER_CHECKPOINT]

KEY is the log's public key, from wherever its owner made it known; without it the receipt's own is believed.
"""

import argparse
import base64
import hashlib
import html
import json
import re
import sys
from pathlib import Path
from typing import Any

Point = tuple[int, int, int, int]
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def added(a: Point, b: Point) -> Point:
    m, n = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    k, z = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = n - m, z - k, z + k, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while n:
        found, point, n = added(found, point) if n & 1 else found, added(point, point), n >> 1
    return found


def unpacked(data: bytes) -> Point:
    """The point that 32 bytes stand for (RFC 8032, 5.1.3)."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    x = x if (v * x * x - u) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if len(data) != 32 or y >= P or (v * x * x - u) % P or (x == 0 and sign):
        raise ValueError("the key or the signature is damaged")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def is_signature(key: bytes, signature: bytes, message: bytes) -> bool:
    r, s = unpacked(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    one, two = times(s, unpacked(bytes([0x58] + [0x66] * 31))), added(r, times(k, unpacked(key)))
    same = all((one[i] * two[2] - two[i] * one[2]) % P == 0 for i in (0, 1))
    return len(signature) == 64 and s < L and same


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def plain(text: str) -> bytes:
    """Base64 without any other way to write it."""
    if base64.b64encode(found := base64.b64decode(text, validate=True)).decode() != text:
        raise ValueError("there is base64 that nobody writes so")
    return found


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def checkpoint(text: str, key: str) -> tuple[int, bytes]:
    """Size and root of a checkpoint that the key signed (C2SP signed-note, tlog-checkpoint)."""
    body, _, rest = text.partition("\n\n")
    (origin, size, root, *_), (name, id, coded) = body.split("\n"), key.split("+", 2)
    if sha(name.encode() + b"\n" + plain(coded)).hex()[:8] != id or plain(coded)[0] != 1 or name != origin:
        raise ValueError("the key is not that of this log")
    for line in rest.split("\n")[:-1]:
        begin, _, blob = line.rpartition(" ")
        if begin == f"— {name}" and plain(blob)[:4].hex() == id:
            if is_signature(plain(coded)[1:], plain(blob)[4:], f"{body}\n".encode()):
                return int(size), plain(root)
    raise ValueError("the checkpoint is not signed by this key")


def root_of(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1" + root_of(leaves[:half]) + root_of(leaves[half:]))


def led_to(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root to which an inclusion proof leads (RFC 9162, 2.1.3.2); nothing where it is of another tree."""
    last = size - 1
    for each in proof:
        right = index & 1 or index == last
        leaf = sha(b"\1" + (each + leaf if right else leaf + each))
        while right and not index & 1 and index:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    return b"" if last else leaf


def check_receipt(text: str, key: str) -> str:
    shown = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", text, re.S)
    held = re.search(r'<script type="application/json" id="receipt">(.*?)</script>', text, re.S)
    found = json.loads(held[1] if held else text)
    document, entry, index = found["document"], found["entry"], found["index"]
    if sha(canonical(document)).hex() != entry["sha256"] or document["id"] != entry["id"]:
        raise ValueError("the statement is not the one that was entered in the log")
    if held and document["status"] != "withdrawn":
        words = " ".join(html.unescape(re.sub("<[^>]*>", "", shown[1] if shown else "")).split())
        told = document.get("words_sha256") or sha(document["words"].encode()).hex()
        if told not in (sha(words.encode()).hex(), sha(words[1:-1].encode()).hex()):  # with marks or without
            raise ValueError("the page shows other words than those that were entered in the log")
    (size, root), proof = checkpoint(found["checkpoint"], key or found["key"]), map(plain, found["proof"])
    if not 0 <= index < size or led_to(sha(b"\0" + canonical(entry)), index, size, list(proof)) != root:
        raise ValueError("the entry is not in the log that was signed")
    told = f"{entry['id']}: {entry['change']} on {entry['at'][:10]}, entry {index + 1} of {size} signed."
    names = [each["name"] for each in document.get("speakers", ())]  # to hold beside the page
    return f"{told} In the log: {', '.join([*names, document.get('said', 'no day')])}." if held else told


def main() -> str:
    (parser := argparse.ArgumentParser(usage=__doc__)).add_argument("file", type=Path)
    for option in ("--key", "--log", "--against"):
        parser.add_argument(option, default="")
    given = parser.parse_args()
    text = given.file.read_text("utf-8")
    if not given.log:
        return check_receipt(text, given.key)
    if not given.key:
        raise ValueError("a log is checked by the key that its owner gave out: --key")
    leaves = [sha(b"\0" + line) for line in Path(given.log).read_bytes().split(b"\n")[:-1]]
    for each in (text, *([Path(given.against).read_text("utf-8")] if given.against else ())):
        size, root = checkpoint(each, given.key)
        if size > len(leaves) or root_of(leaves[:size]) != root:
            raise ValueError(f"the log is not the one of which {size} entries were signed")
    return f"{len(leaves)} entries, as they were signed."


if __name__ == "__main__":
    try:
        sys.stdout.write(f"SOUND: {main()}\n")
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as fault:
        sys.exit(f"BENT: {fault}")
