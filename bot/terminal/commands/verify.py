"""Is this quotation real? One, many from standard input, or all in a document."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.terminal.commands.taken_in import taken_in
from bot.terminal.context import ANSWERED, NOTHING, CliContext, Reply
from bot.terminal.options import WORDS, as_json, words
from bot.terminal.output import error_document, write_document
from briefs.errors import UserError
from briefs.query import is_known_speaker, resolve_claimed_speaker, split_by_clause, verify_against

if TYPE_CHECKING:
    from briefs.render import Line
    from briefs.verify import Claim, Verdict, Verifier

_LONGEST_DOCUMENT = 5_000_000  # bytes


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
    claims = verifier.claims(words, by)
    return verifier.reply(claims[0]) if len(claims) == 1 else verifier.reply_to_all(claims)


class TerminalVerifier:
    """Checks against the engine's index, with names resolved by its lookup.

    `why`: how the date of what was found is known is shown too.
    """

    def __init__(self, context: CliContext, why: bool = False) -> None:
        from briefs.verify import Verifier  # here: `--help` need not load it

        self.why = why
        self.context = context
        self.verifier: Verifier = Verifier.open(context.engine.path, taken_in(context))

    def check(self, claim: Claim) -> Verdict:
        """The verdict on words claimed of a name as typed; of several people, of whoever said them."""
        claimed = resolve_claimed_speaker(self.context.resolver, claim.speaker_name)
        verdict = verify_against(self.verifier, claim.text, claimed)
        return verdict if claim.mentioned is None else verdict.not_asserted(claim.mentioned)

    def claims(self, words: Sequence[str], by: str | None) -> tuple[Claim, ...]:
        """The claim in `TEXT by PERSON`, in `“TEXT” — PERSON`, or in a message that quotes somebody.

        Several of a message that quotes several times.
        """
        from briefs.verify import Claim, separate_quotations, whole_text

        text = " ".join(words)
        if by is not None:
            return (Claim(text, by, 0, len(text)),)
        text, name = split_by_clause(words, self.context.resolver.is_person)
        if name is not None:
            return (Claim(text, name, 0, len(text)),)
        # What stood in quotation marks is one word here: its marks tell whose it is.
        if len(words) > 1:
            text = " ".join(f"“{word}”" if len(word.split()) > 1 else word for word in words)
        known = partial(is_known_speaker, self.context.resolver)
        return separate_quotations(text, known) or (whole_text(text, known),)

    def resolve(self, name: str) -> str | None:
        """The id of the one person a name stands for; None for nobody, or for several."""
        return self.context.resolver.find_person(name).answer

    def reply(self, claim: Claim) -> Reply:
        """The verdict as a reply; exit status 0 for a quotation that is exact, else 1."""
        verdict = self.check(claim)
        status = ANSWERED if verdict.verdict == "exact" else NOTHING
        document = {"outcome": "answered", "text": claim.text, **verdict.document()}
        return Reply(document, partial(self._lines, verdict), status)

    def reply_to_all(self, claims: Sequence[Claim]) -> Reply:
        """The verdicts on several quotations; exit status 0 if all are exact."""
        verdicts = [self.check(claim) for claim in claims]
        status = ANSWERED if all(verdict.verdict == "exact" for verdict in verdicts) else NOTHING
        return Reply(self._document(claims, verdicts), partial(self._all_lines, claims, verdicts), status)

    # Its own keys are those of the worst, so that a script that knows of one quotation reads that.
    def _document(self, claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> dict[str, Any]:
        worst = max(verdicts, key=lambda each: (each.contradicted, not each.holds))
        return {
            "outcome": "answered",
            "text": worst.text,
            **worst.document(),
            "quotations": [
                {"text": claim.text, "by": claim.speaker_name, **verdict.document()}
                for claim, verdict in zip(claims, verdicts, strict=True)
            ],
        }

    def _all_lines(self, claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> list[Line]:
        lines: list[Line] = []
        for claim, verdict in zip(claims, verdicts, strict=True):
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
    claims = verifier.claims((asked["text"],), by if isinstance(by, str) else None)
    reply = verifier.reply(claims[0]) if len(claims) == 1 else verifier.reply_to_all(claims)
    return {key: value for key, value in reply.document.items() if key != "outcome"}


def _page(verifier: TerminalVerifier, path: Path) -> Reply:
    from briefs.i18n import Translator
    from briefs.render import counted
    from briefs.verify import check_document, detect_format

    try:
        if path.stat().st_size > _LONGEST_DOCUMENT:
            raise UserError(f"{path} is larger than {_LONGEST_DOCUMENT} bytes", "split it")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UserError(
            f"{path} cannot be read: {error.strerror}", "name a text, Markdown or HTML file"
        ) from None
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8: byte {error.start} does not fit", "save it as UTF-8") from None
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
