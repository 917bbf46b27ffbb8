"""Forms: points that do not add up (per channel), rows nobody knows, rows that never count."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from inspection.form_rows import CHANNELS, FormItem, Section
from inspection.forms import FormSpec
from inspection.rules.lint_file import LintFile
from inspection.rules.lint_item import LintItem, mapping
from inspection.rules.lint_problem import Problem
from inspection.rules.lint_words import Words, either
from inspection.rules.near_names import did_you_mean

ADD_UP = frozenset({"add up to", "stands twice in the form"})
"""Complaints of the form's own validator that are told here, channel by channel."""


def form_problems(file: LintFile, items: Mapping[str, LintItem | None]) -> Iterator[Problem]:
    """Everything wrong with a form beside its schema."""
    yield from _unknown_items(file, items)
    twice = list(_rows_twice(file))
    yield from twice or _points(file)
    yield from _never_counts(file, items)


def _rows(file: LintFile, key: str) -> Iterator[tuple[int, dict[Any, Any]]]:
    rows = file.data.get(key)
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            yield number, row


def _unknown_items(file: LintFile, items: Mapping[str, LintItem | None]) -> Iterator[Problem]:
    for key in ("items", "bonus", "fatal"):
        for number, row in _rows(file, key):
            name = row.get("item")
            if isinstance(name, str) and name not in items:
                hint = either(did_you_mean(name, items), sorted(items))
                yield file.at_value((key, number, "item"), "unknown_item", name=name, hint=hint)


def _points(file: LintFile) -> Iterator[Problem]:
    form = _unchecked(file)
    if form is None:
        return
    wanted = 100 - form.start
    by_excess: dict[float, list[str]] = {}
    for channel in form.channels or CHANNELS:
        by_excess.setdefault(round(form.points_on(channel) - wanted, 6), []).append(channel)
    for over, channels in by_excess.items():
        if over:
            by = Words(
                f"{'多' if over > 0 else '少'} {abs(over):g} 分（应为 {wanted:g}）",
                f"{abs(over):g} too {'many' if over > 0 else 'few'} (wanted: {wanted:g})",
            )
            yield file.at_key(("items",), "form_points", channel=", ".join(channels), total=f"{wanted + over:g}", by=by)


def _unchecked(file: LintFile) -> FormSpec | None:
    """The form with its rows, whether or not its points add up; None when the rows themselves cannot be read."""
    try:
        rows = [FormItem.model_validate(row) for row in file.data.get("items") or ()]
        sections = [Section.model_validate(section) for section in file.data.get("sections") or ()]
    except (ValidationError, TypeError):
        return None
    start, channels = file.data.get("start", 0), file.data.get("channels")
    if not rows or not isinstance(start, int | float):
        return None
    served = [c for c in channels if c in CHANNELS] if isinstance(channels, list) else []
    parts: dict[str, Any] = {"items": rows, "sections": sections, "start": float(start), "channels": served}
    return FormSpec.model_construct(**parts)


def _rows_twice(file: LintFile) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for number, row in _rows(file, "items"):
        places = {(str(row.get("item")), c) for c in _channels(row.get("channels"))}
        if places & seen:
            yield file.at_key(("items", number), "form_twice", item=str(row.get("item")))
        seen |= places


def _channels(given: Any) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list) and given else CHANNELS


def _never_counts(file: LintFile, items: Mapping[str, LintItem | None]) -> Iterator[Problem]:
    served = set(_channels(file.data.get("channels")))
    for number, row in _rows(file, "items"):
        item = items.get(str(row.get("item")))
        if item is None or not row.get("channels"):
            continue
        applies = mapping(item.file.data.get("applies")).get("channels")
        if isinstance(applies, list) and applies:
            for channel in sorted(set(_channels(row["channels"])) & served - set(map(str, applies))):
                yield file.at_key(
                    ("items", number), "form_never", item=item.id, channel=channel, points=str(row.get("points"))
                )
