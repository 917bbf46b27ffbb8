"""What of the records a caller of the API sees."""

from console.api.api_gate import ApiCaller
from inspection.access.policy import Action, may
from records.beholder import Beholder


def beholder_of(caller: ApiCaller, action: Action) -> Beholder:
    """The eyes of a caller on what an action is about."""
    reviews = may(caller.person, Action.REVIEW)
    return Beholder(
        sight=caller.sight(action),
        drafts=caller.sight(Action.READ_DRAFTS),
        reviewer=caller.person.who if reviews else "",
    )
