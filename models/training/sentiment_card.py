"""The model card of the embedded sentiment reader, rendered from the weights and the held-out turns.

python -m models.training.sentiment_card writes models/cards/sentiment.md anew.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection.sentiment import Sentiment
from models.sentiment.reader import SentimentReader
from models.sentiment.weights import WEIGHTS, load_weights
from models.training.sentiment_corpus import LabelledTurn, own_turns
from models.training.sentiment_figures import Figures, ReliabilityBin, calibration_error, measure, reliability

CARD = Path(__file__).parents[1] / "cards" / "sentiment.md"
OUTSIDE = Path(__file__).with_name("data") / "outside_figures.json"
TEMPLATE = Path(__file__).with_name("sentiment_card.template.md")
HEADER = (
    "| turns | n (neg / neu / pos) | accuracy | always the majority | macro-F1 | negative P / R | neutral P / R |"
    " positive P / R | ambiguous | accuracy of the others |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True, slots=True)
class OutsideFigures:
    """Figures on turns that are not in the repository: what they are, and which weights were measured."""

    name: str
    model_id: str
    figures: Figures


def render_card(weights: Path = WEIGHTS, outside: Path = OUTSIDE) -> str:
    """The card's text. Outside figures of other weights than these are left out."""
    reader, numbers = SentimentReader(weights), load_weights(weights)
    held_out = own_turns("held_out")
    bins = reliability([turn.sentiment for turn in held_out], reader.read([turn.turn for turn in held_out]))
    return TEMPLATE.read_text(encoding="utf-8").format(
        model_id=reader.model_id,
        sha256=numbers.checksum,
        size_kb=round(weights.stat().st_size / 1000),
        sources=" and ".join(numbers.sources),
        n_train=len(own_turns("train")),
        n_held_out=len(held_out),
        ambiguous_below=f"{numbers.ambiguous_below:.2f}",
        held_out_table=_held_out_table(reader, held_out),
        reliability_table=_reliability_table(bins),
        calibration_error=f"{calibration_error(bins):.3f}",
        outside_table=_outside_table(read_outside(outside), reader.model_id),
    )


def write_card(weights: Path = WEIGHTS, path: Path = CARD) -> Path:
    """Write the card and say where."""
    path.write_text(render_card(weights), encoding="utf-8")
    return path


def read_outside(path: Path = OUTSIDE) -> list[OutsideFigures]:
    """Figures saved by `evaluate_sentiment`; none where the file is missing."""
    if not path.exists():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [OutsideFigures(row["name"], row["model_id"], _figures(row["figures"])) for row in rows]


def save_outside(rows: Sequence[OutsideFigures], path: Path = OUTSIDE) -> None:
    """Keep figures for the card (figures only, never the turns)."""
    plain = [{"name": row.name, "model_id": row.model_id, "figures": row.figures.as_row()} for row in rows]
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def figures_line(name: str, found: Figures) -> str:
    """One row of the figures table."""
    pairs = [f"{p:.2f} / {r:.2f}" for p, r in zip(found.precision, found.recall, strict=True)]
    counts = " / ".join(str(n) for n in found.per_class_n)
    cells = [
        name,
        f"{found.n} ({counts})",
        f"{found.accuracy:.3f}",
        f"{found.majority_accuracy:.3f}",
        f"{found.macro_f1:.3f}",
        *(pair if n else "-" for pair, n in zip(pairs, found.per_class_n, strict=True)),
        f"{found.ambiguous_share:.2f}",
        f"{found.accuracy_unambiguous:.3f}",
    ]
    return f"| {' | '.join(cells)} |"


def _figures(row: dict[str, object]) -> Figures:
    return Figures(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


def _held_out_table(reader: SentimentReader, held_out: list[LabelledTurn]) -> str:
    parts = {
        "all": held_out,
        "Chinese": [turn for turn in held_out if turn.language == "zh"],
        "English": [turn for turn in held_out if turn.language == "en"],
        "customers": [turn for turn in held_out if turn.turn.speaker == "customer"],
        "agents": [turn for turn in held_out if turn.turn.speaker == "agent"],
    }
    return "\n".join([HEADER, *(figures_line(name, measure(reader, turns)) for name, turns in parts.items())])


def _reliability_table(bins: Sequence[ReliabilityBin]) -> str:
    lines = [
        f"| {b.low:.1f} to {min(b.high, 1.0):.1f} | {b.n} | {b.mean_confidence:.2f} | {b.accuracy:.2f} |" for b in bins
    ]
    return "\n".join(["| highest probability | n | mean | right |", "| --- | --- | --- | --- |", *lines])


def _outside_table(rows: Sequence[OutsideFigures], model_id: str) -> str:
    measured = [figures_line(row.name, row.figures) for row in rows if row.model_id == model_id]
    return "\n".join([HEADER, *measured]) if measured else "Not measured for these weights."


if __name__ == "__main__":
    print(f"{write_card()}: written, classes {', '.join(Sentiment)}")
