"""What a condition asks, in words (规则白话): one sentence for each operator of the rule language."""

from collections.abc import Callable, Mapping, Sequence

from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.item_spec import Wording
from inspection.rules.prose_expression import condition_label, parts_of
from inspection.rules.prose_words import CHANNELS, SPEAKERS, joined, pair, percent, quoted, seconds, speaker

SHOWN = 6
Numbers = Mapping[str, int]
Told = Callable[[ConditionSpec, Sequence[str], Numbers], Wording]

_LABELS = {"negative": ("消极", "negative"), "neutral": ("中性", "neutral"), "positive": ("积极", "positive")}
_CHANGES = {
    "recovered": ("先坏后好", "recovers"),
    "lost": ("由好转坏", "is lost"),
    "stayed_negative": ("始终消极", "stays negative"),
    "stayed_calm": ("始终平静", "stays calm"),
    "unsettled": ("结尾仍有波动", "stays unsettled"),
    "too_few": ("话太少,无从判断", "has too few turns to tell"),
}
_WHICH = {"first": ("首次响应", "the first response"), "mean": ("平均响应", "the mean response"),
          "any": ("任一次响应", "any one response")}  # fmt: skip
_COMPARED = {
    "equals": ("等于", "equals"), "one_of": ("为以下之一", "is one of"), "contains": ("含有", "contains"),
    "above": ("大于", "is above"), "below": ("小于", "is below"), "matches": ("等于", "equals"),
    "differs_from": ("不同于", "differs from"), "after": ("晚于", "is after"), "before": ("早于", "is before"),
}  # fmt: skip


def asked(spec: ConditionSpec, wordings: Sequence[str], numbers: Numbers) -> Wording:
    """The operator in words; `wordings` are what the condition looks for, in their plainest form."""
    return _TOLD.get(spec.operator, _plainly)(spec, wordings, numbers)


def _says(zh: str, en: str) -> Told:
    def told(spec: ConditionSpec, wordings: Sequence[str], _numbers: Numbers) -> Wording:
        who, said = speaker(spec.role), quoted(wordings, SHOWN)
        return pair(zh.format(who=who.zh, said=said.zh), en.format(who=who.en, said=said.en))

    return told


def _like(spec: ConditionSpec, wordings: Sequence[str], _numbers: Numbers) -> Wording:
    wanted = spec.script or spec.similar
    share = percent(wanted.at_least_share) if wanted else ""
    who, said = speaker(spec.role), quoted(wordings, SHOWN)
    return pair(f"{who.zh}的话与{said.zh}相符达 {share}", f"{who.en} says what matches {said.en} to {share}")


