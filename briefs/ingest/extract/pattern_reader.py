"""Reported speech by wording alone, for English without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefs.ingest.extract import lexicon, patterns
from briefs.ingest.extract.blocks import PlacedQuotation, TextBlock
from briefs.ingest.extract.types import Attribution, BlockAttributions, Mention, Span

_OPENING = frozenset(
    "in on at after before during when as while with by for but and however according".split()
)


def read(block: TextBlock) -> BlockAttributions:
    """Everything the block attributes to somebody, by patterns."""
    return _PatternReader(block).reading()


_BARE = "bare"  # a clause without “that”: after a quotation of the same verb it is no clause


class _PatternReader:
    def __init__(self, block: TextBlock) -> None:
        self._block, self._text = block, block.text
        self._sentences = _sentences(block.text)
        self._cues: set[int] = set()  # of quotations: “…”, he told reporters on Monday

    def reading(self) -> BlockAttributions:
        quotations = [
            found for index, q in enumerate(self._block.quotes) if q.whole and (found := self._cue(index, q))
        ]
        self._cues = {found.cue_start for found in quotations}
        reported = [found for sentence in self._sentences for found in self._reported(*sentence)]
        both = sorted([*quotations, *reported], key=lambda a: a.spans[0] if a.spans else (a.cue_start, 0))
        sentences = tuple(self._block.article(*s) for s in self._sentences)
        return BlockAttributions(
            tuple(both), sentences, tuple(self._names()), self._lead(), tuple(self._subjects())
        )

    # quotations ---------------------------------------------------------------------------------------

    def _cue(self, index: int, placed: PlacedQuotation) -> Attribution | None:
        """Who said a whole quotation: looked for after it, then before it, in its own sentence."""
        stop = min(
            (q.start for q in self._block.quotes if q.whole and q.start >= placed.end),
            default=len(self._text),
        )
        for pattern in (patterns.AFTER_SUBJECT, patterns.AFTER_VERB):
            if match := pattern.match(self._text, placed.end, stop):
                return self._attribution(match, "quotation", quotes=(index,))
        # neither across another quotation nor into the sentence before
        begin = max((q.end for q in self._block.quotes if q.whole and q.end <= placed.start), default=0)
        begin = max(
            [
                begin,
                *(
                    s[0]
                    for s in self._sentences
                    if s[0] <= placed.start and s[1] > begin and s[0] < placed.start
                ),
            ]
        )
        last = next(reversed(list(patterns.BEFORE.finditer(self._text[begin : placed.start]))), None)
        if last is not None:
            return self._attribution(last, "quotation", quotes=(index,), offset=begin)
        return self._unlisted(index, placed, stop)

    def _unlisted(self, index: int, placed: PlacedQuotation, stop: int) -> Attribution | None:
        """By its place alone, where nothing else fits: a curator is asked, with the name."""
        if self._text[placed.end - 2 : placed.end - 1] not in tuple(",?!—"):
            return None
        for pattern in patterns.UNLISTED:
            if match := pattern.match(self._text, placed.end, stop):
                return self._attribution(match, "unlisted", quotes=(index,))
        return None

    def _lead(self) -> Mention | None:
        if not self._text.rstrip().endswith(":") or not self._sentences:
            return None
        start, end = self._sentences[-1]
        if match := patterns.BEFORE.search(self._text[start:end].rstrip(": ")):
            return self._mention(match["who"], start + match.start("who"))
        found = re.search(r"\b(?:he|she) had to say\b", self._text[start:end])
        return self._mention(found[0].split()[0], start + found.start()) if found else None

    # reported speech ----------------------------------------------------------------------------------

    def _reported(self, start: int, end: int) -> Iterator[Attribution]:
        stubs = [q for q in self._block.quotes if q.whole and q.start < end and q.end > start]
        start = max([start, *(q.end for q in stubs if q.start <= start + 2)])
        end = min([end, *(q.start for q in stubs if q.start > start)])
        if end - start < 12 or any(q.start <= start < q.end for q in stubs):
            return
        text = self._text[start:end].rstrip(" .!?…")
        found = self._sentence(text, start)
        if found is not None:
            if found.pattern != _BARE:
                yield found
            elif found.cue_start not in self._cues:
                yield replace(found, pattern="clause")
            yield from self._added(text, start, found)

    # from the constructions that are told most surely to those that are told least

    def _sentence(self, text: str, offset: int) -> Attribution | None:
        for pattern in (patterns.ACCORDING_FIRST, patterns.OPINION):
            if (match := pattern.search(text)) and match.start() < 40:
                return self._attribution(match, "according", ((match.end(), len(text)),), offset=offset)
        if match := patterns.ACCORDING_LAST.search(text):
            return self._attribution(match, "according", ((0, match.start()),), offset=offset)
        if match := patterns.MIDDLE.search(text):
            return self._attribution(
                match, "parenthesis", ((0, match.start()), (match.end(), len(text))), offset=offset
            )
        if (
            (match := patterns.TRAILING.search(text))
            and match.start() > 15
            and _clause(text[: match.start()])
        ):
            return self._attribution(match, "inverted", ((0, match.start()),), offset=offset)
        for pattern, name in (
            (patterns.CLAUSE, "clause"),
            (patterns.INFINITIVE, "infinitive"),
            (patterns.OBJECT, "object"),
        ):
            match = pattern.search(text)
            if match and len(text) - match.end() > 8 and match.start() < 120:
                if name == "clause" and not match["that"]:
                    name = _BARE
                return self._attribution(
                    match, name, ((_content(match), self._stop(text, match.end())),), offset=offset
                )
        return None

    def _stop(self, text: str, start: int) -> int:
        added = patterns.ADDED.search(text, start)
        return added.start() if added else len(text)

    def _added(self, text: str, offset: int, first: Attribution) -> Iterator[Attribution]:
        """“…, adding that …”: the same speaker."""
        for match in patterns.ADDED.finditer(text):
            cue = match["cue"]
            start = offset + match.start() + match[0].index(cue)
            stop = self._stop(text, match.end())
            span = self._block.article(offset + match.end(), offset + stop)
            at, _ = self._block.article(start, start + len(cue))
            yield Attribution(cue, at, first.speaker, "clause", (span,))

    # mentions -----------------------------------------------------------------------------------------

    def _attribution(
        self,
        match: re.Match[str],
        pattern: str,
        spans: tuple[Span, ...] = (),
        quotes: tuple[int, ...] = (),
        offset: int = 0,
    ) -> Attribution:
        groups = match.groupdict()
        who, cue = ("who", "cue") if groups.get("who") else ("who2", "cue2")
        at, _ = self._block.article(offset + match.start(cue), offset + match.end(cue))
        found = tuple(self._block.article(offset + a, offset + b) for a, b in spans if b > a)
        return Attribution(
            groups[cue].lower(),
            at,
            self._mention(groups[who], offset + match.start(who)),
            pattern,
            found,
            quotes,
        )

    def _mention(self, text: str, at: int) -> Mention:
        start, end = self._block.article(at, at + len(text))
        if text.lower() in lexicon.PRONOUNS or text.lower() == "they":
            return Mention(start, end, text, "pronoun")
        names = [m for m in re.finditer(patterns.NAME, text) if m[0].split()]
        if not names:
            return Mention(start, end, text, "nominal")
        run = names[-1]
        if text[:4].lower() == "the " and text[run.end() :].strip():  # “the NATO general secretary”
            return Mention(start, end, text, "nominal")
        words, before = run[0].split(), text[: run.start()].split()
        if all(word.lower().strip(".") in lexicon.TITLES for word in words):
            return Mention(start, end, text, "nominal")
        named = (
            patterns.persons_name(words, before)
            or [w for w in words if w.lower() not in lexicon.OPENERS]
            or words
        )
        title = " ".join(
            [*(w for w in before if w.lower() not in ("the", "a", "an")), *words[: len(words) - len(named)]]
        )
        return Mention(start, end, text, "name", " ".join(named), title or None)

    def _names(self) -> Iterator[Mention]:
        words = [w for w in re.findall(r"\w+", self._text) if len(w) > 3]
        # a headline with every word capitalised shows no names
        if len(words) > 3 and sum(w[0].isupper() for w in words) > 0.95 * len(words):
            return
        for run in re.finditer(patterns.NAME, self._text):
            parts = run[0].split()
            before = self._text[max(0, run.start() - 60) : run.start()].split()
            if named := patterns.persons_name(parts, before):
                start, end = self._block.article(run.start(), run.end())
                title = " ".join(parts[: len(parts) - len(named)]) or (
                    before[-1] if before and named == parts else None
                )
                yield Mention(start, end, run[0], "name", " ".join(named), title)

    def _subjects(self) -> Iterator[Mention]:
        """The name or pronoun that a sentence begins with."""
        for start, end in self._sentences:
            match = re.match(
                rf"\W*(?:(?:[Bb]ut|[Aa]nd|[Hh]owever,?) )?(?P<who>{patterns.SOMEBODY})",
                self._text[start:end],
            )
            if match:
                yield self._mention(match["who"], start + match.start("who"))


def _clause(text: str) -> bool:
    """Whether what stands before “, he said” can be a sentence: “In one tweet Friday” cannot."""
    words = text.split(maxsplit=1)
    opening = words[0].lower() in _OPENING or words[0].lower().endswith("ing")
    return not opening or "," in text


def _content(match: re.Match[str]) -> int:
    """Where the content begins: with “that”."""
    groups = match.groupdict()
    return match.start("that") if groups.get("that") else match.end()


def _sentences(text: str) -> list[Span]:
    found, start = [], 0
    for match in patterns.SENTENCE.finditer(text):
        found.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
