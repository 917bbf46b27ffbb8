"""How good masking is: found spans beside marked ones, by kind and by group, and the clean turns that were touched.

Pure measuring, no files. A case is one turn with its values marked in the text: "我的手机号是[[phone:13800138000]]".
Two ways to count, both of one kind with the mark. *Exact*: the same start and end. *Overlap*: one character in common
is enough; what a mark has beyond it shows in `leaked_share`, the share of marked characters that stay readable.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inspection.interaction import Role

Marked = tuple[int, int, str]
"""(start, end, kind), half-open code points of the text without marks."""

MARK = re.compile(r"\[\[(?P<kind>[a-z_]+):(?P<value>.*?)\]\]", re.DOTALL)
GROUPS: Mapping[str, frozenset[str]] = {
    "digits": frozenset({"phone", "id_card", "bank_card", "order_no", "plate", "password_or_code"}),
    "e-mail": frozenset({"email"}),
    "names and addresses": frozenset({"name", "address"}),
}
"""The groups the targets name; e-mail stands alone because letters carry it."""


@dataclass(frozen=True, slots=True)
class MaskingCase:
    """One turn: where it belongs, who said it, the text without marks, and the marked values."""

    conversation: str
    turn: int
    sender: Role
    text: str
    spans: tuple[Marked, ...]


@dataclass(slots=True)
class Count:
    """Marks and finds of one kind or group, in spans; `found_right` counts finds that meet a mark."""

    marked: int = 0
    found: int = 0
    marked_met: int = 0
    found_right: int = 0

    @property
    def recall(self) -> float:
        """Share of marks that were found, 0-1; 1 without marks."""
        return self.marked_met / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        """Share of finds that are right, 0-1; 1 without finds."""
        return self.found_right / self.found if self.found else 1.0


@dataclass(slots=True)
class MaskingFigures:
    """Counts by kind and group for both ways to count; clean turns, touched ones; marked characters, readable ones."""

    exact: dict[str, Count] = field(default_factory=dict)
    overlap: dict[str, Count] = field(default_factory=dict)
    clean_turns: int = 0
    clean_turns_masked: int = 0
    marked_chars: int = 0
    leaked_chars: int = 0

    @property
    def clean_masked_share(self) -> float:
        """Clean turns with any mask, 0-1."""
        return self.clean_turns_masked / self.clean_turns if self.clean_turns else 0.0

    @property
    def leaked_share(self) -> float:
        """Marked characters that no span of any kind covers, 0-1."""
        return self.leaked_chars / self.marked_chars if self.marked_chars else 0.0

    def as_json(self) -> dict[str, object]:
        """All figures as plain values."""
        return {
            "exact": {name: _plain(count) for name, count in self.exact.items()},
            "overlap": {name: _plain(count) for name, count in self.overlap.items()},
            "clean_turns": self.clean_turns,
            "clean_turns_masked": self.clean_turns_masked,
            "clean_masked_share": self.clean_masked_share,
            "leaked_share": self.leaked_share,
        }


def unmarked(text: str) -> tuple[str, tuple[Marked, ...]]:
    """The text without its marks, and where the marked values stand in it."""
    pieces: list[str] = []
    spans: list[Marked] = []
    at = length = 0
    for mark in MARK.finditer(text):
        value = mark.group("value")
        length += mark.start() - at
        spans.append((length, length + len(value), mark.group("kind")))
        pieces += (text[at : mark.start()], value)
        length += len(value)
        at = mark.end()
    return "".join((*pieces, text[at:])), tuple(spans)


def case_of(line: Mapping[str, object]) -> MaskingCase:
    """A case from an object with conversation, turn, sender and a marked text."""
    text, spans = unmarked(str(line["text"]))
    return MaskingCase(str(line["conversation"]), int(str(line["turn"])), Role(str(line["sender"])), text, spans)


def measured(pairs: Iterable[tuple[Sequence[Marked], Sequence[Marked]]]) -> MaskingFigures:
    """The figures of turns given as (marked, found)."""
    figures = MaskingFigures()
    for marked, found in pairs:
        _count(figures.exact, marked, found, lambda a, b: a == b)
        _count(figures.overlap, marked, found, _meet)
        figures.clean_turns += not marked
        figures.clean_turns_masked += not marked and bool(found)
        figures.marked_chars += sum(end - start for start, end, _ in marked)
        figures.leaked_chars += sum(len(_readable(mark, found)) for mark in marked)
    return figures


def _count(
    counts: dict[str, Count], marked: Sequence[Marked], found: Sequence[Marked], same: Callable[[Marked, Marked], bool]
) -> None:
    for mark in marked:
        for name in _names(mark[2]):
            count = counts.setdefault(name, Count())
            count.marked += 1
            count.marked_met += any(same(mark, span) for span in found)
    for span in found:
        for name in _names(span[2]):
            count = counts.setdefault(name, Count())
            count.found += 1
            count.found_right += any(same(mark, span) for mark in marked)


def _names(kind: str) -> list[str]:
    """The kind itself, its groups, and all."""
    return [kind, *(group for group, kinds in GROUPS.items() if kind in kinds and kinds != {kind}), "all"]


def _meet(a: Marked, b: Marked) -> bool:
    return a[2] == b[2] and a[0] < b[1] and b[0] < a[1]


def _readable(mark: Marked, found: Sequence[Marked]) -> set[int]:
    covered = {at for start, end, _ in found for at in range(start, end)}
    return set(range(mark[0], mark[1])) - covered


def _plain(count: Count) -> dict[str, float]:
    return {
        "marked": count.marked,
        "found": count.found,
        "recall": round(count.recall, 4),
        "precision": round(count.precision, 4),
    }
