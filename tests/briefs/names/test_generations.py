"""Jr and Sr behind a name, and surnames in capitals in the middle of one."""

import pytest

from briefs.names import Entity, Lookup

LISTED = (
    "George Bush",
    "George Bush Jr",
    "Ian Paisley Jr.",
    "Al Gore",
    "Tony Tse Wai-chuen",
    "Chay Wai-chuen",
)


def _ask(query: str) -> str | None:
    return Lookup([Entity(name, name) for name in LISTED]).find(query).answer


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("George Bush Jnr", "George Bush Jr"), ("bush junior", "George Bush Jr"),
        ("George Bush", "George Bush"), ("George Bush Sr", "George Bush"),
        ("Ian Paisley Jnr", "Ian Paisley Jr."), ("Ian Paisley junior", "Ian Paisley Jr."),
        ("Ian Paisley Sr", None), ("Al Gore Jr", "Al Gore"),
        ("Albert Arnold Gore Jr", "Al Gore"), ("George Bush's widow", None),
        ("Tony TSE Wai-chuen", "Tony Tse Wai-chuen"), ("TSE Wai-chuen", "Tony Tse Wai-chuen"),
    ],
)  # fmt: skip
def test_who_is_of_another_generation_is_not_meant(query: str, answer: str | None) -> None:
    assert _ask(query) == answer


def test_chinese_characters_of_one_sound_are_one_name_in_a_longer_list() -> None:
    lookup = Lookup([Entity("xi", "Xi Jinping", ("习近平",)), *(Entity(name, name) for name in LISTED)])
    assert lookup.find("習近平").answer == "xi"
    assert lookup.find("习近萍").answer == "xi"
    assert lookup.find("李克强").answer is None
