"""Decisions about the rulebook (方案决定): where the rules stand, keeping a version, and going back to a former one.

Every step adds a row and its audit entry in one transaction; no stored version is ever changed but for its status.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.rule_files import RuleFiles
from inspection.yardsticks import compiled
from records import backtests, facts, frozen_months, rulebook_versions
from records.backtests import StoredBacktest
from records.database import reading, writing
from records.rule_folder import read_rule_files
from records.rule_texts import rule_texts
from records.rulebook_versions import RulebookVersion, Step, VersionStatus
from records.workspace import Workspace

CENTRE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A wish to put rules in force (or on trial): what, who, why, from when, and at what moment it is asked.

    `effective_from` None is from now on. `content_of` is the version whose files are taken over, for a promotion.
    """

    files: RuleFiles
    step: Step
    author: str
    publisher: str
    note: str
    at: datetime
    effective_from: datetime | None = None
    no_history: bool = False
    content_of: int | None = None
    os_user: str = ""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a publication is measured against: the present rules, the history of versions, the newest backtest."""

    known: tuple[RulebookVersion, ...]
    present: RuleFiles
    present_number: int | None
    backtest: StoredBacktest | None
    judged: int
    frozen: tuple[str, ...] = field(default=())


def standpoint(workspace: Workspace, content_hash: str) -> Standpoint:
    """Where the workspace stands."""
    with reading(workspace.engine) as connection:
        return _standpoint(connection, content_hash)


def _standpoint(connection: Connection, content_hash: str) -> Standpoint:
    known = tuple(rulebook_versions.history(connection))
    latest = next(reversed(rulebook_versions.decided(known)), None)
    return Standpoint(
        known,
        rulebook_versions.files_of(connection, latest.number) if latest else read_rule_files(),
        latest.number if latest else None,
        backtests.latest_of(connection, content_hash),
        facts.count_judged(connection),
        frozen_months.frozen(connection),
    )


def roll_back(
    workspace: Workspace,
    to: str | None,
    *,
    who: str,
    note: str,
    at: datetime,
    effective_from: datetime | None = None,
    confirmed: Standpoint | None = None,
) -> RulebookVersion:
    """Return to a former version from now on (or from `effective_from`): a new row; the history stays as it was.

    `to` is a version or `shipped`. Without it the latest decision is undone: a trial that is newer than the live
    version ends, else the version before the live one comes back (the shipped book before the first). Returns the
    new row, or the trial that was ended. `confirmed` is where the rules stood when somebody said yes. Raises
    RecordsError when there is nothing to go back to, and (`changed_meanwhile`) when they stand elsewhere by now.
    """
    with reading(workspace.engine) as connection:
        known = rulebook_versions.history(connection)
        trial = rulebook_versions.on_trial(known)
        decided = [v for v in known if v.was_decided]
        if not known:
            raise RecordsError("no rulebook version was ever published here", "mingjian rules publish makes the first")
        if to is None and trial is not None and (not decided or trial.number > decided[-1].number):
            ended = trial
        else:
            ended = None
            files, number = former_files(connection, to, decided)
            stand = confirmed or _standpoint(connection, files.content_hash)
    if ended is not None:
        return end_trial(workspace, ended, who=who, note=note, at=at)
    wanted = Publication(
        files=files,
        step=Step.ROLLBACK,
        author=who,
        publisher=who,
        note=note,
        at=at,
        effective_from=effective_from,
        content_of=number,
    )
    refused = list(dates_against(wanted, stand))
    if refused:
        raise RecordsError(refused[0], "choose a later --effective-from")
    return store(workspace, wanted, stand, backtest_id=None, what={})


def end_trial(workspace: Workspace, trial: RulebookVersion, *, who: str, note: str, at: datetime) -> RulebookVersion:
    """Stop judging a version beside the live one; what it found stays readable."""
    with writing(workspace.engine) as connection:
        rulebook_versions.set_status(connection, trial, VersionStatus.RETIRED, who=who, at=at, reason=note)
        return rulebook_versions.find(connection, f"#{trial.number}")


def former_files(
    connection: Connection, to: str | None, decided: list[RulebookVersion]
) -> tuple[RuleFiles, int | None]:
    """The files `to` means (a version, `shipped`, None: the one before) and their version's number.

    Raises RecordsError for a version that was only ever on trial (`only_tried`): promoting it takes a second person.
    """
    if to == "shipped":
        return read_rule_files(), None
    if to is not None:
        version = rulebook_versions.find(connection, to)
        if not version.was_decided:
            raise RecordsError(
                "this version was on trial, never in force", "name the version it was promoted to, or promote it",
                where=version.label, code="only_tried",
            )  # fmt: skip
        return rulebook_versions.files_of(connection, version.number), version.number
    present = decided[-1]
    at_the_bottom = present.step is Step.ROLLBACK and present.content_of is None
    if at_the_bottom:
        raise RecordsError("there is no former version", "name one with --to", where=present.label)
    # The decisions a rollback undid are no place to return to: go on from the version it returned to.
    before = [v for v in decided if v.number < (present.content_of or present.number)]
    others = [v for v in before if v.content_hash != present.content_hash]
    if others:
        return rulebook_versions.files_of(connection, others[-1].number), others[-1].number
    shipped = read_rule_files()
    if shipped.content_hash == present.content_hash:
        raise RecordsError("there is no former version", "name one with --to", where=present.label)
    return shipped, None


def store(
    workspace: Workspace, wanted: Publication, stand: Standpoint, *, backtest_id: str | None, what: dict[str, Any]
) -> RulebookVersion:
    """Add the version with its audit entry and retire what it replaces.

    Raises RuleError for rules that do not compile, RecordsError (`changed_meanwhile`) when somebody decided since
    `stand` was looked at.
    """
    book = compiled(rule_texts(wanted.files.texts)).rulebook
    on_trial = wanted.step is Step.TRIAL
    with writing(workspace.engine) as connection:
        _still(connection, stand)
        one = RulebookVersion(
            number=rulebook_versions.next_number(connection),
            rulebook_id=book.id,
            version=book.version,
            content_hash=wanted.files.content_hash,
            rulebook_hash=book.content_hash,
            step=wanted.step,
            status=VersionStatus.TRIAL if on_trial else VersionStatus.LIVE,
            effective_from=None if on_trial else wanted.effective_from or wanted.at,
            author=wanted.author,
            publisher=wanted.publisher,
            at=wanted.at,
            note=wanted.note,
            former=stand.present_number,
            content_of=wanted.content_of,
            diff=wanted.files.diff(stand.present),
            backtest_id=backtest_id,
        )
        rulebook_versions.add(connection, one, wanted.files, who=wanted.publisher, what=what)
    return one


def _still(connection: Connection, stand: Standpoint) -> None:
    latest = next(reversed(rulebook_versions.decided(rulebook_versions.history(connection))), None)
    if (latest.number if latest else None) != stand.present_number:
        raise RecordsError("somebody else changed the rules meanwhile", "look again", code="changed_meanwhile")


def dates_against(wanted: Publication, stand: Standpoint) -> Iterator[str]:
    """What stands against the day the rules are to begin, one line each."""
    effective = wanted.effective_from
    if effective is None:
        return
    if wanted.step is Step.TRIAL:
        yield "a trial has no effective date: it is judged beside the live rules from the next night on"
    for month in stand.frozen:
        _, last = frozen_months.days_of(month)
        if effective < datetime.combine(last + timedelta(days=1), time.min, CENTRE):
            yield f"{month} is frozen; choose an --effective-from after {last}"
            return
