"""Certificates and trainings (训练与认证): until when each is valid, and who must be told before it ends."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspection.coaching.policy import CertificateKind
from inspection.errors import InputError


class Validity(StrEnum):
    """Where a certificate stands on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of an agent, valid on both days and between; `score` 0-100 of its exam if there was one."""

    certificate_id: str
    agent_id: str
    kind: str
    issued_on: date
    expires_on: date
    issuer: str
    score: float | None = None
    revoked_on: date | None = None

    def validity(self, today: date, notice_days: int) -> Validity:
        """Where it stands; `notice_days` before its last day it is expiring."""
        if self.revoked_on is not None and self.revoked_on <= today:
            return Validity.REVOKED
        if today < self.issued_on:
            return Validity.NOT_YET
        if today > self.expires_on:
            return Validity.EXPIRED
        return Validity.EXPIRING if today >= self.expires_on - timedelta(days=notice_days) else Validity.VALID


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateNotice:
    """Somebody must renew: which certificate of whom ends (or ended) on which day; None when there never was one."""

    agent_id: str
    kind: str
    validity: Validity
    expires_on: date | None


def expiry_of(issued_on: date, kind: CertificateKind, given: date | None) -> date:
    """The last valid day: the one given, else by the kind's days. Raises InputError for one before the first."""
    expires_on = given or issued_on + timedelta(days=kind.valid_days - 1)
    if expires_on < issued_on:
        raise InputError(f"it would end ({expires_on}) before it begins ({issued_on})", "correct the dates")
    return expires_on


def notices(
    certificates: Iterable[Certificate],
    kinds: Mapping[str, CertificateKind],
    today: date,
    working: Iterable[str] = (),
) -> tuple[CertificateNotice, ...]:
    """What is ending or has ended, the latest certificate of each agent and kind counting, soonest first.

    For agents who are `working`, a required certificate that never was is missing. A kind the policy no longer names
    has no notices.
    """
    latest: dict[tuple[str, str], Certificate] = {}
    for one in sorted(certificates, key=lambda c: (c.expires_on, c.certificate_id)):
        if one.kind in kinds and one.validity(today, 0) is not Validity.REVOKED:
            latest[(one.agent_id, one.kind)] = one
    found = [_notice(one, kinds[one.kind], today) for one in latest.values()]
    present = defaultdict(set)
    for agent_id, kind in latest:
        present[kind].add(agent_id)
    missing = [
        CertificateNotice(agent_id=agent_id, kind=name, validity=Validity.MISSING, expires_on=None)
        for name, kind in kinds.items()
        if kind.required
        for agent_id in sorted(set(working) - present[name])
    ]
    due = [n for n in found if n.validity in (Validity.EXPIRING, Validity.EXPIRED)]
    return tuple(sorted([*due, *missing], key=lambda n: (n.expires_on or date.min, n.agent_id, n.kind)))


def _notice(one: Certificate, kind: CertificateKind, today: date) -> CertificateNotice:
    return CertificateNotice(
        agent_id=one.agent_id,
        kind=one.kind,
        validity=one.validity(today, kind.notice_days),
        expires_on=one.expires_on,
    )
