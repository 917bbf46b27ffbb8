"""The page of one interaction: the masked transcript beside the evaluation, each item leading to its very words."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from console.evidence_marks import EvidenceLine, EvidenceMarks
from console.figures import clock, moment, percent
from console.frame import PageContext, frame_of
from console.links import flag_anchor, interaction_of
from console.pages.evaluation_view import EvaluationView, HistoryLine, evaluation_view, history_lines
from console.pages.flag_rows import FlagRow, flag_row
from console.pages.transcript_lines import TurnLine, turn_lines
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.flags import Flag
from inspection.ledger import LedgerEntry
from inspection.segments import segments_of
from inspection.sentiment import SentimentReading
from records import audit, evaluations, flags, interactions, ledger, looks, sight_filter
from records.database import reading, writing
from records.interaction_rows import StoredInteraction
from records.workspace import Workspace

_LONGEST_HISTORY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A flag with its place on the page and its evidence."""

    anchor: str
    row: FlagRow
    status: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionPage(PageContext):
    """One interaction. `ending`, `ending_name`, `code` and `reason` are its ledger entry's (empty without one).

    `facts` are (name, value) pairs; `turns` is empty when nothing of it was stored (a missing recording).
    """

    source: str
    interaction_id: str
    ending: str
    ending_name: str
    code: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[FlagView, ...]
    evaluations: tuple[EvaluationView, ...]
    turns: tuple[TurnLine, ...]
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    stored: StoredInteraction | None
    turns_seen: frozenset[int]
    entry: LedgerEntry | None
    current: tuple[Evaluation, ...]
    flags: tuple[Flag, ...]
    chains: tuple[tuple[Evaluation, ...], ...]
    changes: tuple[tuple[Evaluation, audit.AuditEntry], ...]


def build(workspace: Workspace, visit: Visit) -> InteractionPage | None:
    """The interaction the address names; None when nobody knows it or it is not theirs to see. Either is audited."""
    key = interaction_of(visit.path)
    found = _find(workspace, *key, visit) if key else None
    if key is not None and visit.viewer is not None:
        with writing(workspace.engine) as connection:
            looks.note(
                connection, *key, who=visit.viewer.login, at=visit.at, page="interaction", was_shown=found is not None
            )
    if key is None or found is None:
        return None
    w, stored, entry = visit.w, found.stored, found.entry
    turns = tuple(turn for turn in stored.interaction.turns if turn.index in found.turns_seen) if stored else ()
    marks = EvidenceMarks(turns, w)
    views = tuple(evaluation_view(e, stored.transcript_hash if stored else "", marks, w) for e in found.current)
    flag_views = tuple(_flag_view(flag, marks, w) for flag in sorted(found.flags, key=lambda f: f.severity.rank))
    return InteractionPage(
        frame=frame_of(visit, key[1]),
        w=w,
        source=key[0],
        interaction_id=key[1],
        ending=entry.ending.value if entry else "",
        ending_name=w.of("ending", entry.ending.value) if entry else "",
        code=w.of("code", entry.code) if entry and entry.code not in ("", "scored") else "",
        reason=entry.reason if entry else "",
        facts=tuple(_facts(stored, w)) if stored else (),
        flags=flag_views,
        evaluations=views,
        turns=turn_lines(turns, _readings(stored, found.turns_seen), marks, w) if stored else (),
        history=history_lines(found.chains, found.changes, w),
    )


