"""Feeling (情感与情绪) of turns, and its course over the turns a condition looks at."""

from collections.abc import Callable, Sequence

from inspection.rules.asked import Asked, hit_at
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome
from inspection.rules.reading_specs import FeelingSpec
from inspection.rules.view import SeenTurn
from inspection.sentiment import Emotion, SentimentReading
from inspection.sentiment_course import FEWEST_TURNS, Felt, SentimentCourse, course_of, turning_points

TOO_FEW = "too_few"


def find_feeling(asked: Asked) -> Outcome:
    """The turns that show what is asked for; unknown when no turn was read, false when too few for a course."""
    wanted = asked.spec.feeling
    assert wanted is not None
    if wanted.label is not None:
        return _labelled(asked, wanted.label, wanted.at_least)
    if wanted.emotions:
        return _moved(asked, wanted.emotions, wanted.at_least)
    felt = [Felt(t.turn.index, r) for t in asked.turns if (r := _reading(asked, t))]
    if not felt and asked.turns:
        return UNKNOWN
    course = course_of(felt, bad_from=wanted.at_least)
    if course is None:
        few = wanted.change == TOO_FEW and felt
        return _shown(asked, felt[-1], f"{len(felt)}", f"{FEWEST_TURNS}") if few else NOTHING
    return _course(asked, wanted, felt, course)


def _reading(asked: Asked, turn: SeenTurn) -> SentimentReading | None:
    return asked.facts.readings[turn.turn.index]


def _labelled(asked: Asked, label: str, at_least: float) -> Outcome:
    """Turns whose reader gives the label at least this probability and is not ambiguous."""
    return _turns_of(asked, label, at_least, lambda reading: float(getattr(reading, label)))


def _moved(asked: Asked, wanted: Sequence[Emotion], at_least: float) -> Outcome:
    """The same of emotions, of several together their sum; unknown when no turn was read for emotions."""
    if asked.turns and not any((r := _reading(asked, t)) and r.emotions for t in asked.turns):
        return UNKNOWN
    name = "+".join(wanted)
    return _turns_of(asked, name, at_least, lambda r: sum(r.emotions.of(e) for e in wanted) if r.emotions else 0.0)


def _turns_of(asked: Asked, name: str, at_least: float, share_of: Callable[[SentimentReading], float]) -> Outcome:
    hits: list[Hit] = []
    for turn in asked.turns:
        reading = _reading(asked, turn)
        if reading is None or reading.ambiguous:
            continue
        share = share_of(reading)
        if share >= at_least:
            hits.append(hit_at(turn, "feeling", f"{name} {share:.2f}", f"{at_least:g}"))
    return Outcome.found(hits)


def _course(asked: Asked, wanted: FeelingSpec, felt: Sequence[Felt], course: SentimentCourse) -> Outcome:
    if wanted.course is not None:
        start, ends = wanted.course.start, wanted.course.ends
        if course.start != start or course.end not in ends:
            return NOTHING
        return _shown(asked, felt[-1], f"{course.start} -> {course.end}", f"{start} -> {'/'.join(ends)}")
    if wanted.change is not None:
        return _changed(asked, wanted.change, felt[-1], course)
    if wanted.lowest_below is not None:
        lowest = course.lowest
        is_below = lowest.balance < wanted.lowest_below
        return _shown(asked, lowest, f"{lowest.balance:+.2f}", f"{wanted.lowest_below:+g}") if is_below else NOTHING
    return _turned(asked, wanted, felt)


def _changed(asked: Asked, wanted: str, last: Felt, course: SentimentCourse) -> Outcome:
    if course.change != wanted:
        return NOTHING
    value = f"{course.start_balance:+.2f} -> {course.end_balance:+.2f}"
    lowest = asked.view.by_index[course.lowest.turn].turn
    return _shown(asked, last, value, f"{wanted}; {course.lowest.balance:+.2f} in turn {lowest.index + 1}")


def _turned(asked: Asked, wanted: FeelingSpec, felt: Sequence[Felt]) -> Outcome:
    worse = wanted.turning_point == "down"
    points = [p for p in turning_points(felt, wanted.at_least) if (p.change < 0) is worse]
    return Outcome.found(
        hit_at(asked.view.by_index[p.turn], "feeling", f"{abs(p.change):.2f} {wanted.turning_point}",
               f"{wanted.at_least:g}")
        for p in points
    )  # fmt: skip


def _shown(asked: Asked, felt: Felt, value: str, threshold: str) -> Outcome:
    return Outcome.found([hit_at(asked.view.by_index[felt.turn], "feeling", value, threshold)])
