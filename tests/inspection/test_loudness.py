"""The level of each turn: who raises the voice."""

import numpy as np
import pytest

from inspection.interaction import Role, Turn
from inspection.loudness import turn_levels

RATE_HZ = 16_000


def tone(seconds: float, amplitude: float) -> np.ndarray:
    times_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * 200 * times_s)).astype(np.float32)


def turn(index: int, sender: Role, start_s: float, end_s: float) -> Turn:
    return Turn(index=index, sender=sender, text="嗯", start_s=start_s, end_s=end_s)


def test_a_turn_ten_times_louder_is_twenty_db_louder() -> None:
    customer = np.concatenate([tone(1, 0.05), tone(1, 0.5)])
    turns = [turn(0, Role.CUSTOMER, 0, 1), turn(1, Role.CUSTOMER, 1, 2)]
    quiet, loud = turn_levels(turns, {Role.CUSTOMER: customer}, RATE_HZ)
    assert loud.dbfs - quiet.dbfs == pytest.approx(20, abs=0.2)
    assert loud.dbfs == pytest.approx(20 * np.log10(0.5 / np.sqrt(2)), abs=0.2)


def test_turns_without_a_channel_too_short_or_beyond_the_end_have_no_level() -> None:
    turns = [turn(0, Role.AGENT, 0, 1), turn(1, Role.CUSTOMER, 0, 0.1), turn(2, Role.CUSTOMER, 5, 6)]
    assert turn_levels(turns, {Role.CUSTOMER: tone(1, 0.1)}, RATE_HZ) == ()


def test_silence_is_silent_and_no_error() -> None:
    silent = {Role.AGENT: np.zeros(RATE_HZ, dtype=np.float32)}
    assert turn_levels([turn(0, Role.AGENT, 0, 1)], silent, RATE_HZ)[0].dbfs == -120
