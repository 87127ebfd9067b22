"""The words on which a commitment turns, English and Russian, as tokens are folded; written for this project.

Words are stems, see `stem`. What differs in these alone, while the rest of a clause is the same, is a shift.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefs.text import late_pattern
from briefs.verify import EVERYDAY, MODALS, STOPWORDS

_RUSSIAN_ENDING = "аеиоуыюяйьмхвт"
_SUFFIX = late_pattern(r"(?:ing|ed|es|e|s)$")
_DOUBLED = late_pattern(r"([bdgklmnprt])\1$")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """`word`, folded, without its endings: crude, and the same for a word's forms nearly always."""
    if not word.isascii():
        word = word.removesuffix("ся")
        cut = len(word)
        while cut > 3 and len(word) - cut < 3 and word[cut - 1] in _RUSSIAN_ENDING:
            cut -= 1
        return word[:cut]
    if len(word) < 4 or word[0] == "#":
        return word
    word = f"{word[:-3]}y" if word.endswith("ies") else word
    bare = _SUFFIX.sub("", word)
    return _DOUBLED.sub(r"\1", bare) if len(bare) > 2 else word


# What negates, one word each.
NEGATIVE = _set(
    """
    not no never none nothing nobody nowhere neither не нет ни нельзя никогда никто никого никому
    никакой никакая никакое никакие никаких никакого никакому никакую никаким ничто ничего нету
    """
)
RUSSIAN_CONCORD = late_pattern(r"ник|нич|ни$")  # “никто не говорил” is one negation
# What negates as a phrase; it is taken out of the clause.
NEGATIVE_PHRASES = late_pattern(
    r"\b(?:out of the question|no longer|under no circumstances|in no way|(?:rule[sd]?|ruling) out|far from"
    r"|anything but"
    r"|об этом не может быть и речи|исключено|больше не)\b",
    re.IGNORECASE,
)
# What looks negative and is not, or says no more than that a thing is so: taken out.
NEUTRAL_PHRASES = late_pattern(
    r"\b(?:not only|not even|can(?:not|['’]t| not) (?:help )?but"
    r"|will not (?:rest|stop|sleep) until|won['’]t (?:rest|stop|sleep) until|the right thing to do"
    r"|whatever happens|no matter|no (?:alternative to|way around|getting around)"
    r"|nothing less than|at least|at most|not least|не только"
    r"|(?:nothing|nobody|no \w+) (?:is|was|are|can be|could be) more)\b",
    re.IGNORECASE,
)
# The word, and what it is the opposite of.
OPPOSITES = {
    stem(word): stem(other)
    for word, other in (
        pair.split(":")
        for pair in """
        reject:accept rejection:accept oppose:support opposed:support against:support против:поддерживаем
        close:open closed:open closure:open lift:place lifted:place wrong:right unsafe:safe
        unacceptable:acceptable unwilling:willing unable:able unnecessary:necessary untrue:true
        illegal:legal stop:go cease:go halt:go forbid:allow ban:allow prohibit:allow unlikely:likely
        unsatisfied:satisfied dissatisfied:satisfied
        """.split()
    )
}
# How binding a clause is: what may be, should be, will be, must be.
WEAK = frozenset(
    map(
        stem,
        """
        may might could can possible possibly possibility perhaps maybe hope hopes consider considering
        conceivable voluntary optional risk undecided impossible thinking might can может могут можем могу
        мог возможно можно рассматриваем рассматривает невозможно
        """.split(),
    )
)
SHOULD = _set("should ought следует")
WILL = frozenset(
    map(
        stem,
        """
        will shall going intend intends intention plan plans decided certainly certain sure буду будем
        будет будут намерены намерен планируем
        """.split(),
    )
)
MUST = frozenset(
    map(
        stem,
        """
        must required obliged obligation mandatory compulsory binding bound duty inevitable unavoidable
        должен должна должно должны обязан обязаны обязана обязательно необходимо надо нужно придется
        """.split(),
    )
)
SURE_PHRASES = late_pattern(
    r"\b(?:no doubt(?: (?:that|about))?|without (?:a )?doubt|beyond doubt|без сомнения|нет сомнений)\b",
    re.IGNORECASE,
)
WEAK_PHRASES = late_pattern(
    r"\b(?:free (?:choice|to)|open to (?:an?|the idea)|thinking (?:about|of)|(?:have|has) not decided"
    r"|need not|needn['’]t"
    r"|if they (?:wish|like))\b",
    re.IGNORECASE,
)
MUST_PHRASES = late_pattern(r"\b(?:have to|has to|had to|need to|needs to|no choice but)\b", re.IGNORECASE)
IMPOSSIBLE = frozenset(map(stem, "impossible нельзя невозможно".split()))
# Words that carry a clause without being what it is about.
LIGHT = (
    frozenset(map(stem, STOPWORDS | MODALS | (EVERYDAY - _set("first last new old open"))))
    | WEAK
    | SHOULD
    | WILL
    | MUST
    | IMPOSSIBLE
    | frozenset(
        map(
            stem,
            """
            stay stays remain remains continue continues keep keeps intend plan plans there soon later
            today yesterday tomorrow now still already yes remain readily ready prepared position
            necessary whole full country government true fact please really next everyone everybody
            everything people healthy some part today need decide decided begin become becomes became
            favour favor free choice done thing things right yes early late near future gradually
            according agree agreed let would him them some many much few beyond end january february march
            april may june july august september october november december мы наша наши нашей наш россия
            страна правительство это также постепенный сейчас уже
            """.split(),
        )
    )
) - frozenset(map(stem, "need right ready early some people government country place россия".split()))
# What is measured again and again: another figure is another day, and no other position.
SERIES = late_pattern(
    r"\b(?:so far|to date|yesterday|today|this (?:year|month|week|morning|quarter|season)"
    r"|last (?:year|month|week|night|quarter)"
    r"|in the (?:last|past)|as of|right now|at present|currently|stood at|stands at"
    r"|(?:per|a) (?:day|week)"
    r"|for the \w+ time|in (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
    r"|сегодня|вчера|на сегодня|за (?:прошлый|прошлую|последн\w+|этот)|в этом (?:году|месяце))\b",
    re.IGNORECASE,
)
RUNNING = late_pattern(
    r"\b(?:have|has|['’]ve) (?:(?:now|already|since|also) )*"
    r"(?:been |come |gone |\w+ed\b|\w+en\b|brought|left|lost|made|had"
    r"|built|sent|spent|met|held|won|put|cut|set|sold|paid|found)",
    re.IGNORECASE,
)
# Who refuses an answer; the words themselves are not what is refused.
REFUSAL = late_pattern(
    r"\b(?:no comment|declin\w+ to|refus\w+ to (?:say|comment|answer|discuss|confirm)"
    r"|(?:will not|won['’]t|cannot|can['’]t|do not|don['’]t|not going to|would rather not|nothing to)\s+"
    r"(?:comment|speculate|discuss|say anything|answer|guess|say about)"
    r"|не (?:буду|станем|будем|стану) комментировать|без комментариев)",
    re.IGNORECASE,
)
OF_REFUSAL = frozenset(
    map(
        stem,
        """
        comment speculate discuss answer question anything nothing guess refuse refused decline declined
        say rather alleged own affair whether комментировать сообщения spokesman minister told reporters
        """.split(),
    )
)
# Who ascribes words to somebody: not “report” and “hope”, which are mostly nouns.
ASCRIBES = _set(
    """
    says say said claims claim claimed argues argue argued believes believe believed thinks think insists
    insist insisted maintains maintained alleges alleged contends contended asserts asserted pretends told
    tells утверждает утверждают утверждал говорит говорят считает считают заявляет заявляют якобы
    """
)
OWN = _set("i we я мы")
AUXILIARY = _set("have has had also now do did does been never not always already often just still to")
BEFORE_YEARS = _set("in by until before of since from to end в до к с")
BEFORE_MONTHS = _set("in by until before of since from to end early mid late next last this")
TIME_UNITS = {
    stem(word): days
    for days, names in {1: "day days", 7: "week weeks", 30: "month months", 365: "year years"}.items()
    for word in names.split()
}
FRACTIONS = {"half": "0.5", "quarter": "0.25", "половина": "0.5", "половину": "0.5"}
