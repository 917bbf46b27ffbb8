"""Signing in and out. What was wrong is never said more exactly than "name or password"."""

from dataclasses import dataclass

from console.doorkeeper import Doorkeeper, Refused
from console.figures import time_of_day
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.see_other import SeeOther, way_on
from console.visit import Visit
from records.workspace import Workspace

_LONGEST_NAME_SHOWN = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(PageContext):
    """The sign-in form. `wrong` is what is wrong with what was sent (empty at first).

    `name` is kept as it was typed, `way_on` is where to go after it.
    """

    wrong: str
    name: str
    way_on: str


def build(_workspace: Workspace, visit: Visit) -> SignIn | SeeOther:
    """Query: `next`, a path of ours. Who is signed in already goes there at once."""
    where = way_on(visit.asked("next"))
    return SeeOther(where) if visit.viewer else _form(visit, where)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> SignIn | SeeOther:
    """Fields: `name`, `password`, `next`."""
    where, name = way_on(fields.one("next")), fields.one("name")
    former = visit.viewer
    admitted = keeper.sign_in(name, fields.one("password"), address=visit.address, at=visit.at)
    if not isinstance(admitted, Refused):
        if former is not None:
            keeper.sign_out(former)
        return SeeOther(where, new_session=admitted.token)
    if admitted.wait_until is None:
        return _form(visit, where, visit.w["wrong_name_or_password"], name, status=401)
    wrong = visit.w["wait_until"].format(time=time_of_day(admitted.wait_until))
    return _form(visit, where, wrong, name, status=429)


def sign_out(keeper: Doorkeeper, visit: Visit, _fields: FormFields) -> SeeOther:
    """End the session and come back to the form."""
    if visit.viewer is not None:
        keeper.sign_out(visit.viewer)
    return SeeOther("/sign-in", ends_session=True)


def _form(visit: Visit, where: str, wrong: str = "", name: str = "", *, status: int = 200) -> SignIn:
    return SignIn(
        frame=frame_of(visit, visit.w["sign_in"], status=status),
        w=visit.w,
        wrong=wrong,
        name=name[:_LONGEST_NAME_SHOWN],
        way_on=where,
    )
