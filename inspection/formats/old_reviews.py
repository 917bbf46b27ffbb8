"""A centre's older human scores (旧质检成绩): a row per item, or a row per interaction with a column per item."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from inspection.errors import InputError, TableError
from inspection.evaluation import ItemState
from inspection.formats.cell_text import cell_text, half_width
from inspection.formats.header_aliases import HeaderAliases
from inspection.formats.review_mapping import OldItem, ReviewMapping, plain
from inspection.formats.table import Table, TableRow
from inspection.formats.timestamps import read_time

_LARGEST_POINTS = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OldVerdict:
    """What an older inspection said of one of its items; `items` are the ids it maps to (several: it asked for all)."""

    row: int
    source: str | None
    interaction_id: str
    agent_id: str | None
    who: str
    at: datetime | None
    name: str
    items: tuple[str, ...]
    state: ItemState
    points: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OldScore:
    """The total an older inspection gave an interaction, on its own scale of 0-100."""

    row: int
    source: str | None
    interaction_id: str
    agent_id: str | None
    who: str
    at: datetime | None
    points: float


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used: its number (the header is 1), its text, a stable code and why."""

    number: int
    text: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class OldReviews:
    """Everything a file said; `unmapped` are items or columns nobody mapped to an id (they are left out)."""

    verdicts: tuple[OldVerdict, ...]
    scores: tuple[OldScore, ...]
    bad_rows: tuple[BadRow, ...]
    unmapped: tuple[str, ...]


def read_old_reviews(table: Table, columns: HeaderAliases, mapping: ReviewMapping, zone: tzinfo) -> OldReviews:
    """Read every row; one that cannot be read is set aside with its reason and costs no other.

    `columns` are the aliases of the section `old_review`. Raises TableError (`bad_table`) without a column of
    interaction ids, or when no column or item is mapped.
    """
    assigned = columns.extended(mapping.columns).assign(table.header)
    if not any(known and name == "interaction_id" for name, known in assigned):
        raise _no_table("no column is the interaction_id", "name it interaction_id (会话编号)", table)
    reader = _Reader(assigned, mapping, zone)
    if not reader.is_long and not reader.item_columns and not reader.has("total"):
        raise _no_table(
            "no column is an item that is mapped, and there is no total score", "map them: --map FILE", table
        )
    for row in table.rows:
        reader.take(row)
    return OldReviews(
        tuple(reader.verdicts), tuple(reader.scores), tuple(reader.bad), tuple(dict.fromkeys(reader.unmapped))
    )


