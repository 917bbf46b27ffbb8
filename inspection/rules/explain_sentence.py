"""The explanation in one sentence: the state and why, what came closest, what would have to change."""

from collections.abc import Sequence

from inspection.rules.explain_changes import state_words
from inspection.rules.explain_missing import missing_words
from inspection.rules.explain_path import step_name
from inspection.rules.explain_variants import NEIGHBOURS
from inspection.rules.explanation import Change, Closest, ConditionAccount, PathStep
from inspection.rules.item_judge import Judgement
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Truth
from inspection.rules.reasons import reason_for

_EXPRESSION_STEPS = ("applicable_when", "not_applicable_when", "needs_human_when", "trigger", "unmet", "met", "found")


def sentence_for(
    judgement: Judgement, path: Sequence[PathStep], accounts: Sequence[ConditionAccount], changes: Sequence[Change]
) -> Wording:
    """Reason, deciding step, nearest miss, first change; each only when it says something new."""
    state = state_words(judgement.state, judgement.item.kind)
    reason_zh = reason_for(judgement.item, judgement.why, "zh", judgement.evidence)
    reason_en = reason_for(judgement.item, judgement.why, "en", judgement.evidence)
    zh, en = [f"{state.zh}。{_flat(reason_zh)}"], [f"{_capital(state.en)}. {_flat(reason_en)}"]
    near = _nearest(judgement, path, accounts)
    if near is not None:
        zh.append(near.zh)
        en.append(_capital(near.en))
    if changes:
        zh.append(changes[0].words.zh)
        en.append(_capital(changes[0].words.en))
    return Wording(zh="。".join(zh) + "。", en=". ".join(en) + ".")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _nearest(judgement: Judgement, path: Sequence[PathStep], accounts: Sequence[ConditionAccount]) -> Wording | None:
    """What the deciding step saw: missing data, a near miss, or the step itself."""
    step = next((s for s in path if s.decides), None)
    if step is None:
        return None
    if step.step not in _EXPRESSION_STEPS:
        return None if judgement.why == "no_agent_words" else step.words
    if step.truth is Truth.TRUE and step.step in ("met", "found", "unmet"):
        return None
    mine = [a for a in accounts if step.step in a.used_in] or list(accounts)
    reached = _below(mine, accounts)
    missing = [m for a in reached if a.truth is Truth.UNKNOWN for m in a.missing if not m.startswith("condition ")]
    if missing and step.truth is Truth.UNKNOWN:
        named = missing_words(list(dict.fromkeys(missing)))
        return Wording(zh=f"缺少：{named.zh}", en=f"missing: {named.en}")
    if step.truth is Truth.TRUE:
        name = step_name(step.step)
        return Wording(zh=f"{name.zh}：{step.words.zh}", en=f"{name.en}: {step.words.en}")
    near = [c for a in reached if a.truth is not Truth.TRUE for c in a.closest]
    best = max(near, key=_closeness, default=None)
    if best is None:
        name = step_name(step.step)
        return Wording(
            zh=f"{name.zh}（{step.needed}）：什么相近的也没有", en=f"{name.en} ({step.needed}): nothing came near"
        )
    return Wording(
        zh=f"最接近的：{best.words.zh}".replace("最接近的：最接近的是", "最接近的是"),
        en=f"closest: {best.words.en}".replace("closest: the nearest is", "closest is"),
    )


def _below(mine: Sequence[ConditionAccount], accounts: Sequence[ConditionAccount]) -> list[ConditionAccount]:
    """These conditions and all they build on."""
    by_name = {a.name: a for a in accounts}
    found: dict[str, ConditionAccount] = {}
    waiting = [a.name for a in mine]
    while waiting:
        name = waiting.pop(0)
        if name not in found and name in by_name:
            found[name] = by_name[name]
            waiting.extend(by_name[name].builds_on)
    return list(found.values())


def _closeness(near: Closest) -> tuple[bool, float]:
    """What would have decided first; then cancelled hits, words elsewhere, shares; a figure against its limit last."""
    order = {"cancelled": 3.0, "other_role": 2.5, "other_segment": 2.4, "by_sound": 2.2}
    if near.kind == "cancelled" and near.wanted in NEIGHBOURS:
        return near.decisive, 0.4
    return near.decisive, order.get(near.kind, near.share if near.share is not None else 0.3)
