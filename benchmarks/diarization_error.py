"""Diarization error rate (DER, 说话人分离错误率): who spoke when, against the truth, on a grid of 10 ms.

NIST's definition: (missed + false alarm + confused speaker time) / reference speaker time, speakers matched one to one
so that most is right; within `collar_s` of every border of the reference nothing is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from inspection.timeline import Interval

STEP_S = 0.01
COLLAR_S = 0.25
Stretches = Mapping[str, Sequence[Interval]]


@dataclass(frozen=True, slots=True)
class SpeakerErrors:
    """Seconds of speaker time: in the reference, missed, invented, and given to the wrong speaker. They add up."""

    reference_s: float = 0.0
    missed_s: float = 0.0
    false_alarm_s: float = 0.0
    confused_s: float = 0.0

    def __add__(self, other: "SpeakerErrors") -> "SpeakerErrors":
        """Both recordings together."""
        return SpeakerErrors(
            self.reference_s + other.reference_s,
            self.missed_s + other.missed_s,
            self.false_alarm_s + other.false_alarm_s,
            self.confused_s + other.confused_s,
        )

    def shares(self) -> dict[str, float]:
        """Shares of the reference time (0-1, DER may exceed 1)."""
        total_s = max(self.reference_s, 1e-9)
        errors_s = self.missed_s + self.false_alarm_s + self.confused_s
        return {
            "der": errors_s / total_s,
            "missed": self.missed_s / total_s,
            "false_alarm": self.false_alarm_s / total_s,
            "confusion": self.confused_s / total_s,
        }


def speaker_errors(reference: Stretches, found: Stretches, *, collar_s: float = COLLAR_S) -> SpeakerErrors:
    """Compare who spoke when (seconds by speaker) with the reference."""
    stretches = [s for own in (*reference.values(), *found.values()) for s in own]
    size = round(max((s.end_s for s in stretches), default=0.0) / STEP_S) + 1
    wanted, said = _grid(reference, size), _grid(found, size)
    counted = _outside_collars(reference, size, collar_s)
    wanted, said = wanted[:, counted], said[:, counted]
    together = wanted.astype(np.int64) @ said.astype(np.int64).T
    rows, columns = linear_sum_assignment(-together)
    right = int(together[rows, columns].sum())
    there, heard = wanted.sum(axis=0), said.sum(axis=0)
    missed = int(np.maximum(there - heard, 0).sum())
    invented = int(np.maximum(heard - there, 0).sum())
    confused = int(np.minimum(there, heard).sum()) - right
    return SpeakerErrors(*(STEP_S * n for n in (int(there.sum()), missed, invented, confused)))


def _grid(stretches: Stretches, size: int) -> NDArray[np.bool_]:
    grid = np.zeros((max(1, len(stretches)), size), np.bool_)
    for row, own in zip(grid, stretches.values(), strict=False):
        for s in own:
            row[round(s.start_s / STEP_S) : round(s.end_s / STEP_S)] = True
    return grid


def _outside_collars(reference: Stretches, size: int, collar_s: float) -> NDArray[np.bool_]:
    counted = np.ones(size, np.bool_)
    for s in (s for own in reference.values() for s in own):
        for border_s in (s.start_s, s.end_s):
            counted[max(0, round((border_s - collar_s) / STEP_S)) : round((border_s + collar_s) / STEP_S)] = False
    return counted
