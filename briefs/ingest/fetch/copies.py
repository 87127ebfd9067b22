"""A fetched page as it is kept: a WARC record of what came, and what of it is compared at the next look.

Runs inside the worker process, as all that reads a page does. https://iipc.github.io/warc-specifications/
"""

from __future__ import annotations

import io
import re
from base64 import b64encode
from datetime import datetime
from hashlib import sha256

from briefs.ingest.fetch.charsets import decode
from briefs.ingest.fetch.types import Fetched, PageCopy

MAX_RECORD = 8_000_000  # bytes of a packed record; what is larger is compared by its hash alone
MAX_VISIBLE = 400_000  # characters
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|p|div)\b", re.I)
# The body is kept unpacked and whole: these would say otherwise.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
# What pages say where only subscribers may read on, for machines and for people.
_WALL = re.compile(
    r"""["']?isAccessibleForFree["']?\s*:\s*["']?false
    | subscribe\ (?:now\ )?to\ (?:continue|keep|read|unlock) | to\ (?:continue|keep)\ reading
    | (?:continue|keep)\ reading\ (?:with|by|for) | already\ a\ (?:subscriber|member)
    | (?:sign|log)\ in\ to\ (?:read|continue) | register\ to\ (?:read|continue)
    | (?:article|story|content)\ is\ (?:only\ )?(?:for|available\ to)\ (?:our\ )?(?:subscribers|members)
    | (?:for|to)\ subscribers\ only | subscriber[- ]only
    | доступ\w*\ (?:только\ )?по\ подписке | оформите\ подписку | только\ для\ подписчиков
    | за\ передплатою | лише\ для\ передплатників
    | weiterlesen\ mit | jetzt\ abonnieren | nur\ für\ abonnenten
    | réservée?\ aux\ abonnés | abonnez-vous\ pour | solo\ para\ suscriptores | suscríbe(?:te|ase)\ para""",
    re.I | re.X,
)


def copy_of(fetched: Fetched, asked: str, at: datetime) -> PageCopy:
    """The copy of a page that came from `asked` at that moment, with a time zone."""
    record = _record(fetched, at)
    html = _html(fetched)
    visible = _visible(html)
    return PageCopy(
        asked,
        sha256(fetched.body).hexdigest(),
        b64encode(record).decode() if len(record) <= MAX_RECORD else "",
        fetched.etag,
        fetched.last_modified,
        any(map(_WALL.search, (html, visible))),
        visible,
    )


def _record(fetched: Fetched, at: datetime) -> bytes:
    """The response as one gzipped record of WARC 1.1; nothing where warcio is not installed."""
    try:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import BufferWARCWriter
    except ImportError:
        return b""
    kept = [(name, value) for name, value in fetched.headers if name.lower() not in _OF_THE_WIRE]
    headers = StatusAndHeaders(
        f"{fetched.status} OK", [*kept, ("Content-Length", str(len(fetched.body)))], protocol="HTTP/1.1"
    )
    writer = BufferWARCWriter(gzip=True, warc_version="WARC/1.1")
    writer.write_record(
        writer.create_warc_record(
            fetched.url,
            "response",
            payload=io.BytesIO(fetched.body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": f"{at:%Y-%m-%dT%H:%M:%SZ}"},
        )
    )
    return bytes(writer.get_contents())


def _html(fetched: Fetched) -> str:
    if not _HTML.search(fetched.body[:8192]):
        return ""
    return decode(fetched.body, fetched.charset) or ""


def _visible(html: str) -> str:
    """What a reader may see somewhere on the page: a parser of articles leaves out too much at times."""
    if not html:
        return ""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        tree = lxml_html.document_fromstring(html.replace("\0", "").encode(), parser=_parser())
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(tree, "script", "style", "noscript", "template", etree.Comment, with_tail=False)
    # each piece by itself: two paragraphs must not become one word
    return "\n".join(piece.strip() for piece in tree.itertext() if piece.strip())[:MAX_VISIBLE]


def _parser() -> object:
    from lxml import html as lxml_html

    return lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
