"""The words of transcript labels that are no names: questions, answers, offices, honorifics, hosts."""

from __future__ import annotations

HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame madam lord lady baroness viscount г-н г-жа господин "
    "госпожа herr frau monsieur madame m mme señor señora sr sra hon honourable honorable "
    "rt right gen".split()
)
OFFICES = frozenset(
    """
    adviser advisor admiral administrator ambassador archbishop attorney auditor bishop brigadier captain
    chair chairman chairperson chairwoman chancellor chief clerk col colonel commander commissioner
    congressman congresswoman co-chair coordinator counsel counsellor defence defense delegate deputy
    director envoy executive finance first foreign general gen governor gov head high host-president
    interior judge justice king lieutenant lt leader maj major mayor member members mep minister ministers mp
    officer official observer pope premier president press prime prince princess prosecutor queen
    rapporteur rep representative secretary secretary-general senator sen sergeant sheikh speaker spokesman
    spokesperson spokeswoman staff state superintendent treasurer treasury undersecretary under-secretary
    vice vice-president witness interpreter operator translator council audience voice participant
    participants unidentified unknown male female
    президент министр премьер-министр генсек генеральный секретарь председатель председательствующий
    посол депутат спикер представитель глава директор заместитель вице-премьер канцлер губернатор мэр
    präsident präsidentin bundeskanzler bundeskanzlerin minister kanzler kanzlerin abgeordneter
    président présidente ministre premier presidente ministra ministro
    """.split()
)
ADDRESSED = frozenset(
    "speaker president chair chairman chairwoman secretary ambassador minister chancellor moderator "
    "members".split()
)
BETWEEN = frozenset("the of for and to in on & an a his her der die das des für le la les du de".split())
SMALL_WORDS = frozenset(
    "of for on in at to with by from as or the".split()
)  # in titles of things, not in names
OF = frozenset("of for and".split())
QUESTIONS = frozenset(
    """
    q question questions вопрос в frage pregunta domanda питання reporter reporters journalist press
    interviewer корреспондент журналист ведущий ведущая
    """.split()
)
ANSWERS = frozenset("a answer ответ о antwort réponse respuesta відповідь".split())
# who asks for the hearers, at a press conference or on the air
HOSTS = frozenset(
    """
    moderator moderators interviewer host anchor presenter journalist reporter correspondent question
    questioner audience модератор корреспондент журналист ведущий ведущая moderatorin modérateur
    """.split()
)
OUTLETS = frozenset(
    """
    reuters interfax tass itar-tass afp ap bbc cnn nbc abc cbs npr bloomberg ria rt dpa ansa efe xinhua kyodo
    интерфакс тасс итар-тасс риа guardian spiegel politico axios
    """.split()
) | {"associated press", "the guardian", "al jazeera", "ria novosti", "sky news", "fox news", "риа новости"}
# words before a colon that head a line of facts
NO_LABELS = frozenset(
    """
    note notes source sources subject date time place venue location contact tel phone fax email e-mail
    website web what when where who why how participants interviewee interviewer's speakers speaker's
    present attendees topic title author by from to cc re via photo image caption editor translation
    language url link links published updated release embargo agenda transcript summary example warning
    update correction breaking analysis opinion related share tags keywords copyright duration recorded
    источник фото дата место тема участники автор примечание ссылка время подробнее
    quelle datum ort foto thema source lieu fecha lugar fuente
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
    """.split()
)
NO_NAMES = NO_LABELS | frozenset(
    """
    the a an this that these those it he she we they you i and but or so if then there here yes no not more
    remember however therefore finally also once still only just now today tomorrow yesterday
    first second third next last one two three another all every each both some any many
    breaking news latest key top best worst main read watch listen see click follow
    это то он она мы они вы я и но или так да нет
    """.split()
)


def is_office(words: str) -> bool:
    """Whether some word in it is that of an office: “NATO Secretary General”, not “Con”."""
    return any(word.lower().strip(".,") in OFFICES for word in words.split())
