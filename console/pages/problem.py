"""The page for what cannot be shown: unknown addresses, requests nobody can understand, a database that is away."""

from dataclasses import dataclass

from console.frame import PageContext, frame_of
from console.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(PageContext):
    """`status` is the HTTP status, `said` one sentence in the reader's language, `detail` the error's own line."""

    status: int
    said: str
    detail: str


def problem(visit: Visit, status: int, word: str = "", detail: str = "") -> Problem:
    """`word` is the key of a sentence in the words table; without it the status has its own."""
    known = word if word.startswith("problem_") else f"problem_{status}"
    said = visit.w[known if known in visit.w.page_words else "problem_400"]
    frame = frame_of(visit, str(status), status=status)
    return Problem(frame=frame, w=visit.w, status=status, said=said, detail=detail)
