"""Every writer, failing at every call that changes the disk: library and queue are the old or the new.

The ordinary tests take some points of every writer, `make soak` all of them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from random import Random

import pytest

from tests.faults.campaign import Campaign
from tests.faults.client import Server, compiled
from tests.faults.place import WRITERS, Place, Writer

SAMPLE = 1  # fault of each writer
SEED = 13
LIKE_OTHERS = ("add what changed", "recover an acceptance", "migrate from 4")  # left to the long tests


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("faults").resolve())


@pytest.fixture(scope="module")
def server(place: Place) -> Iterator[Server]:
    if sys.platform != "linux":
        pytest.skip("the shim between a program and its disk is for Linux")
    try:
        shim = compiled(place.folder)
    except (OSError, subprocess.CalledProcessError) as missing:
        pytest.skip(f"no C compiler that makes the shim: {missing}")
    made = Server(shim, place.folder, place.env)
    yield made
    made.close()


@pytest.fixture(scope="module")
def key(server: Server, place: Place) -> str:
    return place.make(server)


@pytest.mark.timeout(600)  # some ten seconds of processor time
def test_some_faults_of_every_writer(server, place, key):
    chance, lost = Random(SEED), []
    for writer in WRITERS:
        if writer.name in LIKE_OTHERS:
            continue
        campaign = Campaign(server, place, writer, key, whole=False)
        lost += campaign.run(campaign.sample(chance, SAMPLE)).failed
    assert lost == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_every_fault_of(writer: Writer, server, place, key, said_at_the_end):
    campaign = Campaign(server, place, writer, key, whole=True)
    tally = campaign.run(campaign.faults())
    said_at_the_end(f"{writer.name}: {tally}")
    assert tally.failed == tally.unclear == []
