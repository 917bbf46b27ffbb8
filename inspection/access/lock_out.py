"""Locking out (锁定): how often a password may be wrong before its account, or the address it comes from, must wait.

An attempt is counted before the password is checked and forgiven when it was right: however many are sent at once,
no more than the free ones are checked. The wait doubles with each further failure and stays short enough that a
stranger cannot keep somebody from work for long.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LockOutPolicy:
    """`free` wrong attempts within `window_s` seconds; then a wait of `first_wait_s`, doubling up to `longest_wait_s`.

    Raises ValueError for limits that let everything or nothing through.
    """

    free: int = 5
    window_s: float = 900.0
    first_wait_s: float = 30.0
    longest_wait_s: float = 900.0

    def __post_init__(self) -> None:
        if self.free < 1 or min(self.window_s, self.first_wait_s) <= 0 or self.longest_wait_s < self.first_wait_s:
            raise ValueError("a lock-out needs at least one free attempt and waits above zero that do not shrink")


# A whole centre may share one address: it gets many more.
OF_AN_ACCOUNT = LockOutPolicy()
OF_AN_ADDRESS = LockOutPolicy(free=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Attempts since `since` that were not (yet) right, and until when the next one must wait."""

    failures: int
    since: datetime
    locked_until: datetime | None = None


def waits_until(attempts: Attempts | None, at: datetime) -> datetime | None:
    """Until when no attempt is let through; None when one may be made now."""
    locked_until = attempts.locked_until if attempts else None
    return locked_until if locked_until is not None and at < locked_until else None


def counted(attempts: Attempts | None, at: datetime, policy: LockOutPolicy) -> Attempts:
    """One attempt more; a window that has passed (and whose wait is over) is forgotten."""
    if attempts is None or _is_past(attempts, at, policy):
        attempts = Attempts(failures=0, since=at)
    failures = attempts.failures + 1
    return replace(attempts, failures=failures, locked_until=_locked_until(failures, at, policy))


def taken_back(attempts: Attempts) -> Attempts:
    """One attempt fewer: it was right. An address keeps what others got wrong."""
    return replace(attempts, failures=max(0, attempts.failures - 1), locked_until=None)


def _is_past(attempts: Attempts, at: datetime, policy: LockOutPolicy) -> bool:
    latest = max(attempts.since, attempts.locked_until or attempts.since)
    return at - latest >= timedelta(seconds=policy.window_s)


def _locked_until(failures: int, at: datetime, policy: LockOutPolicy) -> datetime | None:
    too_many = failures - policy.free
    if too_many < 0:
        return None
    doublings = min(too_many, 30)  # 2**30 times any wait is past the longest one, and no overflow
    return at + timedelta(seconds=min(policy.first_wait_s * 2**doublings, policy.longest_wait_s))
