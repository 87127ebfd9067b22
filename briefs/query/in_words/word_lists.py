"""The words that a question is made of, English and Russian: set aside, they leave names, topics and days."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs of speech and of holding a view: somebody stands before them, a topic behind.
SPEECH = _words(
    """
    say says said saying speak speaks spoke spoken speaking talk talks talked talking tell tells told
    telling
    comment comments commented commenting mention mentions mentioned mentioning state states stated stating
    claim claims claimed claiming argue argues argued think thinks thought thinking believe believes
    believed
    declare declared announce announced respond responded reply replied answer answered discuss discussed
    address addressed promise promised warn warned write wrote written tweet tweeted insist insisted suggest
    suggested explain explained add added note noted stress stressed remark remarked criticise criticised
    criticize criticized condemn condemned oppose opposes opposed support supports supported reject rejects
    rejected welcome welcomed demand demanded propose proposed
    reckon reckons reckoned opine opined assert asserts asserted allege alleged complain complains complained
    vow vows vowed pledge pledges pledged object objects objected favour favours favoured favor favors favored
    dismiss dismissed praise praised slam slammed call
    сказал сказала сказали сказано говорил говорила говорили говорит говорят говорилось говорить сказать
    заявил заявила заявили заявлял заявляла заявляет высказался высказалась высказывался высказывалась
    высказывались высказывался упоминал упоминала упомянул упомянула отметил отметила подчеркнул подчеркнула
    ответил ответила думает думал думала думают считает считал считала считают пишет писал писала написал
    написала сообщил сообщила обсуждал обсуждала обсуждали обещал обещала предупредил предупредила объяснил
    объяснила утверждал утверждала утверждает выступал выступала выступил выступила рассказал рассказала
    критиковал критиковала осудил осудила поддержал поддержала предлагал предложил предложила
    """
)
# What stands before a topic.
ABOUT = _words(
    """
    about on regarding concerning re toward towards over abt bout wrt
    о об обо про по насчет касательно относительно
    """
)
AND = _words("and or vs versus & и или либо против")
# Within a name (“minister of foreign affairs”, “ПРО в Европе”), or between two.
JOINS = _words(
    """
    of the a an in at for to with into across through
    в во на с со для из у к ко от при
    """
)
COMPARE = _words(
    """
    compare compares compared comparing comparison differ differs differed difference differences different
    contrast contrasts contrasted vs versus agree agreed disagree disagreed
    сравни сравните сравнить сравнение отличаются отличается отличались разница различия различие
    """
)
TIMELINE = _words(
    """
    new news newest latest recent timeline timelines history chronology evolution
    нового новое новости последнее последние хронология хронологию история историю динамика
    """
)
PEOPLE = _words(
    """
    people person persons speakers politicians everybody everyone who
    кто люди людей персоны политики политиков
    """
)
TOPICS = _words("topic topics theme themes subjects тема темы тем")
# “on the topic “…””
TOPIC_NOUNS = _words("topic subject issue question theme тема тему теме темы вопрос вопросу вопросе")
STATEMENTS = _words("statement statements quotes quotations высказывания высказываний цитат цитаты")
HOW_MANY = _words("many сколько number")
IN_THE_LIBRARY = _words(
    "list record records recorded have known know here базе записях есть список знаешь знаете"
)
THIS_DAY = (("this", "day"), ("этот", "день"), ("в", "этот", "день"))
# After them “us” is who asks, else the country.
GIVING = _words("tell give show let remind get find send help teach fill for to with of by")
WHO = _words("who кто")
HAVING = _words("has had have also ever really")
STAFF = _words(
    """
    секретарь помощник помощница представитель представительница заместитель советник советница адвокат
    преемник предшественник
    """
)
# A question that is answered with yes or no, and what is said to have been said.
_YES_OR_NO = "did didn't has have hasn't is was isn't wasn't правда разве неужели верно"
YES_OR_NO = _words(_YES_OR_NO)

# All else that asks, thanks, greets, hedges or counts, and is nobody's name.
ASKING = (
    SPEECH
    | COMPARE
    | TIMELINE
    | PEOPLE
    | TOPICS
    | STATEMENTS
    | HOW_MANY
    | YES_OR_NO
    | _words(
        """
    what whats what's who's whos whom whose when whens when's where where's why how how's which
    do does doesn't don't done doing are aren't were weren't be been being had hadn't can can't cannot could
    couldn't would wouldn't will won't should shall might must that's it's there's i'd i'm you're
    wat wut whatd what'd whats wots hows u ur tho gimme lemme wanna gonna plss plzz plox
    mind minds legit legitimate bogus hoax misquote misquoted misattributed attributed accurate sourced
    yo dear sir well hmm um uh actually basically exactly specifically publicly officially personally
    generally
    somewhere anywhere everywhere ago back away around earlier later before after afterwards since until
    till while
    during within without between among against via per plus both either neither each another other
    others own
    same such very quite rather pretty bit little big great good bad best better worst important main
    key whole
    entire overall general certain several various different similar able
    official officials leader leaders politician diplomat diplomats figure figures expert experts
    folks guy lads man men woman women world country countries government governments side sides party
    parties
    interview interviews conference meeting summit briefing event context detail details
    summary summarise summarize overview background info information data source sources proof evidence
    link links
    article articles publication publications archive library database
    mean means meant meaning describe described describes express expressed call called calls refer
    refers referred
    react reacted raise raised bring brought touch touched cover covered feel feels felt stand stands
    stood hold
    holds held accuse accused blame blamed defend defended deny denied denies admit admitted confirm
    confirmed repeat repeated conclude concluded urge urged ask asked asks asking hear heard read see
    saw seen
    check checked happen change changed changes remember care cares matter matters start started begin began
    remind recall pull dig fetch display situation
    recently briefly differently clearly explicitly directly openly previously originally repeatedly
    initially
    finally famously usually supposedly allegedly apparently possibly probably certainly definitely
    simply currently
    please pls plz kindly show shows give gives find finds look looking get got list lists search let know
    knows see need want wants me us you your yours i we my our it its this that these those there here they
    them their he him his she her any anything anyone anybody some something someone somebody all every
    everything everyone nobody nothing none else more most much few lot lots
    position positions view views viewpoint stance stances opinion opinions take takes line lines attitude
    word words remark remarks reaction reactions response responses quote quoted speech speeches
    record records recorded file ever really actually truly even just only still yet also too again once
    first last time times lately recently now then today exactly literally never always often
    made make makes use used using have having
    from by as if so well ok okay yes no not but because than like side point matter
    question questions issue issues problem problems thing things thoughts feelings case
    reporters journalists press media
    true real fake false correct right genuine authentic
    hi hello hey hiya greetings good morning afternoon evening night day days thanks thank thx ty cheers bye
    goodbye welcome sorry lol help bot bots bro guys mate onrecord test testing ping
    happened happen happening going up down out off come came
    нибудь либо ка кое некто некоторые многие другой другая другие других разные разных каждый каждая
    оба обе
    между среди после перед затем тогда теперь раньше позже давно однажды иногда часто редко обычно примерно
    очень довольно весьма почти лишь уж аж разве неужели видимо кажется наверное возможно конкретно подробно
    дела дел дело поживаешь погода слышно пример примеры кратко суть итог обзор сводка источник
    источники ссылка
    статья статьи статей интервью встреча встрече саммит саммите пресс конференция конференции брифинг
    чиновники чиновников дипломаты лидеры лидер эксперты страны страна мире мир
    означает значит выразил выразила назвал назвала называл обвинил обвиняет отрицал отрицает признал
    признала
    подтвердил подтвердила призвал призвала прокомментировал прокомментировала реагировал отреагировал
    относится относился относилась затронул затронула касался касалась спросил спросила вспоминал
    напомни напомните вспомни объясни объясните отзывался отзывалась отзывались ситуация ситуации ситуацию
    что чего чему чем ком кого кому кем чей чья чье чьи какой какая какое какие каков какова каково каковы
    когда где куда откуда почему зачем как сколько ли бы же вот ну да нет не ни а но это этот эта эти этого
    этой этих то тот та те того том так такой такая такое такие есть был была было были быть будет
    он она оно они его ее их ему ей им я мне меня мы нам нас ты тебя тебе вы вас вам мой твой ваш свой
    все всё всё-таки весь вся ещё еще уже тоже также только даже раз когда-либо когда-нибудь вообще
    действительно реально точно правду верно сейчас сегодня недавно потом
    пожалуйста плиз покажи покажите дай дайте найди найдите расскажи расскажите скажи скажите подскажи
    знаешь знаете умеешь можешь можете хочу известно сказано
    позиция позиции позицию мнение мнения мнению взгляд взгляды отношение точка зрения слова словам слов
    высказывание высказывания цитата цитату заявление заявления заявлений речь комментарий реакция реакцию
    вопрос вопросу вопросе вопросы тему теме проблема проблеме
    привет здравствуйте здравствуй добрый доброе утро вечер день спасибо большое благодарю пока помощь бот
    базе база записи записях
    журналистам прессе СМИ сми
    подлинная настоящая настоящие
    """
    )
)
# Who is somebody else than whose they are: they are asked about, and not on record.
KIN = _words(
    """
    wife wives husband son sons daughter brother sister father mother mom dad parents uncle aunt cousin
    niece nephew
    girlfriend boyfriend friend lawyer driver dog cat bodyguard
    aide aides successor predecessor assistant colleague
    жена жены жену женой муж мужа сын сына дочь дочери брат брата сестра сестры отец отца мать матери
    друг друга
    """
)
SMALL = ASKING | ABOUT | AND | JOINS  # whatever is nobody's name
