"""Our own labelled snippets (data/acts): does an item's act occur, in which turn, in how tricky a wording."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ACTS = Path(__file__).parents[1] / "data" / "acts"
SPEAKERS = {"A": "agent", "C": "customer", "B": "bot", "S": "system"}
_SALT = "acts-1:"
HELD_OUT_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class SnippetTurn:
    """One turn: who speaks, what, and whether it carries the act."""

    speaker: str
    text: str
    carries: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A snippet labelled for one item: `found` when the act occurs; `kind` says what makes it easy or hard."""

    item: str
    found: bool
    kind: str
    language: str
    channel: str
    turns: tuple[SnippetTurn, ...]

    @property
    def is_held_out(self) -> bool:
        """One in five is never trained on; which one depends on its text alone."""
        key = _SALT + self.item + "|".join(t.text for t in self.turns)
        return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < HELD_OUT_SHARE


def read_snippets(folder: Path = ACTS) -> list[Snippet]:
    """Every snippet of every item, in file order."""
    return [s for path in sorted(folder.glob("*.tsv")) for s in _read(path)]


def _read(path: Path) -> Iterator[Snippet]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        found, kind, language, channel, turns = line.split("\t")
        yield Snippet(path.stem, found == "1", kind, language, channel, tuple(map(_turn, turns.split(" | "))))


def _turn(written: str) -> SnippetTurn:
    mark, text = written.split(":", 1)
    return SnippetTurn(SPEAKERS[mark.rstrip("*")], text.strip(), mark.endswith("*"))
