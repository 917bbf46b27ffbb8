"""By what scorecards are grouped (分组), and the sums of every member of a grouping."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import sqrt

from inspection.intervals import Moments
from inspection.results_policy import CostPolicy
from inspection.scorecards.case_mix import Circumstance, MixCell
from inspection.scorecards.figures import Cell
from inspection.scorecards.leaves import UNASSIGNED, Leaf, LeafKey

WHOLE = "all"


class Grouping(StrEnum):
    """Whose figures they are; ALL is the centre as one."""

    AGENT = "agent"
    TEAM = "team"
    SITE = "site"
    VENDOR = "vendor"
    QUEUE = "queue"
    CHANNEL = "channel"
    FORM = "form"
    ALL = "all"

    def name_in(self, key: LeafKey) -> str:
        """The member a leaf belongs to; "" belongs to none."""
        if self is Grouping.ALL:
            return WHOLE
        name: str = getattr(key, "agent_id" if self is Grouping.AGENT else self.value)
        return name


@dataclass(frozen=True, slots=True)
class Home:
    """Where an agent worked last; None is none."""

    team: str | None = None
    site: str | None = None
    vendor: str | None = None


@dataclass(slots=True)
class Member:
    """Everything counted for one member: as a whole, by channel, and by form (how many evaluations each)."""

    cell: Cell = field(default_factory=Cell)
    channels: dict[str, Cell] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    home: Home = field(default_factory=Home)

    @property
    def main_form(self) -> str:
        """The form most of the evaluations were judged by; the first by name among equals."""
        return min(self.forms, key=lambda form: (-self.forms[form], form), default="")


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a period under one grouping, by member.

    `mix`: what each member's work was made of; `channels`: everybody's machine scores by channel.
    """

    grouping: Grouping
    members: Mapping[str, Member]
    mix: tuple[MixCell, ...]
    channels: Mapping[str, Moments]

    @property
    def spread_points(self) -> float:
        """Standard deviation of single machine scores inside members, pooled; 0 without two of anybody."""
        samples = [member.cell.scores.machine.whole for member in self.members.values()]
        degrees = sum(max(sample.n - 1, 0) for sample in samples)
        deviations = sum(sample.squared_deviations for sample in samples if sample.n)
        return sqrt(deviations / degrees) if degrees else 0.0

    def peers_of(self, name: str) -> tuple[str, ...]:
        """Whom a member is compared with, itself included: for agents those judged by the same form in the main."""
        names = sorted(m for m, member in self.members.items() if m != UNASSIGNED and member.cell.scores.evaluations)
        if self.grouping is not Grouping.AGENT or name not in self.members:
            return tuple(names)
        form = self.members[name].main_form
        return tuple(m for m in names if self.members[m].main_form == form)


def totals(leaves: Mapping[LeafKey, Leaf], grouping: Grouping, costs: CostPolicy) -> Totals:
    """Add leaves up. Members of no name (no team given) are in no total."""
    members: dict[str, Member] = defaultdict(Member)
    channels: dict[str, Moments] = defaultdict(Moments)
    mix: dict[tuple[str, Circumstance], tuple[int, float]] = {}
    homes: dict[str, tuple[datetime, LeafKey]] = {}
    for key in sorted(leaves):
        name, leaf = grouping.name_in(key), leaves[key]
        if not name:
            continue
        leaf.cell.service.price(key.vendor, costs)
        member = members[name]
        member.cell.add(leaf.cell)
        member.channels.setdefault(key.channel, Cell()).add(leaf.cell)
        channels[key.channel] += leaf.cell.scores.machine.whole
        if key.form:
            member.forms[key.form] += leaf.cell.scores.evaluations
        _add_mix(mix, name, key, leaf)
        if leaf.latest_at is not None:
            homes[name] = max(homes.get(name, (leaf.latest_at, key)), (leaf.latest_at, key))
    if grouping is Grouping.AGENT:
        for name, (_, key) in homes.items():
            members[name].home = Home(key.team or None, key.site or None, key.vendor or None)
    cells = tuple(MixCell(name, place, n, total) for (name, place), (n, total) in mix.items())
    return Totals(grouping, dict(members), cells, dict(channels))


def _add_mix(mix: dict[tuple[str, Circumstance], tuple[int, float]], name: str, key: LeafKey, leaf: Leaf) -> None:
    for (hour, topic), (n, total) in leaf.mix.items():
        place = (name, Circumstance(key.queue, key.channel, hour, topic))
        before = mix.get(place, (0, 0.0))
        mix[place] = (before[0] + n, before[1] + total)
