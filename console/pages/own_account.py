"""One's own account: who one is here, what one may see, a new password, and signing out everywhere else."""

from dataclasses import dataclass

from console.doorkeeper import Doorkeeper, Refused
from console.figures import time_of_day
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.see_other import SeeOther
from console.viewer import Viewer
from console.visit import Visit
from inspection.access.password_rules import SHORTEST
from inspection.access.policy import Action, scopes_of
from records import sessions
from records.database import reading
from records.workspace import Workspace

_DONE = {"password": "password_changed", "sessions": "sessions_ended"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount(PageContext):
    """`rights` are (what, how far) pairs; `other_sessions` how many other browsers are signed in.

    `wrong` says what is wrong with what was sent, `done` what was just done.
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    rights: tuple[tuple[str, str], ...]
    other_sessions: int
    wrong: tuple[str, ...]
    done: str
    rules: str


def build(workspace: Workspace, visit: Visit) -> OwnAccount | None:
    """Query: `done`, what a form of this page has just done."""
    return _page(workspace, visit, done=_DONE.get(visit.asked("done"), ""))


def change_password(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> OwnAccount | SeeOther | None:
    """Fields: `current`, `password`, `again`."""
    if visit.viewer is None:
        return None
    if fields.one("password") != fields.one("again"):
        return _page(keeper.workspace, visit, wrong=(visit.w["passwords_differ"],))
    changed = keeper.change_password(visit.viewer, fields.one("current"), fields.one("password"), address=visit.address)
    if isinstance(changed, Refused):
        until = changed.wait_until
        said = visit.w["wait_until"].format(time=time_of_day(until)) if until else visit.w["wrong_password"]
        return _page(keeper.workspace, visit, wrong=(said,))
    if isinstance(changed, tuple):
        faults = tuple(visit.w.of("password_fault", fault.value) for fault in changed)
        return _page(keeper.workspace, visit, wrong=faults)
    return SeeOther("/account?done=password", new_session=changed.token)


def end_others(keeper: Doorkeeper, visit: Visit, _fields: FormFields) -> SeeOther | None:
    """Sign out everywhere else."""
    if visit.viewer is None:
        return None
    keeper.end_others(visit.viewer)
    return SeeOther("/account?done=sessions")


def _page(workspace: Workspace, visit: Visit, *, wrong: tuple[str, ...] = (), done: str = "") -> OwnAccount | None:
    w, viewer = visit.w, visit.viewer
    if viewer is None:
        return None
    with reading(workspace.engine) as connection:
        others = max(0, sessions.count(connection, viewer.login) - 1)
    return OwnAccount(
        frame=frame_of(visit, w["own_account"], status=422 if wrong else 200),
        w=w,
        name=viewer.login,
        facts=_facts(viewer, visit),
        rights=_rights(viewer, visit),
        other_sessions=others,
        wrong=wrong,
        done=w[done] if done else "",
        rules=w["password_rules"].format(n=SHORTEST),
    )


def _facts(viewer: Viewer, visit: Visit) -> tuple[tuple[str, str], ...]:
    person, w = viewer.person, visit.w
    roles = ", ".join(w.of("person_role", role.value) for role in person.roles)
    known = (
        ("name", person.who), ("roles", roles), ("team", person.team), ("site", person.site),
        ("vendor", person.vendor), ("agent", person.agent_id),
    )  # fmt: skip
    return tuple((w[name], value) for name, value in known if value)


def _rights(viewer: Viewer, visit: Visit) -> tuple[tuple[str, str], ...]:
    w = visit.w
    reach = ((action, scopes_of(viewer.person, action)) for action in Action)
    return tuple(
        (w.of("action", action.value), ", ".join(w.of("access_scope", scope.value) for scope in sorted(scopes)))
        for action, scopes in reach
        if scopes
    )
