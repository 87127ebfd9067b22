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
    folks people all everyone everybody yall kids chat lol lmao lmfao haha wow damn holy wtf omg fyi btw tbh
    tbf ngl fr imo imho psa nb ps tldr yes yeah yep yup no nope way joke lie cap sorry please pls look
    listen watch read see hear wait and but or because since as like just even also too only again still
    already always once then first finally anyway though that this these those here there it its i’m i'm im
    i’ll i'll ill i’ve i've ive i we you let’s let's lets let me us him he she they his her their it’s it's
    he’s he's that’s that's the a an one some of from by per via to for in on at with about before after
    during into over up down out off back under is was are were be been being has have had said says wrote
    told stated quote quotes quoted quoting cite cites citing cited according source sources word words line
    lines statement statements remark remarks comment comments answer reply speech tweet post take position
    exact exactly actual actually direct directly verbatim literally literal real really very full original
    famous famously favourite favorite best good great old new latest last next classic simple plain plainly
    clear clearly open openly public publicly official officially himself herself same whole other remember
    remembers remembering recall recalls forget forgot forgets forgotten reminder remind reminds never don’t
    don't dont can’t can't cant won’t won't not believe get know knows knew ignore ignores ignored miss
    missed agree agreed check checked quick fun fact facts facts: context information info point thread
    message topic subject news update breaking today today’s yesterday tonight morning week month year years
    ago time times day days live tv camera cameras air record stage podium mic microphone front face
    word-for-word leave leaving put putting drop dropping posted posting repeat repeating share sharing
    found find finding saw seen heard watched looked show shows showing give gives gave went come came stood
    sat stand spoke speaking talking asked answered replied added quite more interview interviews conference
    press briefing presser summit meeting session debate parliament congress senate council assembly
    committee reporters journalists media newspaper paper radio bbc cnn reuters audience crowd room nation
    country world ministers mr mrs ms dr sir president minister prime foreign secretary general secgen chief
    leader chancellor senator governor spokesman spokeswoman ambassador pm fm sg january february march
    april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday where when which who whom what how why while meanwhile article tape tapes straight un
    nato eu diplomats colleagues voters anybody anyone else asking yourself yourselves today's pinned worth
    reading must important part half piece bit list number no. nr vol ещё еще раз как же вот это его её
    слова словам слов по в на о об из от у и а но что цитата цитирую напомню напоминаю господин г-н министр
    президент генсек глава мид нато россии однажды тогда вчера сегодня недавно прямо дословно
    """.split()
)
_NOT_PLAIN = late_pattern(
    r"\b(?:all|any(?:one|body)|every(?:one|body)|no\s?(?:one|body))\s+but\b"
    r"|\b(?:no|not|never|can[’']?t|won[’']?t|don[’']?t|what|why|how|who|whom|where|does|do)\b",
    re.IGNORECASE,
)
# “has Lavrov …”, “once Lavrov says …”
_OPENS = late_pattern(
    r"^\W*(?:is|was|are|were|did|does|has|have)\b|\b(?:once|until|till|unless|whenever|as\s+soon\s+as)\s*$",
    re.IGNORECASE,
)
# What looks like a denial or a question and is none.
_FIXED = late_pattern(
    r"\b(?:no\s+(?:joke|kidding|lie|cap|way|doubt|less)|never\s+(?:forget|mind)|(?:do\s+not|don[’']?t)\s+forget|not\s+to\s+forget"
    r"|who\s+else\s+(?:remembers|recalls|heard|saw)|can[’']?t\s+(?:believe|get\s+over)|don[’']?t\s+@\s?me|(?:this|that|which|here)\s+is\s+(?:exactly\s+)?(?:what|why|how)"
    r"|for\s+those\s+who\s+(?:ask|asked|don[’']?t\s+know|forgot)|since\s+when|it\s+(?:was|is)\s+\w*\s*who|(?:the\s+day|back|there|years\s+ago|time)\s+when"
    r"|remember(?:s|ing)?\s+(?:when|how|what|who)|recalls?\s+(?:when|how|what)|forg[eo]t\s+(?:when|how|what|that)|exactly\s+what|just\s+what|and\s+(?:that|this)[^.]{0,12}\s+why|like\s+(?:what|how)"
    r"|let\s+us\s+not\s+forget|(?:know|knows|heard|saw|ignores?)\s+(?:what|how)|was\s+there\s+when|when\s+he\b"
    r"|(?:my|our|your)\s+(?:all[\s-]time\s+)?(?:favou?rite|fav)|of\s+mine|not\s+my\s+words|of\s+what|(?:in|has|have|had)\s+(?:his|her)\s+own\s+words)",
    re.IGNORECASE,
)
_SAID = late_pattern(rf"\b{SAID}(?!\w)", re.IGNORECASE)
_DRAWN_OUT = late_pattern(r"(.)\1+")  # “lmaooo”
_WORD = late_pattern(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_NO_WORD = late_pattern(r"https?://\S+|<[@#:][^>]*>|@\w+|#\w+|:\w+:")


def is_plain(text: str, behind_name: bool = False) -> bool:
    """Whether `text`, which stands beside somebody's name before a quotation, is made of plain words alone.

    What begins with a capital letter within a sentence may be any place or paper.
    """
    text = _SAID.sub(" ", _FIXED.sub(" ", _NO_WORD.sub(" ", text)))
    if _NOT_PLAIN.search(text) or (not behind_name and _OPENS.search(text)):
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
