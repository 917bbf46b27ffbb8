"""After a sign-in in the middle of a form: what was written is shown and sent again with one key."""

from dataclasses import dataclass, replace

from console.doorkeeper import Admitted, Doorkeeper
from console.frame import PageContext, frame_of
from console.kept_form import KeptForm
from console.see_other import Shown
from console.tokens import form_token
from console.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain(PageContext):
    """The form that was kept: `path` is where it goes, `fields` are its (name, value) pairs."""

    path: str
    fields: tuple[tuple[str, str], ...]


def send_again(keeper: Doorkeeper, visit: Visit, admitted: Admitted, kept: KeptForm) -> Shown:
    """The page, already in the session that has just begun."""
    token = admitted.token
    inside = replace(visit, viewer=keeper.viewer(token, at=visit.at), form_token=form_token(token))
    page = SendAgain(frame=frame_of(inside, visit.w["send_again"]), w=visit.w, path=kept.path, fields=kept.fields)
    return Shown("send_again.html", page, new_session=token)
