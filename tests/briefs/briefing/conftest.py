"""The small library, and the one that the project carries."""

from tests.briefs.briefing.fixtures import brief, library, say  # noqa: F401
