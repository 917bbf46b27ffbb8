"""People from a table, Chinese and English."""

import pytest

from inspection.errors import TableError
from inspection.formats.header_aliases import aliases_from_text
from inspection.formats.people_table import ReadPeople, read_people
from inspection.formats.table import read_csv
from inspection.people import Person, PersonRole
from tests.inspection.result_cases import shipped

COLUMNS = aliases_from_text(shipped("header_aliases.yaml"))["person"]


def read(text: str) -> ReadPeople:
    return read_people(read_csv(text, "people.csv"), COLUMNS)


def test_chinese_and_english_tables_say_the_same() -> None:
    chinese = read(
        "姓名,角色,班组,渠道,技能组,语言,每日量,工号\n王,质检员、培训师,质检组,电话/在线,售后,中文,15,Ａ９\n"
    )
    english = read(
        "who,roles,team,channels,queues,languages,per_day,agent_id\n王,reviewer;trainer,质检组,phone;chat,售后,zh,15,A9\n"
    )
    assert chinese == english
    assert chinese.people == (
        Person(who="王", roles=(PersonRole.REVIEWER, PersonRole.TRAINER), team="质检组", channels=("phone", "chat"),
               queues=("售后",), languages=("zh",), per_day=15, agent_id="A9"),
    )  # fmt: skip


def test_what_is_not_said_means_everything_and_the_default() -> None:
    (person,) = read("姓名,角色\n王,质检主管\n").people
    assert (person.channels, person.per_day, person.active, person.team) == ((), None, True, None)


def test_who_left_is_marked() -> None:
    assert [p.active for p in read("姓名,角色,在职\n王,质检员,否\n李,质检员,是\n").people] == [False, True]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",质检员,", "the name is empty"),
        ("李,老板,", "'老板' is no role"),
        ("李,,", "roles is empty"),
        ("李,质检员,很多", "per_day '很多' is no number"),
        ("李,质检员,5000", "is no number of reviews"),
        ("王,质检员,", "'王' stands twice"),
    ],
)
def test_a_bad_row_is_told_and_costs_no_other(row: str, reason: str) -> None:
    found = read(f"姓名,角色,每日量\n王,质检员,10\n{row}\n")
    assert [p.who for p in found.people] == ["王"]
    ((number, why),) = found.bad_rows
    assert number == 3
    assert reason in why


@pytest.mark.parametrize("text", ["姓名,班组\n王,x\n", "角色\n质检员\n"])
def test_names_and_roles_are_needed(text: str) -> None:
    with pytest.raises(TableError, match="no column is"):
        read(text)
