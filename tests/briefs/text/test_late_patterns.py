"""A regular expression that is compiled when it is used answers as one that was compiled before."""

from __future__ import annotations

import re

import pytest

from briefs.text import late_pattern

SOURCE, TEXT = r"(?P<first>[a-zа-я]+) (\d+)", "of MAY 2012 and июнь 2013"


def test_it_answers_as_a_compiled_one() -> None:
    late, compiled = late_pattern(SOURCE, re.IGNORECASE), re.compile(SOURCE, re.IGNORECASE)
    for _ in range(2):
        assert late.findall(TEXT) == compiled.findall(TEXT)
        assert [each.span("first") for each in late.finditer(TEXT)] == [(3, 6), (16, 20)]
        assert late.sub(r"\2", TEXT) == compiled.sub(r"\2", TEXT)
    assert (late.pattern, late.flags, late.groupindex) == (
        compiled.pattern, compiled.flags, compiled.groupindex,
    )  # fmt: skip


def test_what_is_wrong_with_it_is_told_at_the_first_use() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("x")


def test_a_name_that_no_pattern_has_is_no_attribute() -> None:
    assert not hasattr(late_pattern("a"), "searched")
