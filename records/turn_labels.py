"""What people said of single turns, in the database: each person's latest word per turn and head.

The console gives labels through `give`, one click a call; `mingjian models labels` gives a file's worth. Both refuse
what cannot be: a turn that is not there, a head nobody reads there, a label the head does not have.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import TableError
from inspection.facts import Facts
from inspection.relearning.turn_label import GivenLabel, TurnLabel, check_fits, read_head, read_label, words_hash
from records import facts
from records.by_interaction import rows_of
from records.labelling_tables import turn_labels as table
from records.upsert import upsert


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of labels: `new`, `changed` (the same person said otherwise before), `unchanged`, `refused`."""

    new: int
    changed: int
    unchanged: int
    refused: tuple[TableError, ...]


def give(connection: Connection, given: Sequence[GivenLabel], acts: Collection[str]) -> Kept:
    """Keep labels; `acts` are the item ids that have a head. Keeping the same again changes nothing.

    A label that cannot be is refused by name and the others are kept. Of two words of one person the later `at` stays.
    """
    read = _Reader(connection, acts)
    labels, refused = [], []
    for one in given:
        try:
            labels.append(read.label(one))
        except (TableError, ValueError) as problem:
            refused.append(_refusal(one, problem))
    latest: dict[tuple[object, ...], TurnLabel] = {}
    for label in labels:
        former = latest.get(_identity(label))
        if former is None or label.at >= former.at:
            latest[_identity(label)] = label
    return _keep(connection, list(latest.values()), repeated=len(labels) - len(latest), refused=refused)


def every(connection: Connection) -> list[TurnLabel]:
    """All labels, in a fixed order."""
    order = (table.c.source, table.c.interaction_id, table.c.turn, table.c.head, table.c.who)
    return [TurnLabel(**row) for row in connection.execute(sa.select(table).order_by(*order)).mappings()]


def of(connection: Connection, keys: Iterable[tuple[str, str]]) -> list[TurnLabel]:
    """The labels of these interactions (source, interaction_id)."""
    found = rows_of(connection, sa.select(table), table, keys)
    names = TurnLabel.__slots__
    return [TurnLabel(**{name: getattr(row, name) for name in names}) for rows in found.values() for row in rows]


def _keep(connection: Connection, labels: Sequence[TurnLabel], *, repeated: int, refused: Sequence[TableError]) -> Kept:
    known = {_identity(one): one for one in of(connection, {one.key for one in labels})}
    former = [known.get(_identity(one)) for one in labels]
    changed = [one for one, before in zip(labels, former, strict=True) if before is None or _overrules(one, before)]
    upsert(connection, table, [{name: getattr(one, name) for name in TurnLabel.__slots__} for one in changed])
    new = sum(before is None for before in former)
    return Kept(new, len(changed) - new, len(labels) - len(changed) + repeated, tuple(refused))


def _identity(one: TurnLabel) -> tuple[object, ...]:
    return (*one.key, one.turn, one.head, one.who)


def _overrules(one: TurnLabel, before: TurnLabel) -> bool:
    """A later word does; of one moment the one given last. The same label on corrected words is a new word."""
    differs = one.label != before.label
    return (one.at == before.at and differs) or (
        one.at > before.at and (differs or one.words_hash != before.words_hash)
    )


def _refusal(one: GivenLabel, problem: Exception) -> TableError:
    if isinstance(problem, TableError):
        return problem
    return TableError(str(problem), "correct the row and import the file again", where=one.where)


class _Reader:
    """Checks labels against the turns they speak of; remembers the last interaction it looked at."""

    def __init__(self, connection: Connection, acts: Collection[str]) -> None:
        self._connection, self._acts = connection, acts
        self._facts: dict[tuple[str | None, str], Facts] = {}

    def label(self, one: GivenLabel) -> TurnLabel:
        if not one.who.strip():
            raise ValueError("nobody is named who says so")
        head = read_head(one.head, self._acts)
        label = read_label(head, one.label)
        interaction = self._found(one).interaction
        if not 0 <= one.turn < len(interaction.turns):
            raise ValueError(f"{one.interaction_id} has turns 0 to {len(interaction.turns) - 1}, not {one.turn}")
        turn = interaction.turns[one.turn]
        check_fits(head, turn)
        return TurnLabel(
            source=interaction.source,
            interaction_id=interaction.interaction_id,
            turn=one.turn,
            head=head,
            label=label,
            who=one.who.strip(),
            at=one.at,
            words_hash=words_hash(turn),
        )

    def _found(self, one: GivenLabel) -> Facts:
        key = (one.source, one.interaction_id)
        if key not in self._facts:
            self._facts = {key: self._look_up(one)}
        return self._facts[key]

    def _look_up(self, one: GivenLabel) -> Facts:
        sources = [one.source] if one.source else facts.sources_of(self._connection, one.interaction_id)
        if len(sources) > 1:
            raise ValueError(f"{one.interaction_id} exists in the sources {', '.join(sources)}: name one")
        found = facts.find(self._connection, sources[0], one.interaction_id) if sources else None
        if found is None:
            raise ValueError(
                f"there is no interaction {one.interaction_id}" + (f" in {one.source}" if one.source else "")
            )
        return found
