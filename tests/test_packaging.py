"""What is handed on: the archives hold what they need, and name the rights in what is not ours."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.paths import REPOSITORY

GITS_OWN = {".gitattributes", ".gitignore"}


@pytest.fixture(scope="module")
def sdist() -> set[str]:
    """The paths that the source archive would have; it is not written, which takes far longer."""
    builder = SdistBuilder(str(REPOSITORY))
    found = {Path(file.distribution_path).as_posix() for file in builder.recurse_included_files()}
    return found | {*builder.get_default_build_data()["force_include"].values()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    builder = WheelBuilder(str(REPOSITORY))
    [file] = builder.build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return zipfile.ZipFile(file)


def test_the_source_archive_holds_all_that_is_kept(sdist: set[str]) -> None:
    if not (REPOSITORY / ".git").exists() or not shutil.which("git"):
        pytest.skip("this is no checkout: what is kept is what is here")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert set(filter(None, listed.stdout.split("\0"))) - sdist == GITS_OWN - sdist


def test_the_source_archive_holds_what_make_test_needs(sdist: set[str]) -> None:
    assert {"Makefile", "pyproject.toml", "requirements-dev.lock", "tests/conftest.py"} <= sdist
    assert {"docs/commands.md", "briefs/locale/ru/LC_MESSAGES/onrecord.mo", ".ci/run"} <= sdist


def metadata_of(wheel: zipfile.ZipFile) -> Message:
    [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return message_from_string(wheel.read(name).decode("utf-8"))


def test_the_wheel_names_the_articles_own_rights(wheel: zipfile.ZipFile) -> None:
    about = metadata_of(wheel)
    assert about["License-Expression"] == "MIT AND BSD-2-Clause AND LicenseRef-Articles-All-Rights-Reserved"
    named = set(about.get_all("License-File") or [])
    assert named >= {"LICENSE", "seeds/README.md", "briefs/names/data/LICENSE-rigour.txt"}
    held = {Path(name).as_posix().partition(".dist-info/licenses/")[2] for name in wheel.namelist()}
    assert named <= held


def test_the_wheel_brings_its_library_along_and_no_tests(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    articles = {
        f"briefs/embedded/seeds/articles/{file.name}" for file in (REPOSITORY / "seeds/articles").iterdir()
    }
    assert articles <= names
    assert "briefs/embedded/config/people.yaml" in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]
