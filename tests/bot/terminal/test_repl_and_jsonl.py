"""A session and `--jsonl` hold whatever is typed; help, warnings and damage are told in words."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.terminal.cli import cli, sections
from bot.terminal.context import CliContext
from bot.terminal.jsonl import run_line
from bot.terminal.output import strip_control_characters
from briefs import paths
from briefs.query.open import INDEX, rebuild

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("line", ["help position", "position --help", "help", "--version", "feeds add -h"])
def test_help_on_a_line_is_one_document(onrecord: Run, line: str) -> None:
    done = onrecord("--jsonl", stdin=f"{line}\nlookup person lavrov\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["outcome"] == "answered" and first["text"].strip()
    assert second["answer"] == "sergei-lavrov"


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("position", "--help"), ("help",), ()])
def test_what_the_program_says_of_itself_is_one_document_too(onrecord: Run, args: tuple[str, ...]) -> None:
    done = onrecord(*args, "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["outcome"] == "answered"


def test_help_works_in_the_shell_as_in_a_session(onrecord: Run) -> None:
    assert "--since" in onrecord("help", "position").stdout
    shown = " ".join(onrecord("help").stdout.split())
    for section, names in sections().items():
        assert f"{section}:" in shown
        for name in names:
            command = cli.get_command(None, name)  # type: ignore[arg-type]  # by name alone
            assert command is not None and command.help
            purpose, *_ = command.help.split("\n\n")
            assert " ".join(purpose.split()) in shown, "no purpose is cut off"


def test_nothing_typed_on_a_line_ends_the_others(onrecord: Run) -> None:
    typed = ["--jsonl", "chat", "--library /nowhere people", "quit", '"', "lookup", "stats"]
    documents = [json.loads(line) for line in onrecord("--jsonl", stdin="\n".join(typed)).stdout.splitlines()]
    assert [d["outcome"] for d in documents] == ["error"] * 6 + ["answered"]
    assert all("\n" not in d["error"]["message"] for d in documents[:6])


def test_a_fault_of_the_program_ends_no_session(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from datetime import date

    from bot.terminal.jsonl import serve_jsonl

    def fail(*_: object) -> None:
        raise ValueError("secret inside")

    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    monkeypatch.setattr("bot.terminal.jsonl.invoke", fail)
    shown: list[dict[str, object]] = []
    monkeypatch.setattr("bot.terminal.jsonl.write_document", shown.append)
    serve_jsonl(CliContext(today=date(2026, 1, 1)), ["stats", "stats"])
    assert [d["outcome"] for d in shown] == ["error", "error"] and "secret" not in str(shown)
    assert "secret inside" in (tmp_path / "faults.log").read_text()


def test_another_library_can_be_named_on_a_line(onrecord: Run, tmp_path: Path) -> None:
    assert onrecord("init", str(tmp_path / "new")).returncode == 0
    lines = f"people\n--library {tmp_path / 'new'} people\npeople\n"
    before, there, after = map(json.loads, onrecord("--jsonl", stdin=lines).stdout.splitlines())
    assert there["people"][0]["id"] == "ada-example" and before == after != there


def test_a_line_of_a_session_that_is_no_command_is_read_in_words(onrecord: Run) -> None:
    same = {
        "what did lavrov say about chemical weapons?": "position lavrov chemical-weapons",
        "who spoke on transit in 2012?": "timeline transit --since 2012 --until 2012",
        "help me find what meshkov said on syria": "position meshkov syria",
        "compare lavrov's and kerry's words on the situation in syria": "compare lavrov kerry syria",
        "onrecord position --help": "position --help",
    }
    asked, commanded = (onrecord("chat", stdin="\n".join(lines)) for lines in (same, same.values()))
    assert asked.stdout == commanded.stdout and asked.stdout and asked.stderr == commanded.stderr == ""
    odd = onrecord(
        "chat",
        stdin="what did lavrov say about georgia?\npositon lavrov syria\n"
        'did rasmussen really say "We want real cooperation with Russia"?',
    )
    assert "I found Sergei Lavrov; nothing on record is called “georgia”." in odd.stdout
    assert "did you mean `position`" in odd.stderr and "On record, word for word" in odd.stdout


def test_a_question_in_words_is_one_document(onrecord: Run) -> None:
    asked = json.loads(onrecord("ask", "what", "did", "lavrov", "say", "on", "syria", "--json").stdout)
    assert asked["command"] == "position" and asked["person"]["id"] == "sergei-lavrov"
    unknown = onrecord("ask", "what did lavrov say on georgia", "--json")
    told = json.loads(unknown.stdout)
    assert unknown.returncode == 1 and told["unknown"] == ["georgia"] and told["found"] == ["Sergei Lavrov"]


def test_quit_ends_a_piped_session(onrecord: Run) -> None:
    done = onrecord("chat", stdin="lookup person lavrov\n!quit\npeople\n")
    assert done.returncode == 0 and done.stderr == "" and "Rasmussen" not in done.stdout


@pytest.mark.parametrize("command", ["people", "stats", "lookup person lavrov", "cite vor-2013-04-23-01"])
def test_every_answer_from_an_old_index_says_so(onrecord: Run, library_copy: Path, command: str) -> None:
    library = ("--library", str(library_copy))
    assert onrecord(*library, "index").returncode == 0
    with (library_copy / "config" / "people.yaml").open("a") as file:
        file.write("surplus: 1\n")
    done = onrecord(*library, *command.split())
    assert done.returncode == 0 and done.stdout.count("answered from the last good index") == 1
    document = json.loads(onrecord(*library, *command.split(), "--json").stdout)
    assert len(document["warnings"]) == 1


def test_a_damaged_index_is_built_anew(onrecord: Run, library_copy: Path, cache: Path) -> None:
    asked = ("--library", str(library_copy), "position", "lavrov", "missile-defence", "--json")
    sound = json.loads(onrecord(*asked).stdout)
    index = paths.cache_dir(library_copy.resolve()) / INDEX
    content = bytearray(index.read_bytes())
    content[len(content) // 4 : len(content) // 2] = bytes(len(content) // 2 - len(content) // 4)
    index.write_bytes(content)
    done = onrecord(*asked)
    assert done.returncode == 0 and json.loads(done.stdout) == sound


def test_a_full_disk_is_said_in_one_sentence(onrecord: Run, tmp_path: Path, library_copy: Path) -> None:
    (tmp_path / "file").write_text("")
    for command in ("index", "reload", "people"):
        done = onrecord("--library", str(library_copy), command, ONRECORD_CACHE=str(tmp_path / "file"))
        assert done.returncode == 2 and "the index cannot be written" in done.stderr


def test_a_build_that_finds_no_space_leaves_the_old_index(library_copy: Path, tmp_path: Path) -> None:
    rebuild(library_copy, tmp_path)
    before = (tmp_path / INDEX).read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
    try:
        with pytest.raises(OSError):
            rebuild(library_copy, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (tmp_path / INDEX).read_bytes() == before
    assert not list(tmp_path.glob("*.new"))


def test_what_is_typed_cannot_steer_the_terminal(onrecord: Run) -> None:
    done = onrecord("position", "\x1b[31mlavrov\u202e", "syria")
    assert "\x1b" not in done.stdout and "\\x1b[31mlavrov\\u202e" in done.stdout
    done = onrecord("\x1b]0;title\x07")
    assert "\x1b" not in done.stderr and "\x07" not in done.stderr
    assert strip_control_characters("a\tb\r\nc\u00a0d") == "a\tb\r\nc\u00a0d"


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("on-this-day 23 April", "23 April, in any year"),
        ("on-this-day 24 December", "24 December, in any year"),
        ("search NATO Tuesday", "“NATO Tuesday”"),
        ("search Taliban --by rasmussen", "Anders Fogh Rasmussen: “Taliban”"),
        ("search zebra", "“zebra”"),
    ],
)
def test_an_answer_says_what_was_asked(onrecord: Run, line: str, opening: str) -> None:
    assert onrecord(*line.split()).stdout.splitlines()[0] == opening


def test_a_comparison_needs_two_people(onrecord: Run) -> None:
    assert "both names mean Sergei Lavrov" in onrecord("compare", "lavrov", "лавров", "syria").stderr
    assert "needs two people and a topic" in onrecord("compare", "lavrov", "syria").stderr


def test_one_statement_is_counted_as_one(onrecord: Run) -> None:
    shown = onrecord("people").stdout + onrecord("topics").stdout
    assert "  1 statement  " in shown and " 1 statements" not in shown


def test_a_line_of_a_session_that_is_empty_is_no_question() -> None:
    from datetime import date

    assert run_line(CliContext(today=date(2026, 1, 1)), "  !  ") is None
