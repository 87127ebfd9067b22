"""Candidates of an article as a curator would see them."""

from __future__ import annotations

import pytest

from briefs.intake.candidates import extract
from briefs.intake.lines import load_model


@pytest.fixture(scope="module")
def model():
    loaded = load_model()
    if loaded is None:
        pytest.skip("no English model for spaCy is installed")
    return loaded


def test_quotation_with_its_speaker(model):
    text = (
        "Foreign Minister Sergei Lavrov met the press in Brussels.\n"
        "“The talks were useful. We shall meet again,” the minister said."
    )
    (found,) = extract(text, published="2013-04-23", model=model)
    assert found.text == "The talks were useful. We shall meet again,"
    assert (found.kind, found.speaker, found.cue) == ("quotation", "Sergei Lavrov", "say")
    assert text[found.sentence_start : found.sentence_end].endswith("the minister said.")
