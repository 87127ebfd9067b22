"""The verb of speech beside a quotation and the words for whoever speaks, by a language's table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.ingest.extract.language_tables import LanguageTable
from briefs.ingest.extract.speaker_phrases import PhraseParser, SpeakerPhrase, WordToken, word_tokens

_CUE_WITHIN = 5  # words behind a quotation before its verb
_SUBJECT_WITHIN = 5  # words behind a verb before its subject
_SUBJECT_BEFORE = 8  # words at the head of a sentence within which its subject begins
_SHORT = 4  # words
# whose word it is, as the pronoun of a speaker; “su” may be either's
_OWNERS = {"его": "он", "её": "она", "ее": "она", "його": "він", "її": "вона", "su": "su", "lui": "il"}
_ENDED = re.compile(r"[.!?…:;]\s*$")


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """A verb of speech with the words for its speaker; offsets in the block's text."""

    word: str
    start: int
    phrase: SpeakerPhrase | None
    at: int  # where the words for the speaker stand
    oblique: bool = False


class Cues:
    """Looks for the cue of a quotation in the words around it; one for each article."""

    def __init__(self, table: LanguageTable, parser: PhraseParser) -> None:
        self._table, self._parser = table, parser
        longest_first = sorted(table.according, key=len, reverse=True)
        self._sources = [(source, tuple(t.low for t in word_tokens(source))) for source in longest_first]

    def after(self, tail: list[WordToken]) -> SpeechCue | None:
        """“…”, sagte X / «…», — она сказала / « … », a-t-il dit."""
        if tail and re.search(r"[.!?…:;]\s*$", tail[0].gap.rstrip(' "”“»«')) and tail[0].capital:
            return None
        for at, token in enumerate(tail[:_CUE_WITHIN]):
            word, pronoun = self._verb(tail, at)
            if not word:
                continue
            if pronoun:
                hanging = SpeakerPhrase("pronoun", (pronoun,), None, (), at, at + 1)
                return SpeechCue(word, token.start, hanging, token.start)
            leading = self._parser.at(tail, 0) if at else None
            if leading is not None and leading.sort != "nominal" and leading.last <= at:
                return SpeechCue(word, token.start, leading, tail[0].start)
            phrase = self._following(tail, at + 1)
            if phrase is None and leading is not None and leading.last <= at:
                phrase = leading
            phrase = phrase or self._bare_noun(tail, at)
            if phrase is None and word in self._table.not_clauses:
                return None
            place = tail[phrase.first].start if phrase else token.start
            return SpeechCue(word, token.start, phrase, place)
        return self._subject_then_verb(tail) or self._unlisted(tail)

    def _bare_noun(self, tail: list[WordToken], verb: int) -> SpeakerPhrase | None:
        """«…», — розповіла дівчина: a noun of no list, which ends the writer's words and fits the verb."""
        at = verb + 1
        if not self._parser.bare or at >= len(tail) or tail[at].capital or tail[at].gap.strip():
            return None
        word, said = tail[at].low, tail[verb].low
        if word in self._table.stops or word in self._table.function_words:
            return None
        if at + 1 < len(tail) and not tail[at + 1].gap.strip():
            return None
        feminine = word[-1] in "ая"
        if word[-1] in "оеуыиюіїєъ" or (said.endswith(("ла", "лась")) and not feminine):
            return None
        if feminine and said.endswith(("в", "л", "лся", "вся")):
            return None
        return SpeakerPhrase("nominal", (word,), None, (), at, at + 1, tail[at].text)

    def _unlisted(self, tail: list[WordToken]) -> SpeechCue | None:
        """“…”, versprach Bürgermeister Ulf Matthes: a verb of no list, told by its place."""
        if not tail or tail[0].capital or not re.search("[,—–-]", tail[0].gap):
            return None
        word = tail[0].low
        if word in self._table.stops or word in self._table.function_words or word in self._table.articles:
            return None
        phrase = self._parser.at(tail, 1)
        if phrase is None:
            ends = len(tail) == 1 or bool(re.match(r"[.;]", tail[1].gap.strip()))
            return SpeechCue(word, tail[0].start, None, tail[0].start) if ends else None
        alone = phrase.sort == "pronoun" and (len(tail) == 2 or bool(tail[2].gap.strip()))
        if not alone and (phrase.name is None or not self._surely(phrase)):
            return None
        return SpeechCue(word, tail[0].start, phrase, tail[phrase.first].start)

    def _subject_then_verb(self, tail: list[WordToken]) -> SpeechCue | None:
        """A long subject before its verb: «…», — министр иностранных дел Сергей Лавров заявил."""
        phrase = self._parser.at(tail, 0)
        if phrase is None:
            return None
        for at in range(phrase.last, min(len(tail), phrase.last + 3)):
            if self._verb(tail, at)[0]:
                return SpeechCue(tail[at].low, tail[at].start, phrase, tail[0].start)
        return None

    def _verb(self, tokens: Sequence[WordToken], at: int) -> tuple[str, str]:
        """The verb of speech at this token and the pronoun that hangs on it, or empty."""
        token = tokens[at]
        parts = token.low.split("-")
        if len(parts) > 1 and parts[-1] in self._table.pronouns:
            if parts[0] in self._table.said:
                return parts[0], parts[-1]
            following = next((t.low for t in tokens[at + 1 : at + 4] if t.low in self._table.said), "")
            # « prédit-elle »: right behind a quotation a verb of no list says it as well
            return following or (parts[0] if at == 0 and len(parts[0]) > 3 else ""), parts[-1]
        return (token.low if token.low in self._table.said else ""), ""

    def _following(self, tokens: list[WordToken], first: int) -> SpeakerPhrase | None:
        """The words for a speaker behind a verb, a name rather than other words."""
        fallback: SpeakerPhrase | None = None
        for at in range(first, min(len(tokens), first + _SUBJECT_WITHIN)):
            gap = tokens[at].gap.strip()
            if gap and at > first:
                break
            behind = at > first and tokens[at - 1].low in self._table.stops  # «спросил … у Галеева»
            phrase = None if behind else self._parser.at(tokens, at)
            if phrase is not None and phrase.sort != "nominal" and (at == first or self._surely(phrase)):
                return phrase
            fallback = fallback or (phrase if at == first else None)
        return fallback

    def _surely(self, phrase: SpeakerPhrase) -> bool:
        """Not right behind its verb, one word alone names somebody only where he is known: German nouns."""
        return phrase.name is None or " " in phrase.name or self._parser.knows(phrase.name)

    def before(self, head: list[WordToken], announced: bool) -> SpeechCue | None:
        """X sagte: “…” / Selon X, « … » / X: “…”"""
        if not head:
            return None
        if (source := self.according(head)) is not None:
            return source
        verbs = [at for at in range(len(head)) if self._verb(head, at)[0]]
        if not announced and not (verbs and len(head) - verbs[-1] <= _SUBJECT_WITHIN):
            return None
        at = verbs[-1] if verbs else len(head)
        phrases = [self._parser.at(head, n) for n in range(min(at, 8))]
        fit = [p for p in phrases if p and p.last <= at and p.sort != "nominal"]
        # “Battue de peu, la Kényane Mercy Chelimo …”: a sentence's first capital is seldom a name
        leading = next((p for p in fit if p.sort == "pronoun" or self._surely(p)), next(iter(fit), None))
        trailing = self._following(head, at + 1) if verbs else None
        first = phrases[0] if phrases else None
        for phrase in (leading, trailing, first):
            if phrase is not None and (phrase is not first or phrase.last <= at):
                word, place = (head[at].low, head[at].start) if verbs else ("", head[phrase.first].start)
                return SpeechCue(word, place, phrase, head[phrase.first].start)
        if announced and verbs and len(head) <= _SHORT:  # « Et d’ajouter : … »
            return SpeechCue(head[at].low, head[at].start, None, head[at].start)
        return None

    def according(self, head: list[WordToken]) -> SpeechCue | None:
        """“Laut dem Gutachter Paul Rösch …”, at the head of a sentence."""
        low = tuple(t.low for t in head[:4])
        for source, parts in self._sources:
            if low[: len(parts)] != parts:
                continue
            if owned := self._owned(low[: len(parts) + 1] if low[len(parts) :][:1] == ("lui",) else parts):
                return SpeechCue(source, head[0].start, owned, head[0].start)
            phrase = self._parser.at(head, len(parts), oblique=True)
            if phrase is not None:
                return SpeechCue(source, head[0].start, phrase, head[phrase.first].start, oblique=True)
        return None

    def _owned(self, parts: tuple[str, ...]) -> SpeakerPhrase | None:
        """«По её словам», “a su juicio”: a source that holds its pronoun."""
        owner = next((_OWNERS[word] for word in parts if word in _OWNERS), None)
        return SpeakerPhrase("pronoun", (owner,), None, (), 0, len(parts)) if owner else None

    def within(self, quotation: str, start: int) -> SpeechCue | None:
        """« La fermeture, explique Hélène Vasseur, n’est que provisoire »: the writer within."""
        tokens = word_tokens(quotation)
        for at, token in enumerate(tokens):
            word, pronoun = self._verb(tokens, at)
            if not word or token.gap.strip() not in (",", "?", "!"):
                continue
            phrase = (
                SpeakerPhrase("pronoun", (pronoun,), None, (), at, at + 1)
                if pronoun
                else self._parser.at(tokens, at + 1)
            )
            if phrase is not None and phrase.last < len(tokens) and tokens[phrase.last].gap.strip() == ",":
                return SpeechCue(word, start, phrase, start)
        return None
