"""Is this quotation real? One, many from standard input, or all in a document."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.commands.drafts import read_draft
from bot.terminal.commands.taken_in import taken_in
from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import WORDS, as_json, words
from bot.terminal.output import error_document, write_document
from briefs.errors import UserError

if TYPE_CHECKING:
    from briefs.documents import CheckedQuotations
    from briefs.render import Line
    from briefs.verify import Claim, Verdict, Verifier


@click.command(
    "verify",
    context_settings=WORDS,
    epilog='Example: onrecord verify "We want real cooperation with Russia" --by rasmussen',
)
@words(required=False, metavar="TEXT [by PERSON]")
@click.option("--by", metavar="PERSON", help="Who is said to have said it.")
@click.option(
    "--file", "page", metavar="PAGE", help="Check every quotation in a text, Markdown or HTML file."
)
@click.option("--jsonl", is_flag=True, help='Read {"text", "by"} lines, write one JSON document each.')
@click.option("--why", is_flag=True, help="How the date of the statement is known.")
@as_json
@click.pass_obj
def verify(
    context: CliContext, words: tuple[str, ...], by: str | None, page: str | None, jsonl: bool, why: bool
) -> Reply | None:
    """Is this quotation real, word for word, and whose is it?"""
    verifier = TerminalVerifier(context, why)
    if jsonl:
        for line in sys.stdin:
            write_document(_line(verifier, line))
        return None
    if page is not None:
        return _page(verifier, Path(page))
    if not words:
        raise UserError(
            "there is no text to check", 'write for example: verify "We want real cooperation" by rasmussen'
        )
    return verifier.reply(verifier.claims(words, by))


class TerminalVerifier:
    """Checks against the engine's index, with names resolved by its lookup.

    `why`: how the date of what was found is known is shown too.
    """

    def __init__(self, context: CliContext, why: bool = False) -> None:
        from briefs.documents import QuotationChecker  # here: `--help` need not load it
        from briefs.verify import Verifier

        self.why = why
        self.context = context
        self.verifier: Verifier = Verifier.open(context.engine.path, taken_in(context))
        self._checker = QuotationChecker(context.resolver, self.verifier)

    def claims(self, words: Sequence[str], by: str | None) -> tuple[Claim, ...]:
        """What is claimed of whom, see :meth:`briefs.documents.QuotationChecker.claims`."""
        return self._checker.claims(words, by)

    def resolve(self, name: str) -> str | None:
        """The id of the one person a name stands for; None for nobody, or for several."""
        return self.context.resolver.find_person(name).answer

    def reply(self, claims: Sequence[Claim]) -> Reply:
        """The verdicts as a reply; exit status 0 if all quotations are exact, else 1."""
        from briefs.documents import document_of

        checked = self._checker.check_all(claims)
        status = ANSWERED if checked.all_exact else NOTHING
        document = document_of(checked, self.context.engine)
        return Reply(document, partial(self._lines_of, checked), status)

    def _lines_of(self, checked: CheckedQuotations) -> list[Line]:
        if len(checked.claims) == 1:
            return self._lines(checked.verdicts[0])
        lines: list[Line] = []
        for claim, verdict in zip(checked.claims, checked.verdicts, strict=True):
            by = f" — {claim.speaker_name}" if claim.speaker_name else ""
            lines += [
                (("quote", f"“{' '.join(claim.text.split())}”"), ("name", by)),
                *self._lines(verdict),
                (),
            ]
        return lines[:-1]

    def _lines(self, verdict: Verdict) -> list[Line]:
        from briefs.render import verdict_lines

        statement = None
        if verdict.found and verdict.found.statement:
            statement, _ = self.context.run(self.context.engine.statement(verdict.found.statement))
        return list(verdict_lines(verdict, statement, why=self.why))


def _line(verifier: TerminalVerifier, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        asked = None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return error_document(
            UserError("the line is no claim", 'write {"text": "...", "by": "..."} on each line')
        )
    by = asked.get("by")
    reply = verifier.reply(verifier.claims((asked["text"],), by if isinstance(by, str) else None))
    return {key: value for key, value in reply.document.items() if key != "outcome"}


def _page(verifier: TerminalVerifier, path: Path) -> Reply:
    from briefs.i18n import Translator
    from briefs.render import counted
    from briefs.verify import check_document, detect_format

    text = read_draft(path)
    lines = check_document(verifier.verifier, text, detect_format(path.name, text), verifier.resolve)
    short = [line for line in lines if line.needs_review]
    document = {
        "outcome": "answered",
        "file": str(path),
        "quotations": [
            {
                "line": line.line,
                "text": line.text,
                "by": line.speaker_name,
                "falls_short": line.needs_review,
                **line.verdict.document(),
            }
            for line in lines
        ],
        "falling_short": len(short),
    }
    shown: list[Line] = [(("", line.in_words(str(path), Translator("en"))),) for line in lines]
    falling = "1 falls short" if len(short) == 1 else f"{len(short)} fall short"
    shown.append((("count", f"{counted(len(lines), 'quotation')}, {falling}."),))
    return Reply(document, lambda: shown, NOTHING if short else ANSWERED)
