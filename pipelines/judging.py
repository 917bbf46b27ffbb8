"""Working on one arrival: hear, check, mask, read, judge. Whatever happens, it ends with an entry for the ledger."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from inspection.arrivals import Arrival
from inspection.eligibility import Reason, check
from inspection.errors import InspectionError, RecordingError
from inspection.evaluating import AgentPlace, Occasion, evaluate
from inspection.flags import flags_of
from inspection.formats.roster import Roster
from inspection.interaction import Interaction
from inspection.ledger import Ending, LedgerEntry
from pipelines.bench import Bench
from pipelines.expecting import pending_entry
from pipelines.hearing import Heard, hear
from pipelines.hearing_together import CallToHear
from pipelines.pinned_rules import PinnedRules
from pipelines.reading import Listened, Staff, read
from records.shard import Judged

logger = logging.getLogger("mingjian.night")
_NOTICES = {"general_form": "该业务线没有专用评分表,按通用表评 (the general form was used)"}
_NOT_PUBLISHED_YET = (
    "会话开始时尚无已发布的质检方案,按自带方案评 (no published version was in force: the shipped book was used)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NightOfRun:
    """The run a piece of work belongs to: id, date, pinned start, the roster it reads, the rules it is held to."""

    run_id: str
    business_date: date
    started_at: datetime
    roster: Roster
    rules: PinnedRules = field(default_factory=PinnedRules)


@dataclass(frozen=True, slots=True)
class Worked:
    """What became of one arrival: `judged` when it was read, otherwise only its `entry`.

    `bad_recordings` are files of the drop that could not be decoded: they belong in quarantine.
    """

    entry: LedgerEntry
    judged: Judged | None = None
    bad_recordings: tuple[str, ...] = ()


def is_to_be_heard(arrival: Arrival) -> bool:
    """Whether an arrival comes as sound and without words."""
    return bool(arrival.recordings) and not arrival.interaction.turns


def call_of(arrival: Arrival, bench: Bench) -> CallToHear:
    """What the recogniser needs of an arrival."""
    files = tuple(bench.source.recording_path(r.relative_path) for r in arrival.recordings)
    return CallToHear(files, arrival.interaction, tuple(r.relative_path for r in arrival.recordings))


def work_on(arrival: Arrival, bench: Bench, night: NightOfRun, heard: Heard | InspectionError | None = None) -> Worked:
    """Judge one arrival. Never raises: an error becomes the ending *failed* with its reason.

    `heard` is the call as it was heard together with others, or why it could not be; it is heard here without it.
    """
    entry = pending_entry(arrival, night.run_id, night.business_date)
    try:
        return _work(arrival, entry, bench, night, heard)
    except RecordingError as error:
        entry = _failed(entry, error.code, str(error), retryable=error.retryable)
        return Worked(entry, bad_recordings=tuple(r.relative_path for r in arrival.recordings))
    except InspectionError as error:
        return Worked(_failed(entry, error.code, str(error), retryable=error.retryable))
    except Exception as error:
        logger.exception("unexpected error in %s", arrival.interaction_id)
        reason = f"unexpected {type(error).__name__}; report it with the run's log"
        return Worked(_failed(entry, "internal_error", reason, retryable=True))


def _failed(entry: LedgerEntry, code: str, reason: str, *, retryable: bool) -> LedgerEntry:
    return replace(entry, ending=Ending.FAILED, code=code, reason=reason, retryable=retryable)


def _work(
    arrival: Arrival, entry: LedgerEntry, bench: Bench, night: NightOfRun, outcome: Heard | InspectionError | None
) -> Worked:
    interaction, heard = _on_local_clock(arrival.interaction, bench), None
    files: list[Path] = []
    if is_to_be_heard(arrival):
        files = [bench.source.recording_path(r.relative_path) for r in arrival.recordings]
        heard = _heard(arrival, bench, outcome)
        interaction = replace(interaction, turns=heard.turns)
    reasons = check(interaction, _duration_s(interaction, heard), bench.eligibility)
    staff = staff_of(interaction, night.roster)
    seen = read(interaction, bench.readers, staff, _listened(heard), required_meanings=bench.required_meanings)
    facts = seen.facts
    kept = bench.keeper.keep(interaction, seen.redacted, files, heard.recording if heard else None)
    notices = (*arrival.notices, *(heard.notices if heard else ()))
    happened_on = interaction.started_at.date()
    if reasons:
        entry = replace(entry, ending=Ending.EXCLUDED, code=reasons[0].code, reason=_sentence(reasons, notices))
        return Worked(entry, Judged(facts=facts, business_date=happened_on, entry=entry, kept=kept))
    occasion = Occasion(
        business_date=happened_on,
        evaluated_at=night.started_at,
        fingerprint=arrival.fingerprint,
        places=places_of(interaction, night.roster),
    )
    yardstick, too_early = bench.yardstick_at(interaction.started_at)
    evaluations = evaluate(facts, yardstick, occasion)
    flags = flags_of(
        facts, evaluations, bench.flag_policy, run_date=night.business_date, known_agents=_known_agents(night.roster)
    )
    notices = (*notices, *dict.fromkeys(_NOTICES.get(n, n) for e in evaluations for n in e.notices))
    notices = (*notices, _NOT_PUBLISHED_YET) if too_early else notices
    entry = replace(entry, ending=Ending.SCORED, code="scored", reason="; ".join(notices))
    judged = Judged(
        facts=facts,
        business_date=happened_on,
        entry=entry,
        evaluations=evaluations,
        flags=flags,
        trial=bench.try_out(facts, evaluations, occasion),
        kept=kept,
    )
    return Worked(entry, judged)


def _heard(arrival: Arrival, bench: Bench, outcome: Heard | InspectionError | None) -> Heard:
    if isinstance(outcome, InspectionError):
        raise outcome
    if outcome is not None:
        return outcome
    call = call_of(arrival, bench)
    return hear(
        call.recordings, call.interaction, bench.ears, default_language=bench.settings.language, names=call.names
    )


def _on_local_clock(interaction: Interaction, bench: Bench) -> Interaction:
    """The day an interaction belongs to is the day where the centre is, whatever zone the export writes."""
    return replace(interaction, started_at=interaction.started_at.astimezone(bench.source.zone))


def _sentence(reasons: Sequence[Reason], notices: Sequence[str]) -> str:
    return "; ".join([*(f"{r.zh} ({r.en})" for r in reasons), *notices])


def _listened(heard: Heard | None) -> Listened | None:
    if heard is None:
        return None
    return Listened(sound=heard.sound, recording=heard.recording, trust=heard.trust, model_ids=heard.model_ids)


def _duration_s(interaction: Interaction, heard: Heard | None) -> float | None:
    if heard is not None:
        return heard.recording.duration_s
    ends = [t.end_s for t in interaction.turns if t.end_s is not None]
    return max(ends) if ends else None


def staff_of(interaction: Interaction, roster: Roster) -> Staff:
    """The agents of an interaction: their names and numbers stay readable."""
    entries = [e for a in _agents(interaction) if (e := roster.find(a, interaction.started_at.date())) is not None]
    names = tuple(dict.fromkeys(e.name for e in entries if e.name))
    return Staff(names=names, numbers=tuple(dict.fromkeys(e.agent_id for e in entries)))


def places_of(interaction: Interaction, roster: Roster) -> dict[str, AgentPlace]:
    """Team, site and vendor of every agent of an interaction, on its day."""
    day = interaction.started_at.date()
    found = {a: roster.find(a, day) for a in _agents(interaction)}
    return {a: AgentPlace(e.team, e.site, e.vendor) for a, e in found.items() if e is not None}


def _agents(interaction: Interaction) -> tuple[str, ...]:
    named = [interaction.agent_id, *(t.agent_id for t in interaction.turns)]
    return tuple(dict.fromkeys(a for a in named if a))


def _known_agents(roster: Roster) -> frozenset[str] | None:
    return frozenset(e.agent_id for e in roster.entries) if roster.entries else None
