"""The audit trail: who did what to what and when, the newest first; the same entries as a file."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from console.download import Download
from console.figures import moment
from console.frame import PageContext, frame_of
from console.paging import ROWS_PER_PAGE
from console.table_file import TableFile, file_urls, handed_out
from console.visit import Visit
from inspection.access.policy import Action
from records import audit_search
from records.audit import AuditEntry
from records.audit_search import AuditFilter
from records.database import reading
from records.workspace import Workspace

MOST_TAKEN = 20_000
_LONGEST = 400  # characters of an entry's values on the page
_FILTERS = ("who", "action", "subject", "from", "to")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One entry; `what` is what changed, as it was stored."""

    number: int
    at: str
    who: str
    action: str
    action_name: str
    subject: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTrail(PageContext):
    """Entries under the filters as they were asked; `older_url` leads on. `sees_all` False: nothing is shown."""

    rows: tuple[AuditRow, ...]
    asked: dict[str, str]
    actions: tuple[tuple[str, str], ...]
    older_url: str
    newest_url: str
    file_urls: tuple[tuple[str, str], ...]
    sees_all: bool


def build(workspace: Workspace, visit: Visit) -> AuditTrail:
    """Query: `who`, `action`, `subject` (its beginning), `from`, `to` (dates), `before` (an entry's number)."""
    sees_all, w = visit.sight(Action.READ_AUDIT).is_everything, visit.w
    before = visit.page("before") if visit.asked("before") else None
    found: list[AuditEntry] = []
    if sees_all:
        with reading(workspace.engine) as connection:
            found = audit_search.entries(connection, _filter(visit), limit=ROWS_PER_PAGE + 1, before=before)
    shown = found[:ROWS_PER_PAGE]
    asked = {name: visit.asked(name) for name in _FILTERS}
    names = sorted((value, name) for (kind, value), name in w.value_words.items() if kind == "audit_action")
    return AuditTrail(
        frame=frame_of(visit, w["admin_audit"], "administration"),
        w=w,
        rows=tuple(_row(entry, visit) for entry in shown),
        asked=asked,
        actions=tuple(names),
        older_url=visit.here_with(before=str(shown[-1].number)) if len(found) > ROWS_PER_PAGE else "",
        newest_url=visit.here_with(before="") if before is not None else "",
        file_urls=file_urls("/administration/audit/file", asked),
        sees_all=sees_all,
    )


def make(workspace: Workspace, visit: Visit) -> Download | None:
    """Query: as the page, and `format` (csv, xlsx): at most the newest 20 000 entries."""
    if not visit.sight(Action.READ_AUDIT).is_everything:
        return None
    with reading(workspace.engine) as connection:
        found = audit_search.entries(connection, _filter(visit), limit=MOST_TAKEN)
    w = visit.w
    headings = [w[name] for name in ("admin_number", "admin_at", "admin_who", "admin_action", "admin_subject",
                                     "admin_before", "admin_after", "admin_reason")]  # fmt: skip
    rows = [
        (e.number, moment(e.at), e.who, e.action, e.subject, _json(e.before), _json(e.after), e.reason) for e in found
    ]
    file = TableFile(
        table="audit", of=visit.at.date().isoformat(), title=w["admin_audit"], headings=headings, rows=rows
    )
    return handed_out(workspace, visit, file, kind=visit.asked("format") or "csv")


def _filter(visit: Visit) -> AuditFilter:
    first, last = visit.day("from"), visit.day("to")
    zone = visit.at.astimezone().tzinfo
    return AuditFilter(
        who=visit.asked("who"),
        action=visit.asked("action"),
        subject=visit.asked("subject"),
        since=datetime(first.year, first.month, first.day, tzinfo=zone) if first else None,
        until=datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1) if last else None,
    )


def _row(entry: AuditEntry, visit: Visit) -> AuditRow:
    before, after = _briefly(entry.before), _briefly(entry.after)
    return AuditRow(
        number=entry.number,
        at=moment(entry.at),
        who=entry.who,
        action=entry.action,
        action_name=visit.w.of("audit_action", entry.action),
        subject=entry.subject,
        what=f"{before} → {after}" if before else after,
        reason=visit.w.of("audit_reason", entry.reason),
    )


def _briefly(told: Any) -> str:
    """What is empty says nothing to a reader; the file holds it."""
    given = {name: value for name, value in dict(told).items() if value not in (None, "", [], {})}
    text = ", ".join(f"{name}: {_short(value)}" for name, value in given.items())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(told: Any) -> str:
    return json.dumps(dict(told), ensure_ascii=False) if told else ""
