"""Reported speech by rules alone, for articles without a parser."""

from __future__ import annotations

from briefs.intake.blocks import Block
from briefs.intake.speech import Reading


def read(block: Block) -> Reading:
    return Reading((), ((block.start, block.end),))
