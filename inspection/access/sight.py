"""What somebody sees (可见范围) of the records a right is about: their own, their team's, their site's, everything."""

from dataclasses import dataclass

from inspection.access.policy import Action, Scope, scopes_of
from inspection.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record belongs: the agent it is about, and the agent's team, site and vendor at the time."""

    agent_id: str | None = None
    team: str | None = None
    site: str | None = None
    vendor: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """Records that belong to at least one of `bounds`; the fields a bound names must be equal.

    A bound that names nothing lets everything pass; without any bound nothing is seen.
    """

    bounds: frozenset[Place]

    @property
    def is_everything(self) -> bool:
        """True when nothing is held back."""
        return Place() in self.bounds

    def sees(self, place: Place) -> bool:
        """True when a record of this place is seen."""
        return any(_is_inside(place, bound) for bound in self.bounds)


NOTHING = Sight(frozenset())
EVERYTHING = Sight(frozenset({Place()}))


def sight_of(person: Person, action: Action) -> Sight:
    """What the person sees in any of their roles. A lead without a team sees nothing."""
    bounds = (_bound(person, scope) for scope in scopes_of(person, action))
    return Sight(frozenset(bound for bound in bounds if bound is not None))


def _bound(person: Person, scope: Scope) -> Place | None:
    if scope is Scope.OWN:
        return Place(agent_id=person.agent_id) if person.agent_id else None
    needed = {Scope.TEAM: person.team, Scope.SITE: person.site, Scope.VENDOR: person.vendor, Scope.ALL: "all"}
    if not needed[scope]:
        return None
    team = person.team if scope is Scope.TEAM else None
    return Place(team=team, site=person.site or None, vendor=person.vendor or None)


def _is_inside(place: Place, bound: Place) -> bool:
    pairs = (
        (place.agent_id, bound.agent_id),
        (place.team, bound.team),
        (place.site, bound.site),
        (place.vendor, bound.vendor),
    )
    return all(wanted is None or has == wanted for has, wanted in pairs)
