"""What a browser is shown on this machine: the built site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.web.pages import PAGE_HEADERS as PAGE_HEADERS
    from bot.web.pages import missing_page as missing_page
    from bot.web.pages import page_file as page_file
    from bot.web.site_server import serve_site as serve_site
else:
    __getattr__ = lazy_exports(__name__)
