"""Where an evaluation may go on its way to pay: a table, all of it."""

import pytest

from inspection.errors import RecordsError
from inspection.evaluation import EvaluationStatus as S
from inspection.evaluation_steps import check_move, takes_reviews

ALLOWED = {
    (S.DRAFT, S.PUBLISHED), (S.DRAFT, S.FROZEN),
    (S.PUBLISHED, S.PUBLISHED), (S.PUBLISHED, S.APPEALED), (S.PUBLISHED, S.FINAL), (S.PUBLISHED, S.FROZEN),
    (S.APPEALED, S.APPEALED), (S.APPEALED, S.PUBLISHED), (S.APPEALED, S.FINAL), (S.APPEALED, S.FROZEN),
    (S.FINAL, S.FROZEN),
}  # fmt: skip


@pytest.mark.parametrize("before", S)
@pytest.mark.parametrize("after", S)
def test_every_move_is_in_the_table_or_refused(before: S, after: S) -> None:
    if (before, after) in ALLOWED:
        check_move(before, after, where="e1")
    else:
        with pytest.raises(RecordsError, match=f"is {before} cannot become {after}") as refused:
            check_move(before, after, where="e1")
        assert refused.value.code == "wrong_status"


def test_reviews_move_drafts_and_published_scores_only() -> None:
    assert [status for status in S if takes_reviews(status)] == [S.DRAFT, S.PUBLISHED]
