"""Flips (翻转): verdicts and readings that changed though nothing that matters did; counted by kind of swap."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inspection.evaluation import Evaluation, ItemState
from inspection.facts import Facts
from inspection.fairness.swaps import SwapKind
from inspection.intervals import Figure, rate_figure

LABEL_FROM = 0.5
MINIMUM_TEXTS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One verdict that changed: `text` names the interaction or example, `item` the item or `reader: label`."""

    kind: SwapKind
    text: str
    item: str
    before: str
    after: str

    @property
    def is_reading(self) -> bool:
        """What a model read changed, which may or may not have changed a verdict."""
        return self.item.startswith(("sentiment", "act "))


@dataclass(slots=True)
class FlipTally:
    """Texts swapped, verdicts compared, and every flip; two tallies add."""

    texts: Counter[SwapKind] = field(default_factory=Counter)
    verdicts: Counter[SwapKind] = field(default_factory=Counter)
    turns: Counter[SwapKind] = field(default_factory=Counter)
    flips: list[Flip] = field(default_factory=list)

    def add(self, other: "FlipTally") -> None:
        """Take the other tally in."""
        for mine, theirs in ((self.texts, other.texts), (self.verdicts, other.verdicts), (self.turns, other.turns)):
            mine.update(theirs)
        self.flips += other.flips


@dataclass(frozen=True, slots=True, kw_only=True)
class FlipFigures:
    """One kind of swap: share of texts in which any verdict flipped, of all verdicts, and of readings of turns."""

    kind: SwapKind
    texts: Figure
    verdicts: Figure
    readings: Figure
    items: tuple[tuple[str, int], ...]


def flip_figures(tally: FlipTally) -> tuple[FlipFigures, ...]:
    """Every kind that had something to swap."""
    return tuple(_figures(tally, kind) for kind in SwapKind if tally.texts[kind])


def count_evaluations(
    tally: FlipTally, kind: SwapKind, text: str, before: Sequence[Evaluation], after: Sequence[Evaluation]
) -> None:
    """Compare the evaluations of a text and of its swap, item by item, segment by segment."""
    tally.texts[kind] += 1
    for one, other in zip(before, after, strict=True):
        states = [(i.id, i.state, j.state) for i, j in zip(one.items, other.items, strict=True)]
        count_states(tally, kind, text, states)


def count_states(
    tally: FlipTally, kind: SwapKind, text: str, states: Iterable[tuple[str, ItemState, ItemState]]
) -> None:
    """Compare states of items: (item, before, after)."""
    for item, before, after in states:
        tally.verdicts[kind] += 1
        if before is not after:
            tally.flips.append(Flip(kind=kind, text=text, item=item, before=before.value, after=after.value))


def count_readings(tally: FlipTally, kind: SwapKind, text: str, before: Facts, after: Facts) -> None:
    """Compare what the models read in the turns that were swapped: sentiment, and labels from 0.5 on."""
    pairs = zip(before.interaction.turns, after.interaction.turns, strict=True)
    changed = [n for n, (one, other) in enumerate(pairs) if one.text != other.text]
    tally.turns[kind] += len(changed)
    for n in changed:
        for item, old, new in _readings(n, before, after):
            if old != new:
                tally.flips.append(Flip(kind=kind, text=f"{text}#{n}", item=item, before=old, after=new))


def _readings(turn: int, before: Facts, after: Facts) -> Iterable[tuple[str, str, str]]:
    old, new = before.readings[turn], after.readings[turn]
    if old is not None and new is not None:
        yield "sentiment", old.label.value, new.label.value
    for one, other in zip(before.classified, after.classified, strict=True):
        for label in one.labels:
            says = [str(shares.get(label, 0.0) >= LABEL_FROM) for shares in (one.turns[turn], other.turns[turn])]
            yield f"act {label}", says[0], says[1]


def _figures(tally: FlipTally, kind: SwapKind) -> FlipFigures:
    mine = [f for f in tally.flips if f.kind is kind]
    verdicts = [f for f in mine if not f.is_reading]
    read = {f.text for f in mine if f.is_reading}
    by_item = Counter(f.item for f in verdicts)
    return FlipFigures(
        kind=kind,
        texts=rate_figure(len({f.text for f in verdicts}), tally.texts[kind], MINIMUM_TEXTS),
        verdicts=rate_figure(len(verdicts), tally.verdicts[kind], MINIMUM_TEXTS),
        readings=rate_figure(len(read), tally.turns[kind], MINIMUM_TEXTS),
        items=tuple(sorted(by_item.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
