"""Examples that came of upheld appeals (申诉转示例): the rule author takes each in, or drops it with a word."""

from dataclasses import dataclass
from urllib.parse import unquote

from console.doorkeeper import Doorkeeper
from console.figures import moment
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.pages.rules.rule_rows import item_url
from console.paging import Page, page_of
from console.see_other import SeeOther
from console.visit import Visit, with_query
from inspection.errors import RecordsError
from inspection.people import demand_role
from inspection.rules.example_insertion import example_yaml
from records import rule_examples
from records.appeal_rules import procedure_in
from records.database import reading, writing
from records.refusals import noting_refusals
from records.rule_examples import ExampleState, RuleExample
from records.workspace import Workspace

_PATH = "/rules/examples/"
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCard:
    """An example: of which item and appeal, what people decided on, and what a rule file takes (`yaml`)."""

    example_id: str
    item: str
    item_url: str
    rule_version: str
    expect: str
    expect_name: str
    appeal_id: str
    at: str
    turns: tuple[tuple[str, str], ...]
    yaml: str
    state: str
    state_name: str
    settled: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples(PageContext):
    """`wrong` says why the last step was not taken, `done` what was; `is_all` shows the settled ones too."""

    cards: Page[ExampleCard]
    is_all: bool
    wrong: str
    done: str


def build(workspace: Workspace, visit: Visit) -> Examples:
    """Query: `all` (settled ones as well), `done`, `page`."""
    return _page(workspace, visit)


def settle(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Examples | SeeOther | None:
    """Fields: `state` (added, dropped), `note` (wanted when dropped). Who may is a row of the appeals' procedure."""
    workspace, note, state = keeper.workspace, fields.one("note").strip()[:_LONGEST_NOTE], fields.one("state")
    if visit.viewer is None or state not in (ExampleState.ADDED.value, ExampleState.DROPPED.value):
        return None
    if state == ExampleState.DROPPED.value and not note:
        return _page(workspace, visit, wrong=visit.w["rules_say_why"])
    person, to = visit.viewer.person, ExampleState(state)
    with noting_refusals(workspace.engine, who=person.who, at=visit.at, subject="rule_examples"):
        demand_role(person, procedure_in(workspace.path).policy.examples.who, step="settle examples of appeals")
    try:
        with writing(workspace.engine) as connection:
            found = rule_examples.find(connection, unquote(visit.path.removeprefix(_PATH)))
            rule_examples.settle(connection, found, to, who=person.who, at=visit.at, note=note)
    except RecordsError as error:
        return _page(workspace, visit, wrong=error.reason)
    return SeeOther(with_query("/rules/examples", {"done": state}))


def _page(workspace: Workspace, visit: Visit, *, wrong: str = "") -> Examples:
    is_all, done = bool(visit.asked("all")), visit.asked("done")
    with reading(workspace.engine) as connection:
        found = rule_examples.in_state(connection, None if is_all else ExampleState.WAITING)
    w = visit.w
    return Examples(
        frame=frame_of(visit, w["rules_examples"], "rules", status=422 if wrong else 200),
        w=w,
        cards=page_of(found, visit, lambda one: _card(one, visit)),
        is_all=is_all,
        wrong=wrong,
        done=w.of("example_state", done) if done in set(ExampleState) else "",
    )


def _card(one: RuleExample, visit: Visit) -> ExampleCard:
    w = visit.w
    said = [pair for turn in one.example.get("turns", []) for pair in turn.items() if isinstance(pair[1], str)]
    settled = f"{moment(one.settled_at)} {one.who}: {one.note}" if one.settled_at else ""
    return ExampleCard(
        example_id=one.example_id,
        item=w.of("item", one.item_id),
        item_url=item_url(one.item_id, ""),
        rule_version=one.rule_version,
        expect=one.expect,
        expect_name=w.of("state", one.expect),
        appeal_id=one.appeal_id,
        at=moment(one.at),
        turns=tuple((str(who), text) for who, text in said),
        yaml=example_yaml(one.example),
        state=one.state.value,
        state_name=w.of("example_state", one.state.value),
        settled=settled,
        url=f"{_PATH}{one.example_id}",
    )
