"""What is on record is found in a library of two hundred articles that share their phrases."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.verify import Verifier
from briefs.verify.passages import extent, share_nearby
from briefs.verify.passages import passages as places_of
from briefs.verify.retrieval import SMALL
from tests.briefs.verify.fakes import Said, checker
from tests.paths import REPOSITORY

ARTICLES, WORDS, SEED = 200, 260, 20131017


def written(count: int, length: int) -> list[str]:
    """Texts that tell of something of their own in phrases that come back all the time, as people's texts do.

    The phrases are those of two and three words that the shipped articles use more than once.
    """
    rng = random.Random(SEED)
    words = [
        word.strip('“”"(),.;:').lower()
        for file in sorted((REPOSITORY / "seeds/articles").glob("*.txt"))
        for word in file.read_text("utf-8").split()
    ]
    runs = Counter(" ".join(words[at : at + size]) for size in (2, 3) for at in range(len(words) - size))
    phrases = sorted(run for run, times in runs.items() if times > 1 and run.replace(" ", "").isalpha())
    heads, ends = (
        "b br c d f fl g gr k l m n p pl r s st t tr v w".split(),
        "ack en ement ide ing ond oral ure".split(),
    )
    own = [a + vowel + b + c for a in heads for vowel in "aeiou" for b in ("n", "l", "r", "st") for c in ends]
    return [_told(rng, phrases, rng.sample(own, 60), length) for _ in range(count)]


def _told(rng: random.Random, phrases: list[str], own: list[str], length: int) -> str:
    text: list[str] = []
    while len(text) < length:
        sentence: list[str] = []
        while len(sentence) < 12:
            sentence += rng.choice(phrases).split() + rng.sample(own, rng.randint(1, 2))
            if rng.random() < 0.1:
                sentence.append(str(rng.randint(2, 90_000)))
        text += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
    return " ".join(text)


TEXTS = written(ARTICLES, WORDS)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    assert sum(map(len, TEXTS)) > SMALL, "a library so small is compared whole"
    texts = {f"a{n:03}": text for n, text in enumerate(TEXTS)}
    opened = checker(tmp_path_factory.mktemp("many") / "index.sqlite", texts, [])
    yield opened
    opened.close()


def passages(size: int, count: int) -> list[list[str]]:
    rng = random.Random(size)
    found = []
    for _ in range(count):
        words = rng.choice(TEXTS).split()
        at = rng.randint(0, len(words) - size)
        found.append(words[at : at + size])
    return found


def asked(many: Verifier, claims: list[str]) -> list[str]:
    return [many.check(claim).verdict for claim in claims]


@pytest.mark.parametrize("size", [4, 9, 25])
def test_a_verbatim_passage_is_exact_wherever_it_stands(many: Verifier, size: int) -> None:
    claims = [" ".join(words) for words in passages(size, 40)]
    assert asked(many, claims) == ["exact"] * len(claims)


def test_a_changed_word_loses_nothing(many: Verifier) -> None:
    claims = []
    for n, words in enumerate(passages(13, 40)):
        words[1 + n % 11] = "balloon"
        claims.append(" ".join(words))
    assert asked(many, claims).count("altered") >= 39


def test_scan_errors_lose_nothing(many: Verifier) -> None:
    claims = []
    for words in passages(12, 40):
        able = [at for at, word in enumerate(words) if len(word) > 4 and "n" in word.lower()][:2]
        for at in able:
            words[at] = words[at].replace("n", "ii")
        if able:
            claims.append(" ".join(words))
    verdicts = [many.check(claim) for claim in claims]
    assert sum(v.verdict == "altered" and v.minor for v in verdicts) >= len(claims) - 1


def test_soft_hyphens_and_line_ends_cost_nothing(many: Verifier) -> None:
    claims = []
    for n, words in enumerate(passages(14, 40)):
        mark = ("\u00ad", "\u200b", "-\n")[n % 3]
        claims.append(" ".join(w[:3] + mark + w[3:] if w.isalpha() and len(w) > 6 else w for w in words))
    assert asked(many, claims) == ["exact"] * len(claims)


@pytest.mark.parametrize("parts", [2, 3, 5, 8])
def test_a_splice_of_several_articles_is_seen(many: Verifier, parts: int) -> None:
    pieces = passages(9, parts * 15)
    claims = [
        ". ".join(" ".join(words).strip(".,;:") for words in pieces[at : at + parts])
        for at in range(0, len(pieces), parts)
    ]
    assert asked(many, claims).count("spliced") >= 14


def test_words_in_no_order_of_the_record_are_not_found(many: Verifier) -> None:
    rng = random.Random(3)
    words = [word for text in TEXTS[:20] for word in text.split() if word.isalpha()]
    claims = [" ".join(rng.sample(words, 12)) for _ in range(40)]
    assert asked(many, claims) == ["not-found"] * len(claims)


def test_of_a_long_text_the_place_is_read_and_its_offsets_hold(tmp_path: Path) -> None:
    long = "\n\n".join(TEXTS[:60])
    passage = " ".join(TEXTS[41].split()[100:120])
    with_speaker = checker(
        tmp_path / "index.sqlite",
        {"long": long, "other": "\n\n".join(TEXTS[60:90])},
        [Said("anna-berg", passage)],
    )
    verdict = with_speaker.check(passage, "anna-berg")
    assert verdict.verdict == "exact" and verdict.found is not None
    assert long[verdict.found.start : verdict.found.end] == verdict.found.passage
    assert verdict.found.speaker is not None and verdict.found.speaker[0] == "anna-berg"
    with_speaker.close()


def test_the_claimed_speaker_is_found_among_many_who_said_the_same(tmp_path: Path) -> None:
    common = "thank you all very much indeed for this question"
    texts = {
        f"a{n:03}": f"{text}\n\n“{common},” she said. {n} of us left." for n, text in enumerate(TEXTS[:150])
    }
    said = [
        Said("last-speaker" if n == 149 else "other-speaker", f"{common},” she said. {n} of us")
        for n in range(150)
    ]
    many = checker(tmp_path / "index.sqlite", texts, said)
    assert many.check(common, "last-speaker").verdict == "exact"
    assert many.check(common, "third-speaker").verdict == "misattributed"
    many.close()


@pytest.mark.parametrize("more", [False, True])
def test_both_sides_of_the_size_up_to_which_all_is_compared(tmp_path: Path, more: bool) -> None:
    count = 0
    size = 0
    while size + len(TEXTS[count]) <= SMALL:
        size += len(TEXTS[count])
        count += 1
    opened = checker(
        tmp_path / "index.sqlite", {f"a{n:03}": t for n, t in enumerate(TEXTS[: count + more])}, []
    )
    for words in passages_of(TEXTS[:count], 11, 25):
        claim = " ".join(words)
        assert opened.check(claim).verdict == "exact"
        words[5] = "balloon"
        assert opened.check(" ".join(words)).verdict == "altered"
    opened.close()


def passages_of(texts: list[str], size: int, count: int) -> list[list[str]]:
    rng = random.Random(size)
    split = [rng.choice(texts).split() for _ in range(count)]
    return [words[at : at + size] for words in split for at in [rng.randint(0, len(words) - size)]]


LONG_TEXT = "The council met and the members of it spoke of the road to the harbour. " * 400


@pytest.mark.parametrize("said", ["the ferry left at dawn", "the fer\u00adry left at da-\n  wn"])
def test_of_a_long_text_the_place_alone_is_read_whatever_is_hidden_in_it(said: str) -> None:
    text = f"{LONG_TEXT}They told us that {said}, and nobody asked why. {LONG_TEXT}"
    words = "the ferry left at dawn".split()
    weights = {"the": 0.1, "ferry": 5.0, "left": 3.0, "at": 0.2, "dawn": 5.0}
    ((start, end),) = places_of(text, [words], weights).places
    assert said in text[start:end]
    assert end - start < 2_000


def test_a_stretch_goes_on_as_far_as_a_long_text_does() -> None:
    text = f"{LONG_TEXT}They told us that the ferry left at dawn, and nobody asked why. {LONG_TEXT}"
    claim = "us that the ferry left at noon".split()
    assert extent(text, claim, (3, 5), (0, 7)) == (0, 6)
    assert extent(text.replace("ferry", "fer\u00adry"), claim, (3, 5), (0, 7)) == (0, 6)
    assert share_nearby(text, ["ferry", "left"], 6, ["nobody", "asked"]) == 1.0
