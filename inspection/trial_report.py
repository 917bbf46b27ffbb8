"""What a trial has shown so far: per item the hits it would add and lose, and what people had said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspection.evaluation import ItemState
from inspection.rule_standing import Reviewed
from inspection.trial_findings import TrialFinding

SAMPLES = 3
VerdictsByItem = Mapping[tuple[str, str, int, str], ItemState]


@dataclass(slots=True)
class ItemOnTrial:
    """One item of a version on trial, counted over every segment it judged (not applicable included)."""

    rule_version: str
    live_rule_version: str | None = None
    judged: int = 0
    hits: int = 0
    new_hits: int = 0
    lost_hits: int = 0
    needs_human: int = 0
    fatals: int = 0
    reviewed: Reviewed = field(default_factory=Reviewed)
    reviewed_lost: Reviewed = field(default_factory=Reviewed)
    samples: list[TrialFinding] = field(default_factory=list)

    def count(self, found: TrialFinding, verdict: ItemState | None) -> None:
        """Count one finding; `verdict` is what a person had said of that item in that segment."""
        is_hit = found.state is ItemState.UNMET
        self.live_rule_version = self.live_rule_version or found.live_rule_version
        self.judged += 1
        self.hits += is_hit
        self.new_hits += found.is_new_hit
        self.lost_hits += found.is_lost_hit
        self.needs_human += found.state is ItemState.NEEDS_HUMAN
        self.fatals += found.fatal is not None
        if verdict is not None and (is_hit or found.is_lost_hit):
            one = Reviewed(int(verdict is ItemState.UNMET), int(verdict is not ItemState.UNMET))
            self.reviewed += one if is_hit else Reviewed()
            self.reviewed_lost += one if found.is_lost_hit else Reviewed()
        if (found.is_new_hit or found.is_lost_hit) and len(self.samples) < SAMPLES:
            self.samples.append(found)


def trial_report(findings: Iterable[TrialFinding], verdicts: VerdictsByItem) -> dict[str, ItemOnTrial]:
    """Counts by item id, in the order of the findings."""
    counted: dict[str, ItemOnTrial] = {}
    for one in findings:
        verdict = verdicts.get((one.source, one.interaction_id, one.segment, one.item))
        counted.setdefault(one.item, ItemOnTrial(one.rule_version)).count(one, verdict)
    return counted
