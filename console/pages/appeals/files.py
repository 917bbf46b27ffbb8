"""Files beside an appeal (申诉附件): sending one, and taking one along. What people sent is never shown as a page."""

from dataclasses import dataclass
from urllib.parse import unquote

from console.doorkeeper import Doorkeeper
from console.download import ANY_BYTES, Download
from console.form_fields import FormFields
from console.links import appeal_page_url
from console.pages.appeals.one import ATTACHED_ALREADY, AppealPage, find_appeal, page_of_appeal
from console.see_other import SeeOther
from console.taking_steps import NotDone, taken
from console.visit import Visit, with_query
from inspection.attachment_kind import SUFFIXES
from inspection.errors import InputError
from inspection.people import Person
from records import appeal_attachments, appeal_rules, appealing
from records.access import Access
from records.appealing import Hearing
from records.database import Connection, reading
from records.workspace import Workspace

_BELOW = "/files"


@dataclass(frozen=True, slots=True)
class _Asked:
    """An appeal, and of a file the sha256 it is asked by."""

    appeal_id: str
    sha256: str = ""


def attach(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> AppealPage | SeeOther | None:
    """Keep the files of the form beside the appeal, all or none; what is there already is left as it is.

    Who may is the appeal's procedure to say.
    """
    workspace, asked = keeper.workspace, _asked_of(visit)
    if find_appeal(workspace, visit, asked.appeal_id) is None:
        return None
    procedure = appeal_rules.procedure_in(workspace.path)

    def act(connection: Connection, person: Person) -> bool:
        if not fields.files:
            raise InputError("no file was chosen", "choose a file", where=asked.appeal_id, code="attachment_missing")
        kept = [
            appealing.attach(
                connection, Hearing(procedure, person, visit.at), asked.appeal_id, one.content,
                name=one.name or "–", folder=workspace.path,
            )
            for one in fields.files
        ]  # fmt: skip
        return any(kept)

    outcome = taken(workspace, visit, f"appeal:{asked.appeal_id}", act)
    if isinstance(outcome, NotDone):
        return page_of_appeal(workspace, visit, asked.appeal_id, wrong=outcome.said)
    return SeeOther(with_query(appeal_page_url(asked.appeal_id), {"done": "1" if outcome else ATTACHED_ALREADY}))


def take_along(workspace: Workspace, visit: Visit) -> Download | None:
    """The file as plain bytes, once the look is in the audit trail; None when it is not there or not theirs to see."""
    asked = _asked_of(visit)
    found = find_appeal(workspace, visit, asked.appeal_id)
    if found is None or visit.viewer is None:
        return None
    with reading(workspace.engine) as connection:
        kept = next((a for a in appeal_attachments.of(connection, found.id) if a.sha256 == asked.sha256), None)
    if kept is None:
        return None
    viewer = visit.viewer
    access = Access(who=viewer.person.who, account=viewer.login, reason="console: the appeal's page", at=visit.at)
    content = appeal_attachments.read(workspace.engine, workspace.path, kept, access)
    return Download(f"appeal-{kept.sha256[:12]}{SUFFIXES[kept.kind]}", ANY_BYTES, content)


def _asked_of(visit: Visit) -> _Asked:
    appeal_id, _, sha256 = visit.path.removeprefix("/appeals/").partition(_BELOW)
    return _Asked(unquote(appeal_id), unquote(sha256.removeprefix("/")))
