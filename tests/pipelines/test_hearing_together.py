"""Many calls heard together: each as it would be alone, in its place, and one that cannot be heard harms no other."""

from collections.abc import Iterator

import numpy as np
import pytest

from inspection.errors import InspectionError, ModelError, RecordingError
from inspection.interaction import Role
from pipelines.hearing import Heard, hear
from pipelines.hearing_together import CallToHear, hear_together
from tests.pipelines.made_recordings import wav16
from tests.pipelines.test_hearing import AGENT, CUSTOMER, EARS, call

STEREO = wav16(np.stack([AGENT, CUSTOMER]), 16_000)
MONO = wav16(AGENT + CUSTOMER, 16_000)
SILENT = wav16(np.zeros((2, 160_000), np.float32), 16_000)


def together(*calls: CallToHear) -> list[Heard | InspectionError]:
    return list(hear_together(calls, EARS))


def test_each_call_is_heard_as_it_would_be_alone_and_in_its_place() -> None:
    heard = together(*(CallToHear((sound,), call()) for sound in (MONO, SILENT, STEREO, MONO)))
    assert heard == [hear([sound], call(), EARS) for sound in (MONO, SILENT, STEREO, MONO)]


def test_a_call_that_cannot_be_heard_gets_its_error_in_its_place() -> None:
    first, broken, foreign, last = together(
        CallToHear((STEREO,), call()),
        CallToHear((b"no sound",), call(), ("recordings/C2.wav",)),
        CallToHear((STEREO,), call(language="klingon")),
        CallToHear((MONO,), call()),
    )
    assert isinstance(first, Heard)
    assert isinstance(broken, RecordingError)
    assert broken.where == "recordings/C2.wav"
    assert isinstance(foreign, ModelError)
    assert foreign.code == "unknown_language"
    assert isinstance(last, Heard)
    assert {t.sender for t in last.turns} == {Role.AGENT, Role.CUSTOMER}


def test_errors_and_silence_alone_need_no_recogniser() -> None:
    silent, broken = together(CallToHear((SILENT,), call()), CallToHear((b"",), call()))
    assert isinstance(silent, Heard)
    assert silent.turns == ()
    assert isinstance(broken, RecordingError)


def test_no_calls_have_no_answers() -> None:
    assert together() == []


def test_a_call_is_not_decoded_long_before_its_answer() -> None:
    taken: list[int] = []

    def calls() -> Iterator[CallToHear]:
        for number in range(4):
            taken.append(number)
            yield CallToHear((STEREO,), call())

    answers = hear_together(calls(), EARS)
    next(answers)
    assert len(taken) <= 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_language_of_calls_that_do_not_say_theirs_is_the_default(language: str) -> None:
    (heard,) = hear_together([CallToHear((STEREO,), call(agent_channel=0))], EARS, default_language=language)
    assert isinstance(heard, Heard)
    assert heard.sound.turn_rates[0].unit == ("characters" if language == "zh" else "words")
