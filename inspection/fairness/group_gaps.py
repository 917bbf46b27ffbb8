"""Score gaps between groups (群体得分差): teams, sites, shifts, languages, accents; with and without recognition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from inspection.fairness.score_gap import Chosen, Codes, ComparableScores, Floats, Gap, ScoreArrays
from inspection.intervals import Figure
from inspection.judges.judging_policy import FairnessRules
from inspection.judges.many_comparisons import holm


class Attribute(StrEnum):
    """What groups are formed by. TEAM and SITE belong to an agent; the others vary within an agent's own work."""

    TEAM = "team"
    SITE = "site"
    SHIFT = "shift"
    LANGUAGE = "language"
    ACCENT = "accent"

    @property
    def varies_within_agents(self) -> bool:
        """An agent may work on both sides."""
        return self not in (Attribute.TEAM, Attribute.SITE)


class GapVerdict(StrEnum):
    """What a report says of a group. GAP_OF_RECOGNITION: a gap that is gone once recognition is held equal."""

    NOT_ENOUGH = "not_enough"
    NO_GAP = "no_gap"
    GAP = "gap"
    GAP_OF_RECOGNITION = "gap_of_recognition"


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessData:
    """Evaluations of a period as arrays of one length; codes count from 0, -1 is not known.

    `work` codes form and channel; `quality` is the recogniser's confidence (0-1, 1 for typed text); `groups` holds the
    codes of each attribute and `names` what they stand for.
    """

    score: Floats
    agent: Codes
    work: Codes
    quality: Floats
    groups: Mapping[Attribute, Codes]
    names: Mapping[Attribute, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupGap:
    """One group against all others of its attribute; points of 0-100, negative: the group has less.

    `raw`: form and channel held equal, and where `same_agents` the agent too. `adjusted`: recognition held equal as
    well. `quality_gap`: recognition of the group less that of the others (share 0-1). `p_value` is Holm's. Of a group
    with NOT_ENOUGH there is neither mean nor quality: it may be one person's.
    """

    attribute: Attribute
    group: str
    interactions: int
    agents: int
    mean_points: float | None
    raw: Figure
    adjusted: Figure
    quality_gap: float | None
    same_agents: bool
    p_value: float | None
    verdict: GapVerdict


def group_gaps(data: FairnessData, rules: FairnessRules) -> tuple[GroupGap, ...]:
    """Every group with a name, by attribute and group. Holm's correction runs over the whole report."""
    found = [one for attribute in Attribute for one in _of_attribute(data, attribute, rules)]
    tested = [one for one in found if one.is_tested]
    adjusted = iter(holm([one.p_value for one in tested]))
    corrected = {id(one): next(adjusted) for one in tested}
    mirrored = {one.attribute: corrected[id(one)] for one in tested if one.speaks_for_both}
    return tuple(one.reported(corrected.get(id(one), mirrored.get(one.attribute)), rules) for one in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """A group before the correction; of two groups the first is tested, the second is its mirror."""

    attribute: Attribute
    group: str
    interactions: int
    agents: int
    mean_points: float
    raw: Gap | None
    adjusted: Gap | None
    quality_gap: float
    same_agents: bool
    speaks_for_both: bool
    is_mirror: bool

    @property
    def is_tested(self) -> bool:
        return self.raw is not None and not self.is_mirror

    @property
    def p_value(self) -> float:
        return self.raw.p_value if self.raw is not None else 1.0

    def reported(self, p_value: float | None, rules: FairnessRules) -> GroupGap:
        verdict = self._verdict(p_value, rules)
        is_told = verdict is not GapVerdict.NOT_ENOUGH
        return GroupGap(
            attribute=self.attribute,
            group=self.group,
            interactions=self.interactions,
            agents=self.agents,
            mean_points=self.mean_points if is_told else None,
            raw=_figure(self.raw, self.interactions),
            adjusted=_figure(self.adjusted, self.interactions),
            quality_gap=self.quality_gap if is_told else None,
            same_agents=self.same_agents,
            p_value=p_value if self.raw is not None else None,
            verdict=verdict,
        )

    def _verdict(self, p_value: float | None, rules: FairnessRules) -> GapVerdict:
        if self.raw is None or p_value is None:
            return GapVerdict.NOT_ENOUGH
        if p_value > rules.alarm_share or abs(self.raw.points) < rules.least_points:
            return GapVerdict.NO_GAP
        low, high = self.adjusted.interval if self.adjusted is not None else self.raw.interval
        remains = low > 0 or high < 0
        return GapVerdict.GAP if remains else GapVerdict.GAP_OF_RECOGNITION


def _figure(gap: Gap | None, n: int) -> Figure:
    if gap is None:
        return Figure(value=None, n=n, low=None, high=None, enough=False, unit="points")
    low, high = gap.interval
    return Figure(value=gap.points, n=n, low=low, high=high, enough=True, unit="points")


def _of_attribute(data: FairnessData, attribute: Attribute, rules: FairnessRules) -> list[_Measured]:
    codes = data.groups.get(attribute)
    if codes is None:
        return []
    known = codes >= 0
    present = np.unique(codes[known])
    if len(present) < 2:
        return []
    part = _Part.of(data, known, within=attribute.varies_within_agents)
    groups = [part.measured(data, attribute, int(code), codes[known] == code, rules) for code in present]
    if len(groups) != 2:
        return [_marked(one, both=False, mirror=False) for one in groups]
    return [_marked(groups[0], both=True, mirror=False), _marked(groups[1], both=False, mirror=True)]


def _marked(one: _Measured, *, both: bool, mirror: bool) -> _Measured:
    return replace(one, speaks_for_both=both, is_mirror=mirror)


class _Part:
    """The evaluations whose group is known, cleared within agents where possible."""

    def __init__(self, arrays: ScoreArrays, quality: Floats, *, same_agents: bool) -> None:
        self.arrays, self.quality, self.same_agents = arrays, quality, same_agents
        self.raw = ComparableScores(arrays, with_quality=False)
        self.adjusted = ComparableScores(arrays, with_quality=True)

    @classmethod
    def of(cls, data: FairnessData, known: Chosen, *, within: bool) -> "_Part":
        return cls(_arrays(data, known, within=within), data.quality[known], same_agents=within)

    def measured(
        self, data: FairnessData, attribute: Attribute, code: int, member: Chosen, rules: FairnessRules
    ) -> _Measured:
        agent = self.arrays.agent
        inside, outside = len(np.unique(agent[member])), len(np.unique(agent[~member]))
        carrying = self.raw.contributing(member) if self.same_agents else min(inside, outside)
        sizes = min(int(member.sum()), int((~member).sum()))
        enough = carrying >= rules.agents and sizes >= rules.interactions
        return _Measured(
            attribute=attribute,
            group=str(data.names[attribute][code]),
            interactions=int(member.sum()),
            agents=inside,
            mean_points=float(self.arrays.score[member].mean()),
            raw=self.raw.gap(member) if enough else None,
            adjusted=self.adjusted.gap(member) if enough else None,
            quality_gap=float(self.quality[member].mean() - self.quality[~member].mean()),
            same_agents=self.same_agents,
            speaks_for_both=False,
            is_mirror=False,
        )


def _arrays(data: FairnessData, known: Chosen, *, within: bool) -> ScoreArrays:
    agent, work = data.agent[known], data.work[known]
    pairs = agent * (int(work.max(initial=0)) + 1) + work
    cell = np.unique(pairs, return_inverse=True)[1] if within else work
    return ScoreArrays(data.score[known], agent, cell.astype(np.int64), data.quality[known][:, None])
