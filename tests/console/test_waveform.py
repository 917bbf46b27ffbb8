"""The picture of a call: who speaks where, how loud, and what lasts how long."""

import re

import numpy as np
import pytest

from console.waveform import WIDTH, Waveform, place_of, waveform
from inspection.interaction import Role, Turn
from inspection.sentiment import SentimentReading
from inspection.sound import Silence, SoundFacts, TurnLevel
from inspection.timeline import Interval
from records.level_files import Levels

AGENT = Turn(index=0, sender=Role.AGENT, text="您好", start_s=0.0, end_s=20.0)
CUSTOMER = Turn(index=1, sender=Role.CUSTOMER, text="退款", start_s=60.0, end_s=80.0)
ANGRY = SentimentReading(0.9, 0.05, 0.05, False)
SOUND = SoundFacts(
    duration_s=100.0,
    silences=(Silence(Interval(20.0, 60.0), 0, 1), Silence(Interval(80.0, 81.0), 1, None)),
    overlaps=(Interval(19.0, 20.0),),
    turn_levels=(TurnLevel(0, -12.0), TurnLevel(1, -30.0)),
)


def picture(**more: object) -> Waveform:
    given: dict[str, object] = {"sound": SOUND} | more
    found = waveform(100.0, [AGENT, CUSTOMER], [None, ANGRY], **given)  # type: ignore[arg-type]
    assert found is not None
    return found


def bars(found: Waveform, role: str) -> list[tuple[float, float, float]]:
    """(x, top, height) of every stroke of a lane."""
    path = next(lane.path for lane in found.lanes if lane.role == role)
    return [tuple(map(float, bar)) for bar in re.findall(r"M([\d.]+) ([\d.-]+)v([\d.]+)", path)]  # type: ignore[misc]


def test_each_side_is_drawn_in_its_lane_where_it_speaks() -> None:
    agent, customer = bars(picture(), "agent"), bars(picture(), "customer")
    assert (agent[0][0], agent[-1][0], len(agent)) == (1.0, 199.0, 100)
    assert (customer[0][0], customer[-1][0]) == (601.0, 799.0)
    assert all(top + height / 2 == pytest.approx(28, abs=0.11) for _, top, height in agent)
    assert all(top + height / 2 == pytest.approx(66, abs=0.11) for _, top, height in customer)
    assert agent[0][2] > customer[0][2]  # -12 dB is louder than -30 dB
    assert not picture().is_measured


def test_kept_levels_draw_what_is_heard_and_sound_without_words_is_nobodys() -> None:
    values = np.zeros((2, 1000), np.uint8)
    values[0, :200], values[1, 600:800], values[1, 300:310] = 255, 128, 200
    found = picture(levels=Levels(values))
    assert found.is_measured
    assert {height for _, _, height in bars(found, "agent")} == {34.0}
    assert max(height for _, _, height in bars(found, "customer")) < 13
    noise = [x for x, _, height in bars(found, "other") if height > 2]
    assert noise == [301.0, 303.0, 305.0, 307.0, 309.0]


def test_what_lasts_is_told_with_its_seconds_and_short_silences_are_left_out() -> None:
    found = picture(holds=[Interval(30.0, 40.0)], masked=[Interval(62.5, 63.0)])
    told = [(s.kind, s.x, s.width, s.seconds) for s in found.stretches]
    assert told == [
        ("silence", 200.0, 400.0, "40.0"), ("hold", 300.0, 100.0, "10.0"), ("overlap", 190.0, 10.0, "1.0"),
        ("masked", 625.0, 5.0, "0.5"),
    ]  # fmt: skip
    assert [(f.kind, f.x, f.width) for f in found.feelings] == [("negative", 600.0, 200.0)]


def test_without_a_time_there_is_no_picture() -> None:
    typed = Turn(index=0, sender=Role.AGENT, text="您好")
    assert waveform(100.0, [typed], [None], sound=None) is None
    assert waveform(0.0, [AGENT], [None], sound=None) is None


@pytest.mark.parametrize(("at", "x"), [(0.0, 0.0), (50.0, 500.0), (250.0, WIDTH), (-3.0, 0.0)])
def test_a_moment_lies_on_the_line(at: float, x: float) -> None:
    assert place_of(at, 100.0) == x
