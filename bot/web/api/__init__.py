"""The record over HTTP, read-only: each question under `/api/v1/`, with the documents of `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.web.api.alone import HOST as HOST
    from bot.web.api.alone import serve_record as serve_record
    from bot.web.api.alone import serving_loop as serving_loop
    from bot.web.api.application import ApiSettings as ApiSettings
    from bot.web.api.application import record_application as record_application
    from bot.web.api.follow_feed import ReadFeed as ReadFeed
    from bot.web.api.openapi import openapi_document as openapi_document
    from bot.web.api.rates import RATE as RATE
    from bot.web.api.server import listen as listen
    from bot.web.api.server import record_server as record_server
else:
    __getattr__ = lazy_exports(__name__)
