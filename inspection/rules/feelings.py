"""Feeling (情感) of turns, and its course: from the first quarter to the last, recovered, lost, turning point."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspection.rules.asked import Asked, hit_at
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome
from inspection.rules.view import SeenTurn
from inspection.sentiment import SentimentReading

CLEAR_BALANCE = 0.25
"""A mean balance (positive minus negative, -1 to 1) beyond this is positive or negative, between them neutral."""
_FEWEST_TURNS = 3  # fewer have no course


@dataclass(frozen=True, slots=True)
class _Felt:
    turn: SeenTurn
    reading: SentimentReading

    @property
    def balance(self) -> float:
        """Positive minus negative, -1 to 1."""
        return self.reading.positive - self.reading.negative


def find_feeling(asked: Asked) -> Outcome:
    """The turns that show what is asked for; unknown when no turn was read, false when too few for a course."""
    wanted = asked.spec.feeling
    assert wanted is not None
    if wanted.label is not None:
        return _labelled(asked, wanted.label, wanted.at_least)
    felt = [f for t in asked.turns if (f := _felt(asked, t))]
    if not felt:
        return UNKNOWN if asked.turns else NOTHING
    if len(felt) < _FEWEST_TURNS:
        return NOTHING
    if wanted.course is not None:
        ends = [wanted.course.end] if isinstance(wanted.course.end, str) else wanted.course.end
        return _course(felt, wanted.course.start, ends)
    if wanted.change is not None:
        return _recovered(felt, wanted.at_least) if wanted.change == "recovered" else _lost(felt)
    return _turning_point(felt, -1 if wanted.turning_point == "down" else 1, wanted.at_least)


def _felt(asked: Asked, turn: SeenTurn) -> _Felt | None:
    reading = asked.facts.readings[turn.turn.index]
    return None if reading is None else _Felt(turn, reading)


def _labelled(asked: Asked, label: str, at_least: float) -> Outcome:
    """Turns whose reader gives the label at least this probability and is not ambiguous."""
    hits: list[Hit] = []
    for turn in asked.turns:
        felt = _felt(asked, turn)
        if felt is None or felt.reading.ambiguous:
            continue
        share: float = getattr(felt.reading, label)
        if share >= at_least:
            hits.append(hit_at(turn, "feeling", f"{label} {share:.2f}", f"{at_least:g}"))
    return Outcome.found(hits)


def _course(felt: Sequence[_Felt], start: str, ends: Sequence[str]) -> Outcome:
    first, last = _label(_start(felt)), _label(_end(felt))
    if first != start or last not in ends:
        return NOTHING
    return _shown(felt[-1], f"{first} -> {last}", f"{start} -> {'/'.join(ends)}")


def _recovered(felt: Sequence[_Felt], at_least: float) -> Outcome:
    worst = min(felt, key=lambda f: f.balance)
    if worst.reading.negative < at_least or _label(_end(felt)) == "negative":
        return NOTHING
    quarter = felt[-_quarter(felt) :]
    if any(f.reading.negative >= at_least for f in quarter):
        return NOTHING
    return _shown(felt[-1], f"{_mean(quarter):+.2f} at the end", f"{worst.balance:+.2f} in turn {_number(worst)}")


def _lost(felt: Sequence[_Felt]) -> Outcome:
    if _label(_start(felt)) == "negative" or _label(_end(felt)) != "negative":
        return NOTHING
    return _shown(felt[-1], f"{_end(felt):+.2f} at the end", f"{_start(felt):+.2f} at the beginning")


def _turning_point(felt: Sequence[_Felt], direction: int, at_least: float) -> Outcome:
    """The split with the greatest difference of means; its first turn is the turning point."""
    changes = {at: _mean(felt[at:]) - _mean(felt[:at]) for at in range(1, len(felt))}
    at = max(changes, key=lambda a: (direction * changes[a], -a))
    if direction * changes[at] < at_least:
        return NOTHING
    return _shown(felt[at], f"{changes[at]:+.2f}", f"{direction * at_least:+.2f}")


def _shown(felt: _Felt, value: str, threshold: str) -> Outcome:
    return Outcome.found([hit_at(felt.turn, "feeling", value, threshold)])


def _quarter(felt: Sequence[_Felt]) -> int:
    return max(1, len(felt) // 4)


def _start(felt: Sequence[_Felt]) -> float:
    return _mean(felt[: _quarter(felt)])


def _end(felt: Sequence[_Felt]) -> float:
    return _mean(felt[-_quarter(felt) :])


def _mean(felt: Sequence[_Felt]) -> float:
    return sum(f.balance for f in felt) / len(felt)


def _label(balance: float) -> str:
    if balance < -CLEAR_BALANCE:
        return "negative"
    return "positive" if balance > CLEAR_BALANCE else "neutral"


def _number(felt: _Felt) -> int:
    return felt.turn.turn.index + 1
