"""After a sign-in in the middle of a form: what was written is shown to its writer and sent again with one key."""

from dataclasses import dataclass, replace

from console.doorkeeper import Admitted, Doorkeeper
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.kept_form import KeptForm, unpacked
from console.see_other import Shown
from console.tokens import form_token
from console.visit import Visit
from records.workspace import Workspace

SEND_AGAIN = "/send-again"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain(PageContext):
    """The form that was kept: `path` is where it goes, `fields` are its (name, value) pairs.

    Both are empty when somebody else wrote it: it is gone, and the page says so.
    """

    path: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInTab(PageContext):
    """Where somebody comes back to who signed in elsewhere: their browser hands over the form it kept meanwhile."""


def build(_workspace: Workspace, visit: Visit) -> KeptInTab:
    """An empty form that the browser fills by itself, when it kept one."""
    return KeptInTab(frame=frame_of(visit, visit.w["send_again"]), w=visit.w)


def submit(_keeper: Doorkeeper, visit: Visit, fields: FormFields) -> SendAgain | None:
    """Fields: `send_to` and `kept`, as the sign-in page had them. Nothing is sent before its writer says so."""
    kept = unpacked(fields.one("send_to"), fields.one("kept"))
    return None if kept is None else _page(visit, kept)


def send_again(keeper: Doorkeeper, visit: Visit, admitted: Admitted, kept: KeptForm) -> Shown:
    """The page, already in the session that has just begun."""
    token = admitted.token
    inside = replace(visit, viewer=keeper.viewer(token, at=visit.at), form_token=form_token(token))
    return Shown("send_again.html", _page(inside, kept), new_session=token)


def _page(visit: Visit, kept: KeptForm) -> SendAgain:
    is_theirs = visit.viewer is not None and kept.is_of(visit.viewer.login)
    path, fields = (kept.path, kept.fields) if is_theirs else ("", ())
    return SendAgain(frame=frame_of(visit, visit.w["send_again"]), w=visit.w, path=path, fields=fields)
