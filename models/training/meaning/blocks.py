"""Our own contrast blocks (data/pairs): one topic, two to five meanings, each worded in several ways.

Wordings under one letter mean the same, wordings under different letters do not, however alike they look.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

PAIRS = Path(__file__).parents[1] / "data" / "pairs"
_SALT = "blocks-1:"
HELD_OUT_SHARE = 0.12
_HEAD = re.compile(r"@ (zh|en) (\S.*)$")
_WORDING = re.compile(r"([A-H]) (\S.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """`meanings` maps a letter to its wordings; `{days}` and the like are slots, one value per block."""

    file: str
    language: str
    topic: str
    meanings: dict[str, tuple[str, ...]]

    @property
    def is_held_out(self) -> bool:
        """About one in eight is never trained on; which one depends on its topic alone."""
        key = _SALT + self.file + self.topic
        return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < HELD_OUT_SHARE

    def pairs(self) -> Iterator[tuple[str, str, bool]]:
        """Every pair of wordings, and whether they mean the same."""
        written = [(letter, text) for letter, texts in self.meanings.items() for text in texts]
        for (a, first), (b, second) in combinations(written, 2):
            yield first, second, a == b


def read_blocks(folder: Path = PAIRS) -> list[Block]:
    """Every block of every file, in file order; ValueError names file and line of a malformed one."""
    return [block for path in sorted(folder.glob("*.txt")) for block in _read(path)]


def _read(path: Path) -> Iterator[Block]:
    head: re.Match[str] | None = None
    meanings: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        if line.startswith("@"):
            yield from _block(path, head, meanings)
            head, meanings = _HEAD.match(line), {}
        wording = _WORDING.match(line)
        if head is None or (wording is None and not line.startswith("@")):
            raise ValueError(f"{path.name}:{number}: neither a head '@ zh topic' nor a wording 'A text'")
        if wording:
            meanings.setdefault(wording[1], []).append(wording[2].strip())
    yield from _block(path, head, meanings)


def _block(path: Path, head: re.Match[str] | None, meanings: dict[str, list[str]]) -> Iterable[Block]:
    if head is None:
        return ()
    return (Block(path.stem, head[1], head[2].strip(), {k: tuple(v) for k, v in meanings.items()}),)
