"""Lessons: what is to be learned of each labelled turn, once those who disagree have been counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspection.relearning.turn_label import ABSENT, ACT, EMOTION, PRESENT, SENTIMENT, TurnLabel, classes_of
from inspection.sentiment import Emotion

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class TurnOfHead:
    """A turn of an interaction as one head sees it."""

    source: str
    interaction_id: str
    turn: int
    head: str

    @property
    def key(self) -> Key:
        """(source, interaction_id)."""
        return (self.source, self.interaction_id)


@dataclass(frozen=True, slots=True)
class Lessons:
    """`right`: the class number per turn and head; `disputed`: turns and heads on which people are evenly split."""

    right: Mapping[TurnOfHead, int]
    disputed: int

    def of(self, head: str) -> dict[TurnOfHead, int]:
        """The lessons of one head, in order."""
        return {place: number for place, number in sorted(self.right.items()) if place.head == head}

    @property
    def heads(self) -> tuple[str, ...]:
        """Every head with a lesson: emotion, sentiment, then the acts by name (the order they are tried in)."""
        return tuple(sorted({place.head for place in self.right}, key=_in_order))


def lessons_of(labels: Iterable[TurnLabel], reviewed: Mapping[TurnOfHead, bool]) -> Lessons:
    """What most people say of each turn and head; `reviewed` (from verdicts on items) counts where nobody said more.

    An emotion is a shade of a sentiment: it is a lesson of that as well where nobody labelled the sentiment itself.
    """
    votes: dict[TurnOfHead, Counter[str]] = defaultdict(Counter)
    for one in labels:
        votes[TurnOfHead(one.source, one.interaction_id, one.turn, one.head)][one.label] += 1
    for place, occurs in reviewed.items():
        if place not in votes:
            votes[place][PRESENT if occurs else ABSENT] += 1
    said = {place: _majority(of) for place, of in votes.items()}
    right = {p: classes_of(p.head).index(label) for p, label in said.items() if label is not None}
    implied = {_sentiment_at(p): number for p, number in right.items() if p.head == EMOTION}
    shades = {p: _class_of_emotion(number) for p, number in implied.items() if p not in said}
    return Lessons(right | shades, sum(label is None for label in said.values()))


def _majority(votes: Counter[str]) -> str | None:
    ranked = votes.most_common(2)
    return None if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]


def _sentiment_at(place: TurnOfHead) -> TurnOfHead:
    return TurnOfHead(place.source, place.interaction_id, place.turn, SENTIMENT)


def _class_of_emotion(number: int) -> int:
    return classes_of(SENTIMENT).index(tuple(Emotion)[number].sentiment.value)


def _in_order(head: str) -> tuple[bool, str]:
    return (head.startswith(ACT), head)
