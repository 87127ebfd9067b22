"""What is shipped with others' code may be shipped: licences that allow it, and no known advisory."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tests.paths import REPOSITORY

# Permissive ones, and those of files (MPL) and fonts (OFL) that ask for nothing of what stands beside them.
ALLOWED = {
    "0BSD", "APACHE-2.0", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "BSD", "CC0-1.0", "CNRI-PYTHON", "ISC", "MIT",
    "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0", "OFL-1.1", "PSF-2.0", "UNLICENSE", "ZLIB",
}  # fmt: skip
# Older metadata have a classifier or a line of their own words.
WORDS = {
    "apache software license": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "bsd license": "BSD", "the bsd 2-clause license": "BSD-2-Clause", "isc license (iscl)": "ISC",
    "mit license": "MIT", "the mit license (mit)": "MIT", "python software foundation license": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}  # fmt: skip


def locked(lock: str) -> list[str]:
    """The names that a lock pins."""
    text = (REPOSITORY / lock).read_text("utf-8")
    return sorted(set(re.findall(r"^([A-Za-z0-9][\w.-]*)==", text, re.MULTILINE)))


def licence_of(name: str) -> str:
    """As an SPDX expression, from whichever field of the metadata tells it; "" where none does."""
    about = distribution(name).metadata
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or ()]
    words = [each for each in classifiers if each.lower() in WORDS]
    words = words or (about.get("License") or "").strip().splitlines()[:1]
    # some say it in no field, only in the file that they carry
    words = words or (distribution(name).read_text("licenses/LICENSE") or "").strip().splitlines()[:1]
    return " AND ".join(WORDS.get(each.lower(), each) for each in words)


def is_allowed(expression: str) -> bool:
    """Of alternatives one must be allowed, of parts all; exceptions only allow more."""
    plain = re.sub(r"\s+WITH\s+\S+|[()]", "", expression.upper())
    return bool(plain) and any(
        all(part.strip() in ALLOWED for part in choice.split(" AND ")) for choice in plain.split(" OR ")
    )


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_dependency_may_be_shipped(lock: str) -> None:
    names, refused, looked_at = locked(lock), {}, 0
    for name in names:
        try:
            licence = licence_of(name)
        except PackageNotFoundError:  # of another system or another Python
            continue
        looked_at += 1
        if not is_allowed(licence):
            refused[name] = licence
    assert refused == {}
    assert looked_at >= len(names) * 0.9, "most of what is locked is installed here"


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True), ("Apache-2.0 AND MIT", True), ("MPL-1.1 OR GPL-2.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False), ("AGPL-3.0-or-later", False), ("", False), ("Proprietary", False),
        ("Apache-2.0 WITH LLVM-exception", True),
    ],
)  # fmt: skip
def test_which_licences_allow_it(expression: str, allowed: bool) -> None:
    assert is_allowed(expression) is allowed


def test_no_known_advisory() -> None:
    """Where a list can be had: pip-audit asks for it."""
    if importlib.util.find_spec("pip_audit") is None:
        pytest.skip("pip-audit is not installed: no list of advisories is at hand")
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--no-deps", "--disable-pip"]
    try:
        done = subprocess.run(
            [*command, "-r", str(REPOSITORY / "requirements.lock")],
            capture_output=True,
            text=True,
            timeout=90,
        )
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        pytest.skip("the list of advisories cannot be reached from here")
    assert {each["name"]: each["vulns"] for each in found if each.get("vulns")} == {}
