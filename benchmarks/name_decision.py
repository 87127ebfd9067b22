"""Fit ``briefs/names/data/decision.txt``: when a match may be answered with.

Learns from the development queries, from those among them that are whole names, asked again in lists without
the people whom they mean, and from queries made out of the gazetteers themselves: some people are taken out,
and asked for all the same; of others one spelling is taken out, and asked for; of the rest a name is
mistyped, cut short or turned round. Needs scikit-learn, as all benchmarks' peers do, and the data.

    python -m benchmarks.name_decision --out briefs/names/data/decision.txt
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.lookup import SHARED, SIZES, entities, read
from briefs.names import Entity, Lookup, normalized

LISTS = {
    15: 60,
    50: 30,
    150: 10,
    500: 4,
    1000: 3,
    3000: 2,
    10_000: 1,
    30_000: 1,
    100_000: 1,
}  # size: how many
MOST = 350  # made queries of one sort for one list
SEED = 20_260_301
MADE_WEIGHT, ABSENT_WEIGHT = 0.4, 0.5
WHOLE = ("variant_", "typo1", "typo2")  # types of development queries that are whole names
FOR = ("asked", "worst", "mean", "margin")
AGAINST = ("most behind", "behind", "edits", "worst edits", "crowd")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TITLES = ("Mr", "Dr", "President", "Senator", "Sir", "Minister", "Prof.")


class Row(NamedTuple):
    """What the classifier saw of one query and whether its best match was meant.

    ``person`` is who is meant, in the list or not, or else the query: what must not be learned from and
    tested on.
    """

    person: str
    query: str
    gold: str | list[str] | None
    size: str
    right: bool
    figures: dict[str, float]


def mistyped(name: str, times: int, luck: random.Random) -> str:
    """A name with letters left out, doubled, swapped or hit beside."""
    letters = list(name)
    for _ in range(times):
        place = luck.randrange(len(letters))
        slip = luck.randrange(4)
        if slip == 0 and len(letters) > 3:
            del letters[place]
        elif slip == 1:
            letters.insert(place, luck.choice(_LETTERS))
        elif slip == 2 and place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        else:
            letters[place] = luck.choice(_LETTERS)
    return "".join(letters)


def changed(name: str, luck: random.Random) -> str:
    """A name in Latin letters as somebody may type it."""
    parts = name.split()
    first, last = parts[0], parts[-1]
    sort = luck.randrange(9)
    return (
        mistyped(name, 1, luck), mistyped(name, 2, luck), mistyped(name, 2, luck), mistyped(last, 1, luck),
        f"{first} {last[: luck.randint(2, max(2, len(last) - 1))]}",
        last[: luck.randint(3, max(3, len(last)))],
        f"{last}, {first}", f"{luck.choice(_TITLES)} {name}", f"{first} {luck.choice('ABCJM')}. {last}",
    )[sort]  # fmt: skip


class Made(NamedTuple):
    """A list to ask, and what to ask it: a query and who is meant."""

    people: list[Entity]
    queries: list[tuple[str, str | None]]


def made(everybody: list[Entity], size: int, luck: random.Random) -> Made:
    """Part of everybody, without some of their spellings and without some of them."""
    spelt = [person for person in everybody if person.aliases]
    some = luck.sample(spelt, min(len(spelt), size // 2))
    chosen = {person.id for person in some}
    rest = luck.sample([p for p in everybody if p.id not in chosen], min(size, len(everybody) - len(some)))
    half = len(some) // 2
    people, queries = [], list[tuple[str, str | None]]()
    for person in some[:half]:
        asked = luck.choice(person.aliases)
        people.append(Entity(person.id, person.name, tuple(a for a in person.aliases if a != asked)))
        queries.append((asked, person.id))
    queries += [(luck.choice((person.name, *person.aliases)), None) for person in some[half:]]
    absent = min(MOST, len(rest) // 4)
    out, rest = rest[:absent], rest[absent:]
    people += rest
    queries += [(person.name if luck.random() < 0.7 else changed(person.name, luck), None) for person in out]
    queries += [(person.name.split()[-1], None) for person in out[: absent // 4]]
    latin = [person for person in rest if person.name.isascii() and " " in person.name]
    for one, two in zip(luck.sample(latin, min(absent // 3, len(latin))), latin, strict=False):
        queries.append((f"{one.name.split()[0]} {two.name.split()[-1]}", None))
    asked_for = luck.sample(latin, min(MOST, len(latin)))
    queries += [(changed(person.name, luck), person.id) for person in asked_for]
    return Made(people, _unambiguous(people, queries))


def _unambiguous(people: list[Entity], queries: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Without queries that are somebody's name to the letter or a word that others bear too."""
    bearers: dict[str, set[str]] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            for text in {normalized(name), *normalized(name).split()}:
                bearers.setdefault(text, set()).add(person.id)
    return [(q, gold) for q, gold in queries if not bearers.get(normalized(q), set()) - {gold or ""}]


def rows(people: list[Entity], asked: list[tuple[str, Any]], size: str) -> Iterator[Row]:
    """What the classifier sees of each query."""
    lookup = Lookup(people)
    for query, gold in asked:
        seen = lookup.features_for_training(query)
        if seen is not None:
            best, figures = seen
            yield Row(
                gold if isinstance(gold, str) else query,
                query,
                gold,
                size,
                isinstance(gold, str) and best == gold,
                figures,
            )


