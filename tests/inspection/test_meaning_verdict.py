"""The weighing: near and meant, both must hold."""

import pytest

from inspection.meaning_comparison import compared
from inspection.meaning_verdict import Fusion, Weighing, features_of

FUSION = Fusion(
    Weighing({"z": 1.0, "cosine": 0.0}, -2.0), Weighing({"logit": 1.0, "figure": -3.0}, 0.0), yes_from=0.7, no_below=0.2
)
SAME = compared("三天内答复", "3天内给您答复")


def score(logit: float, z: float, required: str = "三天内答复", said: str = "3天内给您答复") -> float:
    return FUSION.score(features_of(logit, z, 0.5, compared(required, said)))


def test_near_and_meant_is_yes_either_alone_is_not() -> None:
    assert FUSION.verdict(score(3.0, 6.0)) == "yes"
    assert FUSION.verdict(score(-3.0, 6.0)) == "no"
    assert FUSION.verdict(score(3.0, -1.0)) == "no"
    assert FUSION.verdict(score(0.5, 4.0)) == "ask"


def test_another_figure_weighs_against_it() -> None:
    assert score(3.0, 6.0, said="5天内给您答复") < 0.6 < score(3.0, 6.0)


@pytest.mark.parametrize(("score", "verdict"), [(0.7, "yes"), (0.69, "ask"), (0.2, "ask"), (0.199, "no")])
def test_thresholds_belong_to_the_surer_side(score: float, verdict: str) -> None:
    assert FUSION.verdict(score) == verdict


def test_what_is_far_out_counts_as_its_limit() -> None:
    assert features_of(99.0, -99.0, 0.1, SAME)["logit"] == 12.0
    assert features_of(99.0, -99.0, 0.1, SAME)["z"] == -4.0
    assert 0.0 <= score(-1e9, -1e9) < 0.001
    assert score(1e9, 1e9) == score(12.0, 4.0)


def test_sharing_more_words_does_not_make_a_pair_mean_more() -> None:
    near = features_of(1.0, 4.0, 0.3, SAME)
    assert features_of(1.0, 9.0, 0.95, SAME) == near
    assert features_of(1.0, 3.0, 0.2, SAME) != near
