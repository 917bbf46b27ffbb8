"""What speaks for listening to an interaction: the stratum it belongs to, and the reasons in codes."""

from collections.abc import Collection
from dataclasses import dataclass

from inspection.flag_policy import RiskWeights
from inspection.sampling_policy import SamplingPolicy, Stratum


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known of an interaction and all its segments before anybody listened.

    `flag_codes`: flags of events; `unsure_items`: items the machine left to a person; `lowest_score` 0-100; `csat` 1-5;
    `recognition` 0-1; `judged_otherwise`: a rule on trial judges an item otherwise than the live one.
    """

    fatal: bool = False
    flag_codes: frozenset[str] = frozenset()
    unsure_items: int = 0
    violations: int = 0
    lowest_score: float | None = None
    csat: float | None = None
    recognition: float = 1.0
    negative_customer: bool = False
    judged_otherwise: bool = False


def stratum_of(
    case: Circumstances, policy: SamplingPolicy, risk: RiskWeights, *, recognition_below: float
) -> tuple[Stratum, tuple[str, ...]]:
    """The first stratum that applies, with everything that speaks for it; CALM without a reason.

    Below `recognition_below` (0-1) recognition counts as weak.
    """
    if case.fatal:
        return Stratum.FATAL, ("suspected_fatal",)
    events = {
        Stratum.COMPLAINT: _codes(case, policy.complaint_codes),
        Stratum.DISAGREEMENT: _disagreements(case, policy),
        Stratum.LOW_CONFIDENCE: _uncertainties(case, policy),
    }
    for stratum, reasons in events.items():
        if reasons:
            return stratum, reasons
    risks = risks_of(case, risk, recognition_below=recognition_below)
    if not risks:
        return Stratum.CALM, ()
    weight = risk_weight(risks, risk)
    return (Stratum.HIGH_RISK if weight >= policy.high_risk_from else Stratum.RISK), risks


def risks_of(case: Circumstances, risk: RiskWeights, *, recognition_below: float) -> tuple[str, ...]:
    """The names of the risk weights that apply, in the order of the policy (as selection.py has them each night)."""
    present = {
        "low_score": case.lowest_score is not None and case.lowest_score < risk.low_score_below_points,
        "violation": case.violations > 0,
        "unsure_items": case.unsure_items >= risk.unsure_items_from,
        "negative_customer": case.negative_customer,
        "weak_recognition": case.recognition < recognition_below,
    }
    return tuple(name for name, applies in present.items() if applies)


def risk_weight(names: Collection[str], risk: RiskWeights) -> float:
    """1 - product of (1 - weight), 0-1."""
    calm = 1.0
    for name in names:
        calm *= 1.0 - float(getattr(risk, name))
    return 1.0 - calm


def _codes(case: Circumstances, wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(case.flag_codes.intersection(wanted)))


def _disagreements(case: Circumstances, policy: SamplingPolicy) -> tuple[str, ...]:
    unhappy = case.csat is not None and case.csat <= policy.dissatisfied_csat_up_to
    praised = case.lowest_score is not None and case.lowest_score >= policy.satisfied_score_from_points
    found = {"customer_disagrees": unhappy and praised, "rules_disagree": case.judged_otherwise}
    return tuple(name for name, applies in found.items() if applies)


def _uncertainties(case: Circumstances, policy: SamplingPolicy) -> tuple[str, ...]:
    unsure = ("unsure_items",) if case.unsure_items >= policy.unsure_items_from else ()
    return (*_codes(case, policy.low_confidence_codes), *unsure)
