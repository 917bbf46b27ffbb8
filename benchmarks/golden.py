"""How far the night agrees with the goldens of the samples, per item, for text and for recognised calls.

    python benchmarks/golden.py [--json OUT] [--texts-only]

The goldens were written line by line by us beside the samples; the samples are few, so read the table as a list of
what to look at, not as an accuracy of the product.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scipy.stats import binomtest

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.sample_night import Compared, compare, judged_samples, sample_bench

TARGETS = {"texts": 0.95, "calls": 0.88}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--json", type=Path, help="write the figures here")
    arguments.add_argument("--texts-only", action="store_true", help="leave out the calls (no recogniser needed)")
    given = arguments.parse_args()
    bench = sample_bench(Path(tempfile.mkdtemp()))
    kinds = ["texts"] if given.texts_only else ["texts", "calls"]
    compared = {kind: list(compared_items(bench, calls=kind == "calls")) for kind in kinds}
    rows = [row for kind in kinds for row in rows_of(kind, compared[kind])]
    show(rows, compared)
    if given.json:
        given.json.write_text(json.dumps(report(rows), ensure_ascii=False, indent=1), encoding="utf-8")


def compared_items(bench: object, *, calls: bool) -> Iterable[Compared]:
    for interaction_id, worked in sorted(judged_samples(bench, calls=calls).items()):
        if worked.judged is not None and worked.judged.evaluations:
            yield from compare(interaction_id, worked.judged.evaluations)


def rows_of(kind: str, compared: list[Compared]) -> list[dict[str, object]]:
    rows = [row(f"mingjian, {kind}", "states agree", compared)]
    ids = dict.fromkeys(c.item_id for c in compared)
    rows.extend(row(f"mingjian, {kind}", i, [c for c in compared if c.item_id == i]) for i in ids)
    return rows


def row(system: str, metric: str, compared: list[Compared]) -> dict[str, object]:
    right, n = sum(c.agrees for c in compared), len(compared)
    interval = binomtest(right, n).proportion_ci(method="wilson")
    figures = {"value": right / n, "unit": "share", "n": n, "low": interval.low, "high": interval.high}
    return {"system": system, "metric": metric, **figures}


def report(rows: list[dict[str, object]]) -> dict[str, object]:
    claims = [
        {"claim": f"states agree on {kind}", "value": r["value"], "target": target, "ok": r["value"] >= target}
        for kind, target in TARGETS.items()
        for r in rows
        if r["system"] == f"mingjian, {kind}" and r["metric"] == "states agree"
    ]
    versions = {
        "mingjian": version("mingjian"),
        "faster-whisper": version("faster-whisper"),
        "python": sys.version.split()[0],
    }
    return {"machine": platform.platform(), "versions": versions, "rows": rows, "claims": claims}


def show(rows: list[dict[str, object]], compared: dict[str, list[Compared]]) -> None:
    table = Table(title=f"Agreement with the goldens ({platform.machine()}, Python {sys.version.split()[0]})")
    for column in ("system", "item", "agree", "n", "95 % interval"):
        table.add_column(column)
    for r in rows:
        if r["value"] < 1 or r["metric"] == "states agree":
            interval = f"{r['low']:.2f}-{r['high']:.2f}"
            table.add_row(str(r["system"]), str(r["metric"]), f"{r['value']:.3f}", str(r["n"]), interval)
    console = Console(width=140)
    console.print(table)
    for c in (c for kind in compared.values() for c in kind if not c.agrees):
        where = f"{c.interaction_id}/{c.segment} {c.item_id}"
        console.print(f"{where}: golden {c.golden['state']}, judged {c.judged.state} - {c.judged.reason}", markup=False)


if __name__ == "__main__":
    main()
