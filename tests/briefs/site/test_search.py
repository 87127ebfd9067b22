"""The search of a site that changes: what changed is indexed by itself, what is withdrawn found no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.site import find_pagefind
from tests.briefs.library.small_library import DOSSIER

if find_pagefind() is None:
    pytest.skip("Pagefind is not installed", allow_module_level=True)

Small = Callable[..., Path]
SUMMARY = (DOSSIER, "summary: Berg sees no movement.", "summary: Berg sees none.")


def index_of(site: Path) -> dict[str, int]:
    """The files of the whole index, and when each was written."""
    return {p.name: p.stat().st_mtime_ns for p in (site / "pagefind").rglob("*") if p.is_file()}


def since(site: Path) -> list[str]:
    return json.loads((site / "search.json").read_text("utf-8"))["since"]


def test_what_changed_is_indexed_by_itself_until_the_whole_is_made_again(small: Small) -> None:
    site = small(search=True)
    whole = index_of(site)
    assert whole and since(site) == [] and not (site / "pagefind-since").exists()
    small(SUMMARY, search=True)
    assert index_of(site) == whole
    assert since(site) == [path for path in since(site) if (site / path).is_file()] != []
    assert (site / "pagefind-since/pagefind-entry.json").is_file()
    # The next change keeps what changed before, and one withdrawn takes its words out of the whole.
    small(SUMMARY, (DOSSIER, "status: disputed", "status: withdrawn"), search=True)
    assert since(site) == [] and not (site / "pagefind-since").exists()
    assert index_of(site) != whole
