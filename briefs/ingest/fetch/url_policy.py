"""Which URLs and which addresses may be fetched.

A URL is looked at before each request and redirect; the address that its name resolves to is looked
at in the moment of connecting, so a name that changes its answer gains nothing.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from briefs.ingest.fetch.types import FetchFailure, FetchRefused, Policy

MAX_URL = 2_000
_SCHEMES = {"http": 80, "https": 443}
# carry an IPv4 address inside: the address inside decides
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# What IANA's registries or a cloud keep for the network that the bot stands in, but `is_global` of some or
# of all versions of Python takes for public.
_LOCAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's own: it hands a machine its configuration and its keys
        "192.0.0.0/24",  # IETF protocol assignments: whoever answers there stands at the next router
        "192.88.99.0/24",  # relays of 6to4, deprecated by RFC 7526
        "fec0::/10",  # site-local, deprecated by RFC 3879 and routed in old networks still
        "64:ff9b:1::/48",  # NAT64 within a network (RFC 8215)
        "100::/64",  # discarded (RFC 6666)
        "3fff::/20",  # documentation (RFC 9637)
        "5f00::/16",  # segment identifiers (RFC 9602)
    )
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_url(url: str) -> str:
    """The URL without its fragment. Raises FetchRefused, with the reason, for one that is not fetched."""
    if len(url) > MAX_URL:
        raise refused(url, f"the address is longer than {MAX_URL} characters")
    # urlsplit() drops tabs and line ends silently: what was checked would not be what is fetched
    if any(ord(char) <= 32 or ord(char) == 127 for char in url.strip()):
        raise refused(url, "the address holds spaces or control characters")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise refused(url, "this is no web address") from None
    if parts.scheme.lower() not in _SCHEMES:
        raise refused(url, f"only http and https are fetched, not {parts.scheme or 'a bare path'}")
    if not parts.hostname:
        raise refused(url, "the address names no host")
    if parts.username is not None or parts.password is not None:
        raise refused(url, "addresses with a user name or password are not fetched")
    if port == 0:
        raise refused(url, "port 0 cannot be fetched")
    return parts._replace(fragment="").geturl()


def check_address(url: str, address: str, port: int, policy: Policy) -> None:
    """Raises FetchRefused for what is not on the public internet, unless the policy allows its network.

    `address` is an IP address as a socket gives it, `url` the one that the reason is given for.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _inner(ip)
    for network in policy.allowed:
        net = ipaddress.ip_network(network, strict=False)
        if (ip.version == net.version and ip in net) or (inner.version == net.version and inner in net):
            return
    if not (is_public(ip) and is_public(inner)):
        raise refused(
            url, f"{inner} is not on the public internet; `allow` in the configuration can permit it"
        )
    if port not in policy.ports:
        raise refused(url, f"port {port} is not one that web pages are fetched from")


def is_public(ip: Address) -> bool:
    """Whether IANA's registries have the address as globally reachable, and it is no multicast."""
    # is_global alone differs between versions of Python for some reserved blocks
    special = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_reserved or ip.is_unspecified
    local = any(ip in network for network in _LOCAL)  # False where one is of IPv4, the other of IPv6
    return ip.is_global and not special and not local and not ip.is_multicast


def host_of(url: str) -> str:
    """Scheme, host and port: what robots.txt and the delay between requests are about."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{(parts.netloc.rpartition('@')[2]).lower()}"


def redacted_url(url: str) -> str:
    """The URL as it may stand in a message: no user name, no password, not endless."""
    scheme, mark, rest = url.partition("//")
    host, slash, path = rest.partition("/")
    return (f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}")[:200]


def refused(url: str, reason: str) -> FetchRefused:
    """What to raise for an address that is not fetched."""
    return FetchRefused(FetchFailure(redacted_url(url), "address", reason))


def _inner(ip: Address) -> Address:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 one; else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip in _NAT64 or int(ip) >> 32 == 0:  # the latter: "IPv4-compatible", deprecated by RFC 4291
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip
