"""A small sound library for tests to break, and what the library check says of it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from briefs import library

PEOPLE, TOPICS, POSITIONS = "config/people.yaml", "config/topics.yaml", "config/positions.yaml"
DOSSIER = "seeds/dossiers/post.yaml"

ARTICLE = """Talks go on

MOSCOW, May 2 — Anna Berg said the talks
go on.\u00a0“We see no movement. None at all,” she added. Berg was "extremely concerned" about the delay.

We shall try again,” said Berg.

The talks began in 2009. The talks began in 2009, she said.
"""
FILES = {
    "config/people.yaml": """people:
  - id: anna-berg
    name: {en: Anna Berg, ru: Анна Берг}
    wikidata: Q42
    alt_labels: [Berg]
    roles:
      - {title: Envoy, start: 2001-01-01, end: 2010-03}
      - title: {en: Minister, ru: министр}
        start: 2010-03-15
        end: null
  - id: ministers
    name: The ministers
    kind: group
""",
    "config/topics.yaml": """topics:
  - id: talks
    pref_label: Talks
    alt_labels: [negotiations, "no"]
  - id: delay
    pref_label: The delay
    broader: [talks]
""",
    "config/occasions.yaml": """occasions:
  - id: may-talks
    label: The May talks
    date: 2010-05-01/2010-05-02
""",
    "config/positions.yaml": """positions:
  - person: anna-berg
    topic: talks
    as_of: 2010-05-02
    sentences:
      - text: Berg sees no movement since 2009.
        cites: [post-01, post-05]
""",
    "seeds/articles/post.txt": ARTICLE,
    "seeds/dossiers/post.yaml": """article:
  id: post
  title: Talks go on
  publisher: The Post
  published: 2010-05-02
  place: no
  text: post.txt
  sha256: SHA256
  parts:
    - {kind: headline, exact: Talks go on, suffix: MOSCOW}
statements:
  - id: post-01
    speakers: [anna-berg]
    topics: [talks]
    kind: quotation
    exact: We see no movement.
    summary: Berg sees no movement.
    said: 2010-05-02
    said_basis: dateline
    occasion: may-talks
    group: post-g1
    same_as: [post-03]
  - id: post-02
    speakers: [anna-berg]
    topics: [delay]
    kind: mixed
    exact: Berg was "extremely concerned" about the delay.
    summary: Berg was concerned.
    said: ../2010-05-02
    said_basis: inferred
    said_note: No day is named.
    group: post-g1
  - id: post-03
    status: disputed
    speakers: [anna-berg, ministers]
    topics: [talks, delay]
    kind: reported
    exact: >-
      Anna Berg said the talks go on.
    summary: Berg says that the talks go on.
    said: 2010-05?
    said_basis: stated
    english_by: The Post
    original: {source: A transcript, said: 2010-04-30, url: https://example.org/1}
    history:
      - {at: "2026-01-01T10:00:00+00:00", by: curator, status: published, was: {summary: "no"}}
  - id: post-04
    speakers: [anna-berg]
    topics: [talks]
    kind: quotation
    exact: We shall try again
    marks: {broken: opening, reason: The article has no opening mark.}
    summary: Berg will try again.
    said: 2010-05-02
    said_basis: stated
    stance: declined
  - id: post-05
    speakers: []
    kind: fact
    exact: The talks began in 2009.
    summary: The talks began in 2009.
    said: 2010-05-02
    said_basis: stated
    about: 2009
""",
}


def write(root: Path, *changes: tuple[str, ...]) -> Path:
    """The small library with changes: (file, its whole text) or (file, old, new)."""
    files = dict(FILES)
    for name, *change in changes:
        if len(change) == 2:
            assert change[0] in files[name], change[0]
            files[name] = files[name].replace(change[0], change[1], 1)
        else:
            files[name] = change[0]
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("SHA256", sha256(ARTICLE.encode()).hexdigest()).encode())
    return root


def problems(root: Path) -> list[str]:
    return [str(problem) for problem in library.check(root)]
