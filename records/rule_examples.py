"""Examples for rules that came of upheld appeals (申诉转规则示例): waiting for the author, added, or dropped."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from records import audit
from records.appeal_tables import rule_examples as table
from records.upsert import insert_if_absent


class ExampleState(StrEnum):
    """Where an example stands."""

    WAITING = "waiting"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleExample:
    """One example: of which appeal, for which item, judged by which rule version; `example` is what a rule file takes.

    `expect` is the state people decided on; `who` settled it `settled_at` with the words `note`.
    """

    example_id: str
    appeal_id: str
    item_id: str
    rule_version: str
    expect: str
    example: dict[str, Any]
    state: ExampleState
    at: datetime
    who: str | None = None
    settled_at: datetime | None = None
    note: str = ""


def add(connection: Connection, one: RuleExample, *, who: str) -> None:
    """Keep a new example; one of a known id is left as it is."""
    row = {name: getattr(one, name) for name in RuleExample.__dataclass_fields__}
    insert_if_absent(connection, table, [row | {"state": one.state.value}])
    audit.note(
        connection,
        at=one.at,
        who=who,
        action="rule_example",
        subject=subject(one),
        before={},
        after={"appeal": one.appeal_id, "item": one.item_id, "rule_version": one.rule_version, "expect": one.expect},
        reason=f"appeal {one.appeal_id} upheld",
    )


def in_state(
    connection: Connection, state: ExampleState | None = ExampleState.WAITING, item_id: str | None = None
) -> list[RuleExample]:
    """Examples in a state (any when None), by item and age."""
    statement = sa.select(table).order_by(table.c.item_id, table.c.at, table.c.example_id)
    if state is not None:
        statement = statement.where(table.c.state == state.value)
    if item_id is not None:
        statement = statement.where(table.c.item_id == item_id)
    return [_from_row(row) for row in connection.execute(statement).mappings()]


def find(connection: Connection, example_id: str) -> RuleExample:
    """One example; RecordsError when there is none."""
    row = connection.execute(sa.select(table).where(table.c.example_id == example_id)).mappings().one_or_none()
    if row is None:
        raise RecordsError(f"there is no example '{example_id}'", "see mingjian appeal examples --all")
    return _from_row(row)


def of_appeal(connection: Connection, appeal_id: str) -> list[RuleExample]:
    """The example an appeal became, if any."""
    rows = connection.execute(sa.select(table).where(table.c.appeal_id == appeal_id)).mappings()
    return [_from_row(row) for row in rows]


def settle(connection: Connection, one: RuleExample, state: ExampleState, *, who: str, at: datetime, note: str) -> None:
    """Say that an example was added to its rule, or why it was dropped; RecordsError when somebody did before."""
    waiting = (table.c.example_id == one.example_id) & (table.c.state == ExampleState.WAITING.value)
    values = {"state": state.value, "who": who, "settled_at": at, "note": note}
    done = connection.execute(sa.update(table).where(waiting).values(values).returning(table.c.example_id))
    if done.first() is None:
        raise RecordsError(
            "the example does not wait any more", "see mingjian appeal examples --all", where=one.example_id
        )
    audit.note(
        connection,
        at=at,
        who=who,
        action=f"rule_example_{state.value}",
        subject=subject(one),
        before={"state": ExampleState.WAITING.value},
        after={"state": state.value},
        reason=note,
    )


def subject(one: RuleExample) -> str:
    """How the audit trail names an example."""
    return f"rule_example:{one.example_id}"


def _from_row(row: Any) -> RuleExample:
    return RuleExample(**(dict(row) | {"state": ExampleState(row["state"])}))
