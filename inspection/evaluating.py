"""From facts to evaluations: one per agent segment, bound by hash to everything it depends on."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from inspection.evaluation import Evaluation, EvaluationStatus, FatalItem
from inspection.facts import Facts
from inspection.form_choice import ChosenForm, choose_form
from inspection.forms import FormSpec
from inspection.interaction import Interaction, Role
from inspection.item_points import item_results
from inspection.rules.item_judge import Judgement
from inspection.rules.judge import judge
from inspection.rules.normal_text import is_chinese
from inspection.rules.rulebook import Rulebook
from inspection.rules.view import SegmentView
from inspection.scoring import score
from inspection.segments import Segment, segments_of

Judging = Callable[[SegmentView, Rulebook, str], tuple[Judgement, ...]]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a night judges by: one rulebook and its forms, pinned when the run starts."""

    rulebook: Rulebook
    forms: tuple[FormSpec, ...]


@dataclass(frozen=True, slots=True)
class AgentPlace:
    """Where an agent belongs at the time of the interaction (from the roster; None when not known)."""

    team: str | None = None
    site: str | None = None
    vendor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and for whom an interaction is judged.

    `evaluated_at` is the pinned start of the run; `fingerprint` the sha256 of everything the interaction was given as
    (a correction of its metadata alone is a new evaluation too); `places` maps agent ids to their place at the time.
    """

    business_date: date
    evaluated_at: datetime
    fingerprint: str = ""
    places: Mapping[str, AgentPlace] = field(default_factory=dict)


def language_of(interaction: Interaction) -> str:
    """zh or en: as given, else by the script of most letters the two sides use."""
    if interaction.language:
        return "zh" if interaction.language.lower().startswith("zh") else "en"
    text = "".join(t.text for t in interaction.turns if t.sender in (Role.AGENT, Role.CUSTOMER))
    chinese = sum(map(is_chinese, text))
    latin_words = len([w for w in text.split() if w.isascii() and w.isalpha()])
    return "zh" if chinese >= latin_words else "en"


def evaluate(
    facts: Facts,
    yardstick: Yardstick,
    occasion: Occasion,
    judging: Judging = judge,
) -> tuple[Evaluation, ...]:
    """Judge and score every agent segment of an interaction; a backtest hands in a `judging` of its own."""
    language = language_of(facts.interaction)
    chosen = choose_form(facts.interaction, language, yardstick.forms)
    return tuple(
        _evaluate_segment(facts, segment, yardstick.rulebook, chosen, language, occasion, judging)
        for segment in judged_segments(facts.interaction)
    )


def judged_segments(interaction: Interaction) -> tuple[Segment, ...]:
    """Segments in which an agent says something; the only segment stays even when nobody does."""
    segments = segments_of(interaction)
    speaking = {t.index for t in interaction.turns if t.sender is Role.AGENT and t.has_words and not t.auto}
    kept = tuple(s for s in segments if speaking & set(s.turns))
    return kept or segments[:1]


def _evaluate_segment(
    facts: Facts,
    segment: Segment,
    rulebook: Rulebook,
    chosen: ChosenForm,
    language: str,
    occasion: Occasion,
    judging: Judging,
) -> Evaluation:
    interaction, form = facts.interaction, chosen.form
    judgements = judging(SegmentView(facts, segment), rulebook, language)
    items = item_results(judgements, form, interaction.channel.value)
    figures = score(items, form, interaction.channel.value)
    fatal_items = tuple(FatalItem(id=i.id, kind=i.fatal_kind) for i in items if i.fatal_kind is not None)
    place = _place(interaction, segment, occasion.places)
    return Evaluation(
        evaluation_id=evaluation_id(facts, segment, form, rulebook, occasion.fingerprint),
        source=interaction.source,
        interaction_id=interaction.interaction_id,
        segment=segment.number,
        agent_id=segment.agent_id,
        team=place.team,
        site=place.site,
        vendor=place.vendor,
        queue=interaction.queue,
        channel=interaction.channel.value,
        business_line=interaction.business_line,
        business_date=occasion.business_date,
        started_at=interaction.started_at,
        evaluated_at=occasion.evaluated_at,
        form_id=form.id,
        form_version=form.version,
        rulebook_id=rulebook.id,
        rulebook_version=rulebook.version,
        rulebook_hash=rulebook.content_hash,
        transcript_hash=facts.transcript_hash,
        model_ids=facts.model_ids,
        machine_score=figures.machine_score,
        raw_score=figures.raw_score,
        points_judged=figures.points_judged,
        points_possible=figures.points_possible,
        fatal_suspected=figures.fatal_suspected,
        fatal_confirmed=False,
        fatal_items=fatal_items,
        band=form.band_of(figures.machine_score),
        status=EvaluationStatus.DRAFT,
        items=items,
        notices=(
            *(("general_form",) if chosen.fallback else ()),
            *dict.fromkeys(j.notice for j in judgements if j.notice),
        ),
    )


def _place(interaction: Interaction, segment: Segment, places: Mapping[str, AgentPlace]) -> AgentPlace:
    """The roster's word for the agent in charge; for the interaction's own agent what the export says goes first."""
    listed = places.get(segment.agent_id or "", AgentPlace())
    if segment.agent_id != interaction.agent_id:
        return listed
    return AgentPlace(
        interaction.team or listed.team, interaction.site or listed.site, interaction.vendor or listed.vendor
    )


def evaluation_id(facts: Facts, segment: Segment, form: FormSpec, rulebook: Rulebook, fingerprint: str) -> str:
    """sha256 over identity, segment, transcript, metadata, form, rulebook and models: the same input, the same id."""
    parts: Sequence[object] = (
        facts.interaction.key,
        segment.number,
        segment.agent_id,
        facts.transcript_hash,
        form.model_dump(mode="json"),
        rulebook.content_hash,
        facts.model_ids,
        fingerprint,
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]
