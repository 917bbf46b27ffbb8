"""How far every published estimate can be trusted: coverage, bias and width, simulated over grids of known truths.

    python benchmarks/estimates.py [--json OUT] [--quick] [--only SECTION] [--keep FOLDER] [--seconds N]

Each `benchmarks/estimates_<section>.py` has `rows(quick)`, or `parts(quick)` where a run may stop and go on, and may
have `claims(rows)`. With `--keep` finished parts are kept in the folder; after `--seconds` of CPU the run stops with
exit code 3, and the same command goes on. The same simulations, small, are tests of the files they speak of.
"""

import argparse
import json
import platform
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.resumable import NotFinishedError, rows_of_parts
from benchmarks.simulated import Row

HERE = Path(__file__).parent
PREFIX = "estimates_"
SHOWN = 14


def main() -> None:
    """Run the sections, print their claims and what stands out, write everything as JSON."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--json", type=Path, help="write the figures here")
    arguments.add_argument("--quick", action="store_true", help="a few samples each: does it run, no figures to quote")
    arguments.add_argument("--only", help=f"one section: {', '.join(sections())}")
    arguments.add_argument("--keep", type=Path, help="keep finished parts here, and go on from them")
    arguments.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many CPU seconds")
    given = arguments.parse_args()
    console = Console(width=150, highlight=False)
    rows: list[Row] = []
    claims: list[Row] = []
    for name in [given.only] if given.only else sections():
        start = time.process_time()
        module = import_module(f"benchmarks.{PREFIX}{name}")
        try:
            found = rows_of_section(module, name, given)
        except NotFinishedError as stopped:
            console.print(f"{name}: stopped before '{stopped}'; the same command goes on", markup=False)
            sys.exit(3)
        said = claims_of(module, found)
        show(console, name, found, said, time.process_time() - start)
        rows += found
        claims += said
    if given.json:
        given.json.write_text(json.dumps(report(rows, claims), ensure_ascii=False, indent=1), encoding="utf-8")
    sys.exit(0 if given.quick or all(c["ok"] for c in claims) else 1)


def rows_of_section(module: ModuleType, name: str, given: argparse.Namespace) -> list[Row]:
    """All rows of a section, part by part where it has parts."""
    if not hasattr(module, "parts"):
        found: list[Row] = module.rows(given.quick)
        return found
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    kept = given.keep / f"{name}.jsonl" if given.keep and not given.quick else None
    return rows_of_parts(module.parts(given.quick), kept, given.seconds)


def sections() -> list[str]:
    """The parts there are, by name."""
    return sorted(path.stem.removeprefix(PREFIX) for path in HERE.glob(f"{PREFIX}*.py"))


def claims_of(module: ModuleType, rows: list[Row]) -> list[Row]:
    """What a section claims of its rows; nothing where it has no claims."""
    return module.claims(rows) if hasattr(module, "claims") else []


def report(rows: list[Row], claims: list[Row]) -> dict[str, object]:
    """The benchmark as others read it."""
    names = ("mingjian", "numpy", "scipy")
    versions = {name: version(name) for name in names} | {"python": sys.version.split()[0]}
    return {"machine": platform.platform(), "versions": versions, "rows": rows, "claims": claims}


def show(console: Console, name: str, rows: list[Row], claims: list[Row], cpu_s: float) -> None:
    """Claims of a section, and its lowest coverages."""
    table = Table(title=f"{name}: {len(rows)} rows, {cpu_s:.0f} CPU s", title_justify="left")
    for column in ("claim", "value", "target", ""):
        table.add_column(column)
    for c in claims:
        table.add_row(str(c["claim"]), f"{c['value']:.4g}", str(c["target"]), "ok" if c["ok"] else "MISSED")
    console.print(table)
    covered = [r for r in rows if str(r["metric"]).startswith("coverage") and r["system"] == "mingjian"]
    for r in sorted(covered, key=lambda r: float(str(r["value"])))[:SHOWN]:
        console.print(f"  {float(str(r['value'])):.3f}  {r['metric']}", markup=False)


if __name__ == "__main__":
    main()
