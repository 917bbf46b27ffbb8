"""Where somebody sits down to review in the console: by the centre's policy, now, within what they see."""

from datetime import timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException

from console.visit import Visit
from inspection.access.policy import Action
from inspection.review_policy import ReviewPolicy, review_policy_of
from records.review_taking import Desk

CENTRE = ZoneInfo("Asia/Shanghai")
"""A reviewer's day begins at midnight here, as for the review commands."""
SECONDS_BACK = timedelta(hours=8)
"""Longer than this nobody sits over one review; what says otherwise is a forgotten page."""


@cache
def review_policy() -> ReviewPolicy:
    """How reviews run at this centre."""
    text = resources.files("scoring_rules").joinpath("review.yaml").read_text(encoding="utf-8")
    return review_policy_of(text)


def desk_of(visit: Visit) -> Desk:
    """The desk of whoever asks; HTTPException 403 when nobody is signed in."""
    if visit.viewer is None:
        raise HTTPException(403, "problem_403")
    day_began = visit.at.astimezone(CENTRE).replace(hour=0, minute=0, second=0, microsecond=0)
    return Desk(
        person=visit.viewer.person,
        policy=review_policy(),
        now=visit.at,
        since=day_began.astimezone(visit.at.tzinfo),
        sight=visit.sight(Action.REVIEW),
    )
