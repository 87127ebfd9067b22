"""The one tokenizer and splitter: a typed line to words, and words to person and topic.

Every face uses it: the shell command, the terminal session, `--jsonl` and `!` lines in Discord.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»", "‟": "”"}  # opening mark: what may close it
_PREFIXES = "!/"
_BETWEEN = frozenset("and or vs versus & и или".split())  # between two names more often than within one


def tokens(line: str) -> list[str]:
    """Split a line at white space; words between quotation marks stay together.

    A mark opens only at the start of a word and closes only at the end of one, so an apostrophe or
    a lone mark inside a name (`o"brien`) is a character like any other.
    """
    found: list[str] = []
    unclosed: set[str] = set()  # marks already known to close nowhere further on: keeps this linear
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        end = None if line[at] in unclosed else _closing(line, at)
        if end is None:
            unclosed.add(line[at])
        else:
            found.append(line[at + 1 : end])
            at = end + 1
            continue
        end = at
        while end < len(line) and not line[end].isspace():
            end += 1
        found.append(line[at:end])
        at = end
    return found


def _closing(line: str, at: int) -> int | None:
    """Where the quotation that opens at `at` closes, or None if no mark opens or closes there."""
    closers = _PAIRS.get(line[at])
    if closers is None:
        return None
    for end in range(at + 1, len(line)):
        if line[end] in closers and (end + 1 == len(line) or line[end + 1].isspace()):
            return end
    return None


def command_tokens(line: str) -> list[str]:
    """The tokens of a session line, without the `!` or `/` that may stand before the command."""
    words = tokens(line.strip())
    if words and words[0][:1] in _PREFIXES:
        words[0] = words[0][1:]
        words = words if words[0] else words[1:]
    return words


def split_options(
    words: Sequence[str], optional: Sequence[str], at_least: int
) -> tuple[dict[str, str], list[str]]:
    """`--since 2012`, `since:2012`, `since=2012` and “… since 2012”, and the words that are left.

    A bare “since” is an option only behind `at_least` other words: before them it may be part of a name.
    """
    given: dict[str, str] = {}
    left: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        name, marked, value = _option(word)
        if name not in optional or name in given:
            left.append(word)
        elif value:
            given[name] = value
        elif at + 1 < len(words) and (marked or (len(left) >= at_least and words[at + 1][:1].isdigit())):
            at += 1
            given[name] = words[at]
        else:
            left.append(word)
        at += 1
    return given, left


def _option(word: str) -> tuple[str, bool, str]:
    """An option's name, whether it is marked as one, and its value if that stands in the same word."""
    marked = word.startswith("--")
    bare = word.removeprefix("--")
    for sign in ":=":
        name, found, value = bare.partition(sign)
        if found:
            return name.lower(), True, value
    return bare.lower(), marked, ""


def splits(words: Sequence[str], parts: int) -> Iterator[tuple[str, ...]]:
    """Every way to cut `words` into `parts` runs, in order; a quoted word is never cut.

    `splits(["fogh", "rasmussen", "missile"], 2)` gives ("fogh", "rasmussen missile") and
    ("fogh rasmussen", "missile").
    """
    if parts == 1:
        if words:
            yield (" ".join(words),)
        return
    for cut in range(1, len(words) - parts + 2):
        head = " ".join(words[:cut])
        for rest in splits(words[cut:], parts - 1):
            yield (head, *rest)


def is_parted_by_and(parts: Sequence[str]) -> bool:
    """Whether an “and” of a line about two people and a topic stands between the two, or there is none."""
    *people, topic = (part.casefold().split() for part in parts)
    inside = any(_BETWEEN.intersection(name[1:-1]) or _BETWEEN.issuperset(name) for name in people)
    return not inside and topic[0] not in _BETWEEN


def without_and(parts: Sequence[str]) -> tuple[str, ...]:
    """The names without the “and” that parts them, which may be a word of somebody's name as well."""
    *people, topic = parts
    bare = ([word for word in name.split() if word.casefold() not in _BETWEEN] for name in people)
    return (*map(" ".join, bare), topic)
