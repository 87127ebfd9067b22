"""Two hundred things that no well-meaning server would send, each made by construction."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.briefs.ingest.loopback_site import PARAGRAPHS, gzip_bomb, raw, redirects, rss, sends, story, zipped

LAUGHS = "<!DOCTYPE {root} [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)  # fmt: skip
BOMBS = {
    "laughs": LAUGHS + "]>",
    "quadratic": "<!DOCTYPE {root} [<!ENTITY a11 '" + "a" * 50_000 + "'>]>",
    "file": "<!DOCTYPE {root} [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>",
    "loop": "<!DOCTYPE {root} [<!ENTITY a11 '&a12;'><!ENTITY a12 '&a11;'>]>",
    "far": "<!DOCTYPE {root} SYSTEM 'http://10.0.0.1/x.dtd' [<!ENTITY % p SYSTEM 'http://10.0.0.1/y'> %p;]>",
}
PRIVATE = (
    "http://10.0.0.1/", "http://192.168.1.1/admin", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:10.0.0.1]/", "http://[fd00::1]/", "http://[fe80::1]/", "http://0x0a000001/", "http://167772161/",
    "http://012.0.0.1/", "http://[::]/", "http://0.0.0.0/", "http://100.64.1.1/", "http://224.0.0.1/",
    "file:///etc/passwd", "gopher://10.0.0.1/", "ftp://10.0.0.1/", "//10.0.0.1/", "http://user:pw@10.0.0.1/",
    "http://10.0.0.1:22/",
    "http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/", "javascript:alert(1)", "data:text/html,x", "http://",
    "http://" + "a" * 300 + ".example/", "\u202ehttp://x/", "http://[zz/",
)  # fmt: skip
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def pages() -> Iterator[tuple[str, object]]:
    """Name and answer of each hostile page."""
    yield from _damaged()
    yield from _deep_and_wide()
    yield from _entities()
    yield from _encodings()
    yield from _texts()
    yield from _not_pages()
    for number, target in enumerate(PRIVATE):
        yield f"redirect-{number}", redirects(target)
    yield "lies-more", raw(HEAD + b"Content-Length: 5000\r\n\r\n<p>short")
    yield "lies-giant", raw(HEAD + b"Content-Length: 99999999999\r\n\r\n<p>")
    yield "lies-negative", raw(HEAD + b"Content-Length: -5\r\n\r\n<p>")
    yield "lies-chunks", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n<p>")
    yield "lies-twice", raw(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>xx</p>")
    yield "no-http", raw(b"\x16\x03\x01\x02\x00")
    yield "gzip-bomb", sends(gzip_bomb(100_000_000), Content_Type="text/html", Content_Encoding="gzip")
    yield "gzip-twice", sends(zipped("x" * 99), Content_Type="text/html", Content_Encoding="gzip, gzip")
    yield "gzip-cut", sends(zipped(story())[:-9], Content_Type="text/html", Content_Encoding="gzip")


def feeds() -> Iterator[tuple[str, object]]:
    good = rss(*(f"/nowhere-{n}" for n in range(5))).encode()
    for n in range(8):
        yield f"feed-cut-{n}", sends(good[: len(good) * n // 8], Content_Type="application/rss+xml")
    for name, bomb in BOMBS.items():
        channel = f"<rss><channel><title>{'&a11;' * 50}</title></channel></rss>"
        body = f'<?xml version="1.0"?>{bomb.format(root="rss")}{channel}'
        yield f"feed-{name}", sends(body.encode(), Content_Type="application/rss+xml")
    for depth in (1_000, 20_000):
        yield f"feed-deep-{depth}", sends(b"<rss>" + b"<channel>" * depth, Content_Type="text/xml")
    yield "feed-wide", sends(rss(*["javascript:x"] * 5_000).encode(), Content_Type="text/xml")
    yield "feed-private", sends(rss(*PRIVATE).encode("utf-8", "replace"), Content_Type="text/xml")
    yield "feed-json", sends(b'{"items": [1]}', Content_Type="application/json")
    yield "feed-binary", sends(bytes(range(256)) * 9, Content_Type="application/rss+xml")
    yield "feed-nothing", sends(b"", Content_Type="application/rss+xml")
    yield "feed-utf7", sends(b"+ADw-rss+AD4-", Content_Type="application/rss+xml; charset=utf-7")
    yield "feed-no-codec", sends(good, Content_Type="application/rss+xml; charset=zlib_codec")


def _damaged() -> Iterator[tuple[str, object]]:
    good, chance = story().encode(), random.Random(7)
    for n in range(16):
        yield f"cut-{n}", sends(good[: len(good) * n // 16], Content_Type="text/html")
    for n in range(16):
        bad = bytearray(good)
        for _ in range(40 * (n + 1)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        yield f"rotten-{n}", sends(bytes(bad), Content_Type="text/html")
    for n in range(6):
        tags = b"".join(
            chance.choice([b"<p>", b"</div>", b"<table>", b"<svg>", b"<!--", b"<![CDATA["])
            for _ in range(999)
        )
        yield f"soup-{n}", sends(tags + good, Content_Type="text/html")


def _deep_and_wide() -> Iterator[tuple[str, object]]:
    for tag in (b"<div>", b"<b>", b"<table><tr><td>", b"<blockquote>", b"<ul><li>", b"<font>"):
        for depth in (300, 5_000, 100_000):
            name = tag.strip(b"<>").split(b">")[0].decode()
            yield f"deep-{name}-{depth}", sends(tag * depth + story().encode(), Content_Type="text/html")
    for size in (100_000, 4_000_000):
        yield (
            f"attribute-{size}",
            sends(b'<p class="' + b"a" * size + b'">word</p>', Content_Type="text/html"),
        )
        yield f"tag-{size}", sends(b"<" + b"a" * size, Content_Type="text/html")
        yield f"comment-{size}", sends(b"<!--" + b"-" * size + b"<p>word</p>", Content_Type="text/html")
    many = b"".join(b' a%d="x"' % n for n in range(9_000))
    yield "attributes", sends(b"<p" + many + b">word</p>", Content_Type="text/html")
    yield "paragraphs", sends(b"<p>one two three four.</p>" * 20_000, Content_Type="text/html")
    yield "links", sends(b'<a href="/x">one</a>' * 20_000, Content_Type="text/html")
    yield "too-big", sends(b"<p>words </p>" * 300_000, Content_Type="text/html")


def _entities() -> Iterator[tuple[str, object]]:
    for name, bomb in BOMBS.items():
        for kind in ("text/html", "application/xhtml+xml", "application/xml"):
            article = f"<html><body><p>{'&a11; ' * 500}</p></body></html>"
            body = f'<?xml version="1.0"?>{bomb.format(root="html")}{article}'
            yield f"{name}-{kind[-8:]}", sends(body.encode(), Content_Type=kind)


def _encodings() -> Iterator[tuple[str, object]]:
    text = story("Ærø: порт “откроют”")
    for real in ("utf-16", "utf-32", "utf-16-be", "cp1251", "koi8-r", "utf-7", "cp500"):
        for claimed in ("utf-8", "shift_jis", "rot13"):
            body = text.encode(real, "replace")
            yield f"{real}-as-{claimed}", sends(body, Content_Type=f"text/html; charset={claimed}")
    yield "half-utf16", sends(text.encode("utf-16")[:-1], Content_Type="text/html")
    yield "surrogates", sends(b"\xed\xa0\x80" * 99, Content_Type="text/plain")
    yield "bom", sends(b"\xef\xbb\xbf", Content_Type="text/plain")


def _texts() -> Iterator[tuple[str, object]]:
    said = "Anna Ray said "
    texts = {
        "quotes": '"' * 100_000,
        "openers": "“" * 100_000,
        "mixed": "“\"«'" * 30_000,
        "spaces": " " * 300_000 + "x",
        "letters": "a" * 400_000,
        "dots": ". " * 300_000,
        "lines": "\n" * 800_000 + "x",
        "said": said * 9_000,
        "names": "Anna Ray, Bert Lowe, " * 9_000,
        "days": "on Monday, 23 April 2013 " * 8_000,
        "nulls": "a\0" * 9_000,
        "bidi": "\u202e\u2066" * 40_000 + "word",
        "combining": "a" + "\u0301" * 90_000,
        "emoji": "👩‍👩‍👧" * 40_000,
        "open": said + "“" + "word " * 40_000,
        "commas": said + ", " * 60_000,
        "controls": "\x1b[2J\x07" * 9_000,
    }  # fmt: skip
    for name, text in texts.items():
        yield f"text-{name}", sends(text.encode(), Content_Type="text/plain; charset=utf-8")


def _not_pages() -> Iterator[tuple[str, object]]:
    good = pdf(b"BT /F1 12 Tf 20 100 Td (Anna Ray said the harbour would open.) Tj ET")
    for n in range(8):
        yield f"pdf-cut-{n}", sends(good[: len(good) * (n + 1) // 9], Content_Type="application/pdf")
    yield "pdf-loop", sends(good.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), Content_Type="application/pdf")
    yield "pdf-count", sends(good.replace(b"/Count 1", b"/Count 99999999"), Content_Type="application/pdf")
    yield "pdf-empty", sends(pdf(b""), Content_Type="application/pdf")
    yield "pdf-ops", sends(pdf(b"q " * 300_000 + b"BT (x) Tj ET"), Content_Type="application/pdf")
    yield "picture", sends(b"\x89PNG\r\n\x1a\n" + bytes(99), Content_Type="text/html")
    yield "program", sends(b"\x7fELF" + bytes(range(256)) * 40, Content_Type="application/octet-stream")
    yield "film", sends(b"....ftypmp4", Content_Type="video/mp4")
    yield "nothing", sends(b"", Content_Type="text/html")
    yield "no-type", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\x00\x01\x02")
    yield (
        "refresh",
        sends(b'<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">', Content_Type="text/html"),
    )
    yield (
        "script",
        sends(b"<script>while(true){}</script><p>" + PARAGRAPHS[0].encode(), Content_Type="text/html"),
    )


def pdf(content: bytes) -> bytes:
    """A small PDF of one page."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    trailer = b"trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + table + trailer
