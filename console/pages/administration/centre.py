"""The centre: its teams, who is signed in now, and what is kept for how long."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import quote

from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.administration.keeper import keeper_of
from console.pages.administration.people import person_url
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.session_life import SessionPolicy
from inspection.people import PersonRole
from inspection.retention import Retention
from records import keeping_people, sessions
from records.database import reading
from records.keeping_people import Kept
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """A team: who leads it, how many belong to it, and where they are."""

    name: str
    url: str
    leads: str
    agents: int
    people: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """Somebody who is signed in; `end_url` signs them out everywhere."""

    who: str
    url: str
    end_url: str
    since: str
    used: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre(PageContext):
    """`unled` counts teams nobody leads; `retention` are (what, as it stands)."""

    teams: tuple[TeamRow, ...]
    unled: int
    sessions: tuple[SessionRow, ...]
    retention: tuple[tuple[str, str], ...]


def build(workspace: Workspace, visit: Visit) -> Centre:
    """Only what the administrator sees."""
    with reading(workspace.engine) as connection:
        everybody = keeping_people.everybody(connection, keeper_of(visit).sight)
        living = sessions.living(connection, at=visit.at, policy=SessionPolicy())
    seen = {kept.person.who for kept in everybody}
    teams = _teams([kept for kept in everybody if kept.person.active])
    return Centre(
        frame=frame_of(visit, visit.w["admin_centre"], "administration"),
        w=visit.w,
        teams=teams,
        unled=sum(1 for team in teams if team.leads == "–"),
        sessions=tuple(
            SessionRow(
                who=one.who,
                url=person_url(one.who),
                end_url=f"/administration/people/{quote(one.who, safe='')}/sessions",
                since=moment(one.started_at),
                used=moment(one.used_at),
            )
            for one in living
            if one.who in seen
        ),
        retention=_retention(visit.retention, visit.w),
    )


def _teams(active: list[Kept]) -> tuple[TeamRow, ...]:
    by_team: dict[str, list[Kept]] = defaultdict(list)
    for kept in active:
        if kept.person.team:
            by_team[kept.person.team].append(kept)
    return tuple(_team(name, members) for name, members in sorted(by_team.items()))


def _team(name: str, members: list[Kept]) -> TeamRow:
    people = [kept.person for kept in members]
    leads = [p.who for p in people if PersonRole.TEAM_LEAD in p.roles]
    where = sorted({place for p in people for place in (p.site, p.vendor) if place})
    return TeamRow(
        name=name,
        url=with_query("/administration", {"text": name}),
        leads=", ".join(leads) or "–",
        agents=sum(1 for p in people if PersonRole.AGENT in p.roles),
        people=len(people),
        where=" · ".join(where) or "–",
    )


def _retention(kept: Retention, w: Words) -> tuple[tuple[str, str], ...]:
    recordings = w["ops_days"].format(days=kept.recordings_days) if kept.keeps_recordings else w["ops_not_kept"]
    originals = w["ops_days"].format(days=kept.originals_days) if kept.keeps_originals else w["ops_not_kept"]
    return (
        (w["ops_recordings"], recordings),
        (w["ops_originals"], originals),
        (w["admin_original_readers"], ", ".join(kept.originals_readers) or w["admin_nobody"]),
        (w["admin_find_people"], ", ".join(kept.find_people) or w["admin_all_reviewers"]),
    )
