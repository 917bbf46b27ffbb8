"""Reasons in words a supervisor reads: one line per judgement, in Chinese or English."""

from collections.abc import Sequence

from inspection.evidence import Evidence
from inspection.rules.item_spec import ItemSpec

_SENTENCES = {
    "no_agent_words": ("本段没有坐席发言", "the agent says nothing in this part"),
    "channel": ("本渠道不检该项", "not judged on this channel"),
    "business_line": ("本业务线不检该项", "not judged in this business line"),
    "segment": ("由其他坐席所在的分段承担", "belongs to a colleague's part of the interaction"),
    "human_only": ("需人工判断", "only a person can judge this"),
    "not_applicable": ("条件未出现,不适用", "its condition does not occur"),
    "no_trigger": ("没有触发情形,不适用", "nothing calls for it"),
    "circumstance": ("因客观情形不适用", "excused by the circumstances"),
    "needs_human": ("情形需人工判断", "the circumstances want a person"),
    "data_missing": ("缺少判断所需的数据", "the data to decide are missing"),
    "met": ("已做到", "done"),
    "clean": ("未发现", "nothing found"),
    "absent": ("应做到而未做到", "owed and not found"),
    "broken": ("违反要求", "done the wrong way"),
    "found": ("发现违规表述或行为", "found"),
    "by_sound": ("仅读音相近,不扣分,待人工确认", "only sounds alike; costs nothing until a person confirms"),
    "weak_words": ("关键词识别置信度低,不扣分,待人工确认", "the deciding words were heard badly; costs nothing"),
    "weak_hearing": ("录音或角色不可靠,待人工确认", "sound or roles are not reliable enough to say it is missing"),
    "weak_sound": ("录音质量不足以判断,待人工确认", "the sound is not good enough to judge by"),
    "doubtful": ("有疑点,待人工确认", "in doubt; a person decides"),
    "uncertain_roles": ("说话人角色不确定,待人工确认", "it is not certain who said it"),
    "out_of_time": ("规则中的表达式超时,待人工确认", "a pattern of this rule ran out of time; a person decides"),
    "broken_rule": ("规则无法执行,待人工确认", "this rule cannot be carried out; a person decides"),
    "no_evidence": ("没有可引用的证据,待人工确认", "no evidence can be shown"),
}
_STATE_OF = {"absent": "unmet", "broken": "unmet", "found": "unmet", "met": "met", "clean": "met"}
QUOTED_CHARACTERS = 40


def reason_for(item: ItemSpec, why: str, language: str, evidence: Sequence[Evidence]) -> str:
    """One line: the item's own wording for the state when it has one, else the general one, with the words quoted."""
    own = item.reasons.get(_STATE_OF.get(why, "needs_human"))  # type: ignore[call-overload]
    zh, en = _SENTENCES[why]
    general = zh if language.startswith("zh") else en
    sentence = own.in_language(language) if own is not None and why in _STATE_OF else general
    title = item.title.in_language(language)
    colon, open_quote, close_quote = (":", "「", "」") if language.startswith("zh") else (": ", '"', '"')
    quote = _quoted(evidence, why)
    return f"{title}{colon}{sentence}" + (f" {open_quote}{quote}{close_quote}" if quote else "")


def _quoted(evidence: Sequence[Evidence], why: str) -> str:
    if not evidence or why == "absent":
        return ""
    first = evidence[0]
    words = first.text or (f"{first.value} > {first.threshold}" if first.threshold else first.value)
    return words if len(words) <= QUOTED_CHARACTERS else words[: QUOTED_CHARACTERS - 1] + "…"
