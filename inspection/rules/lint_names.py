"""Names nobody defined, names nobody uses, circles."""

import re
from collections.abc import Iterator, Sequence

from inspection.errors import RuleError
from inspection.rules.expression import compile_expression
from inspection.rules.lint_book import LintBook
from inspection.rules.lint_expressions import names_in
from inspection.rules.lint_item import EXPRESSION_KEYS, LintItem, mapping, path_of_text, phrases_at
from inspection.rules.lint_problem import Problem
from inspection.rules.lint_words import Words, either
from inspection.rules.near_names import did_you_mean
from inspection.rules.normal_text import fold
from inspection.rules.spec_values import LIST_MARK

_BRACED = re.compile(r"(?<!\\p)(?<!\\P)(?<!\\N)\{([^{}]*)\}")
_COUNT = re.compile(r"\d*(,\d*)?")


def name_problems(item: LintItem, book: LintBook) -> Iterator[Problem]:
    """Unknown, unused and circling names of one item."""
    yield from _unknown_conditions(item, (*item.names, *book.shared))
    yield from _unknown_references(item, book)
    yield from _circles(item)
    yield from _unused(item)


def _unknown_conditions(item: LintItem, known: tuple[str, ...]) -> Iterator[Problem]:
    for path, source in item.expressions():
        if _readable(source):
            for offset, name in names_in(source):
                if name not in known:
                    yield item.file.inside(path, offset, "unknown_condition", name=name, hint=_hint(name, known))
    conditions = mapping(item.file.data.get("conditions"))
    for name, spec in item.conditions.items():
        for wanted in sorted(spec.refers_to - set(known)):
            path = path_of_text(("conditions", name), conditions[name], wanted)
            yield item.file.at_value(path, "unknown_condition", name=wanted, hint=_hint(wanted, known))


def _unknown_references(item: LintItem, book: LintBook) -> Iterator[Problem]:
    for name, raw in mapping(item.file.data.get("conditions")).items():
        guards = mapping(raw).get("guards")
        for number, guard in enumerate(guards if isinstance(guards, list) else []):
            if isinstance(guard, str) and guard not in book.guards:
                place = ("conditions", str(name), "guards", number)
                yield item.file.at_value(place, "unknown_guard", name=guard, hint=_hint(guard, book.guards))
    yields_to = item.file.data.get("yields_to")
    if isinstance(yields_to, str) and yields_to not in book.items:
        yield item.file.at_value(("yields_to",), "unknown_item", name=yields_to, hint=_hint(yields_to, book.items))
    for name, spec in item.conditions.items():
        classifier = spec.classifier
        if classifier is not None and book.classifiers is not None and classifier.name not in book.classifiers:
            hint = _hint(classifier.name, book.classifiers)
            named = ("conditions", name, "classifier", "name")
            yield item.file.at_value(named, "unknown_classifier", name=classifier.name, hint=hint)
    yield from _unknown_lists(item, book)
    lines = mapping(item.file.data.get("applies")).get("business_lines")
    for number, line in enumerate(lines if isinstance(lines, list) else []):
        near = did_you_mean(str(line), book.business_lines)
        if near and str(line) not in book.business_lines:
            path = ("applies", "business_lines", number)
            yield item.file.at_value(path, "line_unknown", name=str(line), hint=either(near, []))


def _unknown_lists(item: LintItem, book: LintBook) -> Iterator[Problem]:
    if book.lists is None:
        return
    for name in item.names:
        raw = mapping(mapping(item.file.data.get("conditions")).get(name))
        for key in ("any", "all", "none", "unless"):
            named = list(phrases_at(("conditions", name, key, "list"), mapping(raw.get(key)).get("list")))
            marked = [(p, s[1:]) for p, s in item.phrases(name, key) if s.startswith(LIST_MARK)]
            for path, wanted in [*named, *marked]:
                if wanted not in book.lists:
                    yield item.file.at_value(path, "unknown_list", name=wanted, hint=_hint(wanted, book.lists))


def unknown_patterns(source: str, book: LintBook) -> Iterator[tuple[int, str, Words]]:
    """Names in braces that no pattern has: offset, name and hint (a regular expression would take them for text)."""
    for match in _BRACED.finditer(source):
        name = match[1].strip()
        if not _COUNT.fullmatch(name) and fold(name) not in book.patterns:
            yield match.start() + 1, name, _hint(name, book.own_names)


def _circles(item: LintItem) -> Iterator[Problem]:
    needs = {name: _needs(item, name) for name in item.names}
    told: set[frozenset[str]] = set()
    for name in item.names:
        circle = _circle_from(name, needs)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            shown = " → ".join([*circle, circle[0]])
            yield item.file.at_key(("conditions", name), "circle", circle=shown)


def _needs(item: LintItem, name: str) -> list[str]:
    spec = item.conditions.get(name)
    if spec is None:
        return []
    joined = names_in(spec.when) if spec.when and _readable(spec.when) else ()
    return [n for n in [*sorted(spec.refers_to), *(n for _, n in joined)] if n in item.names]


def _circle_from(start: str, needs: dict[str, list[str]]) -> list[str]:
    """The shortest way from a condition back to itself; empty when there is none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        for following in needs.get(way[-1], []):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _unused(item: LintItem) -> Iterator[Problem]:
    if not _uses_conditions(item):
        return
    waiting = [n for path, source in item.expressions() if path[0] != "conditions" for _, n in names_in(source)]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting.extend(_needs(item, name))
    for name in item.names:
        if name not in used:
            yield item.file.at_key(("conditions", name), "unused_condition", name=name)


def _uses_conditions(item: LintItem) -> bool:
    """An item whose expressions cannot be read says nothing of what is used."""
    own = [source for path, source in item.expressions() if path[0] != "conditions"]
    return all(map(_readable, own)) and any(key in item.file.data for key in EXPRESSION_KEYS)


def _readable(source: str) -> bool:
    try:
        compile_expression(source)
    except RuleError:
        return False
    return True


def _hint(name: str, known: Sequence[str]) -> Words:
    return either(did_you_mean(name, known), list(known))
