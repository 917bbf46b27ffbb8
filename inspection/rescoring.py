"""Re-computing a score after people have spoken: the form's own arithmetic over corrected or withheld items.

Nothing of the arithmetic is repeated here: items become judgements again, and `item_points` and `scoring` do to them
what they did at night. So a corrected item moves its section's cap, frees or charges what yields to it, and gives
back the points a fatal took out of the sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Protocol

from inspection.evaluation import Evaluation, ItemResult, ItemState, Line
from inspection.evidence import Evidence
from inspection.form_rows import FormItem
from inspection.forms import FormSpec
from inspection.item_points import item_results
from inspection.item_verdicts import ItemVerdict
from inspection.rules.item_judge import Judgement
from inspection.score_basis import ScoreBasis
from inspection.scoring import Score, score

_SLACK = 1e-6
_JUDGED = (ItemState.MET, ItemState.UNMET)


@dataclass(frozen=True, slots=True)
class Withheld:
    """An item that counts neither way for now; `why` is shown beside it (zh / en)."""

    why: str


Change = ItemVerdict | Withheld


class StoredFigures(Protocol):
    """What the night stored of a score."""

    @property
    def raw_score(self) -> float | None: ...  # noqa: D102
    @property
    def points_judged(self) -> float: ...  # noqa: D102
    @property
    def points_possible(self) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Rescored:
    """Items with the points they have now, in the order of the evaluation, and what they come to."""

    items: tuple[ItemResult, ...]
    score: Score


def rescored(evaluation: Evaluation, basis: ScoreBasis, changes: Mapping[str, Change]) -> Rescored:
    """The evaluation with some items decided by people or withheld; without changes it is what the night stored.

    The basis must be of the book the evaluation was judged by (`reproduces`); KeyError for an item it does not have.
    """
    channel = evaluation.channel
    rows = basis.form.rows_on(channel)
    judgements = [
        judgement_of(item, changes.get(item.id), basis, rows.get(item.id), channel) for item in evaluation.items
    ]
    spoken = {item_id for item_id, change in changes.items() if isinstance(change, ItemVerdict)}
    worked = {r.id: r for r in item_results(judgements, _judged_by_people(basis.form, spoken), channel)}
    items = tuple(_with_given_points(worked[i.id], changes.get(i.id), rows.get(i.id)) for i in evaluation.items)
    return Rescored(items, score(items, basis.form, channel))


def reproduces(evaluation: Evaluation, basis: ScoreBasis) -> bool:
    """True when the basis gives exactly the stored score: then it is the one the night scored by."""
    if evaluation.rulebook_hash != basis.rulebook_hash:
        return False
    if (evaluation.form_id, evaluation.form_version) != (basis.form.id, basis.form.version):
        return False
    return is_score_of(rescored(evaluation, basis, {}).score, evaluation)


def is_score_of(got: Score, stored: StoredFigures) -> bool:
    """True when a score is the one that was stored."""
    figures = (got.points_judged - stored.points_judged, got.points_possible - stored.points_possible)
    return _is_same(got.raw_score, stored.raw_score) and all(abs(f) < _SLACK for f in figures)


def _is_same(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) < _SLACK


def _judged_by_people(form: FormSpec, spoken: set[str]) -> FormSpec:
    """The form with the rows people have decided opened: `judged_by: human` asked for exactly that."""
    if not any(r.judged_by == "human" and r.item in spoken for r in form.items):
        return form
    rows = [r.model_copy(update={"judged_by": "machine"}) if r.item in spoken else r for r in form.items]
    return form.model_copy(update={"items": rows})


def judgement_of(
    item: ItemResult, change: Change | None, basis: ScoreBasis, row: FormItem | None, channel: str
) -> Judgement:
    """The judgement an item's points follow from: the night's, a person's, or none while it is withheld."""
    spec = basis.items[item.id]
    reason = item.reason.removesuffix(f" (→ {spec.yields_to})")
    if change is None:
        return Judgement(
            item=spec,
            state=item.state,
            reason=reason,
            confidence=item.confidence,
            evidence=item.evidence,
            fatal_kind=item.fatal_kind,
            findings=_findings(item, row),
        )
    if isinstance(change, Withheld):
        words = f"{reason} ({change.why})"
        state = ItemState.NEEDS_HUMAN
        return Judgement(item=spec, state=state, reason=words, confidence=item.confidence, evidence=item.evidence)
    same = change.state is item.state
    evidence = change.evidence or (item.evidence if same else ())
    return Judgement(
        item=spec,
        state=change.state,
        reason=reason if same else change.reason_code,
        confidence=1.0,
        evidence=evidence,
        fatal_kind=_fatal_kind(item, change, basis, channel),
        findings=_acts(change.evidence) if change.evidence else (_findings(item, row) if same else 1),
    )


def _fatal_kind(item: ItemResult, verdict: ItemVerdict, basis: ScoreBasis, channel: str) -> Line | None:
    if verdict.state is not ItemState.UNMET or not verdict.fatal:
        return None
    return item.fatal_kind or basis.fatal_kind(item.id, channel)


def _findings(item: ItemResult, row: FormItem | None) -> int:
    """How many acts the night charged, read back from the points; where they were zeroed, from the evidence."""
    if item.state is not ItemState.UNMET or row is None or row.each is None:
        return 1
    full = row.points if row.style == "add" else 0.0
    charged = max(1, ceil((full - item.points) / row.each - _SLACK))
    return _acts(item.evidence) if needs_evidence(item, row) else charged


def needs_evidence(item: ItemResult, row: FormItem | None) -> bool:
    """Whether only the evidence tells how many acts there were: fined one by one, and the fine was zeroed."""
    if item.state is not ItemState.UNMET or row is None or row.each is None:
        return False
    return item.fatal_kind is not None or (item.max_points if row.style == "add" else -item.points) <= 0


def _acts(evidence: tuple[Evidence, ...]) -> int:
    """Acts the evidence shows: one a turn."""
    return max(1, len({e.turn for e in evidence}))


def _with_given_points(item: ItemResult, change: Change | None, row: FormItem | None) -> ItemResult:
    """The points a person gave, within what the row allows; fatal items and those that yield carry none."""
    if not isinstance(change, ItemVerdict) or change.points is None or row is None or item.state not in _JUDGED:
        return item
    stands_aside = item.max_points == 0 if row.style == "add" else item.state is ItemState.UNMET and item.points == 0
    if item.fatal_kind is not None or stands_aside:
        return item
    low, high = (0.0, row.points) if row.style == "add" else (-row.points, 0.0)
    return replace(item, points=min(max(change.points, low), high))
