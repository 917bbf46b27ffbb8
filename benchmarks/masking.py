"""Masking measured on a file of marked turns: recall and precision by kind, clean turns touched, turns per CPU second.

    python benchmarks/masking.py MARKED.jsonl [--json OUT] [--misses KIND|all|clean]

One object per line: {"conversation", "turn", "sender", "text"}, values marked in the text as [[kind:value]]. Turns of a
conversation give each other context, as in `mingjian redact`. `--misses` prints the turns whose spans differ.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.masking_figures import Marked, MaskingCase, MaskingFigures, case_of, measured
from inspection.privacy import PrivateTurn, RedactedTurn, redact_conversation


def main() -> None:
    """Measure one file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--json", type=Path)
    options.add_argument("--misses", default="")
    given = options.parse_args()
    lines = given.file.read_text(encoding="utf-8").splitlines()
    cases = [case_of(json.loads(line)) for line in lines if line.strip()]
    start = process_time()
    results = redacted(cases)
    turns_per_cpu_s = len(cases) / max(process_time() - start, 1e-9)
    figures = measured((case.spans, spans_of(result)) for case, result in results)
    Console(width=110).print(table(figures, turns_per_cpu_s))
    if given.json:
        answer = {**figures.as_json(), "turns": len(cases), "turns_per_cpu_s": turns_per_cpu_s}
        given.json.write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
    for case, result in results if given.misses else ():
        show(case, result, given.misses)


def redacted(cases: Sequence[MaskingCase]) -> list[tuple[MaskingCase, RedactedTurn]]:
    """Each case with its masked turn, conversation by conversation."""
    conversations: dict[str, list[MaskingCase]] = defaultdict(list)
    for case in cases:
        conversations[case.conversation].append(case)
    results: list[tuple[MaskingCase, RedactedTurn]] = []
    for turns in conversations.values():
        ordered = sorted(turns, key=lambda case: case.turn)
        masked = redact_conversation([PrivateTurn(case.text, case.sender) for case in ordered])
        results.extend(zip(ordered, masked, strict=True))
    return results


def spans_of(result: RedactedTurn) -> list[Marked]:
    """The found spans in the form of the marked ones."""
    return [(span.start, span.end, span.kind.value) for span in result.spans]


def table(figures: MaskingFigures, turns_per_cpu_s: float) -> Table:
    """Kinds in rows, both ways to count in columns; what holds for the whole file in the caption."""
    shown = Table(
        caption=f"clean turns masked {figures.clean_turns_masked} of {figures.clean_turns} "
        f"({figures.clean_masked_share:.2%}), marked characters left readable {figures.leaked_share:.2%}, "
        f"{turns_per_cpu_s:,.0f} turns per CPU second"
    )
    for column in ("kind", "marked", "found", "recall", "precision", "recall exact", "precision exact"):
        shown.add_column(column, justify="left" if column == "kind" else "right")
    for name, count in sorted(figures.overlap.items()):
        exact = figures.exact[name]
        shares: Iterable[float] = (count.recall, count.precision, exact.recall, exact.precision)
        shown.add_row(name, str(count.marked), str(count.found), *(f"{share:.3f}" for share in shares))
    return shown


def show(case: MaskingCase, result: RedactedTurn, wanted: str) -> None:
    """Print a turn whose spans differ from its marks: `-` missed, `+` taken, with the reason."""
    found = spans_of(result)
    differing = set(case.spans) ^ set(found)
    is_wanted = wanted == "all" or (wanted == "clean" and not case.spans) or wanted in {kind for *_, kind in differing}
    if not differing or not is_wanted:
        return
    print(f"{case.conversation}/{case.turn} {case.sender.value}: {case.text}")
    for start, end, kind in sorted(set(case.spans) - set(found)):
        print(f"    - {kind}: {case.text[start:end]}")
    for span in result.spans:
        if (span.start, span.end, span.kind.value) in differing:
            print(f"    + {span.kind.value}: {case.text[span.start : span.end]}   ({span.reason})")


if __name__ == "__main__":
    main()
