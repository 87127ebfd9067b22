"""Words for days beside that of publication, in the languages that have a table: read against a Friday."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.ingest.extract import extract
from briefs.ingest.extract.date_expressions import dates_in

FRIDAY = date(2026, 4, 24)
SAID = (
    ("de", "sagte sie gestern in Bonn.", "2026-04-23"),
    ("de", "sagte er heute vor Journalisten.", "2026-04-24"),
    ("de", "sagte sie am vergangenen Montag.", "2026-04-20"),
    ("de", "sagte er vorgestern.", "2026-04-22"),
    ("de", "erklärte sie in der vergangenen Woche.", "2026-04-13/2026-04-19"),
    ("de", "sagte er vor drei Tagen.", "2026-04-21"),
    ("de", "Von hier aus, sagte er, geht es weiter.", ""),
    ("fr", "a-t-il dit hier à Lyon.", "2026-04-23"),
    ("fr", "a-t-elle déclaré lundi dernier.", "2026-04-20"),
    ("fr", "a-t-il annoncé la semaine dernière.", "2026-04-13/2026-04-19"),
    ("fr", "a-t-elle dit avant-hier.", "2026-04-22"),
    ("fr", "a-t-il dit il y a deux jours.", "2026-04-22"),
    ("fr", "a-t-il dit ce matin.", "2026-04-24"),
    ("es", "dijo ayer en Madrid.", "2026-04-23"),
    ("es", "dijo el lunes pasado.", "2026-04-20"),
    ("es", "dijo anteayer.", "2026-04-22"),
    ("es", "anunció la semana pasada.", "2026-04-13/2026-04-19"),
    ("es", "dijo hace tres días.", "2026-04-21"),
    ("es", "dijo esta mañana.", "2026-04-24"),
    ("es", "Mañana, dijo, habrá más.", ""),
    ("uk", "сказала вона вчора у Львові.", "2026-04-23"),
    ("uk", "сказав він сьогодні.", "2026-04-24"),
    ("uk", "сказала вона минулого понеділка.", "2026-04-20"),
    ("uk", "сказав він позавчора.", "2026-04-22"),
    ("uk", "заявила вона минулого тижня.", "2026-04-13/2026-04-19"),
    ("uk", "сказав він три дні тому.", "2026-04-21"),
    ("ru", "сказал он позавчера.", "2026-04-22"),
    ("ru", "сказала она в прошлый понедельник.", "2026-04-20"),
    ("ru", "сказал он три дня назад.", "2026-04-21"),
    ("ru", "заявила она в минувший вторник.", "2026-04-21"),
    ("ru", "сказал он вчера.", "2026-04-23"),
    ("de", "sagte sie gestern Abend.", "2026-04-23"),
    ("de", "sagte er heute früh.", "2026-04-24"),
    ("de", "sagte sie letzten Dienstag.", "2026-04-21"),
    ("de", "sagte er vergangene Woche.", "2026-04-13/2026-04-19"),
    ("de", "erklärte sie im vergangenen Monat.", "2026-03"),
    ("de", "sagte er vor zwei Wochen.", "2026-04-10~"),
    ("de", "sagte sie letztes Jahr.", "2025"),
    ("de", "sagte sie am Freitag.", "2026-04-24"),
    ("de", "sagte er am letzten Freitag.", "2026-04-17"),
    ("fr", "a-t-il dit hier soir.", "2026-04-23"),
    ("fr", "a-t-elle dit aujourd’hui.", "2026-04-24"),
    ("fr", "a-t-il dit mardi dernier.", "2026-04-21"),
    ("fr", "a-t-elle dit le mois dernier.", "2026-03"),
    ("fr", "a-t-il dit il y a une semaine.", "2026-04-17~"),
    ("fr", "a-t-elle dit l’an dernier.", "2025"),
    ("fr", "a-t-il dit cette semaine.", "2026-04-20/2026-04-24"),
    ("fr", "a-t-il dit vendredi dernier.", "2026-04-17"),
    ("es", "dijo anoche.", "2026-04-23"),
    ("es", "dijo hoy en Sevilla.", "2026-04-24"),
    ("es", "dijo el pasado martes.", "2026-04-21"),
    ("es", "anunció el mes pasado.", "2026-03"),
    ("es", "dijo hace una semana.", "2026-04-17~"),
    ("es", "dijo el año pasado.", "2025"),
    ("es", "dijo esta semana.", "2026-04-20/2026-04-24"),
    ("uk", "заявив він минулого місяця.", "2026-03"),
    ("uk", "сказала вона торік.", "2025"),
    ("uk", "сказав він цього тижня.", "2026-04-20/2026-04-24"),
    ("uk", "сказала вона у минулий вівторок.", "2026-04-21"),
    ("uk", "сказав він тиждень тому.", "2026-04-17~"),
    ("uk", "сказала вона учора ввечері.", "2026-04-23"),
    ("ru", "сказал он на минувшей неделе.", "2026-04-13/2026-04-19"),
    ("ru", "сказала она неделю назад.", "2026-04-17~"),
    ("ru", "сказал он в прошлую среду.", "2026-04-22"),
    ("ru", "сказала она два месяца назад.", "2026-02~"),
    ("ru", "сказал он вчера вечером.", "2026-04-23"),
    ("ru", "сказала она год назад.", "2025"),
)


@pytest.mark.parametrize(("language", "words", "edtf"), SAID)
def test_the_day_is_the_one_that_is_meant(language: str, words: str, edtf: str) -> None:
    found = dates_in(words, FRIDAY, language)
    assert (found[0].edtf if found else "") == edtf


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Bis gestern sagte sie nichts."), ("fr", "depuis hier, a-t-elle dit,"),
        ("es", "Desde ayer, dijo,"), ("ru", "Билеты до вчера,"), ("en", "The hoy and the ayer are words."),
        ("en", "hier soir, heute"), ("de", "hier, sagte er,"),
    ],
)  # fmt: skip
def test_what_is_no_day_on_which_it_was_said_gives_none(language: str, words: str) -> None:
    assert dates_in(words, FRIDAY, language) == []


def test_a_whole_article_is_read_in_its_language() -> None:
    text = (
        "Der Hafen wird ausgebaut\n\n„Wir werden im Herbst mit dem Bau beginnen und nicht warten“, sagte "
        "gestern die Bürgermeisterin Anna Behrens in Kiel. Der Rat hat das Geld für den Bau bewilligt.\n"
    )
    (found, *_) = extract(text, published="2026-04-24", language="de")
    assert (found.said, found.said_basis) == ("2026-04-23", "stated")
