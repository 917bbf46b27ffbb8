"""Returning to a former rulebook (恢复旧版方案) in two steps: what it would change, then with a reason, yes."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from console.doorkeeper import Doorkeeper
from console.figures import moment
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.pages.rules.rule_rows import item_url
from console.pages.rules.version import DiffLine, diff_lines
from console.see_other import SeeOther
from console.taking_steps import NotDone, refusal, taken
from console.visit import Visit, with_query
from inspection.access.policy import Action
from inspection.errors import InputError, RecordsBusy, RecordsError
from inspection.people import Person
from inspection.rule_files import RuleFiles, changed_items
from records import rule_decisions, rule_folder, rulebook_versions
from records.database import Connection, reading
from records.rule_decisions import Standpoint
from records.workspace import Workspace

SHIPPED = "shipped"
_PATH, _END = "/rules/versions/", "/restore"
_LONGEST_NOTE = 2000
_LINES_SHOWN = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore(PageContext):
    """What going back would change. `changed` are items judged otherwise, `trial` the trial that goes on.

    `present` is what judges now; `stands` says it again for the form: if somebody else decides meanwhile, nothing is
    done.
    """

    path: str
    wanted: str
    present: str
    stands: str
    from_when: str
    changed: tuple[tuple[str, str], ...]
    trial: str
    diff: tuple[DiffLine, ...]
    cut: int
    note: str
    wrong: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is gone back to: the files, the version's number (None: the shipped book) and its name."""

    files: RuleFiles
    number: int | None
    label: str


def restore_url(name: str) -> str:
    """The page on which one goes back to the version of that number, or to the shipped book."""
    return f"{_PATH}{quote(name, safe='')}{_END}"


def build(workspace: Workspace, visit: Visit) -> Restore | None:
    """The first step: nothing is changed. None for who sees not the whole centre, and for an unknown version."""
    asked = _asked(workspace, visit)
    return None if asked is None else _page(workspace, visit, asked)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Restore | SeeOther | None:
    """The second step. Fields: `note` (why, wanted), `stands` (what was in force on the page that was confirmed)."""
    workspace, asked = keeper.workspace, _asked(keeper.workspace, visit)
    if asked is None or visit.viewer is None:
        return None
    note = fields.one("note").strip()[:_LONGEST_NOTE]
    stand = rule_decisions.standpoint(workspace, asked.files.content_hash)

    def check(_connection: Connection, _person: Person) -> None:
        if not note:
            raise InputError("the reason is empty", "say why", code="reason_missing")
        if fields.one("stands") != _stands(stand):
            raise RecordsError("somebody else changed the rules meanwhile", "look again", code="changed_meanwhile")

    subject = f"rulebook_version:{asked.number or SHIPPED}"
    outcome = taken(workspace, visit, subject, check)
    if isinstance(outcome, NotDone):
        return _page(workspace, visit, asked, note=note, wrong=outcome.said)
    who = visit.viewer.person.who
    to = SHIPPED if asked.number is None else f"#{asked.number}"
    try:
        done = rule_decisions.roll_back(workspace, to, who=who, note=note, at=visit.at, confirmed=stand)
    except RecordsBusy:
        raise
    except RecordsError as error:
        return _page(workspace, visit, asked, note=note, wrong=refusal(error, visit.w))
    return SeeOther(with_query(f"{_PATH}{done.number}", {"done": "1"}))


def _asked(workspace: Workspace, visit: Visit) -> _Asked | None:
    if not visit.sight(Action.DECIDE_RULES).is_everything:
        return None
    name = unquote(visit.path.removeprefix(_PATH).removesuffix(_END))
    if name == SHIPPED:
        return _Asked(rule_folder.read_rule_files(), None, visit.w["rules_shipped"])
    with reading(workspace.engine) as connection:
        try:
            found = rulebook_versions.find(connection, f"#{name}")
        except RecordsError:
            return None
        if not found.was_decided:
            return None
        return _Asked(rulebook_versions.files_of(connection, found.number), found.number, found.label)


def _page(workspace: Workspace, visit: Visit, asked: _Asked, *, note: str = "", wrong: str = "") -> Restore:
    w = visit.w
    stand = rule_decisions.standpoint(workspace, asked.files.content_hash)
    present = next((one.label for one in stand.known if one.number == stand.present_number), w["rules_shipped"])
    trial = rulebook_versions.on_trial(stand.known)
    lines = diff_lines(asked.files.diff(stand.present))
    return Restore(
        frame=frame_of(visit, w["rules_restore"], "rules", status=422 if wrong else 200),
        w=w,
        path=restore_url(SHIPPED if asked.number is None else str(asked.number)),
        wanted=asked.label,
        present=present,
        stands=_stands(stand),
        from_when=moment(visit.at),
        changed=tuple(
            (w.of("item", one), item_url(one, SHIPPED if asked.number is None else str(asked.number)))
            for one in changed_items(stand.present, asked.files)
        ),
        trial=trial.label if trial else "",
        diff=tuple(lines[:_LINES_SHOWN]),
        cut=max(0, len(lines) - _LINES_SHOWN),
        note=note,
        wrong=wrong,
    )


def _stands(stand: Standpoint) -> str:
    """What is in force, so that a confirmation speaks of what was shown."""
    return f"{stand.present_number or 0}:{stand.present.content_hash[:16]}"
