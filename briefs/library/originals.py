"""Originals whose source is an article of the library: their words stand there, letter for letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefs.library.cross_checks import CrossFileProblem, LibraryContent
from briefs.library.dossiers import Text
from briefs.library.yaml_mapping import did_you_mean
from briefs.text import PassageNotFound, find_passage, shown


def original_problems(
    content: LibraryContent, text_of: Callable[[str], Text | None]
) -> Iterator[CrossFileProblem]:
    """What does not hold of statements whose `original` names an article; `text_of` reads a text's file."""
    articles = {str(each.article.get("id")): each.article for each in content.dossiers.values()}
    for file, dossier in content.dossiers.items():
        for index, record in enumerate(dossier.statements):
            original = record["original"] or {}
            if not original.get("article") or not original["text"]:
                continue
            at = ("statements", index, "original")
            source = articles.get(original["article"])
            if source is None:
                if not content.unread:
                    other = did_you_mean(original["article"], articles)
                    told = f"there is no article {shown(original['article'])}{other}"
                    yield CrossFileProblem(file, (*at, "article"), told)
                continue
            language = original["language"]
            if language and language != source["language"]:
                told = f"the article {source['id']} is in “{source['language']}”"
                yield CrossFileProblem(file, (*at, "language"), told, source["language"])
            text = text_of(source["file"] or "")
            if text is not None and not _stands(original["text"], text.text):
                told = f"these words do not stand in {source['id']}"
                yield CrossFileProblem(file, (*at, "text"), told, "its words, letter for letter")


def _stands(words: str, text: str) -> bool:
    try:
        find_passage(text, words)
    except PassageNotFound as fault:
        return fault.places > 1  # several times is word for word too
    return True
