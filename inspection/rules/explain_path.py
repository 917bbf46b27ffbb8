"""The way to the state, step by step, as the judge goes it: each step with what it needed and what it saw.

Which step settled the state is the judge's own word (`Judgement.why`); the truths are the engine's.
"""

from collections.abc import Iterator, Mapping

from inspection.evaluation import ItemKind, ItemState
from inspection.facts import Trust
from inspection.rules.condition_search import ConditionSearch, is_near
from inspection.rules.explain_places import at, found_of, shortened, within
from inspection.rules.explain_variants import Engine
from inspection.rules.explanation import ConditionAccount, PathStep
from inspection.rules.item_judge import Judgement
from inspection.rules.item_spec import ItemSpec, Needs, Window, Wording
from inspection.rules.outcome import Hit, Outcome, Truth
from inspection.rules.second_reader import confirmed

_CONFIDENCE = ("by_sound", "weak_words", "uncertain_roles", "weak_hearing", "no_evidence")
_LONGEST_EXPRESSION = 60
_STOPS = ("scope", "kind", "applicable_when", "not_applicable_when", "sound", "needs_human_when", "trigger")
_TRUTHS = {Truth.TRUE: ("成立", "true"), Truth.FALSE: ("不成立", "false"), Truth.UNKNOWN: ("未知", "unknown")}
_NAMES = {
    "scope": ("范围", "scope"), "kind": ("判断者", "who judges"), "applicable_when": ("适用条件", "applicable when"),
    "not_applicable_when": ("不适用情形", "not applicable when"), "sound": ("录音质量", "sound"),
    "needs_human_when": ("转人工情形", "needs a human when"), "trigger": ("触发", "trigger"),
    "unmet": ("直接违反", "breach"), "met": ("履行", "fulfilment"), "window": ("位置", "window"),
    "found": ("违规", "violation"), "confidence": ("把握", "confidence"), "fatal": ("致命", "fatal"),
    "yields_to": ("让位", "yields to"),
}  # fmt: skip


def path_of(engine: Engine, judgement: Judgement, accounts: Mapping[str, ConditionAccount]) -> tuple[PathStep, ...]:
    """The steps up to and including the one that settled the state."""
    steps: list[PathStep] = []
    for step in _steps(engine, judgement, accounts):
        steps.append(step)
        if step.decides and step.step in _STOPS:
            break
    return tuple(_decided(steps))


def _decided(steps: list[PathStep]) -> list[PathStep]:
    """Exactly one step decides: where none was recognised, the last one did."""
    if not any(s.decides for s in steps) and steps:
        last = steps[-1]
        steps[-1] = PathStep(step=last.step, needed=last.needed, truth=last.truth, decides=True, words=last.words)
    return steps


def step_name(step: str) -> Wording:
    """The step in words."""
    zh, en = _NAMES[step]
    return Wording(zh=zh, en=en)


def _steps(engine: Engine, judgement: Judgement, accounts: Mapping[str, ConditionAccount]) -> Iterator[PathStep]:
    spec, why, search = engine.item.spec, judgement.why, engine.search()
    yield _scope(engine, why)
    if spec.kind is ItemKind.HUMAN:
        yield _step("kind", "human", None, True, "只由人判断", "only a person judges it")
        return
    yield from _asked(
        engine, search, accounts, "applicable_when", why in ("not_applicable", "data_missing"), Truth.TRUE
    )
    yield from _asked(engine, search, accounts, "not_applicable_when", why == "circumstance", None)
    if spec.needs.audio_without:
        yield _sound(engine, spec.needs, why)
    yield from _asked(engine, search, accounts, "needs_human_when", why == "needs_human", None)
    if spec.kind is ItemKind.DUTY:
        yield from _duty(engine, search, judgement, accounts)
    else:
        deciding = why in ("found", "clean", "doubtful", "data_missing", "out_of_time")
        yield from _asked(engine, search, accounts, "found", deciding, None)
    yield from _confidence(engine, judgement)
    yield from _fatal(engine, search, judgement, accounts)


def _duty(
    engine: Engine, search: ConditionSearch, judgement: Judgement, accounts: Mapping[str, ConditionAccount]
) -> Iterator[PathStep]:
    spec, why = engine.item.spec, judgement.why
    yield from _asked(
        engine, search, accounts, "trigger", why in ("no_trigger", "data_missing", "out_of_time"), Truth.TRUE
    )
    yield from _asked(engine, search, accounts, "unmet", why == "broken", None)
    if why in ("broken", "by_sound", "weak_words", "uncertain_roles"):
        return
    trigger, met = _outcome(engine, search, spec.trigger), _outcome(engine, search, spec.met)
    met = confirmed(met, spec.confirmed_by, engine.view) if met is not None else None
    windowed = bool(spec.window and trigger and met and met.truth is Truth.TRUE and met.hits and trigger.hits)
    deciding = why in ("met", "absent", "doubtful", "data_missing", "out_of_time")
    yield from _asked(engine, search, accounts, "met", deciding and not windowed, None)
    if windowed:
        assert trigger is not None
        assert met is not None
        yield _window(engine, spec, trigger, met, deciding)


