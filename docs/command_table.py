"""Writes the table of questions in docs/commands.md from their definitions: `make commands`."""

from __future__ import annotations

from pathlib import Path

from briefs.query.questions import all_questions

PAGE = Path(__file__).parent / "commands.md"
BEGIN, END = "<!-- questions: made by `make commands` -->\n", "<!-- end -->\n"


def table() -> str:
    """One row a question: how the shell takes it, and what it answers."""
    rows = [
        f"| `{question.usage.replace('|', chr(92) + '|')}` | {question.shell_help} |"
        for question in all_questions()
    ]
    return "\n".join(["| question | answers |", "|---|---|", *rows, ""])


def renewed(page: str) -> str:
    """The page with the table as it must stand."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
