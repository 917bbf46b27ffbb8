"""What was just done to the queue, in words: how many reviews went to whom, and why the others stayed."""

from dataclasses import dataclass

from console.words import Words
from records.bulk_assigning import GivenOut


@dataclass(frozen=True, slots=True)
class Outcome:
    """`done` says what happened, `stayed` what did not and why; `is_refused` when nothing was done at all."""

    done: str
    stayed: tuple[str, ...] = ()
    is_refused: bool = False


def given_out(result: GivenOut, w: Words) -> Outcome:
    """Reviews that were given to people."""
    counts = ", ".join(w["rq_given_to"].format(who=who, n=n) for who, n in result.given.items())
    done = w["rq_given"].format(n=sum(result.given.values()), who=counts) if counts else w["rq_given_none"]
    return Outcome(done, _stayed(result, w), is_refused=not counts)


def taken_back(result: GivenOut, w: Words) -> Outcome:
    """Reviews that are kept for nobody now."""
    return Outcome(w["rq_taken_back"].format(n=sum(result.given.values())), _stayed(result, w))


def _stayed(result: GivenOut, w: Words) -> tuple[str, ...]:
    most_first = sorted(result.stayed.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(w["rq_stayed"].format(n=n, why=w.of("why_not", reason.value)) for reason, n in most_first)
