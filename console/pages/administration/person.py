"""One person: what they are here, and their account. New people are registered on the same page."""

from dataclasses import dataclass, replace
from urllib.parse import unquote

from console.doorkeeper import Doorkeeper
from console.figures import moment
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.pages.administration.keeper import keeper_of, link_for
from console.pages.administration.people import person_url
from console.see_other import SeeOther
from console.visit import Visit, with_query
from console.words import Words
from inspection.errors import InspectionError
from inspection.formats.people_table import person_of
from inspection.people import Person, PersonRole
from records import audit, keeping_people, sessions
from records.database import reading, writing
from records.keeping_people import Kept
from records.workspace import Workspace

_PATH = "/administration/people/"
_TEXTS = ("who", "team", "site", "vendor", "agent_id", "channels", "queues", "languages", "per_day")
_LONGEST = 200
_DONE = {"saved": "admin_done_saved", "switched": "admin_done_switched", "ended": "admin_done_ended"}
_CHANGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class RoleTick:
    """A role, and whether the person has it."""

    value: str
    label: str
    is_ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(PageContext):
    """The form of a person (`is_new` before there is one) with `values` as written; `wrong` and `done` tell.

    `link` is a one-time link, shown this once. `state` is that of the account, `changes` what was done to them lately.
    """

    is_new: bool
    who: str
    values: dict[str, str]
    roles: tuple[RoleTick, ...]
    is_active: bool
    state: str
    state_name: str
    account: tuple[tuple[str, str], ...]
    has_account: bool
    is_off: bool
    link: str
    wrong: str
    done: str
    changes: tuple[tuple[str, str, str, str], ...]
    action_url: str


def build(workspace: Workspace, visit: Visit) -> PersonPage | None:
    """Query: `done`. None for somebody nobody knows (or this administrator does not see)."""
    known = _DONE.get(visit.asked("done"))
    return _page_of(workspace, visit, _name(visit), done=visit.w[known] if known else "")


def build_new(_workspace: Workspace, visit: Visit) -> PersonPage:
    """An empty form."""
    return _form(visit, None, Person(who="", roles=()), is_new=True)


