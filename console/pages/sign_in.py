"""Signing in and out. What was wrong is never said more exactly than "name or password"."""

from dataclasses import dataclass

from console.doorkeeper import Doorkeeper, Refused
from console.figures import time_of_day
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.kept_form import KeptForm, unpacked
from console.pages.send_again import SEND_AGAIN, send_again
from console.see_other import HOME, SeeOther, Shown, way_on
from console.visit import Visit, with_query
from records.workspace import Workspace

SIGN_ON = "/sign-in/provider"
_LONGEST_NAME_SHOWN = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(PageContext):
    """The sign-in form. `wrong` is what is wrong with what was sent (empty at first).

    `name` is kept as it was typed, `way_on` is where to go after it. `send_to` and `kept` are the address and the
    packed fields of a form that came when its session had ended; empty without one. `provider` is the button of single
    sign-on and `provider_url` where it leads (empty without); `is_out` for who has just signed out beside a provider.
    """

    wrong: str
    name: str
    way_on: str
    send_to: str
    kept: str
    provider: str
    provider_url: str
    is_out: bool


def build(_workspace: Workspace, visit: Visit) -> SignIn | SeeOther:
    """Query: `next`, a path of ours; `out`, of who has just signed out. Who is signed in already goes on at once."""
    where = way_on(visit.asked("next"))
    return SeeOther(where) if visit.viewer else _form(visit, where)


def sign_in_and_send_again(visit: Visit, kept: KeptForm) -> SignIn:
    """The form for who wrote something while their session ended: signing in leads back to what they wrote."""
    return _form(visit, HOME, visit.w["session_ended"], kept=kept, status=401)


def not_vouched_for(visit: Visit, where: str, wrong: str, *, status: int) -> SignIn:
    """The form for whom the identity provider did not bring in: a password still does."""
    return _form(visit, where, wrong, status=status)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> SignIn | SeeOther | Shown:
    """Fields: `name`, `password`, `next`; `send_to` and `kept` of a form that was kept."""
    where, name = way_on(fields.one("next")), fields.one("name")
    kept, former = unpacked(fields.one("send_to"), fields.one("kept")), visit.viewer
    admitted = keeper.sign_in(name, fields.one("password"), address=visit.address, at=visit.at)
    if not isinstance(admitted, Refused):
        if former is not None:
            keeper.sign_out(former)
        if kept is not None:
            return send_again(keeper, visit, admitted, kept)
        return SeeOther(where, new_session=admitted.token)
    if admitted.wait_until is None:
        return _form(visit, where, visit.w["wrong_name_or_password"], name, kept=kept, status=401)
    wrong = visit.w["wait_until"].format(time=time_of_day(admitted.wait_until))
    return _form(visit, where, wrong, name, kept=kept, status=429)


def sign_out(keeper: Doorkeeper, visit: Visit, _fields: FormFields) -> SeeOther:
    """End the session and come back to the form."""
    if visit.viewer is not None:
        keeper.sign_out(visit.viewer)
    return SeeOther("/sign-in" if visit.sign_on is None else "/sign-in?out=1", ends_session=True)


def _form(
    visit: Visit, where: str, wrong: str = "", name: str = "", *, kept: KeptForm | None = None, status: int = 200
) -> SignIn:
    return SignIn(
        frame=frame_of(visit, visit.w["sign_in"], status=status),
        w=visit.w,
        wrong=wrong,
        name=name[:_LONGEST_NAME_SHOWN],
        way_on=where,
        send_to=kept.path if kept else "",
        kept=kept.packed() if kept else "",
        provider="" if visit.sign_on is None else visit.sign_on or visit.w["sign_on"],
        provider_url=with_query(SIGN_ON, {"next": SEND_AGAIN if kept else "" if where == HOME else where}),
        is_out=visit.sign_on is not None and visit.asked("out") == "1",
    )
