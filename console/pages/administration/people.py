"""The people of the centre: who is what, where they belong, what they can do, and whether they can sign in."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from console.choice import Choice
from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.administration.keeper import keeper_of
from console.paging import Page, page_of
from console.visit import Visit
from console.words import Words
from inspection.people import PersonRole
from records import keeping_people
from records.database import reading
from records.keeping_people import Kept
from records.workspace import Workspace

STATES = ("active", "waiting", "disabled", "none", "left")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person; `skills` are channels, queues and languages, `belongs` team, site and vendor."""

    who: str
    url: str
    roles: str
    belongs: str
    agent_id: str
    skills: str
    per_day: str
    state: str
    state_name: str
    signed_in_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People(PageContext):
    """Those who are seen, filtered by a word of their name, team or id, a role and a state."""

    rows: Page[PersonRow]
    text: str
    roles: tuple[Choice, ...]
    states: tuple[Choice, ...]


def build(workspace: Workspace, visit: Visit) -> People:
    """Query: `text`, `role`, `state`, `page`."""
    w, text, role, state = visit.w, visit.asked("text")[:100], visit.asked("role"), visit.asked("state")
    with reading(workspace.engine) as connection:
        everybody = keeping_people.everybody(connection, keeper_of(visit).sight)
    chosen = [
        kept for kept in everybody
        if _says(kept, text) and role in ("", *kept.person.roles) and state in ("", kept.state)
    ]  # fmt: skip
    by_role = Counter(one.value for kept in everybody for one in kept.person.roles)
    by_state = Counter(kept.state for kept in everybody)
    return People(
        frame=frame_of(visit, w["nav_administration"], "administration"),
        w=w,
        rows=page_of(chosen, visit, lambda kept: _row(kept, w)),
        text=text,
        roles=tuple(Choice(r, w.of("person_role", r), by_role[r], r == role) for r in map(str, PersonRole)),
        states=tuple(Choice(s, w.of("account_state", s), by_state[s], s == state) for s in STATES),
    )


def person_url(who: str) -> str:
    """The page of one person."""
    return f"/administration/people/{quote(who, safe='')}"


def _says(kept: Kept, text: str) -> bool:
    person = kept.person
    said = (person.who, person.team, person.site, person.vendor, person.agent_id)
    return not text or any(text.casefold() in one.casefold() for one in said if one)


def _row(kept: Kept, w: Words) -> PersonRow:
    person, account = kept.person, kept.account
    return PersonRow(
        who=person.who,
        url=person_url(person.who),
        roles=", ".join(w.of("person_role", role.value) for role in person.roles),
        belongs=" · ".join(one for one in (person.team, person.site, person.vendor) if one) or "–",
        agent_id=person.agent_id or "–",
        skills=" ".join((*person.channels, *person.queues, *person.languages)) or w["any"],
        per_day="–" if person.per_day is None else str(person.per_day),
        state=kept.state,
        state_name=w.of("account_state", kept.state),
        signed_in_at=moment(account.signed_in_at if account else None),
    )
