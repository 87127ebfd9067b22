"""The reconciliation service: each message has the form that the protocol asks for, of what is on record."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from briefs.documents import json_schema as form
from tests.bot.web.api.conftest import Asker, Serving

_TYPE = form.record(id=form.text(), name=form.text())
_WHERE = form.record(service_url=form.text(pattern="^https?://[^/]+$"), service_path=form.text(pattern="^/"))
_FOR_EACH = form.text(pattern=r".*\{\{id\}\}.*")
# What the schemas of the specification (0.2) require of a service, as far as this one uses them.
MANIFEST = form.record(
    versions=form.many(form.text(), contains={"const": "0.2"}),
    name=form.text(),
    identifierSpace=form.text(),
    schemaSpace=form.text(),
    documentation=form.text(),
    defaultTypes=form.many(_TYPE, uniqueItems=True),
    view=form.record(url=_FOR_EACH),
    preview=form.record(url=_FOR_EACH, width=form.whole(), height=form.whole()),
    suggest=form.record(entity=_WHERE, type=_WHERE, property=_WHERE),
    extend=form.record(propose_properties=_WHERE, property_settings=form.many(form.record())),
)
RESULTS: Any = {
    "type": "object",
    "additionalProperties": form.record(
        result=form.many(
            form.record(
                id=form.text(),
                name=form.text(),
                description=form.text(),
                type=form.many(_TYPE),
                score=form.number(),
                match=form.flag(),
                features=form.many(form.record(id=form.text(), value=form.number())),
            )
        )
    ),
}
SUGGESTED = form.record(
    result=form.many(
        form.record(id=form.text(), name=form.text(), description=form.text(), notable=form.many(_TYPE))
    )
)
_VALUE = {
    "oneOf": [
        form.record(str=form.text()),
        form.record(int=form.whole()),
        form.record(id=form.text(), name=form.text()),
    ]
}
_EACH_KEY: Any = {"type": "object", "additionalProperties": form.many(_VALUE)}
EXTENDED = form.record(meta=form.many(_TYPE), rows={"type": "object", "additionalProperties": _EACH_KEY})


def follows(schema: Any, document: Any) -> None:
    Draft202012Validator(schema).validate(document)


async def reconciled(asker: Asker, **queries: Any) -> Any:
    status, document, _ = await asker.get("reconcile", queries=json.dumps(queries))
    assert status == 200
    follows(RESULTS, document)
    assert list(document) == list(queries)
    return {name: found["result"] for name, found in document.items()}


async def test_its_manifest_names_addresses_that_answer(asker: Asker) -> None:
    status, manifest, headers = await asker.get("reconcile")
    assert status == 200 and headers["Access-Control-Allow-Origin"] == "*"
    follows(MANIFEST, manifest)
    for place in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        assert place["service_url"] == asker.address
        assert (await asker.get(place["service_path"], prefix="l", type="person"))[0] == 200
    _, strange, _ = await asker.get("reconcile", _headers={"Host": "evil.example/<script>"})
    assert strange == manifest


async def test_names_in_any_spelling_are_found_and_only_one_is_certain(asker: Asker) -> None:
    found = await reconciled(
        asker,
        q0={"query": "Лавров"},
        q1={"query": "missile defence", "type": "topic", "limit": 3},
        q2={"query": "minister", "type": ["person"], "type_strict": "should"},
        q3={"query": "quantum gravity of whales"},
        q4={"query": "somebody", "properties": [{"pid": "wikidata", "v": "Q58217"}]},
        q5={"query": "lavrov", "type": "ship"},
        q6={"properties": [{"pid": "wikidata", "v": [{"id": "Q58217"}, 5]}]},
        q7={"query": "x" * 5000},
    )
    first = found["q0"][0]
    assert (first["id"], first["match"], first["type"][0]["id"]) == ("person/sergei-lavrov", True, "person")
    assert "Foreign Minister" in first["description"]
    assert found["q1"][0]["id"] == "topic/missile-defence" and found["q1"][0]["match"]
    assert len(found["q1"]) <= 3
    assert len(found["q2"]) > 1 and not any(each["match"] for each in found["q2"])
    assert found["q3"] == found["q5"] == [] and not any(each["match"] for each in found["q7"])
    for name in ("q4", "q6"):
        assert (found[name][0]["id"], found[name][0]["match"]) == ("person/sergei-lavrov", True)


async def test_a_form_is_read_as_an_address_is(asker: Asker) -> None:
    queries = json.dumps({"q0": {"query": "rasmussen"}})
    _, same, _ = await asker.get("reconcile", queries=queries)
    async with asker.session.post(f"{asker.address}/api/v1/reconcile", data={"queries": queries}) as answer:
        assert answer.status == 200 and await answer.json() == same
    async with asker.session.post(f"{asker.address}/api/v1/reconcile", json={"queries": {}}) as answer:
        assert answer.status == 400 and "is no form" in (await answer.json())["detail"]
    async with asker.session.post(
        f"{asker.address}/api/v1/reconcile", data={"queries": "x" * 300_000}
    ) as answer:
        assert answer.status == 413


async def test_entities_are_suggested_shown_and_extended(serving: Serving) -> None:
    async with serving(rate=0, site="https://record.example/") as asker:
        _, document, _ = await asker.get("reconcile/suggest/entity", prefix="lav")
        follows(SUGGESTED, document)
        assert document["result"][0]["id"] == "person/sergei-lavrov"
        _, page, headers = await asker.get("reconcile/preview", id="person/sergei-lavrov")
        assert "Sergei Lavrov" in page and "https://record.example/person/sergei-lavrov.html" in page
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        url = f"{asker.address}/api/v1/reconcile/view?id=person%2Fsergei-lavrov"
        async with asker.session.get(url, allow_redirects=False) as answer:
            assert answer.status == 303
            assert answer.headers["Location"] == "https://record.example/person/sergei-lavrov.html"
        ids = ["person/sergei-lavrov", "topic/missile-defence", "person/nobody"]
        wanted = [{"id": name} for name in ("wikidata", "role", "statements", "broader", "height")]
        _, document, _ = await asker.get("reconcile", extend=json.dumps({"ids": ids, "properties": wanted}))
        follows(EXTENDED, document)
        assert document["rows"]["person/sergei-lavrov"]["wikidata"] == [{"str": "Q58217"}]
        assert document["rows"]["topic/missile-defence"]["role"] == []
        assert set(map(str, document["rows"]["person/nobody"].values())) == {"[]"}
        _, document, _ = await asker.get("reconcile/properties", type="topic", limit="1")
        assert document["properties"] == [{"id": "wikidata", "name": "Wikidata item"}]
        for below in ("preview", "view"):
            assert (await asker.get(f"reconcile/{below}", id="person/nobody"))[0] == 404
        assert (await asker.get("reconcile/elsewhere"))[0] == 404


REFUSED = [
    {"queries": "{"},
    {"queries": "[]"},
    {"queries": "[" * 20_000},
    {"queries": '{"q0": 5}'},
    {"queries": '{"q0": {}}'},
    {"queries": '{"q0": {"query": 5}}'},
    {"queries": '{"q0": {"query": "a", "limit": 1e999}}'},
    {"queries": '{"q0": {"query": "a", "limit": "many"}}'},
    {"queries": '{"q0": {"query": "a", "type": 5}}'},
    {"queries": '{"q0": {"query": "a", "properties": 5}}'},
    {"queries": '{"q0": {"query": "a", "properties": [{"pid": "wikidata"}]}}'},
    {"queries": '{"q0": {"query": "\\ud800"}}'},
    {"queries": json.dumps({f"q{n}": {"query": "a"} for n in range(101)})},
    {"extend": "5"},
    {"extend": '{"ids": [5], "properties": []}'},
    {"extend": '{"ids": [], "properties": [5]}'},
]


async def test_what_is_no_message_of_the_protocol_is_refused(asker: Asker) -> None:
    for given in REFUSED:
        async with asker.session.post(f"{asker.address}/api/v1/reconcile", data=given) as answer:
            problem = await answer.json()
            assert answer.status == 400 and problem["detail"] and problem["hint"], given