def _find(workspace: Workspace, source: str, interaction_id: str, visit: Visit) -> _Found | None:
    sight = visit.sight(Action.READ_INTERACTIONS)
    with reading(workspace.engine) as connection:
        stored = interactions.find(connection, source, interaction_id)
        entry = ledger.find(connection, source, interaction_id)
        agents = sight_filter.agents_seen(connection, sight, source, interaction_id)
        is_seen = bool(agents) or sight.is_everything
        if (stored is None and entry is None) or not is_seen:
            return None
        current = evaluations.current(connection, source, interaction_id, sight=sight)
        drafts = evaluations.current(connection, source, interaction_id, sight=visit.sight(Action.READ_DRAFTS))
        current = tuple(e for e in current if e in drafts or e.status is not EvaluationStatus.DRAFT)
        raised = flags.of(connection, source, interaction_id, sight=visit.sight(Action.READ_FLAGS))
        chains = tuple(
            _chain(e, lambda known: evaluations.find(connection, known)) if e in drafts else (e,) for e in current
        )
        judged = [e for chain in chains for e in chain]
        return _Found(
            stored=stored,
            turns_seen=_turns_seen(stored, None if sight.is_everything else agents),
            entry=entry,
            current=current,
            flags=tuple(raised),
            chains=chains,
            changes=tuple((e, a) for e in judged for a in audit.of(connection, f"evaluation:{e.evaluation_id}")),
        )


def _turns_seen(stored: StoredInteraction | None, agents: Collection[str | None] | None) -> frozenset[int]:
    """Indexes of the turns of these agents' segments (None: of all): a colleague's part stays the colleague's."""
    if stored is None:
        return frozenset()
    if agents is None:
        return frozenset(turn.index for turn in stored.interaction.turns)
    mine = (segment for segment in segments_of(stored.interaction) if segment.agent_id in agents)
    return frozenset(turn for segment in mine for turn in segment.turns)


def _readings(stored: StoredInteraction, seen: frozenset[int]) -> list[SentimentReading | None]:
    turns = stored.interaction.turns
    return [reading for turn, reading in zip(turns, stored.readings, strict=True) if turn.index in seen]


def _chain(current: Evaluation, find: Callable[[str], Evaluation | None]) -> tuple[Evaluation, ...]:
    """The current evaluation and those it superseded, newest first; it stops at one that was seen or is not stored."""
    chain = [current]
    while chain[-1].supersedes and len(chain) < _LONGEST_HISTORY:
        before = find(chain[-1].supersedes)
        if before is None or before in chain:
            break
        chain.append(before)
    return tuple(chain)


def _flag_view(flag: Flag, marks: EvidenceMarks, w: Words) -> FlagView:
    return FlagView(
        anchor=flag_anchor(flag),
        row=flag_row(flag, w),
        status=w.of("flag_status", flag.status.value),
        evidence=tuple(marks.line(evidence) for evidence in flag.evidence),
    )


def _facts(stored: StoredInteraction, w: Words) -> Iterator[tuple[str, str]]:
    """What is known of it, in the order a supervisor asks; what is not known is left out."""
    one, trust = stored.interaction, stored.trust
    agent = " ".join(part for part in (one.agent_id, one.agent_name) if part)
    known: tuple[tuple[str, str | None], ...] = (
        ("channel", w.of("channel", one.channel.value)),
        ("started_at", moment(one.started_at)),
        ("duration", clock(stored.duration_s) if stored.duration_s is not None else None),
        ("agent", agent),
        ("team", one.team),
        ("site", one.site),
        ("vendor", one.vendor),
        ("queue", one.queue),
        ("business_line", one.business_line),
        ("direction", w.of("direction", one.direction.value) if one.direction else None),
        ("hangup_by", w.of("role", one.hangup_by.value) if one.hangup_by else None),
        ("csat", _number(one.csat)),
        ("nps", _number(one.nps)),
        ("resolved", None if one.resolved is None else w["yes"] if one.resolved else w["no"]),
        ("disposition", one.disposition),
        ("transfer_from", one.transfer_from),
        ("transfer_to", one.transfer_to),
        ("recording", one.recording),
        ("roles_trust", percent(trust.roles) if trust.roles < 1 else None),
        ("recognition_trust", percent(trust.recognition) if trust.recognition < 1 else None),
        ("audio_notes", ", ".join(trust.audio)),
        ("metadata", "; ".join(f"{name}: {value}" for name, value in sorted(one.metadata.items()))),
    )
    yield from ((w[name], value) for name, value in known if value)


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"
