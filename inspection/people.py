"""People (人员) who judge, decide and are judged: what each is at this centre, and what they can listen to."""

from dataclasses import dataclass
from enum import StrEnum

from inspection.errors import AccessRefused


class PersonRole(StrEnum):
    """What somebody is at this centre (one person may be several)."""

    AGENT = "agent"
    TEAM_LEAD = "team_lead"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    TRAINER = "trainer"
    RULE_AUTHOR = "rule_author"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account. Empty `channels`, `queues` or `languages` mean: all of them.

    `team` is where they belong (nobody reviews their own team), as are `site` and `vendor`, which nobody sees past;
    `agent_id` is their id as an agent, if they are one; `per_day` how many reviews a day they can do (None: the
    centre's default, 0: none now).
    """

    who: str
    roles: tuple[PersonRole, ...]
    team: str | None = None
    agent_id: str | None = None
    channels: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    per_day: int | None = None
    active: bool = True
    site: str | None = None
    vendor: str | None = None

    def is_any_of(self, roles: tuple[PersonRole, ...]) -> bool:
        """True when an active person has at least one of the roles."""
        return self.active and any(role in roles for role in self.roles)


def demand_role(person: Person, roles: tuple[PersonRole, ...], *, step: str, where: str = "") -> None:
    """Let pass who has one of the roles; AccessRefused names the step and who may do it."""
    if not person.is_any_of(roles):
        has = ", ".join(person.roles) if person.active else "no longer active"
        raise AccessRefused(
            f"'{person.who}' ({has}) may not do this step: {step}",
            f"it takes one of: {', '.join(roles)}",
            where=where,
            code="wrong_role",
        )
