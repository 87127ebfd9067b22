"""Russian drafts: the office and the weekday beside a quotation, in any case and wording."""

from __future__ import annotations

import pytest

from briefs.cite_check import CiteChecker
from briefs.cite_check.russian_offices import fits, offices_beside
from briefs.index import run
from briefs.model import Library

_HELD = [
    ("sergei-lavrov", "По словам министра иностранных дел РФ Сергея Лаврова,"),
    ("sergei-lavrov", "глава МИД Лавров"),
    ("sergei-lavrov", "Лавров, глава МИД России, сказал"),
    ("sergei-lavrov", "глава российской дипломатии Сергей Лавров"),
    ("sergei-lavrov", "глава внешнеполитического ведомства Сергей Лавров"),
    ("sergei-lavrov", "российский министр Сергей Лавров"),
    ("sergei-lavrov", "министр иностранных дел Российской Федерации С. В. Лавров"),
    ("anders-fogh-rasmussen", "Генеральный секретарь НАТО Андерс Фог Расмуссен"),
    ("anders-fogh-rasmussen", "глава альянса Расмуссен"),
    ("alexander-lukashevich", "официальный представитель министерства иностранных дел Александр Лукашевич"),
    ("alexander-lukashevich", "представитель российского МИД Лукашевич"),
    ("alexei-meshkov", "замглавы МИД РФ Алексей Мешков"),
    ("alexei-meshkov", "заместитель министра иностранных дел Мешков"),
    ("dmitry-medvedev", "глава правительства Медведев"),
    ("john-kerry", "американский госсекретарь Керри"),
    ("john-kerry", "глава Госдепа Керри"),
    ("james-appathurai", "спецпредставитель генсека НАТО Джеймс Аппатурай"),
    ("sergei-shoigu", "министром обороны Сергеем Шойгу"),
    ("jean-asselborn", "глава МИД Люксембурга Ассельборн"),
]
_NOT_HELD = [
    ("sergei-lavrov", "министр обороны России Сергей Лавров"),
    ("sergei-lavrov", "Сергей Лавров (министр обороны)"),
    ("sergei-lavrov", "Сергей Лавров — министр обороны России — сказал"),
    ("sergei-lavrov", "по мнению президента России Сергея Лаврова"),
    ("sergei-lavrov", "замминистра иностранных дел Сергей Лавров"),
    ("anders-fogh-rasmussen", "генеральный секретарь ООН Расмуссен"),
    ("alexander-lukashevich", "министр иностранных дел Александр Лукашевич"),
    ("jean-asselborn", "министр иностранных дел России Ассельборн"),
    ("dmitry-medvedev", "вице-премьер Медведев"),
]
# Offices of others, or of nobody.
_NOT_THEIRS = [
    ("sergei-lavrov", "Президент поручил Сергею Лаврову"),
    ("sergei-lavrov", "президент Сергею Лаврову сказал"),
    ("sergei-lavrov", "советник президента Сергей Лавров"),
    ("sergei-lavrov", "Генсек НАТО сообщил, что Лавров"),
    ("sergei-lavrov", "министр обороны Сергей Шойгу и Лавров"),
    ("sergei-lavrov", "на встрече с генсеком НАТО Расмуссеном Сергей Лавров сказал"),
]


def judged(view: Library, id: str, text: str) -> list[bool]:
    person = next(person for person in view.people if person.id == id)
    return [
        any(fits(words, role) for role in person.roles)
        for words, _, _ in offices_beside(text, person)
        if all(fits(words, role) is not None for role in person.roles)
    ]


@pytest.mark.parametrize(
    ("cases", "wanted"),
    [(_HELD, [True]), (_NOT_HELD, [False]), (_NOT_THEIRS, [])],
    ids=["held", "not", "others"],
)
def test_offices(view: Library, cases: list[tuple[str, str]], wanted: list[bool]) -> None:
    assert [text for id, text in cases if judged(view, id, text) != wanted] == []


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        ("Министр обороны России Сергей Лавров заявил 26 октября 2011 года: “{}.” (Итар-ТАСС)", ["office"]),
        ("Министр иностранных дел Сергей Лавров заявил в среду, 26 октября 2011 года: “{}.”", []),
        ("В пятницу, 26 октября 2011 года, Лавров сказал Итар-ТАСС: “{}.”", ["weekday"]),
        ("Во вторник Лавров сказал: “{}.”", ["weekday"]),
        ("Лавров, бывший министр обороны, сказал в среду: “{}.”", ["office"]),
        ("Глава делегации Лавров сказал: “{}.”", []),
        ("По словам главы МИД Сергея Лаврова, “{}”.", []),
        ("По словам президента США Сергея Лаврова, “{}”.", ["office"]),
    ],
)
def test_a_draft(checker: CiteChecker, draft: str, faults: list[str]) -> None:
    words = "We will continue the work with NATO partners in this aspect"
    (citation,) = run(checker.check(draft.format(words))).citations
    assert citation.mark == "proven"
    assert [fault.kind for fault in citation.faults] == faults
    assert all(not fault.on_record.isascii() for fault in citation.faults if fault.kind == "office")
