"""What every sentiment reader promises, whatever is inside. Test modules subclass `SentimentContract`."""

import re
from abc import ABC, abstractmethod

import pytest

from inspection.interaction import Role
from inspection.sentiment import Emotion, ReadsSentiment, Sentiment, SentimentReading, TurnText

TURNS = (
    TurnText("你们太让人失望了，我要投诉", Role.CUSTOMER),
    TurnText("", Role.CUSTOMER),
    TurnText("我的订单号是多少", Role.CUSTOMER, previous="您好"),
    TurnText("太感谢你了，帮了我大忙，非常满意", Role.CUSTOMER),
    TurnText("您好，请问有什么可以帮您", Role.AGENT),
    TurnText("this is terrible and unacceptable", Role.CUSTOMER),
    TurnText("could you send me the invoice", Role.CUSTOMER),
    TurnText("  \n ", Role.AGENT),
    TurnText("系统消息", Role.SYSTEM),
    TurnText("谁在说话", Role.UNKNOWN),
    TurnText("好" * 5000, Role.BOT),
    TurnText("坏字节 \x00 \ud83d 之后还有字", Role.CUSTOMER),
)


class SentimentContract(ABC):
    """Subclass, return a reader, and every promise is tested."""

    @abstractmethod
    def make_reader(self) -> ReadsSentiment:
        """A reader ready to read."""

    @pytest.fixture
    def reader(self) -> ReadsSentiment:
        return self.make_reader()

    def test_model_id_is_a_name_and_the_start_of_a_checksum(self, reader: ReadsSentiment) -> None:
        assert re.fullmatch(r"[a-z0-9.+-]+@[0-9a-f]{12}", reader.model_id)

    def test_every_turn_gets_one_reading_in_order(self, reader: ReadsSentiment) -> None:
        readings = reader.read(TURNS)
        assert len(readings) == len(TURNS)
        assert [readings[i].label for i in (0, 2, 3)] == [
            Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE,
        ]  # fmt: skip

    def test_clear_english_turns_are_read_too(self, reader: ReadsSentiment) -> None:
        readings = reader.read(TURNS)
        assert (readings[5].label, readings[6].label) == (Sentiment.NEGATIVE, Sentiment.NEUTRAL)

    def test_no_turns_give_no_readings(self, reader: ReadsSentiment) -> None:
        assert reader.read([]) == []

    def test_probabilities_are_shares_of_one(self, reader: ReadsSentiment) -> None:
        for reading in reader.read(TURNS):
            shares = (reading.negative, reading.neutral, reading.positive)
            assert all(0.0 <= share <= 1.0 for share in shares)
            assert sum(shares) == pytest.approx(1.0, abs=1e-9)

    def test_emotions_are_shades_of_the_sentiment_and_only_customers_have_them(self, reader: ReadsSentiment) -> None:
        for turn, reading in zip(TURNS, reader.read(TURNS), strict=True):
            if reading.emotion is None:
                continue
            assert turn.speaker in (Role.CUSTOMER, Role.UNKNOWN)
            assert reading.emotion.sentiment is reading.label
            assert sum(reading.emotions.of(e) for e in Emotion) == pytest.approx(1.0, abs=1e-5)

    def test_a_turn_without_words_is_certainly_neutral(self, reader: ReadsSentiment) -> None:
        silent = SentimentReading(0.0, 1.0, 0.0, ambiguous=False)
        assert reader.read([TURNS[1], TURNS[7]]) == [silent, silent]
        assert reader.read(TURNS)[1] == silent

    def test_the_same_turn_reads_the_same_in_any_batch(self, reader: ReadsSentiment) -> None:
        together = reader.read(TURNS)
        assert [reader.read([turn])[0] for turn in TURNS] == together
        assert reader.read(TURNS[::-1]) == together[::-1]
        assert reader.read(TURNS * 40) == together * 40

    def test_routine_courtesy_of_an_agent_is_not_warmth(self, reader: ReadsSentiment) -> None:
        assert reader.read([TURNS[4]])[0].label is Sentiment.NEUTRAL