def _outcome(engine: Engine, search: ConditionSearch, source: str | None) -> Outcome | None:
    return search.expression(engine.item.expression(source))


def _step(step: str, needed: str, truth: Truth | None, decides: bool, zh: str, en: str) -> PathStep:
    return PathStep(step=step, needed=needed, truth=truth, decides=decides, words=Wording(zh=zh, en=en))


def _scope(engine: Engine, why: str) -> PathStep:
    applies, view = engine.item.spec.applies, engine.view
    interaction, segment = view.facts.interaction, view.segment
    needed = "; ".join(
        [f"channels: {', '.join(applies.channels)}"] * bool(applies.channels)
        + [f"business_lines: {', '.join(applies.business_lines)}"] * bool(applies.business_lines)
        + [f"segment: {applies.segment}"] * (applies.segment != "every")
    )
    line = f"，{interaction.business_line}" if interaction.business_line else ""
    words = {
        "no_agent_words": ("本段没有坐席发言", "no agent says anything in this segment"),
        "channel": (
            f"只检 {', '.join(applies.channels)}，本次是 {view.channel.value}",
            f"judged on {', '.join(applies.channels)} only, this is {view.channel.value}",
        ),
        "business_line": (
            f"只检业务线 {', '.join(applies.business_lines)}，本次是 {interaction.business_line or '未知'}",
            f"judged in {', '.join(applies.business_lines)} only, this is {interaction.business_line or 'not known'}",
        ),
        "segment": (
            f"只检{'首' if applies.segment == 'first' else '末'}段，本段是第 {segment.number + 1} 段",
            f"judged in the {applies.segment} segment only, this is segment {segment.number + 1}",
        ),
    }.get(why)
    if words is not None:
        return _step("scope", needed, Truth.FALSE, True, *words)
    zh = f"在检查范围内（{view.channel.value}{line}，第 {segment.number + 1} 段）"
    en = f"within scope ({view.channel.value}{line.replace('，', ', ')}, segment {segment.number + 1})"
    return _step("scope", needed, Truth.TRUE, False, zh, en)


def _asked(
    engine: Engine,
    search: ConditionSearch,
    accounts: Mapping[str, ConditionAccount],
    key: str,
    decides: bool,
    goes_on_when: Truth | None,
) -> Iterator[PathStep]:
    """One expression of the item; where it must hold to go on, it decides only when it does not."""
    source: str | None = getattr(engine.item.spec, key)
    outcome = _outcome(engine, search, source)
    if source is None or outcome is None:
        return
    if goes_on_when is not None:
        decides = decides and outcome.truth is not goes_on_when
    zh, en = _saw(engine, source, outcome, accounts)
    reader = engine.item.spec.confirmed_by
    if key in ("met", "found") and reader is not None:
        sure = confirmed(outcome, reader, engine.view)
        if sure != outcome:
            zh += f"；分类器 {reader.name} 没有（全部）确认，要 {reader.label} ≥ {reader.at_least:g}"
            en += f"; classifier {reader.name} does not confirm all of it (wanted: {reader.label} {reader.at_least:g})"
        outcome = sure
    yield _step(key, source, outcome.truth, decides, zh, en)


def _saw(engine: Engine, source: str, outcome: Outcome, accounts: Mapping[str, ConditionAccount]) -> tuple[str, str]:
    zh, en = _TRUTHS[outcome.truth]
    expression = engine.item.expression(source)
    assert expression is not None
    parts = [accounts[n] for n in sorted(expression.names, key=source.find)]
    telling = [a for a in parts if a.truth is outcome.truth] or parts
    shown = telling[:2]
    rest = len(telling) - len(shown)
    return (
        f"{_short(source)} {zh}：" + "；".join(a.words.zh for a in shown) + (f"；另有 {rest} 个条件" if rest else ""),
        f"{_short(source)} is {en}: " + "; ".join(a.words.en for a in shown) + (f"; and {rest} more" if rest else ""),
    )


def _short(source: str) -> str:
    """An expression that fits a line; `needed` has it whole."""
    return shortened(source, _LONGEST_EXPRESSION)


def _sound(engine: Engine, needs: Needs, why: str) -> PathStep:
    has = ", ".join(engine.view.facts.trust.audio) or "-"
    unwanted = ", ".join(needs.audio_without)
    return _step(
        "sound", unwanted, Truth.FALSE if why == "weak_sound" else Truth.TRUE, why == "weak_sound",
        f"录音不得有 {unwanted}；本录音：{has}", f"the sound must not be {unwanted}; it is: {has}",
    )  # fmt: skip


