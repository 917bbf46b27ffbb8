"""Leaf sums (明细合计): what one agent did on one day in one queue, channel and form. All else is a sum of them.

The night counts the days it touched and keeps their leaves; reports of any period and any grouping add leaves up and
never read the evaluations again.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from inspection.evaluation import Evaluation
from inspection.scorecards.figures import Cell
from inspection.service_facts import ServiceFacts
from inspection.service_metrics import ServiceTally
from inspection.sla import SlaPolicy

UNASSIGNED = "unassigned"

Served = tuple[str, str, str | None]  # source, interaction, agent
HourAndTopic = tuple[str, str]


class LeafKey(NamedTuple):
    """What a leaf belongs to; "" is none. `form` is "" for what belongs to an interaction nobody evaluated."""

    business_date: date
    agent_id: str
    team: str
    site: str
    vendor: str
    queue: str
    channel: str
    form: str


@dataclass(slots=True)
class Leaf:
    """Sums of one key.

    `mix`: by local hour ("00"-"23") and topic, how many had a machine score and their sum; `latest_at` is the start of
    the last evaluation (None: only service facts).
    """

    cell: Cell = field(default_factory=Cell)
    mix: dict[HourAndTopic, tuple[int, float]] = field(default_factory=dict)
    latest_at: datetime | None = None

    def count(self, evaluation: Evaluation, topic: str, pass_from_points: float, zone: tzinfo) -> None:
        """Count one evaluation."""
        self.cell.scores.count(evaluation, pass_from_points)
        self.latest_at = max(self.latest_at or evaluation.started_at, evaluation.started_at)
        if evaluation.machine_score is not None:
            place = (f"{evaluation.started_at.astimezone(zone):%H}", topic)
            n, total = self.mix.get(place, (0, 0.0))
            self.mix[place] = (n + 1, total + evaluation.machine_score)

    def add(self, other: "Leaf") -> None:
        """Take in another part."""
        self.cell.add(other.cell)
        for place, (n, total) in other.mix.items():
            before = self.mix.get(place, (0, 0.0))
            self.mix[place] = (before[0] + n, before[1] + total)
        if other.latest_at is not None:
            self.latest_at = max(self.latest_at or other.latest_at, other.latest_at)


class LeafCounter:
    """Counts the service facts, then the evaluations, of any number of days."""

    def __init__(self, pass_from_points: float, sla: SlaPolicy, zone: tzinfo) -> None:
        self.leaves: dict[LeafKey, Leaf] = {}
        self._pass_from_points, self._sla, self._zone = pass_from_points, sla, zone
        self._topics: dict[tuple[str, str], str] = {}
        self._places: dict[Served, LeafKey] = {}
        self._services: list[ServiceFacts] = []

    def serve(self, facts: ServiceFacts) -> None:
        """Take in the service facts of an interaction (they find their leaf once its evaluations are known)."""
        self._services.append(facts)
        if facts.topic:
            self._topics[(facts.source, facts.interaction_id)] = facts.topic

    def judge(self, evaluation: Evaluation) -> None:
        """Count an evaluation."""
        key = key_of(evaluation)
        self._places[(evaluation.source, evaluation.interaction_id, evaluation.agent_id)] = key
        topic = self._topics.get((evaluation.source, evaluation.interaction_id), "")
        self.leaves.setdefault(key, Leaf()).count(evaluation, topic, self._pass_from_points, self._zone)

    def counted(self) -> dict[LeafKey, Leaf]:
        """All leaves. Ratings go to the last agent, the first wait to the first, a round to whoever answered."""
        for facts in sorted(self._services, key=lambda s: (s.source, s.interaction_id)):
            self._service(facts, facts.agent_id).count_interaction(facts)
            self._service(facts, facts.first_agent_id).count_first_response(facts, self._sla)
            for response in facts.responses:
                self._service(facts, response.agent_id).count_response(response)
        self._services = []
        return self.leaves

    def _service(self, facts: ServiceFacts, agent_id: str | None) -> ServiceTally:
        key = self._places.get((facts.source, facts.interaction_id, agent_id)) or _place_of(facts, agent_id)
        return self.leaves.setdefault(key, Leaf()).cell.service


def key_of(evaluation: Evaluation) -> LeafKey:
    """The leaf an evaluation counts in."""
    return LeafKey(
        evaluation.business_date,
        evaluation.agent_id or UNASSIGNED,
        evaluation.team or "",
        evaluation.site or "",
        evaluation.vendor or "",
        evaluation.queue or "",
        evaluation.channel,
        evaluation.form_id,
    )


def _place_of(facts: ServiceFacts, agent_id: str | None) -> LeafKey:
    where = (facts.team or "", facts.site or "", facts.vendor or "", facts.queue or "")
    return LeafKey(facts.business_date, agent_id or UNASSIGNED, *where, facts.channel.value, "")
