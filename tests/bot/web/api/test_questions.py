"""Questions over HTTP: the documents of `--json`, pages of long ones, and names that are not clear."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.web.api import engines, openapi_document, question_replies
from briefs.documents import answer
from briefs.index import TAKEN_IN, OutlineReader
from tests.bot.web.api.conftest import Asker, Serving
from tests.briefs.documents.test_answering import ASKED


async def test_every_question_is_answered_with_the_document_of_the_shell(asker: Asker) -> None:
    today = datetime.now(UTC).date()
    for name, (_, arguments) in ASKED.items():
        status, document, headers = await asker.get(name, **arguments)
        same = await answer(asker.library.engine, name, arguments, today)
        if name == "statements":
            assert headers["X-Total-Count"] == str(len(same["statements"]))
        assert (status, document) == (200, same), name
        assert headers["Content-Type"] == "application/json"
        assert headers["Access-Control-Allow-Origin"] == "*"


async def test_the_statements_of_a_page_are_whole_where_the_rest_is_read_in_outline(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OutlineReader, "most_whole", 0)
    today = datetime.now(UTC).date()
    for name in ("position", "compare", "timeline", "person", "topic", "statements", "article"):
        arguments = ASKED[name][1]
        same = await answer(asker.library.engine, name, arguments, today)
        assert (await asker.get(name, **arguments))[1] == same, name
    _, last, _ = await asker.get("statements", limit="3", offset="100")
    _, whole, _ = await asker.get("statements", limit="500")
    assert last["statements"] == whole["statements"][100:103]


async def test_what_is_known_is_not_sent_again_and_nothing_is_sent_of_a_head(asker: Asker) -> None:
    question = {"person": "lavrov", "topic": "missile-defence"}
    _, document, headers = await asker.get("position", **question)
    for tag in (headers["ETag"], f"W/{headers['ETag']}", f'"other", {headers["ETag"]}', "*"):
        status, body, again = await asker.get("position", _headers={"If-None-Match": tag}, **question)
        assert (status, body, again["ETag"]) == (304, "", headers["ETag"])
    status, whole, _ = await asker.get("position", _headers={"If-None-Match": '"other"'}, **question)
    assert (status, whole) == (200, document)
    status, body, bare = await asker.get("position", "HEAD", **question)
    assert (status, body) == (200, "") and bare["Content-Length"] == headers["Content-Length"]


async def test_what_comes_in_beside_the_library_makes_kept_checks_old(
    serving: Serving, library_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(library_copy, rate=0) as asker:
        asked = ASKED["verify"][1]
        before = (await asker.get("verify", **asked))[2]["ETag"]
        assert (await asker.get("verify", **asked))[2]["ETag"] == before
        (asker.library.cache / TAKEN_IN).write_bytes(b"")
        monkeypatch.setattr(question_replies, "taken_in_stamp", lambda file: "another")
        status, _, headers = await asker.get("verify", _headers={"If-None-Match": before}, **asked)
        assert status == 200 and headers["ETag"] != before
        assert (await asker.get("stats"))[0] == 200


async def test_pages_lead_to_each_other_and_hold_everything_once(asker: Asker) -> None:
    _, whole, headers = await asker.get("statements", limit="500")
    total = int(headers["X-Total-Count"])
    assert total == len(whole["statements"]) > 100
    path, found = "/api/v1/statements?limit=40", []
    while path:
        _, page, headers = await asker.get(path)
        found += [statement["id"] for statement in page["statements"]]
        assert page["coverage"] == whole["coverage"]
        links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', headers["Link"]))
        path = next((address for address, rel in links.items() if rel == "next"), "")
    assert found == [statement["id"] for statement in whole["statements"]]
    _, beyond, headers = await asker.get("statements", offset="100000")
    assert beyond["statements"] == [] and headers["X-Total-Count"] == str(total)
    _, people, headers = await asker.get("people", limit="2")
    assert len(people["people"]) == 2 and 'rel="next"' in headers["Link"]


async def test_a_name_that_means_several_is_answered_with_the_ways_to_go_on(asker: Asker) -> None:
    status, document, _ = await asker.get(
        "position", person="minister", topic="missile defence", since="2011"
    )
    assert status == 300 and document["outcome"] == "ambiguous" and len(document["choices"]) > 1
    choices = openapi_document()["components"]["schemas"]
    Draft202012Validator({**choices["choices"], "components": {"schemas": choices}}).validate(document)
    for choice in document["choices"]:
        status, chosen, _ = await asker.get(choice["href"])
        assert status == 200 and chosen["person"]["id"] == choice["id"] and chosen["since"] == "2011-01-01"
    _, document, _ = await asker.get("compare", person="rasmussen", other="minister", topic="missile defence")
    assert all("person=rasmussen&other=" in choice["href"] for choice in document["choices"])


async def test_a_name_of_nobody_is_a_problem_with_suggestions(asker: Asker) -> None:
    status, told, headers = await asker.get("person", person="merkel")
    assert status == 404 and headers["Content-Type"] == "application/problem+json"
    assert told["detail"] == "“merkel” is not a person or group on record."
    assert told["asked"] == {"role": "person", "text": "merkel"} and told["hint"]
    status, told, _ = await asker.get("person", person="general")
    assert status == 404 and told["suggestions"][0]["id"] == "anders-fogh-rasmussen"
    status, _, _ = await asker.get(told["suggestions"][0]["href"])
    assert status == 200


REFUSED = [
    ("position?person=lavrov", 400, "`position` lacks its topic."),
    ("position?person=lavrov&topic=syria&who=x", 400, "`position` has no argument “who”."),
    ("person?person=lavrov&person=kerry", 400, "“person” stands there twice."),
    ("person?person=%ff%fe", 400, "The address is not UTF-8."),
    ("person?person=", 400, "Person is empty."),
    ("person?person=" + "x" * 201, 400, "Person is longer than 200 characters."),
    ("people?limit=0", 400, "“0” is no limit."),
    ("people?offset=-1", 400, "“-1” is no offset."),
    ("people?limit=%D9%A3", 400, "“٣” is no limit."),
    ("people?" + "&".join(f"a{n}=1" for n in range(17)), 400, "There are more than 16 parameters."),
    ("timeline?topic=syria&since=soon", 400, "“soon” is no date"),
    ("timeline?topic=syria&since=2013&until=2011", 400, "Since 2013-01-01 is after until 2011-12-31."),
    (
        "compare?person=lavrov&other=%D0%BB%D0%B0%D0%B2%D1%80%D0%BE%D0%B2&topic=syria",
        400,
        "Both names mean Sergei Lavrov.",
    ),
    ("search?words=%00%01", 400, "There is no word to search for."),
    ("statement?statement=nothing-01", 404, "There is no statement “nothing-01”."),
    ("article?article=zzz", 404, "No article begins with “zzz”."),
    ("nothing", 404, "There is nothing at this address."),
    ("/api/v2/position", 404, "There is nothing at this address."),
    ("people?a=" + "x" * 33_000, 414, "The address is longer than 32000 bytes."),
]


async def test_what_cannot_be_answered_is_told_in_a_sentence(asker: Asker) -> None:
    schemas = openapi_document()["components"]["schemas"]
    validator = Draft202012Validator({**schemas["problem"], "components": {"schemas": schemas}})
    for path, status, told in REFUSED:
        found, problem, headers = await asker.get(path)
        assert (found, headers["Content-Type"]) == (status, "application/problem+json"), path[:200]
        assert problem["detail"].startswith(told) and problem["hint"], path[:200]
        validator.validate(problem)


async def test_it_can_only_be_read(asker: Asker) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
        status, problem, headers = await asker.get("people", method)
        assert (status, headers["Allow"]) == (405, "GET, HEAD, OPTIONS"), method
        assert problem["detail"] == "This can only be read."
    status, body, headers = await asker.get("people", "OPTIONS", _headers={"Origin": "https://example.org"})
    assert (status, body) == (204, "") and headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


async def test_who_asks_too_often_is_told_when_to_come_again(serving: Serving) -> None:
    async with serving(rate=0.001) as asker:
        assert (await asker.get("people"))[0] == 200
        status, problem, headers = await asker.get("people")
        assert status == 429 and int(headers["Retry-After"]) > 100
        assert "Ask again in" in problem["hint"]


async def test_too_many_at_once_and_a_fault_are_told_without_a_trace(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "MOST_WAITING", 0)
    status, problem, headers = await asker.get("stats")
    assert status == 503 and headers["Retry-After"] and problem["detail"].startswith("More questions wait")
    monkeypatch.undo()

    async def broken(*_: object) -> None:
        raise RuntimeError("a secret of the program")

    monkeypatch.setattr(question_replies, "ask", broken)
    status, problem, _ = await asker.get("person", person="lavrov")
    assert status == 500 and "secret" not in str(problem)
    assert re.fullmatch(r"Report it as [0-9a-f]{6}\.", problem["hint"])


async def test_a_library_that_changes_is_swapped_whole(serving: Serving, library_copy: Path) -> None:
    async with serving(library_copy, rate=0) as asker:
        _, before, headers = await asker.get("people")
        assert "Nobody Yet" not in str(before)
        people = library_copy / "config/people.yaml"
        with people.open("a", encoding="utf-8") as file:
            file.write("\n  - id: nobody-yet\n    name: Nobody Yet\n")
        _, same, _ = await asker.get("people")
        assert same == before, "until it is swapped in, the library of before answers"
        await asker.library.reload()
        status, after, again = await asker.get("people", _headers={"If-None-Match": headers["ETag"]})
        assert status == 200 and again["ETag"] != headers["ETag"]
        assert "Nobody Yet" in str(after)
        status, person, _ = await asker.get("person", person="nobody yet")
        assert status == 200 and person["outcome"] == "nothing"


async def test_a_damaged_index_is_told_and_answers_again_when_it_is_mended(
    serving: Serving, library_copy: Path
) -> None:
    async with serving(library_copy, rate=0) as asker:
        index = asker.library.engine.path
        sound = index.read_bytes()
        index.write_bytes(b"nothing of an index" * 5000)
        for path in ("stats", "reconcile?queries=%7B%7D"):
            status, problem, headers = await asker.get(path)
            assert status == 503 and headers["Retry-After"]
            assert problem["detail"] == "The index file is damaged."
        index.write_bytes(sound)
        assert (await asker.get("stats"))[0] == 200


async def test_pages_and_questions_come_from_one_server(serving: Serving, tmp_path: Path) -> None:
    (tmp_path / "site/.hidden").mkdir(parents=True)
    (tmp_path / "site/.hidden/manifest.json").write_text("{}")
    (tmp_path / "site/index.html").write_text("home")
    (tmp_path / "site/404.html").write_text("missing")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site/out.txt").symlink_to(tmp_path / "secret.txt")
    async with serving(pages=tmp_path / "site") as asker:
        for path, expected in {
            "/": (200, "home"), "/index.html": (200, "home"), "/no": (404, "missing"),
            "/.hidden/manifest.json": (404, "missing"), "/out.txt": (404, "missing"),
            "/%2e%2e/secret.txt": (404, "missing"), "/..%2fsecret.txt": (404, "missing"),
            "/%00": (404, "missing"), "/%ff": (404, "missing"), "//secret.txt": (404, "missing"),
        }.items():  # fmt: skip
            status, body, headers = await asker.get(path)
            assert (status, body) == expected, path
            assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert (await asker.get("people"))[0] == 200
        # what is asked of the API is answered as it answers, also where there is nothing
        assert (await asker.get("nothing"))[1]["detail"] == "There is nothing at this address."
        for root in ("/api/v1", "/api/v1/"):
            assert (await asker.get(root))[1]["questions"]["people"] == "/api/v1/people"
        assert (await asker.get("/index.html", "POST"))[0] == 405
