"""A coaching task made by hand (手工新建): whom on what and why, until when, and who holds it."""

from dataclasses import dataclass

from console import coaching_desk
from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields, day_of
from console.frame import PageContext, frame_of
from console.links import task_url
from console.see_other import SeeOther
from console.taking_steps import NotDone, taken
from console.visit import Visit
from inspection.access.policy import Action
from inspection.errors import AccessRefused
from inspection.item_ids import ALL_ITEMS
from inspection.people import Person
from records import coaching_board, coaching_life, people
from records.coaching_life import ManualTask
from records.database import Connection, reading
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask(PageContext):
    """The form; its fields hold what was asked for by the link, or written before it was refused (`wrong` says why)."""

    agents: str
    item: str
    items: tuple[tuple[str, str], ...]
    reason: str
    due_on: str
    trainer: str
    trainers: tuple[str, ...]
    wrong: str


def build(workspace: Workspace, visit: Visit) -> NewTask | None:
    """Query: `agent`, `item`: from a scorecard or an interaction."""
    return _page(workspace, visit, agents=visit.asked("agent"), item=visit.asked("item"))


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> NewTask | SeeOther | None:
    """Fields: `agents` (several, parted by commas or spaces), `item`, `reason`, `due_on`, `trainer`."""
    workspace = keeper.workspace
    agents = tuple(fields.one("agents").replace(",", " ").replace(",", " ").replace("、", " ").split())

    def act(connection: Connection, person: Person) -> str:
        _demand_seen(connection, visit, agents)
        wanted = ManualTask(
            agents=agents,
            item=fields.one("item"),
            reason=fields.one("reason"),
            due_on=day_of(fields.one("due_on")) if fields.one("due_on") else None,
            trainer=fields.one("trainer") or None,
        )
        return coaching_life.add(connection, coaching_desk.desk_of(workspace, person, visit.at), wanted).task_id

    outcome = taken(workspace, visit, "coaching", act)
    if not isinstance(outcome, NotDone):
        return SeeOther(task_url(outcome))
    names = ("agents", "item", "reason", "due_on", "trainer")
    return _page(workspace, visit, wrong=outcome.said, **{name: fields.one(name) for name in names})


def _demand_seen(connection: Connection, visit: Visit, agents: tuple[str, ...]) -> None:
    """A team lead makes tasks for their own team only."""
    seen = coaching_board.agents_seen(connection, agents, sight=visit.sight(Action.ARRANGE_COACHING))
    others = [agent for agent in agents if agent not in seen]
    if others:
        raise AccessRefused(
            f"{', '.join(others)}: not an agent you lead", "name agents of your own team", where="coaching",
            code="other_team",
        )  # fmt: skip


def _page(
    workspace: Workspace, visit: Visit, *, agents: str = "", item: str = "", reason: str = "", due_on: str = "",
    trainer: str = "", wrong: str = "",
) -> NewTask | None:  # fmt: skip
    if visit.viewer is None:
        return None
    w, seat = visit.w, coaching_desk.desk_of(workspace, visit.viewer.person, visit.at)
    roles = (*seat.policy.trainers.roles, *seat.policy.trainers.owners)
    with reading(workspace.engine) as connection:
        trainers = people.names_of(connection, roles)
        live = coaching_board.items_in(connection, sight=visit.sight(Action.READ_COACHING))
    known = dict.fromkeys([*ALL_ITEMS, *live, *([item] if item else [])])
    return NewTask(
        frame=frame_of(visit, w["coach_new"], "coaching", status=422 if wrong else 200),
        w=w,
        agents=agents,
        item=item,
        items=tuple((one, w.of("item", one)) for one in known),
        reason=reason,
        due_on=due_on,
        trainer=trainer,
        trainers=tuple(trainers),
        wrong=wrong,
    )
