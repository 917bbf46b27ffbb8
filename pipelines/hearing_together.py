"""Hearing many calls together: each is decoded when the recogniser has room for it, and answered in its turn.

Whatever stands beside a call in the recogniser's batches, it is heard as it would be alone. A call that cannot be heard
gets its error in its place and harms no other.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspection.errors import InspectionError
from inspection.hearing import SoundToHear, Utterance
from inspection.interaction import Interaction
from pipelines.hearing import DEFAULT_LANGUAGE, Ears, Heard, PreparedCall, conclude, prepare


@dataclass(frozen=True, slots=True)
class CallToHear:
    """A call's recordings (in the order of their channels), what is known of it, and names for errors."""

    recordings: tuple[bytes | Path, ...]
    interaction: Interaction
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Waiting:
    """A call whose answer is not complete; `error` when there will be none."""

    call: PreparedCall | None = None
    error: InspectionError | None = None
    said: list[Sequence[Utterance]] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return self.call is None or len(self.said) == len(self.call.channels)


def hear_together(
    calls: Iterable[CallToHear | InspectionError], ears: Ears, *, default_language: str = DEFAULT_LANGUAGE
) -> Iterator[Heard | InspectionError]:
    """Each call as `hear` hears it, or the error it would raise; in the order of the calls.

    An error in the place of a call (its recording is not there) is its answer.
    """
    waiting: deque[_Waiting] = deque()

    def sounds() -> Iterator[SoundToHear]:
        for call in calls:
            waiting.append(_prepared(call, ears, default_language))
            if (prepared := waiting[-1].call) is not None:
                yield from prepared.sounds

    for said in ears.recogniser.transcribe_all(sounds()):
        next(one for one in waiting if not one.is_complete).said.append(said)
        yield from _complete(waiting, ears)
    yield from _complete(waiting, ears)


def _prepared(call: CallToHear | InspectionError, ears: Ears, default_language: str) -> _Waiting:
    if isinstance(call, InspectionError):
        return _Waiting(error=call)
    try:
        return _Waiting(
            prepare(call.recordings, call.interaction, ears, default_language=default_language, names=call.names)
        )
    except InspectionError as error:
        return _Waiting(error=error)


def _complete(waiting: deque[_Waiting], ears: Ears) -> Iterator[Heard | InspectionError]:
    """Take the calls that are complete from the front."""
    while waiting and waiting[0].is_complete:
        one = waiting.popleft()
        if one.error is not None:
            yield one.error
        elif one.call is not None:
            yield _concluded(one.call, one.said, ears)


def _concluded(call: PreparedCall, said: Sequence[Sequence[Utterance]], ears: Ears) -> Heard | InspectionError:
    try:
        return conclude(call, said, ears)
    except InspectionError as error:
        return error
