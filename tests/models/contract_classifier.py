"""What every registered classifier keeps, real or fake."""

from abc import ABC, abstractmethod

import pytest

from inspection.classification import SMALLEST_SHARE, Classifies
from inspection.interaction import Role
from inspection.sentiment import TurnText

TALK = (
    TurnText("我的快递到哪了", Role.CUSTOMER),
    TurnText("您好，很高兴为您服务，请稍等我帮您查一下", Role.AGENT, "我的快递到哪了"),
    TurnText("", Role.AGENT, "您好"),
    TurnText("I promise it will arrive tomorrow, thank you for waiting", Role.AGENT, "where is it"),
    TurnText("系统消息：会话已转接", Role.SYSTEM),
    TurnText("谁在说话", Role.UNKNOWN),
    TurnText("坏字节 \x00 \ud83d 之后还有字", Role.AGENT, "谁在说话"),
    TurnText("好" * 3000, Role.AGENT),
)


class ClassifierContract(ABC):
    """Subclass it with a `classifier` fixture."""

    @pytest.fixture
    @abstractmethod
    def classifier(self) -> Classifies:
        """The classifier under test."""

    def test_every_turn_gets_one_reading_of_known_labels_with_shares(self, classifier: Classifies) -> None:
        readings = classifier.classify(TALK)
        assert len(readings) == len(TALK)
        for reading in readings:
            assert set(reading) <= set(classifier.labels)
            assert all(SMALLEST_SHARE <= share <= 1.0 for share in reading.values())

    def test_turns_without_words_stay_empty(self, classifier: Classifies) -> None:
        assert classifier.classify(TALK)[2] == {}

    def test_the_same_conversation_reads_the_same_again_and_beside_others(self, classifier: Classifies) -> None:
        once = classifier.classify(TALK)
        assert classifier.classify(TALK) == once
        assert classifier.classify(TALK[:2]) == once[:2]

    def test_no_turns_no_readings(self, classifier: Classifies) -> None:
        assert list(classifier.classify(())) == []

    def test_it_says_who_it_is(self, classifier: Classifies) -> None:
        assert classifier.name
        assert "@" in classifier.model_id
        assert len(set(classifier.labels)) == len(classifier.labels) > 0
