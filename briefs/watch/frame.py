"""The words in which people plainly give somebody's words: whatever else stands there may turn the sense.

“Reminder, Lavrov said” is plain. “A wholesome Lavrov said”, “thought I heard Lavrov say” and “Lavrov rolls a
41 and says” are not, and no list of what makes fun or doubt of something is ever whole: so it is the plain
words that are listed, and others keep the watch silent.
"""

from __future__ import annotations

import re

from briefs.text import late_pattern
from briefs.verify import SAID

_PLAIN = frozenset(
    """
    ok okay k yo hey hi hello oi ah oh hm hmm hmmm well so now alright right man bro bruh dude mate guys
    folks people all everyone everybody yall kids chat lol lmao lmfao haha wow damn holy wtf omg fyi btw
    tbh tbf ngl fr imo imho psa nb ps tldr yes yeah yep yup no nope way joke lie cap sorry please pls look
    listen watch read see hear wait and but or because since as like just even also too only again still
    already always once then first finally anyway though that this these those here there here’s here's it
    its i’m i'm im i’ll i'll ill i’ve i've ive i we you let’s let's lets let me us him he she they his her
    their it’s it's he’s he's that’s that's the a an one some of from by per via to for in on at with
    about before after during into over up down out off back under is was are were be been being has have
    had said says wrote told stated quote quotes quoted quoting cite cites citing cited according source
    sources word words line lines statement statements remark remarks comment comments answer reply speech
    tweet post take position exact exactly actual actually direct directly verbatim literally literal real
    really very full original famous famously favourite favorite best good great old new latest last next
    classic simple plain plainly clear clearly open openly public publicly official officially himself
    herself same whole other remember remembers remembering recall recalls forget forgot forgets forgotten
    reminder remind reminds never don’t don't dont can’t can't cant won’t won't not believe get know knows
    knew ignore ignores ignored miss missed agree agreed check checked quick fun fact facts facts: context
    information info point thread message topic subject news update breaking today today’s yesterday
    tonight morning week month year years ago time times day days live tv camera cameras air record stage
    podium mic microphone front face word-for-word leave leaving put putting drop dropping posted posting
    repeat repeating share sharing found find finding saw seen heard watched looked show shows showing
    give gives gave went come came stood sat stand spoke speaking talking asked answered replied added
    quite more interview interviews conference press briefing presser summit meeting session debate
    parliament congress senate council assembly committee reporters journalists media newspaper paper
    radio bbc cnn reuters audience crowd room nation country world ministers mr mrs ms dr sir president
    minister prime foreign secretary general secgen chief leader chancellor senator governor spokesman
    spokeswoman ambassador pm fm sg january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday where when which who whom
    what how why while meanwhile article tape tapes straight un nato eu diplomats colleagues voters
    anybody anyone else asking yourself yourselves today's pinned worth reading must important part half
    piece bit list number no. nr vol clip video footage recording transcript passage excerpt text
    paragraph sentence nah dang chat gets got up there out unambiguous explicit blunt frank adamant
    categorical emphatic outspoken candid firm enough afterwards later earlier refer point direct invite
    allow permit full presser rn subject matter relevant key made make makes mister members phone c
    evening afternoon noon midnight hearing trial sat through used smh saying thats ladies gentlemen icymi
    friendly daily weekly repeatedly bears repeating case closed end story discussion fwiw lmk period
    thoughts wild insane crazy yikes oof ouch change mind minute minutes hour hours page go году год ещё
    еще раз как же вот это его её слова словам слов по в на о об из от у и а но что цитата цитирую напомню
    напоминаю господин г-н министр президент генсек глава мид нато россии однажды тогда вчера сегодня
    недавно прямо дословно
    """.split()
)
_NOT_PLAIN = late_pattern(
    r"\b(?:all|any(?:one|body)|every(?:one|body)|no\s?(?:one|body))\s+but\b"
    r"|\bhad\s+(?:he|she|they|it|we|i)\b"
    r"|\b(?:no|not|never|can[’']?t|won[’']?t|don[’']?t|what|why|how|who|whom|where|does|do)\b",
    re.IGNORECASE,
)
# “has Lavrov …”, “let’s say Lavrov …”, “once Lavrov says …”
_OPENS = late_pattern(
    r"^\W*(?:is|was|are|were|did|does|has|have|say|let[’']?s(?:\s+just)?\s+say|let\s+us\s+say)\b|\bsmh\s+at\b|\b(?:once|until|till|unless|whenever|as\s+soon\s+as|the\s+day)\s*$",
    re.IGNORECASE,
)


