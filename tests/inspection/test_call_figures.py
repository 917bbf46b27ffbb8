"""The figures of a call against constructed truth: two channels of tones whose every second is known."""

from dataclasses import replace

import numpy as np
import pytest

from inspection.acoustics import sound_facts
from inspection.call_figures import FIGURES, call_figures
from inspection.interaction import Role, Turn
from inspection.loudness import turn_levels
from inspection.timeline import Interval

RATE_HZ = 16_000
A, C = Role.AGENT, Role.CUSTOMER
# (who, start, end, words, amplitude): an announced wait of 10 s, a searching customer of 6 s, dead air of 5 s,
# one interruption by the agent (1 s into the customer's words), one back-channel (0.4 s) that is none.
SAID = [
    (A, 1.0, 4.0, "您好请问有什么可以帮您" * 1, 0.1),
    (C, 5.0, 9.0, "我的灯坏了我想换一个新的行不行", 0.1),
    (A, 10.0, 13.0, "请您稍等我帮您查一下", 0.1),
    (A, 23.0, 26.0, "感谢您等待请报一下订单号", 0.1),
    (C, 32.0, 36.0, "二零二六一一零八", 0.1),
    (A, 41.0, 44.0, "好的已经登记", 0.4),
    (C, 45.0, 49.0, "那什么时候能到我真的很着急啊", 0.1),
    (A, 47.0, 51.0, "您别急我知道您着急两天内送到", 0.1),
]
BACK_CHANNEL = Interval(34.0, 34.4)
DURATION_S = 55.0


def constructed() -> tuple[list[Turn], dict[str, float]]:
    """The turns and the figures of the call."""
    turns = [Turn(index=i, sender=w, text=t, start_s=a, end_s=b) for i, (w, a, b, t, _) in enumerate(SAID)]
    speech = {role: [Interval(a, b) for w, a, b, *_ in SAID if w is role] for role in (A, C)}
    speech[A].append(BACK_CHANNEL)
    signal = {role: np.zeros(round(DURATION_S * RATE_HZ), np.float32) for role in (A, C)}
    for who, start_s, end_s, _, amplitude in SAID:
        at = np.arange(round(start_s * RATE_HZ), round(end_s * RATE_HZ))
        signal[who][at] = amplitude * np.sin(2 * np.pi * 300 * at / RATE_HZ)
    sound = sound_facts(turns, speech, DURATION_S)
    return turns, call_figures(turns, replace(sound, turn_levels=turn_levels(turns, signal, RATE_HZ)))


TURNS, FOUND = constructed()


@pytest.mark.parametrize(
    ("name", "truth", "tolerance"),
    [
        ("silence_longest_s", 10.0, 0.1),
        ("silence_total_s", 21.0, 0.1),
        ("silence_share", 21.0 / DURATION_S, 0.01),
        ("announced_hold_s", 10.0, 0.1),
        ("customer_searching_s", 6.0, 0.1),
        ("dead_air_s", 5.0, 0.1),
        ("dead_air_longest_s", 5.0, 0.1),
        ("agent_interruptions", 1, 0),
        ("customer_interruptions", 0, 0),
        ("overlap_s", 2.4, 0.01),
        ("agent_talk_share", 16.4 / 28.4, 0.01),
        ("overlap_share", 2.4 / 26.0, 0.01),
        ("response_median_s", 1.0, 0.1),
        ("response_longest_s", 5.0, 0.1),
        ("agent_loudness_rise_db", 12.0, 0.1),
        ("customer_loudness_rise_db", 0.0, 0.1),
    ],
)
def test_a_figure_is_what_was_constructed(name: str, truth: float, tolerance: float) -> None:
    assert FOUND[name] == pytest.approx(truth, abs=tolerance + 1e-9)


def test_rates_are_characters_a_minute_of_own_speech() -> None:
    said = sum(len(t) for w, _, _, t, _ in SAID if w is C)
    assert FOUND["customer_rate_per_minute"] == pytest.approx(said * 60 / 12.0, rel=0.01)


def test_the_raised_voice_is_the_agents_peak_of_arousal() -> None:
    assert FOUND["agent_arousal_peak"] >= 2.0
    assert "customer_arousal_peak" not in FOUND  # three turns are too few for a baseline


def test_without_sound_there_are_no_figures_and_none_is_zero_by_default() -> None:
    assert call_figures(TURNS, None) == {}
    mute = sound_facts([], {}, 10.0)
    assert "agent_talk_share" not in call_figures([], mute)
    assert "response_median_s" not in call_figures([], mute)


def test_every_figure_says_its_unit_and_meaning_in_both_languages() -> None:
    assert set(FOUND) <= set(FIGURES)
    for name, meaning in FIGURES.items():
        assert meaning.zh, name
        assert meaning.en, name
        assert meaning.unit in {"s", "share", "count", "per_minute", "db", "z"}
