"""Which addresses are reached, each kind by itself: no other check stands in for the one that is meant."""

from __future__ import annotations

import pytest

from briefs.ingest.fetch.types import FetchRefused, Policy
from briefs.ingest.fetch.url_policy import MAX_URL, check_address, check_url, redacted_url

URL = "https://host.example/"
HOME = Policy(allowed=("127.0.0.0/8",))


def test_what_is_public_is_reached_at_the_ports_of_the_web() -> None:
    # Of 6to4 (2002::/16) versions of Python differ; to refuse what is deprecated harms nobody.
    for address in ("93.184.216.34", "2606:2800:220:1::1"):
        check_address(URL, address, 443, Policy())
    with pytest.raises(FetchRefused, match="port 22 is not one"):
        check_address(URL, "93.184.216.34", 22, Policy())
    check_address(URL, "127.0.0.1", 22, HOME)  # what is allowed by name is so at any port
    check_address(URL, "::ffff:127.0.0.1", 22, HOME)
    with pytest.raises(FetchRefused, match="not on the public internet"):
        check_address(URL, "10.0.0.1", 443, HOME)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "192.0.2.1", "198.18.0.1", "240.0.0.1", "255.255.255.255", "224.0.0.1", "239.1.1.1", "233.252.0.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "ff0e::1", "2001:db8::1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1",
        "2001:0:5db8:d822:0:0:f5ff:fffe", "2001:0:a00:1::f5ff:fffe",
        "2001:0:5db8:d822::a247:27dd",
    ],
)  # fmt: skip
def test_what_is_not_public_is_not_reached(address: str) -> None:
    with pytest.raises(FetchRefused, match="is not on the public internet"):
        check_address(URL, address, 443, Policy())


@pytest.mark.parametrize(
    "address",
    ["::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "::10.0.0.1",
     "2001:0:5db8:d822::f5ff:fffe"],
)  # fmt: skip
def test_the_address_inside_another_is_named_to_the_reader(address: str) -> None:
    with pytest.raises(FetchRefused, match=r"^10\.0\.0\.1 is not"):
        check_address(URL, address, 443, Policy())


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (f"https://h.example/{'a' * MAX_URL}", "longer than"),
        ("https://h.example/a b", "spaces or control"), ("https://h.example/a\tb", "spaces or control"),
        ("https://h.exa\nmple/", "spaces or control"), ("https://h.example/\x7f", "spaces or control"),
        ("ftp://h.example/", "only http and https"), ("file:///etc/passwd", "only http and https"),
        ("https:///path", "names no host"), ("https://h.example:0/", "port 0"),
        ("https://user@h.example/", "user name or password"),
        ("https://:pw@h.example/", "user name or password"),
        ("https://[x/", "no web address"), ("https://h.example:99999/", "no web address"),
    ],
)  # fmt: skip
def test_each_url_is_refused_for_its_own_reason(url: str, reason: str) -> None:
    with pytest.raises(FetchRefused, match=reason):
        check_url(url)


def test_no_password_stands_in_what_is_said_of_an_address() -> None:
    assert redacted_url("https://user:secret@h.example/feed") == "https://h.example/feed"
    with pytest.raises(FetchRefused) as refused:
        check_url("https://user:secret@h.example/feed")
    assert "secret" not in refused.value.failure.url
