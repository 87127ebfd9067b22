"""The sentences of `benchmarks.cite_registers`, by part and register, with neutral ones."""

from __future__ import annotations

from typing import Literal

Register = Literal[
    "essay", "blog", "wire", "page", "markdown", "chat", "letter", "minutes", "paper", "thread"
]  # fmt: skip
Lines = dict[Register, tuple[str, ...]]
# {q} is the quotation with its marks, {a} and {b} its two parts where it is broken by its speaker.

PLAIN: dict[str, Lines] = {
    "register": {
        "essay": (
            "It was {name} who put the matter most plainly: {q}",
            "One may smile at the phrasing, yet {last} meant every word of it. {q}, he insisted.",
            "Here is {last} in his own words — {q} — and one looks in vain for a hint of irony.",
            "Historians have long dwelt on what {name} had to say on this: {q}",
            "{a}, wrote {name} in the passage that everybody remembers, {b}",
        ),
        "blog": (
            "So then {name} comes along and says {q} and nobody bats an eyelid.",
            "My favourite bit? {q} (That's {name}, in case you wondered.)",
            "Remember when {last} told us {q} I do.",
            "Quote of the week goes to {name}: {q}",
        ),
        "wire": (
            "{q} {name} said.",
            "{name} told reporters: {q}",
            "{a} {last} said. {b}",
            "{q} {name} was quoted as saying.",
            "{last} added: {q}",
        ),
        "page": (
            "As {name} remarked, {q}",
            "{q} declared {last}.",
            "The answer of {name} was short: {q}",
        ),
        "markdown": (
            "**{name}**: {q}",
            "- {q} — *{name}*",
            "1. {name} — {q}",
            "According to {name}, {q}",
            "### What {last} said\n\n{q}",
        ),
        "chat": (
            "lol {last} literally said {q}",
            "nah {name} said {q} look it up",
            "{name}: {q}",
            "{q} - {name}",
            "@mira wasn't it {name} who said {q}?",
        ),
    },
    "register aside": {
        "essay": (
            "Nobody who has read {name} will have forgotten the line {q}",
            "To {last}, however, the case was closed. {q}, he observed, and turned to other things.",
            "We owe to {name} the following formulation: {q}",
            "{a}, {last} conceded, {b}",
            "The temper of the age speaks through {name}, when he says: {q}",
        ),
        "blog": (
            "Can we talk about how {name} just went {q}",
            "Straight from the mouth of {last}: {q} Wow.",
            "I keep coming back to {name} saying {q} and I still don't know what to do with it.",
            "{q} Thus spoke {name}. Discuss.",
        ),
        "wire": (
            "{q} {last} stated.",
            "An aide would not comment, but {name} said: {q}",
            "{a} said {name}, {b}",
            "{name} stressed: {q}",
            "{q} noted {last}.",
        ),
        "page": (
            "In the words of {name}: {q}",
            "{q} replied {name}.",
            "{last} had this to say: {q}",
        ),
        "markdown": (
            "* {name}: {q}",
            "{q} ({name})",
            "| who | what |\n|---|---|\n| {name} | {q} |",
            "_{name}_ put it like this: {q}",
            "> [!NOTE]\n> {name} said {q}",
        ),
        "chat": (
            "bro {name} said {q} 💀",
            "{last} be like {q}",
            "source: {name}, {q}",
            "ok but {last} also said {q} so idk",
            "{q} ~ {name}",
        ),
    },
    "register third": {
        "essay": (
            "Posterity has been kind to a remark of {name}’s: {q}",
            "{last} answered his critics in a single sentence. {q}",
            "{q}, as {name} once put it, and the phrase has stuck.",
        ),
        "blog": (
            "I asked for receipts and got this from {name}: {q}",
            "{name} had me at {q}",
            "{last}, deadpan: {q}",
        ),
        "wire": (
            "{q} {name} told the chamber.",
            "{name} continued: {q}",
            "{a} {name} said, {b}",
        ),
        "page": (
            "{name} was blunt: {q}",
            "{q} concluded {last}.",
        ),
        "markdown": (
            "- {name} — {q}",
            "*{q}* – {name}",
            "**Q:** Who said {q}\n\n**A:** {name} said {q}",
        ),
        "chat": (
            "{last}: {q} lmao",
            "can confirm, {name} said {q}",
            "quote from {name}: {q}",
        ),
    },
}
DATED: dict[str, Lines] = {
    "register": {
        "essay": (
            "On {date} {name} gave the reply that has been repeated ever since: {q}",
            "It was not until {month} that {last} found the words. {q}, he said then.",
            "{q} — so {name}, in {year}, and the sentence has lost nothing of its edge.",
        ),
        "blog": (
            "Fast forward to {date}: {name} says {q}",
            "Back in {month}, {last} was all like {q}",
            "{name}, {year}: {q} Some things never change.",
        ),
        "wire": (
            "{q} {name} said on {date}.",
            "In a statement on {date}, {last} said: {q}",
            "{name} said in {month}: {q}",
        ),
        "page": (
            "On {date}, {name} remarked: {q}",
            "{q} said {last} on {date}.",
        ),
        "markdown": (
            "- **{date}**, {name}: {q}",
            "{q} — {name}, {date}",
            "{name} ({year}): {q}",
        ),
        "chat": (
            "on {date} {name} said {q}",
            "{q} - {name}, {year}",
            "{name} back in {month}: {q}",
        ),
    },
    "register aside": {
        "essay": (
            "The speech of {date}, in which {name} declared {q}, marks the turn.",
            "By {month} {last} was ready to say aloud what others thought: {q}",
            "When {name} said {q} in {year}, few took notice.",
        ),
        "blog": (
            "{date}. {name} takes the floor and says {q} Mic drop.",
            "It's {month} and {last} says {q} Just like that.",
            "Throwback to {year}, when {name} said {q}",
        ),
        "wire": (
            "Speaking on {date}, {name} said: {q}",
            "{q} {last} told lawmakers on {date}.",
            "{q} {name} said in {month}.",
        ),
        "page": (
            "{name} explained on {date}: {q}",
            "It was on {date} that {last} said {q}",
        ),
        "markdown": (
            "* {name}, {month}: {q}",
            "**{year}** {name} says {q}",
            "{q} ({name}, {date})",
        ),
        "chat": (
            "{last} on {date}: {q}",
            "{q} ({name} {year})",
            "fyi that was {date}, {name} said {q}",
        ),
    },
    "register third": {
        "essay": (
            "Some time in {month}, {name} allowed himself a rare confession: {q}",
            "In the summer of his doubts, on {date}, {last} wrote: {q}",
        ),
        "blog": (
            "So on {date}, {name} drops this: {q}",
            "{month}: {name} says {q}",
        ),
        "wire": (
            "{name} said in remarks on {date}: {q}",
            "On {date}, {last} told lawmakers: {q}",
        ),
        "page": (
            "{q} said {name} in {month}.",
            "Asked on {date}, {last} replied: {q}",
        ),
        "markdown": (
            "> {q}\n> — {name}, {date}",
            "### {date}\n\n{name}: {q}",
        ),
        "chat": (
            "{date}, {name}: {q}",
            "{name} said {q} in {month}",
        ),
    },
}
OFFICED: dict[str, Lines] = {
    "register": {
        "essay": (
            "It fell to {name}, then {theoffice}, to say it: {q}",
            "As {theoffice}, {name} maintained: {q}",
        ),
        "blog": (
            "{name} (yes, the {theoffice}) said {q}",
            "The {theoffice}, {name}, went on record with {q}",
        ),
        "wire": (
            "{q} said {office} {name}.",
            "{office} {name} said: {q}",
            "{q} {name}, the {theoffice}, said.",
        ),
        "page": ("{office} {name} remarked: {q}", "{q} said {name}, {theoffice}."),
        "markdown": ("- {q} — {name}, {theoffice}", "**{name}** ({theoffice}): {q}"),
        "chat": ("{theoffice} {name} said {q}", "{name} as {theoffice}: {q}"),
    },
    "register aside": {
        "essay": (
            "{name}, who was {theoffice} at the time, had written: {q}",
            "A {theoffice} does not speak lightly, and {name} did not: {q}",
        ),
        "blog": (
            "Here's {theoffice} {name}: {q}",
            "Not my words, but those of {name}, the {theoffice}: {q}",
        ),
        "wire": (
            "{q} according to {office} {name}.",
            "{name}, {theoffice}, said: {q}",
            "{q} {office} {last} said.",
        ),
        "page": ("{name}, the {theoffice}, replied: {q}", "{q} noted {office} {name}."),
        "markdown": ("* {office} {name}: {q}", "{q} — *{name}, {theoffice}*"),
        "chat": ("{name} ({theoffice}) said {q}", "the {theoffice} {name} said {q}"),
    },
    "register third": {
        "essay": (
            "In his capacity as {theoffice}, {name} stated: {q}",
            "{name} spoke as {theoffice} when he said: {q}",
        ),
        "blog": (
            "{name}, our {theoffice}, says {q}",
            "{office} {name} weighed in: {q}",
        ),
        "wire": (
            "{office} {name} added: {q}",
            "{q} said {name}, the {theoffice}.",
        ),
        "page": ("{name}, then {theoffice}, answered: {q}",),
        "markdown": ("> {q}\n> — {name}, {theoffice}",),
        "chat": ("{name}, {theoffice}: {q}",),
    },
}
REPORTED: dict[str, tuple[str, ...]] = {
    "register": (
        "{name} said that the harbour would be dredged before winter{source}.",
        "{last} claimed he had never met the delegation{source}.",
        "{name} announced that a second bridge would be built{source}.",
        "{last} has denied that any such letter exists{source}.",
        "{name} warned that patience was running out{source}.",
    ),
    "register aside": (
        "{name} insisted that the road was paid for by the province{source}.",
        "{last} admitted that the survey had been wrong{source}.",
        "{name} promised that no school would be closed{source}.",
        "{last} argued that tariffs hurt the weavers most{source}.",
        "{name} said the archive had burnt down twice{source}.",
    ),
    "register third": (
        "{name} declared that the mines would be closed within a year{source}.",
        "{last} conceded that the numbers were off{source}.",
        "{name} stressed that nobody had been promised anything{source}.",
    ),
}
SOURCES: dict[str, tuple[str, ...]] = {
    "register": (
        ", the Boston Globe reported",
        ", according to the minutes of the committee",
        " (https://news.example/2011/harbour)",
        ", he told the BBC",
        " (The Times, 4 May 1911)",
    ),
    "register aside": (
        ", Reuters reported",
        ", according to the Washington Post",
        " (source: https://archive.example/item/77)",
        " in an interview with Le Monde",
        ", as the Daily Telegraph wrote on 9 June 1902",
    ),
    "register third": (
        ", the New York Herald wrote",
        ", according to the memoirs of his secretary",
        " (Hansard, 3 March 1921)",
        ", he told Die Zeit",
    ),
}
NEUTRAL: tuple[str, ...] = (
    "The rest of the afternoon went by without an incident worth telling.",
    "Anyone who has walked the length of that street in November knows the smell of it.",
    "There is a long shelf of books on {last}, and most of them agree about the weather.",
    "The photographs of those years show {name} at a desk, by a window, in a carriage.",
    "It is a matter of taste whether one calls that a policy.",
    "None of this was decided in a day, and little of it was decided in the open.",
    "The committee sat for eleven weeks and heard four hundred witnesses.",
    "What the newspapers made of it is another story.",
    "Prices rose, ships were late, and the harvest of that year was poor.",
    "The house in which {last} was born is a museum now; it opens at ten.",
    "A “landslide”, as the word goes, it was not.",
    "Readers of the so-called “yellow press” were told little of the negotiations.",
    "The film “Northern Lights” is about something else altogether.",
)
