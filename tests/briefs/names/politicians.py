"""A list of the size that servers have, with offices: public figures, and what is typed about them."""

from datetime import date

from briefs.names import Entity, Office

_LINES = """
putin|Vladimir Putin|Владимир Путин|President of Russia
lavrov|Sergei Lavrov|Mr Lavrov|Russian Foreign Minister
obama|Barack Obama||President of the United States 2009-2017
biden|Joe Biden|Joseph R. Biden|President of the United States 2021-2025
kerry|John Kerry|John F. Kerry|US Secretary of State 2013-2017
merkel|Angela Merkel||Chancellor of Germany 2005-2021
cameron|David Cameron||Prime Minister of the United Kingdom 2010-2016
starmer|Keir Starmer||Prime Minister of the United Kingdom 2024-
modi|Narendra Modi|नरेन्द्र मोदी|Prime Minister of India
rouhani|Hassan Rouhani|حسن روحانی|President of Iran 2013-2021
fogh|Anders Fogh Rasmussen||NATO Secretary General 2009-2014
lars|Lars Løkke Rasmussen||Prime Minister of Denmark
stoltenberg|Jens Stoltenberg||Secretary General of NATO 2014-2024
peskov|Dmitry Peskov||Kremlin spokesman
kaine|Tim Kaine||
corzine|Jon Corzine||
papadopoulos|Georgios Papadopoulos||
mcconnell|Mitch McConnell||
li-qiang|Li Qiang|李强|Premier of China
wang-yi|Wang Yi|王毅|Chinese Foreign Minister
kishida|Fumio Kishida|岸田文雄|Prime Minister of Japan
aoc|Alexandria Ocasio-Cortez||
vdl|Ursula von der Leyen||President of the European Commission
bush-43|George W. Bush||President of the United States 2001-2009
bush-jeb|Jeb Bush||Governor of Florida
may|Theresa May||
klitschko|Vitali Klitschko||Mayor of Kyiv
"""


def _office(text: str) -> Office:
    title, _, years = text.rpartition(" ")
    first, dash, last = years.partition("-")
    if not dash or not first.isdigit():
        return Office((text,))
    return Office((title,), date(int(first), 1, 1), date(int(last), 12, 31) if last else None)


def politicians() -> list[Entity]:
    """The list, in which each entity has at most one office."""
    rows = [line.split("|") for line in _LINES.strip().splitlines()]
    return [
        Entity(key, name, tuple(filter(None, [alias])), (_office(office),) if office else ())
        for key, name, alias, office in rows
    ]


# What is typed, and who is meant: None for nobody that may be answered with.
MEANT: tuple[tuple[str, str | None], ...] = (
    ("Mr Kerry", "kerry"), ("Minister Kerry", "kerry"), ("FM Lavrov", "lavrov"), ("PM Modi", "modi"),
    ("ex-president obama", "obama"), ("tsar putin", "putin"), ("Secretary of State John Kerry", "kerry"),
    ("lavrov lol", "lavrov"), ("what about lavrov", "lavrov"), ("lavrov's", "lavrov"), ("@lavrov", "lavrov"),
    ("lavrov?", "lavrov"), ("that guy merkel", "merkel"), ("@KeirStarmer", "starmer"), ("#Obama", "obama"),
    ("putin's tariffs", "putin"), ("putin's wife", None), ("what did putin's daughter say", None),
    ("Keir Rodney Starmer", "starmer"), ("Timothy Michael Kaine", "kaine"),
    ("Barack Hussein Obama", "obama"), ("Владимир Владимирович Путин", "putin"),
    ("Addison Mitchell McConnell", "mcconnell"), ("Michelle Obama", None), ("Barbara Bush", None),
    ("Li Keqiang", None), ("李克强", None), ("王毅夫", None), ("Джон Корнин", None), ("Papadopetros", None),
    ("岸田", "kishida"), ("AOC", "aoc"), ("jfk", None), ("trust", None), ("newer", None), ("store", None),
    ("pm", None), ("la", None), ("is", None), ("you", None), ("там", None), ("obma", "obama"),
    ("british prime minister", None), ("indian pm", "modi"), ("prime minister of india", "modi"),
    ("secretary of state", "kerry"), ("kremlin spokesperson", "peskov"), ("kyiv mayor", "klitschko"),
    ("president of iran", "rouhani"), ("president of iraq", None), ("presidnet of iran", "rouhani"),
    ("iranian president", "rouhani"), ("президент Ирана", "rouhani"), ("chinese premier", "li-qiang"),
    ("nato chief rasmussen", "fogh"), ("President Bush", "bush-43"), ("putin, president of russia", "putin"),
    ("what did the indian prime minister say", "modi"), ("vonderleyen", "vdl"), ("@ursulavonderleyen", "vdl"),
    ("李总理", "li-qiang"), ("王毅外长", "wang-yi"), ("岸田首相", "kishida"),
    ("李主席夫人", None), ("merk", None), ("modi ji", "modi"),
)  # fmt: skip