def _no_table(reason: str, what_to_do: str, table: Table) -> TableError:
    return TableError(reason, what_to_do, where=table.name, code="bad_table")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where and by whom a row was judged."""

    source: str | None
    interaction_id: str
    agent_id: str | None
    who: str
    at: datetime | None


class _Reader:
    """Takes row by row."""

    def __init__(self, assigned: tuple[tuple[str, bool], ...], mapping: ReviewMapping, zone: tzinfo) -> None:
        self.at = {name: place for place, (name, known) in enumerate(assigned) if known}
        self.mapping = mapping
        self.zone = zone
        self.is_long = "item" in self.at
        if "mark" in self.at:  # 得分: of the item where a row is an item, else of the whole
            self.at.setdefault("points" if self.is_long else "total", self.at["mark"])
        loose = [(name, place) for place, (name, known) in enumerate(assigned) if not known and name]
        self.item_columns = {place: item for name, place in loose if (item := mapping.item(name)) is not None}
        self.unmapped = [] if self.is_long else [name for name, place in loose if place not in self.item_columns]
        self.verdicts: list[OldVerdict] = []
        self.scores: list[OldScore] = []
        self.bad: list[BadRow] = []
        self._seen: dict[tuple[object, ...], tuple[ItemState, float | None, int]] = {}

    def has(self, column: str) -> bool:
        return column in self.at

    def take(self, row: TableRow) -> None:
        try:
            if row.problem:
                raise _bad(row.code or "bad_row", row.problem)
            place = self._place(row)
            found = list(self._long(row, place) if self.is_long else self._wide(row, place))
            fresh = [verdict for verdict in found if not self._is_repeated(verdict)]
            score = self._score(row, place)
        except InputError as error:
            self.bad.append(BadRow(row.number, row.text, error.code, error.reason))
            return
        for verdict in fresh:
            self._seen[_key(verdict)] = (verdict.state, verdict.points, row.number)
        self.verdicts += fresh
        self.scores += [score] if score is not None else []

    def _cell(self, row: TableRow, column: str) -> object:
        place = self.at.get(column)
        return row.cells[place] if place is not None and place < len(row.cells) else None

    def _text(self, row: TableRow, column: str) -> str | None:
        return cell_text(self._cell(row, column))

    def _place(self, row: TableRow) -> _Place:
        interaction_id = self._text(row, "interaction_id")
        if interaction_id is None:
            raise _bad("missing_value", "interaction_id is empty")
        raw = self._cell(row, "when")
        try:
            at = None if cell_text(raw) is None else read_time(raw, self.zone)
        except (ValueError, OverflowError) as error:
            raise _bad("bad_time", f"when {str(raw)[:40]!r}: {error}") from None
        agent_id = self._text(row, "agent_id")
        return _Place(
            source=self._text(row, "source"),
            interaction_id=half_width(interaction_id),
            agent_id=half_width(agent_id) if agent_id else None,
            who=self._text(row, "who") or self.mapping.who,
            at=at,
        )

    def _long(self, row: TableRow, place: _Place) -> Iterator[OldVerdict]:
        name = self._text(row, "item")
        if name is None:
            if self.has("total") and self._text(row, "total") is not None:
                return  # a row about the whole interaction
            raise _bad("missing_value", "the item is empty")
        item = self.mapping.item(name)
        if item is None:
            self.unmapped.append(name)
            return
        state, points = self._cell(row, "state"), self._cell(row, "points")
        verdict = _judged(item, state, points, self._full(row, item))
        if verdict is None:
            raise _bad("missing_value", f"'{name}' has neither a state nor points")
        yield _verdict(row.number, place, item, *verdict)

    def _full(self, row: TableRow, item: OldItem) -> float | None:
        written = self._cell(row, "max_points")
        return item.full if item.full is not None else _number(written)

    def _wide(self, row: TableRow, place: _Place) -> Iterator[OldVerdict]:
        for at, item in self.item_columns.items():
            cell = row.cells[at] if at < len(row.cells) else None
            verdict = _judged(item, cell, cell, item.full)
            if verdict is not None:
                yield _verdict(row.number, place, item, *verdict)

    def _score(self, row: TableRow, place: _Place) -> OldScore | None:
        raw = self._cell(row, "total")
        if cell_text(raw) is None:
            return None
        points = _number(raw)
        if points is None or not 0 <= points <= 100:
            raise _bad("bad_score", f"the score {str(raw)[:40]!r} is no number of 0 to 100")
        return OldScore(
            row=row.number, source=place.source, interaction_id=place.interaction_id, agent_id=place.agent_id,
            who=place.who, at=place.at, points=points,
        )  # fmt: skip

    def _is_repeated(self, verdict: OldVerdict) -> bool:
        """The same said twice counts once; two different things of one person cannot both be true."""
        before = self._seen.get(_key(verdict))
        if before is None:
            return False
        if before[:2] != (verdict.state, verdict.points):
            raise _bad("contradiction", f"'{verdict.name}' was judged otherwise by the same person in row {before[2]}")
        return True


def _key(verdict: OldVerdict) -> tuple[object, ...]:
    return (verdict.source, verdict.interaction_id, verdict.agent_id, verdict.who, verdict.name)


def _verdict(number: int, place: _Place, item: OldItem, state: ItemState, points: float | None) -> OldVerdict:
    return OldVerdict(
        row=number, source=place.source, interaction_id=place.interaction_id, agent_id=place.agent_id, who=place.who,
        at=place.at, name=item.name, items=item.ids, state=state, points=points,
    )  # fmt: skip


def _judged(item: OldItem, state: object, points: object, full: float | None) -> tuple[ItemState, float | None] | None:
    """State and points of one cell; None for a blank one. InputError for what means nothing."""
    said = plain(state)
    known = item.states.get(said)
    number = _number(points) if _number(points) is not None else _number(state)
    if known is not None:
        return known, number
    if number is None:
        if said or plain(points):
            raise _bad("unknown_state", f"'{item.name}' is {(said or plain(points))[:40]!r}: no state and no points")
        return None
    return _by_points(item, number, full), number


def _by_points(item: OldItem, points: float, full: float | None) -> ItemState:
    if item.deducts:
        return ItemState.MET if points == 0 else ItemState.UNMET
    if full is None:
        raise _bad("no_full_points", f"'{item.name}' has {points:g} points, and nothing says how many are full")
    if not 0 <= points <= full:
        raise _bad("bad_points", f"'{item.name}' has {points:g} points of {full:g}")
    return ItemState.MET if points == full else ItemState.UNMET


def _number(raw: object) -> float | None:
    if isinstance(raw, bool):
        return None
    text = unicodedata.normalize("NFKC", str(raw if raw is not None else "")).strip().removesuffix("分")
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= _LARGEST_POINTS else None


def _bad(code: str, reason: str) -> InputError:
    return InputError(reason, "correct the row and import again", code=code)
