"""Quotations taken out of messages, with the speaker that stands beside them."""

from __future__ import annotations

import pytest

from briefs.verify import find_quotations, read_message, whole_text


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("“We want real cooperation” — Rasmussen", [("We want real cooperation", "Rasmussen")]),
        ('"we want it now" - lavrov', [("we want it now", "lavrov")]),
        ("Lavrov said: «There is no movement»", [("There is no movement", "Lavrov")]),
        ("Лавров заявил: «Движения нет никакого»", [("Движения нет никакого", "Лавров")]),
        ("According to Lavrov, „nothing can be changed“", [("nothing can be changed", "Lavrov")]),
        ("**Rasmussen:** 'we want real cooperation'", [("we want real cooperation", "Rasmussen")]),
        ('"It is so now" (Lavrov, 2011)', [("It is so now", "Lavrov")]),
        ('"We want it," said Mr. Fogh Rasmussen.', [("We want it,", "Mr. Fogh Rasmussen")]),
        (
            'Lavrov said: "There is no movement" and Rasmussen said "I do not expect it".',
            [("There is no movement", "Lavrov"), ("I do not expect it", "Rasmussen")],
        ),
        ('"A b c d," Lavrov said. "E f g h."', [("A b c d,", "Lavrov"), ("E f g h.", "Lavrov")]),
        ("> We want real\n> cooperation\n— Rasmussen", [("We want real\ncooperation", "Rasmussen")]),
        (">>> We want real\ncooperation", [("We want real\ncooperation", None)]),
        ("no quotation here", []),
    ],
)
def test_passages_and_their_speakers(message: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(claim.text, claim.speaker_name) for claim in find_quotations(message)] == expected


def test_offsets_lead_back_into_the_message() -> None:
    message = "He wrote: “We want real cooperation”, and later “all options will be considered”."
    for claim in find_quotations(message):
        assert message[claim.start : claim.end] == claim.text


def test_a_typed_line_loses_its_marks_and_its_signature() -> None:
    assert whole_text("“We want real cooperation” — Rasmussen").text == "We want real cooperation"
    assert whole_text("We want real cooperation\n— Rasmussen").speaker_name == "Rasmussen"
    assert whole_text("We want real cooperation").text == "We want real cooperation"


@pytest.mark.parametrize("word", ["really ", "said ", "Lavrov ", "never ", "told x "])
def test_a_page_of_one_word_around_a_quotation_is_read_in_time(word: str) -> None:
    found = find_quotations(word * 200 + "“We want real cooperation” — " + word * 200)
    assert [claim.text for claim in found] == ["We want real cooperation"]


WORDS = "We want real cooperation with everybody"
KNOWN = frozenset({"rasmussen", "anders fogh rasmussen", "lavrov"})


@pytest.mark.parametrize(
    ("message", "speaker"),
    [
        (f"**Q:** what do you want?\n**Rasmussen:** {WORDS}", "Rasmussen"),
        (f"rasmussen 2011:\n{WORDS}", "rasmussen"),
        (f"Rasmussen => {WORDS}", "Rasmussen"),
        (f"Rasmussen — {WORDS}", "Rasmussen"),
        (f">>> {WORDS}\n(Lavrov)", "Lavrov"),
        (f"> **Anders Fogh Rasmussen**\n> {WORDS}", "Anders Fogh Rasmussen"),
        (f"Selon Rasmussen : « {WORDS} »", "Rasmussen"),
        (f"yo did u hear rasmussen? he said “{WORDS}”", "rasmussen"),
        (f"rasmussen said “{WORDS}” ok???", "rasmussen"),
        (f"“{WORDS}” - George W. Bush", "George W. Bush"),
        (f"To quote Rasmussen, “{WORDS}”.", "Rasmussen"),
        (f"Como dijo Rasmussen: “{WORDS}”", "Rasmussen"),
        (f"said every pundit ever: “{WORDS}”", "every pundit ever"),
        (f"in truth it was Rasmussen who said “{WORDS}”", "Rasmussen"),
        (f"Lavrov has been saying “{WORDS}” for years", "Lavrov"),
        (f"Rasmussen fired back: “{WORDS}”", "Rasmussen"),
        (f"my uncle keeps saying “{WORDS}”", "my uncle"),
        (f"Lavrov sat down. Then Kowalski took the floor: “{WORDS}”", "Kowalski"),
    ],
)
def test_a_message_names_its_speaker_in_many_forms(message: str, speaker: str) -> None:
    (claim,), _ = read_message(message, lambda name: name.casefold() in KNOWN)
    assert (claim.text.strip(), claim.speaker_name, claim.mentioned) == (WORDS, speaker, None)


def test_a_dash_in_a_sentence_names_nobody() -> None:
    (claim,), marked = read_message(f"Well then — {WORDS}", lambda name: name.casefold() in KNOWN)
    assert (claim.speaker_name, marked) == (None, False)


@pytest.mark.parametrize(
    "message",
    [
        f"I doubt that Lavrov said “{WORDS}”",
        f"everyone credits Lavrov with “{WORDS}”",
        f"“{WORDS}” gets pinned on Lavrov, in fact it is another's",
        f"I doubt it was Lavrov who said “{WORDS}”",
        f"it was not Lavrov who said “{WORDS}”",
    ],
)
def test_who_is_doubted_to_have_said_it_is_not_said_to_have(message: str) -> None:
    (claim,), _ = read_message(message, lambda name: name.casefold() in KNOWN)
    assert (claim.speaker_name, claim.mentioned) == (None, "Lavrov")
