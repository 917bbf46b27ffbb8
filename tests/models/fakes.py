"""Stand-ins for models: they pass the same contract suites as the real adapters, without weights."""

from collections.abc import Sequence

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
