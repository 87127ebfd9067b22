"""Fuzzy lookup of people and topics by any spelling, in any script: one, several or none.

The package stands alone: it needs ``rapidfuzz``, ``anyascii`` and ``numpy``.

    >>> from briefs.names import Entity, Lookup
    >>> lookup = Lookup([Entity("sergei-lavrov", "Sergei Lavrov"), Entity("john-kerry", "John Kerry")])
    >>> lookup.find("лавров").answer
    'sergei-lavrov'
    >>> lookup.find("kfdhjd").matches[0].reason
    'keyboard'
    >>> lookup.find("merkel").outcome
    'none'
    >>> [match.id for match in lookup.complete("ker")][:1]
    ['john-kerry']

``find`` answers with a :class:`LookupResult`. ``one``: ``result.answer`` is the id. ``several``: the best
matches are to be asked about. ``none``: the matches, if any, are suggestions. Each :class:`Match` has a score
from 0 to 100 and a reason: name, alias, spelling, transliteration, office, prefix, initials, keyboard.

An :class:`Entity` may hold offices; ``find("nato chief", when=(first, last))`` takes those who held it in
that time. Titles, chatter and an apostrophe s around a name are set aside. A mode is an operating point:
``strict`` (meant to answer wrongly at most once in a hundred) is what a user meets, ``open`` (five in a
hundred) is for suggestions.

How it works, for a list of any size: ``asked`` takes the name out of what stands around it, ``exact`` and
``offices`` know what is to the letter. ``normalize`` makes words, ``scripts`` and ``eastasian`` turn
them into sounds, ``phonetics`` says how far apart two words sound, ``index`` and ``indexed_search`` find
the words of the list that look or sound alike, ``align`` matches words of the query with words of a name.
``answer_rules`` and ``vetoes`` apply the rules; what these leave open, ``classifier`` settles by the figures
that ``match_features`` draws from the ``token_features`` of each word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.names.lookup import Lookup as Lookup
    from briefs.names.model import Entity as Entity
    from briefs.names.model import Explanation as Explanation
    from briefs.names.model import LookupResult as LookupResult
    from briefs.names.model import Match as Match
    from briefs.names.model import Mode as Mode
    from briefs.names.model import Office as Office
    from briefs.names.model import Period as Period
    from briefs.names.normalize import normalized as normalized
    from briefs.names.normalize import words as words
    from briefs.names.office_terms import is_post as is_post
    from briefs.names.office_terms import names_a_place as names_a_place
    from briefs.names.scripts import pinyin as pinyin
    from briefs.names.scripts import script_of as script_of
    from briefs.names.topics import stem as stem
else:
    __getattr__ = lazy_exports(__name__)