def _window(engine: Engine, spec: ItemSpec, trigger: Outcome, met: Outcome, decides: bool) -> PathStep:
    window = spec.window
    assert window is not None
    limit = within(window.turns, window.seconds)
    side = {"after": "之后", "before": "之前", "around": "前后"}[window.where]
    needed = f"{window.where} {limit.en}".strip() + (" each" if window.each else "")
    fitting, lone = [], []
    for asked in trigger.hits:
        near = [
            h
            for h in met.hits
            if is_near(engine.view, h, asked, where=window.where, turns=window.turns, seconds=window.seconds)
        ]
        fitting += [(asked, near[0])] if near else []
        lone += [] if near else [asked]
    zh, en = _fits(engine, fitting, lone, met)
    holds = not lone if window.each else bool(fitting)
    return _step(
        "window", needed, Truth.TRUE if holds else Truth.FALSE, decides,
        f"要在{'每次' if window.each else ''}触发{side}{f' {limit.zh}内' if limit.zh else ''}：{zh}",
        f"wanted {_where(window, limit.en)}: {en}",
    )  # fmt: skip


def _where(window: Window, limit: str) -> str:
    each = "each trigger" if window.each else "the trigger"
    return f"within {limit} {window.where} {each}" if limit else f"{window.where} {each}"


def _fits(engine: Engine, fitting: list[tuple[Hit, Hit]], lone: list[Hit], met: Outcome) -> tuple[str, str]:
    if lone:
        first, said = at(found_of(engine.view, lone[0]).place), at(found_of(engine.view, met.hits[0]).place)
        return (
            f"触发在{first.zh}，履行在{said.zh}，不在其内",
            f"the trigger is in {first.en}, the fulfilment in {said.en}: not within",
        )
    asked, said_hit = fitting[0]
    first, said = at(found_of(engine.view, asked).place), at(found_of(engine.view, said_hit).place)
    return f"触发在{first.zh}，履行在{said.zh}", f"the trigger is in {first.en}, the fulfilment in {said.en}"


def _confidence(engine: Engine, judgement: Judgement) -> Iterator[PathStep]:
    """What was heard, against what the item needs before the machine decides."""
    needs, trust, why = engine.item.spec.needs, engine.view.facts.trust, judgement.why
    if not engine.view.facts.recognised and why not in _CONFIDENCE:
        return
    heard = min((e.confidence for e in judgement.evidence), default=1.0)
    words = {
        "by_sound": ("这些字只是读音相近，不能据以扣分", "the words only sound alike, which never costs points"),
        "weak_words": (f"关键词识别置信度 {heard:.2f}，要 {needs.words:g}",
            f"the deciding words were heard with confidence {heard:.2f}, {needs.words:g} is needed"),
        "uncertain_roles": (f"角色把握 {trust.roles:.2f}，要 {needs.roles:g}",
            f"the speakers are told apart with {trust.roles:.2f}, {needs.roles:g} is needed"),
        "weak_hearing": _weak_hearing(needs, trust),
        "no_evidence": ("没有可引用的证据", "no evidence can be shown"),
    }.get(why)  # fmt: skip
    needed = f"words {needs.words:g}, roles {needs.roles:g}, recognition {needs.recognition:g}"
    if words is not None:
        yield _step("confidence", needed, Truth.FALSE, True, *words)
    elif judgement.state is ItemState.UNMET:
        zh = f"够：识别 {trust.recognition:.2f}，角色 {trust.roles:.2f}"
        yield _step(
            "confidence",
            needed,
            Truth.TRUE,
            False,
            zh,
            f"enough: recognition {trust.recognition:.2f}, roles {trust.roles:.2f}",
        )


def _weak_hearing(needs: Needs, trust: Trust) -> tuple[str, str]:
    zh = f"识别 {trust.recognition:.2f}（要 {needs.recognition:g}）、角色 {trust.roles:.2f}（要 {needs.roles:g}）"
    en = f"recognition {trust.recognition:.2f} ({needs.recognition:g} needed)"
    en += f", roles {trust.roles:.2f} ({needs.roles:g} needed)"
    return (
        f"{zh}，或该处听不清的词太多，不能断言没说",
        f"{en}, or too many words there were heard badly: nobody can say it is missing",
    )


def _fatal(
    engine: Engine, search: ConditionSearch, judgement: Judgement, accounts: Mapping[str, ConditionAccount]
) -> Iterator[PathStep]:
    fatal = engine.item.spec.fatal
    if judgement.state is not ItemState.UNMET or fatal is None:
        return
    is_fatal = judgement.fatal_kind is not None
    zh = f"{'疑似致命' if is_fatal else '不致命'}（{fatal.kind}）"
    en = f"{'suspected fatal' if is_fatal else 'not fatal'} ({fatal.kind})"
    outcome = _outcome(engine, search, fatal.when)
    if fatal.when is not None and outcome is not None:
        saw = _saw(engine, fatal.when, outcome, accounts)
        zh, en = f"{zh}：{saw[0]}", f"{en}: {saw[1]}"
    yield _step("fatal", fatal.when or fatal.kind, Truth.TRUE if is_fatal else Truth.FALSE, False, zh, en)
