"""Against a former rulebook: whose judgement changed without a higher version."""

from collections.abc import Iterator, Mapping
from typing import Any

from inspection.rules.lint_file import LintFile, read_file
from inspection.rules.lint_problem import Problem, problem
from inspection.rules.yaml_places import START

_NO_JUDGEMENT = ("version", "updated", "owner", "title", "meaning", "reasons", "examples", "note")


def version_problems(files: Mapping[str, LintFile], former: Mapping[str, str]) -> Iterator[Problem]:
    """Items, forms and the book itself, compared with the texts they had."""
    for name, text in sorted(former.items()):
        before, _ = read_file(name, text)
        now = files.get(name)
        if before is None or not name.endswith(".yaml"):
            continue
        if now is None:
            if name.startswith(("items/", "forms/")):
                yield problem(name, START, "removed", name=name)
        elif name == "rulebook.yaml" or name.startswith(("items/", "forms/")):
            yield from _compared(now, before)


def _compared(now: LintFile, before: LintFile) -> Iterator[Problem]:
    version, former = now.data.get("version"), before.data.get("version")
    if _rank(version) < _rank(former):
        yield now.at_value(("version",), "version_lowered", former=str(former), version=str(version))
    elif version == former and _judgement(now.data) != _judgement(before.data):
        yield now.at_value(("version",), "version_not_raised", version=str(version))


def _rank(version: Any) -> tuple[int, ...]:
    return tuple(int(part) for part in str(version).split(".") if part.isdigit())


def _judgement(value: Any) -> Any:
    """What can change a judgement: wording, owners, dates and examples left out."""
    if isinstance(value, dict):
        return {str(k): _without_notes(v) for k, v in value.items() if k not in _NO_JUDGEMENT}
    return value


def _without_notes(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _without_notes(v) for k, v in value.items() if k != "note"}
    if isinstance(value, list):
        return [_without_notes(v) for v in value]
    return value
