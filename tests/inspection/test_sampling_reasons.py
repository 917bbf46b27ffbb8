"""Why somebody should listen: the gravest reason decides, the others are kept beside it."""

import pytest

from inspection.sampling_policy import Stratum, sampling_policy_of
from inspection.sampling_reasons import Circumstances, risk_weight, risks_of, stratum_of
from tests.inspection.result_cases import flag_policy, shipped

POLICY = sampling_policy_of(shipped("sampling.yaml"))
RISK = flag_policy().risk


def placed(**given: object) -> tuple[Stratum, tuple[str, ...]]:
    return stratum_of(Circumstances(**given), POLICY, RISK, recognition_below=0.6)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "stratum", "reasons"),
    [
        ({}, Stratum.CALM, ()),
        ({"fatal": True, "flag_codes": frozenset({"regulator"})}, Stratum.FATAL, ("suspected_fatal",)),
        ({"flag_codes": frozenset({"regulator", "lawyer"})}, Stratum.COMPLAINT, ("lawyer", "regulator")),
        ({"flag_codes": frozenset({"self_harm"})}, Stratum.CALM, ()),  # the customer's trouble, not the agent's
        ({"csat": 1, "lowest_score": 95.0}, Stratum.DISAGREEMENT, ("customer_disagrees",)),
        ({"csat": 1, "lowest_score": 50.0}, Stratum.HIGH_RISK, ("low_score",)),
        ({"judged_otherwise": True}, Stratum.DISAGREEMENT, ("rules_disagree",)),
        ({"flag_codes": frozenset({"recognition_weak"})}, Stratum.LOW_CONFIDENCE, ("recognition_weak",)),
        ({"unsure_items": 3}, Stratum.LOW_CONFIDENCE, ("unsure_items",)),
        ({"violations": 1, "negative_customer": True}, Stratum.HIGH_RISK, ("violation", "negative_customer")),
        ({"negative_customer": True}, Stratum.RISK, ("negative_customer",)),
        ({"recognition": 0.5}, Stratum.RISK, ("weak_recognition",)),
        ({"recognition": 0.6, "lowest_score": 60.0, "unsure_items": 2, "csat": 3}, Stratum.CALM, ()),
    ],
)
def test_the_gravest_reason_decides(given: dict[str, object], stratum: Stratum, reasons: tuple[str, ...]) -> None:
    assert placed(**given) == (stratum, reasons)


def test_risks_add_up_as_chances() -> None:
    assert risk_weight((), RISK) == 0
    assert risk_weight(("low_score", "negative_customer"), RISK) == pytest.approx(1 - 0.5 * 0.7)


def test_an_evaluation_without_a_score_is_not_a_low_one() -> None:
    assert risks_of(Circumstances(lowest_score=None), RISK, recognition_below=0.6) == ()
