"""The styles in which texts label their turns: a colon, bold, a line of its own, a full stop, dashes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES
from briefs.ingest.extract.label_words import OUTLET_NOUNS, is_office
from briefs.ingest.extract.turn_labels import Label, is_name_line, label_of, read_label

_DASH = re.compile(r"[–—-]\s+(?=\S)")
_BREAK = re.compile(r"(?:>>+|[–—-])\s*(?=\S)")
SENTENCE_END = re.compile(r"[.!?…)\]»”\"]\W*$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with something in it; offsets in the text, white space at its ends left out."""

    start: int
    end: int
    text: str


Labels = dict[int, Label]  # by the number of the line


def labelled_lines(
    text: str, lines: list[TextLine], bold: Sequence[str], *, breaks: bool = False
) -> Labels | None:
    """The labels of a text in the first style that fits it; None where there is no sign of a transcript.

    `bold` and `breaks` as transcript() has them.
    """
    for find in (_by_labels, _by_bold, _by_stops, _by_name_lines, _by_dashes):
        labels = find(text, lines, bold)
        if labels is not None:
            return {**_breaks(lines), **labels} if breaks else labels
    return None


def _by_labels(text: str, lines: list[TextLine], bold: Sequence[str]) -> Labels | None:
    found = {n: label for n, line in enumerate(lines) if (label := read_label(text, line.start, line.end))}
    head = text[: min((each.start for each in found.values()), default=0)]
    known = frozenset(bold) | {each.name for each in found.values() if _named_in(head, each.name)}
    found = {n: replace(each, strong=True) if each.name in known else each for n, each in found.items()}
    return _evident(text, lines, _asked_by_outlets(lines, found))


def _named_in(head: str, surname: str) -> bool:
    """Whether the head names somebody of that surname in full."""
    full = rf"[^\W\d_a-zа-яё][\w’'-]+[ \t]{re.escape(surname)}\b"
    return bool(surname) and " " not in surname and re.search(full, head) is not None


def _asked_by_outlets(lines: list[TextLine], found: Labels) -> Labels:
    """“Harbour Gazette: Who pays?”: a newspaper that does nothing but ask is no speaker."""
    names = {each.name for each in found.values() if each.sort == "name" and _is_outlet(each)}
    told = {each.name for n, each in found.items() if not lines[n].text.endswith("?")}
    asks = names - told
    return {n: replace(each, sort="question") if each.name in asks else each for n, each in found.items()}


def _is_outlet(label: Label) -> bool:
    words = label.name.lower().split()
    return len(words) > 1 and words[-1] in OUTLET_NOUNS and not _given(label)


def _breaks(lines: list[TextLine]) -> Labels:
    marks = {n: match for n, line in enumerate(lines) if (match := _BREAK.match(line.text))}
    return {
        n: Label(lines[n].start, lines[n].start, lines[n].start + match.end(), "office")
        for n, match in marks.items()
    }


def _by_stops(text: str, lines: list[TextLine], _: Sequence[str]) -> Labels | None:
    found = {
        n: label
        for n, line in enumerate(lines)
        if (label := read_label(text, line.start, line.end, stops=True))
        and label.sort != "question"
        and text[label.end : label.end + 1] == "."  # by this style alone
    }
    counts = Counter(each.name or each.title for each in found.values())
    # “Mr. Reed. Thank you.” may open a sentence of prose once: a record has its speakers again and again
    return found if len(found) > 2 and max(counts.values()) > 1 and len(found) * 3 > len(lines) else None


def _by_name_lines(text: str, lines: list[TextLine], _: Sequence[str]) -> Labels | None:
    """A name on a line of its own, with words below it."""
    names = [
        n
        for n, line in enumerate(lines[:-1])
        if is_name_line(line.text) and is_prose(lines[n + 1]) and not SENTENCE_END.search(line.text)
    ]
    counts = Counter(lines[n].text for n in names)
    if len(counts) < 2 or max(counts.values()) < 2:
        return None
    found = {n: label_of(lines[n].text.strip(" *_"), lines[n].start, lines[n].end) for n in names}
    return {n: replace(label, end=lines[n].end) for n, label in found.items() if label}


