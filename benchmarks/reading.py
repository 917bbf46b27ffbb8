"""How right and how fast reading is: feeling, meaning, personal data, beside simple baselines, in one run.

    python benchmarks/reading.py [--json OUT] [--quick] [--shared FOLDER]
        [--labelled NAME=FILE.tsv]... [--pairs NAME=FILE.tsv]... [--marked NAME=FILE.jsonl]...

Own cases are always measured: held-out turns and blocks, and the cases of benchmarks/data, written by others than the
programs they test. `--shared` adds public development sets that may not be copied here (lcqmc, bq, afqmc pairs);
`--labelled` your own turns (columns text, speaker, sentiment, perhaps emotion and previous), `--pairs` your own pairs
(first, second, 1 or 0), `--marked` your own marked turns (see benchmarks/masking.py).
"""

import argparse
import json
import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import process_time

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.masking import redacted, spans_of
from benchmarks.masking_figures import case_of, measured
from benchmarks.reading_feeling import feeling_rows, labelled_file, own_held_out, speed_row
from benchmarks.reading_meaning import among_others, by_task, held_out_sets, meaning_rows, pair_file, search_speed
from benchmarks.reading_rows import Row
from models.meaning.opening import open_understanding
from models.training.sentiment_corpus import CONVERSATIONS, TURNS_IN_CONTEXT
from pipelines.readers import open_readers

DATA = Path(__file__).with_name("data")
WRITTEN_PAIRS = ("meaning_pairs", "meaning_pairs_2")
MARKED = ("personal_data", "personal_data_2", "personal_data_3", "personal_data_4")
PUBLIC_PAIRS = ("lcqmc_dev", "bq_dev", "afqmc_dev")
TARGETS = (
    ("sentiment macro-F1", 0.75),
    ("negative recall at precision .70", 0.70),
    ("emotion macro-F1", 0.55),
    (", adversarial: AUC", 0.90),
    ("recall at 1 % false", 0.85),
    ("lcqmc_dev: accuracy", 0.84),
    ("bq_dev: accuracy", 0.75),
    ("digits: recall", 0.98),
    ("digits: precision", 0.97),
    ("names and addresses: recall", 0.85),
    ("names and addresses: precision", 0.85),
    ("speed: sentiment and emotion", 1000.0),
    ("speed: meaning stage 1", 300.0),
)
"""What issue `Reading` asks for: the figure's name contains the first, its value must reach the second."""
MASKED_GROUPS = ("digits", "names and addresses")
CLEAN_TURNS, CLEAN_TARGET = "clean turns touched", 0.005


def main() -> None:
    """Measure everything, print the table, write the JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", type=Path)
    options.add_argument("--quick", action="store_true", help="a tenth of the pairs: a look, not a figure")
    options.add_argument("--shared", type=Path)
    for name in ("labelled", "pairs", "marked"):
        options.add_argument(f"--{name}", action="append", default=[], metavar="NAME=FILE")
    given = options.parse_args()
    rows = list(_rows(given))
    Console(width=130).print(_table(rows))
    if given.json:
        given.json.write_text(json.dumps(_answer(rows), ensure_ascii=False, indent=1), encoding="utf-8")


def _rows(given: argparse.Namespace) -> Iterator[Row]:
    readers = open_readers()
    turns = {"own turns": own_held_out(TURNS_IN_CONTEXT), "own conversations": own_held_out(CONVERSATIONS)}
    turns |= {name: labelled_file(path) for name, path in _named(given.labelled)}
    yield from feeling_rows(readers.sentiment, turns)
    yield speed_row(open_readers().sentiment)
    model = open_understanding()
    limit = 100 if given.quick else 1000
    pairs = held_out_sets()
    for name in WRITTEN_PAIRS:
        pairs |= by_task(name, pair_file(DATA / f"{name}.tsv"))
    if given.shared:
        pairs |= {name: pair_file(given.shared / f"{name}.tsv") for name in PUBLIC_PAIRS}
    pairs |= {name: pair_file(path) for name, path in _named(given.pairs)}
    yield from meaning_rows(model, pairs, limit)
    yield from among_others(model, 4 if given.quick else 40)
    yield search_speed(open_understanding())
    for name, path in [*((name, DATA / f"{name}.jsonl") for name in MARKED), *_named(given.marked)]:
        yield from _masking_rows(name, path)


def _named(texts: Sequence[str]) -> list[tuple[str, Path]]:
    return [(name, Path(file)) for name, _, file in (text.partition("=") for text in texts)]


def _masking_rows(name: str, path: Path) -> Iterator[Row]:
    cases = [case_of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    started = process_time()
    results = redacted(cases)
    speed = len(cases) / (process_time() - started)
    figures = measured((case.spans, spans_of(result)) for case, result in results)
    for group in MASKED_GROUPS:
        for way, counts in (("", figures.overlap), (", to the character", figures.exact)):
            count = counts[group]
            yield Row("ours", f"{name}, {group}: recall{way}", count.recall, "share", count.marked)
            yield Row("ours", f"{name}, {group}: precision{way}", count.precision, "share", count.found)
    yield Row("ours", f"{name}: {CLEAN_TURNS}", figures.clean_masked_share, "share", figures.clean_turns)
    yield Row("ours", f"{name}: speed", speed, "turns/CPU s", len(cases))


def _claims(rows: Sequence[Row]) -> list[dict[str, object]]:
    mine = [row for row in rows if row.system == "ours"]
    claims = [
        {"claim": row.metric, "value": row.value, "target": target, "ok": row.value >= target}
        for name, target in TARGETS
        for row in mine
        if name in row.metric
    ]
    return claims + [
        {"claim": row.metric, "value": row.value, "target": CLEAN_TARGET, "ok": row.value < CLEAN_TARGET}
        for row in mine
        if CLEAN_TURNS in row.metric
    ]


def _answer(rows: Sequence[Row]) -> dict[str, object]:
    return {
        "machine": f"{platform.machine()} {platform.system()}, Python {platform.python_version()}",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {name: version(name) for name in ("mingjian", "onnxruntime", "tokenizers", "numpy")},
        "rows": [row.as_json() for row in rows],
        "claims": _claims(rows),
    }


def _table(rows: Sequence[Row]) -> Table:
    table = Table("figure", "system", "value", "95 %", "n", title="reading")
    for row in rows:
        between = f"{row.low:.3f}-{row.high:.3f}" if row.low is not None and row.high is not None else ""
        table.add_row(
            row.metric,
            row.system,
            f"{row.value:.3f}" if row.unit == "share" else f"{row.value:.0f} {row.unit}",
            between,
            str(row.n),
        )
    return table


if __name__ == "__main__":
    main()