def add(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> PersonPage | SeeOther:
    """Register somebody new; their one-time link is shown on the page that follows."""
    return _save(keeper.workspace, visit, fields, is_new=True)


def change(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> PersonPage | SeeOther | None:
    """Change what somebody is. Their name stays: it is what everything they did is signed with."""
    with reading(keeper.workspace.engine) as connection:
        kept = keeping_people.find(connection, _name(visit), keeper_of(visit).sight)
    return None if kept is None else _save(keeper.workspace, visit, fields, is_new=False)


def make_link(keeper: Doorkeeper, visit: Visit, _fields: FormFields) -> PersonPage | None:
    """Take the password away and make a one-time link to set a new one."""
    workspace, of = keeper.workspace, _name(visit, "/link")
    try:
        with writing(workspace.engine) as connection:
            kept = keeping_people.find(connection, of, keeper_of(visit).sight)
            if kept is None:
                return None
            login = keeping_people.reset(connection, kept, keeper_of(visit))
    except InspectionError as error:
        return _page_of(workspace, visit, of, wrong=_in_words(error, visit.w))
    return _page_of(workspace, visit, of, link=link_for(workspace, visit, login))


def switch(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> PersonPage | SeeOther | None:
    """Fields: `off` (1: switch the account off), `reason`."""
    workspace, of, is_off = keeper.workspace, _name(visit, "/account"), fields.one("off") == "1"
    try:
        with writing(workspace.engine) as connection:
            kept = keeping_people.find(connection, of, keeper_of(visit).sight)
            if kept is None:
                return None
            reason = fields.one("reason").strip()[:_LONGEST]
            keeping_people.switch(connection, kept, keeper_of(visit), is_off=is_off, reason=reason)
    except InspectionError as error:
        return _page_of(workspace, visit, of, wrong=_in_words(error, visit.w))
    return SeeOther(with_query(person_url(of), {"done": "switched"}))


def end_sessions(keeper: Doorkeeper, visit: Visit, _fields: FormFields) -> SeeOther | None:
    """Sign somebody out everywhere."""
    of = _name(visit, "/sessions")
    with writing(keeper.workspace.engine) as connection:
        kept = keeping_people.find(connection, of, keeper_of(visit).sight)
        if kept is None or kept.account is None:
            return None
        keeping_people.end_sessions(connection, kept, keeper_of(visit))
    return SeeOther(with_query(person_url(of), {"done": "ended"}))


def _save(workspace: Workspace, visit: Visit, fields: FormFields, *, is_new: bool) -> PersonPage | SeeOther:
    written = {name: fields.one(name).strip()[:_LONGEST] for name in _TEXTS}
    if not is_new:
        written["who"] = _name(visit)
    written["roles"] = ",".join(fields.many("role"))
    active = "no" if fields.one("active") != "1" else "yes"
    try:
        wanted = person_of({name: text or None for name, text in (written | {"active": active}).items()})
        person = wanted if is_new else replace(wanted, who=written["who"])
        with writing(workspace.engine) as connection:
            reason = fields.one("reason").strip()[:_LONGEST]
            keeping_people.save(connection, person, keeper_of(visit), is_new=is_new, reason=reason)
    except InspectionError as error:
        return _again(visit, written, fields, wrong=_in_words(error, visit.w), is_new=is_new)
    if not is_new:
        return SeeOther(with_query(person_url(person.who), {"done": "saved"}))
    with reading(workspace.engine) as connection:
        kept = keeping_people.find(connection, person.who, keeper_of(visit).sight)
    link = link_for(workspace, visit, kept.account.login) if kept and kept.account else ""
    return _form(visit, kept, person, is_new=False, link=link, done=visit.w["admin_done_saved"])


def _name(visit: Visit, behind: str = "") -> str:
    return unquote(visit.path.removeprefix(_PATH).removesuffix(behind))


def _page_of(workspace: Workspace, visit: Visit, who: str, **told: str) -> PersonPage | None:
    with reading(workspace.engine) as connection:
        kept = keeping_people.find(connection, who, keeper_of(visit).sight)
        if kept is None:
            return None
        done_to = audit.of(connection, f"person:{who}")
        n = sessions.count(connection, kept.account.login) if kept.account else 0
        if kept.account:
            done_to = sorted([*done_to, *audit.of(connection, f"account:{kept.account.login}")], key=lambda e: e.number)
    changes = tuple(
        (moment(e.at), e.who, visit.w.of("audit_action", e.action), e.reason)
        for e in done_to[: -_CHANGES_SHOWN - 1 : -1]
    )
    return replace(_form(visit, kept, kept.person, is_new=False, sessions_n=n, **told), changes=changes)


def _again(visit: Visit, written: dict[str, str], fields: FormFields, *, wrong: str, is_new: bool) -> PersonPage:
    """The form as it was sent, with what is wrong with it."""
    roles = tuple(role for role in PersonRole if role.value in fields.many("role"))
    page = _form(visit, None, Person(who=written["who"], roles=roles), is_new=is_new, wrong=wrong)
    return replace(page, values=written, is_active=fields.one("active") == "1")


def _form(
    visit: Visit, kept: Kept | None, person: Person, *, is_new: bool, wrong: str = "", done: str = "", link: str = "",
    sessions_n: int = 0,
) -> PersonPage:  # fmt: skip
    w, account, state = visit.w, kept.account if kept else None, kept.state if kept else "none"
    facts = (
        (w["name"], account.login if account else "–"),
        (w["admin_last_sign_in"], moment(account.signed_in_at if account else None)),
        (w["admin_sessions_n"], str(sessions_n)),
    )
    return PersonPage(
        frame=frame_of(visit, person.who or w["admin_new"], "administration", status=422 if wrong else 200),
        w=w,
        is_new=is_new,
        who=person.who,
        values=_values(person),
        roles=tuple(RoleTick(r.value, w.of("person_role", r.value), r in person.roles) for r in PersonRole),
        is_active=person.active,
        state=state,
        state_name=w.of("account_state", state),
        account=facts,
        has_account=account is not None,
        is_off=bool(account and account.disabled),
        link=link,
        wrong=wrong,
        done=done,
        changes=(),
        action_url="/administration/new" if is_new else person_url(person.who),
    )


def _values(person: Person) -> dict[str, str]:
    lists = {name: ", ".join(getattr(person, name)) for name in ("channels", "queues", "languages")}
    texts = {name: getattr(person, name) or "" for name in ("who", "team", "site", "vendor", "agent_id")}
    return texts | lists | {"per_day": "" if person.per_day is None else str(person.per_day)}


def _in_words(error: InspectionError, w: Words) -> str:
    known = w.of("keeping_fault", error.code)
    return known if known != error.code else error.reason
