"""Certificates and trainings (训练与认证) in the database, and the notices of those that end."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.coaching.certificates import Certificate, CertificateNotice, Validity, expiry_of, notices
from inspection.coaching.policy import CoachingLifePolicy
from inspection.errors import InputError, RecordsError
from inspection.people import demand_role
from inspection.stable_ids import stable_id
from records import audit
from records.coaching_life import CoachingDesk
from records.coaching_tables import certificate_notices, certificates, item_days
from records.upsert import inserting, upsert

NIGHT = "night"


def issue(
    connection: Connection,
    desk: CoachingDesk,
    *,
    agent_id: str,
    kind: str,
    issued_on: date,
    expires_on: date | None = None,
    score: float | None = None,
) -> Certificate:
    """Record a certificate (a second one of the same kind renews); its days come from the policy unless given.

    Raises AccessRefused for who may not, InputError for an unknown kind, impossible days or a score outside 0-100, and
    RecordsError (`known`) for one that is recorded already.
    """
    demand_role(desk.person, desk.policy.certificate_keepers, step="issue a certificate", where=f"agent:{agent_id}")
    known = desk.policy.certificates.get(kind)
    if known is None:
        raise InputError(
            f"there is no certificate '{kind}'", f"choose from {', '.join(desk.policy.certificates)}", where=agent_id
        )
    if score is not None and not 0 <= score <= 100:
        raise InputError(f"a score of {score:g} is not between 0 and 100", "correct the score", where=agent_id)
    one = Certificate(
        certificate_id=stable_id("certificate", agent_id, kind, issued_on.isoformat()),
        agent_id=agent_id,
        kind=kind,
        issued_on=issued_on,
        expires_on=expiry_of(issued_on, known, expires_on),
        issuer=desk.person.who,
        score=score,
    )
    added = inserting(connection, certificates).values(asdict(one)).on_conflict_do_nothing()
    if connection.execute(added.returning(certificates.c.certificate_id)).first() is None:
        raise RecordsError(
            f"agent {agent_id} has a '{kind}' of {issued_on} already", "see mingjian certification list",
            where=one.certificate_id, code="known",
        )  # fmt: skip
    _note(connection, desk, "certificate_issued", one, {"expires_on": one.expires_on.isoformat(), "score": score}, "")
    return one


def revoke(connection: Connection, desk: CoachingDesk, certificate_id: str, reason: str) -> Certificate:
    """A certificate no longer holds from today on; a reason is demanded."""
    one = find(connection, certificate_id)
    demand_role(desk.person, desk.policy.certificate_keepers, step="revoke a certificate", where=one.certificate_id)
    if not reason.strip():
        raise InputError("to revoke needs a reason", "say why: --reason TEXT", where=one.certificate_id)
    chosen = sa.update(certificates).where(certificates.c.certificate_id == one.certificate_id)
    connection.execute(chosen.where(certificates.c.revoked_on.is_(None)).values(revoked_on=desk.today))
    _note(connection, desk, "certificate_revoked", one, {"revoked_on": desk.today.isoformat()}, reason)
    return find(connection, one.certificate_id)


def find(connection: Connection, certificate_id: str) -> Certificate:
    """One certificate by its id or the beginning of it; RecordsError for none or several."""
    chosen = certificates.c.certificate_id.startswith(certificate_id, autoescape=True)
    rows = connection.execute(sa.select(certificates).where(chosen).limit(2)).mappings().all()
    if len(rows) != 1:
        many = "several certificates begin with" if rows else "there is no certificate"
        raise RecordsError(f"{many} '{certificate_id}'", "see mingjian certification list", where="certificates")
    return Certificate(**rows[0])


def of_all(connection: Connection, agent_id: str | None = None) -> list[Certificate]:
    """Every certificate (of one agent), the one that ends first first."""
    columns = certificates.c
    statement = sa.select(certificates).order_by(columns.expires_on, columns.agent_id, columns.kind)
    if agent_id is not None:
        statement = statement.where(columns.agent_id == agent_id)
    return [Certificate(**row) for row in connection.execute(statement).mappings()]


def due(
    connection: Connection, policy: CoachingLifePolicy, today: date, *, worked_since: date | None = None
) -> tuple[CertificateNotice, ...]:
    """What is ending, has ended, or is missing with agents who have worked since a day; nothing is written."""
    working: Iterable[str] = ()
    if worked_since is not None:
        chosen = sa.select(item_days.c.agent_id).where(item_days.c.business_date >= worked_since).distinct()
        working = list(connection.execute(chosen).scalars())
    return notices(of_all(connection), policy.certificates, today, working)


def settle(connection: Connection, found: Sequence[CertificateNotice], now: datetime) -> int:
    """The night's work: a notice for each (once, in the audit trail), done ones closed; returns how many are new."""
    table = certificate_notices
    known = {(r.agent_id, r.kind, r.validity): r for r in connection.execute(sa.select(table)) if r.done_at is None}
    fresh = [n for n in found if (n.agent_id, n.kind, n.validity.value) not in known]
    rows = [asdict(n) | {"validity": n.validity.value, "noticed_at": now, "done_at": None} for n in fresh]
    upsert(connection, table, rows)
    for one in fresh:
        audit.note(
            connection,
            at=now,
            who=NIGHT,
            action="certificate_notice",
            subject=f"agent:{one.agent_id}",
            before={},
            after={"kind": one.kind, "validity": one.validity.value, "expires_on": str(one.expires_on or "")},
            reason="a certificate ends"
            if one.validity is not Validity.MISSING
            else "a required certificate is missing",
        )
    still = {(n.agent_id, n.kind, n.validity.value) for n in found}
    for agent_id, kind, validity in set(known) - still:
        columns = table.c
        gone = (columns.agent_id == agent_id) & (columns.kind == kind) & (columns.validity == validity)
        connection.execute(sa.update(table).where(gone).values(done_at=now))
    return len(fresh)


def _note(
    connection: Connection, desk: CoachingDesk, action: str, one: Certificate, after: dict[str, object], reason: str
) -> None:
    audit.note(
        connection,
        at=desk.at,
        who=desk.person.who,
        action=action,
        subject=f"certificate:{one.certificate_id}",
        before={},
        after={"agent_id": one.agent_id, "kind": one.kind} | after,
        reason=reason,
    )
