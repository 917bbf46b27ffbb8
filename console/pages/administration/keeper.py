"""Who keeps people here and now, and the links people are handed."""

from console.first_run import password_path
from console.visit import Visit
from inspection.access.policy import Action
from records.keeping_people import Keeper
from records.workspace import Workspace


def keeper_of(visit: Visit) -> Keeper:
    """The signed-in administrator with their sight; never somebody a form names."""
    who = visit.viewer.person.who if visit.viewer else ""
    return Keeper(who, visit.sight(Action.KEEP_PEOPLE), visit.at)


def link_for(workspace: Workspace, visit: Visit, login: str) -> str:
    """The whole address of a new one-time link; it is shown once and kept nowhere."""
    return visit.origin + password_path(workspace, login, by=keeper_of(visit).who, at=visit.at)
