"""Word lists: the words on which the sense of a sentence turns, in English and Russian, folded as tokens are.

Written by hand for this project.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS = _set(
    """
    not no never none nothing nobody nowhere neither nor without cannot nt non hardly scarcely barely
    aint не нет ни без нельзя никогда никто никого никому никем ничто ничего ничему ничем нигде никуда
    никакой никакая никакое никакие никаких никакого никакому никакую никаким никоим вряд едва отнюдь
    нету
    """
)
MODALS = _set(
    """
    can could may might must shall should will would ought need needs могу можешь может можем можете
    могут мог могла могло могли сможет смогут сможем смог смогли должен должна должно должны нужно надо
    следует обязан обязана обязаны можно возможно буду будешь будет будем будете будут бы необходимо
    вправе
    """
)
# The commonest words: a run of them alone is no evidence of a passage.
STOPWORDS = (
    NEGATIONS
    | MODALS
    | _set(
        """
        a an the and or but if of to in on at by for from with as that this these those it its he she they we
        you i his her their our my your me him them us is are was were be been being am has have had do does
        did so than then there here also which who whom whose what when where why how all any each both more
        most some such only very just about into over after before under again up down out said says say one
        и а но или что как это этот эта эти этого в во на с со к ко по за из от до у о об для при же ли то
        так он она оно они мы вы я его ее их наш ваш мой свой был была было были есть быть который которая
        которые которого уже еще только также если чтобы все всех весь нас вас нам вам
        """
    )
)
# Content words of everyday speech: half the sayings of the world begin with a run of them.
EVERYDAY = _set(
    """
    make makes made making go goes going gone went come comes coming came get gets got take takes took
    taken give gives given gave know knows known think thinks thought want wants wanted like see seen saw
    look looks looking use used find found tell told ask let put keep keeps kept seem feel try trying
    time times year years day days today now way ways thing things people man world country countries
    sense part place case same other another new old good better best great big long little much many
    few own last first next right still even always ever never well really too back away around through
    between because while until since like every something anything everything itself himself herself
    themselves ourselves myself yourself having being doing saying mind hope believe sure
    делать сделать делает сделал сделали знать знаю знаем знает думать думаю думает думаем хотеть хочу хочет
    хотим хотят видеть вижу видим видит стать стал стала стали станет дать дает дали время год года году
    лет день дня сегодня сейчас теперь люди людей человек дело дела мир мире страна страны стране новый
    новая новое новые хороший лучше хорошо большой больше много очень самый другой другие первый
    последний всегда никогда пока тоже тот того тем том чего чем себя сам сами там здесь потому хотя
    можем просто конечно
    """
)
# Without their apostrophe, as tokens have none; read as such only where the text has one ("wont" has not).
CONTRACTIONS = {
    "cant": ("can", "not"), "cannot": ("can", "not"), "wont": ("will", "not"), "shant": ("shall", "not"),
    "dont": ("do", "not"), "doesnt": ("does", "not"), "didnt": ("did", "not"), "isnt": ("is", "not"),
    "arent": ("are", "not"), "wasnt": ("was", "not"), "werent": ("were", "not"), "hasnt": ("has", "not"),
    "havent": ("have", "not"), "hadnt": ("had", "not"), "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"), "shouldnt": ("should", "not"), "mustnt": ("must", "not"),
    "mightnt": ("might", "not"), "neednt": ("need", "not"), "oughtnt": ("ought", "not"),
    "im": ("i", "am"), "lets": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"),
    "tis": ("it", "is"),
}  # fmt: skip
# What an apostrophe cuts short. "s" is "is" only after these: "Berg's" is a genitive.
ENDINGS = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
IS_AFTER = _set("it he she that there here what who where how this everyone everything nobody nothing one")
SAME_AFTER_APOSTROPHE = {"is": ("has",), "would": ("had",)}  # "it's been", "he'd been"

# Verbs, and some nouns and adjectives, that say whose words a sentence has: "he said", "in his opinion".
SPEECH = _set(
    """
    said says say saying told tells tell telling added adds adding noted notes noting stressed stresses
    stressing emphasised emphasises emphasized emphasizes emphasising emphasizing stated states stating
    announced announces announcing declared declares argued argues argue arguing insisted insists insist
    claimed claims claim claiming believed believes believe thinks thought think explained explains
    underlined underlines underscored underscores reiterated reiterates reiterate repeated repeats
    maintained maintains maintain suggested suggests suggest remarked remarks commented comments
    commenting replied replies answered responded warned warns warn confirmed confirms confirm denied
    denies deny acknowledged acknowledges admitted admits agreed agrees asserted asserts alleged alleges
    contended contends recalled recalls observed observes concluded concludes predicted predicts pledged
    pledges promised promises vowed vows urged urges called calls voiced expressed expresses proposed
    proposes demanded demands asked asks wrote writes reported reports reports estimated estimates hoped
    hopes expects expected welcomed pointed ruled rejected rejects clear according opinion view words
    revealed disclosed informed indicated signalled signaled complained accused testified quipped joked
    mentioned highlighted assured assures conceded cautioned continues stipulated ordered ruled decided
    wants wanted reaffirmed affirmed affirms affirm сказал сказала сказали говорит говорят говорил
    говорила говорили заявил заявила заявили заявляет заявляют отметил отметила отметили отмечает
    подчеркнул подчеркнула подчеркнули подчеркивает добавил добавила добавили сообщил сообщила сообщили
    сообщает сообщают указал указала указывает напомнил напомнила пояснил пояснила объяснил объяснила
    уточнил уточнила считает считают считал утверждает утверждают утверждал полагает полагают
    предупредил предупредила признал признала ответил ответила написал написала рассказал рассказала
    констатировал выразил выразила призвал призвала пообещал пообещала заверил словам мнению согласно
    объявил объявила предложил предложила настаивает думает рассчитывает надеется
    """
)
# "he added that": the plain ones, which may stand alone in an attribution between two quotations.
ATTRIBUTION = SPEECH - _set(
    "clear view words opinion thought states notes reports wants wanted decided ordered"
)
# Who ascribes the words to a third party inside a quotation: "NATO claims that …", said by somebody else.
ASCRIPTION = _set(
    """
    argue argues argued arguing claim claims claimed claiming say says said saying insist insists
    insisted believe believes believed think thinks maintain maintains maintained allege alleges alleged
    suggest suggests suggested contend contends contended assert asserts asserted pretend pretends tell
    tells told assume assumes state states stated declare declares declared according assures assure
    assured guarantee guarantees claiming fear fears feared hope hopes hoped deny denies denied reports
    report allegations allegation rumours rumors rumour rumor assumption idea notion suggestion
    possibility belief myth wants want wanted demand demands demanded insistence promises promised
    predicted warned warns утверждает утверждают утверждал утверждали утверждая говорит говорят говорил
    говорили считает считают считали заявляет заявляют заявил заявила заявили полагает полагают думает
    думают уверяет уверяют якобы гарантии гарантий обвиняет обвиняют словам мнению требует требуют
    """
)
# Before or after a fragment, these deny or doubt it: "ruled out new talks with Iran".
DOUBT = _set(
    """
    doubt doubts doubted doubtful whether unlikely impossible unclear allegedly supposedly reportedly
    purportedly false untrue wrong mistaken pointless denied denies deny denying rejected rejects reject
    refused refuses refuse refuted unacceptable questioned questionable ruled dismissed fails failed
    fail unable unwilling nonsense hypothetical suppose supposing сомневаюсь сомневается сомнение
    сомнения сомневаются якобы вряд едва маловероятно невозможно неверно отверг отвергла отвергает
    отрицает отрицал отрицала отказался отказалась отказывается неправда исключил исключила исключает
    опроверг опровергла неприемлемо
    """
)
CONDITIONS = _set(
    """
    if unless until provided providing except otherwise lest assuming если пока разве кабы ежели условии
    """
)
# What begins a clause: words missing from one on are a clause left out.
CLAUSE_OPENERS = _set(
    """
    that which who whom whose where when while because since although though if unless as but and or so
    after before until whereas despite in order by which or nor yet including который которая которое
    которые которого которой которых которым что чтобы если когда где пока хотя потому поскольку так как
    и а но или однако зато несмотря включая
    """
)
PRONOUNS = _set("he she they i we it он она они я мы")  # that can stand for a speaker
WEEKDAYS_AND_MONTHS = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december понедельник вторник среда среду четверг пятница пятницу
    суббота субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября
    ноября декабря
    """
)
