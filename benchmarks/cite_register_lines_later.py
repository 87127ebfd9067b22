"""More sentences for `benchmarks.cite_registers`, in more registers, somebody else beside the speaker.

{rival} is of the library and did not say it. Three parts were written before any of them was tried, the
seventh when these were known to the code.
"""

from __future__ import annotations

from benchmarks.cite_register_lines import Lines

PLAIN_LATER: dict[str, Lines] = {
    "register fourth": {
        "essay": (
            "Where {rival} hesitated, {name} did not. {q}, he wrote to a friend.",
            "No one has summed up the quarrel better than {name}: {q}",
            "Long before {rival} took it up, the thought had been {last}’s. {q}",
        ),
        "blog": (
            "You know who else said {q}? {name}, that's who.",
            "Cue {name}, arms folded: {q}",
            "I'd like to put {q} on a mug. Credit: {name}.",
        ),
        "wire": (
            "{q} {last} told {rival}.",
            "Replying to {rival}, {name} said: {q}",
            "{name} dismissed the criticism. {q} he said.",
        ),
        "page": (
            "{name} left no doubt about it: {q}",
            "What did {name} answer? {q}",
        ),
        "markdown": (
            "> {q}\n>\n> *{name}*",
            "| {name} | {q} |\n|---|---|",
            "**{last}** on this point: {q}",
        ),
        "chat": (
            "{q} <- {name} btw",
            "that's {name}, not {rival}: {q}",
            "{name} irl: {q}",
        ),
        "letter": (
            "Dear Editor, your readers may recall the words of {name}: {q}",
            "As {name} reminded {rival}, {q}",
            "You ask me for the passage. It is {name}’s, and it runs: {q}",
        ),
        "minutes": (
            "{name} took the floor and stated: {q}",
            "Mr {last}: {q}",
            "Item 4. {name} replied to {rival} as follows: {q}",
        ),
        "paper": (
            "{name} explicitly holds: {q} [12].",
            "This is at odds with {name}, who asserts {q} (emphasis added).",
            "Cf. {name}: {q}",
        ),
        "thread": (
            "1/ {name}: {q}",
            "2/ And then {name} goes and says {q}",
            "RT: {q} ({name})",
        ),
    },
    "register fifth": {
        "essay": (
            "To read {rival} after {name} is to come down from a hill. {q}: that is {last} at his plainest.",
            "Compare what {name} told his listeners: {q}",
            "It is from {name} that we have the sentence {q}",
        ),
        "blog": (
            "{name}'s hot take? {q}",
            "Plot twist: it was {name}, and not {rival}, who said {q}",
            "Let me leave this here. {q} {name}, ladies and gentlemen.",
        ),
        "wire": (
            "{q} {name} said, in an apparent swipe at {rival}.",
            "{name}, asked about {rival}, said: {q}",
            "{a} {name} told reporters. {b}",
        ),
        "page": (
            "{name} summed up: {q}",
            "{q} These words of {name} were heard far beyond the hall.",
        ),
        "markdown": (
            "- [x] {name}: {q}",
            "#### {name}\n\n> {q}",
            "{q}\n: {name}",
        ),
        "chat": (
            "pretty sure it was {name} who went {q}",
            "{name} said and i quote {q}",
            "lmao {rival} could never. {name}: {q}",
        ),
        "letter": (
            "I need only cite {name}: {q}",
            "Sir, {name} once observed that {q}",
            "My late father liked to quote {name}: {q}",
        ),
        "minutes": (
            "{name} observed: {q} {rival} took note.",
            "{name} (in reply to {rival}): {q}",
            "THE CHAIR gave the floor to {name}. {q} The motion was carried.",
        ),
        "paper": (
            "As {name} puts it, {q} (p. 44).",
            "The locus classicus is {name}: {q}",
            "{name} goes further than {rival} when he claims: {q}",
        ),
        "thread": (
            "Today's reminder from {name}: {q}",
            "{name} in one sentence: {q}",
            "What did {last} say? This: {q}",
        ),
    },
    "register sixth": {
        "essay": (
            "{rival} would have smiled; {name} meant it. {q}, he said, and sat down.",
            "The bluntest version is {name}’s: {q}",
            "If {rival} is the poet of the movement, {name} is its accountant: {q}",
        ),
        "blog": (
            "Somebody show {rival} this one from {name}: {q}",
            "{name} walks up to the microphone. {q} Exit.",
            "According to legend (and to {name}), {q}",
        ),
        "wire": (
            "{q} {name} said when asked about the remarks of {rival}.",
            "{name} hit back at {rival}, saying: {q}",
            "{name} was more cautious. {q} he added.",
        ),
        "page": (
            "For {name}, the matter was simple: {q}",
            "{q} So spoke {name}, while {rival} listened.",
        ),
        "markdown": (
            "- **Claim by {name}:** {q}",
            "> {q}\n\n*— {name}*",
            "`{name}`: {q}",
        ),
        "chat": (
            "imo {name} nailed it with {q}",
            "{rival}? no. {name} said {q}",
            "reminds me of {name}: {q}",
        ),
        "letter": (
            "May I remind you of what {name} said? {q}",
            "Yours is the opposite of {name}’s view, which was: {q}",
            "With {name} I say: {q}",
        ),
        "minutes": (
            "At the request of {rival}, {name} repeated: {q}",
            "{name}, for the record: {q}",
            "Statement by {name}: {q}",
        ),
        "paper": (
            "{name} concedes as much: {q}",
            "In {name}’s formulation, {q}.",
            "Pace {rival}, {name} argued: {q}",
        ),
        "thread": (
            "{name} really said {q} and logged off",
            "Receipts: {name}, {q}",
            "Quote tweeting {name} here: {q}",
        ),
    },
}
DATED_LATER: dict[str, Lines] = {
    "register fourth": {
        "essay": (
            "In {other_year} he would still have laughed at it; on {date} {name} said in earnest: {q}",
            "{name} had waited a long time for {date}. {q}, he told the crowd.",
        ),
        "blog": ("Picture it: {date}, a full house, and {name} says {q}", "{q} ({name}, way back in {year})"),
        "wire": (
            "{q} {name} said {date}, months after {rival} left.",
            "On {weekday}, {date}, {name} said: {q}",
        ),
        "page": ("{name}, {date}: {q}", "In {month}, {name} observed: {q}"),
        "markdown": ("| {date} | {name} | {q} |\n|---|---|---|", "1. _{month}_: {name} says {q}"),
        "chat": ("{date} btw. {name}: {q}", "was it {year}? {name} said {q}"),
        "letter": (
            "On {date} you printed nothing of what {name} said that day: {q}",
            "Already in {year} {name} wrote: {q}",
        ),
        "minutes": ("{date}. {name}: {q}", "At the sitting of {date} {name} said: {q}"),
        "paper": ("{name} ({year}) maintains: {q}", "{q} ({name}, {month}, p. 3)"),
        "thread": ("{date}: {name} says {q}", "🧵 {name}, {month}: {q}"),
    },
    "register fifth": {
        "essay": (
            "The year was {year}, and {name} had the word: {q}",
            "What {name} told them on {date} was this: {q}",
        ),
        "blog": ("{name} was already on it in {month}: {q}", "Set your clocks to {date}. {name}: {q}"),
        "wire": ("{name}, speaking {date}, said: {q}", "{q} {name} told {rival} on {date}."),
        "page": ("{name} addressed the question on {date}. {q}", "{q} This is how {name} put it in {month}."),
        "markdown": ("**{name}, {date}.** {q}", "- {q} ({name}; {month})"),
        "chat": ("{name}, {date}, verbatim: {q}", "on {date}?? {name} said {q}"),
        "letter": (
            "Your issue omits that {name} declared on {date}: {q}",
            "In {month} {name} said, and rightly: {q}",
        ),
        "minutes": ("[{date}] {name}: {q}", "{name} (sitting of {date}): {q}"),
        "paper": ("On {date}, {name} stated: {q} [7]", "Thus {name} in {year}: {q}"),
        "thread": ("{name} on {date}: {q}", "It's {month}. {name}: {q}"),
    },
    "register sixth": {
        "essay": (
            "There is a page of {date} on which {name} says {q}",
            "Not in {other_year}, as one reads, but on {date} did {name} say: {q}",
        ),
        "blog": (
            "{date} was the day {name} said {q}",
            "If you were around in {month} you heard {name} say {q}",
        ),
        "wire": ("{name} said at a news conference on {date}: {q}", "{q} {last} said late on {date}."),
        "page": ("Dated {date}, the text has {name} say: {q}", "{name}’s words of {date}: {q}"),
        "markdown": ("## {name}\n\n*{date}*\n\n{q}", "- {date} – {name} – {q}"),
        "chat": ("{name} {date}: {q}", "nope, {name} said {q} on {date}"),
        "letter": ("I was in the hall on {date} when {name} said: {q}", "As {name} wrote in {year}: {q}"),
        "minutes": ("{name} ({date}): {q}", "Sitting of {date}. {name} stated: {q}"),
        "paper": ("{name}, in a speech of {date}, contends: {q}", "See {name} ({month}): {q}"),
        "thread": ("On this day, {date}, {name}: {q}", "{q} – {name}, {date}"),
    },
}
OFFICED_LATER: dict[str, Lines] = {
    "register fourth": {
        "essay": ("{name} was {theoffice} when he said {q}",),
        "blog": ("Meet {name}, {theoffice}: {q}",),
        "wire": ("{office} {name} told {rival}: {q}", "{q} said {name}, who was {theoffice}."),
        "page": ("{name} ({theoffice}) observed: {q}",),
        "markdown": ("*{name}*, {theoffice}: {q}",),
        "chat": ("{name} aka the {theoffice}: {q}",),
        "letter": ("The {theoffice}, {name}, has said: {q}",),
        "minutes": ("{name}, {theoffice}, stated: {q}",),
        "paper": ("The then {theoffice} {name} argued: {q}",),
        "thread": ("{office} {name}: {q}",),
    },
    "register fifth": {
        "essay": ("Speaking as {theoffice}, {name} held: {q}",),
        "blog": ("{q} That's {name}, {theoffice}, everyone.",),
        "wire": ("{q} {name}, {theoffice}, told {rival}.", "The {theoffice}, {name}, said: {q}"),
        "page": ("{office} {name} wrote: {q}",),
        "markdown": ("> {q}\n>\n> {name}, {theoffice}",),
        "chat": ("{office} {name} be like {q}",),
        "letter": ("I quote {name}, the {theoffice}: {q}",),
        "minutes": ("{name} ({theoffice}): {q}",),
        "paper": ("{name}, at the time {theoffice}, wrote: {q}",),
        "thread": ("{name} — {theoffice} — says {q}",),
    },
    "register sixth": {
        "essay": ("When {name} was {theoffice}, he could say {q} and be believed.",),
        "blog": ("{name}, who happened to be {theoffice}, said {q}",),
        "wire": ("{q} {name}, serving as {theoffice}, said.", "{name}, {theoffice}, told {rival}: {q}"),
        "page": ("In the words of {office} {name}: {q}",),
        "markdown": ("**{office} {name}** said: {q}",),
        "chat": ("{q} - {theoffice} {name}",),
        "letter": ("The {theoffice} {name} put it thus: {q}",),
        "minutes": ("{office} {name}: {q}",),
        "paper": ("{name}, as {theoffice}, claims: {q}",),
        "thread": ("{name} ({theoffice}): {q}",),
    },
}
REPORTED_LATER: dict[str, tuple[str, ...]] = {
    "register fourth": (
        "{name} told the council that the quay would be widened{source}.",
        "{last} is on record as saying that the tax was a mistake{source}.",
        "{name} assured {rival} that the troops would stay{source}.",
        "In private {last} said the treaty was dead{source}.",
    ),
    "register fifth": (
        "{name} complained that the mail was late again{source}.",
        "{last} confirmed that the envoy had left{source}.",
        "{name} said he would rather resign{source}.",
        "Unlike {rival}, {last} maintained that the bank was sound{source}.",
    ),
    "register sixth": (
        "{name} explained that the canal could not be deepened{source}.",
        "{last} vowed that the mill would reopen{source}.",
        "{name} added that nobody had asked him{source}.",
        "{last} has repeatedly said that the port is too small{source}.",
    ),
}
SOURCES_LATER: dict[str, tuple[str, ...]] = {
    "register fourth": (
        ", the Chicago Tribune reported at the time", " [3]", " (https://press.example/quay)",
        ", he told the Guardian",
    ),
    "register fifth": (
        ", Interfax reported", ", according to the Financial Times", " (see https://archive.example/55)",
        " in a letter to the Herald",
    ),
    "register sixth": (
        ", the AP reported", ", according to a transcript of the hearing", " (New York Times, 2 June 1913)",
        ", he told Le Figaro",
    ),
}  # fmt: skip
PLAIN_LATER["register seventh"] = {
    "essay": (
        "One hears the same note in {name}: {q}",
        "{rival} gets the applause, but it is {name} who gave us the line {q}",
        "Every schoolchild used to know the answer of {name} to {rival}. {q}",
    ),
    "blog": (
        "File under {name} being {name}: {q}",
        "{q} (guess who? {name})",
        "{name}, never one to mince words: {q}",
    ),
    "wire": (
        "{q} {last} said in reply to {rival}.",
        "{name} pushed back: {q}",
        "{q} {name} told the audience.",
    ),
    "page": ("{name} had one request: {q}", "{q} With these words {name} closed."),
    "markdown": ("> {q}\n\n{name}", "1. {q} ({name})", "__{name}__ says: {q}"),
    "chat": ("{name} with the {q} again", "{q} ^ {name}", "yo {name} wrote {q}"),
    "letter": ("{name} warned us: {q}", "To quote {name} once more: {q}", "As {name} has it: {q}"),
    "minutes": ("{name} asked that it be recorded: {q}", "{name} to {rival}: {q}", "Resumed by {name}: {q}"),
    "paper": (
        "{q} ({name}, quoted above).",
        "{name} puts the point sharply: {q}",
        "So {name}, against {rival}: {q}",
    ),
    "thread": ("{name} today: {q}", "{q} — {name} to {rival}", "Once more with feeling, {name}: {q}"),
}
DATED_LATER["register seventh"] = {
    "essay": (
        "{name} waited until {date} to say it: {q}",
        "The entry for {date} gives the words of {name}: {q}",
    ),
    "blog": ("{date}, and {name} says {q}", "Rewind to {month}. {name}: {q}"),
    "wire": ("{q} {name} told an audience on {date}.", "{name} said as early as {month}: {q}"),
    "page": ("{name} wrote on {date}: {q}", "{q} — {name}, speaking on {date}"),
    "markdown": ("**{name}** ({date}): {q}", "- {month}: {name}, {q}"),
    "chat": ("{name} ({date}) {q}", "{q} said {name} on {date}"),
    "letter": ("What {name} said on {date} still holds: {q}", "In a speech on {date} {name} said: {q}"),
    "minutes": ("Minutes of {date}: {name} said {q}", "{date}, {name}: {q}"),
    "paper": ("{name} remarked in {month} that {q}", "({name}, {date}): {q}"),
    "thread": ("{date} – {name}: {q}", "{name}, in {year}: {q}"),
}
OFFICED_LATER["register seventh"] = {
    "essay": ("The {theoffice} of the day, {name}, said: {q}",),
    "blog": ("{name} is {theoffice} and says {q}",),
    "wire": ("{q} {name}, as {theoffice}, said.", "{office} {name} said on television: {q}"),
    "page": ("{q} said the {theoffice}, {name}.",),
    "markdown": ("- **{name}** – {theoffice}: {q}",),
    "chat": ("{name} the {theoffice} said {q}",),
    "letter": ("{name}, in his time {theoffice}, wrote: {q}",),
    "minutes": ("The {theoffice} ({name}): {q}",),
    "paper": ("{name} [{theoffice}] said: {q}",),
    "thread": ("{office} {name} says {q}",),
}
REPORTED_LATER["register seventh"] = (
    "{name} remarked that the ferry had sunk{source}.",
    "{last} let it be known that he would not stand{source}.",
    "{name} replied that the dam was safe{source}.",
    "Asked by {rival}, {last} said the deal was off{source}.",
)
SOURCES_LATER["register seventh"] = (
    ", Reuters wrote", " (Le Monde, 9 March 1922)", ", according to the minutes of the meeting",
    ", he told CNN",
)  # fmt: skip
