"""Keeps the index of a large list in a file (numpy's ``.npz``), so that a start need not build it again."""

from __future__ import annotations

import hashlib
import logging
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np

from briefs.atomic_files import put_in_place
from briefs.names.index import NameIndex
from briefs.names.index_builder import Arrays, build_arrays
from briefs.names.indexed_search import IndexedSearch
from briefs.names.model import Entity
from briefs.names.name_table import NameTable, RowTable

FORMAT = 1
_log = logging.getLogger(__name__)


def stamp(entities: Sequence[Entity]) -> str:
    """A hash (32 hexadecimal digits) of the list, the format and every file that the index depends on."""
    digest = hashlib.blake2b(f"{FORMAT} {np.__version__}".encode(), digest_size=16)
    here = Path(__file__).parent
    for file in sorted([*here.glob("*.py"), *here.glob("data/*.txt")]):
        digest.update(file.read_bytes())
    for entity in entities:
        # Parted by signs that stand in no name; a name may hold half a surrogate pair, which UTF-8 refuses.
        digest.update(
            "\x1f".join((entity.id, entity.name, *entity.aliases, "\x1e")).encode("utf-8", "surrogatepass")
        )
    return digest.hexdigest()


def load_or_build(entities: Sequence[Entity], file: Path | None) -> tuple[NameTable, IndexedSearch]:
    """From the file if it fits the list; else built, and written to the file if there is one.

    A file that cannot be read is logged and built anew; one that cannot be written raises :class:`OSError`.
    """
    wanted = stamp(entities) if file is not None else ""
    arrays = _load(file, wanted) if file is not None else None
    if arrays is None:
        table = NameTable.from_entities(entities)
        arrays = {**build_arrays(table), **_text(table)}
        if file is not None:
            _save(file, wanted, arrays)
    text = bytes(arrays["words"]).decode("utf-8", "surrogatepass")
    words = text.split("\n") if text else []  # of names that are all marks there is no word
    rows = RowTable(arrays["row_words"], len(words))
    # No spellings: the index has the sounds that they are wanted for.
    table = NameTable(words, [], rows, cast("Sequence[int]", arrays["owners"]), arrays["rarity"].tolist())
    return table, IndexedSearch(table, NameIndex(words, table.rarity, arrays))


def _text(table: NameTable) -> Arrays:
    text = "\n".join(table.words).encode("utf-8", "surrogatepass")
    return {
        "words": np.frombuffer(text, np.uint8), "owners": np.array(table.owners, np.int32),
        "rarity": np.array(table.rarity, np.float32),
    }  # fmt: skip


def _load(file: Path, wanted: str) -> Arrays | None:
    if not file.exists():
        return None
    try:
        with np.load(file, allow_pickle=False) as stored:
            if str(stored["stamp"]) != wanted:
                return None
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        _log.warning("The name index %s cannot be read and is built anew: %s", file, problem)
        return None


def _save(file: Path, wanted: str, arrays: Arrays) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and moved: a reader never sees half a file, two writers never share one.
    partial = file.with_name(f"{file.name}.{os.getpid()}.part")
    with partial.open("wb") as target:
        np.savez(target, allow_pickle=False, stamp=np.array(wanted), **arrays)
    put_in_place(partial, file)
