"""The process that touches what comes from outside: fetches, parses, extracts; one job at a time.

Started by briefs.ingest.worker.Worker. A job on standard input: two 4-byte lengths (big-endian), a JSON
header, raw bytes. A reply on standard output: its length, 1 if it is the last one else 0 (4 bytes each),
and a JSON pair of type and value. The process holds no secret, and its memory and processor time are
limited: whatever a hostile page does, at worst this process ends and the page is recorded as failed.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import struct
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, BinaryIO

from briefs import serialization
from briefs.ingest.fetch import (
    FeedReading,
    Fetched,
    FetchFailure,
    FetchRefused,
    Limits,
    Policy,
    Robots,
    SourceLook,
    WebPage,
    redacted_url,
)
from briefs.model import Topic

WorkerReply = tuple[str, Any]  # name of the type in client.REPLIES, value


def main() -> None:
    """Serves jobs until standard input ends. Arguments: bytes of memory, processor seconds for a job."""
    memory, cpu_seconds = int(sys.argv[1]), int(sys.argv[2])
    jobs, replies = _channels()
    _limit_memory(memory)
    # heavy libraries are imported by the jobs that need them: a feed costs no language model
    while (frame := _next_frame(jobs)) is not None:
        _limit_time(cpu_seconds)
        header, body = frame
        try:
            name, value = _run(header, body)
        except FetchRefused as refusal:
            asked = header.get("url")
            failure = refusal.failure
            name, value = "failure", replace(failure, url=redacted_url(asked) if asked else failure.url)
        except MemoryError:
            _send(replies, "failure", _failure(header, "needs more memory than is allowed"), last=True)
            os._exit(3)  # what is left of the heap is not to be trusted
        except RecursionError:
            name, value = "failure", _failure(header, "is nested too deeply")
        except Exception as problem:
            # a parser may raise anything on foreign input: the article fails, under its name
            name, value = "failure", _failure(header, f"cannot be read ({type(problem).__name__})")
        _send(replies, name, value)


def _run(job: dict[str, Any], body: bytes) -> WorkerReply:
    match job["job"]:
        case "page":
            return "page", _page(_fetch(job, None), job["url"])
        case "look":
            return "look", _look(job)
        case "feed":
            return "feed", _feed(job)
        case "robots":
            return "robots", _robots(job)
        case "read":
            from briefs.ingest.fetch import page_parser

            return "page", page_parser.read(
                body, job["content_type"], job["charset"], job["url"], job["names"]
            )
        case "extract":
            return "candidates", _extract(job, body)
    raise ValueError(job["job"])


def _fetch(job: dict[str, Any], accept: str | None) -> Fetched:
    from briefs.ingest.fetch import Request, fetch

    request = Request(job["url"], etag=job.get("etag"), last_modified=job.get("last_modified"))
    if accept:
        request = Request(request.url, accept, request.etag, request.last_modified)
    # an event loop a request: nothing of one host's connection outlives the job
    policy, limits = serialization.reader(Policy)(job["policy"]), serialization.reader(Limits)(job["limits"])
    return asyncio.run(fetch(request, policy, limits))


def _page(fetched: Fetched, asked: str) -> WebPage:
    from briefs.ingest.fetch import copy_of, page_parser

    page = page_parser.read(fetched.body, fetched.content_type, fetched.charset, fetched.url)
    return replace(page, copy=copy_of(fetched, asked, datetime.now(UTC)))


def _look(job: dict[str, Any]) -> SourceLook:
    """A page is read again only where its body is another one than that with the hash of the job."""
    fetched = _fetch(job, None)
    same = fetched.not_modified or sha256(fetched.body).hexdigest() == job["sha256"]
    page = None if same else _page(fetched, job["url"])
    return SourceLook(fetched.url, page, fetched.etag, fetched.last_modified)


def _feed(job: dict[str, Any]) -> FeedReading:
    from briefs.ingest.fetch import feed_parser

    fetched = _fetch(job, feed_parser.ACCEPT)
    return feed_parser.unchanged(fetched) if fetched.not_modified else feed_parser.read(fetched)


def _robots(job: dict[str, Any]) -> Robots:
    from briefs.ingest.fetch import robots

    try:
        fetched = _fetch(job, "text/plain,*/*;q=0.1")
    except FetchRefused as refusal:
        status = refusal.failure.status
        if status is not None and 400 <= status < 500 and status != 429:
            return Robots()  # RFC 9309: no such file, no rules
        raise
    return robots.parse(fetched.body[:500_000].decode("utf-8", "replace"), job["agent"])


def _extract(job: dict[str, Any], body: bytes) -> Any:
    from briefs.ingest.extract import Turn, extract, language_read

    people, topics = _lookups(body)
    english = language_read(job["text"], job["language"]) == "en"
    return extract(
        job["text"],
        published=job["published"],
        people=people,
        topics=topics,
        model=_model() if job["model"] and english else None,
        language=job["language"],
        turns=serialization.reader(tuple[Turn, ...])(job["turns"]),
        form=job["form"],
        bold=tuple(job["bold"]),
    )


# the library's names are the same for many articles in a row: they are indexed once
@lru_cache(maxsize=1)
def _lookups(entities: bytes) -> tuple[Any, Any]:
    from briefs.ingest.extract import TopicTagger
    from briefs.names import Entity, Lookup

    people, topics = json.loads(entities) if entities else ([], [])
    read, read_topic = serialization.reader(Entity), serialization.reader(Topic)
    return Lookup([read(each) for each in people]), TopicTagger([read_topic(each) for each in topics])


@lru_cache(maxsize=1)
def _model() -> Any:
    """The language model, loaded by the first article; None where it is not installed."""
    from briefs.ingest.extract import load_model

    return load_model()


def _failure(job: dict[str, Any], reason: str) -> FetchFailure:
    what = "the feed" if job["job"] == "feed" else "the page"
    return FetchFailure(redacted_url(str(job.get("url") or "")), "unreadable", f"{what} {reason}")


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """The pipes; a library that prints writes to standard error from here on."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, replies


def _next_frame(jobs: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    lengths = jobs.read(8)
    if len(lengths) < 8:
        return None
    head, tail = struct.unpack(">II", lengths)
    return json.loads(jobs.read(head)), jobs.read(tail)


def _send(replies: BinaryIO, name: str, value: Any, last: bool = False) -> None:
    data = json.dumps([name, serialization.to_json_value(value)], ensure_ascii=False, separators=(",", ":"))
    payload = data.encode("utf-8", "replace")
    replies.write(struct.pack(">II", len(payload), last) + payload)
    replies.flush()


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return  # no such limits on Windows; the time limit of the parent still holds
    # address space rather than resident memory, which Linux does not limit
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time(seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    # the limit counts from the start of the process: for each job it is moved on from what is used up
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, hard))


if __name__ == "__main__":
    main()
