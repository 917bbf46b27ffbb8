"""Everything that reads the words of an interaction: feeling, registered classifiers, meaning. Opened once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspection.classification import Classified, Classifies
from inspection.interaction import Turn
from inspection.meaning import Meant, UnderstandsMeaning
from inspection.sentiment import ReadsSentiment, SentimentReading, TurnText


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of one night. `meaning` is None where no such model is installed: its rules are then undecided."""

    sentiment: ReadsSentiment
    classifiers: tuple[Classifies, ...] = ()
    meaning: UnderstandsMeaning | None = None

    @property
    def model_ids(self) -> tuple[str, ...]:
        """Every model that contributes, in a fixed order."""
        meaning = (self.meaning.model_id,) if self.meaning is not None else ()
        return (self.sentiment.model_id, *dict.fromkeys(c.model_id for c in self.classifiers), *meaning)

    def contributing(self, required: Sequence[str]) -> tuple[str, ...]:
        """The models behind a judgement: meaning only where `required` phrases were looked for."""
        return (self if required else replace(self, meaning=None)).model_ids


def readings_of(turns: Sequence[Turn], reader: ReadsSentiment) -> tuple[SentimentReading | None, ...]:
    """The feeling of every turn; None where a turn has no words."""
    worded, texts = worded_texts(turns)
    readings: list[SentimentReading | None] = [None] * len(turns)
    for i, reading in zip(worded, reader.read(texts) if texts else [], strict=True):
        readings[i] = reading
    return tuple(readings)


def classified_of(turns: Sequence[Turn], classifiers: Sequence[Classifies]) -> tuple[Classified, ...]:
    """What each classifier says of the turns with words; the others stay empty."""
    worded, texts = worded_texts(turns)
    return tuple(_classified(len(turns), worded, texts, classifier) for classifier in classifiers)


def worded_texts(turns: Sequence[Turn]) -> tuple[list[int], list[TurnText]]:
    """Indexes and texts of the turns with words, each with the words before it, whoever said them."""
    worded = [i for i, t in enumerate(turns) if t.has_words]
    before = [None, *(turns[i] for i in worded)]
    texts = [
        TurnText(turns[i].text, turns[i].sender, b.text, b.sender) if b else TurnText(turns[i].text, turns[i].sender)
        for i, b in zip(worded, before, strict=False)
    ]
    return worded, texts


def _classified(count: int, worded: Sequence[int], texts: Sequence[TurnText], classifier: Classifies) -> Classified:
    shares: list[dict[str, float]] = [{} for _ in range(count)]
    for i, read in zip(worded, classifier.classify(texts) if texts else [], strict=True):
        shares[i] = dict(read)
    return Classified(classifier.name, classifier.model_id, classifier.labels, tuple(shares))


def meant_of(turns: Sequence[Turn], required: Sequence[str], meaning: UnderstandsMeaning | None) -> tuple[Meant, ...]:
    """Where the required phrases may have been said; nothing without a model (its rules then stay undecided)."""
    if meaning is None or not required:
        return ()
    return tuple(meaning.search(required, [TurnText(t.text if t.has_words else "", t.sender) for t in turns]))
