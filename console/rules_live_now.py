"""How rules do live, for pages: worked out from every review there is, so a page may be a few minutes behind."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from inspection.judges.live_rules import LiveRule
from records.database import reading
from records.judges import live_rules
from records.judges.judging_desk import judging_policy_in
from records.workspace import Workspace

FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class LiveNow:
    """Every rule version with a standing or a review, by name, as it stood `at`."""

    rules: dict[str, LiveRule]
    at: datetime


_known: dict[str, LiveNow] = {}
_one_at_a_time = threading.Lock()


def live_now(workspace: Workspace, now: datetime) -> LiveNow:
    """At most five minutes old; of several who ask at once one works it out and the others wait for it."""
    with _one_at_a_time:
        found = _known.get(workspace.workspace_id)
        if found is None or not timedelta(0) <= now - found.at < FRESH:
            policy = judging_policy_in(workspace.path)
            with reading(workspace.engine) as connection:
                rules = live_rules.rules_live(connection, policy, now)
            found = LiveNow({rule.rule_version: rule for rule in rules}, now)
            _known[workspace.workspace_id] = found
        return found
