"""A rule read aloud (规则白话): what an item asks, when, what fulfils or breaks it, and each of its conditions.

Nothing is judged here: the sentences are made from the same specification the judge runs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspection.evaluation import ItemKind
from inspection.rules.condition import Condition
from inspection.rules.explain_phrases import wordings_of
from inspection.rules.expression import compile_expression
from inspection.rules.item_spec import ItemSpec, Window, Wording
from inspection.rules.prose_expression import ProsePart, parts_of
from inspection.rules.prose_operators import asked
from inspection.rules.prose_scope import scope_of
from inspection.rules.prose_words import CHANNELS, in_both, joined, pair, percent
from inspection.rules.rulebook import CompiledItem, Rulebook

_WHERE = {"after": ("之后", "after it"), "before": ("之前", "before it"), "around": ("前后", "around it")}
_SEGMENTS = {
    "first": ("只看首位坐席", "only the first agent of an interaction"),
    "last": ("只看末位坐席", "only the last agent of an interaction"),
}


@dataclass(frozen=True, slots=True)
class ProseLine:
    """One line: what it is about, and its words; some of them name conditions."""

    about: Wording
    parts: tuple[ProsePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionProse:
    """One condition under its number: what it looks for, where, and the author's own note."""

    number: int
    name: str
    words: Wording
    scope: tuple[Wording, ...]
    note: Wording
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemProse:
    """An item in words: its lines from when it applies to what is spared, and its conditions."""

    lines: tuple[ProseLine, ...]
    conditions: tuple[ConditionProse, ...]


def prose_of(
    book: Rulebook, item_id: str, guards: Mapping[str, Wording], titles: Mapping[str, Wording] | None = None
) -> ItemProse:
    """The item read aloud; `guards` are the notes of the book's guards and `titles` those of its items, by name.

    KeyError for an unknown item.
    """
    item = book.items[item_id]
    numbers = {name: number for number, name in enumerate(_in_order(item), start=1)}
    conditions = tuple(
        _condition(item.conditions[name], number, numbers, guards, book) for name, number in numbers.items()
    )
    return ItemProse(lines=tuple(_lines(item.spec, numbers, titles or {})), conditions=conditions)


def _in_order(item: CompiledItem) -> list[str]:
    """Conditions as the expressions name them, then those they build on, then the rest."""
    spec = item.spec
    own = (spec.applicable_when, spec.not_applicable_when, spec.trigger, spec.met, spec.unmet, spec.found,
           spec.needs_human_when, spec.fatal.when if spec.fatal else None)  # fmt: skip
    named = [name for source in own if source for name in _names(source)]
    found = list(dict.fromkeys(named))
    for name in found:  # grows while it is walked: what a condition builds on comes behind it
        condition = item.conditions[name].spec
        needs = sorted(condition.refers_to) + (_names(condition.when) if condition.when else [])
        found += [n for n in dict.fromkeys(needs) if n not in found]
    return [*found, *(name for name in item.conditions if name not in found)]


def _names(source: str) -> list[str]:
    return sorted(compile_expression(source).names, key=source.find)


def _condition(
    condition: Condition, number: int, numbers: Mapping[str, int], guards: Mapping[str, Wording], book: Rulebook
) -> ConditionProse:
    spec, wordings = condition.spec, tuple(wordings_of(condition, book.searcher.phrases))
    return ConditionProse(
        number=number,
        name=condition.name,
        words=asked(spec, wordings, numbers),
        scope=scope_of(spec, numbers, guards),
        note=in_both(spec.note or ""),
        wordings=wordings,
    )


def _lines(spec: ItemSpec, numbers: Mapping[str, int], titles: Mapping[str, Wording]) -> Iterator[ProseLine]:
    yield from _where(spec)
    if spec.kind is ItemKind.HUMAN:
        yield _said("由谁判断", "Who judges", "只由人判断,机器不打分", "people only; the machine gives no points")
        return
    for zh, en, source in (
        ("仅当", "Only when", spec.applicable_when),
        ("不适用", "Not when", spec.not_applicable_when),
        ("触发", "When", spec.trigger),
        ("应做到", "The duty", spec.met),
        ("直接违反", "Broken by", spec.unmet),
        ("违规", "Charged when", spec.found),
    ):
        if source:
            yield ProseLine(pair(zh, en), parts_of(source, numbers))
    if spec.window is not None:
        yield _said("位置", "Where", _window(spec.window).zh, _window(spec.window).en)
    if spec.fatal is not None:
        yield from _fatal(spec, numbers)
    if spec.needs_human_when:
        yield ProseLine(pair("转人工", "A person decides when"), parts_of(spec.needs_human_when, numbers))
    yield from _spared(spec, titles)


def _where(spec: ItemSpec) -> Iterator[ProseLine]:
    applies = spec.applies
    if applies.channels:
        named = [pair(*CHANNELS[channel]) for channel in applies.channels]
        yield _said("渠道", "Channels", joined(named, "、", ", ").zh, joined(named, "、", ", ").en)
    if applies.business_lines:
        lines = ", ".join(applies.business_lines)
        yield _said("业务线", "Business lines", lines, lines)
    if applies.segment in _SEGMENTS:
        yield _said("服务段", "Segment", *_SEGMENTS[applies.segment])


def _window(window: Window) -> Wording:
    zh, en = _WHERE[window.where]
    far = [pair(f"{window.turns} 轮内", f"within {window.turns} turns")] if window.turns is not None else []
    far += [pair(f"{window.seconds:g} 秒内", f"within {window.seconds:g} s")] if window.seconds is not None else []
    each = pair("每次触发都要", "for every trigger") if window.each else pair("做到一次即可", "once is enough")
    return joined([pair(f"在触发{zh}", en), *far, each], ",", ", ")


def _fatal(spec: ItemSpec, numbers: Mapping[str, int]) -> Iterator[ProseLine]:
    kinds = {"customer": ("客户关键", "customer critical"), "business": ("业务关键", "business critical"),
             "compliance": ("合规关键", "compliance critical")}  # fmt: skip
    if spec.fatal is None:
        return
    kind = pair(*kinds[spec.fatal.kind])
    suspected = pair(
        f"疑似致命({kind.zh}),经人确认后才归零", f"suspected fatal ({kind.en}); 0 once a person confirms it"
    )
    when = parts_of(spec.fatal.when, numbers) if spec.fatal.when else ()
    about = pair("致命,当", "Fatal when") if when else pair("致命", "Fatal")
    yield ProseLine(about, (*when, ProsePart(suspected)))


def _spared(spec: ItemSpec, titles: Mapping[str, Wording]) -> Iterator[ProseLine]:
    needs, other = spec.needs, spec.yields_to
    yield _said(
        "不扣分,转人工",
        "Costs nothing, a person decides",
        f"关键字词识别把握低于 {percent(needs.words)},或只是同音,或分不清谁在说话",
        f"where the deciding words are under {percent(needs.words)} sure, only sound alike, or may be anybody's",
    )
    if spec.confirmed_by is not None:
        one = spec.confirmed_by
        yield _said(
            "二次判读",
            "Second reader",
            f"阅读模型也认为是「{one.label}」才算",
            f"only where it also reads “{one.label}”",
        )
    if other:
        title = titles.get(other, pair(other, other))
        yield _said(
            "不重复扣分", "Charged once", f"同一行为由「{title.zh}」计分", f"the same act is charged by “{title.en}”"
        )


def _said(about_zh: str, about_en: str, zh: str, en: str) -> ProseLine:
    return ProseLine(pair(about_zh, about_en), (ProsePart(pair(zh, en)),))
