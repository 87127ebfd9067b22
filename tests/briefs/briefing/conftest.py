"""The libraries that briefings are made of."""

from tests.briefs.briefing.fixtures import brief, carried, carried_view, library, say  # noqa: F401
