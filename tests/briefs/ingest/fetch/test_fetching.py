"""Fetching from a real server: what comes in, and what is refused with a reason."""

from __future__ import annotations

import asyncio
import socket

import pytest

from briefs.ingest.fetch.types import FeedReading, FetchFailure, FetchRefused, Limits, Policy, WebPage
from briefs.ingest.fetch.url_policy import check_url
from briefs.ingest.worker.client import Worker
from tests.briefs.ingest.loopback_site import (
    gzip_bomb,
    open_website,
    raw,
    redirects,
    rss,
    sends,
    story,
    zipped,
)

HOME = Policy(allowed=("127.0.0.0/8",), agent="OnRecord/0.1 (test)")
SMALL = Limits(wire_bytes=300_000, body_bytes=600_000, seconds=3.0)


@pytest.fixture(scope="module")
def loop_worker():
    """One worker for all tests of this file, so that its libraries load once."""
    worker = None
    loop = asyncio.new_event_loop()

    def get() -> Worker:
        nonlocal worker
        worker = worker or Worker(HOME, SMALL)
        return worker

    yield loop, get
    if worker is not None:
        loop.run_until_complete(worker.close())
    loop.close()


@pytest.fixture
def run(loop_worker):
    """Runs an async function of (website, worker) against a website with the given pages."""
    loop, worker = loop_worker

    def runner(function, **pages):
        async def inside():
            async with open_website(**pages) as website:
                return await function(website, worker())

        return loop.run_until_complete(asyncio.wait_for(inside(), 30))

    return runner


def fetched(run, path="page", **pages):
    return run(lambda website, worker: worker.page(f"{website.base}/{path}"), **pages)


def test_a_page_comes_in_as_its_article(run):
    page = fetched(run, page=story())
    assert isinstance(page, WebPage)
    assert (page.title, page.published, page.published_basis) == (
        "Harbour to open in May",
        "2026-04-23",
        "stated",
    )
    assert (page.publisher, page.author, page.language) == ("The Harbour Post", "Jo Quill", "en")
    assert "nearly done" in page.text and "Imprint" not in page.text and "never" not in page.text
    assert page.url.endswith("/page") and page.fingerprint.sketch


def test_the_bot_says_who_it_is(run):
    async def asked(website, worker):
        await worker.page(f"{website.base}/page")
        return website.asked[0].headers["User-Agent"]

    assert run(asked, page=story()) == "OnRecord/0.1 (test)"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (story("Ærø “opens”").encode("utf-8"), {"Content_Type": "text/html"}),
        (story("Ærø “opens”").encode("utf-8"), {"Content_Type": "text/html; charset=latin-1"}),
        (
            story("Ærø “opens”").replace("utf-8", "windows-1252").encode("cp1252"),
            {"Content_Type": "text/html"},
        ),
        (story("Ærø “opens”").encode("cp1252"), {"Content_Type": "text/html; charset=windows-1252"}),
        (story("Ærø “opens”").encode("utf-16"), {"Content_Type": "text/html; charset=utf-8"}),
        (story("Ærø “opens”").encode("utf-8"), {"Content_Type": "text/html; charset=no-such-thing"}),
        (zipped(story("Ærø “opens”")), {"Content_Type": "text/html", "Content_Encoding": "gzip"}),
    ],
)
def test_wrong_and_missing_encodings_are_read_all_the_same(run, body, headers):
    page = fetched(run, page=sends(body, **headers))
    assert page.title == "Ærø “opens”"
    assert "“We are nearly done" in page.text


def test_cyrillic_in_an_undeclared_encoding(run):
    body = "".join(
        f"<p>{'Мэр города сообщила, что порт откроется в мае после ремонта.'} {n}</p>" for n in range(20)
    )
    text = story("Порт откроется в мае", body=body).replace('<meta charset="utf-8">', "")
    page = fetched(run, page=sends(text.encode("cp1251"), Content_Type="text/html"))
    assert "порт откроется" in page.text