def developed() -> list[Row]:
    """The development queries over their three lists."""
    found: list[Row] = []
    queries = read(SHARED / "queries_dev.jsonl")
    for size, file in SIZES.items():
        asked = [(q["query"], q["gold_id"]) for q in queries if size in q["tiers"]]
        found += rows(entities(SHARED / file), asked, size)
    return found


def absent() -> list[Row]:
    """The development queries that are whole names, in lists without the people whom they mean."""
    found: list[Row] = []
    queries = [query for query in read(SHARED / "queries_dev.jsonl") if query["type"].startswith(WHOLE)]
    for size, file in SIZES.items():
        everybody = entities(SHARED / file)
        for half in (0, 1):
            meant = {q["query"]: q["gold_id"] for q in queries if digest(q["gold_id"]) // 5 % 2 == half}
            asked = [(q["query"], None) for q in queries if q["query"] in meant and size in q["tiers"]]
            gone = set(meant.values())
            some = rows([person for person in everybody if person.id not in gone], asked, f"{size} less")
            found += [row._replace(person=meant[row.query]) for row in some]
    return found


def invented() -> list[Row]:
    """Queries made out of the largest gazetteer, without the people whom the development queries mean."""
    luck = random.Random(SEED)
    queries = read(SHARED / "queries_dev.jsonl")
    golds = [query["gold_id"] or [] for query in queries]
    known = {one for gold in golds for one in ([gold] if isinstance(gold, str) else gold)}
    everybody = [person for person in entities(SHARED / SIZES["100k"]) if person.id not in known]
    found: list[Row] = []
    for size, times in LISTS.items():
        for _ in range(times):
            people, asked = made(everybody, min(size, len(everybody)), luck)
            found += rows(people, list(asked), f"made {size}")
    return found


def table(found: list[Row]) -> Any:
    """The figures as a matrix, in their own order."""
    import numpy as np

    return np.array([[float(value) for value in row.figures.values()] for row in found])


def model(figures: list[str]) -> Any:
    """The classifier, unfitted. What can only speak for a match, or only against it, is told so."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    directions = [1 if name in FOR else -1 if name in AGAINST else 0 for name in figures]
    return HistGradientBoostingClassifier(
        max_iter=180, learning_rate=0.08, max_leaf_nodes=16, min_samples_leaf=30, max_features=0.25,
        l2_regularization=1.0,
        monotonic_cst=directions, early_stopping=False, random_state=SEED,
    )  # fmt: skip


def fit(dev: list[Row], gone: list[Row], more: list[Row]) -> Any:
    """The classifier, fitted; a development query counts as much as several made ones."""
    import numpy as np

    every = [*dev, *gone, *more]
    weights = np.array([1.0] * len(dev) + [ABSENT_WEIGHT] * len(gone) + [MADE_WEIGHT] * len(more))
    return model(list(every[0].figures)).fit(
        table(every), [row.right for row in every], sample_weight=weights
    )


def digest(text: str) -> int:
    """A number for a text, always the same."""
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16)


def fold(row: Row) -> int:
    """The same person is in the same fifth, whatever the query and the list."""
    return digest(row.person) % 5


def others(found: list[Row], part: int) -> list[Row]:
    """All but one fifth."""
    return [row for row in found if fold(row) != part]


def held_out(dev: list[Row], gone: list[Row], more: list[Row]) -> list[float]:
    """How sure the classifier is of each development query, learned from the other four fifths."""
    sure = [0.0] * len(dev)
    for part in range(5):
        places = [place for place, row in enumerate(dev) if fold(row) == part]
        learned = fit(others(dev, part), others(gone, part), more)
        values = learned.predict_proba(table([dev[place] for place in places]))[:, 1]
        for place, value in zip(places, values, strict=True):
            sure[place] = float(value)
    return sure


def written(learned: Any, figures: list[str]) -> str:
    """The fitted trees as ``briefs.names.classifier`` reads them."""
    names = " ".join(name.replace(" ", "_") for name in figures)
    lines = [names, f"{learned._baseline_prediction.item():.4f}"]
    for (tree,) in learned._predictors:
        lines.append(" ".join(
            f"{node['value']:.4f}" if node["is_leaf"]
            else f"{node['feature_idx']}<{node['num_threshold']:.5g}:{node['left']}:{node['right']}"
            for node in tree.nodes
        ))  # fmt: skip
    return "\n".join(lines) + "\n"


def report(dev: list[Row], sure: list[float]) -> str:
    """Of the queries that are left to the classifier: answers right and wrong at several thresholds."""
    lines = [f"{'list':>6}{'sure':>6}{'right':>8}{'not him':>9}{'nobody':>8}"]
    for size in SIZES:
        some = [(value, row) for value, row in zip(sure, dev, strict=True) if row.size == size]
        meant = sum(isinstance(row.gold, str) for _, row in some)
        for enough in (0.2, 0.3, 0.5, 0.8, 0.85, 0.9, 0.93):
            given = [row for value, row in some if value >= enough]
            right = sum(row.right for row in given)
            other = sum(isinstance(row.gold, str) and not row.right for row in given)
            nobody = len(given) - right - other
            lines.append(f"{size:>6}{enough:>6}{right / meant:>8.3f}{other / meant:>9.4f}{nobody:>8}")
    return "\n".join(lines)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if not SHARED.is_dir():
        parser.error(f"the development data is not at {SHARED}")
    dev, gone, more = developed(), absent(), invented()
    sys.stdout.write(report(dev, held_out(dev, gone, more)) + "\n")
    given.out.write_text(written(fit(dev, gone, more), list(dev[0].figures)), "utf-8")


if __name__ == "__main__":
    main()
