"""A small list of the kind that is used every day."""

from datetime import date

from briefs.names import Entity, Office

NATO = ("NATO Secretary General", "nato chief", "генсек НАТО")
SECRETARY = Office(("US Secretary of State",), date(2013, 2, 1), date(2017, 1, 20))
PEOPLE = (
    Entity("lavrov", "Sergei Lavrov", (), (Office(("Russian Foreign Minister",), date(2004, 3, 9)),)),
    Entity("rasmussen", "Anders Fogh Rasmussen", (), (Office(NATO, date(2009, 8, 1), date(2014, 9, 30)),)),
    Entity("stoltenberg", "Jens Stoltenberg", (), (Office(NATO, date(2014, 10, 1), date(2024, 9, 30)),)),
    Entity("kerry", "John Kerry", (), (SECRETARY,)),
    *(
        Entity(name.split()[-1].lower(), name)
        for name in (
            "Alexander Lukashevich", "Alexei Meshkov", "Sergei Yermakov", "James Appathurai",
            "Dmitry Medvedev",
            "Sergei Shoigu", "Jean Asselborn",
        )
    ),
    Entity("nrc-fm", "NRC foreign ministers", kind="group"),
)  # fmt: skip
TOPICS = (
    Entity("missile-defence", "missile defence", ("missile shield", "BMD", "ABM", "ПРО"), kind="topic"),
    Entity("counter-terrorism", "counter-terrorism", ("терроризм",), kind="topic"),
    Entity("counter-narcotics", "counter-narcotics", kind="topic"),
    Entity("afghanistan", "Afghanistan", ("Афганистан",), kind="topic"),
    Entity("enlargement", "NATO enlargement", ("open door",), kind="topic"),
    Entity("nuclear-weapons", "nuclear weapons", kind="topic"),
    Entity("programmes", "partnership programmes", kind="topic"),
    Entity("arms-control", "conventional arms control", kind="topic"),
)
