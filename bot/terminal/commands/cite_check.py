"""Can this draft be printed? Its quotations against the record, and what it tells without a source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.commands.drafts import read_draft
from bot.terminal.commands.taken_in import taken_in
from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import as_json

if TYPE_CHECKING:
    from briefs.cite_check import DraftReport
    from briefs.render import Line


@click.command("cite-check", epilog="Example: onrecord cite-check essay.md")
@click.argument("draft", metavar="FILE")
@as_json
@click.pass_obj
def cite_check(context: CliContext, draft: str) -> Reply:
    """Each quotation of a draft proven, altered, misattributed or unproven; wrong days; no source named."""
    from briefs.cite_check import CiteChecker, report_lines
    from briefs.verify import Verifier, detect_format

    text = read_draft(Path(draft))
    verifier = Verifier.open(context.engine.path, taken_in(context))
    checker = CiteChecker(context.engine, verifier)
    report: DraftReport = context.run(checker.check(text, detect_format(draft, text)))
    document = {"outcome": "answered", "file": draft, **report.document()}

    def lines() -> list[Line]:
        return list(report_lines(report, draft))

    return Reply(document, lines, ANSWERED if report.holds else NOTHING)
