"""A relearned head: what it corrects, what it leaves, and how ids of models name it."""

import numpy as np

from inspection.interaction import Role
from inspection.sentiment import TurnText
from models.reading.feeling import FeelingReader
from models.reading.head import CorrectedModel, Head, outputs_of
from models.reading.service_acts import ServiceActs
from tests.models.fake_network import LABELS, WIDTH, FakeNetwork

OUTPUTS = 11
NETWORK = FakeNetwork()
TURNS = [(Role.CUSTOMER, "投诉 你们"), (Role.AGENT, "再见")]
NOTHING = Head.shipped(WIDTH, OUTPUTS)


def test_the_shipped_head_changes_no_bit() -> None:
    corrected = CorrectedModel(NETWORK, NOTHING).logits(TURNS, [None, None])
    assert all((a == b).all() for a, b in zip(corrected, NETWORK.logits(TURNS, [None, None]), strict=True))


def test_a_correction_is_the_features_times_its_weights_plus_its_biases() -> None:
    random = np.random.default_rng(2)
    head = Head(random.normal(size=(WIDTH, OUTPUTS)), random.normal(size=OUTPUTS))
    seen = NETWORK.seen(TURNS, [None, None])[0]
    wanted = seen.logits + seen.features.astype(float) @ head.weights + head.biases
    assert np.allclose(CorrectedModel(NETWORK, head).logits(TURNS, [None, None])[0], wanted, atol=1e-5)


def test_one_part_can_be_corrected_and_the_others_stay() -> None:
    columns = outputs_of("sentiment", LABELS)
    assert columns is not None
    head = NOTHING.with_outputs(columns, np.ones((WIDTH, 3)), np.array([1.0, 2.0, 3.0]))
    assert head.biases.tolist() == [1, 2, 3] + [0] * 8
    assert not head.weights[:, 3:].any()
    assert not NOTHING.weights.any()


def test_every_part_has_its_outputs() -> None:
    assert outputs_of("sentiment", LABELS) == slice(0, 3)
    assert outputs_of("emotion", LABELS) == slice(3, 9)
    assert outputs_of("act:rude", LABELS) == slice(10, 11)
    assert outputs_of("act:greeting", LABELS) is None


def test_the_readers_say_under_which_head_they_read() -> None:
    model = CorrectedModel(NETWORK, NOTHING, "+head2.0f3a5b7c9d1e")
    assert ServiceActs(model).model_id == "mingjian-reading-1@abababababab+head2.0f3a5b7c9d1e"
    feeling, shipped = FeelingReader(model).model_id, FeelingReader(NETWORK).model_id
    assert feeling == f"{shipped}+head2.0f3a5b7c9d1e"


def test_the_readers_read_through_it() -> None:
    columns = outputs_of("sentiment", LABELS)
    assert columns is not None
    head = NOTHING.with_outputs(columns, np.zeros((WIDTH, 3)), np.array([20.0, 0.0, 0.0]))
    turn = TurnText("订单 到哪", Role.CUSTOMER)
    assert FeelingReader(NETWORK).read([turn])[0].label.value == "neutral"
    assert FeelingReader(CorrectedModel(NETWORK, head)).read([turn])[0].label.value == "negative"
