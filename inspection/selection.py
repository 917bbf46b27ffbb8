"""Who is listened to without an event (抽检): a random floor and a risk-weighted draw, each with its probability.

A draw depends on the interaction, the run date and the salt alone: the same night draws the same, however it is
sharded. The probability is stored with the choice, since only then can the sample be weighed back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspection.evaluation import Evaluation, ItemKind, ItemState
from inspection.facts import Facts
from inspection.flag_policy import FlagPolicy
from inspection.interaction import Role
from inspection.sentiment import Sentiment
from inspection.stable_ids import uniform_draw


@dataclass(frozen=True, slots=True)
class Draw:
    """The outcome of a draw: chosen or not, and with which probability (0-1)."""

    chosen: bool
    probability: float
    circumstances: tuple[str, ...] = ()


def random_floor(key: tuple[str, str], run_date: date, policy: FlagPolicy) -> Draw:
    """Chosen with `random_share`, whatever the interaction contains."""
    share = policy.random_share
    return Draw(uniform_draw(policy.salt, "random", run_date.isoformat(), *key) < share, share)


def risk_draw(facts: Facts, evaluations: Sequence[Evaluation], run_date: date, policy: FlagPolicy) -> Draw:
    """Chosen the more often, the more circumstances speak for listening; never when none does."""
    circumstances = risk_circumstances(facts, evaluations, policy)
    probability = policy.risk.highest_probability * _joint(circumstances, policy)
    draw = uniform_draw(policy.salt, "risk", run_date.isoformat(), *facts.interaction.key)
    return Draw(draw < probability, probability, circumstances)


def risk_circumstances(facts: Facts, evaluations: Sequence[Evaluation], policy: FlagPolicy) -> tuple[str, ...]:
    """The names of the risk weights that apply, in the order of the policy."""
    risk = policy.risk
    items = [item for evaluation in evaluations for item in evaluation.items]
    unsure = sum(i.state is ItemState.NEEDS_HUMAN and i.kind is not ItemKind.HUMAN for i in items)
    present = {
        "low_score": any(_is_low(e, risk.low_score_below_points) for e in evaluations),
        "violation": any(i.kind is ItemKind.VIOLATION and i.state is ItemState.UNMET for i in items),
        "unsure_items": unsure >= risk.unsure_items_from,
        "negative_customer": _has_negative_customer(facts),
        "weak_recognition": facts.trust.recognition < policy.thresholds.recognition_below,
    }
    return tuple(name for name, applies in present.items() if applies)


def _is_low(evaluation: Evaluation, below_points: float) -> bool:
    return evaluation.machine_score is not None and evaluation.machine_score < below_points


def _has_negative_customer(facts: Facts) -> bool:
    pairs = zip(facts.interaction.turns, facts.readings, strict=False)
    return any(r is not None and t.sender is Role.CUSTOMER and r.label is Sentiment.NEGATIVE for t, r in pairs)


def _joint(circumstances: Sequence[str], policy: FlagPolicy) -> float:
    calm = 1.0
    for name in circumstances:
        calm *= 1.0 - float(getattr(policy.risk, name))
    return 1.0 - calm
