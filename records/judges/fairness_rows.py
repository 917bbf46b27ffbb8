"""Evaluations of a period as arrays (公平性取数): scores, agents, work, recognition, and the groups they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import SettingsError
from inspection.fairness.group_gaps import Attribute, FairnessData
from inspection.judges.judging_policy import FairnessRules
from records.tables import current_evaluations, evaluations, interactions

AT_ONCE = 10_000
UNKNOWN = -1
SCORES = {
    "machine": evaluations.c.machine_score,
    "human": evaluations.c.human_score,
    "published": evaluations.c.published_score,
}


def fairness_data(
    connection: Connection, first: date, last: date, rules: FairnessRules, *, score: str = "machine"
) -> FairnessData:
    """Current evaluations of the business dates (both included) that have the score and an agent.

    `score`: machine, human or published; SettingsError for another word.
    """
    if score not in SCORES:
        raise SettingsError(f"there is no score '{score}'", f"choose from {', '.join(SCORES)}")
    zone = ZoneInfo(rules.zone)
    accents = _accents(connection, first, last, rules.accent_fields)
    table = _Columns(zone, rules, accents)
    statement = _statement(first, last, SCORES[score])
    for rows in connection.execute(statement.execution_options(yield_per=AT_ONCE)).partitions():
        table.add(rows)
    return table.data()


def _statement(first: date, last: date, score: Any) -> sa.Select[Any]:
    e, i = evaluations.c, interactions.c
    same = (i.source == e.source) & (i.interaction_id == e.interaction_id)
    return (
        sa.select(
            *(score.label("score"), e.agent_id, e.form_id, e.channel, e.team, e.site, e.started_at),
            *(i.language, i.quality_recognition, e.source, e.interaction_id),
        )
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .join(interactions, same)
        .where(e.business_date.between(first, last), score.is_not(None), e.agent_id.is_not(None))
        .order_by(e.business_date, e.source, e.interaction_id, e.segment)
    )


def _accents(connection: Connection, first: date, last: date, fields: Iterable[str]) -> dict[tuple[str, str], str]:
    """The accent group of the interactions whose metadata names one; only those are read."""
    i, names = interactions.c, tuple(fields)
    written = sa.cast(i.metadata, sa.Text)
    named = sa.or_(*(written.contains(f'"{name}"', autoescape=True) for name in names))
    statement = sa.select(i.source, i.interaction_id, i.metadata).where(i.business_date.between(first, last), named)
    found = {}
    for row in connection.execute(statement.execution_options(yield_per=AT_ONCE)):
        group = next((row.metadata[name] for name in names if row.metadata.get(name)), None)
        if group:
            found[(row.source, row.interaction_id)] = str(group)
    return found


class _Codes(dict[Any, int]):
    """Codes of words, in the order they turn up; what is not known has none."""

    def __missing__(self, name: Any) -> int:
        """A word that was not met before."""
        code = UNKNOWN if name is None or name == "" else len(self)
        return code if code == UNKNOWN else self.setdefault(name, code)

    def of(self, names: Iterable[Any]) -> list[int]:
        """The codes of many."""
        return list(map(self.__getitem__, names))


class _Columns:
    """Rows gathered into columns, many at a time."""

    def __init__(self, zone: ZoneInfo, rules: FairnessRules, accents: Mapping[tuple[str, str], str]) -> None:
        self._zone, self._accents = zone, accents
        self._shift = [rules.shift_at(hour) for hour in range(24)]
        self._score: list[float] = []
        self._quality: list[float] = []
        self._agent: list[int] = []
        self._work: list[int] = []
        self._of: dict[Attribute, list[int]] = {attribute: [] for attribute in Attribute}
        self._agents, self._works = _Codes(), _Codes()
        self._names = {attribute: _Codes() for attribute in Attribute}

    def add(self, rows: Sequence[Any]) -> None:
        score, agent, form, channel, team, site, started_at, language, quality, source, interaction_id = zip(
            *rows, strict=True
        )
        self._score += score
        self._quality += quality
        self._agent += self._agents.of(agent)
        self._work += self._works.of(zip(form, channel, strict=True))
        keys = zip(source, interaction_id, strict=True)
        named: dict[Attribute, Iterable[Any]] = {
            Attribute.TEAM: team,
            Attribute.SITE: site,
            Attribute.SHIFT: (self._shift[moment.astimezone(self._zone).hour] for moment in started_at),
            Attribute.LANGUAGE: (one.split("-", maxsplit=1)[0].lower() if one else None for one in language),
            Attribute.ACCENT: map(self._accents.get, keys) if self._accents else (None for _ in rows),
        }
        for attribute, names in named.items():
            self._of[attribute] += self._names[attribute].of(names)

    def data(self) -> FairnessData:
        return FairnessData(
            score=np.array(self._score, dtype=np.float64),
            agent=np.array(self._agent, dtype=np.int64),
            work=np.array(self._work, dtype=np.int64),
            quality=np.array(self._quality, dtype=np.float64),
            groups={attribute: np.array(codes, dtype=np.int64) for attribute, codes in self._of.items()},
            names={attribute: tuple(names) for attribute, names in self._names.items()},
        )