def test_plain_text_is_kept_to_the_letter(run):
    text = "23 April 2026\r\n\r\nHarbour  to open\r\n\r\nAnna\u00a0Ray said so.\r\n"
    page = fetched(run, page=sends(text.encode(), Content_Type="text/plain"))
    assert (page.text, page.title, page.published, page.published_basis) == (
        text, "Harbour to open", "2026-04-23", "dateline",
    )  # fmt: skip


def test_redirects_are_followed_and_a_permanent_move_is_told(run):
    page = fetched(run, a=redirects("/b"), b=redirects("page", 301), page=story(), path="a")
    assert page.url.endswith("/page")

    async def feed(website, worker):
        return await worker.feed(f"{website.base}/old"), website.base

    reading, base = run(feed, old=redirects("/new", 301), new=rss("http://127.0.0.1/x"))
    assert reading.moved_to == f"{base}/new"


def test_a_feed_that_has_not_changed_costs_nothing(run):
    async def twice(website, worker):
        website.etag = '"one"'
        first = await worker.feed(f"{website.base}/feed")
        return first, await worker.feed(f"{website.base}/feed", first.etag, first.last_modified)

    first, second = run(twice, feed=rss("/a", "/b", "javascript:alert(1)"))
    assert [entry.url.rpartition("/")[2] for entry in first.entries] == ["a", "b"]
    assert first.entries[0].published == "2026-04-23"
    assert "1 of its entries" in first.warning
    assert second.not_modified and second.entries == ()


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id><title>x</title>'
    '<link href="/a"/><updated>2026-04-23T10:00:00Z</updated></entry></feed>'
)


def test_atom_is_read_whatever_the_server_calls_it(run):
    reading = run(
        lambda website, worker: worker.feed(f"{website.base}/feed"),
        feed=sends(ATOM.encode(), Content_Type="text/plain"),
    )
    assert isinstance(reading, FeedReading)
    assert [(entry.id, entry.published) for entry in reading.entries] == [("urn:1", "2026-04-23")]


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
FAILING = {
    "not there": (404, "http", "404"),
    "broken": (500, "http", "500"),
    "loops": (redirects("/page"), "redirects", "more than 5"),
    "to nowhere": (raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), "redirects", "nowhere"),
    "to a file": (redirects("file:///etc/passwd"), "address", "only http"),
    "to a private network": (redirects("http://10.1.2.3/"), "address", "10.1.2.3 is not on the public"),
    "to the cloud's own": (
        redirects("http://169.254.169.254/latest/meta-data"), "address", "169.254.169.254",
    ),
    "to a mapped address": (redirects("http://[::ffff:10.0.0.1]/"), "address", "10.0.0.1 is not"),
    "to a number": (redirects("http://167772161/"), "address", ""),
    "to hex": (redirects("http://0x0a.0x00.0x00.0x01/"), "address", "10.0.0.1 is not"),
    "to somebody's account": (redirects("http://me:pw@127.0.0.1/"), "address", "user name"),
    "claims more": (raw(HEAD + b"Content-Length: 5000\r\n\r\n<p>short"), "network", "before everything"),
    "claims a giant": (raw(HEAD + b"Content-Length: 99999999999\r\n\r\n<p>"), "too-big", "300,000"),
    "claims chunks": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n<p>"), "network", "before everything",
    ),
    "endless": (sends(b"<p>word " * 100_000, Content_Type="text/html"), "too-big", "300,000 bytes"),
    "gzip bomb": (
        sends(gzip_bomb(200_000_000), Content_Type="text/html", Content_Encoding="gzip"),
        "too-big",
        "unpacked",
    ),
    "no gzip": (
        sends(b"<p>plain", Content_Type="text/html", Content_Encoding="gzip"), "unreadable", "damaged",
    ),
    "half a gzip": (
        sends(zipped(story())[:300], Content_Type="text/html", Content_Encoding="gzip"),
        "network",
        "before everything",
    ),
    "strange packing": (
        sends(b"x", Content_Type="text/html", Content_Encoding="br"), "unreadable", "packed",
    ),
    "a picture": (sends(b"\x89PNG\r\n\x1a\n", Content_Type="image/png"), "type", "image/png"),
    "binary": (sends(bytes(range(256)) * 50, Content_Type="text/html"), "unreadable", "text"),
    "nothing": (sends(b"", Content_Type="text/html"), "unreadable", "no article text"),
    "slow drip": (raw(HEAD + b"\r\n", *[b"x"] * 60, pause=0.1), "too-slow", "within 3 seconds"),
    "silence": (raw(hang=True), "too-slow", "within 3 seconds"),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "network", ""),
    "giant header": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"), "network", ""),
    "hangs up": (raw(), "network", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILING)
