"""Where data do not fit a schema: every misfit with its path, in words a rule author understands."""

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from inspection.rules.lint_words import Argument, Words, either, said
from inspection.rules.near_names import did_you_mean
from inspection.rules.own_complaints import own_complaint

Key = str | int


@dataclass(frozen=True, slots=True)
class Misfit:
    """One misfit: the path to it, whether its key or its value is meant, and what lint says."""

    path: tuple[Key, ...]
    at_key: bool
    code: str
    arguments: dict[str, Argument]

    @property
    def what(self) -> Words:
        """What is wrong."""
        return said(self.code, self.arguments)[0]

    @property
    def fix(self) -> Words:
        """What to do."""
        return said(self.code, self.arguments)[1]


_WANTED = {
    "int": Words("整数", "a whole number"),
    "float": Words("数", "a number"),
    "bool": Words("true 或 false", "true or false"),
    "string": Words("文字", "text"),
    "list": Words("列表", "a list"),
    "tuple": Words("列表", "a list"),
    "dict": Words("“键: 值”", "keys with values"),
    "model": Words("“键: 值”", "keys with values"),
    "date": Words("日期（2026-11-21）", "a date (2026-11-21)"),
}
_LIMITS = {
    "greater_than_equal": ("ge", Words("不小于 {}", "at least {}")),
    "greater_than": ("gt", Words("大于 {}", "above {}")),
    "less_than_equal": ("le", Words("不大于 {}", "at most {}")),
    "less_than": ("lt", Words("小于 {}", "below {}")),
}
_PURPOSES = {
    "met": Words("（怎样才算达标）", ": what fulfils the duty"),
    "found": Words("（什么算违规）", ": what breaks it"),
    "expect": Words("（met、unmet、not_applicable 或 needs_human）", ": met, unmet, not_applicable or needs_human"),
    "zh": Words("（中文）", " (the Chinese words)"),
    "en": Words("（英文）", " (the English words)"),
}
_NO_PURPOSE = Words("", "")


def misfits_of(problem: ValidationError, data: Any, schema: type[BaseModel]) -> list[Misfit]:
    """The misfits behind a pydantic error, one for each place, in the order they were found."""
    kept: dict[tuple[Key, ...], Misfit] = {}
    for error in problem.errors(include_url=False):
        misfit = _misfit(dict(error), data, schema)
        kept.setdefault(misfit.path, misfit)
    return list(kept.values())


def _misfit(error: dict[str, Any], data: Any, schema: type[BaseModel]) -> Misfit:
    kind, loc = str(error["type"]), tuple(error["loc"])
    path = _existing(loc, data)
    key = str(next((k for k in reversed(path) if isinstance(k, str)), "?"))
    given = error.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(path, schema)
    if kind == "missing":
        name = str(loc[-1])
        return Misfit(path, True, "missing_key", {"key": name, "purpose": _PURPOSES.get(name, _NO_PURPOSE)})
    if loc and loc[-1] == "[key]":
        return Misfit(path, True, "bad_name" if "pattern" in kind else "unknown_key", _name_arguments(path, error))
    if kind in ("literal_error", "enum"):
        return Misfit(path, False, "bad_choice", _choice(key, given, schema, path))
    if kind == "string_pattern_mismatch":
        return Misfit(path, False, "bad_name", {"given": str(given)})
    if kind in _LIMITS:
        name, words = _LIMITS[kind]
        limit = f"{error['ctx'][name]:g}"
        return Misfit(
            path,
            False,
            "out_of_range",
            {"key": key, "given": _shown(given), "limit": Words(words.zh.format(limit), words.en.format(limit))},
        )
    if kind == "value_error":
        return _own(path, key, str(error["msg"]).removeprefix("Value error, "))
    return _wrong_type(path, key, kind, given, str(error["msg"]))


def _name_arguments(path: tuple[Key, ...], error: dict[str, Any]) -> dict[str, Argument]:
    name = str(path[-1]) if path else "?"
    expected = [
        w.strip(" '") for w in str(error.get("ctx", {}).get("expected", "")).replace(" or ", ",").split(",") if w
    ]
    return {"given": name, "key": name, "hint": either(did_you_mean(name, expected), expected)}


