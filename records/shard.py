"""Storing a shard of the night: all of its interactions in one transaction; a kill loses and doubles nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.facts import Facts
from inspection.flags import Flag
from inspection.ledger import LedgerEntry
from inspection.trial_findings import TrialFinding
from records import evaluations, facts, flags, interactions, kept, ledger, trial_findings, webhook_events
from records.kept import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One interaction as the night leaves it: what was known of it, its evaluations, its flags, its ending.

    An excluded interaction has facts and an ending but no evaluations; then none of its former ones is current.
    Everything in it is masked already; what is `kept` beside that is hashed, silenced or sealed.
    """

    facts: Facts
    business_date: date
    entry: LedgerEntry
    evaluations: tuple[Evaluation, ...] = ()
    flags: tuple[Flag, ...] = ()
    trial: tuple[TrialFinding, ...] = ()
    kept: Kept = field(default_factory=Kept)


def save_shard(connection: Connection, judged: Sequence[Judged]) -> None:
    """Store whole interactions in the caller's transaction. Storing them again changes nothing."""
    webhook_events.fatal_findings(connection, [evaluation for one in judged for evaluation in one.evaluations])
    interactions.save(connection, [(one.facts, one.business_date) for one in judged])
    facts.save(connection, [one.facts for one in judged])
    kept.save(connection, [(one.facts.interaction.key, one.business_date, one.kept) for one in judged])
    evaluations.save(connection, {one.facts.interaction.key: one.evaluations for one in judged})
    flags.replace_of(connection, {one.facts.interaction.key: one.flags for one in judged})
    trial_findings.replace_of(connection, {one.facts.interaction.key: one.trial for one in judged if one.trial})
    ledger.end(connection, [one.entry for one in judged])
