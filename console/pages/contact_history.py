"""The customer's other interactions on the page of one: on every channel, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from console.figures import moment, points
from console.links import interaction_url
from console.visit import Visit
from inspection.access.policy import Action
from inspection.handover import UNKNOWN_COLLEAGUE
from inspection.segments import segments_of
from records import contact_history
from records.contact_history import MOST
from records.database import reading
from records.interaction_rows import StoredInteraction
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One interaction of the customer; `url` is empty for the one on this page, `score` is the published one.

    `agents` are who handled it, hand-over by hand-over, with where it came from and went to.
    """

    url: str
    interaction_id: str
    at: str
    channel: str
    agents: str
    about: str
    score: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHistory:
    """The line of contacts; `are_more` when only the newest are listed, `others` how many beside this one."""

    lines: tuple[ContactLine, ...]
    others: int
    are_more: bool


def contact_history_of(workspace: Workspace, visit: Visit, stored: StoredInteraction) -> ContactHistory | None:
    """The other interactions of the customer that the viewer sees; None when there are none or nothing tells."""
    with reading(workspace.engine) as connection:
        sight = visit.sight(Action.READ_INTERACTIONS)
        others = contact_history.contacts_of(connection, stored, sight=sight)
        in_charge = [segment.agent_id for segment in segments_of(stored.interaction)]
        own = contact_history.handled_by(connection, stored.interaction.key, in_charge, sight=sight)
    if not others:
        return None
    placed = [(one.started_at, _line(one, visit)) for one in others]
    placed.append((stored.interaction.started_at, _this(stored, own, visit)))
    lines = tuple(line for _, line in sorted(placed, key=lambda pair: pair[0], reverse=True))
    return ContactHistory(lines=lines, others=len(others), are_more=len(others) >= MOST)


def _line(one: contact_history.Contact, visit: Visit) -> ContactLine:
    return ContactLine(
        url=interaction_url(one.source, one.interaction_id),
        interaction_id=one.interaction_id,
        at=moment(one.started_at),
        channel=visit.w.of("channel", one.channel),
        agents=_handled(one.handled_by, one.transfer_from, one.transfer_to, visit),
        about=_joined([one.queue, one.disposition]),
        score=points(one.published_score),
        outcome=_outcome(one.resolved, visit),
    )


def _this(stored: StoredInteraction, agents: Sequence[str | None], visit: Visit) -> ContactLine:
    one = stored.interaction
    return ContactLine(
        url="",
        interaction_id=one.interaction_id,
        at=moment(one.started_at),
        channel=visit.w.of("channel", one.channel.value),
        agents=_handled(agents, one.transfer_from, one.transfer_to, visit),
        about=_joined([one.queue, one.disposition]),
        score="",
        outcome=_outcome(one.resolved, visit),
    )


def _handled(agents: Sequence[str | None], came_from: str | None, went_to: str | None, visit: Visit) -> str:
    """`a7 → a9`: each agent in charge once per stretch, and the transfers in and out of what was recorded.

    Where a colleague in the chain is not named, neither are those at its ends: they may be the same.
    """
    w = visit.w
    chain = " → ".join(_named(agent, visit) for agent, _ in groupby(agents)) or "–"
    known = frozenset(agents)
    may_name = not known & {None, UNKNOWN_COLLEAGUE}
    said = [w["bench_transfer_from"].format(who=came_from)] if may_name and came_from and came_from not in known else []
    said.append(chain)
    if may_name and went_to and went_to not in known:
        said.append(w["bench_transfer_to"].format(who=went_to))
    return " · ".join(said)


def _named(agent: str | None, visit: Visit) -> str:
    if agent is None:
        return visit.w["bench_colleague"]
    return visit.w["bench_unknown_colleague"] if agent == UNKNOWN_COLLEAGUE else agent


def _joined(parts: Sequence[str | None]) -> str:
    return " · ".join(part for part in parts if part) or "–"


def _outcome(resolved: bool | None, visit: Visit) -> str:
    if resolved is None:
        return "–"
    return visit.w["bench_resolved"] if resolved else visit.w["bench_unresolved"]
