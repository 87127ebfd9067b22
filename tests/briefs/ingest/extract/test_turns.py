"""Turns of transcripts in the styles that the world labels them: whose words, the question, the day."""

from __future__ import annotations

import pytest

from briefs.ingest.extract import Candidate, extract
from briefs.ingest.extract.russian_names import russian_nominative
from briefs.ingest.fetch import page_parser
from briefs.names import Entity, Lookup

CONFERENCE = """\
News conference after the council
Brussels, 23 April 2013

QUESTION: Minister, do you still oppose the radar?

SERGEI LAVROV: We do not accept it. (Applause.)

We have said so for years.

[Crosstalk]

MR. LAVROV: Yes. We are ready to talk.

ANDERS FOGH RASMUSSEN (NATO Secretary General): It is aimed at nobody.

(END)
"""
# the text, and each turn: speaker, words
STYLES = {
    "honorifics bound by the head": (
        "Remarks by Secretary of State John Kerry and Foreign Minister Radoslaw Sikorski\n\n"
        "MR. SIKORSKI:  Good morning.\n\nSECRETARY KERRY:  Thank you.\n\nMR. SIKORSKI:  I agree.\n",
        [
            ("Radoslaw Sikorski", "Good morning."),
            ("John Kerry", "Thank you."),
            ("Radoslaw Sikorski", "I agree."),
        ],
    ),
    "two of one surname": (
        "GEORGE BUSH: We were late.\n\nJEB BUSH: I was not.\n\nMR. BUSH: Enough.\n",
        [("George Bush", "We were late."), ("Jeb Bush", "I was not."), (None, "Enough.")],
    ),
    "who asks in Ukrainian": (
        "Ведучий: Коли відкриють міст?\n\nОлена Коваль: Ми відкриємо його навесні.\n\n"
        "Журналістка: А коли почнете?\n\nОлена Коваль: У травні ми почнемо роботу.\n",
        [
            ("Олена Коваль", "Ми відкриємо його навесні."),
            ("Олена Коваль", "У травні ми почнемо роботу."),
        ],
    ),
    "who asks in German": (
        "Frage: Wann wird die Brücke geöffnet?\n\nAnna Behrens: Wir öffnen sie im Mai.\n\n"
        "Zuschauerin: Und wer bezahlt das?\n\nAnna Behrens: Das Land bezahlt alles.\n",
        [("Anna Behrens", "Wir öffnen sie im Mai."), ("Anna Behrens", "Das Land bezahlt alles.")],
    ),
    "who asks in Spanish": (
        "Periodista: ¿Cuándo se abre el puente?\n\nAna Robles: Lo abrimos en mayo.\n\n"
        "Entrevistadora: ¿Y quién lo paga?\n\nAna Robles: Lo paga todo el Estado.\n",
        [("Ana Robles", "Lo abrimos en mayo."), ("Ana Robles", "Lo paga todo el Estado.")],
    ),
    "letters that have no Latin ones": (
        "MR. ⲲⲲ ⲲⲲ: We were late.\n\nMR. ƸƸ ƸƸ: I was not.\n\nMR. ⲲⲲ ⲲⲲ: Thank you.\n\nMR. ƸƸ: Enough.\n",
        [
            ("Ⲳⲳ Ⲳⲳ", "We were late."),
            ("Ƹƹ Ƹƹ", "I was not."),
            ("Ⲳⲳ Ⲳⲳ", "Thank you."),
            ("Ƹƹ Ƹƹ", "Enough."),
        ],
    ),
    "Q and A": (
        "Interview with Toomas Hendrik Ilves\n\nQ: Bases?\n\nA: Yes. We ask for one.\n",
        [("Toomas Hendrik Ilves", "Yes. We ask for one.")],
    ),
    "Q and A with nobody named": ("A talk\n\nQ: Bases?\n\nA: Yes, one.\n", [(None, "Yes, one.")]),
    "Russian": (
        "Интервью министра иностранных дел России С.В.Лаврова\n\nВопрос: Кто приедет?\n\n"
        "С.В.Лавров: Приглашены все.\n\nВопрос: Когда?\n\nОтвет: В июне.\n",
        [("С.В.Лавров", "Приглашены все."), ("С.В.Лавров", "В июне.")],
    ),
    "initials that the head explains": (
        "Interviewee: Javier Solana (JS)\nInterviewer: Ruth Keller (RK)\n\nRK: When?\n\nJS: In the spring.\n",
        [("Javier Solana", "In the spring.")],
    ),
    "a name on its own line": (
        "Karel Schwarzenberg\n\nI will sign it.\n\nMirek Topolanek\n\nI thank him for that.\n\n"
        "Karel Schwarzenberg\n\nWe will win.\n",
        [
            ("Karel Schwarzenberg", "I will sign it."),
            ("Mirek Topolanek", "I thank him for that."),
            ("Karel Schwarzenberg", "We will win."),
        ],
    ),
    "offices and outlets": (
        "SPOKESPERSON: Two announcements.\n\nREUTERS: Is it on the agenda?\n\nSPOKESPERSON: It is.\n",
        [(None, "Two announcements."), (None, "It is.")],
    ),
    "Hansard": (
        "William Hague (Richmond (Yorks)) (Con): I beg to move.\n\n"
        "Mr Douglas Alexander (Lab): I thank him.\n\n"
        "The Secretary of State for Defence (Mr Philip Hammond): They are ready.\n\nMr Alexander: Good.\n",
        [
            ("William Hague", "I beg to move."),
            ("Douglas Alexander", "I thank him."),
            ("Philip Hammond", "They are ready."),
            ("Douglas Alexander", "Good."),
        ],
    ),
    "a dash behind the name": (
        "Angela MERKEL. – The report is ready.\n\nMartin SCHULZ (S&D). – We vote.\n\n"
        "Angela MERKEL. – Thank you.\n",
        [
            ("Angela Merkel", "The report is ready."),
            ("Martin Schulz", "We vote."),
            ("Angela Merkel", "Thank you."),
        ],
    ),
    "a conversation in dashes": (
        "– Что вы думаете?\n\n– Это вопрос доверия.\n\n– А будет?\n\n– Не знаю.\n",
        [(None, "Это вопрос доверия."), (None, "Не знаю.")],
    ),
    "numbered, named questions": (
        "Q1 Chair: Why was it late?\n\nPhilip Hammond: It changed twice.\n\n"
        "Q2 Mr Julian Brazier: And now?\n\n"
        "Philip Hammond: It is ready.\n",
        [
            (None, "Why was it late?"),
            ("Philip Hammond", "It changed twice."),
            ("Julian Brazier", "And now?"),
            ("Philip Hammond", "It is ready."),
        ],
    ),
    "a full stop behind the name": (
        "STATEMENT OF GEN. PHILIP BREEDLOVE, COMMANDER\n\n    Senator McCain. Are they strong?\n\n"
        "    General Breedlove. They are not.\n\n    Senator McCain. How many more?\n",
        [("McCain", "Are they strong?"), ("Philip Breedlove", "They are not."), ("McCain", "How many more?")],
    ),
    "a question that begins with a name": (
        "Oana Lungescu: Two things.\n\nQ: Brooks Tigner, Jane's. And Turkey?\n\n"
        "Oana Lungescu: We stand by it.\n",
        [("Oana Lungescu", "Two things."), ("Oana Lungescu", "We stand by it.")],
    ),
    "times before the labels": (
        "[00:00:12] John Kerry: We met.\n\n[00:01:02] Speaker 2: We did.\n\n[00:02:00] John Kerry: Good.\n",
        [("John Kerry", "We met."), (None, "We did."), ("John Kerry", "Good.")],
    ),
    "a council, once each": (
        "Mr. CHURKIN (Russian Federation) (spoke in Russian): We asked.\n\n"
        "Ms. POWER (United States): We heard.\n",
        [("Churkin", "We asked."), ("Power", "We heard.")],
    ),
    "what may be a label is not the speaker's before": (
        "MR. LAVROV: We agree.\n\nJane Roe: I ask you.\n\nMR. LAVROV: Yes.\n\nTHE HALL: No!\n\n"
        "MS. POWER: Well.\n\nMR. LAVROV: Good.\n",
        [("Lavrov", "We agree."), ("Lavrov", "Yes."), ("Power", "Well."), ("Lavrov", "Good.")],
    ),
    "who is in the front matter by initials": (
        "---\ntitle: On salt\nspeakers:\n  - ES: Elin Strand, cook\n  - MB: Marco Bassi\n---\n\n"
        "ES: I salt the water.\n\nMB: Then you salt everything.\n\nES: Only there.\n",
        [
            ("Elin Strand", "I salt the water."),
            ("Marco Bassi", "Then you salt everything."),
            ("Elin Strand", "Only there."),
        ],
    ),
    "two of one surname, told apart by Mr and Ms": (
        "JOHN MOSS: The crane stays.\n\nHELEN MOSS: Who pays?\n\nMR. MOSS: The board.\n\nMS. MOSS: Half.\n",
        [
            ("John Moss", "The crane stays."),
            ("Helen Moss", "Who pays?"),
            ("John Moss", "The board."),
            ("Helen Moss", "Half."),
        ],
    ),
    "two of one surname and sex": (
        "JOHN MOSS: The crane stays.\n\nPAUL MOSS: Who pays?\n\nMR. MOSS: The board.\n\nMR. MOSS: Half.\n",
        [
            ("John Moss", "The crane stays."),
            ("Paul Moss", "Who pays?"),
            (None, "The board."),
            (None, "Half."),
        ],
    ),
    "offices alone": (
        "Inquest, 4 October 2016\n\nTHE CORONER: You may sit.\n\nTHE HARBOUR MASTER: I would rather stand."
        "\n\nTHE CORONER: Tell us.\n",
        [(None, "You may sit."), (None, "I would rather stand."), (None, "Tell us.")],
    ),
    "a newspaper asks": (
        "Interview with Foreign Minister Sergei Lavrov, 11 June 2013\n\nLe Courrier: Will you go?\n\n"
        "Lavrov: We will go.\n\nLe Courrier: When?\n\nLavrov: When there is a table.\n",
        [("Sergei Lavrov", "We will go."), ("Sergei Lavrov", "When there is a table.")],
    ),
    "a long office with its holder": (
        "Mrs Joan Tarrant (Wexbridge) (Lab): What plans are there?\n\nThe Parliamentary Under-Secretary "
        "of State for Transport (Mr Colin Dray): We reopen half.\n\nMrs Tarrant: They want trains.\n\n"
        "Mr Dray: So do I.\n",
        [
            ("Joan Tarrant", "What plans are there?"),
            ("Colin Dray", "We reopen half."),
            ("Joan Tarrant", "They want trains."),
            ("Colin Dray", "So do I."),
        ],
    ),
    "French initials of politeness and a stop": (
        "M. le président. – La séance est ouverte.\n\nMme Claire Vasseur. – La fontaine reste ici.\n\n"
        "M. Luc Bertin. – Je demande une étude.\n\nMme Claire Vasseur. – En juin.\n",
        [
            (None, "La séance est ouverte."),
            ("Claire Vasseur", "La fontaine reste ici."),
            ("Luc Bertin", "Je demande une étude."),
            ("Claire Vasseur", "En juin."),
        ],
    ),
    "a conversation in Russian": (
        "Беседа с режиссёром Ольгой Ветровой\n\n— Страшно было?\n\n— Страшно было на берегу.\n\n— А теперь?"
        "\n\n— А теперь я здесь.\n",
        [("Ольга Ветрова", "Страшно было на берегу."), ("Ольга Ветрова", "А теперь я здесь.")],
    ),
    "titles on lines of their own": (
        "Cllr Peter Thorne\nThe last bus leaves early.\n\nJill Ramsden\nIt was the whole problem.\n\n"
        "Cllr Peter Thorne\nWe moved the shift.\n",
        [
            ("Peter Thorne", "The last bus leaves early."),
            ("Jill Ramsden", "It was the whole problem."),
            ("Peter Thorne", "We moved the shift."),
        ],
    ),
    "an aside in brackets": (
        "Mrs Daphne Coyle: It is not for sale.\n\nMr Basil Trent [rising]: Nobody offered.\n\n"
        "Mrs Daphne Coyle: Then why?\n",
        [
            ("Daphne Coyle", "It is not for sale."),
            ("Basil Trent", "Nobody offered."),
            ("Daphne Coyle", "Then why?"),
        ],
    ),
    "Markdown": (
        "---\ntitle: A talk\ndate: 2018-06-19\n---\n\n"
        "**Kersti Kaljulaid:** We wrote it.\n\n**Moderator:** And next?\n\n"
        "**Kersti Kaljulaid:** It will come.\n",
        [("Kersti Kaljulaid", "We wrote it."), ("Kersti Kaljulaid", "It will come.")],
    ),
    "remarks as prepared": (
        "Remarks as prepared for delivery by Defense Secretary Chuck Hagel\n\n"
        "Good afternoon. We are adding ten.\n\n"
        "Thank you.\n",
        [("Chuck Hagel", "Good afternoon. We are adding ten.\n\nThank you.")],
    ),
}
# texts that look a little like a transcript, and are none
OTHERS = {
    "an article with one name before a colon": (
        "Pell asked about it.\n\nVoss: “The board signed it in March.”\n\nThe berth has been closed since.\n"
    ),
    "facts": (
        "Venue: Brussels\nDate: 3 May\nContact: Press Office\nPhone: 555\nThe council meets on Monday.\n"
    ),
    "results": "Home team: Ajax\nAway team: Porto\nBest player: Lee Kim\n",
    "a round-up by city": "MOSCOW: The talks ended.\n\nKIEV: The council met.\n\nPARIS: Nobody came.\n",
    "countries": "North Korea: It tested.\n\nSouth Korea: It objected.\n\nNorth Korea: It tested again.\n",
    "a list in dashes": "We need:\n\n– boats.\n\n– fuel.\n\n– crews.\n\n– time.\n",
    "an article about a speech": (
        "Speech by Anders Fogh Rasmussen angers Moscow\n\nRasmussen said that the shield was ready. "
        "Nobody in the hall spoke against it, and the minister added that talks go on.\n"
    ),
    "captions without names": "I am told that Sergei Lavrov will speak here later today.\n",
}


