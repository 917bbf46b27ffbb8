"""How often a caller may ask (限流): a bucket that fills again evenly, so that short bursts pass and floods wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """`per_minute` requests a minute in the long run, at most `burst` at once. ValueError for limits below one."""

    per_minute: int = 600
    burst: int = 100

    def __post_init__(self) -> None:
        if min(self.per_minute, self.burst) < 1:
            raise ValueError("a rate limit lets at least one request a minute pass")


@dataclass(frozen=True, slots=True)
class Bucket:
    """Requests that may still be sent at once (0 to `burst`), as of `at`."""

    level: float
    at: datetime


def taken(bucket: Bucket | None, at: datetime, limit: RateLimit) -> tuple[Bucket, int]:
    """The bucket after one more request (None: the first ever), and the whole seconds it has to wait; 0: it passes.

    A request that has to wait takes nothing. A clock that was set back fills nothing.
    """
    per_s = limit.per_minute / 60.0
    if bucket is None:
        bucket = Bucket(float(limit.burst), at)
    gone_s = max(0.0, (at - bucket.at) / timedelta(seconds=1))
    level = min(float(limit.burst), bucket.level + gone_s * per_s)
    latest = max(at, bucket.at)
    if level < 1.0:
        return Bucket(level, latest), ceil((1.0 - level) / per_s)
    return Bucket(level - 1.0, latest), 0
