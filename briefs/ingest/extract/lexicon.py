"""The English words that carry attribution, by the construction they take. Lemmas unless said otherwise.

What every language has (forms of verbs of speech, offices, pronouns) stands in its table, in `languages/`.
"""

from __future__ import annotations

from briefs.ingest.extract.language_tables import table

_ENGLISH = table("en")
assert _ENGLISH is not None  # its file is part of the package


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# takes a clause: “said that …”, “…, she noted”
CLAUSE = _words(
    """
    welcome acknowledge add admit advise affirm agree allege announce answer argue ask assert assure
    attest avow believe blog boast brag caution chime claim complain concede conclude concur confess
    confirm contend continue convince counter crow declare demand deny disclose doubt echo email emphasise
    emphasize estimate exclaim expect explain fear feel find forecast gripe grumble guarantee highlight hint
    hope imply indicate inform insist interject intimate joke lament learn maintain marvel mention
    note observe opine pledge point post predict proclaim profess promise propose protest question quip
    quote read recall reckon recommend recount reiterate relate remark remind repeat reply report
    request respond retort retweet reveal rule say scream shout signal speculate state stipulate stress
    suggest suspect swear tell testify text theorize think threaten tweet underline underscore urge
    volunteer vow warn whisper worry write yell
    """
)

# “Said Gould: “…””: before a name at a sentence's beginning, and no part of it
OPENING = _words("said says added adds asked replied wrote warned argued noted concluded explained")
# of those, the ones that report speech beyond doubt
SPOKEN = _words(
    """
    acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest
    begin blog boast brag call caution claim comment complain concede conclude concur confess confirm
    contend continue counter crow declare demand deny describe disclose dub email emphasise emphasize estimate
    exclaim explain forecast gripe grumble highlight hint indicate inform insist interject joke
    label lament maintain marvel mention muse note observe offer opine pledge point post predict
    proclaim promise propose protest quip quote read recall recommend recount reiterate remark
    remind repeat reply report respond retort retweet reveal say scream shout signal state stress suggest
    swear tell term testify text threaten tweet urge volunteer vow warn whisper write yell
    """
)
# verbs that name the hearer before the clause: “told reporters that …”
ADDRESSED = _words(
    "tell warn inform assure remind convince persuade advise notify ask show promise text email"
)
# with an adverb: “ruled out a joint system”
PARTICLE = frozenset(
    {"rule out", "play down", "shrug off", "brush off", "point out", "lay out", "spell out", "hit back"}
)
# a clause that is no more than somebody's state of mind
MENTAL = _words("believe think feel hope fear expect find know learn suspect worry doubt speculate estimate")
# may trail the clause: “…, the minister said in Brussels”
TRAILING = _words(
    """
    say add note tell report acknowledge complain explain write argue stress warn insist contend suggest
    admit claim concede continue declare observe recall state announce predict caution believe confess
    maintain reckon swear
    """
)
# takes an infinitive of what the speaker will do: “vowed to …”
INFINITIVE = _words(
    """
    agree ask claim commit decide decline demand expect hope intend offer plan pledge prefer promise
    propose refuse resolve seek swear threaten undertake volunteer vote vow want wish
    """
)
# takes somebody and an infinitive: “urged the parties to …”
PERSUASION = _words(
    """
    admonish advise ask beg call challenge direct encourage exhort implore instruct invite order
    persuade press remind request tell urge warn
    """
)
# takes a noun phrase that sums up what was said: “condemned the attack”, “announced a plan”
OBJECT = _words(
    """
    accuse acknowledge admit advocate allege announce applaud assail attack bash berate blame blast
    brand call challenge champion characterise characterize chastise chide cite claim commend
    compare complain compliment condemn congratulate contest credit criticise criticize declare
    decry defend demand denounce deny depict deplore deride describe detail discuss dismiss
    disparage dispute dub echo emphasise emphasize endorse estimate explain express favor favour
    forecast hail hammer highlight label lambaste lament laud liken mention mock note offer oppose
    outline pan pledge portray praise predict proclaim promise propose protest question rebuke
    recall recommend recount reference refute remember reiterate reject resent ridicule rip scold signal
    skewer slam stress suggest support term tout trumpet underline underscore urge voice warn welcome
    """
)
# of those, the ones that tell of somebody's stand and not of words: “rejected the charge” says nothing of
# what was said, unless with “as …” or words in quotation marks
STANCE = _words(
    """
    applaud assail attack back challenge contest decry defend deny dismiss dispute endorse favor favour
    oppose praise question refute reject remember resent support welcome
    """
)
# “declined to comment”: nothing was said
SILENT = _words(
    """
    answer comment confirm discuss divulge draw elaborate identify know name quote reply respond say speak
    specify
    """
)
# takes a preposition: (verb, preposition)
PREPOSITION = frozenset(
    {
        ("call", "for"),
        ("call", "on"),
        ("point", "to"),
        ("refer", "to"),
        ("complain", "about"),
        ("speak", "about"),
        ("speak", "of"),
        ("talk", "about"),
        ("warn", "of"),
        ("warn", "against"),
        ("argue", "for"),
        ("argue", "against"),
        ("comment", "on"),
        ("boast", "about"),
        ("boast", "of"),
        ("apologize", "for"),
        ("apologise", "for"),
        ("advocate", "for"),
        ("agree", "with"),
        ("disagree", "with"),
        ("object", "to"),
        ("allude", "to"),
        ("hint", "at"),
        ("elaborate", "on"),
        ("ask", "about"),
        ("ask", "for"),
        ("inquire", "about"),
        ("vote", "for"),
        ("tweet", "about"),
        ("write", "about"),
        ("brag", "about"),
        ("joke", "about"),
        ("worry", "about"),
        ("insist", "on"),
        ("press", "for"),
        ("campaign", "for"),
        ("rail", "against"),
        ("speak", "against"),
    }
)
# “the claim that …”, “his call for …”
NOUN = _words(
    """
    accusation admission allegation announcement appeal argument assertion assurance call charge
    claim comment complaint conclusion condemnation contention criticism declaration demand denial
    estimate insistence opposition pledge promise proposal refusal remark statement suggestion
    support threat vow warning
    """
)
# finite forms for text without a parse, and for the word before an opening mark
SAID = _ENGLISH.said
TITLES = _ENGLISH.titles
# titles in front of a name that tell the sex, and nouns that do
MALE, FEMALE = _ENGLISH.male, _ENGLISH.female
PRONOUNS = {**dict.fromkeys(_ENGLISH.he, "m"), **dict.fromkeys(_ENGLISH.she, "f")}
HONORIFICS = _ENGLISH.honorifics
# forms that a quotation may follow but that start no clause in plain text
NOT_OF_CLAUSES = _ENGLISH.not_clauses
# words that open a sentence with a capital and belong to no name
OPENERS = _words(
    """
    the a an in on at and but or if as for to of by with from after before when while although
    though since however earlier later meanwhile moreover also he she it they we i this that these
    those his her their its our my there here what who why how where according speaking asked no not
    some many most both each every even still yet so last next then now today yesterday monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
    """
)
