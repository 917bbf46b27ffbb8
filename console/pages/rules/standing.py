"""How far a rule version is trusted (规则信任变更), set by hand in two steps: what it means, then yes and why."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from console.doorkeeper import Doorkeeper
from console.figures import ShownFigure
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.pages.rules.rule_rows import ShownStanding, item_url, life_of, standing_of
from console.rules_in_view import book_in_view, heads_of
from console.rules_live_now import live_now
from console.see_other import SeeOther
from console.taking_steps import NotDone, taken
from console.visit import Visit, with_query
from inspection.access.policy import Action
from inspection.errors import InputError, RecordsError
from inspection.people import Person
from inspection.rule_standing import Standing
from records import rule_standings
from records.database import Connection, reading
from records.workspace import Workspace

_PATH = "/rules/standings/"
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStanding(PageContext):
    """One rule version. `choices` are the standings it may get; `wanted` the one looked at in the second step.

    `means` says what that changes, in sentences; `note` keeps what was written, `wrong` says why nothing was done.
    """

    path: str
    rule_version: str
    name: str
    item_url: str
    now: ShownStanding
    reviewed: str
    precision: ShownFigure | None
    choices: tuple[tuple[str, str], ...]
    wanted: str
    wanted_name: str
    means: tuple[str, ...]
    note: str
    wrong: str
    done: bool


def standing_url(rule_version: str) -> str:
    """Where the standing of a rule version is set."""
    return f"{_PATH}{quote(rule_version, safe='')}"


def build(workspace: Workspace, visit: Visit) -> RuleStanding | None:
    """The first step; None for a rule version nobody knows, and for who sees not the whole centre."""
    return _page(workspace, visit)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> RuleStanding | SeeOther | None:
    """Fields: `standing`; with `confirm` also `note` (why, wanted) and `before` (what it was on the page)."""
    workspace = keeper.workspace
    page = _page(workspace, visit)
    if page is None:
        return None
    wanted, note = fields.one("standing"), fields.one("note").strip()[:_LONGEST_NOTE]
    if wanted not in {value for value, _ in page.choices}:
        return _page(workspace, visit, note=note, wrong=visit.w["rules_choose_standing"])
    if not fields.one("confirm"):
        return _page(workspace, visit, wanted=wanted, note=note)

    def act(connection: Connection, person: Person) -> None:
        if not note:
            raise InputError("the reason is empty", "say why", code="reason_missing")
        before = rule_standings.known(connection).get(page.rule_version, Standing.TRIAL)
        if fields.one("before") != before.value:
            raise RecordsError("somebody else set it meanwhile", "look again", code="changed_meanwhile")
        rule_standings.set_by_hand(
            connection, page.rule_version, Standing(wanted), who=person.who, at=visit.at, reason=note
        )

    outcome = taken(workspace, visit, f"rule_version:{page.rule_version}", act)
    if isinstance(outcome, NotDone):
        return _page(workspace, visit, wanted=wanted, note=note, wrong=outcome.said)
    return SeeOther(with_query(standing_url(page.rule_version), {"done": "1"}))


def _page(
    workspace: Workspace, visit: Visit, *, wanted: str = "", note: str = "", wrong: str = ""
) -> RuleStanding | None:
    version = unquote(visit.path.removeprefix(_PATH))
    item_id = version.rpartition("@")[0]
    live = live_now(workspace, visit.at)
    with reading(workspace.engine) as connection:
        stored = rule_standings.everything(connection).get(version)
    book = book_in_view(workspace, "", visit.at)
    judging = {head.rule_version for head in heads_of(book.files)} if book else set()
    known = stored is not None or version in live.rules or version in judging
    if not known or not visit.sight(Action.DECIDE_RULES).is_everything:
        return None
    w, now = visit.w, standing_of(stored, visit.w)
    life = life_of(live.rules.get(version), w)
    return RuleStanding(
        frame=frame_of(visit, f"{w['rules_standing']} {version}", "rules", status=422 if wrong else 200),
        w=w,
        path=standing_url(version),
        rule_version=version,
        name=w.of("item", item_id),
        item_url=item_url(item_id, ""),
        now=now,
        reviewed=life.reviewed,
        precision=life.precision,
        choices=tuple((one.value, w.of("standing", one.value)) for one in Standing if one.value != now.standing),
        wanted=wanted,
        wanted_name=w.of("standing", wanted) if wanted else "",
        means=(w[f"rules_means_{wanted}"], w["rules_means_always"]) if wanted else (),
        note=note,
        wrong=wrong,
        done=bool(visit.asked("done")) and not wrong and not wanted,
    )
