"""The transcript as lines: who said what when, how it felt, how well it was heard, with the evidence marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from console.evidence_marks import EvidenceMarks
from console.figures import clock, day_and_time, percent, time_of_day
from console.marked_text import Piece, cut
from console.word_kinds import LOW_CONFIDENCE, word_kinds
from console.words import Words
from inspection.interaction import Turn, TurnType, Word
from inspection.sentiment import Sentiment, SentimentReading
from records.review_comments import ReviewComment
from records.transcript_corrections import Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """One turn. `role` is the stable word (for its side of the page); `pieces` joined are the masked text.

    `feeling` is empty for neutral turns, `feeling_name` names the emotion where one was read; `heard_badly` is the
    confidence in words when it is low, else empty. `start_s` and `end_s` are its seconds in the recording.
    """

    index: int
    role: str
    role_name: str
    agent: str
    time: str
    type_name: str
    is_automatic: bool
    is_public: bool
    pieces: tuple[Piece, ...]
    feeling: str
    feeling_name: str
    is_feeling_unsure: bool
    heard_badly: str
    start_s: float | None
    end_s: float | None
    corrections: tuple[Correction, ...]
    comments: tuple[ReviewComment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the words: recognised words by turn, corrections, comments."""

    words: Mapping[int, Sequence[Word]]
    corrections: Sequence[Correction] = ()
    comments: Sequence[ReviewComment] = ()


def turn_lines(
    turns: Sequence[Turn],
    readings: Sequence[SentimentReading | None],
    marks: EvidenceMarks,
    w: Words,
    beside: Beside,
) -> tuple[TurnLine, ...]:
    """Every turn in order; call it when all evidence has been marked. What went on for days shows its days."""
    took_days = len({turn.sent_at.astimezone().date() for turn in turns if turn.sent_at is not None}) > 1
    lines = (_line(turn, reading, marks, w, beside) for turn, reading in zip(turns, readings, strict=True))
    return tuple(
        replace(line, time=day_and_time(turn.sent_at)) if took_days and turn.sent_at and turn.start_s is None else line
        for line, turn in zip(lines, turns, strict=True)
    )


def _line(turn: Turn, reading: SentimentReading | None, marks: EvidenceMarks, w: Words, beside: Beside) -> TurnLine:
    felt = reading.label if reading is not None and reading.label is not Sentiment.NEUTRAL else None
    badly = turn.confidence is not None and turn.confidence < LOW_CONFIDENCE
    return TurnLine(
        index=turn.index,
        role=turn.sender.value,
        role_name=w.of("role", turn.sender.value),
        agent=turn.agent_id or "",
        time=_time(turn),
        type_name="" if turn.type is TurnType.TEXT else w.of("type", turn.type.value),
        is_automatic=turn.auto,
        is_public=turn.public,
        pieces=cut(turn.text, marks.spans_of(turn.index), word_kinds(turn, beside.words.get(turn.index, ()))),
        feeling=felt.value if felt else "",
        feeling_name=_feeling_name(reading, w) if reading is not None and felt else "",
        is_feeling_unsure=reading is not None and reading.ambiguous,
        heard_badly=percent(turn.confidence) if badly else "",
        start_s=turn.start_s,
        end_s=turn.end_s,
        corrections=tuple(c for c in beside.corrections if c.turn == turn.index),
        comments=tuple(c for c in beside.comments if c.turn == turn.index),
    )


def _feeling_name(reading: SentimentReading, w: Words) -> str:
    """The sentiment, and the shade of it that a customer shows."""
    sentiment = w.of("sentiment", reading.label.value)
    return f"{sentiment} · {w.of('emotion', reading.emotion.value)}" if reading.emotion else sentiment


def _time(turn: Turn) -> str:
    if turn.start_s is not None:
        return clock(turn.start_s) if turn.end_s is None else f"{clock(turn.start_s)}–{clock(turn.end_s)}"
    return time_of_day(turn.sent_at) if turn.sent_at is not None else ""
