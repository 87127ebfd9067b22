"""The words that carry attribution, by the construction they take. Lemmas unless said otherwise."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# takes a clause: “said that …”, “…, she noted”
CLAUSE = _words(
    """
    accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assure
    attest avow believe blog boast calculate caution certify chime claim complain concede conclude
    confirm consider contend continue convince counter crow decide declare demand deny describe
    determine dictate disclose discover discuss doubt echo email emphasise emphasize estimate
    exclaim expect explain fear feel figure find forecast gripe grumble guarantee guess hear
    highlight hint hold hope illustrate imply indicate inform insist interject intimate joke know
    lament learn maintain marvel mean mention muse note observe opine order pledge point post
    predict proclaim profess promise promulgate propose protest question quip quote read realise
    realize reason recall recognise recognize recommend recount reiterate relate remark remind
    repeat reply report request respond retweet reveal rule say scream see shout show signal
    speculate state stipulate stress suggest suspect swear tell testify text theorize think threaten
    tout tweet underline underscore understand urge volunteer vote vow warn whisper wonder worry
    write yell
    """
)
# of those, the ones that report speech beyond doubt
SPOKEN = _words(
    """
    acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest
    begin believe blog boast call caution claim comment complain concede conclude confirm contend
    continue counter crow declare demand deny describe disclose dub email emphasise emphasize
    estimate exclaim explain forecast go gripe grumble highlight hint hope indicate inform insist
    interject joke label lament maintain marvel mention muse note observe offer opine pledge point
    post predict proclaim promise propose protest quip quote read recall recommend recount reiterate
    remark remind repeat reply report respond retweet reveal say scream shout signal state stress
    suggest swear tell testify text think threaten tweet urge volunteer vow warn whisper write yell
    """
)
# may trail the clause: “…, the minister said in Brussels”
TRAILING = _words(
    """
    say add note tell report acknowledge explain write argue stress warn insist contend suggest
    admit claim concede continue declare observe recall state announce predict caution
    """
)
# takes an infinitive of the speaker's own deed: “vowed to …”
INFINITIVE = _words(
    """
    agree ask claim commit decide decline demand expect hope intend offer plan pledge prefer promise
    propose refuse resolve seek swear threaten undertake volunteer vote vow want wish
    """
)
# takes somebody and an infinitive: “urged the parties to …”
PERSUASION = _words(
    """
    admonish advise allow ask beg call challenge direct encourage exhort expect implore instruct
    invite order permit persuade press remind request require tell urge want warn
    """
)
# takes a noun phrase that sums up what was said: “condemned the attack”, “announced a plan”
OBJECT = _words(
    """
    accuse acknowledge address admit advocate allege announce applaud assail attack back bash berate
    blame blast brand call challenge champion characterise characterize chastise chide cite claim
    commend compare complain compliment condemn congratulate contest credit criticise criticize
    declare decry defend demand denounce deny depict deplore deride describe detail disclose discuss
    dismiss disparage dispute dub echo emphasise emphasize endorse estimate expect explain express
    favor favour fear float forecast hail hammer highlight invoke label lambaste lament laud liken
    mention mock note offer oppose outline pan pitch pledge portray praise predict proclaim project
    promise promote propose protest question quote raise rebuke recall recommend recount reference
    refute reiterate reject release repeat resent reveal ridicule rip scold signal skewer slam
    stress suggest support thank threaten tout trumpet underline underscore unveil urge voice want
    warn welcome
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
        ("push", "for"),
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
        ("think", "about"),
        ("worry", "about"),
        ("insist", "on"),
        ("press", "for"),
        ("campaign", "for"),
        ("focus", "on"),
        ("rail", "against"),
        ("speak", "against"),
    }
)
# “the claim that …”, “his call for …”
NOUN = _words(
    """
    accusation admission allegation announcement appeal argument assertion assurance attack belief
    call charge claim comment complaint concern conclusion condemnation confidence contention
    criticism decision declaration demand denial description estimate fear hope idea insistence
    message note notion opinion opposition plan pledge prediction promise proposal refusal remark
    request rhetoric statement suggestion support threat view vow warning word
    """
)
# finite forms for text without a parse, and for the word before an opening mark
SAID = _words(
    """
    accused acknowledged acknowledges added adding adds admits admitted agreed agrees alleged
    alleges alleging announced announces answered answers argued argues asked asking asks asserted
    asserts assured assures began believed believes cautioned chanted chanting claimed claims
    commented comments complained conceded concedes concluded concludes confirmed confirms contended
    contends continued continues countered declared declares demanded denied denies disclosed
    discloses emphasised emphasises emphasized emphasizes exclaimed explained explains hoped hopes
    indicated indicates insisted insists joked lamented maintained maintains noted notes noting
    observed observes pledged pledges pointed posted predicted predicts promised promises proposed
    proposes protested quipped read reads recalled recalls reiterated reiterates remarked repeated
    repeats replied replies reported reports responded responds revealed reveals said say saying
    says shouted shouts stated states stressed stresses stressing suggested suggests tell telling
    tells testified testifies thinks thought told tweeted tweets urged urges vowed vows warned warns
    writes writing wrote yelled
    """
)
SAID_RUSSIAN = _words(
    """
    выразил выразила говорил говорила говорит добавил добавила добавили заметил заметила заявил
    заявила заявили заявляет констатировал констатировала написал написала напомнил напомнила
    объявил объявила ответил ответила отметил отметила отметили отмечает подчеркивает подчеркнул
    подчеркнула подчеркнули подчёркивает пообещал пообещала пояснил пояснила предупредил
    предупредила призвал призвала признал признала продолжил продолжила рассказал рассказала сказал
    сказала сказали сообщает сообщил сообщила сообщили спросил спросила считает указал указала
    утверждает утверждал уточнил уточнила
    """
)
TITLES = _words(
    """
    acting actor actress adm adm. admiral adviser advisor aide ambassador analyst anchor archbishop
    attorney author bishop candidate capt capt. captain cardinal ceo chair chairman chairwoman
    chancellor chief co-founder coach col col. colonel columnist commander commissioner congressman
    congresswoman conservative correspondent councillor councilman councilwoman counsel dame defence
    defense del del. delegate democrat democratic deputy detective diplomat director doctor dr dr.
    economist editor envoy ex- foreign former founder gen gen. general gop gov gov. governor head
    host imam inspector interim journalist judge justice king labour lady lawmaker lawyer leader
    legislator liberal lieutenant lord lt lt. maj maj. major manager mayor member minister miss mr
    mr. mrs mrs. ms ms. nominee officer official pastor politician pope premier president prime
    prince princess prof prof. professor queen rabbi rep rep. reporter representative republican
    retired rev rev. reverend scholar secretary secretary-general sen sen. senator sergeant sgt sgt.
    sheriff sir speaker special spokesman spokesperson spokeswoman strategist then treasurer trustee
    u.s. uk under-secretary undersecretary us vice
    """
)
# titles in front of a name that tell the sex, and nouns that do
MALE = _words(
    "mr. mr sir lord king prince pope spokesman chairman congressman businessman father son brother husband"
)
FEMALE = _words(
    """
    actress businesswoman chairwoman congresswoman dame daughter lady miss mother mrs mrs. ms ms.
    princess queen sister spokeswoman wife
    """
)
PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
HONORIFICS = _words("mr. mr mrs. mrs ms. ms miss sir dr. dr lord lady dame")
