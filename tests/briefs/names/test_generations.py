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


@pytest.mark.parametrize("typed", ["Gore Jr", "gore junior", "Gore Sr."])
def test_a_surname_and_jr_of_whom_it_is_not_on_record_is_asked_about(typed: str) -> None:
    found = Lookup([Entity(name, name) for name in LISTED]).find(typed)
    assert found.answer is None
    assert [match.id for match in found.matches][:1] == ["Al Gore"]


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Medvedeva", "Dmitry Medvedev"), ("medwedewa", "Dmitry Medvedev"),
        ("D. Medvedeva", "Dmitry Medvedev"), ("Zakharov", "Maria Zakharova"),
        ("Zelenska", "Volodymyr Zelensky"), ("Zelenskaya", "Volodymyr Zelenskyy"),
        ("Stefanidou", "Nikos Stefanidis"), ("Papadopoulou", "Georgios Papadopoulos"),
    ],
)  # fmt: skip
def test_a_surname_of_the_other_sex_is_suggested(typed: str, listed: str) -> None:
    found = Lookup([Entity(listed, listed), Entity("Al Gore", "Al Gore")]).find(typed)
    assert found.outcome == "none"
    assert [match.id for match in found.matches][:1] == [listed]


def test_a_case_of_a_surname_and_whoever_is_listed_are_found() -> None:
    lookup = Lookup([Entity("dm", "Dmitry Medvedev", ("Дмитрий Медведев",)), Entity("mz", "Maria Zakharova")])
    assert lookup.find("Медведева").answer == "dm"  # of Medvedev, too
    assert lookup.find("zakharowa").answer == "mz"
