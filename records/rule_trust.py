"""Which rule versions count without a person here and now: their standing and their live precision together."""

from collections import defaultdict

from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState
from inspection.publication import trusted_rules
from inspection.rule_standing import Reviewed, StandingPolicy
from records import rule_standings, verdicts
from records.judges import rule_notices


def reviewed_hits(connection: Connection) -> dict[str, Reviewed]:
    """Reviewed hits of the machine by rule version: confirmed and rejected (older imported scores left out).

    Of a version that was downgraded and earned its way back, only what was reviewed since the downgrade.
    """
    found: dict[str, Reviewed] = defaultdict(Reviewed)
    fresh = rule_notices.counted_from(connection)
    for one in verdicts.between(connection, imported=False, hits_alone=True):
        if one.rule_version not in fresh or one.at > fresh[one.rule_version]:
            confirmed = one.state is ItemState.UNMET
            found[one.rule_version] += Reviewed(int(confirmed), int(not confirmed))
    return dict(found)


def trusted_now(connection: Connection, policy: StandingPolicy) -> frozenset[str]:
    """Rule versions somebody let count and whose precision has its lower bound at or above the floor."""
    return trusted_rules(reviewed_hits(connection), rule_standings.known(connection), policy)
