"""Adding an example to a rule file: the author's text stays as it is, one entry more stands at the end of the list."""

from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from inspection.errors import RuleError
from inspection.rules.item_spec import Example, ItemSpec
from inspection.rules.rule_yaml import RuleText, checked, parse
from inspection.rules.yaml_places import YamlPlaces

_WIDE = 4096
_IN_BLOCK = ("turns",)


def example_yaml(example: Mapping[str, Any], *, indent: int = 2) -> str:
    """The example as an entry of a list, `indent` blanks before its dash; one turn a line. RuleError if it is none."""
    text = _entry(example, indent)
    checked(RuleText("example", text, dict(example)), Example)
    return text


def with_example(text: str, example: Mapping[str, Any], *, file: str) -> str:
    """The text of `items/<id>.yaml` with the example at the end of its `examples`.

    Comments and layout stay. Raises RuleError (file:line:column) when the file is no item or its list is written in
    brackets, where nothing can be added without rewriting it.
    """
    rule = parse(text, file)
    before = checked(rule, ItemSpec)
    added = _added(rule, example)
    after = checked(parse(added, file), ItemSpec)
    if after.examples[:-1] != before.examples or after.examples[-1] != Example.model_validate(dict(example)):
        raise RuleError("the example cannot be added here", "paste it at the end of `examples`", where=file)
    return added


def _added(rule: RuleText, example: Mapping[str, Any]) -> str:
    lines = rule.text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if "examples" not in rule.data:
        return "".join([*lines, "examples:\n", _entry(example, 2)])
    places = YamlPlaces(rule.text)
    start = places.key(("examples",)).line
    if not rule.data["examples"]:
        return "".join([*lines[: start - 1], "examples:\n", _entry(example, 2), *lines[start:]])
    first = places.key(("examples", 0))
    if not lines[first.line - 1][: first.column - 1].strip() == "-":
        raise RuleError(
            "`examples` is written in brackets", "write one entry a line, with dashes", where=rule.where(("examples",))
        )
    indent = len(lines[first.line - 1]) - len(lines[first.line - 1].lstrip(" "))
    end = _end_of_list(rule, places, lines, start)
    return "".join([*lines[:end], _entry(example, indent), *lines[end:]])


def _end_of_list(rule: RuleText, places: YamlPlaces, lines: list[str], start: int) -> int:
    """The line (from 0) before which an entry more belongs: before the next key, blank lines and its comments."""
    following = [places.key((key,)).line for key in rule.data if places.key((key,)).line > start]
    end = min(following) - 1 if following else len(lines)
    while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _entry(example: Mapping[str, Any], indent: int) -> str:
    """One entry of a block list: plain keys a line each, turns a line each, everything else in one line."""
    entry = CommentedMap()
    for key, value in example.items():
        entry[key] = _block(value) if key in _IN_BLOCK else _inline(value)
    yaml = YAML()
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    written = StringIO()
    yaml.dump(CommentedSeq([entry]), written)
    lines = written.getvalue().splitlines(keepends=True)
    already = len(lines[0]) - len(lines[0].lstrip(" "))
    return "".join(" " * max(0, indent - already) + line[max(0, already - indent) :] for line in lines)


def _block(values: Any) -> CommentedSeq:
    return CommentedSeq([_inline(value) for value in values])


def _inline(value: Any) -> Any:
    if isinstance(value, Mapping):
        mapping = CommentedMap((key, _inline(one)) for key, one in value.items())
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list | tuple):
        sequence = CommentedSeq(_inline(one) for one in value)
        sequence.fa.set_flow_style()
        return sequence
    return value