def any_of(*phrases: str) -> re.Pattern[str]:
    """One of these phrases as whole words: a blank is any white space, an apostrophe may be left out."""
    spelled = (each.replace("'", "[’'`]?").replace(" ", r"\s+") for each in phrases)
    return late_pattern(rf"\b(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)


# What looks like a denial or a question and is none.
_FIXED = any_of(
    # to stress it
    "no (?:joke|kidding|lie|cap|doubt|less|bc|because)",
    "can't (?:believe|get over)",
    "don't @(?: )?me",
    # to call it to mind
    "never (?:forget|mind)",
    "(?:do not|don't|not to|let us not|lets not) forget",
    "(?:remember(?:s|ing)?|recalls?|forg[eo]t) (?:when|how|what|who|that)",
    "who else (?:remembers|recalls|heard|saw)",
    "for those who (?:ask|asked|don't know|forgot)",
    "(?:the day|back|there|years ago|time) when",
    "when he",
    "since when",
    "(?:you|we|i) can (?:hear|see|watch|read)",
    "(?:we|y'all|you) (?:all )?(?:just )?(?:gonna|going to) (?:just )?ignore",
    "i (?:would|could|should|might|may|must) (?:just )?(?:refer|remind|point|direct|invite|quote)",
    # to say that these are the words
    "(?:this|that|which|here) is (?:exactly )?(?:what|why|how)",
    r"it (?:was|is) (?:\w+ )?who",
    "(?:exactly|just|of|like|to|know|knows|heard|saw|ignores?) what",
    "(?:like|know|knows|heard|saw|ignores?) how",
    "and (?:that|this)[^.]{0,12} why",
    "(?:in|has|have|had) (?:his|her) own words",
    "not (?:my words|mine|me)",
    # to others, behind the words
    "change my mind",
    "(?:lmk|tell me|let me know) what (?:you|u|y'all) think",
    "look where",
    # whose choice it is
    "(?:my|our|your) (?:all[ -]time )?(?:favou?rite|fav|man|guy|boy|dude)",
    "of mine",
    # what he was asked before he answered
    r"(?:when )?asked (?:about|whether|if|why|how|what)(?: (?!not)\w+){1,8},",
)
_SAID = late_pattern(rf"\b{SAID}(?!\w)", re.IGNORECASE)
_DRAWN_OUT = late_pattern(r"(.)\1+")  # “lmaooo”
_WORD = late_pattern(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_NO_WORD = late_pattern(r"https?://\S+|<[@#:][^>]*>|@\w+|#\w+|:\w+:")


def is_plain(text: str, behind_name: bool = False) -> bool:
    """Whether `text`, which stands beside somebody's name before a quotation, is made of plain words alone.

    What begins with a capital letter within a sentence may be any place or paper.
    """
    if not behind_name and _OPENS.search(text):
        return False
    text = _SAID.sub(" ", _FIXED.sub(" so ", _NO_WORD.sub(" ", text)))
    if _NOT_PLAIN.search(text):
        return False
    words = [match.group() for match in _WORD.finditer(text)]
    return all(
        _is_plain_word(word) or ((at or behind_name) and _is_name(word)) for at, word in enumerate(words)
    )


def _is_plain_word(word: str) -> bool:
    small = word.casefold().rstrip(".")
    return small in _PLAIN or _DRAWN_OUT.sub(r"\1", small) in _PLAIN


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()
