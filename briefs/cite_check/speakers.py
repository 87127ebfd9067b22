"""Whom a draft has its quotations from: what is read beside each, put right by the people of the library."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.cite_check.claimed_offices import office_around, speaking_office
from briefs.cite_check.name_runs import NAME, bare_name, is_name, is_no_name, known_at_end, people_named
from briefs.cite_check.named_sources import is_agency
from briefs.cite_check.names import DraftNames, is_description
from briefs.cite_check.surroundings import Surroundings
from briefs.verify import SAID, Claim, is_asserted

_RUN_BEHIND = re.compile(rf"(?:,\s+|\s+(?:[a-z-]+\s+){{0,3}})(?P<who>{NAME.pattern})")
_RUN_BEFORE = re.compile(
    rf"(?P<who>{NAME.pattern})(?:,\s+(?:then|who\s+was|as|now|at\s+that\s+time|in\s+(?:his|her)\s+time)?[\s-]*|\s*[(\[]"
    r"|\s+(?:aka|a\.k\.a\.|alias|was|is)\s+|\s+(?=the\s)|\s+(?:(?:spoke|speaking|said|acting|writing)\s+)?as\s+)"
    r"(?:the\s+|a\s+)?$"
)
# “These are Helmut Schmidt’s own words.”
_OWN_WORDS = re.compile(
    rf"^\W*(?:These|Those|This)\s+(?:are|were|is|was)\s+(?P<who>{NAME.pattern}?)['’]s?\s+(?:\w+\s+)?words\b"
)
_CLEFT = re.compile(rf"\b[Ii]t\s+(?:was|is)\s+(?P<who>{NAME.pattern})\s+(?:who|that)\s+(?:{SAID})\b")
_SAYING = re.compile(rf"(?P<who>{NAME.pattern})\s+saying\W*$")  # “I keep hearing Lavrov saying “…””
_MADE_TO_SAY = re.compile(
    rf"\b(?:has|have|had)\s+(?P<who>{NAME.pattern})\s+say(?:ing)?\W*$"
)  # “the text has Lavrov say”
_GIVER = re.compile(
    rf"\b(?:from|courtesy\s+of)\s+(?P<who>{NAME.pattern}):\W*$"
)  # “I got this from Lavrov: “…””
_DENIED = re.compile(r"\b(?:never|not|nobody)\b|n[’']t\b|\bden(?:y|ies|ied)\b", re.IGNORECASE)
# “in Brussels”; “it fell to Lavrov” names who spoke all the same.
_PLACE = re.compile(
    r"(?<!\bfell )(?<!\bfalls )(?<!\bleft )\b(?:in|at|near|from|on|to)\s+(?:the\s+)?$", re.IGNORECASE
)
# “Lavrov, who heads the ministry, said”: the clause asks nothing.
_RELATIVE = re.compile(r",\s+(?:who|whom|whose|which|where|when)\b[^,?]{1,100},")
_PRONOUN_SAID = re.compile(rf"^\W*(?:he|she|they|он|она|они)\s+(?:\w+\s+)?(?:{SAID})\b", re.IGNORECASE)
# “was how they had him put it”, “Citing NATO, the paper has Rasmussen say”
_WHOEVER = re.compile(r"him|her|them|himself|herself", re.IGNORECASE)
_ELSE = re.compile(r"(?:who\s+)?else", re.IGNORECASE)  # “You know who else said “…”? Lavrov, that's who.”
_CITING = re.compile(r"(?:citing|quoting)\s+", re.IGNORECASE)
_CASE = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|ым|е)$")
_PRONOUN_SPOKE = re.compile(rf"\b(?:he|she|он|она)\s+(?:(?:had|has)\s+)?(?:{SAID})\b", re.IGNORECASE)
_SOURCE_IS = r"\b(?:per|via|sources?:|according\s+to|reported\s+by|quoted\s+by|cited\s+by)\s+(?:the\s+)?"
_SPEAKS = re.compile(
    rf"\b(?:{SAID}|saying)\b|:\s*$|\b(?:line|words?|phrase|sentence|passage|remark|formulation)\W*$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:an?|one|another|some)\s+\w+$", re.IGNORECASE)  # “an aide said”: nobody by name
# “he answered, Voice of Russia wrote”: who reports is not who speaks.
_REPORTS = re.compile(r"\s+(?:has\s+|had\s+)?(?:wrote|writes|reported|reports)\b(?!\s+that\b)")
_OTHERS = re.compile(
    r"\b(?:in|at|near|on|to|of|for|from|with|by|per|via|than|unlike|like|against|meeting|replying"
    r"|answering)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r";|,\s+(?:and|but|yet)\s+")


def settled(claims: Sequence[Claim], around: Sequence[Surroundings], names: DraftNames) -> list[Claim]:
    """The claims with the speakers that the draft means, by name; whom nobody knows stays as written."""
    found: list[Claim] = []
    last: str | None = None
    for claim, beside in zip(claims, around, strict=True):
        name = claim.speaker_name
        if name is None and claim.mentioned is not None and _is_said(beside):
            name = claim.mentioned
        asserted = claim.mentioned is None or name is not None
        if asserted:
            name = _meant(name, beside, names, last)
            claim = replace(claim, speaker_name=name, mentioned=None)
        if name is not None and names.claimed(name).ids:
            last = name
        found.append(claim)
    return found


def _is_said(beside: Surroundings) -> bool:
    """Whether it is said that they said it: a colon before the words does so, where nothing denies it."""
    lead = _RELATIVE.sub(",", beside.lead.text)
    leads = lead.rstrip().endswith(":") and "?" not in lead and not _DENIED.search(lead)
    return leads or is_asserted(lead, beside.rest.text)


def _meant(name: str | None, beside: Surroundings, names: DraftNames, last: str | None) -> str | None:
    sentence = beside.lead.text + " " + beside.rest.text
    if name is not None and _ELSE.fullmatch(name):
        return next(iter(people_named(beside.rest.text + beside.behind.text, names)), None)
    if name is not None and _WHOEVER.fullmatch(name):
        return _subject(beside.earlier.text, names) or last
    if name is not None and (citing := _CITING.match(name)) is not None:
        return _subject(beside.lead.text.replace(name, ""), names) or name[citing.end() :]
    if name is not None and (is_agency(name) or _is_source(name, beside.lead.text)):
        if _PRONOUN_SPOKE.search(beside.lead.text):
            return _subject(beside.earlier.text, names) or last
        return _subject(_without_source(beside.lead.text, name), names)
    if (made := _MADE_TO_SAY.search(beside.lead.text)) is not None:
        return bare_name(made["who"])
    if name is not None and _is_stray(name, beside, names):
        return _subject(beside.earlier.text, names)
    if (own := _OWN_WORDS.match(beside.rest.text) or _CLEFT.search(beside.lead.text)) is not None:
        return own["who"]
    if name is None:
        if (saying := _SAYING.search(beside.lead.text)) is not None:
            return bare_name(saying["who"])
        if (giver := _GIVER.search(beside.lead.text)) is not None:
            return bare_name(giver["who"])
        if _PRONOUN_SAID.match(beside.rest.text) or _PRONOUN_SAID.match(beside.lead.text):
            return _subject(beside.earlier.text, names)
        return _subject(beside.lead.text, names) if _SPEAKS.search(beside.lead.text) else None
    if _SOMEBODY.match(name) and not known_at_end(name, names):
        clause = _CLAUSES.split(beside.lead.text)[-1]
        theirs = _subject(clause, names) if clause != beside.lead.text else None
        return theirs if theirs is not None and names.is_known(theirs) else name
    if name not in sentence:
        # Carried on from the quotation before: whoever was named since then is meant.
        subject = _subject(beside.lead.text, names)
        theirs = subject if subject and is_name(subject, names) else None
        return _only_known(sentence, names) or theirs or _subject(beside.earlier.text, names) or name
    clause = _CLAUSES.split(beside.lead.text)[-1]
    if clause != beside.lead.text and name not in clause + beside.rest.text:
        # “Medvedev asked; Lukashevich relayed it, saying: …”, “No minister would, and Lavrov did not: …”
        subject = _subject(clause, names)
        name = subject if subject is not None and names.is_known(subject) else name
    if (bearer := _bearer(name, sentence, names)) is not None:
        return bearer
    at = sentence.index(name)
    if _PLACE.search(sentence, 0, at) and not names.is_known(name):
        # “… in Brussels, the Secretary General said”
        office = speaking_office(sentence)
        return _only_known(sentence, names) or (office if office and names.is_certain(office) else name)
    # An office and a name together may be read as another holder of that office: the name counts.
    if (inner := known_at_end(name, names)) is not None:
        return inner
    if names.is_certain(name):
        return name
    if (plain := _in_nominative(name, names)) is not None:
        return plain
    if is_description(name) or is_no_name(name):
        subject = _only_known(sentence, names) or _subject(beside.lead.text, names)
        if subject is not None:
            return subject
        return last if last is not None and is_description(name) and not name[:1].islower() else name
    return name


def _is_stray(name: str, beside: Surroundings, names: DraftNames) -> bool:
    """Whether a lone word that nobody knows stands behind words whose speaker was named before: “…” Exit."""
    lone = beside.rest.text.strip(' \n.,!”"’»') == name and " " not in name and not names.claimed(name).ids
    subject = _subject(beside.earlier.text, names) if lone and not beside.lead else None
    return subject is not None and names.is_known(subject)


def _is_source(name: str, lead: str) -> bool:
    """Whether a name is where the words of somebody else were read: “Rasmussen said, per NATO: …”."""
    match = re.search(_SOURCE_IS + re.escape(name), lead, re.IGNORECASE)
    return (
        match is not None and re.search(rf"\b(?:{SAID})\b", lead[: match.start()], re.IGNORECASE) is not None
    )


def _without_source(lead: str, name: str) -> str:
    return re.sub(_SOURCE_IS + re.escape(name), "", lead, flags=re.IGNORECASE)


def _bearer(name: str, sentence: str, names: DraftNames) -> str | None:
    """The person beside an office or a body that was taken for the speaker: “NATO chief Anders Fogh
    Rasmussen”."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
    at = sentence.index(bare)
    span = office_around(sentence, at, at + len(bare))
    if span is None and not names.is_organisation(name):
        return None
    at, end = span or (at, at + len(bare))
    if (inner := known_at_end(sentence[at:end], names)) is not None:
        return inner
    if match := _RUN_BEHIND.match(sentence, end):
        who = bare_name(match["who"])
        if who is not None and (names.is_known(who) or span is not None):
            return who
    match = _RUN_BEFORE.search(sentence, 0, at)
    if match and not _PLACE.search(sentence, 0, match.start("who")):
        who = bare_name(match["who"])
        return (who if names.is_known(who) else known_at_end(who, names) or who) if who else None
    return None


