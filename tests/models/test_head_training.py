"""Teaching a head with a network that knows five words."""

from dataclasses import replace

import numpy as np
import pytest

from inspection.feeling import feeling_of
from inspection.interaction import Role
from inspection.sentiment import TurnText
from models.reading.feeling import FeelingReader
from models.reading.feeling_policy import feeling_policy
from models.reading.head import CorrectedModel
from models.reading.head_training import HeadTraining, _shares
from models.reading.service_acts import ServiceActs
from tests.models.fake_network import FEELING, LABELS, FakeNetwork


def turns(*said: str, speaker: Role = Role.CUSTOMER, times: int = 30) -> list[TurnText]:
    return [TurnText(f"{text} {number}", speaker) for number in range(times) for text in said]


@pytest.mark.parametrize(
    ("head", "speaker", "curt", "plain"),
    [("sentiment", Role.CUSTOMER, 0, 1), ("sentiment", Role.AGENT, 0, 1), ("emotion", Role.CUSTOMER, 2, 3),
     ("act:rude", Role.AGENT, 1, 0)],
)  # fmt: skip
def test_what_is_said_often_enough_is_learned_and_the_rest_stays(
    head: str, speaker: Role, curt: int, plain: int
) -> None:
    training = HeadTraining(FakeNetwork())
    said = turns("收到", "订单", speaker=speaker, times=80)
    sentiment = training.learned("sentiment", said, [0, 1] * 80, training.shipped) if head == "emotion" else None
    learned = training.learned(head, said, [curt, plain] * 80, sentiment or training.shipped)
    fresh = [TurnText(f"{text} {number}", speaker) for number in range(900, 910) for text in ("收到", "订单")]
    assert training.says(head, fresh, training.shipped).tolist() == [plain] * 20
    assert training.says(head, fresh, learned).tolist() == [curt, plain] * 10


def test_a_part_is_always_learned_from_the_shipped_one() -> None:
    """Training twice does not go twice as far."""
    training = HeadTraining(FakeNetwork())
    said = turns("收到", "订单")
    once = training.learned("sentiment", said, [0, 1] * 30, training.shipped)
    again = training.learned("sentiment", said, [0, 1] * 30, once)
    assert np.allclose(once.weights, again.weights)


def test_parts_that_were_learned_before_stay() -> None:
    training = HeadTraining(FakeNetwork())
    first = training.learned("emotion", turns("收到", "订单"), [2, 3] * 30, training.shipped)
    second = training.learned("sentiment", turns("收到", "订单"), [0, 1] * 30, first)
    assert (second.weights[:, 3:9] == first.weights[:, 3:9]).all()
    assert second.weights[:, :3].any()
    assert not second.weights[:, 9:].any()


def test_an_act_is_present_from_the_rules_threshold_on() -> None:
    training = HeadTraining(FakeNetwork())
    said = turns("再见", "订单", speaker=Role.AGENT, times=1)
    assert training.says("act:closing", said, training.shipped, 0.5).tolist() == [1, 0]
    assert training.says("act:closing", said, training.shipped, 0.99).tolist() == [0, 0]


def test_the_turn_before_is_read_as_the_night_reads_it() -> None:
    """Acts are always read after the turn before: what is learned of that turn must arrive."""
    training = HeadTraining(FakeNetwork())
    before = [TurnText(f"好 {n}", Role.AGENT, f"{'骂人' if n % 2 else '订单'} {n}", Role.CUSTOMER) for n in range(120)]
    learned = training.learned("act:rude", before, [n % 2 for n in range(120)], training.shipped)
    talk = [TurnText("骂人 7", Role.CUSTOMER), TurnText("好 999", Role.AGENT, "骂人 7", Role.CUSTOMER)]
    night = ServiceActs(CorrectedModel(FakeNetwork(), learned)).classify(talk)[1]
    assert night["rude"] > 0.5
    assert training.says("act:rude", talk[1:], learned).tolist() == [1]


def in_context(context_below: float) -> HeadTraining:
    policy = FEELING | {"customer": FEELING["customer"] | {"context_below": context_below}}
    return HeadTraining(FakeNetwork(replace(LABELS, feeling=policy)))


@pytest.mark.parametrize("context_below", [0.0, 1.1])
def test_a_turn_is_learned_as_it_was_read_alone_or_in_context(context_below: float) -> None:
    training = in_context(context_below)
    said = [TurnText(f"收到 {n}", Role.CUSTOMER, f"{'骂人' if n % 2 else '订单'}", Role.AGENT) for n in range(120)]
    learned = training.learned("sentiment", said, [0 if n % 2 else 1 for n in range(120)], training.shipped)
    told_apart = training.says("sentiment", said, learned).tolist() == [0 if n % 2 else 1 for n in range(120)]
    assert told_apart is (context_below > 0)


def test_a_turn_that_is_read_twice_is_learned_as_the_mean_of_both() -> None:
    training = in_context(0.99)  # never sure enough alone
    turn = TurnText("收到 了", Role.CUSTOMER, "订单", Role.AGENT)
    features, offset, _ = training._lesson("sentiment", turn, training.shipped, slice(0, 3))
    alone, after = (FakeNetwork().seen([(turn.speaker, turn.text)], [b])[0] for b in (None, (Role.AGENT, "订单")))
    assert features == pytest.approx((alone.features[0] + after.features[0]) / 2, abs=1e-6)
    read = FeelingReader(FakeNetwork(training.labels)).read([turn])[0]
    assert np.exp(offset) / np.exp(offset).sum() == pytest.approx(
        [read.negative, read.neutral, read.positive], abs=1e-5
    )


@pytest.mark.parametrize("speaker", ["agent", "customer"])
def test_what_is_fitted_is_what_is_read(speaker: str) -> None:
    """The log shares the fit starts from are the reading's own, up to a constant, and the gain is its slope."""
    policy = feeling_policy(FEELING, where="test")
    scale = getattr(policy, speaker).scale
    random = np.random.default_rng(1)
    for _ in range(20):
        sentiment, emotion, correction = random.normal(size=3), random.normal(size=6), random.normal(size=3)
        offset, gain = _shares("sentiment", sentiment, emotion, scale)
        scores = offset + gain * correction
        fitted = np.exp(scores) / np.exp(scores).sum()
        read = feeling_of((sentiment + correction).tolist(), emotion.tolist(), scale)
        assert fitted == pytest.approx([read.negative, read.neutral, read.positive], abs=1e-5)


def test_every_turn_is_asked_of_the_network_once() -> None:
    network = FakeNetwork()
    training = HeadTraining(network)
    said = turns("收到", "订单")
    asked = network.asked
    learned = training.learned("sentiment", said, [0, 1] * 30, training.shipped)
    training.says("sentiment", said, learned)
    training.says("sentiment", said, training.shipped)
    assert network.asked - asked == len(said)
