"""A list of people as a table (人员表): who is what here, of which team, and what they can review."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from inspection.errors import InputError, TableError
from inspection.formats.cell_text import cell_text, half_width
from inspection.formats.header_aliases import HeaderAliases
from inspection.formats.table import Table, TableRow
from inspection.people import Person, PersonRole

_SEPARATORS = re.compile(r"[,，;；|/、\s]+")
_ROLE_WORDS = {
    PersonRole.AGENT: "坐席 座席 客服 agent",
    PersonRole.TEAM_LEAD: "班组长 组长 班长 teamlead lead",
    PersonRole.REVIEWER: "质检员 复核员 reviewer inspector qa",
    PersonRole.SUPERVISOR: "质检主管 主管 supervisor",
    PersonRole.TRAINER: "培训师 trainer coach",
    PersonRole.RULE_AUTHOR: "规则作者 规则管理员 ruleauthor",
    PersonRole.OPERATOR: "运维 运维人员 operator",
    PersonRole.ADMINISTRATOR: "管理员 系统管理员 administrator admin",
}
_ROLES = {word: role for role, words in _ROLE_WORDS.items() for word in (*words.split(), role.value)}
_CHANNELS = {"电话": "phone", "在线": "chat", "聊天": "chat", "邮件": "email", "社交": "social", "应用": "app"}
_LANGUAGES = {"中文": "zh", "普通话": "zh", "英文": "en", "英语": "en"}
_NO = frozenset({"否", "no", "n", "false", "0", "离职", "停用"})


@dataclass(frozen=True, slots=True)
class ReadPeople:
    """People in the order of the file, and the rows that could not be read (number, why)."""

    people: tuple[Person, ...]
    bad_rows: tuple[tuple[int, str], ...]


def read_people(table: Table, columns: HeaderAliases) -> ReadPeople:
    """Read the rows; `columns` are the aliases of the section `person`.

    Raises TableError (`bad_table`) without a column of names and one of roles.
    """
    assigned = columns.assign(table.header)
    at = {name: place for place, (name, known) in enumerate(assigned) if known}
    for needed, word in (("who", "姓名"), ("roles", "角色")):
        if needed not in at:
            reason = f"no column is {needed} ({word})"
            raise TableError(reason, "the header names who, roles, team ...", where=table.name, code="bad_table")
    people: dict[str, Person] = {}
    bad: list[tuple[int, str]] = []
    for row in table.rows:
        try:
            person = _read(row, at)
            if person.who in people:
                raise InputError(f"'{person.who}' stands twice", "keep one row")
        except InputError as error:
            bad.append((row.number, error.reason))
        else:
            people[person.who] = person
    return ReadPeople(tuple(people.values()), tuple(bad))


def _read(row: TableRow, at: dict[str, int]) -> Person:
    if row.problem:
        raise InputError(row.problem, "correct the row")
    return person_of({name: cell_text(row.cells[place]) for name, place in at.items() if place < len(row.cells)})


def person_of(text: Mapping[str, str | None]) -> Person:
    """The person of written fields (None: nothing is written); InputError says which one cannot be read."""
    who = text.get("who")
    if who is None:
        raise InputError("the name is empty", "name everybody")
    agent_id = text.get("agent_id")
    return Person(
        who=half_width(who),
        roles=tuple(_role(word) for word in _listed(text.get("roles"))) or _nothing("roles"),
        team=text.get("team"),
        site=text.get("site"),
        vendor=text.get("vendor"),
        agent_id=half_width(agent_id) if agent_id else None,
        channels=tuple(_CHANNELS.get(c, c.lower()) for c in _listed(text.get("channels"))),
        queues=_listed(text.get("queues")),
        languages=tuple(_LANGUAGES.get(c, c.lower()) for c in _listed(text.get("languages"))),
        per_day=_count(text.get("per_day")),
        active=(text.get("active") or "yes").lower() not in _NO,
    )


def _role(word: str) -> PersonRole:
    role = _ROLES.get(word) or _ROLES.get(word.lower().replace("_", ""))
    if role is None:
        raise InputError(f"'{word}' is no role", f"choose from {', '.join(PersonRole)}")
    return role


def _nothing(column: str) -> tuple[PersonRole, ...]:
    raise InputError(f"{column} is empty", f"choose from {', '.join(PersonRole)}")


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdigit() or int(text) > 1000:
        raise InputError(f"per_day '{text[:20]}' is no number of reviews", "write 0 to 1000")
    return int(text)


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _SEPARATORS.split(half_width(text or "")) if word))
