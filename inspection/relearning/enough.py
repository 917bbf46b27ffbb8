"""Whether there is enough to learn a head and to test it, class by class, counted in interactions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspection.relearning.held_out import Split
from inspection.relearning.lessons import TurnOfHead

LEARN_AT_LEAST, TEST_AT_LEAST = 20, 10
"""Interactions per class. Turns of one interaction resemble each other: ten of one are not ten."""


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Interactions with a labelled turn of a class, on the learning and on the testing side."""

    label: str
    learn: int
    test: int

    @property
    def is_enough(self) -> bool:
        """Both sides have what they need."""
        return self.learn >= LEARN_AT_LEAST and self.test >= TEST_AT_LEAST


def counts_of(lessons: Mapping[TurnOfHead, int], labels: Sequence[str], split: Split) -> tuple[ClassCount, ...]:
    """The counts of every class of one head, in the order of `labels`."""
    seen = {(number, place.key) for place, number in lessons.items()}
    learn = Counter(number for number, key in seen if key in split.learn)
    test = Counter(number for number, key in seen if key in split.test)
    return tuple(ClassCount(label, learn[number], test[number]) for number, label in enumerate(labels))
