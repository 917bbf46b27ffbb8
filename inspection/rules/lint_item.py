"""An item as lint sees it: whatever of it can be understood, even when the rest cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.item_spec import Example, ItemSpec
from inspection.rules.lint_file import LintFile
from inspection.rules.yaml_places import Path

EXPRESSION_KEYS = ("applicable_when", "not_applicable_when", "needs_human_when", "trigger", "met", "unmet", "found")
PHRASE_KEYS = ("any", "all", "none", "unless")
Phrase = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class LintItem:
    """`conditions` holds those that could be read; `names` all that are written; `spec` the whole item if it fits."""

    file: LintFile
    id: str
    kind: str
    names: tuple[str, ...]
    conditions: Mapping[str, ConditionSpec]
    examples: Mapping[int, Example]
    spec: ItemSpec | None

    def expressions(self) -> Iterator[tuple[Path, str]]:
        """Every boolean expression with its path."""
        for key in EXPRESSION_KEYS:
            if isinstance(self.file.data.get(key), str):
                yield (key,), self.file.data[key]
        fatal = self.file.data.get("fatal")
        if isinstance(fatal, dict) and isinstance(fatal.get("when"), str):
            yield ("fatal", "when"), fatal["when"]
        for name, raw in self._raw_conditions():
            if isinstance(raw.get("when"), str):
                yield ("conditions", name, "when"), raw["when"]

    def phrases(self, name: str, key: str) -> list[Phrase]:
        """The phrases of one key of a condition, with their paths."""
        raw = mapping(mapping(self.file.data.get("conditions")).get(name))
        return list(phrases_at(("conditions", name, key), raw.get(key)))

    def all_phrases(self) -> Iterator[Phrase]:
        """Every phrase (not: pattern) of every condition."""
        for name in self.names:
            for key in PHRASE_KEYS:
                yield from self.phrases(name, key)

    def patterns(self) -> Iterator[Phrase]:
        """Every regular expression of every condition."""
        for name, raw in self._raw_conditions():
            yield from self.phrases(name, "pattern")
            excepted = raw.get("except")
            if isinstance(excepted, dict):
                for key in ("overlapping", "in_sentence"):
                    yield from phrases_at(("conditions", name, "except", key), excepted.get(key))
            else:
                yield from phrases_at(("conditions", name, "except"), excepted)

    def _raw_conditions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, raw in mapping(self.file.data.get("conditions")).items():
            if isinstance(raw, dict):
                yield str(name), raw


def item_of(file: LintFile) -> LintItem:
    """The item a file describes, as far as it can be understood."""
    raw = mapping(file.data.get("conditions"))
    read = {str(name): _condition(value) for name, value in raw.items()}
    examples = file.data.get("examples")
    examples = examples if isinstance(examples, list) else []
    return LintItem(
        file=file,
        id=str(file.data.get("id", "")),
        kind=str(file.data.get("kind", "")),
        names=tuple(read),
        conditions={name: spec for name, spec in read.items() if spec is not None},
        examples={n: e for n, e in ((n, _example(raw)) for n, raw in enumerate(examples)) if e is not None},
        spec=_spec(file.data),
    )


def _condition(raw: Any) -> ConditionSpec | None:
    try:
        return ConditionSpec.model_validate(raw)
    except ValidationError:
        return None


def _example(raw: Any) -> Example | None:
    try:
        return Example.model_validate(raw)
    except ValidationError:
        return None


def _spec(data: dict[str, Any]) -> ItemSpec | None:
    try:
        return ItemSpec.model_validate(data)
    except ValidationError:
        return None


def mapping(value: Any) -> dict[Any, Any]:
    """The mapping, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def phrases_at(path: Path, value: Any) -> Iterator[Phrase]:
    """Phrases with their paths: one text, a list, or lists by language."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            if isinstance(entry, str):
                yield (*path, number), entry
    elif isinstance(value, dict):
        for language in ("zh", "en"):
            yield from phrases_at((*path, language), value.get(language))


def path_of_text(path: Path, value: Any, text: str) -> Path:
    """The path of the first value below `path` that is exactly `text`; `path` itself when there is none."""
    return next(_paths_of(tuple(path), value, text), tuple(path))


def _paths_of(path: tuple[str | int, ...], value: Any, text: str) -> Iterator[Path]:
    if value == text:
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("any", "all", "none", "unless", "pattern", "note"):
                yield from _paths_of((*path, str(key)), inner, text)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _paths_of((*path, number), inner, text)
