"""What a reviewer hands in (复核提交): checked against the sheet, and turned into verdicts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspection.errors import InputError
from inspection.evaluation import ItemKind, ItemState
from inspection.evidence import Evidence
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.review_policy import ReviewPolicy
from inspection.review_queue import Purpose
from inspection.work_sheet import AskedItem, WorkSheet

MAX_SECONDS = 8 * 3600.0
_STAGES = {
    Purpose.SECOND: Stage.SECOND,
    Purpose.ADJUDICATION: Stage.ADJUDICATION,
    Purpose.MANUAL: Stage.MANUAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenVerdict:
    """One line as the reviewer filled it in.

    `fatal` None: as defined (a breach that is always fatal is one). `evidence` names turns, with their text filled in
    by the records. `seconds_spent` None: a share of the whole.
    """

    item: str
    state: ItemState
    points: float | None = None
    fatal: bool | None = None
    reason_code: str = ""
    evidence: tuple[Evidence, ...] = ()
    seconds_spent: float | None = None


def _refused(reason: str, what_to_do: str, *, where: str) -> InputError:
    return InputError(reason, what_to_do, where=where, code="bad_verdict")


def stage_of(purpose: Purpose) -> Stage:
    """On which occasion a task of this purpose is judged."""
    return _STAGES.get(purpose, Stage.REVIEW)


def verdicts_of(
    sheet: WorkSheet,
    given: Sequence[GivenVerdict],
    policy: ReviewPolicy,
    *,
    who: str,
    at: datetime,
    seconds_spent: float,
    complete: bool = True,
) -> tuple[ItemVerdict, ...]:
    """Verdicts of a submission, every asked item among them; InputError (`bad_verdict`) names the first mistake.

    `seconds_spent` is the whole, shared equally among the lines that do not say their own. A correction of single
    items is not `complete`.
    """
    where = sheet.task.task_id
    lines = {item.id: item for item in sheet.items}
    _check_set(sheet.asked if complete else (), lines, given, where)
    _check_seconds([seconds_spent, *(g.seconds_spent for g in given if g.seconds_spent is not None)], where)
    untimed = [g for g in given if g.seconds_spent is None]
    rest = max(0.0, seconds_spent - sum(g.seconds_spent or 0.0 for g in given))
    share = round(rest / len(untimed), 2) if untimed else 0.0
    stage = stage_of(sheet.task.purpose)
    return tuple(
        _verdict(replace(g, seconds_spent=share if g.seconds_spent is None else g.seconds_spent), lines[g.item],
                 policy, who=who, at=at, stage=stage, where=f"{where}:{g.item}")
        for g in given
    )  # fmt: skip


def as_the_machine_says(sheet: WorkSheet) -> tuple[GivenVerdict, ...]:
    """Every asked item confirmed, for a reviewer who agrees with all of it; InputError on a blind sheet."""
    if sheet.blind:
        reason = "on a blind review nobody can agree with the machine: its verdict is hidden"
        raise _refused(reason, "judge every item of the form", where=sheet.task.task_id)
    return tuple(
        GivenVerdict(item=i.id, state=i.machine.state, fatal=i.machine.fatal_kind is not None)
        for i in sheet.items
        if i.asked and i.machine is not None and i.machine.state is not ItemState.NEEDS_HUMAN
    )


def _check_set(
    asked: Collection[str], lines: Mapping[str, AskedItem], given: Sequence[GivenVerdict], where: str
) -> None:
    names = [g.item for g in given]
    unknown = sorted(set(names) - set(lines))
    if unknown:
        raise _refused(f"there is no item '{unknown[0]}' on this sheet", "see mingjian review show", where=where)
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise _refused(f"'{twice[0]}' is judged twice", "give one verdict per item", where=where)
    missing = sorted(set(asked) - set(names))
    if missing:
        raise _refused(
            f"{len(missing)} items have no verdict: {', '.join(missing)}",
            "judge each; needs_human says that it cannot be told",
            where=where,
        )
    if not given:
        raise _refused("there is no verdict in it", "judge at least one item", where=where)


def _check_seconds(all_seconds: Sequence[float], where: str) -> None:
    if any(not 0 <= seconds <= MAX_SECONDS for seconds in all_seconds):
        raise _refused("seconds_spent is no time a review takes", "give 0 to 28800 seconds", where=where)


def _verdict(
    given: GivenVerdict,
    line: AskedItem,
    policy: ReviewPolicy,
    *,
    who: str,
    at: datetime,
    stage: Stage,
    where: str,
) -> ItemVerdict:
    fatal = _fatal(given, line, where)
    _check_points(given, line, fatal, where)
    _check_evidence(given, line, where)
    return ItemVerdict(
        item=given.item,
        state=given.state,
        who=who,
        at=at,
        stage=stage,
        points=given.points,
        fatal=fatal,
        reason_code=_reason(given, line, fatal, policy, where),
        evidence=given.evidence,
        seconds_spent=given.seconds_spent,
    )


def _fatal(given: GivenVerdict, line: AskedItem, where: str) -> bool:
    """Whether a breach is fatal: as defined, and where the definition knows minor breaches, as the person says."""
    breach = given.state is ItemState.UNMET
    if line.fatal_kind is None or not breach:
        if given.fatal:
            why = "no breach of it is fatal on this form" if line.fatal_kind is None else "only an unmet item can be"
            raise _refused(f"'{line.id}' cannot be fatal: {why}", "leave fatal out", where=where)
        return False
    if line.always_fatal:
        if given.fatal is False:
            reason = f"every breach of '{line.id}' is fatal on this form"
            raise _refused(reason, "say met if it did not happen", where=where)
        return True
    if given.fatal is not None:
        return given.fatal
    if line.machine is not None and line.machine.state is ItemState.UNMET:
        return line.machine.fatal_kind is not None
    raise _refused(f"a breach of '{line.id}' may be fatal or minor", "say which: fatal true or false", where=where)


def _check_points(given: GivenVerdict, line: AskedItem, fatal: bool, where: str) -> None:
    if given.points is None:
        return
    if fatal or given.state not in (ItemState.MET, ItemState.UNMET):
        raise _refused(f"'{line.id}' has no points to give", "leave points out", where=where)
    if abs(given.points) > line.max_points:
        reason = f"{given.points:g} points for '{line.id}', which has {line.max_points:g}"
        raise _refused(reason, f"give at most {line.max_points:g}", where=where)


def _check_evidence(given: GivenVerdict, line: AskedItem, where: str) -> None:
    """No evidence, no deduction: what the machine did not find needs the turn in which it happened."""
    found_by_machine = line.machine is not None and line.machine.state is ItemState.UNMET
    owes_evidence = line.kind in (ItemKind.VIOLATION, ItemKind.MEASURE) and not found_by_machine
    if given.state is ItemState.UNMET and owes_evidence and not given.evidence:
        reason = f"'{line.id}' is said to have happened without evidence"
        raise _refused(reason, "name the turn: turn=N", where=where)


def _reason(given: GivenVerdict, line: AskedItem, fatal: bool, policy: ReviewPolicy, where: str) -> str:
    if given.reason_code:
        return policy.known_reason(given.reason_code, where=where)
    if given.state is ItemState.NEEDS_HUMAN:
        return "cannot_tell"
    if line.machine is None or line.machine.state is ItemState.NEEDS_HUMAN:
        return "human_only"
    was_fatal = line.machine.fatal_kind is not None
    if line.machine.state is given.state and was_fatal == fatal and given.points in (None, line.machine.points):
        return "agrees"
    raise _refused(
        f"'{line.id}' differs from the machine's verdict without a reason",
        f"give a reason code: {', '.join(r.code for r in policy.reason_codes)}",
        where=where,
    )
