"""What else finds names: rapidfuzz over everything, with transliteration, SQLite FTS5, tantivy, nomenklatura.

Each peer answers when its best score is 90 or more and two points ahead of the next person.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from anyascii import anyascii
from rapidfuzz import fuzz, process, utils

from briefs.names import Entity

Answer = Callable[[str], tuple[list[str], str | None]]
_SURE, _AHEAD, _SHOWN = 90.0, 2.0, 25


def _names(people: list[Entity]) -> tuple[list[str], list[str]]:
    pairs = [(person.id, name) for person in people for name in (person.name, *person.aliases)]
    return [owner for owner, _ in pairs], [name for _, name in pairs]


def _ranked(found: Iterable[tuple[str, float]]) -> tuple[list[str], str | None]:
    best: dict[str, float] = {}
    for owner, score in found:
        best[owner] = max(score, best.get(owner, 0.0))
    order = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    second = order[1][1] if len(order) > 1 else 0.0
    sure = bool(order) and order[0][1] >= _SURE and order[0][1] - second >= _AHEAD
    return [owner for owner, _ in order], order[0][0] if sure else None


def _over_everything(people: list[Entity], fold: Callable[[str], str]) -> Answer:
    owners, names = _names(people)
    folded = [fold(name) for name in names]

    def answer(query: str) -> tuple[list[str], str | None]:
        found = process.extract(fold(query), folded, scorer=fuzz.WRatio, limit=2 * _SHOWN)
        return _ranked((owners[place], score) for _, score, place in found)

    return answer


def _roman(text: str) -> str:
    return utils.default_process(anyascii(text))


def wratio(people: list[Entity]) -> Answer:
    """rapidfuzz WRatio over every name."""
    return _over_everything(people, utils.default_process)


def anyascii_wratio(people: list[Entity]) -> Answer:
    """The same after transliteration by anyascii."""
    return _over_everything(people, _roman)


def fts5(people: list[Entity]) -> Answer:
    """SQLite FTS5 with trigrams for candidates, WRatio for the order."""
    owners, names = _names(people)
    folded = [_roman(name) for name in names]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram', detail='none')")
    base.executemany("INSERT INTO names(rowid, name) VALUES (?, ?)", enumerate(folded, 1))

    def answer(query: str) -> tuple[list[str], str | None]:
        text = _roman(query)
        grams = {text[i : i + 3] for i in range(len(text) - 2)}
        if not grams:
            return [], None
        match = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        rows = base.execute("SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT 100", (match,))
        return _ranked((owners[row - 1], fuzz.WRatio(text, folded[row - 1])) for (row,) in rows)

    return answer


def tantivy_fuzzy(people: list[Entity]) -> Answer:
    """tantivy with fuzzy terms for candidates, WRatio for the order; needs the package ``tantivy``."""
    import tantivy  # type: ignore[import-not-found, unused-ignore]

    owners, names = _names(people)
    folded = [_roman(name) for name in names]
    schema = tantivy.SchemaBuilder().add_text_field("name").add_integer_field("row", stored=True).build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for row, name in enumerate(folded):
        writer.add_document(tantivy.Document(name=name, row=row))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def answer(query: str) -> tuple[list[str], str | None]:
        text = _roman(query)
        terms = [
            (
                tantivy.Occur.Should,
                tantivy.Query.fuzzy_term_query(schema, "name", word, distance=1, prefix=True),
            )
            for word in text.split()[:8]
        ]
        if not terms:
            return [], None
        hits = searcher.search(tantivy.Query.boolean_query(terms), 100).hits
        rows = [searcher.doc(address)["row"][0] for _, address in hits]
        return _ranked((owners[row], fuzz.WRatio(text, folded[row])) for row in rows)

    return answer


def nomenklatura_logic(people: list[Entity]) -> Answer:
    """nomenklatura's LogicV2 against every name; needs the package ``nomenklatura``, built beside libicu."""
    from followthemoney import model  # type: ignore[import-not-found, unused-ignore]
    from nomenklatura.matching import LogicV2  # type: ignore[import-not-found, unused-ignore]

    def person(key: str, names: list[str]) -> object:
        entity = model.make_entity("Person")
        entity.id = key
        for name in names:
            entity.add("name", name)
        return entity

    listed = [(one.id, person(one.id, [one.name, *one.aliases])) for one in people]
    config = LogicV2.default_config()

    def answer(query: str) -> tuple[list[str], str | None]:
        asked = person(f"query {query}", [query])  # what it knows of a name is kept by id
        return _ranked((key, 100 * LogicV2.compare(asked, entity, config).score) for key, entity in listed)

    return answer


# The second value says that each query costs a look at every name.
PEERS: dict[str, tuple[Callable[[list[Entity]], Answer], bool]] = {
    "WRatio over everything": (wratio, True),
    "anyascii, WRatio over everything": (anyascii_wratio, True),
    "FTS5 trigram, then WRatio": (fts5, False),
    "tantivy fuzzy, then WRatio": (tantivy_fuzzy, False),
    "nomenklatura LogicV2": (nomenklatura_logic, True),
}