def turns_of(text: str) -> tuple[Candidate, ...]:
    return tuple(each for each in extract(text) if each.taken_from == "transcript")


@pytest.mark.parametrize("style", STYLES)
def test_each_turn_is_its_speakers(style: str) -> None:
    text, right = STYLES[style]
    assert [(each.speaker, each.text) for each in turns_of(text)] == right
    assert all(each.text == text[each.start : each.end] for each in turns_of(text))
    assert all((each.confidence < 0.6) == (each.speaker is None) for each in turns_of(text))


@pytest.mark.parametrize("kind", OTHERS)
def test_nobody_is_guessed_where_there_is_no_label(kind: str) -> None:
    assert turns_of(OTHERS[kind]) == ()


def test_a_turn_has_its_question_its_day_and_its_place() -> None:
    first, second, third = turns_of(CONFERENCE)
    assert first.text == "We do not accept it. (Applause.)\n\nWe have said so for years."
    assert first.context is not None
    assert CONFERENCE[slice(*first.context)] == "Minister, do you still oppose the radar?"
    assert (second.speaker, second.text) == ("Sergei Lavrov", "Yes. We are ready to talk.")
    assert (third.speaker, third.speaker_title) == ("Anders Fogh Rasmussen", "NATO Secretary General")
    assert {(each.said, each.said_basis, each.place) for each in (first, second, third)} == {
        ("2013-04-23", "stated", "Brussels")
    }


