"""The night's step for appeals: notices for who is late, final scores, attachments nobody names any more."""

from datetime import datetime

from inspection.errors import RuleError
from records import appeal_attachments, appeal_notices
from records.appeal_rules import procedure_in
from records.database import writing
from records.workspace import Workspace


def settle_appeals(workspace: Workspace, now: datetime) -> tuple[str, ...]:
    """Do what is due about appeals; returns what the operator should know.

    A file of the workspace that makes no sense is told and stops nothing: scores do not depend on it.
    """
    try:
        procedure = procedure_in(workspace.path)
    except RuleError as error:
        return (f"appeals were left alone: {error}",)
    with writing(workspace.engine) as connection:
        done = appeal_notices.settle(connection, procedure, now)
        appeal_attachments.sweep(connection, workspace.path, now)
    notices = []
    if done.overdue:
        notices.append(f"{len(done.overdue)} steps of appeals are overdue: mingjian appeal overdue")
    missing = procedure.calendar.years_unknown(now, now)
    if missing:
        notices.append(f"calendar.yaml does not know {missing[0]}: deadlines count Monday to Friday")
    return tuple(notices)
