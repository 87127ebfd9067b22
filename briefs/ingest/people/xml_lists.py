"""Persons in XML: TEI's listPerson as ParlaMint has it, with its listOrg; TLCPerson of Akoma Ntoso.

https://clarin-eric.github.io/ParlaMint/#sec-participants. Nothing from outside the file is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from lxml import etree

from briefs.ingest.extract import name_in_tei
from briefs.ingest.people.listed import (
    LONGEST_TITLE,
    UnreadableDay,
    clean,
    clean_date,
    is_office,
    listed_person,
    named,
    wikidata_id,
)
from briefs.model import LocalizedText, Person, Role

_XML = "{http://www.w3.org/XML/1998/namespace}"
_TAGS = ("{*}person", "{*}org", "{*}event", "{*}TLCPerson")
# what an organisation is called by its id where no listOrg says what sort it is
_SORT_IN_ID = re.compile(
    r"(?i)^#?(?:\w*\.)?(parliamentaryGroup|politicalParty|politicalGroup|party|coalition)\b"
)
_GOVERNMENT = re.compile(r"(?i)^#?(?:gov|government)\b")
_PARTS_OF_ID = re.compile(r"(?<=[a-z])(?=[A-Z])")


def xml_persons(
    files: Mapping[str, bytes], report: Callable[[str, str], None], leave_out: Callable[[str], None]
) -> Iterator[Person]:
    """The persons of all these files, their organisations named by what any of them says.

    A file that is broken is reported, with the reason, and gives nothing. A person without a name has an
    empty one.
    """
    organisations: dict[str, Any] = {}
    terms: dict[str, Any] = {}
    sound = []
    for name, body in files.items():
        try:
            for element in _elements(body):
                kept = {"org": organisations, "event": terms}.get(_kind(element))
                if kept is not None:
                    kept[element.get(f"{_XML}id") or ""] = element
                elif _kind(element) == "person":
                    element.clear()  # a parliament's list is long: it is read twice, and never held whole
            sound.append(body)
        except etree.XMLSyntaxError as error:
            report(name, f"the XML is broken: {error.msg}")
    for element in chain.from_iterable(map(_elements, sound)):
        if _kind(element) == "TLCPerson":
            yield _tlc_person(element)
        elif _kind(element) == "person":
            yield _tei_person(element, organisations, terms, leave_out)
            element.clear()


def _elements(body: bytes) -> Iterator[Any]:
    for _, element in etree.iterparse(
        io.BytesIO(body), tag=_TAGS, resolve_entities=False, no_network=True, remove_comments=True
    ):
        yield element


def _kind(element: Any) -> str:
    return str(etree.QName(element).localname)


def _tlc_person(element: Any) -> Person:
    name = clean(element.get("showAs"))
    item = wikidata_id(element.get("href"))
    return Person(clean(element.get("eId") or element.get("id")), named(name), wikidata=item)


def _tei_person(
    element: Any,
    organisations: Mapping[str, Any],
    terms: Mapping[str, Any],
    leave_out: Callable[[str], None],
) -> Person:
    forms = [each for each in element.iterfind("{*}persName") if _text(each)]
    # who changed a name bears the latest; of several languages English has it in Latin letters
    forms.sort(key=lambda each: (each.get("to") or "9999", _language(each) in ("", "en")), reverse=True)
    names = [_text(each) for each in forms]
    russian = next((_text(each) for each in forms if _language(each) == "ru"), "")
    id, roles = clean(element.get(f"{_XML}id")), []
    for each in element.iterfind("{*}affiliation"):
        try:
            role = _role(each, organisations, terms)
        except UnreadableDay as day:
            leave_out(f"{names[0] if names else id}: an office, as its day “{day}” cannot be read")
        else:
            roles += [role] if role else []
    links = (each.text or each.get("target") for each in element.iterfind("{*}idno"))
    item = next((item for each in links if (item := wikidata_id(each))), None)
    return listed_person(id, names, russian, roles, item)


def _text(element: Any) -> str:
    name = clean(name_in_tei(element))
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and not len(element) else name


def _role(element: Any, organisations: Mapping[str, Any], terms: Mapping[str, Any]) -> Role | None:
    ref = (element.get("ref") or "").lstrip("#")
    organisation = organisations.get(ref)
    sort = organisation.get("role") if organisation is not None else ""
    body = _labels(organisation.iterfind("{*}orgName")) if organisation is not None else named(clean(ref))
    title = _labels(element.iterfind("{*}roleName"))
    kind = (element.get("role") or "member").split()[0]
    if not title.en and kind.casefold() in ("member", "mp"):
        found = _SORT_IN_ID.match(ref)
        # who governs holds an office there, which is listed beside the bare membership
        if not body.en or not is_office(sort or (found and found[1])) or _governs(sort, ref):
            return None
        title = named(f"member of {body.en}")
    elif not title.en:
        title = named(" ".join(_PARTS_OF_ID.split(kind)).lower().replace("_", " "))
    spans = [
        element,
        *(terms[id] for id in (element.get("ana") or "").replace("#", "").split() if id in terms),
    ]
    start = next((day for each in spans if (day := clean_date(each.get("from") or each.get("when")))), None)
    end = next((day for each in spans if (day := clean_date(each.get("to") or each.get("when")))), None)
    return Role(title, (), body.en or None, start, end)


def _governs(sort: str | None, ref: str) -> bool:
    return sort == "government" or (not sort and _GOVERNMENT.match(ref) is not None)


def _labels(elements: Iterable[Any]) -> LocalizedText:
    """The English text, else the first; a Russian one beside it. Of names whole ones go before short ones."""
    found = sorted(elements, key=lambda each: each.get("full") in ("abb", "init"))
    texts = [
        (_language(each), clean(" ".join("".join(each.itertext()).split()), LONGEST_TITLE)) for each in found
    ]
    texts = [(code, text) for code, text in texts if text]
    by_language = {code: text for code, text in reversed(texts)}
    title = by_language.get("en") or (texts[0][1] if texts else "")
    return named(title, ru=by_language.get("ru", ""))


def _language(element: Any) -> str:
    """The code of its language; of one written in Latin letters English's."""
    code = element.get(f"{_XML}lang") or ""
    return "en" if code.endswith("-Latn") else code[:2]
