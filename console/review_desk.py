"""Where somebody sits down to review in the console: by the centre's policy, now, within what they see."""

from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException

from console.visit import Visit
from inspection.access.policy import Action
from inspection.access.sight import Sight
from inspection.people import Person
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
    return desk_for(visit.viewer.person, visit.at, visit.sight(Action.REVIEW))


def desk_for(person: Person, at: datetime, sight: Sight) -> Desk:
    """The desk of a person at that moment, for what they see."""
    midnight = at.astimezone(CENTRE).replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight.astimezone(at.tzinfo)
    return Desk(person=person, policy=review_policy(), now=at, since=since, sight=sight)
