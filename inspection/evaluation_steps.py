"""The way of an evaluation to pay (状态流转): draft, published, appealed, final, frozen; nothing goes back to draft."""

from collections.abc import Mapping
from types import MappingProxyType

from inspection.errors import RecordsError
from inspection.evaluation import EvaluationStatus as S

MOVES: Mapping[S, tuple[S, ...]] = MappingProxyType({
    S.DRAFT: (S.PUBLISHED, S.FROZEN),  # a month may close over what was never published
    S.PUBLISHED: (S.PUBLISHED, S.APPEALED, S.FINAL, S.FROZEN),  # published again: people corrected a verdict
    S.APPEALED: (S.APPEALED, S.PUBLISHED, S.FINAL, S.FROZEN),  # decided while another appeal runs; decided; time is up
    S.FINAL: (S.FROZEN,),
    S.FROZEN: (),
})  # fmt: skip
"""Where an evaluation may go from each status."""


def check_move(before: S, after: S, *, where: str) -> None:
    """Let pass a move of the table; RecordsError for any other."""
    if after not in MOVES[before]:
        allowed = ", ".join(MOVES[before]) or "nothing: book an adjustment in the open month"
        raise RecordsError(
            f"an evaluation that is {before} cannot become {after}",
            f"from there it can become: {allowed}",
            where=where,
            code="wrong_status",
        )


def takes_reviews(status: S) -> bool:
    """True while a reviewer's verdict still moves the score; later only an appeal does, and then nothing."""
    return status in (S.DRAFT, S.PUBLISHED)
