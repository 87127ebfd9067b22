"""What is said of a message, and of which nothing is."""

from __future__ import annotations

import random
import time

import pytest

from briefs.watch import Watcher

TRUE = "We want real cooperation with Russia on missile defence"  # Rasmussen's
ALTERED = "We want no real cooperation with Russia on missile defence"
SPLICED = (
    "Our vision is two independent systems with one goal. By increasing our security, it also builds up trust"
)


def kinds(watcher: Watcher, message: str) -> list[str]:
    return [one.kind for one in watcher.look(message)]


@pytest.mark.parametrize(
    "form",
    [
        "Rasmussen: “{q}”",
        'rasmussen literally said "{q}" lol',
        "> {q}\n— Anders Fogh Rasmussen",
        "> {q}\nRasmussen btw",
        "“{q}” - rasmussen, 2011",
        "“{q}” is what Rasmussen said",
        "**Rasmussen** (2011): {q}",
        "remember when Rasmussen said “{q}”? good times",
        "`{q}` ~ Rasmussen",
        "Расмуссен сказал: «{q}»",
        "как сказал Расмуссен, «{q}»",
        "“{q}”. These were Rasmussen’s words.",
        "“{q}” and that's from Rasmussen, not me",
        "> {q}\nRasmussen said that, straight to the cameras",
        "💬 “{q}”\n👤 Rasmussen",
        "Rasmussen 🗣️ “{q}”",
        "Rasmussen was at the summit. His words: “{q}”",
        "Rasmussen told a room full of diplomats “{q}”",
        "my favourite Rasmussen quote: “{q}”",
        "lmaooo Rasmussen said “{q}” https://example.com/a?b=c",
        "What Rasmussen actually said: “{q}”",
        "“{q}” — this is what Rasmussen said",
        "When asked about it, Rasmussen replied: “{q}”",
        "Rasmussen at the presser rn: “{q}”",
        "“{q}” (Rasmussen, press conference, 2011)",
        "“{q}”\nSource: Rasmussen, 2011",
    ],
)
def test_what_the_record_contradicts_is_met_in_every_form(watcher: Watcher, form: str) -> None:
    assert kinds(watcher, form.format(q=ALTERED)) == ["altered"]
    assert kinds(watcher, form.format(q=SPLICED)) in (["spliced"], ["altered"])
    assert set(kinds(watcher, form.format(q=TRUE))) <= {"confirmed"}
    accused = form.replace("Anders Fogh Rasmussen", "Sergei Lavrov").replace("Rasmussen", "Lavrov")
    accused = accused.replace("rasmussen", "lavrov").replace("Расмуссен", "Лавров")
    assert kinds(watcher, accused.format(q=TRUE)) == ["misattributed"]


@pytest.mark.parametrize(
    "message",
    [
        "Rasmussen never said “{q}”",
        "did Rasmussen really say “{q}”?",
        "imagine if Rasmussen had said “{q}”",
        "“{q}” - Rasmussen. that quote is fake",
        "Rasmussen: “{q}” /s",
        "nowhere does Rasmussen say “{q}”",
        "has Rasmussen ever actually said “{q}”",
        "once Rasmussen says “{q}” we can talk",
        "thought I heard Rasmussen say “{q}” but no",
        "citation needed on Rasmussen said “{q}”",
        "a wholesome Rasmussen says “{q}”",
        "Rasmussen rolls a 41 and says “{q}”",
        "my brain at 2am\nRasmussen: “{q}”",
        "one of Rasmussen’s critics said “{q}”",
        "everyone but Rasmussen said “{q}”",
        "in my own words, Rasmussen: “{q}”",
        "no way Rasmussen said “{q}” lmao",
        "“{q}” - Rasmussen (real) (not clickbait)",
        "“{q}” - Rasmussen (source: trust me)",
        "Rasmussen said “{q}”, oh wait that was edited",
        "Rasmussen said sth like “{q}”",
        "Rasmussen, had he been a Stoic: “{q}”",
        "Rasmussen (with a wig): “{q}”",
        "poll: what did Rasmussen say? A) “{q}” B) nothing",
        "// Rasmussen: “{q}”",
        "let’s say Rasmussen said “{q}”",
        "“{q}” - Rasmussen, 3024",
        "“{q}” - Rasmussen after reading this thread",
        "Rasmussen said “{q}”, yeah and I am the pope",
        "Rasmussen said “{q}”, as the tea leaves foretold",
        "the day Rasmussen says “{q}” is a good day",
        "Расмуссена сказала «{q}»",
        "разве Расмуссен сказал «{q}»",
        "the german foreign minister said “{q}”",
        "nobody:\nRasmussen: “{q}”",
        "Rasmussen be like “{q}”",
        "my teacher said “{q}”",
        "“{q}”",
        "they told Rasmussen “{q}”",
        "I told Rasmussen: “{q}”",
        "Rasmussen when the wifi is down: “{q}”",
        "who said “{q}”, Rasmussen or Lavrov?",
        "fact check: Rasmussen said “{q}”",
        "edit: I misquoted Rasmussen (“{q}”), sorry",
        "```\nprint('Rasmussen: {q}')\n```",
        "Knut Rasmussen said “{q}”",
    ],
)
def test_nothing_is_said_of_what_is_not_asserted(watcher: Watcher, message: str) -> None:
    assert kinds(watcher, message.format(q=ALTERED)) == []


