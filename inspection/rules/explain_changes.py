"""What would have to change for another state: small changes of conversation or rule, each tried on the judge."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from inspection.evaluation import ItemKind, ItemState
from inspection.facts import Facts
from inspection.interaction import Direction, HangupBy, Interaction, Turn
from inspection.rules.condition import Condition
from inspection.rules.explain_phrases import plainest
from inspection.rules.explain_places import shortened, who
from inspection.rules.explain_variants import Engine, restrictions_of, without
from inspection.rules.explanation import Change, ConditionAccount
from inspection.rules.item_judge import Judgement
from inspection.rules.item_spec import Wording
from inspection.rules.judge import judge
from inspection.rules.outcome import Truth
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.view import SegmentView

MOST_CHANGES = 6
MOST_TRIALS = 600
"""Each is one judgement of one item: a second at most."""
_MOST_PHRASES = 6
_MOST_TURNS = 6
_STATES = {
    ItemState.MET: ("达标", "met"),
    ItemState.UNMET: ("未达标", "unmet"),
    ItemState.NEEDS_HUMAN: ("待人工", "for a person to decide"),
    ItemState.NOT_APPLICABLE: ("不适用", "not applicable"),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A change to try: the item and the facts as they would be, and how to say it."""

    kind: str
    condition: str | None
    key: str
    to: str
    item: CompiledItem
    facts: Facts
    words: Wording


def state_words(state: ItemState, kind: ItemKind) -> Wording:
    """A state as people say it: a violation that is met is clean."""
    zh, en = _STATES[state]
    if kind is not ItemKind.DUTY:
        zh, en = {ItemState.MET: ("未发现违规", "clean"), ItemState.UNMET: ("违规", "a breach")}.get(state, (zh, en))
    return Wording(zh=zh, en=en)


def changes_for(
    engine: Engine, book: Rulebook, judgement: Judgement, accounts: Sequence[ConditionAccount]
) -> tuple[Change, ...]:
    """At most MOST_CHANGES that give another state: what the conversation lacks first, then what the rule restricts."""
    found: list[Change] = []
    told: set[tuple[str, str | None, str]] = set()
    for trial in islice(_trials(engine, judgement, accounts), MOST_TRIALS):
        mark = (trial.kind, trial.condition, trial.key)
        if mark in told:
            continue
        then = _judged(engine, book, trial)
        if trial.kind == "say":  # one example of what to say is enough for each state
            mark = (trial.kind, None, then.value)
        if then is judgement.state or mark in told:
            continue
        told.add(mark)
        found.append(_change(trial, then))
        if len(found) >= MOST_CHANGES:
            break
    return tuple(sorted(found, key=lambda c: c.then is ItemState.NEEDS_HUMAN))


def _judged(engine: Engine, book: Rulebook, trial: Trial) -> ItemState:
    only = Rulebook(book.id, book.version, book.content_hash, {trial.item.spec.id: trial.item}, book.searcher)
    return judge(SegmentView(trial.facts, engine.view.segment), only, "zh")[0].state


def _change(trial: Trial, then: ItemState) -> Change:
    state = state_words(then, trial.item.spec.kind)
    words = Wording(zh=f"若{trial.words.zh}，则{state.zh}", en=f"{trial.words.en}, it would be {state.en}")
    return Change(kind=trial.kind, condition=trial.condition, key=trial.key, to=trial.to, then=then, words=words)


def _trials(engine: Engine, judgement: Judgement, accounts: Sequence[ConditionAccount]) -> Iterator[Trial]:
    yield from _heard_better(engine, judgement)
    asked = [a for a in accounts if not a.builds_on or a.operator != "when"]
    if judgement.state is ItemState.UNMET or judgement.why in ("met", "circumstance"):
        yield from _not_said(engine, judgement)
    for account in asked:
        if account.truth is not Truth.TRUE:
            yield from _metadata(engine, engine.conditions[account.name])
    for account in asked:
        if account.truth is not Truth.TRUE:
            yield from _said(engine, engine.conditions[account.name])
    yield from _of_the_item(engine, judgement)
    for account in accounts:
        if account.cancelled or account.truth is not Truth.TRUE:
            yield from _loosened(engine, engine.conditions[account.name])


