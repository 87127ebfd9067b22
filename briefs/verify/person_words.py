"""The small words around a name: what fills, ends, opens or describes it."""

from __future__ import annotations

PARTICLES = frozenset("of de van von der den al bin ibn the du la le da di dos del ben el".split())
# Before or after a name in a line of chat, and no part of it.
FILLERS = frozenset(
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
PRONOUNS = frozenset("he she он она оно сам сама er sie il elle".split())
ADDRESSED = frozenset("i we you я мы ты вы myself me us".split())  # who writes and who reads
ANYBODY = frozenset(
    """
    it who whoever someone somebody anyone anybody everyone everybody nobody they them people some many most
    others one
    everybody's what which that this these those there кто кто-то они все никто некоторые многие люди
    """.split()
)
# Somebody said it, whoever that is: nobody of whom the library could bear it out.
UNNAMED = frozenset(
    "someone somebody everyone everybody some many most others кто-то некоторые многие люди все".split()
)
FOLK = frozenset(
    """
    guy guys dude man woman lady girl boy kid person user account colleague coworker friend buddy neighbour
    neighbor teacher professor boss commenter poster redditor expert official politician journalist reporter
    analyst relative uncle aunt cousin stranger member mod admin streamer blogger influencer
    diplomat spokesman spokeswoman spokesperson aide adviser advisor assistant staffer critic supporter
    ally biographer lawyer wife husband son daughter brother sister
    парень мужик человек женщина знакомый коллега друг сосед учитель чиновник эксперт пользователь
    """.split()
)
# What opens a line with a colon and is nobody: “Source: …”.
LABELS = frozenset(
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
DETERMINERS = frozenset(
    """
    my our your his her their every each some a an another the any one
    мой моя наш наша каждый каждая один одна какой-то
    """.split()
)
# Before a name these make it somebody else's, or whom the words are said to.
TOWARDS = frozenset("to for of with from against about by near for к для от о против с у".split())
VOCATIVES = frozenset(
    "dear hey hi hello thanks sorry told tell asked ask reply answer дорогой привет".split()
)
OWN = frozenset("my our his her their every some мой моя наш наша".split())
RELATIVE = frozenset("who который которая".split())  # behind a name and a comma
# What of one's own is quoted, and nobody: “my favourite line: …”.
OF_WORDS = frozenset(
    """
    quote quotes line lines point take question answer view opinion thought thoughts reply favourite favorite
    word words part bit comment theory guess summary translation version title status bio motto
    """.split()
)
# What ends a name, and begins to say when, where or how.
ENDS = frozenset(
    """
    in on at after during when while to as who which that and but yesterday today earlier later again about
    with speaking talking writing responding answering replying monday tuesday wednesday thursday friday
    saturday sunday for before since because so
    в на после во когда который которая и но вчера сегодня
    """.split()
)
