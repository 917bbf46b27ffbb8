"""`mingjian publish-scores`: what would be published and what is held why; with --publish, doing it."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.language import Lang, language_of
from cli.review_desk import ROWS, Json, cells, days_back, desk, points, policy, show, table_of, trusted
from cli.review_words import review_words
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened, shown
from inspection.errors import SettingsError
from inspection.publication import HoldReason, Publication
from pipelines.score_bases import keep_missing
from records.database import reading
from records.publication_planning import Action, Planned, plan
from records.score_publishing import publish_between
from records.workspace import Workspace


def publish_scores(
    workspace: WorkspaceFolder,
    from_: Annotated[
        datetime | None, typer.Option("--from", formats=DAYS, help="First business date (31 days ago).")
    ] = None,
    to: Annotated[datetime | None, typer.Option(formats=DAYS, help="Last business date (today).")] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Really publish (needs --who); without it nothing changes.")
    ] = False,
    who: Annotated[str | None, typer.Option(help="Who publishes, as registered (mingjian review people).")] = None,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "publication",
    rules: Annotated[
        Path | None, typer.Option(help="Folder the nights judged by, where its forms are not kept yet.")
    ] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show what would be published and what is held why; with --publish, publish it.

    An item counts by a person's verdict, else by the machine where its rule counts and its precision is proven. A
    suspected fatal holds the score until a person has looked. A published score moves again only when people correct
    a verdict. Running it again publishes nothing.

    Example: mingjian publish-scores --workspace workspace --from 2026-11-01 --to 2026-11-30
    """
    if publish and who is None:
        raise SettingsError("--publish without --who", "say who publishes")
    first, last = (from_ or days_back(31)).date(), (to or days_back(0)).date()
    words = review_words(language_of(lang))
    with opened(workspace, database_url) as one:
        lost = keep_missing(one, first, last, rules)
        counted = trusted(one)
        seen = _Seen(json_)
        if publish and who is not None:
            at = desk(one, who)
            done = publish_between(one.engine, first, last, counted, at.policy, at.person, at=at.now, reason=reason)
            seen.all(done)
        else:
            _dry(one, first, last, counted, seen)
    if json_:
        return
    if lost:
        print(words["still_missing"].format(n=len(lost)), file=sys.stderr)
    _report(seen, counted, publish, words)


def _dry(workspace: Workspace, first: Any, last: Any, counted: frozenset[str], seen: "_Seen") -> None:
    with reading(workspace.engine) as connection:
        seen.all(plan(connection, first, last, counted))


@dataclass(slots=True)
class _Seen:
    """Counts of what passed by, and the first rows to show; a month of evaluations is never in memory."""

    as_json: bool
    actions: Counter[Action] = field(default_factory=Counter)
    holds: Counter[HoldReason] = field(default_factory=Counter)
    held: list[Planned] = field(default_factory=list)
    moving: list[Planned] = field(default_factory=list)

    def all(self, many: Iterable[Planned]) -> None:
        for one in many:
            self.actions[one.action] += 1
            if one.hold is not None:
                self.holds[one.hold.reason] += 1
            if self.as_json:
                sys.stdout.write(json.dumps(_row(one), ensure_ascii=False) + "\n")
            elif one.hold is not None and one.hold.reason in (HoldReason.SUSPECTED_FATAL, HoldReason.DISPUTED):
                self.held.append(one) if len(self.held) < ROWS else None
            elif one.action in (Action.PUBLISH, Action.CORRECT):
                self.moving.append(one) if len(self.moving) < ROWS else None


def _report(seen: _Seen, counted: frozenset[str], published: bool, words: Mapping[str, str]) -> None:
    counts = {action.value: seen.actions[action] for action in Action}
    print(words["done" if published else "dry_run"].format(**counts))
    print(words["trusted"].format(n=len(counted)) if counted else words["trust_none"])
    if seen.holds:
        table = table_of("", ("held_why", "count"), words)
        for reason, count in sorted(seen.holds.items()):
            table.add_row(*cells(words[f"hold.{reason}"], count))
        show(table)
    if seen.held:
        _print_held(seen.held, words)
    if seen.moving:
        _print_moving(seen.moving, words)
    if not published and counts["publish"] + counts["correct"]:
        print(words["really"])


def _print_held(held: Iterable[Planned], words: Mapping[str, str]) -> None:
    now = days_back(0)
    table = table_of("", ("interaction", "agent", "held_why", "items", "due"), words)
    for one in held:
        assert one.hold is not None
        due = one.hold.due_at(one.evaluation.evaluated_at, policy().hold_hours)
        late = f" {words['overdue']}" if due and due < now else ""
        items = ", ".join(one.hold.items)
        why = words[f"hold.{one.hold.reason}"]
        table.add_row(*cells(_name(one), one.evaluation.agent_id, why, items, f"{shown(due)}{late}"))
    show(table)


def _print_moving(moving: Iterable[Planned], words: Mapping[str, str]) -> None:
    table = table_of("", ("interaction", "agent", "machine", "human", "score"), words)
    for one in moving:
        assert one.now is not None
        before = f"{points(one.score_before)} → " if one.action is Action.CORRECT else ""
        scores = (one.evaluation.machine_score, one.now.human_score)
        after = f"{before}{points(one.now.published_score)}"
        table.add_row(*cells(_name(one), one.evaluation.agent_id, *map(points, scores), after))
    show(table)


def _name(one: Planned) -> str:
    e = one.evaluation
    return f"{e.source}/{e.interaction_id}" + (f"#{e.segment}" if e.segment else "")


def _lines(now: Publication) -> dict[str, Any]:
    """Per line (customer, business, ...): judged and wrong of what counts, and by whose word."""
    return {
        line.line.value: {"judged": line.judged, "errors": line.errors}
        | {source.value: count for source, count in now.sources_of(line.line).items()}
        for line in now.lines
    }


def _row(one: Planned) -> dict[str, Any]:
    e, now, hold = one.evaluation, one.now, one.hold
    due = hold.due_at(e.evaluated_at, policy().hold_hours) if hold else None
    return {
        "evaluation_id": e.evaluation_id,
        "source": e.source,
        "interaction_id": e.interaction_id,
        "segment": e.segment,
        "agent_id": e.agent_id,
        "status": e.status.value,
        "action": one.action.value,
        "machine_score": e.machine_score,
        "human_score": now.human_score if now else e.human_score,
        "published_score": now.published_score if now else e.published_score,
        "published_before": one.score_before,
        "fatal_confirmed": now.fatal_confirmed if now else e.fatal_confirmed,
        "points_judged": now.score.points_judged if now else None,
        "points_possible": now.score.points_possible if now else None,
        "hold": hold.reason.value if hold else None,
        "hold_items": list(hold.items) if hold else [],
        "due_at": due.isoformat() if due else None,
        "items": {i.result.id: i.source.value for i in now.items} if now else {},
        "lines": _lines(now) if now else {},
    }
