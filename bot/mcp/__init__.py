"""The record for assistants: the Model Context Protocol over standard input and output, and over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.mcp.definitions import tools as tools
    from bot.mcp.record import OpenRecord as OpenRecord
    from bot.mcp.server import http_app as http_app
    from bot.mcp.server import mcp_server as mcp_server
    from bot.mcp.serving import serve_http as serve_http
    from bot.mcp.serving import serve_pipes as serve_pipes
else:
    __getattr__ = lazy_exports(__name__)