def _heard_better(engine: Engine, judgement: Judgement) -> Iterator[Trial]:
    """The words, the speakers or the whole transcript as sure as the item needs them."""
    needs, facts, why = engine.item.spec.needs, engine.view.facts, judgement.why
    trust = facts.trust
    if why == "weak_words":
        heard = min((e.confidence for e in judgement.evidence), default=0.0)
        yield _conversation(
            engine, "heard_better", "words", f"{needs.words:g}", _all_words_at_least(facts, needs.words),
            f"这几个字的识别置信度达到 {needs.words:g}（现为 {heard:.2f}）",
            f"If these words were heard with confidence >= {needs.words:g} instead of {heard:.2f}",
        )  # fmt: skip
    if why in ("uncertain_roles", "weak_hearing"):
        better = replace(trust, roles=max(trust.roles, needs.roles))
        yield _conversation(
            engine, "heard_better", "roles", f"{needs.roles:g}", replace(facts, trust=better),
            f"说话人角色的把握达到 {needs.roles:g}（现为 {trust.roles:.2f}）",
            f"If the speakers were told apart with {needs.roles:g} instead of {trust.roles:.2f}",
        )  # fmt: skip
    if why == "weak_hearing":
        clear = _all_words_at_least(
            replace(facts, trust=replace(trust, recognition=max(trust.recognition, needs.recognition))), 0.6
        )
        yield _conversation(
            engine, "heard_better", "recognition", f"{needs.recognition:g}", clear,
            f"相关各句听得清楚（识别把握至少 {needs.recognition:g}）",
            f"If these turns were heard well (recognition at least {needs.recognition:g})",
        )  # fmt: skip
    if why == "weak_sound":
        sound = replace(facts, trust=replace(trust, audio=()))
        unwanted = ", ".join(set(needs.audio_without) & set(trust.audio))
        yield _conversation(
            engine,
            "heard_better",
            "audio_without",
            "",
            sound,
            f"录音没有 {unwanted} 的问题",
            f"If the sound were not {unwanted}",
        )


def _all_words_at_least(facts: Facts, confidence: float) -> Facts:
    def better(turn: Turn) -> Turn:
        words = tuple(replace(w, confidence=max(w.confidence, confidence)) for w in turn.words)
        return replace(
            turn, words=words, confidence=None if turn.confidence is None else max(turn.confidence, confidence)
        )

    return _with_turns(facts, [better(t) for t in facts.interaction.turns])


def _with_turns(facts: Facts, turns: Sequence[Turn]) -> Facts:
    return replace(facts, interaction=replace(facts.interaction, turns=tuple(turns)))


def _conversation(
    engine: Engine, kind: str, key: str, to: str, facts: Facts, zh: str, en: str, condition: str | None = None
) -> Trial:
    return Trial(kind, condition, key, to, engine.item, facts, Wording(zh=zh, en=en))


def _not_said(engine: Engine, judgement: Judgement) -> Iterator[Trial]:
    """The words of the evidence left out."""
    said = [e for e in judgement.evidence if e.text and e.turn is not None and e.operator != "absent"]
    if not said:
        return
    turns = list(engine.view.facts.interaction.turns)
    for e in said:
        assert e.turn is not None
        text = turns[e.turn].text
        blank = "○" * len(e.text)
        turns[e.turn] = replace(turns[e.turn], text=text[: e.start_char] + blank + text[e.end_char :], words=())
    quote, number = shortened(said[0].text), (said[0].turn or 0) + 1
    others = f"等 {len(said)} 处" if len(said) > 1 else ""
    others_en = f" and {len(said) - 1} more place{'s' * (len(said) > 2)}" if len(said) > 1 else ""
    yield _conversation(
        engine, "not_said", "evidence", said[0].text, _with_turns(engine.view.facts, turns),
        f"第{number}句没有说“{quote}”{others}", f'Without "{quote}" in turn {number}{others_en}',
    )  # fmt: skip


def _said(engine: Engine, condition: Condition) -> Iterator[Trial]:
    """One of the wanted phrases said in one of the turns in scope."""
    samples = _samples(engine, condition)
    speaker = who(condition.spec.role)
    for index in _turns_to_say_it(engine, condition):
        for sample in samples:
            facts = _with_words(engine.view.facts, index, sample)
            where = _scope_words(condition)
            yield Trial(
                "say", condition.name, f"turn {index}", sample, engine.item, facts,
                Wording(
                    zh=f"{speaker.zh}{where.zh or f'在第{index + 1}句'}说出“{shortened(sample, 24)}”之类的话",
                    en=f'If {speaker.en} said something like "{shortened(sample, 24)}"'
                    + (where.en or f" in turn {index + 1}"),
                ),
            )  # fmt: skip


def _samples(engine: Engine, condition: Condition) -> list[str]:
    """Plain wordings in the language of the conversation; whether the engine takes one for a hit is tried later."""
    if condition.words is not None and condition.spec.none is None and condition.spec.all is None:
        numbers = condition.words.phrases[:200]
        texts = [plainest(engine.searcher.phrases[n]) for n in numbers]
    elif condition.lines:
        texts = [line.source for line in condition.lines]
    else:
        return []
    chinese = not (engine.view.facts.interaction.language or "zh").startswith("en")
    fitting = [t for t in texts if any("\u4e00" <= c <= "\u9fff" for c in t) == chinese]
    return list(dict.fromkeys(fitting))[:_MOST_PHRASES]


def _turns_to_say_it(engine: Engine, condition: Condition) -> list[int]:
    """Turns of the speaker in scope, as the engine sees them: a few from the front, a few from the end."""
    turns = [t.turn.index for t in engine.search().asked(condition.name).turns]
    half = _MOST_TURNS // 2
    return turns if len(turns) <= _MOST_TURNS else [*turns[:half], *turns[-half:]]


