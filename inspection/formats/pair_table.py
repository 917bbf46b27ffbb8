"""Pairs of texts from a tab-separated file: a required phrase and what was said, with or without a heading."""

from dataclasses import dataclass

from inspection.errors import TableError
from inspection.formats.header_aliases import normalised_header

_REQUIRED = frozenset(
    {"a", "required", "phrase", "text_a", "texta", "sentence1", "要求", "要求的话", "标准话术", "话术"}
)
_SAID = frozenset({"b", "said", "text", "text_b", "textb", "sentence2", "说的话", "实际", "实际说法", "坐席说的"})


@dataclass(frozen=True, slots=True)
class TextPair:
    """One row: its line in the file (from 1) and its two texts."""

    line: int
    required: str
    said: str


def read_pairs(text: str, name: str) -> tuple[list[TextPair], list[TableError]]:
    """Pairs in order, and the rows that are none (fewer than two columns). Empty lines are skipped.

    A first row that names two columns says which they are; otherwise they are the first two. Other columns are ignored.
    """
    pairs: list[TextPair] = []
    refused: list[TableError] = []
    columns = (0, 1)
    for number, line in enumerate(text.splitlines() if "\n" not in text else text.split("\n"), start=1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        if number == 1 and (named := _columns(cells)):
            columns = named
        elif len(cells) <= max(columns):
            reason = f"the row has {len(cells)} of {max(columns) + 1} columns"
            refused.append(TableError(reason, "part required phrase and words by a tab", where=f"{name}:{number}"))
        else:
            pairs.append(TextPair(number, cells[columns[0]].strip(), cells[columns[1]].strip()))
    return pairs, refused


def _columns(cells: list[str]) -> tuple[int, int] | None:
    """Where the two columns stand when this row names them."""
    names = [normalised_header(cell) for cell in cells]
    required = next((at for at, name in enumerate(names) if name in _REQUIRED), None)
    said = next((at for at, name in enumerate(names) if name in _SAID), None)
    return None if required is None or said is None else (required, said)
