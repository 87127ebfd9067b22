"""`onrecord site build`, as a process."""

from __future__ import annotations

import json
from pathlib import Path


def test_a_site_is_built_and_an_address_that_is_none_is_refused(onrecord, tmp_path: Path) -> None:
    target = tmp_path / "public"
    made = onrecord(
        "site", "build", str(target), "--no-pictures", "--json", "--base", "https://record.example"
    )
    document = json.loads(made.stdout)
    assert made.returncode == 0 and document["outcome"] == "answered"
    assert document["pages"] == document["made"] > 600 and document["search_fault"] is None
    assert (target / "pagefind").is_dir() == document["search"]
    refused = onrecord("site", "build", str(target), "--base", "javascript:alert(1)")
    assert refused.returncode == 2 and "is no web address" in refused.stderr


def test_citations_and_json_lead_to_the_page(onrecord, library_copy: Path) -> None:
    file = library_copy / "config/settings.yaml"
    file.write_text(
        file.read_text("utf-8").replace("\nsite:\n", "\nsite: https://record.example/\n"), "utf-8"
    )
    asked = onrecord("--library", str(library_copy), "statement", "rferl-2013-04-23-03", "--json")
    page = "https://record.example/statement/rferl-2013-04-23-03.html"
    assert json.loads(asked.stdout)["statement"]["page"] == page
    cited = onrecord("--library", str(library_copy), "cite", "rferl-2013-04-23-03", "--form", "plain")
    assert page in cited.stdout
