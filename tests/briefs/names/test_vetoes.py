"""A list answers for those who are in it, and for nobody else."""

from __future__ import annotations

import pytest

from briefs.names import Entity, Lookup

PEOPLE = Lookup(
    [
        Entity("fogh", "Anders Fogh Rasmussen", ("Андерс Фог Расмуссен",)),
        Entity("lavrov", "Sergei Lavrov", ("Сергей Лавров", "Mr Lavrov")),
        Entity("nrc", "Foreign ministers of the NATO-Russia Council", ("NRC ministers",), kind="group"),
    ]
)
TOPICS = Lookup(
    [
        Entity("disaster-response", "Disaster response", ("ЧС",), kind="topic"),
        Entity("military-exercises", "Military exercises", ("учения",), kind="topic"),
    ]
)


@pytest.mark.parametrize(
    "stranger",
    [
        "Lars Løkke Rasmussen",
        "Poul Nyrup Rasmussen",
        "Ларс Лёкке Расмуссен",
        "Мария Лаврова",
        "nato",
        "russia",
        "council",
        "lovers",
        "foreign",
    ],
)
def test_a_shared_word_is_no_person(stranger: str) -> None:
    assert PEOPLE.find(stranger).outcome == "none"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Fogh Rasmussen", "fogh"),
        ("anders fogh rasmusen", "fogh"),
        ("Sergey Viktorovich Lavrov", "lavrov"),
        ("Lavrow", "lavrov"),
        ("nrc ministers", "nrc"),
        ("ministers of the NATO-Russia Council", "nrc"),
    ],
)
def test_those_in_the_list_are_found_all_the_same(typed: str, answer: str) -> None:
    assert PEOPLE.find(typed).answer == answer


@pytest.mark.parametrize("noise", ["zzz", "xyz", "qq", "abc"])
def test_three_letters_are_no_guess_at_another_script(noise: str) -> None:
    assert TOPICS.find(noise).outcome == "none"


HAYSTACK = Lookup(
    [
        Entity("roberts", "Pat Roberts"),
        Entity("robb", "Andrew Rob"),
        Entity("dion", "Stéphane Dion"),
        Entity("campbell", "Colin Campbell"),
        Entity("hagen", "Carl I. Hagen"),
        Entity("nygaardsvold", "Johan Nygaardsvold"),
        Entity("corzine", "Jon Corzine"),
        Entity("asgarov", "Ziyafat Asgarov"),
        Entity("li-qiang", "Li Qiang"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("pat rob", "roberts"),  # somebody else is called Rob, but nobody Pat Rob
        ("Stéphane ion", "dion"),
        ("Colon Campbelll", "campbell"),
        ("Carl Ivar Hagen", "hagen"),
        ("Юхан Нюгорсвольд", "nygaardsvold"),  # a silent letter
        ("Зияфет Аббас оглы Аскеров", "asgarov"),
        ("Colin CCCampbell", "campbell"),  # no syllable more
        ("Mary E. Campbell", None),
        ("Джон Корнин", None),  # another letter
        ("Li Keqiang", None),
    ],
)
def test_a_slip_of_the_pen_is_no_other_name(typed: str, answer: str | None) -> None:
    assert HAYSTACK.find(typed).answer == answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("b clinton", "bill"),
        ("h clinton", None),
        ("H. Clinton", None),
        ("B. J. Clinton", "bill"),
        ("Байдин", None),
        ("georgian", None),
        ("giorga", "meloni"),
    ],
)
def test_one_word_is_no_guess_at_another_first_name_sound_or_country(typed: str, answer: str | None) -> None:
    names = {"bill": "Bill Clinton", "putin": "Vladimir Putin", "meloni": "Giorgia Meloni"}
    assert Lookup([Entity(*each) for each in names.items()]).find(typed).answer == answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Dmitri Medvedev", "medvedev"),
        ("D. Medvedev", "medvedev"),
        ("Dima Medvedev", "medvedev"),
        ("Daniil Medvedev", None),
        ("Denis Medvedev", None),
        ("Даниил Медведев", None),
    ],
)
def test_an_initial_in_an_alias_is_no_other_name(typed: str, answer: str | None) -> None:
    lookup = Lookup(
        [Entity("medvedev", "Dmitry Medvedev", ("D. Medvedev", "Д. Медведев", "Дмитрий Медведев"))]
    )
    assert lookup.find(typed).answer == answer


def test_a_given_name_is_no_beginning_of_a_surname() -> None:
    lookup = Lookup([Entity("robertson", "George Robertson")])
    assert lookup.find("robert").answer is None
    assert lookup.find("robertso").answer == "robertson"


def test_a_chinese_name_is_one_in_traditional_and_simplified_characters() -> None:
    lookup = Lookup(
        [
            Entity("xi", "Xi Jinping", ("习近平",)),
            Entity("zhao", "Zhao Leji", ("赵乐际",)),
            Entity("lai", "Lai Ching-te", ("賴清德",)),
            Entity("li", "Li Keqiang", ("李克强",)),
        ]
    )
    assert [lookup.find(name).answer for name in ("習近平", "趙樂際", "赖清德", "李克強")] == [
        "xi",
        "zhao",
        "lai",
        "li",
    ]
    assert lookup.find("李強").answer is None
