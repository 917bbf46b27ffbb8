"""Where an item was lost (失分明细): from a scorecard's figure to the very interactions, or to the agents of a team."""

from dataclasses import dataclass, replace
from urllib.parse import unquote

from console.figures import day_and_time, points
from console.frame import PageContext, frame_of
from console.links import item_url, lost_url, scorecard_url
from console.paging import Page, page_of
from console.visit import Visit
from inspection.access.policy import Action
from inspection.intervals import wilson
from inspection.scorecards.cards import ALL_CHANNELS, OVERALL, Scorecard, ScorecardScope
from records import lost_items
from records.database import Connection, reading
from records.lost_items import AgentLosses, LostItem
from records.scorecards import cards as scorecards
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRow:
    """One interaction in which the item was lost; `url` leads to the item in it."""

    url: str
    interaction_id: str
    channel: str
    started_at: str
    points: str
    reason: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRow:
    """An agent of the team: of how many interactions how many failed; `url` leads to theirs."""

    url: str
    agent: str
    n: int
    unmet: int
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostItemPage(PageContext):
    """Of an agent `rows` are the interactions, of a team `agents` who failed it how often."""

    who: str
    item: str
    days: str
    card_url: str
    rows: Page[LostRow]
    agents: tuple[AgentRow, ...]
    is_team: bool


def build(workspace: Workspace, visit: Visit) -> LostItemPage | None:
    """Query: `item`, `page`; None for a card that is not there or not theirs, or is no agent's and no team's."""
    scorecard_id = unquote(visit.path.removeprefix("/scorecards/").removesuffix("/lost"))
    item = visit.asked("item")
    with reading(workspace.engine) as connection:
        card = scorecards.find(connection, scorecard_id, sight=visit.sight(Action.READ_SCORECARDS))
        if card is None or card.scope not in (ScorecardScope.AGENT, ScorecardScope.TEAM) or not card.subject:
            return None
        is_team = card.scope is ScorecardScope.TEAM
        rows = [] if is_team else _interactions(connection, card, item, visit)
        found = lost_items.by_agent(connection, card.subject, item, card.starts_on, card.ends_on) if is_team else ()
    w = visit.w
    return LostItemPage(
        frame=frame_of(visit, f"{card.subject} · {w.of('item', item)}", "scorecards"),
        w=w,
        who=card.subject,
        item=w.of("item", item),
        days=f"{card.starts_on.isoformat()} – {card.ends_on.isoformat()}",
        card_url=scorecard_url(scorecard_id, card.period),
        rows=page_of(rows, visit, lambda row: _row(row, item, visit)),
        agents=tuple(_agent(one, card, item) for one in found),
        is_team=is_team,
    )


def _interactions(connection: Connection, card: Scorecard, item: str, visit: Visit) -> list[LostItem]:
    """The agent's interactions that are seen."""
    return lost_items.of_agent(
        connection, str(card.subject), item, card.starts_on, card.ends_on, sight=visit.sight(Action.READ_INTERACTIONS),
        drafts=visit.sight(Action.READ_DRAFTS), reviewer=visit.reviewer,
    )  # fmt: skip


def _row(row: LostItem, item: str, visit: Visit) -> LostRow:
    return LostRow(
        url=item_url(row.source, row.interaction_id, row.segment, item),
        interaction_id=row.interaction_id,
        channel=visit.w.of("channel", row.channel),
        started_at=day_and_time(row.started_at),
        points=points(row.points_lost),
        reason=row.reason,
        status=visit.w.of("status", row.status.value),
    )


def _agent(one: AgentLosses, card: Scorecard, item: str) -> AgentRow:
    """The agent with the way to their own losses in the same period."""
    own = replace(card, scope=ScorecardScope.AGENT, agent_id=one.agent_id, channel=ALL_CHANNELS, line=OVERALL)
    low, high = wilson(one.unmet, one.n)
    return AgentRow(
        url=lost_url(own.scorecard_id, item),
        agent=one.agent_id,
        n=one.n,
        unmet=one.unmet,
        share=f"{one.unmet / one.n:.0%} ({low:.0%} … {high:.0%})" if one.n else "–",
    )
