"""Candidate statements of one article: what was said, by whom, when, how sure. Nothing is stored."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from briefs.ingest.extract import language_tables, parsed_reader, pattern_reader, patterns, table_reader
from briefs.ingest.extract.attribution import AttributionPass
from briefs.ingest.extract.blocks import TextBlock, blocks
from briefs.ingest.extract.calibration import NAMED_FROM, confidence
from briefs.ingest.extract.identity import PeopleLookup, SpeakerIds
from briefs.ingest.extract.language_detection import language_read
from briefs.ingest.extract.passages import QUOTATIONS, Passage
from briefs.ingest.extract.spoken_passages import wording_of
from briefs.ingest.extract.statement_dates import DateContext, StatementDate, StatementDateResolver
from briefs.ingest.extract.topics import TopicTagger
from briefs.ingest.extract.turn_candidates import turn_candidates
from briefs.ingest.extract.turns import Turn
from briefs.ingest.extract.types import (
    PARSED_AT_MOST,
    BlockAttributions,
    Candidate,
    CandidateKind,
    EntityLookup,
    PageForm,
)

__all__ = ["Candidate", "EntityLookup", "extract"]

_LONG_HEAD = 600  # characters: a shorter head holds title, day, place and who takes part
_GARBLED = re.compile(r"[^\w\s]{30}|\S{150}")  # what a tokeniser takes long over
_MARKS = frozenset('"“”„«»「」『』')


def extract(
    text: str,
    *,
    published: str | None = None,
    people: PeopleLookup | None = None,
    topics: TopicTagger | None = None,
    model: Any | None = None,
    language: str = "en",
    turns: tuple[Turn, ...] = (),
    form: PageForm = "article",
    bold: tuple[str, ...] = (),
) -> tuple[Candidate, ...]:
    """Candidates of one article, in reading order.

    `text` is the article's, unchanged. `published` is an ISO date; `people` looks up the library's names,
    `topics` knows its topics; `model` is a spaCy pipeline for English, or None: then, and for other
    languages, attributions are found by patterns. So are those behind the first :data:`PARSED_AT_MOST`
    characters.
    `language` is a two-letter code. `form`, `turns` and `bold` are a page's: the turns of a transcript,
    an interview or a speech are candidates each, and what is said within them is nobody else's.
    """
    ids, suggested = SpeakerIds(people, text), _TopicsOf(text, topics)
    if (read := turn_candidates(text, published, turns, form, bold)) is not None:
        told, spoken = read
        # an article may end in a transcript: what is told before it is read as any article
        before = text[:told] if told > _LONG_HEAD else ""
        return (
            *extract(
                before, published=published, people=people, topics=topics, model=model, language=language
            ),
            *(
                _linked(replace(each, topics=suggested.of(each.text)), ids, each.speaker_title)
                for each in spoken
            ),
        )
    read_as = language_read(text, language)
    table = language_tables.table(read_as)
    found = blocks(text, wording_of(table))
    parsed = model is not None and read_as == "en"
    readings = _readings(text, found, read_as, model if parsed else None)
    passages = AttributionPass(text, found, readings).passages()
    dates = _dates(text, published, read_as, passages)
    candidates = [
        _candidate(text, passage, date, suggested, parsed)
        for passage, date in zip(passages, dates, strict=True)
    ]
    ids.topics = frozenset(topic for candidate in candidates for topic in candidate.topics)
    titles = [passage.speaker.title if passage.speaker else None for passage in passages]
    return tuple(_linked(each, ids, title) for each, title in zip(candidates, titles, strict=True))


def _linked(candidate: Candidate, ids: SpeakerIds, title: str | None) -> Candidate:
    return replace(candidate, speaker_id=ids.id_of(candidate.speaker, title, candidate.said))


def _readings(
    text: str, found: tuple[TextBlock, ...], language: str, model: Any | None
) -> list[BlockAttributions]:
    table = language_tables.table(language)
    if table is None:
        return [table_reader.read_unknown(block) for block in found]
    if language != "en":
        return table_reader.read_all(text, found, table)
    if model is None:
        return [pattern_reader.read(block) for block in found]
    # one call for all blocks: the model works in batches
    read = accumulate(len(block.text) for block in found)
    parsed = [
        so_far <= PARSED_AT_MOST and not _GARBLED.search(block.text)
        for block, so_far in zip(found, read, strict=True)
    ]
    docs = model.pipe([block.text for block, fit in zip(found, parsed, strict=True) if fit], batch_size=16)
    return [
        parsed_reader.read(block, next(docs)) if fit else pattern_reader.read(block)
        for block, fit in zip(found, parsed, strict=True)
    ]


class _TopicsOf:
    """The topics of passages of one article, which as a whole says what its plain words are about."""

    def __init__(self, text: str, tagger: TopicTagger | None) -> None:
        self._tagger = tagger
        self._around = tagger.shown(text) if tagger is not None else frozenset()

    def of(self, passage: str) -> tuple[str, ...]:
        return self._tagger.of(passage, self._around) if self._tagger is not None else ()


def _dates(
    text: str, published: str | None, language: str, passages: Sequence[Passage]
) -> list[StatementDate]:
    dating = StatementDateResolver(text, published, language)
    contents = sorted({(p.start, p.end) for p in passages})
    # the furthest end so far: where it does not reach a sentence, nothing before does
    reach = list(accumulate((end for _, end in contents), max))
    dates = []
    for passage in passages:
        first, last = passage.sentence
        # a day that is named in somebody's words is not the day on which they were said
        after, before = bisect_left(contents, (last, 0)), bisect_right(reach, first)
        inside = tuple(span for span in contents[before:after] if span[1] > first)
        speaker = passage.speaker.name if passage.speaker is not None else None
        spoken = passage.pattern in QUOTATIONS
        context = DateContext(passage.paragraph, passage.sentence, inside, passage.at, speaker, spoken)
        dates.append(dating.of(context))
    return dates


def _candidate(
    text: str,
    passage: Passage,
    date: StatementDate,
    topics: _TopicsOf,
    parsed: bool,
) -> Candidate:
    content = text[passage.start : passage.end]
    sure = confidence(passage.pattern, passage.speaker.how if passage.speaker else "none", parsed=parsed)
    speaker = passage.speaker if sure >= NAMED_FROM else None
    return Candidate(
        start=passage.start,
        end=passage.end,
        kind=_kind(passage, text),
        text=content,
        speaker=speaker.name if speaker is not None else None,
        speaker_id=None,
        speaker_title=patterns.office(speaker.title) if speaker is not None else None,
        cue=passage.cue,
        sentence_start=passage.sentence[0],
        sentence_end=passage.sentence[1],
        said=date.edtf,
        said_basis=date.basis,
        said_note=date.note,
        topics=topics.of(content),
        confidence=sure,
    )


def _kind(passage: Passage, text: str) -> CandidateKind:
    first, last = passage.start, passage.end
    if passage.pattern in QUOTATIONS:
        return "quotation"
    if _MARKS.isdisjoint(text[first:last]):
        # “They noted “a remarkable absence””: all of it stands in marks
        within = first and text[first - 1] in _MARKS and text[last : last + 2].lstrip(".,!?…")[:1] in _MARKS
        return "mixed" if within else "reported"
    return "mixed"
