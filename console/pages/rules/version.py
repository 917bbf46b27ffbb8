"""One version of the rulebook: who made it, when and why, every step taken with it, and what changed."""

import json
from dataclasses import dataclass
from urllib.parse import quote, unquote

from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.rules.rule_rows import item_url
from console.rules_in_view import shipped_files
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.errors import RecordsError
from inspection.rule_files import changed_items
from records import audit, rulebook_versions
from records.audit import AuditEntry
from records.database import reading
from records.rulebook_versions import RulebookVersion
from records.workspace import Workspace

_PATH = "/rules/versions/"
_LINES_SHOWN = 1500


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of the difference; `kind` is file, hunk, added, removed or same."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step somebody took with the version."""

    at: str
    who: str
    action: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(PageContext):
    """`changed` are (item, address) judged otherwise than in the version it was compared with; `cut` lines more."""

    label: str
    facts: tuple[tuple[str, str], ...]
    book_url: str
    backtest_url: str
    compared_with: str
    changed: tuple[tuple[str, str], ...]
    steps: tuple[StepRow, ...]
    diff: tuple[DiffLine, ...]
    cut: int
    restore_url: str
    done: bool


def build(workspace: Workspace, visit: Visit) -> Version | None:
    """None for a version nobody knows."""
    with reading(workspace.engine) as connection:
        try:
            found = rulebook_versions.find(connection, unquote(visit.path.removeprefix(_PATH)))
        except RecordsError:
            return None
        files = rulebook_versions.files_of(connection, found.number)
        former = rulebook_versions.files_of(connection, found.former) if found.former else shipped_files()
        in_force = rulebook_versions.in_force(rulebook_versions.history(connection), visit.at)
        steps = audit.of(connection, rulebook_versions.subject(found.number))
    w, lines = visit.w, diff_lines(found.diff)
    return Version(
        frame=frame_of(visit, found.label, "rules"),
        w=w,
        label=found.label,
        facts=_facts(found, w),
        book_url=with_query("/rules", {"version": str(found.number)}),
        backtest_url=f"/rules/backtests/{quote(found.backtest_id, safe='')}" if found.backtest_id else "",
        compared_with=w["rules_shipped"] if found.former is None else f"#{found.former}",
        changed=tuple((w.of("item", i), item_url(i, str(found.number))) for i in changed_items(former, files)),
        steps=tuple(_step(entry, w) for entry in steps),
        diff=tuple(lines[:_LINES_SHOWN]),
        cut=max(0, len(lines) - _LINES_SHOWN),
        restore_url=_restore_url(found, in_force, visit),
        done=bool(visit.asked("done")),
    )  # fmt: skip


def _restore_url(one: RulebookVersion, in_force: RulebookVersion | None, visit: Visit) -> str:
    """Where one goes back to it; empty for a trial (an ended one too), for what is in force, and for who may not."""
    is_former = one.was_decided and one != in_force
    may = visit.sight(Action.DECIDE_RULES).is_everything
    return f"{_PATH}{one.number}/restore" if is_former and may else ""


def _facts(one: RulebookVersion, w: Words) -> tuple[tuple[str, str], ...]:
    return (
        (w["rules_step"], w.of("rule_step", one.step.value)),
        (w["state"], w.of("version_status", one.status.value)),
        (w["rules_effective"], moment(one.effective_from)),
        (w["rules_author"], one.author),
        (w["rules_publisher"], one.publisher),
        (w["rules_at"], moment(one.at)),
        (w["rules_hash"], one.content_hash[:12]),
        (w["rules_note"], one.note or "–"),
    )


def _step(entry: AuditEntry, w: Words) -> StepRow:
    return StepRow(
        at=moment(entry.at),
        who=entry.who,
        action=w.of("rule_step", entry.action),
        what=json.dumps(dict(entry.after), ensure_ascii=False),
        reason=entry.reason,
    )


def diff_lines(text: str) -> list[DiffLine]:
    """A difference line by line, each with what it is."""
    return [DiffLine(_kind(line), line) for line in text.splitlines()]


def _kind(line: str) -> str:
    if line.startswith(("+++", "---")):
        return "file"
    return {"@": "hunk", "+": "added", "-": "removed"}.get(line[:1], "same")
