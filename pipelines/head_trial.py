"""Trying heads: learned on one side of the split, compared on the other, by the readers of the night."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from inspection.relearning.contest import Answers, Contest, contest
from inspection.relearning.held_out import Split
from inspection.relearning.lessons import Key, TurnOfHead
from inspection.relearning.turn_label import EMOTION, SENTIMENT, act_of, classes_of
from inspection.sentiment import TurnText
from models.reading.head import Head, outputs_of
from models.reading.head_training import HeadTraining
from pipelines.relearning_report import HeadReport, Verdict
from pipelines.reviewed_turns import ReviewedTurns

DEFAULT_THRESHOLD = 0.5
_BESIDE = {EMOTION: SENTIMENT, SENTIMENT: EMOTION}
"""Both are pooled into one feeling: what changes one changes the other."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a training rests on beside the labels.

    `current` is the head in force and `current_name` what it is called; `thresholds` (0-1) those of the rules per act;
    `not_ours` heads that another model reads here, with the reason.
    """

    current: Head
    current_name: str
    thresholds: Mapping[str, float]
    not_ours: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Attempt:
    """Some heads learned together. `contests` of these; `beside` of one that changes with them though not learned."""

    parts: tuple[str, ...]
    head: Head
    contests: Mapping[str, Contest]
    beside: Contest | None

    @property
    def is_accepted(self) -> bool:
        """Something is better, nothing is worse."""
        harm = any(map(_is_worse, self.contests.values())) or self._harms_beside
        return not harm and any(one.is_won for one in self.contests.values())

    def report(self, plain: HeadReport) -> HeadReport:
        """What is told of one of the parts."""
        fought = self.contests[plain.head]
        return replace(plain, verdict=self._verdict(fought), contest=fought, beside=self.beside)

    def _verdict(self, fought: Contest) -> Verdict:
        if self.is_accepted:
            return Verdict.BETTER if fought.is_won else Verdict.TAKEN_ALONG
        if _is_worse(fought):
            return Verdict.WORSE_CLASS
        return Verdict.WORSE_BESIDE if self._harms_beside else Verdict.NOT_BETTER

    @property
    def _harms_beside(self) -> bool:
        return self.beside is not None and (self.beside.macro_f1.is_worse or self.beside.kappa.is_worse)


class HeadTrial:
    """Tries heads on one split of what people said."""

    def __init__(self, found: ReviewedTurns, training: HeadTraining, occasion: Occasion, split: Split) -> None:
        """Nothing is learned yet."""
        self._found, self._training, self._occasion, self._split = found, training, occasion, split

    def attempt(self, parts: Sequence[str], current: Head, tests: int) -> Attempt:
        """Learn these heads, one on top of the other, and compare; `tests` contests share the chance of a mistake."""
        new = current
        for name in parts:
            places = self._places(name, self._split.learn)
            right = [self._found.lessons.right[place] for place in places]
            new = self._training.learned(name, self._texts(places), right, new)
        contests = {name: self._contest(name, current, new, tests) for name in parts}
        beside = next((b for name in parts if (b := _BESIDE.get(name)) and b not in parts), None)
        tested = beside is not None and not self.not_read(beside) and self._places(beside, self._split.test)
        return Attempt(
            tuple(parts), new, contests, self._contest(beside, current, new, 1) if beside and tested else None
        )

    def not_read(self, name: str) -> str:
        """Why our network does not read this head here; empty when it does."""
        if outputs_of(name, self._training.labels) is None:
            return "the reading network has no such head"
        return self._occasion.not_ours.get(name, "")

    def threshold(self, name: str) -> float:
        """From which probability (0-1) on the rules take an act for found."""
        return self._occasion.thresholds.get(act_of(name) or "", DEFAULT_THRESHOLD)

    def _places(self, name: str, side: frozenset[Key]) -> Sequence[TurnOfHead]:
        return [place for place in self._found.lessons.of(name) if place.key in side]

    def _texts(self, places: Sequence[TurnOfHead]) -> list[TurnText]:
        return [self._found.texts[(place.source, place.interaction_id, place.turn)] for place in places]

    def _contest(self, name: str, current: Head, new: Head, tests: int) -> Contest:
        places = self._places(name, self._split.test)
        numbers = {key: number for number, key in enumerate(dict.fromkeys(place.key for place in places))}
        texts, threshold = self._texts(places), self.threshold(name)
        answers = Answers(
            wanted=np.array([self._found.lessons.right[place] for place in places], np.int64),
            current=self._training.says(name, texts, current, threshold),
            new=self._training.says(name, texts, new, threshold),
            groups=np.array([numbers[place.key] for place in places], np.int64),
        )
        return contest(answers, classes_of(name), tests)


def _is_worse(fought: Contest) -> bool:
    """A class is worse; of an act, also where precision or recall at the rule's threshold is."""
    present = fought.classes[-1]
    is_act = len(fought.classes) == len(classes_of("act:"))
    return bool(fought.worse) or (is_act and (present.precision.is_worse or present.recall.is_worse))