def _own(path: tuple[Key, ...], key: str, message: str) -> Misfit:
    """A complaint of one of our own validators."""
    code, arguments = own_complaint(message)
    path = (*path, "window") if code == "no_trigger_window" else path
    return Misfit(path, True, code, {"key": key, **arguments})


def _unknown_key(path: tuple[Key, ...], schema: type[BaseModel]) -> Misfit:
    name = str(path[-1])
    known = sorted(_fields_at(schema, path[:-1]))
    near = did_you_mean(name, known)
    inside_condition = len(path) == 3 and path[0] == "conditions"
    if not near and inside_condition and name in schema.model_fields:
        return Misfit(path, True, "misplaced_key", {"key": name})
    return Misfit(path, True, "unknown_key", {"key": name, "hint": either(near, known)})


def _choice(key: str, given: Any, schema: type[BaseModel], path: tuple[Key, ...]) -> dict[str, Argument]:
    known = list(dict.fromkeys(_choices_at(schema, path)))
    return {"key": key, "given": _shown(given), "hint": either(did_you_mean(str(given), known), known)}


def _wrong_type(path: tuple[Key, ...], key: str, kind: str, given: Any, message: str) -> Misfit:
    wanted = _WANTED.get(kind.split("_", maxsplit=1)[0])
    entry = bool(path) and isinstance(path[-1], int)
    if given is None and entry:
        return Misfit(path, False, "empty_entry", {})
    if kind == "string_type" and isinstance(given, dict) and entry:
        return Misfit(path, False, "colon_in_phrase", {"given": _shown(given)})
    if kind == "string_type" and not isinstance(given, dict | list) and given is not None:
        plain = str(given).lower() if isinstance(given, bool) else str(given)
        return Misfit(path, False, "unquoted", {"key": key, "given": _shown(given), "plain": plain})
    if wanted is None:
        return Misfit(
            path,
            False,
            "not_allowed",
            {"key": key, "problem": message, "hint": Words("改正这个键", "correct this key")},
        )
    hint = (
        Words("补上内容，或删去这个键", "give it a value or remove the key")
        if given is None
        else Words(f"写成{wanted.zh}", f"write {wanted.en}")
    )
    return Misfit(path, False, "wrong_type", {"key": key, "wanted": wanted, "given": _shown(given), "hint": hint})


def _shown(given: Any) -> Argument:
    if given is None:
        return Words("空", "nothing")
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, list):
        return Words("列表", "a list")
    if isinstance(given, dict):
        return ", ".join(f"{k}: {v}" for k, v in list(given.items())[:2])[:60]
    text = str(given)
    return f"'{text[:60]}'" if isinstance(given, str) else text


def _existing(loc: Sequence[Key], data: Any) -> tuple[Key, ...]:
    """The part of a pydantic location that is a path in the data: names of unions and validators left out."""
    path: list[Key] = []
    node = data
    for key in loc:
        if not _has(node, key):
            continue
        node = node[key]
        path.append(key)
    return tuple(path)


def _has(node: Any, key: Key) -> bool:
    if isinstance(node, dict):
        return key in node
    return isinstance(node, list) and isinstance(key, int) and key < len(node)


def _fields_at(schema: type[BaseModel], path: Sequence[Key]) -> Iterator[str]:
    for annotation in _annotations_at(schema, path):
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from (field.alias or name for name, field in annotation.model_fields.items())


def _choices_at(schema: type[BaseModel], path: Sequence[Key]) -> Iterator[str]:
    for annotation in _annotations_at(schema, path):
        if get_origin(annotation) is Literal:
            yield from map(str, get_args(annotation))
        elif isinstance(annotation, type) and issubclass(annotation, Enum):
            yield from (str(member.value) for member in annotation)


def _annotations_at(schema: Any, path: Sequence[Key]) -> list[Any]:
    """The annotations the end of the path may have, unions and containers opened."""
    here = list(_opened(schema))
    for key in path:
        inner: list[Any] = []
        for annotation in here:
            inner.extend(_inside(annotation, key))
        here = [o for a in inner for o in _opened(a)]
    return here


def _opened(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _opened(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _opened(option)
    else:
        yield annotation


def _inside(annotation: Any, key: Key) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if str(key) in (name, field.alias):
                yield field.annotation
        return
    arguments = get_args(annotation)
    if arguments and get_origin(annotation) is not Literal:
        yield arguments[1] if len(arguments) == 2 and isinstance(key, str) else arguments[0]
