"""Watching the rules (规则自动降级): who counts and no longer deserves it only advises until it earns its way back.

A downgrade is a standing like any other (rule_standings.py), with an audit entry and a notice for people; what is
published stays published. The way back is a person's step, and only on fresh reviews; what was reviewed before the
downgrade counts no more then (rule_trust.py), or the same errors would take it down again the next night.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.judges.judging_steps import JudgingStep, demand_judging_step
from inspection.judges.live_rules import LiveRule, downgrade_of, may_return
from inspection.rule_standing import Reviewed, Standing, StandingPolicy, hits_missing
from inspection.stable_ids import stable_id
from records import rule_standings
from records.judges import rule_notices
from records.judges.judging_desk import JudgingDesk
from records.judges.live_rules import reviewed_since
from records.judges.rule_notices import DOWNGRADED, MAY_RETURN, RESTORED, RuleNotice
from records.rule_standings import StoredStanding
from records.rule_tables import rule_standings as standings

NIGHT = "night"


def watch(
    connection: Connection, rules: Iterable[LiveRule], policy: StandingPolicy, now: datetime, *, who: str = NIGHT
) -> tuple[RuleNotice, ...]:
    """Downgrade what must be, tell what may return; the notices that are new. Running it again adds nothing."""
    found: list[RuleNotice] = []
    for rule in rules:
        verdict = downgrade_of(rule, policy)
        if verdict is not None:
            _set(connection, rule, verdict.to, verdict.reason, now, who)
            found.append(_notice(rule, DOWNGRADED, verdict.reason, now))
        elif rule.standing is Standing.ADVICE:
            since = since_downgrade(connection, rule)
            told = rule_notices.latest_kind(connection, rule.rule_version) == MAY_RETURN
            if may_return(rule, since, policy) and not told:
                reason = f"{since.right} of {since.n} hits reviewed since were confirmed: it may count again"
                found.append(_notice(rule, MAY_RETURN, reason, now))
    rule_notices.add(connection, found)
    return tuple(found)


def restore(connection: Connection, desk: JudgingDesk, rule: LiveRule, policy: StandingPolicy, *, note: str) -> None:
    """Let an advising rule version count again; RecordsError (`not_earned`) without enough good reviews since.

    Who wants it back in spite of them sets the standing by hand: `mingjian rules standing --set`.
    """
    demand_judging_step(desk.policy.steps, JudgingStep.RESTORE_RULE, desk.person, where=rule.rule_version)
    since = since_downgrade(connection, rule)
    if not may_return(rule, since, policy):
        raise RecordsError(*_not_earned(rule, since, policy), where=rule.rule_version, code="not_earned")
    reason = f"{since.right} of {since.n} hits reviewed since the downgrade confirmed; {note}"
    _set(connection, rule, Standing.COUNTED, reason, desk.now, desk.person.who)
    rule_notices.add(connection, [_notice(rule, RESTORED, reason, desk.now)])


def since_downgrade(connection: Connection, rule: LiveRule) -> Reviewed:
    """Its hits reviewed since its standing was last set."""
    at = sa.select(standings.c.at).where(standings.c.rule_version == rule.rule_version)
    when = connection.execute(at).scalar_one_or_none()
    return Reviewed() if when is None else reviewed_since(connection, rule.rule_version, when)


def mark_seen(connection: Connection, desk: JudgingDesk) -> int:
    """Somebody has seen what there is; returns how many notices that were."""
    demand_judging_step(desk.policy.steps, JudgingStep.WATCH_RULES, desk.person)
    return rule_notices.mark_seen(connection, who=desk.person.who, at=desk.now)


def _not_earned(rule: LiveRule, since: Reviewed, policy: StandingPolicy) -> tuple[str, str]:
    if rule.standing is not Standing.ADVICE:
        return f"it does not only advise, it is {rule.standing}", "see mingjian rules standing"
    missing = hits_missing(since, policy)
    reason = f"{since.right} of {since.n} hits reviewed since the downgrade were confirmed"
    return reason, f"{missing} more confirmed hits without a wrong one bring it back"


def _set(connection: Connection, rule: LiveRule, to: Standing, reason: str, at: datetime, who: str) -> None:
    stored = StoredStanding(
        rule_version=rule.rule_version, item_id=rule.item, standing=to, at=at, who=who, reason=reason
    )
    rule_standings.put(connection, stored)  # with its audit entry


def _notice(rule: LiveRule, kind: str, reason: str, at: datetime) -> RuleNotice:
    return RuleNotice(
        notice_id=stable_id("notice", rule.rule_version, kind, at.isoformat()),
        rule_version=rule.rule_version,
        item_id=rule.item,
        kind=kind,
        reason=reason,
        at=at,
    )
