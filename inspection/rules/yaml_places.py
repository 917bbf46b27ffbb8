"""Where things stand in a YAML file: every key, every value, and every character inside a value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Path = Sequence[str | int]
_ESCAPED = {"x": 3, "u": 5, "U": 9}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Line and column, both from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        """`line:column`, as editors read it."""
        return f"{self.line}:{self.column}"


START = Place(1, 1)


class YamlPlaces:
    """The places of one text, which must be valid YAML (duplicate keys excepted)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = _composed(text)

    def key(self, path: Path) -> Place:
        """The key (or list entry) at the end of the path; of the deepest one that exists."""
        place = START
        for node in self._along(path):
            place = _place(node[0])
        return place

    def value(self, path: Path) -> Place:
        """The value the path leads to, or the deepest that exists."""
        last = None
        for node in self._along(path):
            last = node
        return _place(last[1]) if last else START

    def inside(self, path: Path, offset: int) -> Place:
        """The character `offset` of the scalar at the path, quotes, escapes and folded lines counted."""
        nodes = list(self._along(path))
        if len(nodes) != len(path) or not nodes or not isinstance(nodes[-1][1], ScalarNode):
            return self.value(path)
        spots = _characters(nodes[-1][1], self._text)
        if not spots:
            return self.value(path)
        return self._place_at(spots[min(max(offset, 0), len(spots) - 1)])

    def duplicate_keys(self) -> Iterator[tuple[str, Place, Place]]:
        """Keys that stand twice in one mapping: the key, its place, and the place of the first."""
        yield from _duplicates(self._root)

    def _along(self, path: Path) -> Iterator[tuple[Node, Node]]:
        node = self._root
        for key in path:
            pair = _child(node, key)
            if pair is None:
                return
            yield pair
            node = pair[1]

    def _place_at(self, index: int) -> Place:
        line = self._text.count("\n", 0, index)
        return Place(line + 1, index - (self._text.rfind("\n", 0, index) + 1) + 1)


def _composed(text: str) -> Node | None:
    """The fast parser first; what it does not accept (a plain `?` inside braces) the patient one may."""
    try:
        return YAML(typ="safe").compose(text)  # type: ignore[no-any-return]
    except YAMLError:
        return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]


def _place(node: Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _child(node: Node | None, key: str | int) -> tuple[Node, Node] | None:
    """(key node, value node); a list entry is its own key."""
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key]
    if isinstance(node, MappingNode):
        return next(((k, v) for k, v in reversed(node.value) if k.value == str(key)), None)
    return None


def _duplicates(node: Node | None) -> Iterator[tuple[str, Place, Place]]:
    if isinstance(node, MappingNode):
        first: dict[str, Place] = {}
        for key, value in node.value:
            if str(key.value) in first:
                yield str(key.value), _place(key), first[str(key.value)]
            first.setdefault(str(key.value), _place(key))
            yield from _duplicates(value)
    elif isinstance(node, SequenceNode):
        for entry in node.value:
            yield from _duplicates(entry)


def _characters(node: ScalarNode, text: str) -> list[int]:
    """Index in the text of every character of a scalar's value."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        return _of_block(text, start, end, len(node.value))
    if node.style in ("'", '"'):
        return _of_quoted(text, start + 1, end - 1, node.style)
    return list(_folded(text, range(start, end)))


def _of_quoted(text: str, start: int, end: int, quote: str) -> list[int]:
    kept: list[int] = []
    at = start
    while at < end:
        kept.append(at)
        if quote == "'" and text.startswith("''", at):
            at += 2
        elif quote == '"' and text[at] == "\\":
            if text.startswith("\n", at + 1):
                kept.pop()  # an escaped end of line, with the indentation that follows, is nothing
                at += 2 + len(text[at + 2 :]) - len(text[at + 2 :].lstrip(" "))
                continue
            at += 1 + _ESCAPED.get(text[at + 1 : at + 2], 1)
        else:
            at += 1
    return list(_folded(text, kept))


def _folded(text: str, indices: "list[int] | range") -> Iterator[int]:
    """A line break with the blanks around it is one blank."""
    kept: list[int] = []
    in_break = False
    for index in indices:
        if text[index] == "\n":
            while kept and text[kept[-1]] in " \t":
                kept.pop()
            kept.append(index)
            in_break = True
        elif not (in_break and text[index] in " \t\r"):
            kept.append(index)
            in_break = False
    return iter(kept)


def _of_block(text: str, start: int, end: int, length: int) -> list[int]:
    """`|` and `>`: the lines after the header, their common indentation left out."""
    at = text.find("\n", start, end) + 1
    first = next((line for line in text[at:end].split("\n") if line.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    kept: list[int] = []
    while 0 < at < end and len(kept) < length:
        stop = text.find("\n", at) + 1 or len(text)
        kept.extend(range(min(at + indent, stop - 1), stop))
        at = stop
    return kept
