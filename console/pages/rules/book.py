"""The rulebook at a glance: every item with its standing and its life, and the versions the book went through."""

from dataclasses import dataclass

from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.rules.restore import restore_url
from console.pages.rules.rule_rows import ShownLife, ShownStanding, in_words, item_url, life_of, standing_of
from console.rules_in_view import SHIPPED, ItemHead, book_in_view, heads_of
from console.rules_live_now import live_now
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from records import rule_examples, rule_standings, rulebook_versions
from records.database import reading
from records.judges import rule_notices
from records.judges.rule_notices import RuleNotice
from records.rulebook_versions import RulebookVersion
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item of the book."""

    url: str
    title: str
    rule_version: str
    kind: str
    line: str
    is_fatal: bool
    standing: ShownStanding
    life: ShownLife
    examples: int
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of the book; `url` is its page, `book_url` this page with its items."""

    label: str
    url: str
    book_url: str
    step: str
    status: str
    is_in_force: bool
    effective_from: str
    author: str
    publisher: str
    at: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """Something that happened to a rule version and nobody has seen yet."""

    rule_version: str
    url: str
    kind: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book(PageContext):
    """The book in view: its items in the order of its files. `waiting` examples of appeals wait for their author."""

    label: str
    is_in_force: bool
    items: tuple[ItemRow, ...]
    notices: tuple[NoticeRow, ...]
    waiting: int
    may_settle: bool
    versions: tuple[VersionRow, ...]
    shipped_url: str
    restore_shipped_url: str
    live_at: str


def build(workspace: Workspace, visit: Visit) -> Book | None:
    """Query: `version` (a number, a name, `shipped`; default: what judges now). None for one nobody knows."""
    w, asked = visit.w, visit.asked("version")
    found = book_in_view(workspace, asked, visit.at)
    if found is None:
        return None
    live = live_now(workspace, visit.at)
    with reading(workspace.engine) as connection:
        standings = rule_standings.everything(connection)
        notices = rule_notices.everything(connection)
        waiting = len(rule_examples.in_state(connection))
        known = rulebook_versions.history(connection)
    in_force = rulebook_versions.in_force(known, visit.at)
    return Book(
        frame=frame_of(visit, w["nav_rules"], "rules"),
        w=w,
        label=found.label,
        is_in_force=found.is_in_force,
        items=tuple(
            _row(head, asked and found.name, standing_of(standings.get(head.rule_version), w),
                 life_of(live.rules.get(head.rule_version), w), w)
            for head in heads_of(found.files)
        ),
        notices=tuple(_notice(one, w) for one in notices),
        waiting=waiting,
        may_settle=visit.may(Action.SETTLE_EXAMPLES),
        versions=tuple(_version(one, one == in_force, w) for one in reversed(known)),
        shipped_url=with_query("/rules", {"version": SHIPPED}),
        restore_shipped_url=restore_url(SHIPPED) if visit.sight(Action.DECIDE_RULES).is_everything else "",
        live_at=moment(live.at),
    )  # fmt: skip


def _row(head: ItemHead, version: str, standing: ShownStanding, life: ShownLife, w: Words) -> ItemRow:
    return ItemRow(
        url=item_url(head.id, version),
        title=in_words(head.title, w),
        rule_version=head.rule_version,
        kind=w.of("item_kind", head.kind.value),
        line=w.of("line", head.line),
        is_fatal=head.fatal is not None,
        standing=standing,
        life=life,
        examples=head.examples,
        gaps=head.gaps,
    )


def _version(one: RulebookVersion, is_in_force: bool, w: Words) -> VersionRow:
    return VersionRow(
        label=one.label,
        url=f"/rules/versions/{one.number}",
        book_url=with_query("/rules", {"version": str(one.number)}),
        step=w.of("rule_step", one.step.value),
        status=w.of("version_status", one.status.value),
        is_in_force=is_in_force,
        effective_from=moment(one.effective_from),
        author=one.author,
        publisher=one.publisher,
        at=moment(one.at),
        note=one.note,
    )


def _notice(one: RuleNotice, w: Words) -> NoticeRow:
    return NoticeRow(
        rule_version=one.rule_version,
        url=item_url(one.item_id, ""),
        kind=w.of("rule_notice", one.kind),
        reason=one.reason,
        at=moment(one.at),
    )
