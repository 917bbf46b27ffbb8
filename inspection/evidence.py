"""Evidence: the very words, seconds and figures a judgement rests on. No evidence, no deduction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a finding (命中) is and what was compared with what.

    `turn` is the turn's 0-based index; `start_char`/`end_char` are half-open code points into the masked text;
    `start_s`/`end_s` seconds in the recording (None for typed text); `text` the masked words;
    `operator` names the comparison (`phrase`, `pattern`, `absent`, `silence` ...), `value` what was found and
    `threshold` what it was compared with, both readable text; `confidence` 0-1 of the words it rests on.
    """

    turn: int | None
    start_char: int | None
    end_char: int | None
    start_s: float | None
    end_s: float | None
    text: str
    operator: str
    value: str
    threshold: str
    confidence: float = 1.0
