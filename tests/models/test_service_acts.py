"""The embedded act classifier, real and fake, under one contract; and a few turns it must read as a person would."""

import os

import pytest

from inspection.classification import Classifies
from inspection.interaction import Role
from inspection.sentiment import TurnText
from models.model_cache import is_ready
from models.reading.reading_networks import open_reading_networks
from models.reading.service_acts import ServiceActs
from tests.models.contract_classifier import ClassifierContract
from tests.models.fakes import FakeClassifier


@pytest.fixture(scope="module")
def acts() -> ServiceActs:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    return ServiceActs(open_reading_networks().acts)


class TestServiceActs(ClassifierContract):
    @pytest.fixture
    def classifier(self, acts: ServiceActs) -> Classifies:
        return acts


class TestFakeClassifier(ClassifierContract):
    @pytest.fixture
    def classifier(self) -> Classifies:
        return FakeClassifier()


def share(acts: ServiceActs, label: str, text: str, customer: str = "") -> float:
    before = [TurnText(customer, Role.CUSTOMER)] if customer else []
    return acts.classify([*before, TurnText(text, Role.AGENT, customer)])[-1].get(label, 0.0)


@pytest.mark.parametrize(
    ("label", "said", "not_said"),
    [
        ("guaranteed_return", "您放心买，本金一分钱都不会少，到期稳稳地拿利息", "这款理财不保证收益，本金也可能亏损"),
        ("asks_password_or_code", "您把刚收到的那六位数字念给我", "短信里的六位数字请您不要告诉任何人，包括我"),
        ("rude", "你是不是脑子有问题，听不懂人话啊", "您刚才说我们的人骂您脑子有问题，我很抱歉，这就核实"),
        ("closing", "感谢您的来电，祝您生活愉快，再见", "请问您的订单号是多少"),
    ],
)
def test_an_act_is_told_from_its_opposite(acts: ServiceActs, label: str, said: str, not_said: str) -> None:
    assert share(acts, label, said) > 0.5
    assert share(acts, label, not_said) < 0.3


def test_only_agents_are_read(acts: ServiceActs) -> None:
    assert acts.classify([TurnText("你是不是脑子有问题，听不懂人话啊", Role.CUSTOMER)]) == [{}]


def test_a_long_turn_is_read_to_its_end(acts: ServiceActs) -> None:
    filler = "关于您提到的账单，我们先看一下明细，每一项都会给您说明。" * 12
    assert share(acts, "closing", filler + "感谢您的来电，祝您生活愉快，再见") > 0.5
