"""The hash tree of RFC 6962: its root, and the short lists of hashes that prove something of it.

A tree is given by a function that knows its complete subtrees: `node(level, index)` is the hash over the
leaves from `index << level` on, `1 << level` of them. Hashes are 32 bytes of SHA-256.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]
EMPTY = sha256(b"").digest()  # the root of a tree without leaves


def leaf_hash(leaf: bytes) -> bytes:
    """A leaf's hash; the 0 before it keeps leaves and nodes apart (RFC 6962, 2.1)."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands above two subtrees."""
    return sha256(b"\1" + left + right).digest()


class MemoryTree:
    """A tree held whole: every complete subtree of the leaves so far."""

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for each in hashes:
            self.append(each)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, hashed: bytes) -> None:
        """Adds a leaf by its hash."""
        for level, _, node in grown(self.node, len(self), hashed):
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node)

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree."""
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves, or of all."""
        return root(self.node, len(self) if size is None else size)


def grown(node: Node, size: int, hashed: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The complete subtrees (level, index, hash) that the leaf after `size` others adds, itself first."""
    level, index = 0, size
    yield level, index, hashed
    while index & 1:
        hashed = node_hash(node(level, index - 1), hashed)
        level, index = level + 1, index >> 1
        yield level, index, hashed


def root(node: Node, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return _subtree(node, 0, size) if size else EMPTY


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """That leaf `index` is among the first `size` (RFC 6962, 2.1.1). Raises ValueError where it is not."""
    if not 0 <= index < size:
        raise ValueError("the leaf is not in the tree")
    return _path(node, index, 0, size)


def consistency_proof(node: Node, first: int, second: int) -> list[bytes]:
    """That the tree of `second` leaves goes on from that of `first` (RFC 6962, 2.1.2). Raises ValueError."""
    if not 0 < first <= second:
        raise ValueError("the first tree must not be empty, nor larger than the second")
    return _subproof(node, first, 0, second, True)


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], whole: bytes) -> bool:
    """Whether the proof leads from a leaf's hash to the root `whole` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, hashed = index, size - 1, leaf
    for each in proof:
        if not last:
            return False
        if at & 1 or at == last:
            hashed = node_hash(each, hashed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            hashed = node_hash(hashed, each)
        at, last = at >> 1, last >> 1
    return last == 0 and hashed == whole


def consistency_holds(first: int, second: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> bool:
    """Whether it leads to both roots, `old` of `first` leaves, `new` of `second` (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not proof and old == new
    if not 0 < first < second or not proof:
        return False
    path = [old, *proof] if first & (first - 1) == 0 else list(proof)
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    one = two = path[0]
    for each in path[1:]:
        if not last:
            return False
        if at & 1 or at == last:
            one, two = node_hash(each, one), node_hash(each, two)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            two = node_hash(two, each)
        at, last = at >> 1, last >> 1
    return last == 0 and one == old and two == new


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _subtree(node: Node, start: int, end: int) -> bytes:
    size = end - start
    if size & (size - 1) == 0:  # complete, and it begins where one of its size can
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(size)
    return node_hash(_subtree(node, start, middle), _subtree(node, middle, end))


def _path(node: Node, index: int, start: int, end: int) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(node, index, start, middle), _subtree(node, middle, end)]
    return [*_path(node, index, middle, end), _subtree(node, start, middle)]


def _subproof(node: Node, first: int, start: int, end: int, whole: bool) -> list[bytes]:
    if first == end:
        return [] if whole else [_subtree(node, start, end)]
    middle = start + _split(end - start)
    if first <= middle:
        return [*_subproof(node, first, start, middle, whole), _subtree(node, middle, end)]
    return [*_subproof(node, first, middle, end, False), _subtree(node, start, middle)]
