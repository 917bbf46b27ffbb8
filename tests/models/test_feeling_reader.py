"""The embedded reader of feeling: its contract with the real network, and the cascade over a made one."""

import os
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from inspection.errors import ModelError
from inspection.feeling import NO_WORDS, FeelingScale, HeadScale
from inspection.interaction import Role
from inspection.sentiment import Emotion, ReadsSentiment, Sentiment, TurnText
from models.model_cache import is_ready
from models.reading.feeling import FeelingReader
from models.reading.feeling_policy import ALWAYS, NEVER, FeelingPolicy, SpeakerPolicy, feeling_policy
from models.reading.reading_model import Floats, HeadLabels, Spoken
from models.reading.reading_networks import open_reading_networks
from models.reading.remembered import RememberedModel
from tests.models.contract_sentiment import SentimentContract
from tests.models.fakes import FakeSentimentReader

CUSTOMER = FeelingScale(HeadScale(1.0, (0.0,) * 3), HeadScale(1.0, (0.0,) * 6), (1.0, 0.0), 0.6)
AGENT = replace(CUSTOMER, emotion=None)


@pytest.fixture(scope="module")
def network() -> RememberedModel:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    return RememberedModel(open_reading_networks().feeling)


class TestFeelingReader(SentimentContract):
    @pytest.fixture(autouse=True)
    def _network(self, network: RememberedModel) -> None:
        self._opened = network

    def make_reader(self) -> ReadsSentiment:
        return FeelingReader(self._opened)


class TestFakeReader(SentimentContract):
    def make_reader(self) -> ReadsSentiment:
        return FakeSentimentReader()


@pytest.mark.parametrize(
    ("before", "text", "emotion"),
    [
        ("已经帮您改好地址了", "好的，谢谢", "grateful"),
        ("还有其他问题吗", "没了，谢谢你", "grateful"),
        ("Your refund is on its way.", "ok thanks", "grateful"),
        ("您好", "麻烦帮我催一下，谢谢", "neutral"),
        ("需要给您推荐吗", "不用了，谢谢", "neutral"),
        ("很抱歉，这个退不了", "那好吧，谢谢", "neutral"),
    ],
)
def test_thanks_for_something_given_are_grateful_and_beside_a_request_or_refusal_neutral(
    network: RememberedModel, before: str, text: str, emotion: str
) -> None:
    turn = TurnText(text, Role.CUSTOMER, before, Role.AGENT)
    assert str(FeelingReader(network).read([turn])[0].emotion) == emotion


@pytest.mark.parametrize("text", ["订单没到", "订单号是八八六六", "我想问一下退款几天到账", "没有了"])
def test_facts_and_questions_are_not_feelings(network: RememberedModel, text: str) -> None:
    (read,) = FeelingReader(network).read([TurnText(text, Role.CUSTOMER)])
    assert (read.label, read.emotion) == (Sentiment.NEUTRAL, Emotion.NEUTRAL)


class MadeModel:
    """Answers by words: fury and joy, and a turn that only the turn before explains; remembers what it was asked."""

    labels = HeadLabels((), (), (), {}, "c" * 64)

    def __init__(self) -> None:
        self.asked: list[tuple[Spoken, Spoken | None]] = []

    def logits(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Floats]:
        self.asked.extend(zip(spoken, previous, strict=True))
        return [self._of(*one) for one in zip(spoken, previous, strict=True)]

    def _of(self, turn: Spoken, before: Spoken | None) -> Floats:
        parts = [self._part(text, before) for text in turn[1].split("|")]
        return np.array(parts, np.float32)

    def _part(self, text: str, before: Spoken | None) -> list[float]:
        if "气死" in text or (text == "行吧" and before is not None and "不能退" in before[1]):
            return [5.0, 0.0, 0.0, 4.0, 0, 0, 0, 0, 0]
        if "谢谢" in text:
            return [0.0, 0.0, 5.0, 0, 0, 0, 0, 0, 4.0]
        return [0.5, 1.0, 0.5, 0, 0, 0, 0, 0, 0] if text == "行吧" else [0.0, 5.0, 0.0, 0, 0, 0, 4.0, 0, 0]


