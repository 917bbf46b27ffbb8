"""Rules and schemes of Alibaba SCA (智能对话分析) as JSON: where they stand in a file, whatever wraps them.

The shape is the one of the public interface (UploadRule, GetRuleDetail, RulesInfo, QualityCheckScheme); what is read
and which source says so: docs/reference/sca-import.md. Keys are compared without case and `_`, as the interface writes
`check_range`, `Check_range` and `CheckRange` for the same thing.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inspection.errors import RuleError
from inspection.formats.strict_json import clean_values

MAX_JSON_CHARS = 64 * 1024 * 1024
MAX_WRAPPERS = 8
_WRAPPERS = frozenset({"operator", "operatorbasicinfo", "conditionbasicinfo", "ruleinfo", "rulebasicinfo", "rulesinfo"})
_BOXES = ("data", "jsonstr", "jsonstrforrule", "schemes", "list", "schemelist")

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ScaScheme:
    """A scheme (质检方案): `dimensions` are the entries of schemeCheckTypeList; `data_type` 0 text, 1 audio."""

    scheme_id: str
    name: str
    data_type: int | None
    dimensions: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class ScaRules:
    """Rules with the conditions they name; several rules may share one list of conditions."""

    rules: tuple[Fields, ...]
    conditions: tuple[Fields, ...]
    scheme: ScaScheme | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the wrappers the search is."""

    file: str
    scheme: ScaScheme | None = None
    depth: int = field(default=0)

    def inside(self, scheme: ScaScheme | None = None) -> "_Place":
        if self.depth >= MAX_WRAPPERS:
            raise RuleError("the rules are wrapped too deeply", "export them again", where=self.file)
        return _Place(self.file, scheme or self.scheme, self.depth + 1)


def read_sca(text: str, file: str) -> tuple[ScaRules, ...]:
    """Every list of rules in the file; RuleError (file:line:column) for what is not JSON or holds no rules."""
    found = tuple(_rules_in(_loaded(text, file), _Place(file)))
    if not any(part.rules for part in found):
        raise RuleError(
            "there are no rules in it (looked for 'rules', 'ruleList' and 'data')",
            "give what GetRuleDetail, GetRulesInfo or GetQualityCheckScheme answers, or what UploadRule was sent",
            where=file,
        )
    return found


def fields(value: object) -> Fields:
    """The keys of an object without case and `_`; the first that has a value wins. Empty for anything else."""
    found: dict[str, object] = {}
    if isinstance(value, dict):
        for key, inner in value.items():
            plain = str(key).replace("_", "").casefold()
            if found.get(plain) is None:
                found[plain] = inner
    return found


def entries(value: object) -> tuple[object, ...]:
    """A list, also one wrapped in an object ({"OperKeyWord": [...]}), each entry unwrapped; else empty."""
    if isinstance(value, dict) and len(value) == 1:
        inner = next(iter(value.values()))
        value = inner if isinstance(inner, list) else value
    if isinstance(value, dict) and value:
        return (value,)
    return tuple(map(_unwrapped, value)) if isinstance(value, list) else ()


def word_of(value: object) -> str:
    """Text or number as text; empty for anything else."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def number_of(value: object) -> float | None:
    """A number, also one written as text; None for anything else."""
    if isinstance(value, bool):
        return None
    try:
        return float(value) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None


def yes_of(value: object) -> bool | None:
    """True/false, also as 1/0 and "true"/"false"; None when not given."""
    if isinstance(value, str):
        return {"true": True, "1": True, "false": False, "0": False}.get(value.strip().casefold())
    return bool(value) if isinstance(value, bool | int | float) else None


def _rules_in(value: object, place: _Place) -> Iterator[ScaRules]:
    if isinstance(value, str):
        value = _loaded(value, place.file)
    if isinstance(value, list):
        for inner in value:
            yield from _rules_in(_unwrapped(inner), place.inside())
        return
    own = fields(value)
    if "rulelist" in own:
        scheme = _scheme(own)
        for inner in entries(own["rulelist"]):
            yield from _rules_in(inner, place.inside(scheme))
    elif "rules" in own:
        yield _set(own.get("rules"), own.get("conditions"), place.scheme)
    elif "conditions" in own and ("lambda" in own or "rulelambda" in own):
        yield _set([value], own["conditions"], place.scheme)
    else:
        for box in _BOXES:
            if isinstance(own.get(box), dict | list | str):
                yield from _rules_in(own[box], place.inside())


def _set(rules: object, conditions: object, scheme: ScaScheme | None) -> ScaRules:
    return ScaRules(tuple(map(fields, entries(rules))), tuple(map(fields, entries(conditions))), scheme)


def _scheme(own: Fields) -> ScaScheme:
    kind = number_of(own.get("datatype"))
    dimensions = tuple(map(fields, entries(own.get("schemechecktypelist"))))
    return ScaScheme(
        word_of(own.get("schemeid")), word_of(own.get("name")), None if kind is None else int(kind), dimensions
    )


def _unwrapped(value: object) -> object:
    if isinstance(value, dict) and len(value) == 1:
        key, inner = next(iter(value.items()))
        if str(key).replace("_", "").casefold() in _WRAPPERS and isinstance(inner, dict):
            return inner
    return value


def _loaded(text: str, file: str) -> object:
    if len(text) > MAX_JSON_CHARS:
        raise RuleError(f"it is longer than {MAX_JSON_CHARS} characters", "export fewer rules at a time", where=file)
    try:
        return clean_values(json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_refused))
    except json.JSONDecodeError as error:
        where = f"{file}:{error.lineno}:{error.colno}"
        raise RuleError(f"not valid JSON: {error.msg}", "export the rules again", where=where) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise RuleError(f"not usable JSON: {reason}", "export the rules again", where=file) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"the key {twice[:60]!r} stands twice in one object")
    return found


def _refused(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")
