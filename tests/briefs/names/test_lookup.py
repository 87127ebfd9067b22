"""People in a short list: every spelling finds the right one, and nobody else."""

from datetime import date

import pytest

from briefs.names import Entity, Lookup
from tests.briefs.names.entities import PEOPLE


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup(PEOPLE)


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("lavrov", "lavrov"), ("Lavrow", "lavrov"), ("лавров", "lavrov"), ("kfdhjd", "lavrov"),
        ("s. lavrov", "lavrov"),
        ("sergey lavrov", "lavrov"), ("Сергей Викторович Лавров", "lavrov"), ("LAVROV, Sergei", "lavrov"),
        ("ラブロフ", "lavrov"), ("拉夫罗夫", "lavrov"), ("לברוב", "lavrov"), ("لافروف", "lavrov"),
        ("Λαβρόφ", "lavrov"),
        ("rasmussen", "rasmussen"), ("fogh rasmussen", "rasmussen"), ("fogh", "rasmussen"),
        ("mr lavrov", "lavrov"),
        ("anders fogh rasmusen", "rasmussen"), ("medvedev", "medvedev"), ("john", "kerry"),
        ("kerry", "kerry"),
        ("lukashevic", "lukashevich"), ("Шойгу", "shoigu"), ("Ермаков", "yermakov"), ("breedlove", None),
        ("lukashenko", None), ("putin", None), ("merkel", None), ("berry", None), ("perry", None),
        ('o"brien', None),
        ("merry", None), ("s. l.", None), ("alex", None), ("choigou", "shoigu"),
        ("john berry", None), ("putin lavrov", None), ("lavrov kerry", None), ("sergei", None), ("", None),
        ("?!", None),
    ],
)  # fmt: skip
def test_who_is_meant(lookup: Lookup, query: str, who: str | None) -> None:
    assert lookup.find(query).answer == who


@pytest.mark.parametrize(
    "query", ["zelensky", "Zelenskyi", "zelenski", "ZELENSKIJ", "zelenskiy", "Зеленский"]
)
def test_the_ending_of_a_slavic_surname_may_be_spelt_in_any_way(query: str) -> None:
    lookup = Lookup([Entity("z", "Volodymyr Zelenskyy"), Entity("p", "Vladimir Putin"), *PEOPLE])
    assert lookup.find(query).answer == "z"


def test_a_son_has_no_initial_of_his_own() -> None:
    names = ("Donald Trump", "Donald Trump Jr", "Ferdinand Marcos Jr")
    lookup = Lookup([Entity(name, name) for name in names])
    assert lookup.find("Donald J. Trump").answer == "Donald Trump"
    assert lookup.find("Donald Trump Jr").answer == "Donald Trump Jr"


ASIA = [
    Entity(name, name)
    for name in (
        "Robert Byrd", "Robert Pratt", "John Kerry", "Philip Kerr", "Abdullah Ahmad Badawi", "Ahmed Bedawi",
        "Hassan Ali", "Hashem Sali", "Ahmad Zakaria", "Amos Sakari", "Tay Keng Guan", "Chong Yong-gun",
        "Phua Lay Hua", "Lee Boon Hua",
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("로버트 버드", "Robert Byrd"),  # Korean writes no r before a consonant
        ("존 케리", "John Kerry"),
        ("阿都拉巴达威", "Abdullah Ahmad Badawi"),  # a known given name, and no dot after it
        ("阿末扎卡里亚", "Ahmad Zakaria"),
        ("John Philip Kerry", "John Kerry"),  # a second given name that the list does not have
    ],
)  # fmt: skip
def test_the_nearest_name_comes_first(query: str, who: str) -> None:
    assert Lookup(ASIA).find(query).matches[0].id == who


def test_a_shared_given_name_asks_back(lookup: Lookup) -> None:
    result = lookup.find("sergei")
    assert result.outcome == "several"
    assert {match.id for match in result.matches[:3]} == {"lavrov", "shoigu", "yermakov"}


def test_a_beginning_asks_about_those_who_begin_so(lookup: Lookup) -> None:
    result = lookup.find("alex")
    assert result.outcome == "several"
    assert {match.id for match in result.matches} == {"lukashevich", "meshkov"}


def test_a_stranger_brings_suggestions(lookup: Lookup) -> None:
    result = lookup.find("lukashenko")
    assert (result.outcome, result.matches[0].id) == ("none", "lukashevich")