def policy(customer_context: float = 0.9, agent_context: float = NEVER) -> FeelingPolicy:
    return FeelingPolicy(SpeakerPolicy(AGENT, agent_context), SpeakerPolicy(CUSTOMER, customer_context))


REFUSED = TurnText("行吧", Role.CUSTOMER, "这个不能退", Role.AGENT)


def test_an_unsure_turn_is_read_again_after_the_turn_before_and_a_sure_one_is_not() -> None:
    model = MadeModel()
    fine = TurnText("订单号是多少", Role.CUSTOMER, "这个不能退", Role.AGENT)
    refused, other = FeelingReader(model, policy()).read([REFUSED, fine])
    assert (refused.label, other.label) == (Sentiment.NEGATIVE, Sentiment.NEUTRAL)
    assert [before for _, before in model.asked] == [None, None, (Role.AGENT, "这个不能退")]


def test_without_a_turn_before_an_unsure_turn_stays_unsure() -> None:
    model = MadeModel()
    (read,) = FeelingReader(model, policy()).read([TurnText("行吧", Role.CUSTOMER)])
    assert read.ambiguous
    assert len(model.asked) == 1


def test_where_context_always_counts_the_turn_alone_is_never_asked() -> None:
    model = MadeModel()
    reader = FeelingReader(model, policy(ALWAYS))
    assert [r.label for r in reader.read([REFUSED, TurnText("行吧", Role.CUSTOMER)])] == ["negative", "neutral"]
    assert [before is None for _, before in model.asked] == [True, False]


def test_agents_bots_and_systems_have_the_agents_policy_and_no_emotion() -> None:
    said = [TurnText("气死我了", role) for role in Role]
    readings = FeelingReader(MadeModel(), policy()).read(said)
    assert {r.label for r in readings} == {Sentiment.NEGATIVE}
    assert [role for role, r in zip(Role, readings, strict=True) if r.emotions] == [Role.CUSTOMER, Role.UNKNOWN]


def test_a_long_turn_feels_as_its_most_telling_part() -> None:
    (read,) = FeelingReader(MadeModel(), policy()).read([TurnText("订单号|气死我了|地址", Role.CUSTOMER)])
    assert read.emotion is Emotion.ANGRY


def test_turns_without_words_are_not_asked_about() -> None:
    model = MadeModel()
    assert FeelingReader(model, policy()).read([TurnText(" ", Role.CUSTOMER, "您好", Role.AGENT)]) == [NO_WORDS]
    assert model.asked == []


def test_the_id_changes_with_the_policy() -> None:
    one, other = (FeelingReader(MadeModel(), policy(c)).model_id for c in (0.5, 0.6))
    assert one != other == FeelingReader(MadeModel(), policy(0.6)).model_id


@pytest.mark.parametrize(
    ("speaker", "changes", "said"),
    [
        ("customer", {"sentiment": {"temperature": 0, "biases": [0, 0, 0]}}, "temperature 0"),
        ("customer", {"emotion": {"temperature": 1, "biases": [0, 0, 0]}}, "3 biases for 6 classes"),
        ("agent", {"weights": [1]}, "unpack"),
        ("agent", {"ambiguous_below": "much"}, "much"),
    ],
)
def test_a_policy_that_cannot_be_read_is_refused_in_one_line(
    speaker: str, changes: dict[str, object], said: str
) -> None:
    head = {"temperature": 1.0, "biases": [0.0] * 3}
    whole = {
        "sentiment": head, "emotion": {"temperature": 1.0, "biases": [0.0] * 6}, "weights": [0.5, 0.5],
        "ambiguous_below": 0.6, "context_below": 0.0,
    }  # fmt: skip
    assert feeling_policy({"agent": whole, "customer": whole}, "x").agent.scale.emotion is None
    told = {"agent": whole, "customer": whole} | {speaker: whole | changes}
    with pytest.raises(ModelError, match=said) as caught:
        feeling_policy(told, where="feeling.json")
    assert "\n" not in str(caught.value)


def test_a_network_without_a_policy_says_how_to_fit_one() -> None:
    with pytest.raises(ModelError, match=r"feeling\.json: .*calibrate"):
        FeelingReader(MadeModel())
