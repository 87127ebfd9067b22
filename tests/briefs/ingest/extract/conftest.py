"""The English model, where it is installed."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.ingest.extract.predictions import load_model


@pytest.fixture(scope="module")
def model() -> Any:
    loaded = load_model()
    if loaded is None:
        pytest.skip("no English model for spaCy is installed")
    return loaded
