"""The words of transcript labels that are no names: those of a language stand in its table."""

from __future__ import annotations

from briefs.ingest.extract.language_tables import label_words

HONORIFICS = label_words("honorifics")
OFFICES = label_words("offices")
ADDRESSED = frozenset(
    "speaker president chair chairman chairwoman secretary ambassador minister chancellor moderator "
    "members".split()
)
BETWEEN = label_words("between")
SMALL_WORDS = frozenset(
    "of for on in at to with by from as or the".split()
)  # in titles of things, not in names
OF = frozenset("of for and".split())
QUESTIONS = label_words("questions")
ANSWERS = label_words("answers")
HOSTS = label_words("hosts")  # who asks for the hearers, at a press conference or on the air
OUTLETS = frozenset(
    """
    reuters interfax tass itar-tass afp ap bbc cnn nbc abc cbs npr bloomberg ria rt dpa ansa efe xinhua kyodo
    интерфакс тасс итар-тасс риа guardian spiegel politico axios
    """.split()
) | {"associated press", "the guardian", "al jazeera", "ria novosti", "sky news", "fox news", "риа новости"}
OUTLET_NOUNS = label_words("outlets")  # the last word of a newspaper's name
NO_LABELS = label_words("facts")  # words before a colon that head a line of facts
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
