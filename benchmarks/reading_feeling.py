"""Sentiment and emotion on labelled turns, beside a linear model, a word list and `always neutral`."""

# ruff: noqa: E501 - word lists read best in a line

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks.reading_rows import Row, drawn, macro_f1, recall_at_precision
from inspection.interaction import Role
from inspection.sentiment import ReadsSentiment, SentimentReading, TurnText
from models.training.linear_sentiment.reader import SentimentReader
from models.training.sentiment_corpus import OWN_TURNS, TURNS_IN_CONTEXT

_BEFORE = {"A": Role.AGENT, "C": Role.CUSTOMER}
_BAD = (
    "投诉",
    "垃圾",
    "骗",
    "差",
    "慢",
    "生气",
    "失望",
    "着急",
    "急死",
    "什么态度",
    "太",
    "不满",
    "烦",
    "坑",
    "退款",
    "angry",
    "terrible",
    "worst",
    "slow",
    "bad",
    "disappointed",
    "worried",
    "ridiculous",
)
_GOOD = ("谢谢", "感谢", "满意", "不错", "好评", "喜欢", "棒", "开心", "放心", "thank", "great", "happy", "love", "perfect", "good")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A turn with its class, and its emotion where a customer's is known."""

    turn: TurnText
    sentiment: str
    emotion: str | None


def own_held_out(path: Path) -> list[Labelled]:
    """Our own turns that no training saw, each after the turn before it where the file has one."""
    return [one for one, split in _read(path) if split == "held_out"]


def labelled_file(path: Path) -> list[Labelled]:
    """Tab-separated with a header: text, speaker, sentiment, and if known emotion, previous (`A:` or `C:` and words)."""
    return [one for one, _ in _read(path)]


def _read(path: Path) -> Iterator[tuple[Labelled, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _labelled(row), row.get("split", "")


def _labelled(row: Mapping[str, str]) -> Labelled:
    before, speaker = row.get("previous") or "", Role(row["speaker"])
    previous, who = (before[2:].strip(), _BEFORE[before[0]]) if before[:1] in _BEFORE else ("", Role.AGENT)
    emotion = row.get("emotion") or "-"
    known = emotion if speaker is Role.CUSTOMER and emotion != "-" else None
    return Labelled(TurnText(row["text"], speaker, previous, who), row["sentiment"], known)


class WordList:
    """Counts words that please and words that do not: what a lexicon of a day's work does."""

    model_id = "word list"

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        """One reading per turn."""
        return [self._of(turn.text.lower()) for turn in turns]

    def _of(self, text: str) -> SentimentReading:
        bad, good = sum(w in text for w in _BAD), sum(w in text for w in _GOOD)
        share = (bad + 0.01, 0.5, good + 0.01)
        whole = sum(share)
        return SentimentReading(share[0] / whole, share[1] / whole, share[2] / whole, False)


def feeling_rows(ours: ReadsSentiment, sets: Mapping[str, Sequence[Labelled]]) -> Iterator[Row]:
    """Every figure of every set, ours first."""
    systems: dict[str, ReadsSentiment] = {"ours": ours, "n-gram linear": SentimentReader(), "word list": WordList()}
    for name, cases in sets.items():
        wanted = np.array([case.sentiment for case in cases])
        for system, reader in systems.items():
            yield from _sentiment_rows(system, name, reader.read([case.turn for case in cases]), cases, wanted)
        always = np.full(len(cases), "neutral")
        yield drawn("always neutral", f"{name}: sentiment macro-F1", macro_f1, wanted, always)


def _sentiment_rows(
    system: str, name: str, readings: Sequence[SentimentReading], cases: Sequence[Labelled], wanted: np.ndarray
) -> Iterator[Row]:
    said = np.array([reading.label.value for reading in readings])
    negative = np.array([reading.negative for reading in readings])
    yield drawn(system, f"{name}: sentiment macro-F1", macro_f1, wanted, said)
    at_70 = lambda w, s: recall_at_precision(w == "negative", s, 0.7)  # noqa: E731
    yield drawn(system, f"{name}: negative recall at precision .70", at_70, wanted, negative)
    felt = [(case.emotion, reading.emotion) for case, reading in zip(cases, readings, strict=True) if case.emotion]
    if system == "ours" and felt:
        named = np.array([emotion.value if emotion else "neutral" for _, emotion in felt])
        yield drawn(system, f"{name}: emotion macro-F1", macro_f1, np.array([e for e, _ in felt]), named)


def speed_row(ours: ReadsSentiment, count: int = 1500) -> Row:
    """Turns per CPU second, sentiment and emotion: short Chinese customer turns of 8 to 18 characters, none twice."""
    turns = {one.turn.text for path in (OWN_TURNS, TURNS_IN_CONTEXT) for one, _ in _read(path)
             if one.turn.speaker is Role.CUSTOMER and 8 <= len(one.turn.text) <= 18 and not one.turn.text.isascii()}  # fmt: skip
    chosen = [TurnText(text, Role.CUSTOMER) for text in sorted(turns)[:count]]
    ours.read(chosen[:5])
    started = process_time()
    ours.read(chosen[5:])
    return Row(
        "ours",
        "speed: sentiment and emotion",
        (len(chosen) - 5) / (process_time() - started),
        "turns/CPU s",
        len(chosen) - 5,
    )