def _classified(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    if spec.classifier is None:
        return _plainly(spec, (), {})
    one, who = spec.classifier, speaker(spec.role)
    zh = f"阅读模型认为{who.zh}的某句话是「{one.label}」(把握不低于 {percent(one.at_least)})"
    en = f"the reading model takes a turn of {who.en} for “{one.label}” (at least {percent(one.at_least)} sure)"
    if one.ask_from is None:
        return pair(zh, en)
    between = f"{percent(one.ask_from)}–{percent(one.at_least)}"
    return pair(f"{zh};{between} 之间转人工", f"{en}; between {between} a person decides")


def _felt(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    one, who = spec.feeling, speaker(spec.role)
    if one is None:
        return _plainly(spec, (), {})
    if one.label is not None:
        zh, en = _LABELS[one.label]
        sure = percent(one.at_least)
        return pair(f"{who.zh}的某句话情绪为{zh}(≥ {sure})", f"a turn of {who.en} sounds {en} (≥ {sure})")
    if one.emotions:
        named = "/".join(e.value for e in one.emotions)
        return pair(f"{who.zh}流露情绪:{named}", f"{who.en} shows: {named}")
    if one.change is not None:
        zh, en = _CHANGES[one.change]
        return pair(f"{who.zh}的情绪{zh}", f"the feeling of {who.en} {en}")
    if one.course is not None:
        ends = [_LABELS[end] for end in one.course.ends]
        start = _LABELS[one.course.start]
        return pair(f"{who.zh}的情绪由{start[0]}到{'或'.join(e[0] for e in ends)}",
                    f"the feeling of {who.en} goes from {start[1]} to {' or '.join(e[1] for e in ends)}")  # fmt: skip
    if one.turning_point is not None:
        zh, en = ("转坏", "turns bad") if one.turning_point == "down" else ("转好", "turns good")
        return pair(f"{who.zh}的情绪在某处{zh}", f"the feeling of {who.en} {en} at some turn")
    return pair(f"{who.zh}的情绪低谷低于 {one.lowest_below:g}", f"{who.en} sinks below {one.lowest_below:g} in feeling")


def _compared(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    """Metadata, entities, amounts and dates, compared with what the centre knows."""
    one = spec.metadata or spec.entity or spec.amount or spec.date
    given = one.model_dump(exclude_none=True, exclude_defaults=True, mode="json") if one else {}
    if spec.metadata is not None:
        what = pair(f"随录字段「{spec.metadata.field}」", f"the field “{spec.metadata.field}”")
        if spec.metadata.present is not None:
            has = spec.metadata.present
            return joined([what, pair("有值", "is given") if has else pair("没有值", "is missing")], "", " ")
    elif spec.entity is not None:
        kinds = "/".join(kind.value for kind in spec.entity.kinds)
        who = speaker(spec.role)
        what = pair(f"{who.zh}说出的信息({kinds})", f"what {who.en} tells ({kinds})")
    else:
        who = speaker(spec.role)
        noun = pair("日期", "a date") if spec.date else pair("数字", "a figure")
        what = pair(f"{who.zh}说的{noun.zh}", f"{noun.en} {who.en} names")
    shown = {key: _plain(given[key]) for key in _COMPARED if key in given}
    limits = [pair(f"{_COMPARED[k][0]} {v.zh}", f"{_COMPARED[k][1]} {v.en}") for k, v in shown.items()]
    return joined([what, joined(limits)], "", " ") if limits else joined([what, pair("出现", "occurs")], "", " ")


def _plain(value: object) -> Wording:
    if isinstance(value, bool):
        return pair("是", "yes") if value else pair("否", "no")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return pair(text, text)


def _waits(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    if spec.wait is None:
        return _plainly(spec, (), {})
    over, who = seconds(spec.wait.over_s), SPEAKERS[spec.wait.ended_by]
    return pair(
        f"{who[0]}开口前的静默或等待超过 {over.zh}", f"a silence or wait until {who[1]} speaks exceeds {over.en}"
    )


def _responds(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    if spec.response_time is None:
        return _plainly(spec, (), {})
    which, over = _WHICH[spec.response_time.which], seconds(spec.response_time.above_s)
    return pair(f"{which[0]}超过 {over.zh}", f"{which[1]} takes longer than {over.en}")


def _stepwise(spec: ConditionSpec, _wordings: Sequence[str], numbers: Numbers) -> Wording:
    told = [
        pair(f"{condition_label(s.find, numbers).zh}{'(可省)' if s.optional else ''}",
             f"{condition_label(s.find, numbers).en}{' (optional)' if s.optional else ''}")
        for s in spec.steps or ()
    ]  # fmt: skip
    return joined([pair("依次做到:", "in this order:"), joined(told, " → ", " → ")], "", " ")


def _when(spec: ConditionSpec, _wordings: Sequence[str], numbers: Numbers) -> Wording:
    return joined([part.words for part in parts_of(spec.when or "", numbers)], " ", " ")


def _repeats(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    if spec.repetition is None:
        return _plainly(spec, (), {})
    who, one = speaker(spec.role), spec.repetition
    alike = percent(one.similarity_share)
    return pair(f"{who.zh}把几乎同样的话({alike} 相同,至少 {one.min_characters} 字)说了 {one.times} 次或更多",
                f"{who.en} says nearly the same ({alike} alike, {one.min_characters} characters or more) "
                f"{one.times} times or more")  # fmt: skip


def _hung_up(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    who = SPEAKERS[spec.hung_up or "agent"]
    return pair(f"{who[0]}先挂断", f"{who[1]} hangs up")


_FIGURES = {
    "hold": ("保持等待", "holds"), "overlap": ("双方同时说话", "both speaking at once"),
    "loudness": ("音量", "loudness"),
    "speech_rate": ("语速", "speech rate"), "talk_share": ("说话占比", "share of talk"), "duration": ("时长", "length"),
    "turn_count": ("轮次数", "number of turns"), "interruptions": ("打断次数", "interruptions"),
    "repetition": ("重复相同的话", "the same words again"),
}  # fmt: skip
_BOUNDS = {
    "over": ("超过", "over"), "total_over": ("合计超过", "together over"), "above": ("高于", "above"),
    "below": ("低于", "below"), "more_than": ("多于", "more than"), "at_least": ("至少", "at least"),
    "rise": ("比自己平时高", "above their own level by"), "times": ("至少", "at least"),
}  # fmt: skip
_UNITS = {"_s": ("秒", "s"), "_db": ("分贝", "dB"), "_dbfs": ("dBFS", "dBFS"), "_share": ("(占比)", "(share)")}


def _plainly(spec: ConditionSpec, _wordings: Sequence[str], _numbers: Numbers) -> Wording:
    """What is measured and its bounds, as their names say (over_s, below_dbfs, more_than ...)."""
    name = _FIGURES.get(spec.operator, (spec.operator, spec.operator))
    who, value = speaker(spec.role), getattr(spec, spec.operator)
    given = value.model_dump(exclude_none=True, mode="json") if hasattr(value, "model_dump") else {}
    bounds = [_bound(key, bound) for key, bound in given.items() if _bound_of(key) and bound is not None]
    return joined([pair(f"{who.zh}{name[0]}", f"{name[1]} of {who.en}"), joined(bounds)], "", " ")


def _bound_of(key: str) -> str | None:
    return next((b for b in sorted(_BOUNDS, key=len, reverse=True) if key == b or key.startswith(f"{b}_")), None)


def _bound(key: str, value: object) -> Wording:
    zh, en = _BOUNDS[_bound_of(key) or "over"]
    unit = next((u for end, u in _UNITS.items() if key.endswith(end)), ("", ""))
    if isinstance(value, Mapping):
        per = [(_PER.get(str(k), (str(k), str(k))), v) for k, v in value.items()]
        return pair(f"{zh} {'、'.join(f'{v:g} {name[0]}' for name, v in per)}",
                    f"{en} {', '.join(f'{v:g} {name[1]}' for name, v in per)}")  # fmt: skip
    return pair(f"{zh} {value:g} {unit[0]}".strip(), f"{en} {value:g} {unit[1]}".strip())


_PER = {
    **CHANNELS,
    "characters": ("字/分钟", "characters a minute"),
    "words": ("英文词/分钟", "words a minute"),
}

_TOLD: Mapping[str, Told] = {
    "any": _says("{who}说出以下任一说法:{said}", "{who} says one of: {said}"),
    "all": _says("{who}把以下说法都说到:{said}", "{who} says all of: {said}"),
    "none": _says("{who}没有说以下任何说法:{said}", "{who} says none of: {said}"),
    "pattern": _says("{who}说出这类话,如{said}", "{who} says words like {said}"),
    "meaning": _says("{who}的话意思同{said}", "{who} says what means {said}"),
    "script": _like,
    "similar": _like,
    "classifier": _classified,
    "feeling": _felt,
    "metadata": _compared,
    "entity": _compared,
    "amount": _compared,
    "date": _compared,
    "wait": _waits,
    "response_time": _responds,
    "steps": _stepwise,
    "when": _when,
    "hung_up": _hung_up,
    "repetition": _repeats,
}