def _by_bold(text: str, lines: list[TextLine], bold: Sequence[str]) -> Labels | None:
    """A page's bold paragraphs are the questions, or begin with whose words they are."""
    shown = frozenset(bold)
    asked = [n for n, line in enumerate(lines) if line.text in shown and line.text.endswith("?")]
    if len(asked) > 1:
        labels: Labels = {}
        for n in asked:
            labels[n] = Label(lines[n].start, lines[n].start, lines[n].start, "question")
            if n + 1 < len(lines) and n + 1 not in asked:
                after = lines[n + 1].start
                labels[n + 1] = Label(after, after, after, "answer")
        return labels
    names = [each for each in dict.fromkeys(bold) if is_name_line(each)]
    found = {}
    for n, line in enumerate(lines):
        name = next((each for each in names if line.text.startswith(each)), None)
        if name:
            found[n] = Label(line.start, line.start + len(name), line.start + len(name), "name", name)
    return found if len(names) > 1 and len(found) > 2 else None


def _by_dashes(text: str, lines: list[TextLine], _: Sequence[str]) -> Labels | None:
    """A conversation in dashes: who asks ends with a question mark, who answers does not."""
    dashed = [n for n, line in enumerate(lines) if _DASH.match(line.text)]
    if len(dashed) < 4 or len(dashed) * 10 < (len(lines) - dashed[0]) * 7:
        return None
    asked = [lines[n].text.endswith("?") for n in dashed]
    if not asked[0] or sum(asked) * 3 < len(asked):
        return None  # a list
    labels: Labels = {}
    for n, asks in zip(dashed, asked, strict=True):
        at = lines[n].start + 2
        labels[n] = Label(lines[n].start, lines[n].start, at, "question" if asks else "answer")
    return labels


def _evident(text: str, lines: list[TextLine], found: Labels) -> Labels | None:
    """The labels that count, where there is evidence of a transcript; else None."""
    if len(found) < 2:
        return None
    counts = Counter((each.sort, each.name, each.title) for each in found.values())
    full = {each.name.split()[-1].lower() for each in found.values() if len(each.name.split()) > 1}
    strong = sum(each.strong for each in found.values()) * 10 >= 7 * len(found)

    presided = any(sort == "office" and n > 1 for (sort, _, _), n in counts.items())

    def kept(label: Label) -> bool:
        again = counts[label.sort, label.name, label.title] > 1
        if label.sort == "office":  # “THE HALL” may be a stage direction, but not beside “THE CHAIRMAN”
            return again or presided or is_office(str(label.title))
        if label.strong and (len(label.name.split()) > 1 or label.sort != "name" or label.title):
            return True
        bound = label.name.lower() in full or label.title is not None
        return again or bound or (not strong and len(label.name.split()) > 1) or (strong and label.strong)

    labels = {n: label for n, label in found.items() if kept(label)}
    return labels if _evidence(lines, labels) else None


def _evidence(lines: list[TextLine], labels: Labels) -> bool:
    if len(labels) < 2:
        return False
    sorts = Counter(each.sort for each in labels.values())
    names = Counter(each.name or each.title for each in labels.values() if each.sort in ("name", "office"))
    if sorts["question"] and (sorts["answer"] or names):
        return True
    # facts in a list (“Home team: Ajax”) are no sentences
    told = sum(
        bool(SENTENCE_END.search(lines[n].text)) or lines[n].end == each.words_start
        for n, each in labels.items()
    )
    if told * 10 < 7 * len(labels):
        return False
    # countries and parts of a list come again too: some label has to be a person's beyond doubt
    anchored = any(
        (each.name and (each.strong or _given(each))) or (each.sort == "office" and each.formal)
        for each in labels.values()
    )
    if anchored and max(names.values()) > 1 and len(names) > 1:
        return True
    given = sum(
        each.title is not None or _given(each) or each.formal for each in labels.values() if each.name
    )
    return given > 1 and 2 * len(labels) >= len(lines) - min(labels)


def _given(label: Label) -> bool:
    return label.name.split()[0].lower() in MALE_NAMES | FEMALE_NAMES


def is_prose(line: TextLine) -> bool:
    """Whether a line is some sentence."""
    return len(line.text.split()) > 2 and SENTENCE_END.search(line.text) is not None
