"""Languages as data: told from each other, read by their tables, and not read where there is none."""

from __future__ import annotations

import time
from dataclasses import fields

import pytest

from briefs.ingest.extract import extract, unread_note
from briefs.ingest.extract.language_detection import detect_language, language_read
from briefs.ingest.extract.language_tables import LanguageTable, language_name, languages_read, table
from tests.paths import REPOSITORY

TABLES = REPOSITORY / "briefs/ingest/extract/languages"


def spoken(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    found = extract(text, published="2024-05-06", language=language)
    return [(each.text, each.speaker) for each in found if each.kind == "quotation"]


def test_every_table_is_whole_and_its_keys_are_documented() -> None:
    assert languages_read() == {"de", "en", "es", "fr", "ru", "uk"}
    guide = (TABLES / "README.md").read_text("utf-8")
    for code in languages_read():
        read = table(code)
        assert read is not None and read.name in (TABLES / f"{code}.toml").read_text("utf-8")
        assert (len(read.months), len(read.weekdays)) == (12, 7)
        assert read.said and read.function_words and read.pronouns and read.quotation_marks
    assert all(f"`{field.name}`" in guide for field in fields(LanguageTable) if field.name != "name")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat hat am Montag beschlossen, dass die Fähre auch im Winter nach Hallig fährt.", "de"),
        ("Le conseil a décidé lundi que le bac ne partira plus le soir et que le prix reste le même.", "fr"),
        ("El consejo decidió el lunes que el barco no saldrá por la noche y que el precio no sube.", "es"),
        ("Совет решил в понедельник, что паром не будет ходить по ночам, а цена останется прежней.", "ru"),
        ("Рада вирішила в понеділок, що пором не ходитиме вночі, а ціна залишиться такою самою.", "uk"),
        ("The council decided on Monday that the ferry will not sail at night and the fare stays.", "en"),
        (
            "Il consiglio ha deciso lunedì che il traghetto non parte di notte e che il prezzo non cambia.",
            "it",
        ),
        ("O conselho decidiu na segunda-feira que o barco não sai à noite e que o preço não muda.", "pt"),
        ("Rada zdecydowała w poniedziałek, że prom nie będzie pływał w nocy, a cena się nie zmieni.", "pl"),
        ("De raad heeft maandag besloten dat de veerboot niet meer in de nacht vaart, zei een lid.", "nl"),
        ("Съветът реши в понеделник, че фериботът няма да пътува през нощта, а цената остава.", "bg"),
        ("協議会は月曜日、フェリーが夜間に運航しないと決めた。", "ja"),
        ("Ferry fare rises", None),
        ("", None),
    ],
)
def test_the_language_is_told_or_not(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_the_page_tells_where_the_text_is_too_short() -> None:
    assert language_read("Bac : les prix", "fr") == "fr"
    assert language_read("The council decided on Monday that the ferry will not sail at night.", "de") == "en"
    assert [language_name(code) for code in ("de", "it", "xx")] == ["German", "Italian", "xx"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # German
        (
            "„Wir fahren heute nicht hinaus“, sagte Hafenmeisterin Dora Wild. Das Boot bleibt im Hafen.",
            [("Wir fahren heute nicht hinaus", "Dora Wild")],
        ),
        (
            "Der Sprecher des Rates, Olaf Ahrend, war da. »Niemand hat uns gefragt«, erklärte er.",
            [("Niemand hat uns gefragt", "Olaf Ahrend")],
        ),
        (
            "Die Bürgermeisterin Rosa Lind war auch da. „Das war nicht gut“, so die Bürgermeisterin.",
            [("Das war nicht gut", "Rosa Lind")],
        ),
        (
            "Bürgermeister Rolf Lind (SPD) kam. Er sei „enttäuscht, aber nicht beleidigt“, so Lind. Auf die"
            " Frage danach lachte er. „Wegen eines Platzes? Das wäre ja noch schöner.“",
            [("Wegen eines Platzes? Das wäre ja noch schöner.", "Rolf Lind")],
        ),
        (
            '"Das ist zu wenig", sagte Bezirksleiter Murat Yıldız der Deutschen Presse-Agentur.',
            [("Das ist zu wenig", "Murat Yıldız")],
        ),
        (
            "„Ich kannte nicht einmal die Hälfte“, sagt Wirtin Gerlinde Pfau. Schülersprecherin Lea Brandt"
            " nickt. „Das wird geprüft“, sagte eine Sprecherin.",
            [
                ("Ich kannte nicht einmal die Hälfte", "Gerlinde Pfau"),
                ("Das wird geprüft", "eine Sprecherin"),
            ],
        ),
        (
            "Turmuhrmacher Ewald Hinze hielt die Uhr an. „Sie geht seit Jahren nach“, sagt der 77-Jährige.",
            [("Sie geht seit Jahren nach", "Ewald Hinze")],
        ),
        # French
        (
            "Le patron, Bruno Maillard, a démenti. Et d’ajouter : « Je ne laisserai rien dire. »",
            [("Je ne laisserai rien dire.", "Bruno Maillard")],
        ),
        (
            "Battue de peu, la Kényane Mercy Chelimo sourit : « Elle connaît la ville. »",
            [("Elle connaît la ville.", "Mercy Chelimo")],
        ),
        (
            "« Nous ne sortirons pas ce soir », a déclaré la capitaine, Dora Vial, au port de la ville.",
            [("Nous ne sortirons pas ce soir", "Dora Vial")],
        ),
        (
            "Le maire Marc Oriol est venu au port avec les pêcheurs. « C’est une faute », a-t-il ajouté.",
            [("C’est une faute", "Marc Oriol")],
        ),
        (
            "Selon la ministre, « les accords doivent être respectés par tous les pays de la région ».",
            [("les accords doivent être respectés par tous les pays de la région", "la ministre")],
        ),
        (
            "Yves Cochin est là. Sa fille, Solange Bréhat, le regarde. « Il va s’ennuyer », prédit-elle.",
            [("Il va s’ennuyer", "Solange Bréhat")],
        ),
        # Spanish
        (
            "«Si no llueve en junio», advirtió el alcalde Iván Robles, «tendremos que cerrar la fuente».",
            [("Si no llueve en junio", "Iván Robles"), ("tendremos que cerrar la fuente", "Iván Robles")],
        ),
        (
            "—No salimos de noche —dijo la patrona Marta Gil—. El barco se queda en el puerto.",
            [("No salimos de noche", "Marta Gil"), ("El barco se queda en el puerto.", "Marta Gil")],
        ),
        (
            'La directora Lucía Ferrándiz no está en la plaza. "Nos da miedo la moqueta", susurra.',
            [("Nos da miedo la moqueta", "Lucía Ferrándiz")],
        ),
        # Russian
        (
            "Её сосед Равиль Хакимов остался. «Посижу, порыбачу», — бормочет он.",
            [("Посижу, порыбачу", "Равиль Хакимов")],
        ),
        (
            "Капитан Дарья Вольнова заявила: «Мы не выйдем в море без нового мотора».",
            [("Мы не выйдем в море без нового мотора", "Дарья Вольнова")],
        ),
        (
            "Капитан Дарья Вольнова ждёт. «Мотор готов, — отметила она, — осталось его поставить».",
            [("Мотор готов,", "Дарья Вольнова"), ("осталось его поставить", "Дарья Вольнова")],
        ),
        (
            "Мэр Игорь Саблин пришёл в порт.\n— Когда пойдёт паром? — спросил рыбак Олег Тарн.\n"
            "— В мае, — ответил мэр.",
            [("Когда пойдёт паром?", "Олег Тарн"), ("В мае,", "Игорь Саблин")],
        ),
        (
            "По словам директора порта Павла Тарнова, паром готов. «Он выйдет в мае», — сказал он.",
            [("Он выйдет в мае", "Павел Тарнов")],
        ),
        # Ukrainian
        (
            "Суд виправдав хірурга Тараса Коваліва. Сам Ковалів мовчав. «Я завтра оперую», — сказав він.",
            [("Я завтра оперую", "Тарас Ковалів")],
        ),
        (
            "Мер Андрій Сташук пішов. Восьмикласниця Соломія прийшла. «Тут вікна», — розповіла дівчина.",
            [("Тут вікна", "Соломія")],
        ),
        (
            "За словами міністра Андрія Ткача, пором готовий. «Він вийде у травні», — зазначив міністр.",
            [("Він вийде у травні", "Андрій Ткач")],
        ),
        (
            "«Ми не вийдемо в море вночі», — наголосила капітан Леся Бойчук.",
            [("Ми не вийдемо в море вночі", "Леся Бойчук")],
        ),
    ],
)
def test_quotations_with_their_speakers(text: str, expected: list[tuple[str, str]]) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Il consiglio ha deciso che il traghetto non parte. «Siamo pronti a trattare», ha detto Dora Vialli.",
        "Rada zdecydowała, że prom nie będzie pływał w nocy. „Nie wypłyniemy”, powiedziała Dora Wilk.",
    ],
)
def test_a_language_without_a_table_has_quotations_and_nobody_who_says_them(text: str) -> None:
    (found,) = extract(text, published="2024-05-06")
    assert (found.kind, found.speaker, found.speaker_id) == ("quotation", None, None)
    assert found.confidence < 0.6


