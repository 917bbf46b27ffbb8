"""Putting a rulebook in force: what publishing demands, and the steps publish, trial, promote, roll back.

Every step adds a row and its audit entry in one transaction; no stored version is ever changed but for its status.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from inspection.errors import RecordsError, RuleError
from inspection.rule_files import RuleFiles, changed_items, versions_not_raised
from pipelines.publish_settings import PublishSettings
from pipelines.rule_checks import rule_problems
from pipelines.rule_folders import read_rule_files, yardstick_of
from records import backtests, facts, frozen_months, rulebook_versions
from records.backtests import StoredBacktest
from records.database import reading, writing
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


def problems_of(workspace: Workspace, wanted: Publication, settings: PublishSettings) -> list[str]:
    """Everything that stands against a publication, one line each; empty when it may go ahead."""
    stand = standpoint(workspace, wanted.files.content_hash)
    lines = [*_people(wanted, settings), *_versions(wanted, stand), *_dates(wanted, stand)]
    lines += rule_problems(wanted.files)
    lines += _backtest(wanted, stand, settings)
    return lines


def notices_of(workspace: Workspace, wanted: Publication) -> list[str]:
    """What the publisher should know although it forbids nothing."""
    stand = standpoint(workspace, wanted.files.content_hash)
    lines = []
    if stand.backtest and stand.backtest.against_hash != stand.present.content_hash:
        lines.append(f"the backtest compared with {stand.backtest.against}, not with the rules in force now")
    if stand.backtest and stand.backtest.figures["failed"]:
        lines.append("some interactions of the backtest could not be judged: see its figures")
    return lines


def publish(workspace: Workspace, wanted: Publication) -> RulebookVersion:
    """Store the version and retire what it replaces. Ask `problems_of` first: this asks nothing."""
    stand = standpoint(workspace, wanted.files.content_hash)
    backtest_id = stand.backtest.backtest_id if stand.backtest else None
    what: dict[str, Any] = {"backtest": backtest_id, "os_user": wanted.os_user}
    if _same_person(wanted):
        what["one_person"] = "author and publisher are one person; publish_two_people is false here"
    if backtest_id is None:
        what["no_history"] = "published without a backtest: nothing was stored to test it on"
    return _store(workspace, wanted, stand, backtest_id=backtest_id, what=what)


def roll_back(
    workspace: Workspace, to: str | None, *, who: str, note: str, at: datetime, effective_from: datetime | None = None
) -> RulebookVersion:
    """Return to a former version from now on (or from `effective_from`): a new row; the history stays as it was.

    `to` is a version or `shipped`. Without it the latest decision is undone: a trial that is newer than the live
    version ends, else the version before the live one comes back (the shipped book before the first). Returns the
    new row, or the trial that was ended. Raises RecordsError when there is nothing to go back to.
    """
    with reading(workspace.engine) as connection:
        known = rulebook_versions.history(connection)
        trial = rulebook_versions.on_trial(known)
        decided = [v for v in known if v.step is not Step.TRIAL]
        if not known:
            raise RecordsError("no rulebook version was ever published here", "mingjian rules publish makes the first")
        if to is None and trial is not None and (not decided or trial.number > decided[-1].number):
            ended = trial
        else:
            ended = None
            files, number = _former(connection, to, decided)
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
    stand = standpoint(workspace, files.content_hash)
    refused = list(_dates(wanted, stand))
    if refused:
        raise RecordsError(refused[0], "choose a later --effective-from")
    return _store(workspace, wanted, stand, backtest_id=None, what={})


def end_trial(workspace: Workspace, trial: RulebookVersion, *, who: str, note: str, at: datetime) -> RulebookVersion:
    """Stop judging a version beside the live one; what it found stays readable."""
    with writing(workspace.engine) as connection:
        rulebook_versions.set_status(connection, trial, VersionStatus.RETIRED, who=who, at=at, reason=note)
        return rulebook_versions.find(connection, f"#{trial.number}")


def _former(connection: Connection, to: str | None, decided: list[RulebookVersion]) -> tuple[RuleFiles, int | None]:
    if to == "shipped":
        return read_rule_files(), None
    if to is not None:
        version = rulebook_versions.find(connection, to)
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


def _store(
    workspace: Workspace, wanted: Publication, stand: Standpoint, *, backtest_id: str | None, what: dict[str, Any]
) -> RulebookVersion:
    book = yardstick_of(wanted.files).rulebook
    on_trial = wanted.step is Step.TRIAL
    with writing(workspace.engine) as connection:
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


def _same_person(wanted: Publication) -> bool:
    return " ".join(wanted.author.split()).casefold() == " ".join(wanted.publisher.split()).casefold()


def _people(wanted: Publication, settings: PublishSettings) -> Iterator[str]:
    for name, value in (("--author", wanted.author), ("--publisher", wanted.publisher), ("--note", wanted.note)):
        if not value.strip():
            yield f"{name} is empty; say who (or why)"
    if settings.publish_two_people and _same_person(wanted):
        yield (
            f"author and publisher are both {wanted.publisher.strip()}; a second person publishes "
            "(or set publish_two_people = false in mingjian.toml)"
        )


def _versions(wanted: Publication, stand: Standpoint) -> Iterator[str]:
    try:
        name = (wanted.files.book_id, wanted.files.version)
        changed = changed_items(stand.present, wanted.files)
        not_raised = versions_not_raised(stand.present, wanted.files)
    except RuleError:
        return  # the checks of the rules say it with its place
    yield from not_raised
    taken = [v for v in stand.known if (v.rulebook_id, v.version) == name]
    others = [v for v in taken if v.content_hash != wanted.files.content_hash]
    if others and not any("rulebook.yaml" in line for line in not_raised):
        yield f"rulebook.yaml: version {name[1]} is already the other rulebook {others[-1].label}; raise its version"
    same = stand.present.content_hash == wanted.files.content_hash
    if same and stand.present_number is not None:
        yield f"these rules are in force already (#{stand.present_number}); nothing to publish"
    elif wanted.step is Step.TRIAL and not changed:
        yield "no item judges otherwise than the rules in force; a trial would find nothing"


def _dates(wanted: Publication, stand: Standpoint) -> Iterator[str]:
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


def _backtest(wanted: Publication, stand: Standpoint, settings: PublishSettings) -> Iterator[str]:
    if stand.judged == 0:
        if not wanted.no_history:
            yield "nothing is stored to backtest on; add --no-history to publish all the same"
        return
    if wanted.no_history:
        yield f"--no-history is for an empty workspace; {stand.judged} interactions are stored: run rules backtest"
    elif stand.backtest is None:
        yield "these very files were never backtested (on all items); run mingjian rules backtest --rules FOLDER first"
    elif wanted.at - stand.backtest.at > timedelta(days=settings.publish_backtest_days):
        days = (wanted.at - stand.backtest.at).days
        yield f"the backtest is {days} days old, more than {settings.publish_backtest_days}; run it again"
