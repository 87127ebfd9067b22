"""Every quotation of a document, with the line it stands on."""

from __future__ import annotations

import pytest

from briefs.i18n import Translator
from briefs.verify import Verifier
from briefs.verify.document_report import check_document
from briefs.verify.document_text import detect_format

IDS = {"Rasmussen": "anders-fogh-rasmussen", "Lavrov": "sergei-lavrov"}

MARKDOWN = """# A briefing

Rasmussen said: "We want real cooperation
with Russia on missile defence."

Lavrov said: “There is movement on the Russia-U.S. track or in Russian-NATO relations”.

> We will never accept missile defence in Europe.
> — Lavrov

```
print("this is no quotation at all")
```
"""
HTML = """<html><head><title>"not a quotation here"</title></head><body>
<p>Rasmussen said: &ldquo;We want real <b>cooperation</b>
with Russia on missile defence&rdquo;.</p>
<p>Lavrov said: <q>We want real cooperation with Russia on missile defence</q></p>
</body></html>
"""


def test_markdown(checker: Verifier) -> None:
    lines = check_document(checker, MARKDOWN, "markdown", IDS.get)
    assert [(line.line, line.verdict.verdict, line.needs_review) for line in lines] == [
        (3, "exact", False),
        (6, "altered", True),
        (8, "not-found", True),
    ]
    assert lines[1].in_words("a.md", Translator()).startswith("a.md:6: altered: “There is movement")


def test_html(checker: Verifier) -> None:
    lines = check_document(checker, HTML, "html", IDS.get)
    assert [(line.line, line.verdict.verdict) for line in lines] == [(2, "exact"), (4, "misattributed")]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.md", "", "markdown"),
        ("a.HTM", "", "html"),
        ("a.txt", "", "text"),
        ("-", "<!DOCTYPE html><p>", "html"),
    ],
)
def test_the_form_of_a_document(name: str, text: str, form: str) -> None:
    assert detect_format(name, text) == form