def _scope_words(condition: Condition) -> Wording:
    """`在前3句内` when the condition looks at the first turns only."""
    spec = condition.spec
    if spec.first_turns is not None:
        return Wording(zh=f"在前 {spec.first_turns} 句内", en=f" within the first {spec.first_turns} turns")
    if spec.last_turns is not None:
        return Wording(zh=f"在最后 {spec.last_turns} 句内", en=f" within the last {spec.last_turns} turns")
    if spec.first_s is not None:
        return Wording(zh=f"在前 {spec.first_s:g} 秒内", en=f" within the first {spec.first_s:g} s")
    return Wording(zh="", en="")


def _with_words(facts: Facts, index: int, sample: str) -> Facts:
    """The words as a sentence of their own at the beginning of the turn; its recognised words stay as they are."""
    turns = list(facts.interaction.turns)
    stop = "。" if any("\u4e00" <= c <= "\u9fff" for c in sample) else ". "
    moved = replace(turns[index], text=f"{sample}{stop}{turns[index].text}")
    turns[index] = moved
    entities = tuple(
        replace(e, start_char=e.start_char + len(sample) + len(stop), end_char=e.end_char + len(sample) + len(stop))
        if e.turn == index
        else e
        for e in facts.entities
    )
    return replace(_with_turns(facts, turns), entities=entities)


def _metadata(engine: Engine, condition: Condition) -> Iterator[Trial]:
    """A metadata field given, or given another value."""
    spec = condition.spec.metadata
    if spec is None:
        return
    value = _wanted_value(spec)
    changed = None if value is None else _with_field(engine.view.facts.interaction, spec.field, value)
    if changed is None:
        return
    shown = str(value).lower() if isinstance(value, bool) else value
    yield Trial(
        "metadata", condition.name, spec.field, str(shown), engine.item,
        replace(engine.view.facts, interaction=changed),
        Wording(zh=f"随路数据 {spec.field} 为 {shown}", en=f"If the metadata field {spec.field} were {shown}"),
    )  # fmt: skip


def _wanted_value(spec: Any) -> object | None:
    if spec.equals is not None:
        return spec.equals  # type: ignore[no-any-return]
    if spec.one_of or spec.contains:
        return (spec.one_of or spec.contains)[0]  # type: ignore[no-any-return]
    if spec.above is not None:
        return spec.above + 1  # type: ignore[no-any-return]
    if spec.below is not None:
        return spec.below - 1  # type: ignore[no-any-return]
    return "x" if spec.present else None


def _with_field(interaction: Interaction, name: str, value: object) -> Interaction | None:
    kinds: dict[str, Callable[[str], object]] = {"direction": Direction, "hangup_by": HangupBy}
    if name in kinds:
        try:
            return replace(interaction, **{name: kinds[name](str(value))})  # type: ignore[arg-type]
        except ValueError:
            return None
    if name in ("turns", "holds", "metadata", "started_at", "channel", "source", "interaction_id"):
        return None
    if name in interaction.__dataclass_fields__:
        return replace(interaction, **{name: value})  # type: ignore[arg-type]
    return replace(interaction, metadata=MappingProxyType({**interaction.metadata, name: str(value)}))


def _of_the_item(engine: Engine, judgement: Judgement) -> Iterator[Trial]:
    """Restrictions of the item itself: where it applies, its window."""
    spec, why = engine.item.spec, judgement.why
    if why in ("channel", "business_line", "segment"):
        key = {"channel": "channels", "business_line": "business_lines", "segment": "segment"}[why]
        free: object = "every" if key == "segment" else []
        wider = spec.model_copy(update={"applies": spec.applies.model_copy(update={key: free})})
        yield _rule(engine, None, f"applies.{key}", replace(engine.item, spec=wider))
    if spec.window is not None and judgement.state is ItemState.UNMET:
        for key in ("turns", "seconds", "each", "where"):
            if getattr(spec.window, key) not in (None, False, "around"):
                free = {"each": False, "where": "around"}.get(key)
                window = spec.window.model_copy(update={key: free})
                yield _rule(
                    engine, None, f"window.{key}", replace(engine.item, spec=spec.model_copy(update={"window": window}))
                )


def _rule(engine: Engine, condition: str | None, key: str, item: CompiledItem) -> Trial:
    name = f"{condition}.{key}" if condition else key
    words = Wording(zh=f"规则去掉 {name}", en=f"If the rule dropped {name}")
    return Trial("rule", condition, key, "", item, engine.view.facts, words)


def _loosened(engine: Engine, condition: Condition) -> Iterator[Trial]:
    """The condition without one of its restrictions."""
    for one in restrictions_of(condition):
        loose = without(condition, one)
        item = replace(engine.item, conditions={**engine.conditions, condition.name: loose})
        yield _rule(engine, condition.name, f"{one.key}.{one.name}" if one.name else one.key, item)
