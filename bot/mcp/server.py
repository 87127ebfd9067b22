"""The server of the protocol: its tools and resources, for every transport and both eras of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from mcp import MCPError
from mcp.server import Server, ServerRequestContext
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)
from starlette.applications import Starlette

from bot.mcp import resources
from bot.mcp.calls import call
from bot.mcp.definitions import tools
from bot.mcp.outlines import outline
from bot.mcp.record import OpenRecord
from briefs.errors import UserError

T = TypeVar("T")
VERSION = "0.1.0"
MOST_OF_A_REQUEST = 1 << 20  # bytes of one message over HTTP
_IDLE = 600.0  # seconds after which a session that says nothing is closed
_MOST_SESSIONS = 200
INSTRUCTIONS = (
    "A curated record of who said what, on what, when, with proof. Cite words only as they stand in a"
    " statement or as"
    " cite_check has proven them, with the statement's day, how the day is known (said_basis), role,"
    " source and receipt."
    " “nothing” is an answer: nothing on record. Where a name means several or nobody, ask the user;"
    " never guess."
)
_Context = ServerRequestContext[Any]


def mcp_server(record: OpenRecord, today: Callable[[], date]) -> Server[Any]:
    """The server over one record; it reads and never writes."""
    asked = _Asked(record, today)
    return Server(
        "onrecord",
        version=VERSION,
        title="OnRecord",
        description="Who said what, on what, when, and where is the proof?",
        instructions=INSTRUCTIONS,
        website_url=record.site,
        on_list_tools=asked.list_tools,
        on_call_tool=asked.call_tool,
        on_list_resources=asked.list_resources,
        on_list_resource_templates=asked.list_templates,
        on_read_resource=asked.read_resource,
        get_tool_input_schema=lambda name: tools()[name].input_schema if name in tools() else None,
    )


def http_app(server: Server[Any], host: str) -> Starlette:
    """The server as an application at /mcp: streamable HTTP, no state kept between requests of the new
    era."""
    return server.streamable_http_app(
        host=host,
        json_response=True,
        max_request_body_size=MOST_OF_A_REQUEST,
        session_idle_timeout=_IDLE,
        max_sessions=_MOST_SESSIONS,
    )


class _Asked:
    """What is asked of the server, each in one method."""

    def __init__(self, record: OpenRecord, today: Callable[[], date]) -> None:
        self._record, self._today = record, today

    async def list_tools(self, context: _Context, params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=_tools())

    async def call_tool(self, context: _Context, params: CallToolRequestParams) -> CallToolResult:
        arguments = params.arguments or {}
        try:
            document, words = await self._record.ask(
                lambda record: call(record, params.name, arguments, self._today())
            )
        except UserError as error:  # a result, so that the assistant can mend its question
            return CallToolResult(content=[TextContent(type="text", text=_sentence(error))], is_error=True)
        return CallToolResult(
            content=[TextContent(type="text", text=words)], structured_content=document, is_error=False
        )

    async def list_resources(
        self, context: _Context, params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        cursor = params.cursor if params else None
        page, following = await self._asked(lambda record: resources.listed(record, cursor))
        return ListResourcesResult(resources=page, next_cursor=following)

    async def list_templates(
        self, context: _Context, params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(resource_templates=resources.templates())

    async def read_resource(self, context: _Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(params.uri)
        text = await self._asked(lambda record: resources.read(record, uri, self._today()))
        return ReadResourceResult(
            contents=[TextResourceContents(uri=uri, mime_type=resources.JSON, text=text)]
        )

    async def _asked(self, job: Callable[[OpenRecord], T]) -> T:
        try:
            return await self._record.ask(job)
        except UserError as error:
            raise MCPError(INVALID_PARAMS, _sentence(error)) from None


def _tools() -> list[Tool]:
    reads = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return [
        Tool(
            name=tool.name,
            title=tool.title,
            description=tool.description,
            input_schema=tool.input_schema,
            output_schema=outline(tool.output_schema, tool.name),
            annotations=reads,
        )
        for tool in tools().values()
    ]


def _sentence(error: UserError) -> str:
    told = error.message[:1].upper() + error.message[1:]
    return f"{told}: {error.hint}." if error.hint else f"{told}."