@pytest.mark.parametrize("query", ["putin", "Putin", "asdf qwer", "zzzz"])
def test_nobody_unlike_is_named_for_a_stranger(lookup: Lookup, query: str) -> None:
    result = lookup.find(query)
    assert (result.outcome, result.matches) == ("none", ())


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("lavrov", "name"), ("лавров", "transliteration"), ("lavrof", "spelling"), ("lavr", "prefix"),
        ("s lavrov", "initials"), ("kfdhjd", "keyboard"), ("us secretary of state", "office"),
    ],
)  # fmt: skip
def test_the_reason_can_be_shown(lookup: Lookup, query: str, reason: str) -> None:
    assert lookup.find(query, mode="open").matches[0].reason == reason


@pytest.mark.parametrize(
    "query",
    ["nato chief", "генсек НАТО", "Secretary-General of NATO", "secretary general nato", "NATO gensec"],
)
def test_an_office_goes_by_the_date(lookup: Lookup, query: str) -> None:
    def holders(start: date, end: date) -> list[tuple[str, str | None]]:
        return [(match.id, match.note) for match in lookup.find(query, when=(start, end)).matches]

    first, second = ("rasmussen", "2009–2014"), ("stoltenberg", "2014–2024")
    assert holders(date(2012, 1, 1), date(2012, 12, 31)) == [first]
    assert holders(date(2014, 1, 1), date(2014, 12, 31)) == [first, second]
    assert lookup.find(query).outcome == "several"
    nobody = lookup.find(query, when=(date(2001, 1, 1), date(2001, 12, 31)))
    assert nobody.outcome == "none"
    assert nobody.note


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("russian fm", "lavrov"), ("Russia's foreign minister", "lavrov"),
        ("U.S. Secretary of State", "kerry"),
        ("nato chief rasmussen", "rasmussen"), ("foreign minister lavrov", "lavrov"),
        ("NRC Foreign Ministers", "nrc-fm"),
    ],
)  # fmt: skip
def test_offices_and_titles(lookup: Lookup, query: str, who: str) -> None:
    assert lookup.find(query).answer == who


def test_completion_at_each_keystroke(lookup: Lookup) -> None:
    for size in range(2, len("lavrov") + 1):
        assert lookup.complete("lavrov"[:size])[0].id == "lavrov"
    assert {match.id for match in lookup.complete("s")} >= {"lavrov", "shoigu", "yermakov", "stoltenberg"}
    assert {match.id for match in lookup.complete("nato ch")} >= {"rasmussen", "stoltenberg"}
    assert len(lookup.complete("", limit=5)) == 5


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("Tan Eng", "tan"), ("eng bock", "tan"), ("Tan Sri Hassan Malek", "hassan"), ("Ali bin Omar", "ali"),
        ("Haji Ali bin Haji Omar", "ali"), ("哈桑马利克", "hassan"), ("Hasans Maleks", "hassan"),
    ],
)  # fmt: skip
def test_titles_particles_and_endings_are_no_names(query: str, who: str) -> None:
    some = [
        ("tan", "Tan Eng Bock"),
        ("hassan", "Hassan Malik"),
        ("ali", "Ali Omar"),
        ("osama", "Osama bin Zaid"),
    ]
    found = Lookup([Entity(key, name) for key, name in some]).find(query)
    assert found.matches[0].id == who
    assert found.matches[0].score > 65


def test_a_slip_of_the_pen_stands_before_what_sounds_alike() -> None:
    lookup = Lookup([Entity("a", "Tim Farron"), Entity("b", "Grethe Vaernoe"), Entity("c", "Rolf Feroen")])
    assert lookup.find("farrno").matches[0].id == "a"


def test_two_people_of_one_name_ask_back() -> None:
    twins = Lookup([Entity("a", "John Smith"), Entity("b", "Smith, John"), Entity("c", "John Smithson")])
    assert twins.find("john smith").outcome == "several"
    assert twins.find("smithson").answer == "c"


def test_a_list_whose_names_have_no_letters_knows_nobody() -> None:
    lookup = Lookup([Entity("a", "”“"), Entity("b", "—")])
    assert lookup.find("anna ray").outcome == "none"
    assert lookup.find("”“").outcome in ("one", "none")


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("Лавровым", "lavrov"), ("Сергеем Лавровым", "lavrov"), ("с Лавровым", "lavrov"),
        ("Джоном Керри", "kerry"), ("Antony Blinken", "blinken"), ("Alexei Reznikov", "reznikov"),
    ],
)  # fmt: skip
def test_a_name_in_another_case_or_language(query: str, who: str) -> None:
    lookup = Lookup(
        [
            Entity("lavrov", "Sergei Lavrov", ("Сергей Лавров",)),
            Entity("kerry", "John Kerry", ("Джон Керри",)),
            Entity("blinken", "Tony Blinken"),
            Entity("reznikov", "Oleksii Reznikov"),
            Entity("meshkov", "Alexei Meshkov"),
        ]
    )
    assert lookup.find(query).answer == who
