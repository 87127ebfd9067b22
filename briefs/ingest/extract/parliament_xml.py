"""Records of parliaments in XML: ParlaMint's TEI, Akoma Ntoso, parlparse. The file says who speaks.

https://clarin-eric.github.io/ParlaMint/, https://docs.oasis-open.org/legaldocml/akn-core/v1.0/,
https://parser.theyworkforyou.com/. No entity from outside the file is read and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from lxml import etree

from briefs.ingest.extract.transcript_text import RecordedTranscript, TranscriptText
from briefs.ingest.extract.turn_labels import label_of
from briefs.ingest.extract.turn_speakers import TurnSpeaker

_ROOT = re.compile(rb"<(?:\w+:)?(TEI|akomaNtoso|publicwhip)[\s>]")
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# what stands among a speaker's words and is not said
_UNSAID = frozenset("note desc gap head from heading num scene remark authorialNote narrative".split())
_BLOCKS = frozenset("seg p blockquote li item td".split())


def is_parliament_xml(body: bytes) -> bool:
    """Whether the file is one of these formats, by its first element."""
    return _ROOT.search(body[:8192]) is not None


def read_parliament_xml(body: bytes, names: Mapping[str, str] | None = None) -> RecordedTranscript:
    """The turns of a record. `names`: persons by their ids, for files that hold the ids alone.

    Raises ValueError where the XML is broken or none of the formats.
    """
    # entities of the file itself alone, with libxml2's bound on what they may grow to
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the XML is broken: {error.msg}") from None
    read = {"TEI": _tei, "akomaNtoso": _akoma_ntoso, "publicwhip": _parlparse}.get(_name(root))
    if read is None:
        raise ValueError("the XML is no record of speeches that is known")
    return read(root, names or {})


def _persons(root: Any) -> dict[str, str]:
    found = {}
    for person in root.iter("{*}person"):
        named = next(person.iter("{*}persName"), None)
        if named is not None and person.get(_ID):
            found[person.get(_ID)] = name_in_tei(named)
    return found


def name_in_tei(named: Any) -> str:
    """The name in a persName, in the order in which it is said, without titles."""
    kinds = ("forename", "nameLink", "surname")
    parts = [_line(part) for kind in kinds for part in named.iter(f"{{*}}{kind}")]
    return " ".join(filter(None, parts)) or _line(named)


def _tei(root: Any, names: Mapping[str, str]) -> RecordedTranscript:
    known = {**names, **_persons(root)}
    language = (root.get(_LANG) or "")[:2] or None
    titles = list(root.iterfind(".//{*}titleStmt/{*}title"))
    mine = [t for t in titles if (t.get(_LANG) or "")[:2] == language] or titles
    # the main title is the corpus's, the same for every sitting
    mine.sort(key=lambda t: t.get("type") != "sub")
    title = _line(mine[0]) if mine else "Sitting"
    days = [e.get("when") for e in root.iterfind(".//{*}setting/{*}date")] + [
        e.get("when") for e in root.iterfind(".//{*}sourceDesc//{*}date")
    ]
    said = next((day for day in days if day and _DAY.fullmatch(day)), "")
    place = next(
        (_line(e) for e in root.iterfind(".//{*}setting/{*}name") if e.get("type") in ("city", "place")), None
    )
    out = TranscriptText(title, f"{place}, {said}" if place else said)
    label = ""
    for element in root.iterfind(".//{*}body//{*}*"):
        match _name(element):
            case "head":
                out.heading(_line(element))
            case "note" if element.get("type") == "speaker":
                label = _line(element).rstrip(": ")
            case "u":
                id = (element.get("who") or "").lstrip("#")
                named, spaced = _labelled(label), _spaced(id, label)
                whole = spaced if named and named.casefold() in spaced.casefold().split() else named
                name = known.get(id) or whole or spaced
                out.turn(name or label, list(_paragraphs(element)), TurnSpeaker(name or None, by="file"))
                label = ""
    return out.finished(title, said, place, language)


def _akoma_ntoso(root: Any, names: Mapping[str, str]) -> RecordedTranscript:
    shown = {
        e.get("eId") or e.get("id") or "": e.get("showAs") or ""
        for kind in ("TLCPerson", "TLCRole")
        for e in root.iter(f"{{*}}{kind}")
    }
    days = [e.get("date") or "" for e in root.iter("{*}FRBRdate")]
    said = next((day for day in days if _DAY.fullmatch(day)), "")
    title = next((_line(e) for e in root.iter("{*}docTitle", "{*}heading")), "Debate")
    out = TranscriptText(title, said)
    for element in root.iter("{*}heading", "{*}speech", "{*}question", "{*}answer"):
        if _name(element) == "heading":
            out.heading(_line(element))
            continue
        source = next(element.iter("{*}from"), None)
        label = _line(source).rstrip(": ") if source is not None else ""
        id = (element.get("by") or "").lstrip("#")
        name = shown.get(id) or names.get(id) or _labelled(label)
        role = shown.get((element.get("as") or "").lstrip("#"))
        out.turn(
            label or name or "", list(_paragraphs(element)), TurnSpeaker(name or None, role or None, "file")
        )
    return out.finished(title, said, None, (root.get(_LANG) or "")[:2] or None)


def _parlparse(root: Any, names: Mapping[str, str]) -> RecordedTranscript:
    headings = [e for e in root if _name(e) in ("major-heading", "minor-heading")]
    title = _line(headings[0]) if headings else "Debate"
    ids = " ".join(filter(None, (e.get("id") for e in root)))
    day = _DAY.search(ids)
    said = day[0] if day else ""
    out = TranscriptText(title, said)
    for element in root:
        kind = _name(element)
        if kind in ("major-heading", "minor-heading"):
            out.heading(_line(element))
        elif kind == "speech" and element.get("nospeaker") != "true" and element.get("speakername"):
            name = _labelled(element.get("speakername")) or element.get("speakername")
            office = element.get("speakeroffice") or None
            out.turn(
                element.get("speakername"), list(_paragraphs(element)), TurnSpeaker(name, office, "file")
            )
    return out.finished(title, said)


def _paragraphs(element: Any) -> Iterator[str]:
    """The words of an utterance by paragraph, without what is not said."""
    blocks = [e for e in element.iter() if _name(e) in _BLOCKS and not _has_block(e)]
    for block in blocks or [element]:
        if not any(_name(each) in _UNSAID for each in block.iterancestors()):
            yield _words(block)


def _has_block(element: Any) -> bool:
    return any(_name(e) in _BLOCKS for e in element.iterdescendants())


def _words(element: Any) -> str:
    tokens = [e for e in element.iter() if _name(e) in ("w", "pc")]
    if tokens:  # an annotated corpus has each word in an element of its own
        return "".join(
            f"{e.text or ''}{'' if e.get('join') in ('right', 'both') else ' '}" for e in tokens
        ).strip()
    parts = [element.text or ""]
    for child in element:
        if _name(child) not in _UNSAID:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _labelled(label: str | None) -> str:
    """The name in a label, without its office: “The Prime Minister (Mr David Cameron)”."""
    found = label_of(label, 0, 0) if label else None
    return found.name if found and found.sort == "name" else ""


def _spaced(id: str, label: str = "") -> str:
    """“BenWallace”, “Ben.Wallace”, “BenWallace.1970” as a name; an id that is none gives nothing.

    Where the label has the id's first word for its last, the surname stands first: “LozanoIrene”.
    """
    plain = re.sub(r"(?<=[^\W\d_])[._]", " ", re.sub(r"[._-]\d{4}$", "", id))
    words = "".join(
        f" {char}" if char.isupper() and before.islower() else char for before, char in pairwise(f" {plain}")
    )
    if not re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)+", words):
        return ""
    first, *others = words.split()
    shown = {word.casefold() for word in re.findall(r"[^\W\d_]+", label)}
    if first.casefold() in shown and shown.isdisjoint(word.casefold() for word in others):
        return " ".join((*others, first))
    return words


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _line(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
