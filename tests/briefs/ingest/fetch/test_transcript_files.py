"""Captions and records of parliaments: every utterance, the speaker as in the file, nothing fetched."""

from __future__ import annotations

import pytest

from briefs.ingest.extract import extract, read_parliament_xml
from briefs.ingest.fetch import FetchRefused, WebPage, page_parser

TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title type="main" xml:lang="en">House of Commons</title></titleStmt></fileDesc>
<profileDesc><settingDesc><setting><name type="city">London</name>
<date when="2020-01-07"/></setting></settingDesc></profileDesc></teiHeader>
<text><body><div><head>Iran</head><note type="speaker">Ben Wallace (Con):</note>
<u who="#BenWallace"><seg>The House
will know.</seg><note type="time">3.30 pm</note>
<seg>We <gap/>urge calm<kinesic><desc>Applause</desc></kinesic>.</seg>
</u>
<u who="#LindsayHoyle"><seg><s><w join="right">Order</w><pc>.</pc></s></seg></u></div></body></text></TEI>"""
AKOMA = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><identification>
<FRBRWork><FRBRdate date="2015-11-26" name="sitting"/></FRBRWork></identification><references>
<TLCPerson eId="cameron" href="/p" showAs="David Cameron"/></references></meta><debateBody><debateSection>
<heading>Syria</heading><question by="#x"><from>Jeremy Corbyn</from><p>Why now?</p></question>
<speech by="#cameron"><from>The Prime Minister</from><p>We face <i>a</i> threat.</p><p>Act.</p></speech>
</debateSection></debateBody></debate></akomaNtoso>"""
PARLPARSE = """<publicwhip><major-heading id="debate/2013-08-29a.1425.0">Syria</major-heading>
<speech id="debate/2013-08-29a.1425.1" speakername="Mr David Cameron">
<p>I beg to move.</p><p>It is so.</p></speech>
<speech id="debate/2013-08-29a.1425.2" nospeaker="true"><p>rose—</p></speech></publicwhip>"""
VTT = """WEBVTT

1
00:00:01.000 --> 00:00:04.000 align:start
<v Jens Stoltenberg>Good morning. We met

00:00:04.000 --> 00:00:06.500
<v Jens Stoltenberg>with <i>the</i> ministers.</v>

01:00:08.000 --> 01:00:10.000
<v.loud Federica Mogherini>Europe &amp; all are ready.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
SERGEI LAVROV: We have agreed
on all points.

2
00:00:04,200 --> 00:00:06,000
Work begins on Monday.

3
00:00:07,000 --> 00:00:09,000
- JOHN KERRY: I thank Sergei.

4
00:00:09,500 --> 00:00:11,000
[APPLAUSE]

5
00:00:12,000 --> 00:00:13,000
>> I do not.
"""
NAMELESS = """WEBVTT

00:01.000 --> 00:04.000
I am told that Sergei Lavrov will speak here later today.
"""
FILES = {
    "tei": (
        TEI,
        "2020-01-07",
        [("Ben Wallace", "The House will know.\n\nWe urge calm."), ("Lindsay Hoyle", "Order.")],
    ),
    "akoma ntoso": (
        AKOMA,
        "2015-11-26",
        [("Jeremy Corbyn", "Why now?"), ("David Cameron", "We face a threat.\n\nAct.")],
    ),
    "parlparse": (PARLPARSE, "2013-08-29", [("David Cameron", "I beg to move.\n\nIt is so.")]),
    "webvtt": (
        VTT,
        None,
        [
            ("Jens Stoltenberg", "Good morning. We met with the ministers."),
            ("Federica Mogherini", "Europe & all are ready."),
        ],
    ),
    "srt": (
        SRT,
        None,
        [
            ("Sergei Lavrov", "We have agreed on all points. Work begins on Monday."),
            ("John Kerry", "I thank Sergei."),
            (None, "I do not."),
        ],
    ),
    "captions without names": (NAMELESS, None, []),
}


def page_of(text: str) -> WebPage:
    return page_parser.read(text.encode(), None)


@pytest.mark.parametrize("kind", FILES)
def test_every_utterance_is_the_speakers_that_the_file_names(kind: str) -> None:
    text, day, right = FILES[kind]
    page = page_of(text)
    found = extract(page.text, published=page.published, turns=page.turns, form=page.form)
    assert [(each.speaker, each.text) for each in found] == right
    assert page.published == day


def test_a_sitting_has_its_own_title_and_not_its_corpuss() -> None:
    titles = (
        '<title type="sub" xml:lang="de">4. Sitzung</title><title type="sub" xml:lang="en">Sitting 4</title>'
    )
    record = TEI.replace("</titleStmt>", f"{titles}</titleStmt>")
    assert read_parliament_xml(record.encode()).title == "Sitting 4"


def test_captions_keep_their_second() -> None:
    assert [turn.second for turn in page_of(VTT).turns] == [1.0, 3608.0]
    assert [turn.second for turn in page_of(SRT).turns] == [1.0, 7.0, 12.0]


def test_the_names_of_a_list_stand_for_its_ids() -> None:
    names = {"LindsayHoyle": "Lindsay Harvey Hoyle"}
    assert [turn.speaker.name for turn in read_parliament_xml(TEI.encode(), names).turns][
        1
    ] == "Lindsay Harvey Hoyle"


@pytest.mark.parametrize(
    ("id", "label", "name"),
    [
        ("BenWallace.1970", "", "Ben Wallace"),
        ("Durmuş.Yılmaz", "", "Durmuş Yılmaz"),
        ("IvanGašparovič.1941", "", "Ivan Gašparovič"),
        ("WallaceBen", "El señor WALLACE:", "Ben Wallace"),  # surname first, as the label shows
        ("PAD_00334", "", None),
        (" ", "", None),
    ],
)
def test_an_id_without_a_list_gives_the_name_that_is_in_it(id: str, label: str, name: str | None) -> None:
    body = TEI.replace("#BenWallace", f"#{id}").replace("Ben Wallace (Con):", label)
    assert read_parliament_xml(body.encode()).turns[0].speaker.name == name


def test_broken_xml_is_refused_in_one_sentence() -> None:
    with pytest.raises(FetchRefused, match="the XML is broken"):
        page_of(TEI[:-40])


def test_no_entity_reaches_outside_the_file(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", "utf-8")
    outside = f'<!DOCTYPE publicwhip [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY own "&#8211;">]>'
    body = outside + PARLPARSE.replace("I beg", "&own; &e; I beg")
    try:
        words = page_of(body).text
    except FetchRefused:
        return
    assert "hidden" not in words


def test_entities_that_grow_without_end_are_refused() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE publicwhip [<!ENTITY a0 "words">{levels}]>' + PARLPARSE.replace("I beg", "&a9;")
    with pytest.raises(FetchRefused):
        page_of(body)
