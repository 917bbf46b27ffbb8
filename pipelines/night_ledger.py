"""The night and its ledger, as plain functions: what is expected, what waits, what is given up, what was touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from inspection.arrivals import Arrival, Discovery
from inspection.ledger import Ending, LedgerEntry
from models.reading.head_versions import HeadVersions
from pipelines.expecting import expected_entries
from pipelines.judging import NightOfRun
from pipelines.pinned_rules import FROM_FOLDER, PinnedRules, from_pins, kept_pins, rules_now
from records import evaluations, flags, interactions, ledger, runs
from records.database import reading, writing
from records.workspace import Workspace

TROUBLE_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that began (or was taken up again), older runs of the source it takes over, and what to tell about it."""

    run: runs.Run
    taken_over: tuple[str, ...]
    notices: tuple[str, ...]
    rules: PinnedRules = FROM_FOLDER

    @property
    def run_ids(self) -> tuple[str, ...]:
        """This run and the runs it takes over."""
        return (self.run.run_id, *self.taken_over)


def begin(workspace: Workspace, source: str, business_date: date, pins: Mapping[str, str]) -> Begun:
    """Begin the run or take it up again; runs of the source that were killed on other dates are taken over."""
    at = datetime.now(UTC)
    with writing(workspace.engine) as connection:
        run = runs.start(connection, business_date=business_date, source_set=source, at=at, pins=pins)
        taken_over = runs.take_over(connection, run.run_id, source_set=source, at=at)
    notices = [f"the run {name} was never finished: this run takes it over" for name in taken_over]
    kept = kept_pins(run.pins, pins)
    if dict(run.pins) != kept:
        notices.append("rulebook, forms or models changed since this run began: its interactions are judged by both")
    return Begun(run, tuple(taken_over), tuple(notices), from_pins(kept))


def published_rules(workspace: Workspace) -> PinnedRules:
    """The published rules, and the head that reads, as they stand when a run starts."""
    with reading(workspace.engine) as connection:
        return replace(rules_now(connection), head=HeadVersions(workspace.path).active())


def expect(
    workspace: Workspace, discovery: Discovery, night: NightOfRun, *, retry_failed: bool
) -> tuple[ledger.Expected, tuple[str, ...]]:
    """Write everything that should end tonight into the ledger before any work begins; returns notices as well.

    With `retry_failed`, interactions that failed and were delivered again are taken up again. What tonight excludes
    loses its former evaluation; what was scored before and is missing or broken tonight keeps it.
    """
    entries = expected_entries(discovery, night.run_id, night.business_date)
    delivered = {a.interaction_id for a in discovery.arrivals}
    excluded = {
        (r.source, r.interaction_id): ()
        for r in discovery.refusals
        if r.ending is Ending.EXCLUDED and r.interaction_id is not None
    }
    with writing(workspace.engine) as connection:
        kept = ledger.kept(connection, entries)
        expected = ledger.expect(connection, entries)
        evaluations.save(connection, excluded)
        flags.replace_of(connection, excluded)
        if retry_failed:
            ledger.retry_failed(
                connection, night.run_id, night.business_date, source=discovery.source, delivered=delivered
            )
    words = "was judged before and is {ending} tonight ({code}): its evaluation stays"
    notices = tuple(f"{e.interaction_id} {words.format(ending=e.ending.value, code=e.code)}" for e in kept)
    return expected, notices


def waiting(workspace: Workspace, discovery: Discovery, run_id: str) -> list[Arrival]:
    """Arrivals that the ledger still calls pending."""
    with reading(workspace.engine) as connection:
        pending = {(e.source, e.interaction_id) for e in ledger.pending(connection, run_id)}
    return [a for a in discovery.arrivals if (a.source, a.interaction_id) in pending]


def give_up(workspace: Workspace, run_ids: Iterable[str], troubles: Sequence[str]) -> None:
    """Whatever could not be worked on fails by name; the next night that finds it takes it up again."""
    with writing(workspace.engine) as connection:
        for run_id in run_ids:
            left = ledger.pending(connection, run_id)
            ledger.end(connection, [_given_up(entry, troubles) for entry in left])


def _given_up(entry: LedgerEntry, troubles: Sequence[str]) -> LedgerEntry:
    why = troubles[0][:TROUBLE_CHARACTERS] if troubles else "it is not in the drop folder any more, or not yet whole"
    reason = f"it could not be worked on ({why}); the next night that finds it tries again"
    return replace(entry, ending=Ending.FAILED, code="not_worked_on", reason=reason, retryable=True)


def days_of(workspace: Workspace, keys: Iterable[tuple[str, str]]) -> set[date]:
    """Business dates under which these interactions are stored."""
    with reading(workspace.engine) as connection:
        return interactions.days_of(connection, keys)


def keys_of_runs(workspace: Workspace, run_ids: Iterable[str]) -> list[tuple[str, str]]:
    """(source, interaction_id) of every entry of these runs."""
    with reading(workspace.engine) as connection:
        entries = [e for run_id in run_ids for e in ledger.of_run(connection, run_id)]
    return [(e.source, e.interaction_id) for e in entries if e.interaction_id is not None]


def counted(workspace: Workspace, discovery: Discovery, night: NightOfRun) -> dict[str, int]:
    """How everything expected tonight stands in the ledger, by ending: what ended on earlier nights counts too."""
    entries = expected_entries(discovery, night.run_id, night.business_date)
    with reading(workspace.engine) as connection:
        return {ending.value: n for ending, n in ledger.endings_of(connection, entries).items()}
