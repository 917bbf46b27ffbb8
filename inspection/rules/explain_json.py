"""An explanation as JSON: the fields of docs/reference/explain-json.md, stable within one `schema` number."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from inspection.evidence import Evidence
from inspection.rules.explanation import (
    SCHEMA,
    Cancelled,
    Change,
    Closest,
    ConditionAccount,
    Explanation,
    Found,
    PathStep,
    Place,
)
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Truth

_TRUTHS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "unknown"}


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """Plain data for one explanation."""
    judged = explanation.judgement
    points = explanation.points
    return {
        "schema": SCHEMA,
        "source": explanation.source,
        "interaction_id": explanation.interaction_id,
        "segment": explanation.segment,
        "channel": explanation.channel,
        "item": judged.item.id,
        "rule_version": judged.item.rule_version,
        "kind": judged.item.kind.value,
        "title": _both(judged.item.title),
        "state": judged.state.value,
        "why": judged.why,
        "reason": judged.reason,
        "confidence": round(judged.confidence, 4),
        "fatal_kind": judged.fatal_kind.value if judged.fatal_kind else None,
        "sentence": _both(explanation.sentence),
        "evidence": _evidence(judged.evidence),
        "path": [_step(s) for s in explanation.path],
        "conditions": [_condition(c) for c in explanation.conditions],
        "changes": [_change(c) for c in explanation.changes],
        "points": None if points is None else {**asdict(points), "state": points.state.value},
    }


def _both(words: Wording) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _evidence(pieces: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [asdict(e) for e in pieces]


def _step(step: PathStep) -> dict[str, Any]:
    truth = None if step.truth is None else _TRUTHS[step.truth]
    return {
        "step": step.step,
        "needed": step.needed,
        "truth": truth,
        "decides": step.decides,
        "words": _both(step.words),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else asdict(place)


def _found(found: Found) -> dict[str, Any]:
    return {
        "place": _place(found.place),
        "operator": found.operator,
        "value": found.value,
        "threshold": found.threshold,
        "confidence": round(found.confidence, 4),
        "by_sound": found.by_sound,
    }


def _cancelled(one: Cancelled) -> dict[str, Any]:
    return {
        "hit": _found(one.found),
        "by": one.by,
        "name": one.name,
        "because": _place(one.because),
        "words": _both(one.words),
    }


def _closest(near: Closest) -> dict[str, Any]:
    return {
        "kind": near.kind,
        "share": near.share,
        "place": _place(near.place),
        "wanted": near.wanted,
        "value": near.value,
        "lacking": list(near.lacking),
        "decisive": near.decisive,
        "words": _both(near.words),
    }


def _condition(account: ConditionAccount) -> dict[str, Any]:
    return {
        "name": account.name,
        "operator": account.operator,
        "role": account.role,
        "used_in": list(account.used_in),
        "truth": _TRUTHS[account.truth],
        "looked_for": _both(account.looked_for),
        "whole_interaction": account.whole_interaction,
        "looked_at": list(account.looked_at),
        "left_out": [{"why": left.why, "turns": list(left.turns)} for left in account.left_out],
        "builds_on": list(account.builds_on),
        "hits": [_found(h) for h in account.hits],
        "cancelled": [_cancelled(c) for c in account.cancelled],
        "closest": [_closest(c) for c in account.closest],
        "missing": list(account.missing),
        "words": _both(account.words),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "condition": change.condition,
        "key": change.key,
        "to": change.to,
        "then": change.then.value,
        "words": _both(change.words),
    }
