"""What wants a curator and breaks no rule: a brief that rests on what was revised, a missing summary."""

from __future__ import annotations

from pathlib import Path

from briefs import library
from briefs.index.connection import run
from briefs.model import QueryResult
from briefs.query.open import open_engine
from briefs.render.json import answer_document
from briefs.render.text import answer_lines, plain_text
from tests.briefs.library.small_library import DOSSIER, POSITIONS, write

STEP = '    history: [{at: "2026-01-01T10:00:00+00:00", by: ann, status: %s, note: Not hers.}]\n'
SUMMARY = "    summary: Berg sees no movement.\n"
ONE = (DOSSIER, "- id: post-01\n", "- id: post-01\n    status: %s\n" + STEP)


def revised(status: str) -> tuple[tuple[str, ...], ...]:
    file, old, new = ONE
    return ((file, old, new % (status, status)),)


def position(root: Path, tmp_path: Path) -> QueryResult:
    return run(run(open_engine(root, tmp_path / "cache")).position("anna-berg", "talks"))


def shown(answer: QueryResult) -> str:
    return plain_text(answer_lines(answer))


def test_a_brief_that_cites_what_was_withdrawn_awaits_its_curator(tmp_path: Path) -> None:
    root = write(tmp_path / "library", *revised("withdrawn"))
    problems, warnings = library.lint(root)
    assert problems == ()
    assert str(warnings[0]) == (
        f"{POSITIONS}:7:17: the brief awaits its curator and is not shown, since post-01 was revised: the"
        " statement “post-01” is withdrawn; expected a statement that answers show"
    )
    answer = position(root, tmp_path)
    assert answer.brief and answer.brief.awaits == ("post-01",)
    assert "awaits its curator" in shown(answer) and "Berg sees no movement since 2009" not in shown(answer)
    brief = answer_document(answer)["brief"]
    assert isinstance(brief, dict) and brief["awaits"] == ["post-01"] and brief["sentences"] == []


def test_a_correction_that_leaves_the_brief_its_ground_leaves_it_as_it_is(tmp_path: Path) -> None:
    root = write(tmp_path / "library", *revised("corrected"))
    assert library.lint(root) == ((), ())
    assert "Berg sees no movement since 2009" in shown(position(root, tmp_path))


def test_a_correction_that_takes_it_away_is_possible_and_the_brief_awaits(tmp_path: Path) -> None:
    root = write(tmp_path / "library", *revised("corrected"))
    dossier = root / DOSSIER
    head, entry = dossier.read_text("utf-8").split("- id: post-01", 1)
    entry = entry.replace("[anna-berg]", "[ministers]", 1).replace("    group: post-g1\n", "", 2)
    dossier.write_text(f"{head}- id: post-01{entry}", "utf-8")
    problems, warnings = library.lint(root)
    assert problems == () and "none of the cited statements is by “anna-berg”" in warnings[0].message
    assert "awaits its curator" in shown(position(root, tmp_path))


def test_a_statement_may_stand_without_a_summary_and_lint_says_which(tmp_path: Path) -> None:
    root = write(tmp_path / "library", (DOSSIER, SUMMARY, ""))
    problems, warnings = library.lint(root)
    assert problems == ()
    assert [str(each) for each in warnings] == [
        f"{DOSSIER}:12:9: “post-01” has no summary yet; expected one sentence in your own words"
    ]
    (first, *_) = [s for s in position(root, tmp_path).statements if s.id == "post-01"]
    assert first.summary == ""
    assert "“We see no movement.”\n" in shown(position(root, tmp_path))


def test_many_statements_without_a_summary_are_told_once(tmp_path: Path) -> None:
    root = write(tmp_path / "library")
    dossier = root / DOSSIER
    lines = [line for line in dossier.read_text("utf-8").splitlines() if not line.startswith("    summary:")]
    dossier.write_text("\n".join(lines) + "\n", "utf-8")
    _, warnings = library.lint(root)
    told = [str(each) for each in warnings if "no summary" in str(each)]
    assert len(told) == 1
    assert "“post-01” has no summary yet, and " in told[0] and " more have none" in told[0]
