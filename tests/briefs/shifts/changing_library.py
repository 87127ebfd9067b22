"""A small library of somebody who said one thing of a fish market, and another three years later."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

WORDS = {
    "first-2010": ("2010-03-04", "We will not close the fish market on the northern quay."),
    "second-2013": ("2013-05-06", "We will close the fish market on the northern quay in June."),
    "third-2014": ("2014-02-02", "The fish market on the northern quay has fourteen stalls."),
}
PEOPLE = """\
people:
  - id: anna-ray
    name: Anna Ray
    roles:
      - title: mayor
        start: 2009
        end: 2012-12-31
      - title: harbour commissioner
        start: 2013-01-01
  - {id: bert-lowe, name: Bert Lowe}
"""
TOPICS = """\
topics:
  - {id: harbours, pref_label: Harbours}
  - {id: fish-markets, pref_label: Fish markets, broader: [harbours]}
"""


def make(root: Path) -> Path:
    """Writes it to `root`, which is returned."""
    for folder in ("config", "seeds/dossiers", "seeds/articles"):
        (root / folder).mkdir(parents=True)
    (root / "config/people.yaml").write_text(PEOPLE, "utf-8")
    (root / "config/topics.yaml").write_text(TOPICS, "utf-8")
    for name, (day, words) in WORDS.items():
        text = f"The mayor spoke.\n\n“{words}”\n"
        (root / f"seeds/articles/{name}.txt").write_bytes(text.encode())
        (root / f"seeds/dossiers/{name}.yaml").write_text(dossier(name, day, words, text), "utf-8")
    return root


def dossier(name: str, day: str, words: str, text: str) -> str:
    return f"""\
article:
  id: {name}
  title: The mayor speaks ({day})
  publisher: The Harbour Paper
  published: {day}
  published_basis: stated
  language: en
  text: {name}.txt
  sha256: {sha256(text.encode()).hexdigest()}
statements:
  - id: {name}-01
    speakers: [anna-ray]
    topics: [fish-markets]
    kind: quotation
    exact: {words}
    summary: Of the fish market.
    said: {day}
    said_basis: dateline
"""