@pytest.mark.parametrize(
    "message",
    [
        "Rasmussen: “trust me, it will be fine at the end of the day”",
        "Rasmussen said “we want … cooperation with Russia on missile defence”",
        "Rasmussen said “[w]e want real coopertion with Russia on missile defense”",
        "Rasmussen said we should all work together on this",
        "Rasmussen calls it “real cooperation”",
        "rasmussen: we want real cooperation with russia on missile defence just saying",
    ],
)
def test_fair_words_and_words_that_are_not_on_record_are_left_alone(watcher: Watcher, message: str) -> None:
    assert set(kinds(watcher, message)) <= {"confirmed"}


def test_the_proof_comes_with_it(watcher: Watcher) -> None:
    (found,) = watcher.look(f"Rasmussen: “{ALTERED}”")
    assert found.verdict.found is not None and found.verdict.found.statement is not None
    assert found.speaker == "Rasmussen" and found.text == ALTERED
    assert [(one.kind, one.claimed) for one in found.verdict.differences] == [("negation", "no")]


def test_most_messages_are_not_read(watcher: Watcher) -> None:
    assert not watcher.may_quote("good morning everyone, “nice” day for a debate on nothing")
    assert not watcher.may_quote("Lavrov is on tv again")
    assert watcher.may_quote("Lavrov said “we will see about that in the end”")


HOSTILE = (
    "Rasmussen " * 400,
    "“" * 4_000,
    "Rasmussen: “" + "word " * 780,
    "> " * 2_000,
    "Rasmussen said " + "“a b c d e f” " * 250,
    "R̴̡͠a̶͝s̷m̸u̵s̶s̴e̵n̷: “" + "".join(c + "\u0336\u0322\u0360" for c in ALTERED) + "”",
    "```" + 'Rasmussen: "x" ' * 260,
    "[" * 2_000 + "](" * 900,
    "Rasmussen\n: " * 330,
    "said Lavrov, " * 300 + "“" + TRUE + "”",
    "\0\u202e\ud800Rasmussen: “" + TRUE + "”",
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_messages_cost_little(watcher: Watcher, number: int) -> None:
    begun = time.process_time()
    found = watcher.look(HOSTILE[number])
    assert time.process_time() - begun < 5
    assert {one.kind for one in found} <= {"confirmed", "altered", "misattributed"}


def test_fifty_quotations_are_not_all_looked_at(watcher: Watcher) -> None:
    message = "\n".join(f"Rasmussen: “{ALTERED} {n}”" for n in range(50))
    assert len(watcher.look(message)) <= 12


def test_a_look_at_noise_never_fails(watcher: Watcher) -> None:
    rng = random.Random(5)
    parts = ["Rasmussen", "“", "”", '"', ">", "`", "said", TRUE, "\n", ":", "—", "?", "not", "*", "<@1>", "…"]
    for _ in range(60):
        message = " ".join(rng.choice(parts) for _ in range(rng.randint(1, 30)))
        assert {one.kind for one in watcher.look(message)} <= {
            "confirmed",
            "altered",
            "spliced",
            "misattributed",
        }


def test_two_letters_turned_round_are_a_slip(watcher: Watcher) -> None:
    assert kinds(watcher, f"Ramsussen said “{ALTERED}”") == ["altered"]
    assert kinds(watcher, f"larvov: “{TRUE}”") == ["misattributed"]


def test_an_office_is_somebody_where_only_one_holds_it(watcher: Watcher) -> None:
    assert kinds(watcher, f"the NATO Secretary General told journalists “{ALTERED}”") == ["altered"]
    assert kinds(watcher, f"“{TRUE}” - the Russian foreign minister, 2012") == ["misattributed"]
    assert kinds(watcher, f"“{TRUE}” - the German foreign minister") == []


def test_passages_joined_by_an_added_word_are_spliced(watcher: Watcher) -> None:
    joined = (
        "NATO has decided to build a system to defend itself, which is why we continue exploring the options"
    )
    assert kinds(watcher, f"Rasmussen: “{joined}”") in (["spliced"], ["altered"])


def test_what_is_borne_out_is_told_only_where_it_is_asked_for(watcher: Watcher) -> None:
    message = f"Rasmussen: “{TRUE}”"
    assert [one.kind for one in watcher.look(message)] == ["confirmed"]
    assert watcher.look(message, bears_out=False) == ()


@pytest.mark.parametrize("wall", ["A" * 400, "1" * 400, "AB " * 100, " " * 400, "-" * 400, "🙂😀" * 100])
def test_a_wall_of_signs_between_a_name_and_words_does_not_hold_the_bot_up(
    watcher: Watcher, wall: str
) -> None:
    """Once such a wall took longer than anybody waits: the test would not end."""
    watcher.look(f"Rasmussen {wall}; “{ALTERED}”")
    watcher.look(f"“{ALTERED}” {wall} Rasmussen")
