"""Which fields every exported table has, in which order (docs/reference/exports.md says what they mean).

The order is the contract's, then `schema_version`, then fields that came later: new ones go to the end only.
"""

from dataclasses import dataclass
from enum import StrEnum

SCHEMA_VERSION = 1


class FieldKind(StrEnum):
    """What a field holds; NESTED is a list or an object: native in jsonl, JSON text in csv and parquet."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "true or false"
    DAY = "date"
    INSTANT = "time (UTC)"
    NESTED = "nested"


@dataclass(frozen=True, slots=True)
class ExportField:
    """One field of an exported table."""

    name: str
    kind: FieldKind


def _fields(contract: str, later: str = "") -> tuple[ExportField, ...]:
    names = [*contract.split(), "schema_version", *later.split()]
    return tuple(ExportField(name, _KIND_OF.get(name, FieldKind.TEXT)) for name in names)


_KIND_OF = {
    name: kind
    for kind, names in {
        FieldKind.INTEGER: (
            "row attempts turn turns segment agent_channel n priority schema_version without_score trial n_before "
            "n_after number position"
        ),
        FieldKind.NUMBER: (
            "ring_s hold_s csat nps duration_s start_s end_s confidence machine_score raw_score human_score "
            "published_score points_judged points_possible probability mean low high machine human published points "
            "seconds_spent expected_points max_points arousal score_before score_after mean_before mean_after "
            "difference_points blind_probability"
        ),
        FieldKind.BOOLEAN: (
            "retryable ivr_notice resolved ambiguous fatal_suspected fatal_confirmed enough auto public is_fatal blind"
        ),
        FieldKind.DAY: "business_date due_on starts_on ends_on",
        FieldKind.INSTANT: "started_at answered_at ended_at sent_at evaluated_at when since due_at",
        FieldKind.NESTED: (
            "holds metadata agent_segments quality models probabilities model_ids fatal_items items notices evidence "
            "dimensions metrics effect sentiment_course emotion_probabilities reasons"
        ),
    }.items()
    for name in names.split()
}

EXPORT_FIELDS: dict[str, tuple[ExportField, ...]] = {
    "ledger": _fields(
        "source interaction_id run_id business_date ending code reason retryable source_file row recording attempts"
    ),
    "interactions": _fields(
        "source interaction_id channel agent_id agent_name team site vendor queue business_line direction ani dnis "
        "customer_id language started_at answered_at ended_at ring_s hold_s holds transfer_from transfer_to hangup_by "
        "ivr_notice csat nps resolved disposition ticket_id order_id recording agent_channel metadata "
        "agent_segments duration_s turns quality models",
        "business_date transcript_hash sentiment_course",
    ),
    "turns": _fields(
        "source interaction_id turn sender agent_id text start_s end_s sent_at confidence sentiment probabilities "
        "ambiguous emotion type",
        "auto public message_id emotion_probabilities arousal",
    ),
    "evaluations": _fields(
        "evaluation_id source interaction_id segment agent_id team vendor channel business_date started_at "
        "evaluated_at form_id form_version rulebook_id rulebook_version rulebook_hash model_ids machine_score "
        "raw_score human_score published_score points_judged points_possible fatal_suspected fatal_confirmed "
        "fatal_items band status supersedes items",
        "site queue business_line transcript_hash notices",
    ),
    "flags": _fields(
        "flag_id source interaction_id agent_id code severity reason selection probability status",
        "segment item business_date evidence",
    ),
    "scorecards": _fields(
        "agent team vendor period channel line n mean low high enough machine human published items dimensions metrics",
        "scope starts_on ends_on without_score scorecard_id site queue",
    ),
    "coaching": _fields(
        "task_id agent_id item kind priority evidence trainer due_on status effect",
        "group reason expected_points period",
    ),
    "trial_findings": _fields(
        "source interaction_id segment item rule_version trial state live_state live_rule_version points max_points "
        "fatal reason evidence business_date",
    ),
    "reviews": _fields(
        "id who when item state points reason_code seconds_spent decision",
        "evaluation_id stage selection probability is_fatal evidence",
    ),
    "publications": _fields(
        "evaluation_id number when who reason status published_score human_score points_judged points_possible "
        "fatal_confirmed band items",
    ),
    "appeals": _fields(
        "id who when item state points reason_code seconds_spent decision",
        "evaluation_id agent_id team comment since due_at corrected_to rule_was",
    ),
    "adjustments": _fields(
        "adjustment_id appeal_id evaluation_id agent_id team frozen_month booked_month score_before score_after "
        "mean_before mean_after n_before n_after difference_points items who when",
    ),
    "selections": _fields(
        "source interaction_id plan_id business_date agent_id stratum selection reasons probability blind "
        "blind_probability position",
    ),
}

EXPORTED_TABLES = tuple(EXPORT_FIELDS)
