"""A search of all that came in: what is curated comes first, then whole articles, marked as not curated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from briefs.index import (
    TAKEN_IN,
    ArticleText,
    Filter,
    IndexReader,
    UncuratedPlace,
    taken_in_stamp,
    uncurated_places,
)
from briefs.model import ArticleRef, QueryResult, UncuratedPassage
from briefs.names import normalized
from briefs.query.engine import QueryEngine
from briefs.verify import speaker_in_text

MOST_UNCURATED = 20  # passages that an answer shows
_MOST_ARTICLES = 60  # articles that are read for them
_NOT_ALL = "there may be more that is not curated: these are the {n} that came last; search with more words"


async def search_everything(engine: QueryEngine, words: Sequence[str], wanted: Filter) -> QueryResult:
    """The statements that :meth:`QueryEngine.search` finds, and where all the words stand beside them.

    Nobody has said of what is not curated when it was said or on what topic: of days it has the one on which
    its article was published, and with a topic asked for it is left out.
    """
    answer = await engine.search(words, wanted)
    found = [] if wanted.topic else await _uncurated(engine, words, wanted)
    notes = (_NOT_ALL.format(n=MOST_UNCURATED),) if len(found) > MOST_UNCURATED else ()
    return replace(
        answer,
        outcome="answered" if found else answer.outcome,
        uncurated=tuple(found[:MOST_UNCURATED]),
        warnings=(*answer.warnings, *notes),
    )


async def _uncurated(engine: QueryEngine, words: Sequence[str], wanted: Filter) -> list[UncuratedPassage]:
    path = engine.path.with_name(TAKEN_IN)
    index: IndexReader = engine.index
    articles = [(*each, False) for each in await index.articles_with(words, _MOST_ARTICLES)]
    if taken_in_stamp(path) is not None:
        known = {ref.id for ref, _, _ in articles}
        waiting = await index.articles_with(words, _MOST_ARTICLES, path)
        # what was accepted in part is in the library whole
        articles += [(*each, True) for each in waiting if each[0].id not in known]
    name = engine.people[wanted.person].name.en if wanted.person else None
    return [
        passage
        for ref, text, waits in articles
        if _is_of_these_days(ref, wanted)
        for place in uncurated_places(text, words)
        if _fits(passage := _passage(ref, text, place, waits), name)
    ]


def _passage(ref: ArticleRef, article: ArticleText, place: UncuratedPlace, waits: bool) -> UncuratedPassage:
    first, last = place.found[0][0], place.found[-1][1]
    shown, at = "", place.start
    for start, end in place.found:
        shown += f"{article.text[at:start]}\x02{article.text[start:end]}\x03"
        at = end
    return UncuratedPassage(
        article=ref,
        passage=article.text[place.start : place.end],
        start=place.start,
        end=place.end,
        speaker=speaker_in_text(article, first, last),
        marked=shown + article.text[at : place.end],
        waits=waits,
    )


def _fits(passage: UncuratedPassage, name: str | None) -> bool:
    """Whether the article can have the person of this name say it: by the family name."""
    if name is None:
        return True
    said_by = passage.speaker or ""
    return normalized(name).split()[-1:] == normalized(said_by).split()[-1:]


def _is_of_these_days(article: ArticleRef, wanted: Filter) -> bool:
    """Whether the day of publication may lie within the days asked about; an unknown one may."""
    published = article.published or ""

    def outside(day: date | None, before: bool) -> bool:
        if day is None or not published[:4].isdigit():
            return False
        bound = day.isoformat()[: len(published)]  # of a year or a month no more is compared
        return published < bound if before else published > bound

    return not outside(wanted.since, True) and not outside(wanted.until, False)
