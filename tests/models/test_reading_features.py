"""What the embedded network shows of itself: the features under its logits, and the same bits in any company."""

import os

import numpy as np
import pytest

from inspection.errors import ModelError
from inspection.interaction import Role
from models.model_cache import is_ready
from models.reading.reading_model import ReadingModel, Spoken
from models.reading.reading_networks import open_reading_networks

SAID = [(Role.CUSTOMER, "你们什么时候退款"), (Role.AGENT, "关于您的账单，" * 40)]


@pytest.fixture(scope="module")
def model() -> ReadingModel:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    return open_reading_networks().feeling


def test_features_lie_under_the_very_logits_the_night_reads(model: ReadingModel) -> None:
    seen = model.seen(SAID, [None, None])
    for one, logits in zip(seen, model.logits(SAID, [None, None]), strict=True):
        assert (one.logits == logits).all()
        assert one.features.shape == (len(logits), 768)
        assert np.isfinite(one.features).all()
    assert len(seen[1].logits) > 1


def test_a_network_without_features_is_refused_in_one_line(
    model: ReadingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Without:
        def get_outputs(self) -> list[object]:
            return []

    monkeypatch.setattr(model, "_session", Without())
    with pytest.raises(ModelError, match=r"feeling.onnx: the reading network gives no features; install a later"):
        model.seen(SAID, [None, None])


def test_neighbours_change_no_bit_of_an_answer(model: ReadingModel) -> None:
    turns = [
        (Role.CUSTOMER, text)
        for text in ("你们什么时候退款", "气死我了别再打来", "好的", "我要投诉你们客服", "嗯", "3")
    ]
    before: list[Spoken | None] = [None, None, (Role.AGENT, "您好"), None, None, (Role.AGENT, "请问几点方便")]
    together = model.logits(turns, before)
    alone = [model.logits([turn], [earlier])[0] for turn, earlier in zip(turns, before, strict=True)]
    assert all((a == b).all() for a, b in zip(together, alone, strict=True))