def _in_nominative(name: str, names: DraftNames) -> str | None:
    """Who is known by a Russian name in another case, behind an office or not: “генсека НАТО Андерса …”."""
    words = [_CASE.sub("", re.sub("я$", "й", word)) for word in name.split()]
    if name.isascii():
        return None
    rests = (" ".join(words[at:]) for at in range(len(words)))
    return next((rest for rest in rests if rest and names.is_person(rest)), None)


def _only_known(sentence: str, names: DraftNames) -> str | None:
    """The one person of the library whom a sentence names, as it names them; None of several."""
    found: dict[tuple[str, ...], str] = {}
    for run in _runs(sentence):
        known = run if names.is_known(run) else known_at_end(run, names)
        if known is not None and not names.is_organisation(known):
            found.setdefault(names.claimed(known).ids, known)
    persons = [name for name in found.values() if names.is_person(name)]  # “Taft spoke as US President”
    return next((one[0] for one in (list(found.values()), persons) if len(one) == 1), None)


def _subject(sentence: str, names: DraftNames) -> str | None:
    """Whom a sentence is about: the first name in its last clause that nothing makes another's."""
    offset = max(sentence.rfind(";"), sentence.rfind("\n")) + 1
    first: str | None = None
    for match in NAME.finditer(sentence, offset):
        run = bare_name(match.group())
        if run is None or is_agency(run) or _REPORTS.match(sentence, match.end()):
            continue
        if _OTHERS.search(sentence, offset, match.start()):
            continue
        if names.is_known(run):
            return run
        known = known_at_end(run, names)
        if known is not None:
            return known
        first = first or run
    return first


def _runs(sentence: str) -> list[str]:
    return [run for match in NAME.finditer(sentence) if (run := bare_name(match.group())) is not None]
