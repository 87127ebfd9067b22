"""What a site's robots.txt allows, as RFC 9309 reads it."""

from __future__ import annotations

from briefs.ingest.fetch.robots import allows, parse
from briefs.ingest.fetch.types import RobotRule, Robots


def test_robots_rules():
    text = "User-agent: a\nUser-agent: onrecord/2\nDisallow: /x\nAllow: /x/y$\nDisallow: /*.pdf$\n"
    robots = parse(text, "onrecord")
    paths = ("/x", "/x/y", "/x/yz", "/a.pdf", "/a.pdf?b", "/")
    allowed = {path: allows(robots, f"http://h{path}") for path in paths}
    assert allowed == {
        "/x": False,
        "/x/y": True,
        "/x/yz": False,
        "/a.pdf": False,
        "/a.pdf?b": True,
        "/": True,
    }
    assert parse("Disallow: /", "onrecord") == Robots()
    assert parse("User-agent: *\nDisallow:\nCrawl-delay: x\n", "onrecord") == Robots()
    slow = Robots((RobotRule(False, "/" + "*a" * 500 + "$"),))
    assert allows(slow, "http://h/" + "a" * 1900 + "b")
