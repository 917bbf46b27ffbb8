"""Evidence on the page of an interaction: each piece gets a mark, and the mark covers its very words."""

from collections.abc import Sequence
from dataclasses import dataclass

from console.figures import clock, percent
from console.marked_text import MarkedSpan
from console.words import Words
from inspection.evidence import Evidence
from inspection.interaction import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One piece of evidence in words.

    `mark` names the marked words (empty: nothing to highlight), `turn` is the turn's 0-based index or None;
    `value` and `threshold` say what was compared with what; `is_lost` when the words are not where they should be.
    `start_s` and `end_s` are its moment in the recording, seconds: of its words, else of its turn; None without one.
    """

    mark: str
    turn: int | None
    text: str
    operator: str
    value: str
    threshold: str
    time: str
    start_s: float | None
    end_s: float | None
    confidence: str
    is_lost: bool


class EvidenceMarks:
    """Numbers the evidence of one page and remembers which words of which turn it covers."""

    def __init__(self, turns: Sequence[Turn], w: Words) -> None:
        self._turns = {turn.index: turn for turn in turns}
        self._w = w
        self._spans: dict[int, list[MarkedSpan]] = {}
        self._count = 0

    def line(self, evidence: Evidence) -> EvidenceLine:
        """The evidence in words; marks its words in the transcript when they are there.

        Evidence without words (a wait before a turn) marks the whole turn.
        """
        turn = self._turns.get(evidence.turn) if evidence.turn is not None else None
        is_lost = evidence.turn is not None and (turn is None or not _is_in(evidence, turn))
        start_s, end_s = _moment(evidence, turn)
        return EvidenceLine(
            mark="" if turn is None or is_lost else self._mark(evidence, turn),
            turn=evidence.turn if turn is not None else None,
            text=evidence.text,
            operator=self._w.of("operator", evidence.operator),
            value=evidence.value,
            threshold=evidence.threshold,
            time=_time(evidence),
            start_s=start_s,
            end_s=end_s,
            confidence=percent(evidence.confidence),
            is_lost=is_lost,
        )

    def spans_of(self, turn: int) -> tuple[MarkedSpan, ...]:
        """Everything marked in one turn so far."""
        return tuple(self._spans.get(turn, ()))

    def _mark(self, evidence: Evidence, turn: Turn) -> str:
        start, end = evidence.start_char or 0, evidence.end_char or 0
        if start == end:
            start, end = 0, len(turn.text)
        if not turn.text:
            return ""
        self._count += 1
        mark = f"m{self._count}"
        self._spans.setdefault(turn.index, []).append(MarkedSpan(mark, start, end))
        return mark


def _is_in(evidence: Evidence, turn: Turn) -> bool:
    """True when the turn holds the evidence's words at its place."""
    start, end = evidence.start_char or 0, evidence.end_char or 0
    return 0 <= start <= end <= len(turn.text) and (start == end or turn.text[start:end] == evidence.text)


def _moment(evidence: Evidence, turn: Turn | None) -> tuple[float | None, float | None]:
    """Where it is heard; evidence that knows no time of its own is heard in its turn."""
    if evidence.start_s is not None:
        return evidence.start_s, evidence.end_s
    return (turn.start_s, turn.end_s) if turn is not None else (None, None)


def _time(evidence: Evidence) -> str:
    if evidence.start_s is None:
        return ""
    return clock(evidence.start_s) if evidence.end_s is None else f"{clock(evidence.start_s)}–{clock(evidence.end_s)}"
