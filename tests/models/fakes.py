"""Stand-ins for models: they pass the same contract suites as the real adapters, without weights."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from inspection.interaction import Role
from inspection.meaning import Meant
from inspection.readers import Readers
from inspection.sentiment import SentimentReading, TurnText

ANGRY = ("投诉", "失望", "骗", "terrible", "unacceptable")
PLEASED = ("太好了", "太感谢", "满意", "wonderful", "love it")


class FakeSentimentReader:
    """Knows ten words. For tests of what comes after reading, where the reading must be foreseeable."""

    @property
    def model_id(self) -> str:
        """Named like a real one: name and twelve hexadecimal digits."""
        return "fake-sentiment@000000000000"

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        """Angry words win over pleased ones; both together are ambiguous."""
        return [_read(turn.text.lower()) for turn in turns]


def _read(text: str) -> SentimentReading:
    angry, pleased = (any(word in text for word in words) for words in (ANGRY, PLEASED))
    if angry:
        return SentimentReading(0.45, 0.15, 0.4, True) if pleased else SentimentReading(0.9, 0.08, 0.02, False)
    if pleased:
        return SentimentReading(0.02, 0.08, 0.9, False)
    return SentimentReading(0.0, 1.0, 0.0, False) if not text.strip() else SentimentReading(0.05, 0.9, 0.05, False)


def fake_readers() -> Readers:
    """Feeling by ten words, and no classifier: what the words of a rule find stands alone."""
    return Readers(sentiment=FakeSentimentReader())


class FakeClassifier:
    """Gives one label its full share where a word of it occurs in an agent's turn."""

    name = "fake"
    model_id = "fake-classifier@000000000000"
    labels = ("promises", "thanks")
    _words: ClassVar[dict[str, tuple[str, ...]]] = {"promises": ("保证", "promise"), "thanks": ("谢谢", "thank")}

    def classify(self, turns: Sequence[TurnText]) -> list[Mapping[str, float]]:
        """0.97 for each label whose words occur."""
        return [self._read(turn) for turn in turns]

    def _read(self, turn: TurnText) -> Mapping[str, float]:
        if turn.speaker is not Role.AGENT:
            return {}
        return {label: 0.97 for label, words in self._words.items() if any(w in turn.text.lower() for w in words)}


class FakeMeaning:
    """Finds a required phrase where it is said word for word, and remembers what it was given."""

    model_id = "fake-meaning@000000000000"

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def search(self, required: Sequence[str], turns: Sequence[TurnText]) -> list[Meant]:
        """A sure place for each."""
        self.given.append([turn.text for turn in turns])
        return [
            Meant(
                required=phrase,
                turn=at,
                start_char=turn.text.index(phrase),
                end_char=turn.text.index(phrase) + len(phrase),
                score=1.0,
                verdict="yes",
                reason="原话",
                reason_en="its very words",
            )
            for phrase in dict.fromkeys(required)
            if phrase.strip()
            for at, turn in enumerate(turns)
            if phrase in turn.text
        ]
