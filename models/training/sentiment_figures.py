"""How good a three-class reader is on labelled turns, over all and per class, and whether its doubt is honest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from inspection.sentiment import ReadsSentiment, Sentiment, SentimentReading
from models.training.sentiment_corpus import LabelledTurn

RELIABILITY_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


@dataclass(frozen=True, slots=True)
class Figures:
    """Measured on `n` turns; all rates 0-1. `precision` and `recall` in the order of `Sentiment`.

    `majority_accuracy`: what always saying the most frequent class of these turns would reach.
    """

    n: int
    per_class_n: tuple[int, int, int]
    accuracy: float
    macro_f1: float
    majority_accuracy: float
    precision: tuple[float, float, float]
    recall: tuple[float, float, float]
    ambiguous_share: float
    accuracy_unambiguous: float

    def as_row(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Turns whose highest probability lies in [low, high): how sure the reader was, and how often it was right."""

    low: float
    high: float
    n: int
    mean_confidence: float
    accuracy: float


def measure(reader: ReadsSentiment, turns: Sequence[LabelledTurn]) -> Figures:
    """Read the turns and compare with their labels; at least one turn."""
    readings = reader.read([turn.turn for turn in turns])
    return compare([turn.sentiment for turn in turns], readings)


def compare(truth: Sequence[Sentiment], readings: Sequence[SentimentReading]) -> Figures:
    """Figures of readings against their labels, in the same order; at least one."""
    said = [reading.label for reading in readings]
    right = [a == b for a, b in zip(truth, said, strict=True)]
    clear = [hit for hit, reading in zip(right, readings, strict=True) if not reading.ambiguous]
    wanted, given = Counter(truth), Counter(said)
    hits = Counter(label for label, hit in zip(truth, right, strict=True) if hit)
    negative, neutral, positive = Sentiment
    return Figures(
        n=len(truth),
        per_class_n=(wanted[negative], wanted[neutral], wanted[positive]),
        accuracy=share(sum(right), len(right)),
        macro_f1=sum(share(2 * hits[c], wanted[c] + given[c]) for c in Sentiment) / 3,
        majority_accuracy=share(max(wanted.values()), len(truth)),
        precision=_per_class(hits, given),
        recall=_per_class(hits, wanted),
        ambiguous_share=1 - share(len(clear), len(right)),
        accuracy_unambiguous=share(sum(clear), len(clear)),
    )


def reliability(truth: Sequence[Sentiment], readings: Sequence[SentimentReading]) -> list[ReliabilityBin]:
    """One bin per confidence range that has turns."""
    pairs = [(confidence(reading), label == reading.label) for label, reading in zip(truth, readings, strict=True)]
    found = []
    for low, high in pairwise(RELIABILITY_EDGES):
        inside = [(sure, hit) for sure, hit in pairs if low <= sure < high]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            found.append(ReliabilityBin(low, high, len(inside), mean, share(sum(h for _, h in inside), len(inside))))
    return found


def calibration_error(bins: Sequence[ReliabilityBin]) -> float:
    """Expected calibration error, 0-1: mean distance of confidence and accuracy over the bins, weighted by n."""
    return sum(b.n * abs(b.mean_confidence - b.accuracy) for b in bins) / sum(b.n for b in bins)


def confidence(reading: SentimentReading) -> float:
    """The highest of the three probabilities, 1/3 to 1."""
    return max(reading.negative, reading.neutral, reading.positive)


def share(part: int, whole: int) -> float:
    """part / whole, 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def _per_class(hits: Counter[Sentiment], of: Counter[Sentiment]) -> tuple[float, float, float]:
    negative, neutral, positive = (share(hits[c], of[c]) for c in Sentiment)
    return negative, neutral, positive
