"""Where a one-time link leads: setting the password of an account, or making the first administrator."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from console.doorkeeper import Changed, Doorkeeper, Refused
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.see_other import HOME, SeeOther
from console.tokens import stored
from console.visit import Visit
from inspection.access.password_rules import SHORTEST
from inspection.errors import InputError
from inspection.people import PersonRole
from records import one_time_links
from records.database import reading
from records.one_time_links import OneTimeLink
from records.workspace import Workspace

_PATH = "/welcome/"
_LONGEST_NAME_SHOWN = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """A role the first administrator may take as well."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(PageContext):
    """The form of a link. `name` is the account's, or what was typed as the `is_first` administrator's.

    `wrong` says what is wrong with what was sent, `rules` what a password must be.
    """

    is_first: bool
    name: str
    roles: tuple[RoleChoice, ...]
    wrong: tuple[str, ...]
    rules: str


def build(workspace: Workspace, visit: Visit) -> Welcome | None:
    """None for a link that was used, replaced or has ended. Looking at it does not use it."""
    with reading(workspace.engine) as connection:
        link = one_time_links.find(connection, stored(_token(visit)), at=visit.at)
    return None if link is None else _form(visit, link, link.login or "", [PersonRole.SUPERVISOR])


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Welcome | SeeOther | None:
    """Fields: `password`, `again`; of the first administrator also `name` and `role` (each ticked one)."""
    token = _token(visit)
    link = keeper.link(token, at=visit.at)
    if link is None:
        return None
    name = link.login or fields.one("name")
    roles = [role for role in PersonRole if role.value in fields.many("role")]
    wrong: tuple[str, ...]
    if fields.one("password") != fields.one("again"):
        wrong = (visit.w["passwords_differ"],)
    else:
        try:
            changed = _change(keeper, visit, token, link, name, fields.one("password"), roles)
        except InputError as error:
            wrong = (visit.w["bad_name"], error.what_to_do) if visit.w.language == "en" else (visit.w["bad_name"],)
        else:
            if isinstance(changed, Refused):
                return None
            if not isinstance(changed, tuple):
                return SeeOther(HOME, new_session=changed.token)
            wrong = tuple(visit.w.of("password_fault", fault.value) for fault in changed)
    return _form(visit, link, name, roles, wrong, status=422)


def _change(
    keeper: Doorkeeper,
    visit: Visit,
    token: str,
    link: OneTimeLink,
    name: str,
    password: str,
    roles: Sequence[PersonRole],
) -> Changed:
    if link.login is None:
        return keeper.make_first_administrator(token, name, password, tuple(roles), at=visit.at)
    return keeper.use_link(token, password, at=visit.at)


def _token(visit: Visit) -> str:
    return unquote(visit.path.removeprefix(_PATH))


def _form(
    visit: Visit,
    link: OneTimeLink,
    name: str,
    roles: Sequence[PersonRole],
    wrong: tuple[str, ...] = (),
    *,
    status: int = 200,
) -> Welcome:
    w, is_first = visit.w, link.login is None
    offered = [role for role in PersonRole if role not in (PersonRole.ADMINISTRATOR, PersonRole.AGENT)]
    return Welcome(
        frame=frame_of(visit, w["first_administrator"] if is_first else w["set_password"], status=status),
        w=w,
        is_first=is_first,
        name=name[:_LONGEST_NAME_SHOWN],
        roles=tuple(_choice(visit, role, roles) for role in offered) if is_first else (),
        wrong=wrong,
        rules=w["password_rules"].format(n=SHORTEST),
    )


def _choice(visit: Visit, role: PersonRole, chosen: Sequence[PersonRole]) -> RoleChoice:
    return RoleChoice(value=role.value, label=visit.w.of("person_role", role.value), is_chosen=role in chosen)