def test_a_language_without_a_table_is_told() -> None:
    assert unread_note("fr") is None
    assert unread_note("it") == "the text is in Italian: its quotations are found, who said them is not"
    assert "a language that is not known" in (unread_note("und") or "")


def test_nobody_is_called_by_an_article_or_a_pronoun() -> None:
    text = (
        "La ministra llegó tarde a la sesión del consejo. «No aceptaremos ninguna amenaza», dijo.\n"
        "La Russie a refusé."
    )
    assert not {speaker for _, speaker in spoken(text)} & {"la", "La", "Russie"}


def test_reported_speech_behind_that_and_a_source() -> None:
    text = (
        "Die Ministerin Anna Berg sagte am Montag, dass die Fähre im Winter nicht fährt.\n"
        "Laut dem Gutachter Olaf Ahrend reicht der Abstand zu den Häusern nicht aus."
    )
    found = [(each.text, each.speaker, each.kind) for each in extract(text, published="2024-05-06")]
    assert found == [
        ("die Fähre im Winter nicht fährt", "Anna Berg", "reported"),
        ("reicht der Abstand zu den Häusern nicht aus", "Olaf Ahrend", "reported"),
    ]


def test_passages_are_the_articles_own_characters() -> None:
    text = "Капитан Дарья Вольнова ждёт.\r\n«Мотор готов, — отметила она, — осталось\r\nего поставить»."
    for each in extract(text):
        assert text[each.start : each.end] == each.text


def test_many_names_cost_what_their_words_cost() -> None:
    text = "".join(f"Der Sprecher Jan Muster{n} sagte: „Wir fahren nicht.“ Er blieb.\n" for n in range(300))
    started = time.process_time()
    assert len(extract(text, language="de")) == 300
    assert time.process_time() - started < 10  # some tenths of a second


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Der Rat tagte. „Wir fahren heute nicht hinaus“, sagte Anna Ray am 3. Mai 2024.",
            "2024-05-03",
        ),
        (
            "« Nous ne sortirons pas ce soir », a déclaré la maire Dora Vial vendredi.",
            "2024-05-03",
        ),
        (
            "«No salimos de noche ni de día», dijo la patrona Marta Gil el 2 de mayo en el puerto.",
            "2024-05-02",
        ),
        ("«Ми не вийдемо в море вночі», — наголосила капітан Леся Бойчук у середу.", "2024-05-01"),
        ("«No salimos de noche ni de día», dijo Marta Domingo en el puerto de la ciudad.", "../2024-05-06"),
    ],
)
def test_days_in_every_language(text: str, said: str) -> None:
    (found,) = [each for each in extract(text, published="2024-05-06") if each.kind == "quotation"]
    assert found.said == said
