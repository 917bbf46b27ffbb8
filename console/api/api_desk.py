"""What every answer of the JSON API needs: the workspace, the clock, who asks too often, and which rules count."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from console.desk import Clock
from inspection.access.api_token import is_use_noted
from inspection.access.rate_limit import Bucket, RateLimit, taken
from inspection.rule_standing import StandingPolicy
from records import api_tokens
from records.api_tokens import Bearer
from records.database import reading, writing
from records.workspace import Workspace

_MOST_CALLERS = 10_000


class Limiter:
    """The buckets of who asked last, in memory; the one who was quiet longest is forgotten first."""

    def __init__(self, limit: RateLimit) -> None:
        self._limit = limit
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, subject: str, at: datetime) -> int:
        """Whole seconds this request has to wait; 0: it passes."""
        with self._lock:
            self._buckets[subject], wait_s = taken(self._buckets.get(subject), at, self._limit)
            self._buckets.move_to_end(subject)
            if len(self._buckets) > _MOST_CALLERS:
                self._buckets.popitem(last=False)
            return wait_s


@dataclass(frozen=True, slots=True)
class ApiDesk:
    """Serves the API on one workspace. `standing` says when a rule version counts without a person."""

    workspace: Workspace
    now: Clock
    standing: StandingPolicy = field(default_factory=StandingPolicy)
    limiter: Limiter = field(default_factory=lambda: Limiter(RateLimit()))

    def bearer(self, token_hash: str, *, at: datetime) -> Bearer | None:
        """Who the token speaks for; its use is written down once a minute."""
        with reading(self.workspace.engine) as connection:
            found = api_tokens.find_bearer(connection, token_hash, at=at)
        if found is not None and not is_use_noted(found.token.used_at, at):
            with writing(self.workspace.engine) as connection:
                api_tokens.note_use(connection, found.token.token_id, at=at)
        return found
