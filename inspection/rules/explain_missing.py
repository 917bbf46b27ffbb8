"""Data missing: what an unknown condition would have had to know (a metadata field, the sound, a model's reading)."""

from collections.abc import Sequence

from inspection.rules.comparisons import field_value
from inspection.rules.condition import Condition
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Outcome, Truth
from inspection.rules.view import SegmentView

_SOUND = ("overlap", "loudness", "speech_rate", "talk_share", "call_figure", "interruptions")
_CHINESE = {
    "metadata field": "随路数据", "condition": "条件", "sound": "录音数据", "times": "时间", "hold records": "保持记录",
    "meaning of": "语义阅读", "classifier": "分类器", "sentiment": "情感阅读",
    "pattern_timeout": "表达式超时", "data for": "所需数据",
}  # fmt: skip
_TIMES = ("wait", "response_time", "duration")


def missing_for(condition: Condition, outcome: Outcome, view: SegmentView, search: ConditionSearch) -> tuple[str, ...]:
    """What an unknown condition lacks, in short stable words; nothing when it is known."""
    if outcome.truth is not Truth.UNKNOWN:
        return ()
    if any(h.operator == "pattern_timeout" for h in outcome.hits):
        return ("pattern_timeout",)
    if any(h.operator == "meaning" for h in outcome.hits):
        return ()  # read, and in doubt: a person decides, nothing is missing
    named = _from_others(condition, search)
    own = _own(condition, view)
    return tuple(dict.fromkeys([*own, *named])) or (f"data for {condition.spec.operator}",)


def missing_words(missing: Sequence[str]) -> Wording:
    """What is missing, for people."""
    return Wording(zh="、".join(map(_in_chinese, missing)), en=", ".join(missing))


def _in_chinese(missing: str) -> str:
    for english, chinese in _CHINESE.items():
        if missing.startswith(english):
            return f"{chinese}{missing.removeprefix(english)}"
    return missing


def _from_others(condition: Condition, search: ConditionSearch) -> list[str]:
    names = set(condition.spec.refers_to) | (condition.expression.names if condition.expression else set())
    return [f"condition {n}" for n in sorted(names) if search(n).truth is Truth.UNKNOWN]


def _own(condition: Condition, view: SegmentView) -> list[str]:
    spec, facts = condition.spec, view.facts
    if spec.operator in _SOUND and facts.sound is None:
        return ["sound"]
    if spec.operator in _TIMES:
        return ["times"]
    if spec.operator == "hold":
        return ["hold records"]
    if spec.operator == "hung_up":
        return ["metadata field hangup_by"]
    if spec.meaning is not None:
        unread = [p for p in spec.meaning.of if p not in facts.meanings_read]
        return [f"meaning of '{p}'" for p in unread]
    if spec.classifier is not None:
        return [f"classifier {spec.classifier.name}: {spec.classifier.label}"]
    if spec.operator == "feeling":
        return ["sentiment"]
    return [f"metadata field {name}" for name in _fields(condition) if field_value(facts.interaction, name) is None]


def _fields(condition: Condition) -> list[str]:
    """Metadata fields the operator compares with."""
    spec = condition.spec
    if spec.metadata is not None:
        return [spec.metadata.field]
    if spec.entity is not None:
        return spec.entity.differs_from or []
    compared = spec.amount or spec.date
    if compared is None:
        return []
    return [
        v
        for n in ("matches", "differs_from", "above", "below", "after", "before")
        if isinstance(v := getattr(compared, n, None), str)
    ]