def test_a_long_title_may_end_with_the_day() -> None:
    title = "Transcript of the press conference given by Javier Solana in the Council building, 12 March 2004"
    (turn,) = turns_of(f"{title}\n\nQUESTION: When?\n\nJAVIER SOLANA: Soon, and not before.\n")
    assert (turn.said, turn.said_basis) == ("2004-03-12", "stated")


def test_the_day_of_print_is_only_the_latest_possible() -> None:
    (turn,) = turns_of("Interview with Javier Solana\nPublished 5 May 2013\n\nQ: When?\n\nA: Soon.\n")
    assert (turn.said, turn.said_basis) == ("../2013-05-05", "inferred")


@pytest.mark.parametrize(
    ("labels", "right"),
    [
        (
            ["<strong>Javier Solana:</strong> We have decided.", "<b>Question:</b> Who pays?"],
            ["Javier Solana"],
        ),
        (["<strong>Mr Solana, is there a deal?</strong>", "There is one."], ["Javier Solana"]),
    ],
)
def test_bold_labels_of_a_page(labels: list[str], right: list[str]) -> None:
    shown = "".join(f"<p>{each}</p>" for each in labels)
    more = "<p><strong>And who does not want it, in this week?</strong></p><p>That is for others to say.</p>"
    body = (
        "<html><head><title>Interview with Javier Solana</title></head><body><article>"
        f"<p>Interview with Javier Solana, who spoke at length of what he expects."
        f"</p>{shown}{more}</article></body></html>"
    )
    page = page_parser.read(body.encode(), "text/html")
    found = extract(page.text, turns=page.turns, form=page.form, bold=page.bold)
    assert [each.speaker for each in found][: len(right)] == right


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Павла Рогозина", "Павел Рогозин"),
        ("Натальей Орловой", "Наталья Орлова"),
        ("Ольги Толстой", "Ольга Толстая"),
        ("Игорем Седовым", "Игорь Седов"),
        ("Льва Толстого", "Лев Толстой"),
        ("Никиты Михалкова", "Никита Михалков"),
        ("С.В.Лавровым", "С.В.Лавров"),
        ("Анна Орлова", "Анна Орлова"),
    ],
)
def test_a_russian_name_stands_in_its_own_form(written: str, name: str) -> None:
    assert russian_nominative(written) == name


def test_initials_before_a_surname_are_the_librarys_person() -> None:
    text = (
        "Стенограмма пресс-конференции Министра иностранных дел России С.В.Лаврова, Москва, 18 января 2017 "
        "года\n\n"
        "С.В.Лавров: Мы готовы к диалогу.\n\nВопрос: Когда?\n\nС.В.Лавров: Завтра.\n"
    )
    people = Lookup([Entity("sergei-lavrov", "Sergei Lavrov", ("Сергей Викторович Лавров", "С. В. Лавров"))])
    found = extract(text, people=people)
    assert [(each.speaker_id, each.said) for each in found] == [("sergei-lavrov", "2017-01-18")] * 2
