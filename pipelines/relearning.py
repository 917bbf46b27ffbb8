"""Relearning from a centre's own reviews: gather, learn on some interactions, test on others, keep what is better.

Sentiment and emotion are pooled into one feeling, so they are tried together first, then each alone; acts one by one.
Nothing is swapped that is not better by more than its interval on interactions nobody learned from.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from inspection.relearning.enough import ClassCount, counts_of
from inspection.relearning.held_out import Split, by_agents, by_interactions
from inspection.relearning.turn_label import EMOTION, SENTIMENT, act_of, classes_of
from models.reading.head import Head
from models.reading.head_training import HeadTraining
from pipelines.head_trial import Attempt, HeadTrial, Occasion
from pipelines.relearning_report import HeadReport, TrainingReport, Verdict
from pipelines.reviewed_turns import ReviewedTurns

OnProgress = Callable[[str, int, int], None]
FEELING = (EMOTION, SENTIMENT)


@dataclass(frozen=True, slots=True)
class Learned:
    """The head with every part that won (the current one where none did), and the report."""

    head: Head
    report: TrainingReport


def relearn(
    found: ReviewedTurns, training: HeadTraining, occasion: Occasion, on_progress: OnProgress | None = None
) -> Learned:
    """Try every head that has lessons. Deterministic: the same labels and the same network give the same head."""
    split = choose_split(found)
    heads = found.lessons.heads
    trial = HeadTrial(found, training, occasion, split)
    can = [name for name in heads if not trial.not_read(name) and _is_enough(found, name, split)]
    groups = list(_groups(can))
    tests = sum(len(parts) for attempts in groups for parts in attempts)
    head, reports = occasion.current, {name: _untried(trial, found, name, split) for name in heads}
    for number, attempts in enumerate(groups):
        if on_progress is not None:
            on_progress(" + ".join(attempts[0]), number, len(groups))
        made = _first_accepted(trial, attempts, head, tests)
        head = made[-1].head if made[-1].is_accepted else head
        reports |= {name: one.report(reports[name]) for one in made for name in one.parts}
    return Learned(head, _report(found, occasion, split, [reports[name] for name in heads]))


def _first_accepted(trial: HeadTrial, attempts: Sequence[tuple[str, ...]], head: Head, tests: int) -> list[Attempt]:
    """The attempts in order, up to the first that is accepted; only the first of all when none is."""
    made: list[Attempt] = []
    for parts in attempts:
        made.append(trial.attempt(parts, head, tests))
        if made[-1].is_accepted:
            return made
    return made[:1]


def _groups(can: Sequence[str]) -> Iterator[Sequence[tuple[str, ...]]]:
    """What is tried: rows of attempts, each the heads to learn together, of which the first accepted one counts."""
    feeling = tuple(name for name in FEELING if name in can)
    if feeling:
        yield [feeling, *((name,) for name in reversed(feeling) if len(feeling) > 1)]
    yield from ([(name,)] for name in can if act_of(name) is not None)


def choose_split(found: ReviewedTurns) -> Split:
    """By agents where as many heads can be tested that way as by interactions alone."""
    taught = {place.key for place in found.lessons.right}
    plain = by_interactions(taught)
    apart = by_agents({key: found.agents_of[key] for key in taught})
    if apart is None:
        return plain
    return apart if _testable(found, apart) >= _testable(found, plain) else plain


def _testable(found: ReviewedTurns, split: Split) -> int:
    return sum(_is_enough(found, name, split) for name in found.lessons.heads)


def _is_enough(found: ReviewedTurns, name: str, split: Split) -> bool:
    return all(count.is_enough for count in _counts(found, name, split))


def _counts(found: ReviewedTurns, name: str, split: Split) -> tuple[ClassCount, ...]:
    return counts_of(found.lessons.of(name), classes_of(name), split)


def _untried(trial: HeadTrial, found: ReviewedTurns, name: str, split: Split) -> HeadReport:
    reason = trial.not_read(name)
    return HeadReport(
        head=name,
        verdict=Verdict.NOT_READ if reason else Verdict.NOT_ENOUGH_DATA,
        counts=_counts(found, name, split),
        threshold=None if act_of(name) is None else trial.threshold(name),
        reason=reason,
    )


def _report(found: ReviewedTurns, occasion: Occasion, split: Split, heads: Sequence[HeadReport]) -> TrainingReport:
    said = {"turn_labels": found.turn_labels, "verdicts": found.verdicts}
    missing = {"outdated": found.outdated, "disputed": found.lessons.disputed}
    return TrainingReport(
        current=occasion.current_name,
        new=None,
        activated=False,
        labels=said | missing,
        learn=len(split.learn),
        test=len(split.test),
        by_agent=split.by_agent,
        heads=tuple(heads),
    )
