"""Whether a message means what it gives as said: not where it denies, asks, supposes, corrects or jokes.

Read more strictly than `briefs.verify.stance`, which answers somebody who asks: here nobody has asked, and
one word that takes it back anywhere in the message is enough to say nothing.
"""

from __future__ import annotations

import re

from briefs.text import late_pattern
from briefs.verify import last_sentence
from briefs.watch.frame import is_plain

# Anywhere in the message, outside of the words that are given.
_TAKEN_BACK = late_pattern(
    r"""\b(?:fake[sd]?|misquot\w*|mis-?attribut\w*|attribut(?:ed|ing)|debunk\w*|photoshop\w*|shopped|deep-?fakes?
    |made[\s-]up|makes?\s+up|making\s+(?:it|this|that|stuff)\s+up|made\s+(?:that|this|it)\s+up|invented|hoax\w*|myth|fabricat\w*|bogus|forged
    |satir\w*|parod\w*|the\s+onion|babylon\s+bee|chat\s?gpt|ai[\s-]generated|generated|hallucinat\w*
    |corrections?|corrected|retract\w*|untrue|inaccurate|not\s+true|isn[’']?t\s+true|not\s+real|isn[’']?t\s+real
    |(?:my\s+)?bad[,.]|apolog\w+|fact[\s-]?check\w*|snopes|rumou?rs?|alleg\w+|suppos\w+|reported(?:ly)?|reportedly|apparently\s+(?=said)
    |joke[sd]?|joking|kidding|jk|j/k|not\s+really|role-?play|rp|fanfic\w*|fan\s+fiction|lore|memes?|copypasta|shitpost\w*|caption\w*
    |impression|impersonat\w*|pretend\w*|imagin\w+|dream\w*|parallel|alternate|universe|multiverse|timeline\s+where
    |pov|speedrun\w*|starter\s+pack|plot\s+twist|everyone\s+clapped|punchline
    |prove|proof\s+that|no\s+(?:source|proof|evidence|record)|where[’']?s\s+the\s+(?:source|proof)|source\s*\?|can(?:no|[’'`])?t\s+(?:find|confirm|prove|verify)
    |cannot\s+(?:find|confirm|prove|verify)|could(?:n[’'`]?t|\s+not)\s+(?:find|confirm|verify)|confirm\s+(?:that|if|whether|this)|verify\s+(?:that|if|whether|this)
    |doubt\w*|not\s+(?:sure|convinced|certain)|unsure|hypothe\w+|in\s+theory|for\s+the\s+sake\s+of|what\s+if|what\s+then
    |(?:the|a|one)\s+version\s+with|paraphras\w+|roughly|basically|essentially|something\s+(?:like|along)|words\s+to\s+(?:that|this)\s+effect|in\s+other\s+words|in\s+short
    |citation\s+needed|grain\s+of\s+salt|mis-?(?:read|heard|translat\w+|remember\w*)|troll\w*|impost[eo]rs?|doctored|unconfirmed|could\s+swear
    |mix(?:ed|ing)\s+(?:it|them|up)\w*|i\s+(?:might|may|could)\s+be\s+wrong|if\s+i\s+(?:remember|recall)|but\s+no|(?:opposite|reverse)\s+of|something\s+else
    |removed|deleted|edited|i(?:[’']?m|\s+am)\s+(?:the\s+)?(?:pope|queen|king|santa)|eat\s+my\s+hat|april\s+(?:1(?:st)?|fools?)|1(?:st)?\s+(?:of\s+)?april|strike\s+that|clickbait|oh\s+wait|wait,?\s+no|nvm|sth|smth|for\s+testing|test|summar\w+|examples?\s+of|trust\s+me|uwu|quiz|guess
    |more\s+or\s+less|so\s+to\s+speak|tl;?dr|translation\s*:|i\.e\.)\b
    |(?<!\w)/(?:s|j|jk|sarcasm|joke|srs\?)\b(?!/)|<sarcasm>|\#satire|\#sarcasm
    |\b(?:выдум\w+|фейк\w*|поддел\w+|якобы|неправда|шут\w+|сарказм|пароди\w+|если\s+бы|разве|неужели|правда\s+ли|никогда|не\s+(?:говорил|сказал|заявлял|писал)[аи]?|кто\s+сказал|представьте|исправл\w+|ошиб\w+)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# A little play of labels: “nobody: ⏎ Lavrov: “…””.
_PLAY = late_pattern(
    r"^\W*(?:(?:absolutely|literally)\s+)?(?:nobody|no\s*one|everyone|everybody|anyone|me|also\s+me|them|chat|mods?|my\s+\w+)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_CODE = re.compile(r"^\s*(?://|/\*|<!--|#!)", re.MULTILINE)
# In the sentence that the words stand in, or behind them.
_NEAR = late_pattern(
    r"""\b(?:never|no\s+way|(?:nobody|no\s+one)\s+(?:ever|said|says|told|would|can|could|has)|said\s+(?:nobody|no\s+one)|didn[’'`]?t|did\s+not|doesn[’'`]?t|does\s+not|don[’'`]?t\s+(?:think|believe)|hasn[’'`]?t|has\s+not
    |wasn[’'`]?t|was\s+not|isn[’'`]?t|is\s+not|haven[’'`]?t|neither|wouldn[’'`]?t|couldn[’'`]?t|shouldn[’'`]?t|ain[’'`]?t|not\s+(?:by|from|what|a\s+quote|“|")
    |if|unless|would|could|might|may|should|wish\w*|hope\w*|bet|probably|maybe|perhaps|presumably|likely|can\s+(?:you|u|we|anyone|anybody|someone|somebody)
    |wrong(?:ly)?|false(?:ly)?|incorrect\w*|mistaken\w*|lie|lies|lying|claim(?:s|ed|ing)?\s+that\s+\w+\s+(?:said|says)|people\s+(?:say|claim|think|keep)|they\s+say
    |stop|quit|as\s+if|as\s+though|like\s+when|be\s+like|was\s+like|is\s+like|were\s+to|going\s+to|gonna|will|about\s+to|wants?\s+to|trying\s+to|refus\w+|denie[sd]|deny
    |yeah,?\s+right|oh,?\s+sure|sure,?\s+jan|sure,|surely|totally|as\s+if|whatever|honest|(?:looks?|looked|looking|sounds?|sounded)\s+like|reminds?\s+me|like\s+my|in\s+my\s+(?:head|mind)|irl
    |whether|instead\s+of|rather\s+than|as\s+opposed\s+to|unlike|supposed|who\s+(?:said|told|says)|when\s+did|where\s+did|where\s+does|why\s+(?:did|would|does)|since\s+when
    |is\s+it\s+true|how\s+come|did\s+\w+\s+(?:\w+\s+){0,3}?(?:say|tell|write|mean))\b|🙄|🤪|\bwhen\?|\bsource\?""",
    re.IGNORECASE | re.VERBOSE,
)
# Behind the words, in brackets: “(real)”, “(he did not)”. What is no time, place or paper may turn them.
_ASIDE = re.compile(r"\(([^()\n]{1,80})\)")
_ASSURED = re.compile(
    r"^\s*(?:100\s*%\s*)?(?:real|true|legit|verified|official|fr|no\s+joke)\b", re.IGNORECASE
)
# “… is what he said”, and what stands in brackets, which is read by itself.
_IN_A_TAIL = re.compile(r"\([^()\n]*\)|^\W*(?:is|was)\s+(?:exactly\s+)?(?:what|how)\b", re.IGNORECASE)
# “… and nobody blinked”: what others make of it, unless that is a doubt.
_COMMENT = re.compile(
    r"\b(?:and|so|which)\s+(?:you|u|y[’']?all|nobody|no\s+one|everyone|everybody|people|we|he|she|they|idk)\b.*$",
    re.IGNORECASE,
)
# Plain words that turn it behind the words: “nope”, “after reading this thread”, a year that has not come.
_TURNED_BEHIND = re.compile(
    r"\b(?:nope|nah|(?:after|while|when)\s+\w+ing|(?:2[1-9]|[3-9]\d)\d\d)\b", re.IGNORECASE
)
_DOUBTS = re.compile(
    r"\b(?:believ\w*|fell|fall\w*|buy\w*|bought|trust\w*|think\w*|thought|check\w*|verif\w*|sourc\w*|proo\w+|prov\w+|edit\w*"
    r"|true|real\w*|wrong|lie[ds]?|lying|said|say|says|joke\w*|mean)\b",
    re.IGNORECASE,
)
# “Remember when Lavrov said “…”?” asks along, and not whether it was said.
_ASKS_ALONG = late_pattern(
    r"\b(?:remember|recall|forget|forgot|reminder|who\s+else|помните|this\s+you|ignore)\b", re.IGNORECASE
)
_DENIED_LAST = late_pattern(r"\b(?:not|never|нет|не)\W*$", re.IGNORECASE)  # “something else, not “…””
_ADDRESS = late_pattern(r"https?://\S+")
_QUESTION = late_pattern(r"\?")
_TAG = late_pattern(
    r"^[\s,.)\]*_~|]*(?:(?:ok|okay|right|huh|remember|lol|lmao|eh|yeah|see|get\s+it|got\s+it|agreed?|да|помните)\s*)?\?",
    re.IGNORECASE,
)
_SAFE = late_pattern(
    r"\b(?:no\s+(?:joke|kidding|lie)|not\s+(?:a\s+joke|joking|kidding|even\s+joking)|wasn[’'`]?t\s+(?:joking|kidding)"
    r"|can[’'`]?t\s+believe|would\s+you\s+believe|make[sd]?\s+no\s+mistake|i\s+(?:could|would)(?:n[’'`]?t)?\s+(?:have\s+)?(?:agree|said\s+it|put\s+it)\w*[^.!?\n]*"
    r"|(?:are\s+)?(?:we|y[’']?all|you)\s+(?:all\s+)?(?:just\s+)?(?:gonna|going\s+to)\s+(?:just\s+)?ignore"
    r"|i\s+(?:would|could|should|might|may|must)\s+(?:just\s+)?(?:refer|remind|point|direct|invite|quote)|asked\s+(?:whether|if|about)"
    r"|never\s+(?:forget|mind)|i\s+will|i[’']ll|stop\s+(?:pretending|ignoring)|don[’'`]?t\s+(?:forget|@\s?me|shoot)|as\s+if\s+it\s+were\s+yesterday"
    r"|imo|if\s+you\s+(?:ask|want|need|care|don[’'`]?t|haven[’'`]?t)[^,.\n]*|in\s+case|for\s+those\s+who|who\s+said)\b",
    re.IGNORECASE,
)
_SENTENCE_END = late_pattern(r"(?<=[.!?…])[”\"’)*_]*\s+(?=\S)|\n")
_WHO_ASKS = late_pattern(r"\bwho\s+said\b", re.IGNORECASE)
_CLEFT = late_pattern(
    r"\b(?:it|this|that)\s+(?:was|is)\s+[^.!?\n]{2,40}?\s+who\s+(?:said|told|wrote)\b", re.IGNORECASE
)


def is_meant(left: str, right: str, rest: str) -> bool:
    """Whether a message means that words were said.

    `left` and `right` stand on their sides, without other quotations, people in `right` named as “Name”;
    `rest` is all of the message that is no quotation.
    """
    left, right, rest = (_ADDRESS.sub(" ", text) for text in (left, right, rest))
    if _DENIED_LAST.search(left):
        return False
    if _TAKEN_BACK.search(_SAFE.sub(" ", rest)) or _PLAY.search(rest) or _CODE.search(rest):
        return False
    before = last_sentence(left)
    cleft = bool(_CLEFT.search(before))
    sentence = _SENTENCE_END.split(right)[0] if right[:1].strip() or not right.strip() else _own_line(right)
    behind = _SENTENCE_END.split(right, maxsplit=2)
    near = f"{before} \0 {' '.join(behind[:2])}"
    near = _SAFE.sub(" ", near)
    if not cleft and _WHO_ASKS.search(f"{before} {sentence}"):
        return False
    if _NEAR.search(near) or not _is_plain_tail(sentence):
        return False
    if _ASKS_ALONG.search(before):
        return True
    return not (_QUESTION.search(before) or (_QUESTION.search(sentence) and not _TAG.match(sentence)))


def _own_line(right: str) -> str:
    """What stands on the rest of the line; where nothing does, nothing."""
    return right.split("\n", 1)[0]


def _is_plain_tail(sentence: str) -> bool:
    """Whether what stands behind the words in their sentence, and in its brackets, is made of plain words.

    “…, oh wait, I mixed that up” and “… and I am the pope” take it back in words that no list has.
    """
    asides = [match[1] for match in _ASIDE.finditer(sentence)]
    if any(_ASSURED.match(one) for one in asides):
        return False
    if _TURNED_BEHIND.search(sentence):
        return False
    comment = _COMMENT.search(sentence)
    if comment and not _DOUBTS.search(comment[0]):
        sentence = sentence[: comment.start()]
    return all(is_plain(one, behind_name=True) for one in (_IN_A_TAIL.sub(" ", sentence), *asides))
