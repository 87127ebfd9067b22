"""The container: what is built into it, as whom it runs, and the same steps in a bare folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.paths import REPOSITORY

PACKAGING = REPOSITORY / "packaging"
DOCKERFILE = (PACKAGING / "Dockerfile").read_text("utf-8")


def instructions() -> list[tuple[str, str]]:
    """Of the Dockerfile, each on one line."""
    joined = re.sub(r"\\\n\s*", "", DOCKERFILE)
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def built_stage() -> list[tuple[str, str]]:
    second = [number for number, (word, _) in enumerate(instructions()) if word == "FROM"][1]
    return instructions()[1:second]


def composed(*names: str) -> dict[str, Any]:
    """The services of these files, laid over each other as `docker compose -f ... -f ...` does."""
    services: dict[str, Any] = {}
    for name in names:
        for service, given in yaml.safe_load((PACKAGING / name).read_text("utf-8"))["services"].items():
            known = services.setdefault(service, {})
            known["environment"] = known.get("environment", {}) | given.pop("environment", {})
            known |= given
    return services


def test_the_linter_finds_nothing() -> None:
    beside = Path(sys.executable).with_name("hadolint")
    linter = str(beside) if beside.exists() else shutil.which("hadolint")
    if linter is None:
        pytest.skip("hadolint is not installed")
    done = subprocess.run([linter, PACKAGING / "Dockerfile"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "")


def test_all_that_is_copied_is_there_and_goes_to_the_builder() -> None:
    kept = (PACKAGING / "Dockerfile.dockerignore").read_text("utf-8").split()
    copied = [source for word, rest in built_stage() if word == "COPY" for source in rest.split()[:-1]]
    assert copied
    for source in copied:
        assert (REPOSITORY / source).exists() and any(fnmatch(f"!{source}", line) for line in kept), source


def test_it_runs_as_nobody_special_and_keeps_what_it_writes_in_one_folder() -> None:
    last = [(word, rest) for word, rest in instructions() if word in ("USER", "VOLUME", "ENTRYPOINT", "CMD")]
    assert last == [
        ("USER", "10001"),
        ("VOLUME", "/data"),
        ("ENTRYPOINT", '["onrecord"]'),
        ("CMD", '["run"]'),
    ]
    for names in (["compose.yaml"], ["compose.yaml", "compose.postgresql.yaml"]):
        bot = composed(*names)["onrecord"]
        assert bot["read_only"] and bot["cap_drop"] == ["ALL"] and "data:/data" in bot["volumes"]
        assert "DISCORD_TOKEN" not in bot["environment"], "the token is a file, which no `inspect` shows"
        assert (PACKAGING / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()
    several = composed("compose.yaml", "compose.postgresql.yaml", "compose.processes.yaml")
    assert several["onrecord"]["command"] == several["node"]["command"]
    assert (
        several["node"]["environment"]["ONRECORD_STATE"]
        == several["onrecord"]["environment"]["ONRECORD_STATE"]
    )
    both = composed("compose.yaml", "compose.postgresql.yaml")
    assert both["onrecord"]["environment"].keys() == {"DISCORD_TOKEN_FILE", "ONRECORD_STATE"}
    assert both["onrecord"]["depends_on"]["database"]["condition"] == "service_healthy"


@pytest.mark.soak
def test_its_steps_in_a_bare_folder(tmp_path: Path) -> None:
    """What builds the image, without one: only the folder's own paths are put in place of the image's."""
    bare = {"PATH": os.defpath, "HOME": str(tmp_path)}

    def here(text: str) -> str:
        text = re.sub(r"/opt/onrecord\b", str(tmp_path / "opt/onrecord"), text)
        return text.replace("python -m venv", f"{sys.executable} -m venv")

    work = tmp_path / "src"
    for word, rest in built_stage():
        if word == "WORKDIR":
            work.mkdir()
        elif word == "COPY":
            *sources, target = rest.split()
            for source in sources:
                to = work / (source if target == "./" else target)
                copy = shutil.copytree if (REPOSITORY / source).is_dir() else shutil.copy
                copy(REPOSITORY / source, to)
        else:
            subprocess.run(["sh", "-ec", here(rest)], cwd=work, env=bare, check=True, timeout=900)
    shutil.rmtree(work)  # the second stage has nothing of it
    program, data = tmp_path / "opt/onrecord/bin/onrecord", tmp_path / "data"
    set_up = bare | {"ONRECORD_DATA": str(data), "ONRECORD_CACHE": str(data / "cache")}

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *args], cwd="/", env=set_up, capture_output=True, text=True, timeout=60
        )

    assert "Lavrov" in run("position", "lavrov", "missile-defence").stdout
    assert run("health").returncode == 1 and "does not run" in run("health").stdout
    assert run("doctor").returncode == 0
