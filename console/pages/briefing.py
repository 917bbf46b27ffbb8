"""The briefing before the shift (班前会) on one page to print: three problems, one good clip, whom to watch."""

from dataclasses import dataclass
from datetime import date, timedelta

from console import coaching_desk
from console.clips_shown import note_looks
from console.figures import clock, points
from console.frame import PageContext, frame_of
from console.links import clip_url
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.access.sight import Place
from inspection.coaching.briefing import Briefing, Problem, Watched, WatchReason
from inspection.coaching.clips import EvidenceRef
from inspection.coaching.policy import CoachingLifePolicy
from inspection.errors import RecordsError
from records import briefings, coaching_rules, runs
from records.database import Connection, reading
from records.workspace import Workspace

_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipView:
    """Where to listen: the item on the page of its interaction, when, and the first words of it."""

    url: str
    interaction_id: str
    time: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """An item that cost the team points; `share` is with its 95 % interval, `is_worse` beyond what others have."""

    item: str
    share: str
    others: str
    lost: str
    is_worse: bool
    clip: ClipView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """Somebody to keep an eye on, why and about what."""

    agent: str
    why: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage(PageContext):
    """A team's sheet. `nothing` says why there is none; `teams` are those one may choose from (a lead's own alone)."""

    team: str
    on: str
    days: str
    interactions: int
    too_little: int
    problems: tuple[ProblemView, ...]
    good_item: str
    good: ClipView | None
    watch: tuple[WatchView, ...]
    teams: tuple[str, ...]
    nothing: str


def build(workspace: Workspace, visit: Visit) -> BriefingPage | None:
    """Query: `team` (a lead's own by default), `on` (the morning; default: the day after the last night)."""
    if visit.viewer is None:
        return None
    own, sight = visit.viewer.person.team or "", visit.sight(Action.READ_BRIEFING)
    life = coaching_rules.coaching_policy_in(workspace.path)
    with reading(workspace.engine) as connection:
        on = visit.day("on") or _morning(connection, coaching_desk.today(workspace, visit.at))
        every = briefings.teams(connection, on - timedelta(days=_DAYS), on - timedelta(days=1))
        known = tuple(team for team in every if _is_seen(team, visit))
        team = visit.asked("team") or own or next(iter(known), "")
        if team and not sight.is_everything and not _is_seen(team, visit):
            return None
        found, nothing = _briefing(connection, team, on, life) if team else (None, "brief_no_team")
    if found is not None:
        clips = (*(one.clip for one in found.problems), found.good if found.good_item else None)
        note_looks(workspace, visit, (clip for clip in clips if clip), "briefing")
    return _page(found, team, on, known, nothing, life, visit)


def _morning(connection: Connection, today: date) -> date:
    run = runs.latest(connection)
    return run.business_date + timedelta(days=1) if run else today


def _is_seen(team: str, visit: Visit) -> bool:
    """A lead sees the sheet of their own team; who belongs to a site or vendor sees no team's whole sheet."""
    sight = visit.sight(Action.READ_BRIEFING)
    return sight.is_everything or any(bound == Place(team=team) for bound in sight.bounds)


def _briefing(connection: Connection, team: str, on: date, life: CoachingLifePolicy) -> tuple[Briefing | None, str]:
    try:
        return briefings.briefing(connection, team, on, life), ""
    except RecordsError as error:
        if error.code != "unknown":
            raise
        return None, "brief_nothing"


def _page(
    found: Briefing | None,
    team: str,
    on: date,
    known: tuple[str, ...],
    nothing: str,
    life: CoachingLifePolicy,
    visit: Visit,
) -> BriefingPage:
    w = visit.w
    good = found.good if found and found.good_item else None
    return BriefingPage(
        frame=frame_of(visit, f"{w['nav_briefing']} {team}", "briefing"),
        w=w,
        team=team,
        on=on.isoformat(),
        days=f"{found.first.isoformat()} – {found.last.isoformat()}" if found else "",
        interactions=found.interactions if found else 0,
        too_little=found.too_little if found else 0,
        problems=tuple(_problem(one, w) for one in found.problems) if found else (),
        good_item=w.of("item", found.good_item) if found and found.good_item else "",
        good=_clip(good, str(found.good_item), w) if found and good else None,
        watch=tuple(_watch(one, life, w) for one in found.watch) if found else (),
        teams=known,
        nothing=w[nothing] if nothing else "",
    )


def _problem(one: Problem, w: Words) -> ProblemView:
    tally = one.tally
    share = f"{tally.team.share:.0%} ({one.low:.0%} … {one.high:.0%}), n {tally.team.applicable}"
    return ProblemView(
        item=w.of("item", tally.item),
        share=share,
        others=f"{tally.others.share:.0%}, n {tally.others.applicable}" if tally.others.applicable else "–",
        lost=points(tally.lost_points),
        is_worse=one.is_worse,
        clip=_clip(one.clip, tally.item, w) if one.clip else None,
    )


def _clip(one: EvidenceRef, item: str, w: Words) -> ClipView:
    said = next((span for span in one.spans if span.text), None)
    return ClipView(
        url=clip_url(one, item),
        interaction_id=one.interaction_id,
        time=clock(said.start_s) if said is not None and said.start_s is not None else "",
        words=said.text if said is not None else w["coach_no_words"],
    )


def _watch(one: Watched, life: CoachingLifePolicy, w: Words) -> WatchView:
    kinds = life.certificates
    names = (kinds[item].in_language(w.language) if item in kinds else w.of("item", item) for item in one.items)
    return WatchView(agent=one.agent_id, why=w[_WHY[one.reason]], about=", ".join(names))


_WHY = {
    WatchReason.FATAL: "brief_fatal",
    WatchReason.COACHING: "brief_coaching",
    WatchReason.CERTIFICATE: "brief_certificate",
}
