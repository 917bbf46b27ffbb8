"""When a window is heard a second time, and which of the two answers is kept.

Whisper without timestamps sometimes skips seconds of clear speech, says one phrase over and over, or guesses. All
three can be seen in its answer, and all three are more frequent in short windows and without a beam.
"""

from inspection.invented_speech import loops
from inspection.timeline import Interval, gaps
from models.recognition.modes import CALM, CAREFUL, Decoding
from models.recognition.whisper_engine import Answer
from models.speech_windows import SpeechWindow

HOLE_S = 2.0
"""Speech without a word that makes a second hearing worth its price."""
DOUBTFUL_LOG_PROBABILITY = -0.7
LONGEST_WORD_S = 1.2
"""What a word lasts at most; alignment stretches one over speech that was skipped."""


def heard_again(window: SpeechWindow, answer: Answer, decoding: Decoding) -> Decoding | None:
    """How this window should be heard again after this answer; None when the answer will do."""
    if decoding.is_calm:
        return None
    if loops(answer.text):
        return CALM
    if decoding == CAREFUL:
        return None
    is_doubtful = answer.log_probability < DOUBTFUL_LOG_PROBABILITY
    return CAREFUL if is_doubtful or hole_s(window, answer) >= HOLE_S else None


def better(window: SpeechWindow, first: Answer, second: Answer) -> Answer:
    """The answer with no loop, else with less speech left without words, else the likelier one."""
    if loops(first.text):
        return second
    if abs(hole_s(window, first) - hole_s(window, second)) >= HOLE_S:
        return min((first, second), key=lambda answer: hole_s(window, answer))
    return max((second, first), key=lambda answer: answer.log_probability)


def hole_s(window: SpeechWindow, answer: Answer) -> float:
    """Seconds of the longest stretch of the window without a word."""
    words = [spoken(word.start_s, word.end_s) for word in answer.words]
    return max((hole.duration_s for hole in gaps(words, Interval(0.0, window.duration_s))), default=0.0)


def spoken(start_s: float, end_s: float) -> Interval:
    """What a word really takes of the seconds it was given."""
    return Interval(start_s, min(max(start_s, end_s), start_s + LONGEST_WORD_S))
