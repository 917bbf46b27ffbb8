"""A file as lint sees it: its data and its places, and what is wrong with it before anybody asks what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from inspection.rules.lint_problem import Problem, problem
from inspection.rules.lint_words import Argument, Words
from inspection.rules.misfits import misfits_of
from inspection.rules.yaml_places import START, Path, Place, YamlPlaces

_LINE = Words("改正这一行", "correct the line")
_HINTS: tuple[tuple[str, Words], ...] = (
    ("found character '\\t'", Words("YAML 缩进只用空格：把制表符换成空格", "indent with spaces: YAML takes no tabs")),
    ("cannot start any token", Words("给这段文字加引号", "put this text in quotes")),
    (
        "mapping values are not allowed",
        Words(
            "文字里有冒号就加引号；检查缩进与全角冒号",
            "put text with a colon in quotes; check the indentation and full-width colons",
        ),
    ),
    (
        "unknown escape character",
        Words("双引号里的反斜杠写两个，或改用单引号", "write the backslash twice or use single quotes"),
    ),
    ("found undefined alias", Words("星号开头的文字加引号", "put text that begins with * in quotes")),
    ("but got", Words("补上缺的括号或逗号", "close the bracket or add the comma")),
    ("unexpected end of stream", Words("补上结尾的引号", "close the quotation mark")),
    ("<stream end>", Words("补上缺的括号", "close the bracket")),
    ("another document", Words("删去 ---：一个文件一份", "remove ---: one document a file")),
    ("<block end>", Words("检查缩进：同级的键要对齐", "check the indentation: keys of one level stand in one column")),
    ("expected ':'", Words("键之后要有半角冒号和空格", "a key is followed by a colon and a space")),
)


@dataclass(frozen=True, slots=True)
class LintFile:
    """One file that is a mapping."""

    file: str
    text: str
    data: dict[str, Any]
    places: YamlPlaces

    def at_key(self, path: Path, code: str, **arguments: Argument) -> Problem:
        """A problem of the key at a path."""
        return problem(self.file, self.places.key(path), code, **arguments)

    def at_value(self, path: Path, code: str, **arguments: Argument) -> Problem:
        """A problem of the value at a path."""
        return problem(self.file, self.places.value(path), code, **arguments)

    def inside(self, path: Path, offset: int, code: str, **arguments: Argument) -> Problem:
        """A problem of one character of the text at a path."""
        return problem(self.file, self.places.inside(path, offset), code, **arguments)


def read_file(file: str, text: str, *, may_be_empty: bool = False) -> tuple[LintFile | None, list[Problem]]:
    """The file, or None with what keeps it from being read; duplicate keys are told and the last one counts."""
    try:
        data = _load(text)
        places = YamlPlaces(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else START
        return None, [_broken(file, place, str(error.problem or error.context or error))]
    except YAMLError as error:
        return None, [_broken(file, START, str(error))]
    if data is None and may_be_empty:
        data = {}
    if not isinstance(data, dict):
        return None, [problem(file, START, "not_a_mapping")]
    twice = [
        problem(file, place, "duplicate_key", key=key, first=first.line)
        for key, place, first in places.duplicate_keys()
    ]
    return LintFile(file, text, data, places), twice


def _load(text: str) -> Any:
    try:
        return _yaml(pure=False).load(text)
    except YAMLError:
        return _yaml(pure=True).load(text)


def _yaml(*, pure: bool) -> YAML:
    yaml = YAML(typ="safe", pure=pure)
    yaml.allow_duplicate_keys = True
    return yaml


def _broken(file: str, place: Place, said: str) -> Problem:
    hint = next((words for part, words in _HINTS if part in said), _LINE)
    return problem(file, place, "broken_yaml", problem=said, hint=hint)


def misfits(file: LintFile, schema: type[BaseModel], *, skip: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Where the file does not fit its schema; complaints that contain one of `skip` are left to another check."""
    try:
        schema.model_validate(file.data)
    except ValidationError as error:
        for misfit in misfits_of(error, file.data, schema):
            if any(part in misfit.what.en for part in skip):
                continue
            at = file.at_key if misfit.at_key else file.at_value
            yield at(misfit.path, misfit.code, **misfit.arguments)
