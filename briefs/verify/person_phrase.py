"""Reads a name out of the words that stand where a speaker would: “so rasmussen”, “alliance head Berg”."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

IsKnownName = Callable[[str], bool]  # whether a name as typed is somebody's of whom the reader knows
Kind = Literal["name", "pronoun", "nobody"]

_WORD = re.compile(r"[#@]?[^\W_][\w.’'`´-]*|[,()]")
_PARTICLES = frozenset("of de van von der den al bin ibn the du la le da di dos del ben el".split())
# Before or after a name in a line of chat, and no part of it.
_FILLERS = frozenset(
    """
    so and but then lol lmao lmfao rofl omg wow well ok okay yes yeah no nah hey guys bro dude man btw fyi
    imo tbh also when because while as that like remember today yesterday now literally actually just really
    even once again still only later earlier recently finally has had have did do does is was were be been
    being fun fact here there this these those see read look how why what which where if unless until since
    after before and/or or not nor people saying reportedly apparently famously always often never ever
    obviously clearly como comme wie
    и а но как что когда потом затем ещё еще уже тогда вот ну да это кстати вчера сегодня недавно также снова
    """.split()
)
_PRONOUNS = frozenset("he she он она оно сам сама er sie il elle".split())
_ADDRESSED = frozenset("i we you я мы ты вы myself me us".split())  # who writes and who reads
_ANYBODY = frozenset(
    """
    it who whoever someone somebody anyone anybody everyone everybody nobody they them people some many most
    others one
    everybody's what which that this these those there кто кто-то они все никто некоторые многие люди
    """.split()
)
# Somebody said it, whoever that is: nobody of whom the library could bear it out.
_UNNAMED = frozenset(
    "someone somebody everyone everybody some many most others кто-то некоторые многие люди все".split()
)
_FOLK = frozenset(
    """
    guy guys dude man woman lady girl boy kid person user account colleague coworker friend buddy neighbour
    neighbor teacher professor boss commenter poster redditor expert official politician journalist reporter
    analyst relative uncle aunt cousin stranger member mod admin streamer blogger influencer
    парень мужик человек женщина знакомый коллега друг сосед учитель чиновник эксперт пользователь
    """.split()
)
# What opens a line with a colon and is nobody: “Source: …”.
_LABELS = frozenset(
    """
    note source sources edit update quote quotes quotation ps tldr tl;dr breaking news warning question
    answer reminder context translation original title subject topic re link via see example summary
    conclusion poll rule rules point result results fact facts claim claims verdict status today tomorrow
    yesterday monday tuesday wednesday thursday friday saturday sunday important reply message text headline
    caption fake real true false both also remember excerpt passage snippet transcript speech article thread
    post tweet comment meme motto slogan sentence phrase line lines words part full exact verbatim opinion
    opinions thought thoughts idea lesson moral mood spoiler psa til ref reference image photo video
    screenshot verify check checking confirm compare discuss please pls plz think imagine consider listen
    bonus correction bot onrecord quiz clue hint ruling rating statement statements said says proof evidence
    record archive
    проверь проверьте проверка текст заголовок перевод вывод итог пост статья фраза слова новость новости
    цитата источник обновление вопрос ответ внимание кстати важно правда ложь факт
    """.split()
)
_DETERMINERS = frozenset(
    """
    my our your his her their every each some a an another the any one
    мой моя наш наша каждый каждая один одна какой-то
    """.split()
)
# Before a name these make it somebody else's, or whom the words are said to.
_TOWARDS = frozenset("to for of with from against about by near for к для от о против с у".split())
_VOCATIVES = frozenset(
    "dear hey hi hello thanks sorry told tell asked ask reply answer дорогой привет".split()
)
_OWN = frozenset("my our his her their every some мой моя наш наша".split())
# What of one's own is quoted, and nobody: “my favourite line: …”.
_OF_WORDS = frozenset(
    """
    quote quotes line lines point take question answer view opinion thought thoughts reply favourite favorite
    word words part bit comment theory guess summary translation version title status bio motto
    """.split()
)
# What ends a name, and begins to say when, where or how.
_ENDS = frozenset(
    """
    in on at after during when while to as who which that and but yesterday today earlier later again about
    with speaking talking writing responding answering replying monday tuesday wednesday thursday friday
    saturday sunday for before since because so
    в на после во когда который которая и но вчера сегодня
    """.split()
)
_MOST_WORDS = 9  # of a name with its title
_MOST_OF_FOLK = 5  # words of “some guy on the train”
_HANDLE = re.compile(r"[#@]\w+")
_CLAUSE = re.compile(r"[:;]\s|\s[—–-]\s")
_ADVERB = re.compile(r"[a-z]{3,}ly")
_GENITIVE = re.compile(r"['’`´]s?$")


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """Who stands there: a `name` as written, somebody by a pronoun, or nobody who could be named."""

    kind: Kind
    name: str | None = None


NOBODY, SOMEBODY = NamedSpeaker("nobody"), NamedSpeaker("pronoun")


def person_at_end(phrase: str, known: IsKnownName | None) -> NamedSpeaker:
    """Who is named at the end of the words before a verb of speech: they may be written small."""
    words = _words(_CLAUSE.split(phrase)[-1])[-14:]
    if (
        len(words) > 1
        and words[-1].casefold() in _FOLK
        and words[-2].casefold() in _DETERMINERS | {"this", "that"}
    ):
        return NamedSpeaker("name", " ".join(words[-2:]))  # “this dude”, where a dude alone is a filler
    while words and (words[-1] in _FILLERS or words[-1] == "to" or _ADVERB.fullmatch(words[-1])):
        words.pop()
    words = _after_comma(words)
    # “Kerry watched while Lavrov”: the clause of the verb begins behind the last such word.
    fillers = [at for at, word in enumerate(words) if word in _FILLERS]
    words = words[fillers[-1] + 1 :] if fillers else words
    if not words:
        return NOBODY
    last = words[-1].casefold()
    if last in _PRONOUNS:
        return SOMEBODY
    if last in _UNNAMED:
        return NamedSpeaker("name", words[-1])
    if last in _ANYBODY | _ADDRESSED:
        return NOBODY
    return _of_their_own(_best(words, known, loose=True), words)


def person_at_start(phrase: str, known: IsKnownName | None) -> NamedSpeaker:
    """Who is named at the beginning of the words behind a verb of speech or a dash."""
    words = _words(phrase)
    for at, word in enumerate(words):
        if word in ",()" or (at and word.casefold() in _ENDS):
            words = words[:at]
            break
    words = words[:_MOST_WORDS]
    if not words:
        return NOBODY
    first = words[0].casefold()
    if first in _PRONOUNS:
        return SOMEBODY
    if first in _ADDRESSED or (first in _ANYBODY and (len(words) == 1 or first not in _DETERMINERS)):
        return NOBODY
    return _best(words, known, loose=True, leading=True)


def person_alone(phrase: str, known: IsKnownName | None) -> NamedSpeaker:
    """Who is named by words that hold nothing else: “Sergei Lavrov, the minister”, or before a colon."""
    words = _words(phrase)
    names = [word for word in words if word not in ",()"]
    while names and names[0].casefold() in _FILLERS and not _is_name_word(names[0]):
        names.pop(0)
    if not names or len(names) > _MOST_WORDS or len(words) > 2 * _MOST_WORDS:
        return NOBODY
    if len(names) == 1 and names[0].casefold() in _PRONOUNS:
        return SOMEBODY
    phrase = _CLAUSE.split(phrase)[-1] if ":" in phrase else phrase
    words = _words(phrase)
    whole = phrase.strip(" \t\n,.:;*_~|-–—=>")
    if known is not None and known(whole):
        return NamedSpeaker("name", whole)
    if names[0].casefold().strip(".") in _LABELS or names[0].casefold() in _ANYBODY | _PRONOUNS | _ADDRESSED:
        return NOBODY
    # “Lavrov in Brussels yesterday: …”
    ends = (at for at, word in enumerate(words) if at and (word.casefold() in _ENDS or word.isdigit()))
    cut = next(ends, len(words))
    person = _best(words[:cut], known, loose=False)
    return person if person.kind == "name" and _is_alone(person.name or "", words) else NOBODY


def unknown_before_colon(phrase: str) -> NamedSpeaker:
    """Somebody before a colon whom nobody knows: “grandma: …”, “some guy: …”; a label is nobody."""
    words = [word.casefold() for word in _words(phrase)]
    nobody = _LABELS | _FILLERS | _OF_WORDS | _PRONOUNS | _ADDRESSED | (_ANYBODY - _UNNAMED)
    lone = len(words) == 1 and len(words[0]) > 2 and words[0] not in nobody and words[0][0].isalpha()
    ends = next((at for at, word in enumerate(words) if at and word in _ENDS), len(words))
    unnamed = 1 < len(words) <= _MOST_OF_FOLK and words[0] in _DETERMINERS and words[ends - 1] in _FOLK
    return NamedSpeaker("name", phrase.strip()) if lone or unnamed else NOBODY


def _is_alone(name: str, words: list[str]) -> bool:
    """Whether the words around a name only describe it: “Kerry was told”, “my reply to Kerry” tell of it."""
    own = name.split()
    at = next((at for at in range(len(words)) if words[at : at + len(own)] == own), None)
    if at is None:
        return True
    before = {word.casefold() for word in words[:at]}
    after = [word for word in words[at + len(own) : at + len(own) + 1] if word not in ",()"]
    if before & (_TOWARDS | _VOCATIVES):
        return False
    return not after or after[0].casefold() in _ENDS or after[0][0].isdigit()


def _of_their_own(person: NamedSpeaker, words: list[str]) -> NamedSpeaker:
    """The name, or all of it where it only tells whose somebody is: “an aide to Lavrov”."""
    own = (person.name or "").split()
    before = words[: len(words) - len(own)]
    if person.kind == "name" and before and words[len(before) :] == own and before[-1].casefold() in _TOWARDS:
        return NamedSpeaker("name", " ".join(words[-_MOST_WORDS:]))
    return person


def is_filler(phrase: str) -> bool:
    """Whether words name nobody and do nothing: “as” in “as said Lavrov”."""
    return all(word.casefold() in _FILLERS or word in ",()" for word in _words(phrase))


def is_indefinite(phrase: str) -> bool:
    """Whether words begin as somebody who is not named does: “some guy on the internet”."""
    return phrase.split()[:1] != [] and phrase.split()[0].casefold() in _DETERMINERS


def _words(phrase: str) -> list[str]:
    words = [word.rstrip("-") for word in _WORD.findall(phrase)]
    return [word[:-1] if word.endswith(".") and len(word) > 4 else word for word in words]


def _after_comma(words: list[str]) -> list[str]:
    """The last words without what is set between commas: “Lavrov, the minister,” is Lavrov."""
    while words and words[-1] in ",()":
        words.pop()
    commas = [at for at, word in enumerate(words) if word in ",()"]
    if not commas:
        return words
    tail = words[commas[-1] + 1 :]
    # What stands after the comma is a name of its own or describes the one before it.
    if _is_name_word(tail[0]) and tail[0].casefold() not in _ENDS:
        return tail
    if len(tail) == 1 or tail[0].casefold() in _FILLERS:
        return tail
    head = [word for word in words[: commas[-1]] if word not in ",()"]
    return head if any(_is_name_word(word) for word in head[-4:]) else tail


def _is_name_word(word: str) -> bool:
    no_name = word.casefold() in _PRONOUNS | _ADDRESSED | _DETERMINERS | _ENDS
    return (word[:1].isupper() and not no_name) or bool(_HANDLE.match(word))


def _best(words: list[str], known: IsKnownName | None, loose: bool, leading: bool = False) -> NamedSpeaker:
    """The name among `words`: one that is known, else a run of capitals, else (`loose`) what is there."""
    words = [word for word in words if word not in ",()"] if not leading else words
    handle = next((word for word in words if _HANDLE.match(word)), None)
    if known is not None and (name := _known(words, known, leading)):
        return NamedSpeaker("name", name)
    if handle is not None:
        return NamedSpeaker("name", handle)
    if run := _capitals(words, leading):
        return NamedSpeaker("name", run)
    if not loose:
        small = [word.casefold() for word in words]
        if 1 < len(small) <= 4 and small[0] in _OWN and not (_OF_WORDS | _FILLERS) & set(small[1:]):
            return NamedSpeaker("name", " ".join(words))  # “my wife: …”
        # A single word written small may be a name: “meshkov:”.
        lone = len(words) == 1 and known is None and len(words[0]) > 3 and words[0].casefold() not in _FILLERS
        return NamedSpeaker("name", words[0]) if lone else NOBODY
    stripped = [word for at, word in enumerate(words) if at or word.casefold() not in _FILLERS]
    small = [word.casefold() for word in stripped]
    starts = [at for at, word in enumerate(small) if word in _DETERMINERS]
    if starts and len(small) - starts[-1] <= 5:
        return NamedSpeaker("name", " ".join(stripped[starts[-1] :]))
    if small and len(small[-1]) > 2 and small[-1] not in _FILLERS and small[-1] not in _ANYBODY:
        return NamedSpeaker("name", small[0] if leading and len(small) > 1 else small[-1])
    return NOBODY


def _known(words: list[str], known: IsKnownName, leading: bool) -> str | None:
    """The longest stretch at the near end of `words` that is somebody's name."""
    words = words[:_MOST_WORDS] if leading else words[-_MOST_WORDS:]
    stretches = (
        [words[:end] for end in range(len(words), 0, -1)]
        if leading
        else [words[at:] for at in range(len(words))]
    )
    for stretch in stretches:
        name = " ".join(stretch)
        lone = len(stretch) == 1 and stretch[0].casefold() in _FILLERS | _LABELS | _ANYBODY
        if not lone and known(name):
            other = words[len(stretch) :] if leading else words[: len(words) - len(stretch)]
            beside = (other[:1] if leading else other[-1:]) or [""]
            # A capital right beside it makes it another's name: Knut Rasmussen, Kerry Washington.
            if _is_name_word(beside[0]) and beside[0].casefold() not in _FILLERS | _LABELS:
                return " ".join(words) if all(map(_is_name_word, words)) else None
            return name
    return None


def _capitals(words: list[str], leading: bool) -> str | None:
    """The run of words with a capital at the near end, with small particles inside."""
    order = words if leading else words[::-1]
    run: list[str] = []
    for at, word in enumerate(order):
        # “Rasmussen’s driver” is somebody else than Rasmussen.
        if at and not run and not leading and _GENITIVE.search(word):
            return " ".join(words[-at - 1 :])
        if _is_name_word(word) and word.casefold() not in _FILLERS | _LABELS:
            run.append(word)
        elif run and word.casefold() in _PARTICLES:
            run.append(word)
        elif run:
            break
        elif word.casefold() in _PRONOUNS | _ANYBODY:
            return None
    while run and run[-1].casefold() in _PARTICLES:
        run.pop()
    if not run:
        return None
    return " ".join(run if leading else run[::-1])
