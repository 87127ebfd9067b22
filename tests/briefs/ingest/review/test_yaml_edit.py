"""Hand-written files keep their comments, order and style when an entry is added, changed or removed."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.ingest.review.yaml_dump import dump
from briefs.ingest.review.yaml_edit import Unreadable, append, read, remove, replace

HAND_WRITTEN = """\
# our own notes stand here
article:
  id: a-2013   # short
  title: 'It''s: a "title"'
  published: 2013-04-23
statements:
  # the first one
  - id: a-2013-01
    status: published   # as it came
    exact: >-
      folded text
      over lines

    topics: [missile-defence,  nato]   # two blanks

  # the second one, with a comment of its own
  - topics:
      - syria
    id: a-2013-02
    said: 2013-04?
    # a comment at the end of the second one
# and a last word
"""
NEW = {
    "id": "a-2013-03",
    "speakers": ["no", "null"],
    "exact": '- he said: "no" # not a comment\u00a0…',
    "said": "2013-04-23",
    "note": None,
    "title_derived": True,
    "empty": "",
    "history": [{"at": "2026-01-01", "was": {"status": "draft"}}],
}
READ_BACK = {**NEW, "title_derived": "yes"}


def test_an_appended_entry_leaves_every_other_line_as_it_was():
    result = append(HAND_WRITTEN, "statements", NEW)
    kept = [line for line in result.splitlines() if line in HAND_WRITTEN.splitlines()]
    assert kept == HAND_WRITTEN.splitlines()
    assert read(result)["statements"][2] == READ_BACK
    assert read(result)["statements"][:2] == read(HAND_WRITTEN)["statements"]


@pytest.mark.parametrize(
    "text",
    [
        "article: {id: a}\n",
        "article: {id: a}\nstatements: []\n",
        "article: {id: a}\nstatements: [ ]  # none yet\n",
        "article: {id: a}\nstatements:\n",
        "article: {id: a}\nstatements:",
        "statements:\narticle: {id: a}\n",
        "article: {id: a}\nstatements: [{id: x}]\n",
        "article: {id: a}\nstatements:\n- id: x\n  said: 2013",
        "article: {id: a}\r\nstatements:\r\n- id: x\r\n  said: 2013\r\n",
        "article: {id: a}\nstatements:\n    -   id: x\n        said: |\n          text\n          more\n\n\n",
        "article: {id: a}\nstatements:\n  -\n    id: x\n",
        "article: {id: a}\nstatements:\n  - id: x\n    said: >-\n      one\n      two\n",
        "article: {id: a}\nstatements:\n  - id: x\n    said: >-\n      one",
        "",
    ],
)
def test_every_way_of_writing_a_list_can_be_appended_to(text):
    before = read(text).get("statements") or []
    result = append(text, "statements", NEW)
    assert read(result)["statements"] == [*before, READ_BACK]
    assert read(append(result, "statements", {"id": "z"}))["statements"][-1] == {"id": "z"}


def test_a_changed_field_changes_its_own_lines_only():
    result = replace(
        HAND_WRITTEN,
        "statements",
        "a-2013-01",
        {"status": "withdrawn", "exact": "plain", "said": "2013-04-23"},
    )
    gone = set(HAND_WRITTEN.splitlines()) - set(result.splitlines())
    assert gone == {
        "    status: published   # as it came",
        "    exact: >-",
        "      folded text",
        "      over lines",
    }
    assert "  # the second one, with a comment of its own" in result
    assert read(result)["statements"][0]["said"] == "2013-04-23"


def test_the_first_field_and_nested_ones_can_be_changed():
    history = [{"at": "2026-01-01", "by": "ann", "status": "withdrawn", "was": {"status": "published"}}]
    result = replace(HAND_WRITTEN, "statements", "a-2013-02", {"topics": ["nato"], "history": history})
    assert read(result)["statements"][1] == {
        "topics": ["nato"],
        "id": "a-2013-02",
        "said": "2013-04?",
        "history": history,
    }


def test_removing_what_was_appended_gives_the_file_back():
    assert remove(append(HAND_WRITTEN, "statements", NEW), "statements", "a-2013-03") == HAND_WRITTEN


def test_the_last_entry_leaves_an_empty_list():
    text = "statements:  # all of them\n  - id: x\n    said: 2013\n# end\n"
    assert read(remove(text, "statements", "x")) == {"statements": []}
    assert "# end" in remove(text, "statements", "x")


@pytest.mark.parametrize("text", ["a: [", "- 1\n", "statements: text\n", "\tx: 1", "a: \x00"])
def test_what_is_no_such_file_is_refused_in_a_sentence(text):
    with pytest.raises(Unreadable):
        append(text, "statements", NEW)


def test_an_unknown_entry_is_refused():
    with pytest.raises(Unreadable, match="no entry nobody"):
        replace(HAND_WRITTEN, "statements", "nobody", {"status": "draft"})


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.sampled_from(
    ["no", "null", "~", "", "2013-04-23", "- a", "a: b", "#x", "'", '"', "{", "[a]", "&a", "*a",
     "!x", "%", "@",
     "`",     " lead", "trail ", "a\nb", "tab\there", "\u2028", "\u0085", "=", "<<", "1e3", "0o7", "|", ">"]
)  # fmt: skip
values = (
    words
    | st.none()
    | st.lists(words, max_size=3)
    | st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), words, min_size=1, max_size=3)
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), values, min_size=1, max_size=5))
def test_any_string_comes_back_as_it_was(entry):
    entry = {**entry, "id": "new"}
    result = append(HAND_WRITTEN, "statements", entry)
    assert read(result)["statements"][-1] == entry
    assert (
        read(replace(HAND_WRITTEN, "statements", "a-2013-01", entry))["statements"][0].items()
        >= entry.items()
    )


def test_a_new_file_is_read_by_any_yaml_reader():
    assert (
        yaml.safe_load(dump({"article": {"id": "x", "title": "A: b"}, "statements": []}))["article"]["title"]
        == "A: b"
    )
