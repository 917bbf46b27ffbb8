"""Worlds to relearn from: interactions of a few words each, labelled by somebody."""

from collections.abc import Callable, Iterable

import numpy as np

from inspection.interaction import Role
from inspection.relearning.lessons import Lessons, TurnOfHead
from inspection.relearning.turn_label import SENTIMENT, classes_of
from inspection.sentiment import TurnText
from models.reading.head import Head
from pipelines.head_trial import Occasion
from pipelines.reviewed_turns import ReviewedTurns

SAID = ("收到 了", "投诉 你们", "太好了 谢谢", "订单 到哪", "差劲 的 服务", "满意 就 这样", "怎么 退款", "收到 明白")
PLAIN = {
    0: "neutral",
    1: "negative",
    2: "positive",
    3: "neutral",
    4: "negative",
    5: "positive",
    6: "neutral",
    7: "neutral",
}


def world(
    label_of: Callable[[np.random.Generator, int], int],
    *,
    seed: int = 0,
    interactions: int = 150,
    turns: int = 4,
    head: str = SENTIMENT,
    speaker: Role = Role.CUSTOMER,
    said: tuple[str, ...] = SAID,
    agents: int = 12,
) -> ReviewedTurns:
    """Every turn says one of `said` and gets the class number `label_of(random, number of what it says)`."""
    random = np.random.default_rng(seed)
    texts: dict[tuple[str, str, int], TurnText] = {}
    right: dict[TurnOfHead, int] = {}
    keys = [("w", f"i{number:04d}") for number in range(interactions)]
    for key in keys:
        for turn in range(turns):
            what = int(random.integers(len(said)))
            texts[(*key, turn)] = TurnText(f"{said[what]} {random.integers(50)}", speaker)
            right[TurnOfHead(*key, turn, head)] = label_of(random, what)
    agents_of = {key: frozenset({f"a{number % agents}"}) for number, key in enumerate(keys)}
    return ReviewedTurns(Lessons(right, 0), texts, agents_of, len(right), 0, 0)


def truth(*curt: int) -> Callable[[np.random.Generator, int], int]:
    """Labels as the fake network sees the words, but those with these numbers are negative."""
    classes = classes_of(SENTIMENT)
    return lambda _, what: 0 if what in curt else classes.index(PLAIN[what])


def occasion(shipped: Head, **thresholds: float) -> Occasion:
    """Nothing was relearned before."""
    return Occasion(shipped, "shipped", thresholds, {})


def won(reports: Iterable[object]) -> list[str]:
    """Names of the heads that are better."""
    return [one.head for one in reports if one.verdict.value == "better"]  # type: ignore[attr-defined]
