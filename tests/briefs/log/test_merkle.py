"""The tree is that of RFC 6962: the known roots, and every proof of every small tree, true and false."""

from __future__ import annotations

from hashlib import sha256

import pytest

from briefs.log.merkle import (
    EMPTY,
    MemoryTree,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    leaf_hash,
)

# The reference leaves of Certificate Transparency's own tests, and the roots of the first n of them.
LEAVES = [
    bytes.fromhex(each)
    for each in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def tree(size: int) -> MemoryTree:
    return MemoryTree(leaf_hash(str(number).encode()) for number in range(size))


def test_the_roots_are_those_of_the_reference():
    found = MemoryTree(map(leaf_hash, LEAVES))
    assert [found.root(size).hex() for size in range(1, 9)] == list(ROOTS)
    assert MemoryTree().root() == EMPTY == sha256().digest()


def test_every_leaf_of_every_small_tree_is_proven_and_no_other():
    for size in range(1, 34):
        held = tree(size)
        for index in range(size):
            proof, leaf = inclusion_proof(held.node, index, size), held.node(0, index)
            assert inclusion_holds(leaf, index, size, proof, held.root())
            assert not inclusion_holds(leaf_hash(b"x"), index, size, proof, held.root())
            assert not inclusion_holds(leaf, (index + 1) % size, size, proof, held.root()) or size == 1
            assert not inclusion_holds(leaf, index, size, [*proof, bytes(32)], held.root())
            assert not proof or not inclusion_holds(leaf, index, size, proof[:-1], held.root())


def test_every_two_small_trees_are_consistent_and_no_others():
    for second in range(1, 34):
        held = tree(second)
        for first in range(1, second + 1):
            proof = consistency_proof(held.node, first, second)
            roots = held.root(first), held.root(second)
            assert consistency_holds(first, second, *roots, proof)
            assert not consistency_holds(first, second, bytes(32), roots[1], proof)
            assert not consistency_holds(first, second, roots[0], bytes(32), proof)
            assert not consistency_holds(first, second, *roots, [*proof, bytes(32)])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_what_is_not_in_a_tree_has_no_proof(index, size):
    with pytest.raises(ValueError, match="not in the tree"):
        inclusion_proof(tree(3).node, index, size)
    with pytest.raises(ValueError, match="first tree"):
        consistency_proof(tree(3).node, 3, 2)
