"""Turns repeat (好的, templates, a thousand equal greetings): the reading model reads each only once in a run."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from models.reading.feeling import GivesLogits
from models.reading.reading_model import Floats, HeadLabels, Spoken

MOST_REMEMBERED = 50_000
"""Answers kept; about half a kilobyte each, 25 MB when full. The longest unused goes first."""

Given = TypeVar("Given", bound=Hashable)
Answer = TypeVar("Answer")


class Remembered(Generic[Given, Answer]):
    """A bounded memory of answers by the hash of what was asked. Safe in threads; it changes no answer."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """`most` answers are kept."""
        self._most, self._kept, self._lock = most, OrderedDict[bytes, Answer](), Lock()

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept)

    def answers(self, asked: Sequence[Given], work: Callable[[list[Given]], Sequence[Answer]]) -> list[Answer]:
        """One answer per question, in order; `work` is given each unknown question once."""
        keys = [_key(one) for one in asked]
        with self._lock:
            known = {key: self._kept[key] for key in set(keys) if key in self._kept}
        unknown = {key: one for key, one in zip(keys, asked, strict=True) if key not in known}
        if unknown:
            known |= zip(unknown, work(list(unknown.values())), strict=True)
        with self._lock:
            for key in dict.fromkeys(keys):
                self._kept[key] = known[key]
                self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return [known[key] for key in keys]


class RememberedModel:
    """A reading model that is asked each turn, after the same turn before, only once."""

    def __init__(self, model: GivesLogits, most: int = MOST_REMEMBERED) -> None:
        """`most` turns are remembered."""
        self._model = model
        self._memory: Remembered[tuple[Spoken, Spoken | None], Floats] = Remembered(most)

    @property
    def labels(self) -> HeadLabels:
        """What the outputs mean."""
        return self._model.labels

    def logits(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Floats]:
        """Logits per turn, shape (parts, outputs), in order."""
        return self._memory.answers(list(zip(spoken, previous, strict=True)), self._read)

    def _read(self, asked: list[tuple[Spoken, Spoken | None]]) -> list[Floats]:
        return self._model.logits([turn for turn, _ in asked], [before for _, before in asked])


def _key(asked: Hashable) -> bytes:
    return hashlib.blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=16).digest()
