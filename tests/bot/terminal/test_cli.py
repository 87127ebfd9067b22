"""The program as its user meets it: first screen, help, new libraries, installed wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from bot.terminal.cli import cli
from tests.paths import REPOSITORY

Run = Callable[..., CompletedProcess[str]]
README = (REPOSITORY / "README.md").read_text("utf-8")
COMMANDS = (REPOSITORY / "docs" / "commands.md").read_text("utf-8")


def test_a_session_with_nothing_to_read_shows_the_main_job(onrecord: Run) -> None:
    done = onrecord("chat")
    assert done.returncode == 0 and done.stderr == ""
    assert "!compare lavrov rasmussen missile shield" in done.stdout
    assert "> !position lavrov missile-defence" in done.stdout
    assert "Sergei Lavrov on Missile defence" in done.stdout and "in 3 of 5 articles" in done.stdout


def test_a_session_answers_the_lines_it_reads(onrecord: Run) -> None:
    done = onrecord("chat", stdin="/person kerry\n\nhelp\nhelp position\nchat\n")
    assert done.returncode == 0, "the last line is no command of a session; the others were answered"
    assert "US Secretary of State" in done.stdout and "Nothing on record" in done.stdout
    assert "Commands" in done.stdout and "--since" in done.stdout
    assert "for the shell" in done.stderr


@pytest.mark.parametrize("typed", ["positon", "!timline", "Positionn"])
def test_a_mistyped_command_is_answered_with_the_nearest(onrecord: Run, typed: str) -> None:
    done = onrecord(typed, "x")
    assert done.returncode == 2 and re.search(r"did you mean `(position|timeline)`", done.stderr)


@pytest.mark.parametrize("name", cli.list_commands(None))  # type: ignore[arg-type]
def test_every_command_has_a_purpose_an_example_and_a_place_in_the_docs(name: str) -> None:
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None and command.help and (command.epilog or "").startswith("Example: ")
    assert re.search(rf"`(onrecord )?{name}\b", COMMANDS), f"{name} is not in docs/commands.md"


def test_the_transcript_of_the_readme_is_real(onrecord: Run) -> None:
    shown = "".join(re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL))
    blocks = shown.strip().split("$ onrecord ")[1:]
    assert len(blocks) == 5
    for block in blocks:
        command, _, text = block.strip().partition("\n")
        words = re.findall(r'"[^"]*"|\S+', command)
        rest = onrecord(*(word.strip('"') for word in words)).stdout
        for part in re.split("^…$", text, flags=re.MULTILINE):  # where the README leaves something out
            _, found, rest = rest.partition(part.strip("\n")) if part.strip("\n") else ("", "…", rest)
            assert found, f"{part!r} is not in the answer to {command}, or not there"


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | keys_of(list(value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_every_key_of_the_library_and_of_the_settings_is_in_the_docs() -> None:
    files = [*(REPOSITORY / "seeds" / "dossiers").glob("*.yaml"), *(REPOSITORY / "config").glob("*.yaml")]
    keys = keys_of([yaml.safe_load(file.read_text("utf-8")) for file in files]) - {"en", "ru"}
    docs = "".join((REPOSITORY / "docs" / name).read_text("utf-8") for name in ("library.md", "settings.md"))
    assert keys and [key for key in keys if f"`{key}`" not in docs] == []


def test_a_new_library_is_sound_and_answers(onrecord: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    assert onrecord("init", folder).returncode == 0
    assert onrecord("--library", folder, "lint").returncode == 0
    done = onrecord("--library", folder, "position", "ada", "harbour", "plan")
    assert done.returncode == 0 and "In brief" in done.stdout
    again = onrecord("init", folder)
    assert again.returncode == 2 and "not empty" in again.stderr
    shown = onrecord("--library", folder, "chat").stdout
    assert "3 statements in 1 article." in shown and "!position ada-example harbour-plan" in shown


def test_an_empty_library_is_sound_and_says_how_to_begin(onrecord: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    assert onrecord("init", folder, "--empty").returncode == 0
    assert onrecord("--library", folder, "lint").returncode == 0
    shown = onrecord("--library", folder, "chat", stdin="people\ntopics\nstats\nhello\n").stdout
    for told in ("Nobody is known yet", "No topic is known yet", "first: none yet", "Nothing is on record"):
        assert told in shown
    assert "None" not in shown and "by kind" not in shown
    assert "add FILE|URL" in onrecord("--library", folder, "chat").stdout
    assert onrecord("init", folder, "--empty", "--copy").returncode == 2


def test_a_fault_is_listed_with_file_line_and_column(onrecord: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    onrecord("init", str(folder))
    dossier = folder / "seeds" / "dossiers" / "example-2024-05-03.yaml"
    text = (
        dossier.read_text("utf-8")
        .replace("new quay in autumn,", "new quay in spring,")
        .replace("kind: r", "knd: r")
    )
    dossier.write_text(text, "utf-8")
    done = onrecord("--library", str(folder), "lint")
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert len(lines) >= 2
    assert all(re.match(r"seeds/dossiers/example-2024-05-03\.yaml:\d+:\d+: ", line) for line in lines)
    found = json.loads(onrecord("--library", str(folder), "lint", "--json").stdout)
    assert found["outcome"] == "error" and len(found["problems"]) == len(lines)


def test_the_library_can_be_named_in_the_environment(onrecord: Run, library_copy: Path) -> None:
    done = onrecord("stats", "--json", ONRECORD_LIBRARY=str(library_copy))
    assert json.loads(done.stdout)["articles"] == 5


def test_no_colour_where_there_is_no_terminal(onrecord: Run) -> None:
    assert "\x1b" not in onrecord("position", "lavrov", "missile-defence").stdout


def test_a_query_loads_neither_discord_nor_what_is_slow(cache: Path) -> None:
    code = (
        "import sys; sys.argv = ['onrecord', 'position', 'lavrov', 'missile-defence', '--json']\n"
        "from bot.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "slow = {'discord', 'numpy', 'rich', 'asyncio', 'yaml', 'spacy', 'sqlalchemy'}\n"
        "print(sorted(slow & sys.modules.keys()))"
    )
    env = {**os.environ, "ONRECORD_CACHE": str(cache)}
    subprocess.run(
        [sys.executable, "-m", "bot", "stats"], env=env, cwd=REPOSITORY, capture_output=True, check=True
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_the_engine_never_imports_discord() -> None:
    code = (
        "import importlib, pkgutil, sys, briefs\n"
        "for module in pkgutil.walk_packages(briefs.__path__, 'briefs.'):\n"
        "    importlib.import_module(module.name)\n"
        "print('discord' in sys.modules, any(name.split('.')[0] == 'bot' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.stdout.strip() == "False False", done.stderr


def test_a_wheel_works_from_any_folder(tmp_path: Path) -> None:
    """The wheel carries its library; the packages it needs are borrowed from this environment."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        ".",
    ]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("onrecord-*.whl")
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    site = next((tmp_path / "venv" / "lib").glob("python3*")) / "site-packages"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    ours = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    env = {**os.environ, "PYTHONPATH": f"{site}:{ours}", "ONRECORD_CACHE": str(tmp_path / "cache")}

    def run(*args: str) -> CompletedProcess[str]:
        return subprocess.run(
            [python, "-m", "bot", *args], cwd=tmp_path, env=env, capture_output=True, text=True
        )

    done = run("position", "lavrov", "missile-defence", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "answered"
    assert run("lint").returncode == 0
    assert run("init", "copy", "--copy").returncode == 0
    assert run("--library", "copy", "stats").returncode == 0