def test_what_fails_says_why(run, name):
    page, kind, words = FAILING[name]
    failure = fetched(run, page=page)
    assert isinstance(failure, FetchFailure)
    assert (failure.kind, words in failure.reason) == (kind, True), failure
    assert failure.url.endswith("/page")


def test_a_server_that_asks_for_patience_is_heard(run):
    async def busy(request):
        from aiohttp import web

        return web.Response(status=503, headers={"Retry-After": "120"})

    assert fetched(run, page=busy).retry_after == 120


PRIVATE = (
    "http://localhost/", "http://127.0.0.1:1/", "http://[::1]/", "http://0/", "http://2130706433/", "http://0x7f.1/",
    "http://017700000001/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://10.0.0.1/", "http://172.16.5.4/", "http://192.168.0.1/", "http://100.64.0.1/",
    "http://169.254.169.254/", "http://[fe80::1]/", "http://[fc00::1]/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://192.0.2.1/", "http://198.18.0.1/", "http://[::]/", "http://[2001:db8::1]/", "http://127.1/",
)  # fmt: skip


async def test_private_addresses_are_refused_however_they_are_written():
    async with Worker(Policy(), SMALL) as worker:
        for url in PRIVATE:
            failure = await worker.page(url)
            assert isinstance(failure, FetchFailure), url
            assert (
                failure.kind == "address" or "resolve" in failure.reason or "web address" in failure.reason
            ), failure


async def test_a_name_that_resolves_to_a_private_address_is_refused_when_connecting(monkeypatch):
    """DNS rebinding: the name looked harmless when it was checked; the address is looked at, not the name."""
    from briefs.ingest.fetch import http_client

    answers = iter(["93.184.216.34", "127.0.0.1"])

    def rebinding(host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    rebinding("harmless.example", 80)  # the first answer, for whoever checks names
    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1 is not on the public internet"):
        await http_client.fetch(http_client.Request("http://harmless.example/"), Policy(), SMALL)


async def test_odd_ports_of_public_hosts_are_refused(monkeypatch):
    from briefs.ingest.fetch import http_client

    def public(host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    monkeypatch.setattr(socket, "getaddrinfo", public)
    with pytest.raises(FetchRefused, match="port 25"):
        await http_client.fetch(http_client.Request("http://mail.example:25/"), Policy(), SMALL)


@pytest.mark.parametrize(
    "url",
    ["", "x", "ftp://a/b", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "http://", "http:///x",
     "http://a b/", "http://a:port/", "http://a:0/", "http://u@h/", "http://u:p@h/", "http://h/\r\nX: y", "http://[x/",
     "http://h/" + "a" * 5000, "gopher://h/", "//h/x"],
)  # fmt: skip
def test_what_is_no_web_address(url):
    with pytest.raises(FetchRefused):
        check_url(url)


def test_no_socket_is_made_to_an_inner_address_whoever_resolved_the_name():
    from briefs.ingest.fetch import http_client

    make = http_client._checked_sockets("http://example.org/", Policy())
    inner = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.0.0.1", 80))
    with pytest.raises(FetchRefused):
        make(inner)
    outer = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("93.184.216.34", 80))
    make(outer).close()
