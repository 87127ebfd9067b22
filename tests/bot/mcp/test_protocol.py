"""The official client over real pipes and a real socket, in both eras of the protocol."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

pytest.importorskip("mcp")

from mcp import Client, MCPError, stdio_client

from bot.mcp import tools
from tests.bot.mcp.conftest import ERAS, MODES, pipes_as_transport, process, served_on_socket
from tests.paths import REPOSITORY

QUOTED = "We want real cooperation with Russia on missile defence"


async def asked_about_everything(client: Client) -> None:
    """What a client sees of the server, the same in each era and over each transport."""
    listed = (await client.list_tools()).tools
    assert [tool.name for tool in listed] == list(tools())
    assert all(tool.output_schema and tool.annotations and tool.annotations.read_only_hint for tool in listed)
    # An assistant reads this list in every conversation.
    shown = [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in listed]
    assert len(json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()) < 40_000

    # The client holds structured content against the output schema itself.
    said = await client.call_tool("position", {"person": "лавров", "topic": "missile shield", "limit": 2})
    assert said.structured_content is not None and not said.is_error
    first = said.structured_content["statements"][0]
    assert first["role"] == "Russian Foreign Minister" and first["said_basis"] == "dateline"
    assert first["receipt"]["address"] == f"onrecord://statement/{first['id']}"
    assert re.fullmatch(r"[0-9a-f]{64}", first["receipt"]["sha256"])
    assert said.structured_content["shown"] == {"offset": 0, "limit": 2, "of": 9}
    assert "Sergei Lavrov on Missile defence" in said.content[0].text  # type: ignore[union-attr]

    draft = f"On 9 June 2011 Rasmussen said: “{QUOTED}.” Lavrov said that all is well."
    checked = (await client.call_tool("cite_check", {"draft": draft})).structured_content
    assert checked is not None
    assert [one["mark"] for one in checked["quotations"]] == ["proven"]
    assert [fault["kind"] for fault in checked["quotations"][0]["faults"]] == ["day"]
    assert [one["by"] for one in checked["unsourced"]] == ["Lavrov"]
    assert [one["id"] for one in checked["proofs"]] == [checked["quotations"][0]["proof"]["statement"]]

    nobody = (await client.call_tool("person", {"person": "zzzz"})).structured_content
    assert nobody is not None and nobody["outcome"] == "unknown" and nobody["statements"] == []
    wrong = await client.call_tool("position", {"person": "lavrov"})
    assert wrong.is_error and wrong.content[0].text.startswith("Position lacks its topic")  # type: ignore[union-attr]

    page = await client.list_resources()
    assert {"onrecord://people", "onrecord://topics", "onrecord://articles"} <= {
        str(one.uri) for one in page.resources
    }
    assert len((await client.list_resource_templates()).resource_templates) == 5
    read = await client.read_resource(first["receipt"]["address"])
    receipt = json.loads(read.contents[0].text)  # type: ignore[union-attr]
    assert receipt["statement"]["passage"] == first["passage"] and receipt["context"]
    whole = await client.read_resource("onrecord://schema/position")
    assert json.loads(whole.contents[0].text) == tools()["position"].output_schema  # type: ignore[union-attr]
    with pytest.raises(MCPError, match="no resource"):
        await client.read_resource("onrecord://nothing/at-all")


@pytest.mark.parametrize("era", ERAS)
async def test_over_pipes(era: str) -> None:
    async with Client(pipes_as_transport(), mode=MODES[era]) as client:
        assert client.protocol_version == era
        await asked_about_everything(client)


async def test_over_a_socket_in_both_eras() -> None:
    async with served_on_socket() as address:
        for era in ERAS:
            async with Client(address, mode=MODES[era]) as client:
                assert client.protocol_version == era
                await asked_about_everything(client)


@pytest.mark.soak
@pytest.mark.parametrize("era", ERAS)
async def test_the_command_over_pipes(era: str) -> None:
    async with Client(stdio_client(process()), mode=MODES[era]) as client:
        assert client.protocol_version == era
        await asked_about_everything(client)


@pytest.mark.soak
async def test_the_command_over_a_socket() -> None:
    command = [sys.executable, "-m", "bot", "--library", str(REPOSITORY), "mcp", "--http", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stderr is not None
            found = re.search(r"http://\S+/mcp", served.stderr.readline())
            assert found is not None
            for era in ERAS:
                async with Client(found.group(), mode=MODES[era]) as client:
                    await asked_about_everything(client)
        finally:
            served.terminate()
            served.communicate(timeout=30)
