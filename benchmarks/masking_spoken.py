"""Masking of numbers read out by a grammar: how often a value is masked whole, by language and way of saying it.

    python benchmarks/masking_spoken.py [--cases N] [--seed S] [--json OUT] [--show]

Every seed gives other numbers, words, pauses and repairs, so that a seed nobody looked at is an honest figure. A value
counts as masked when every piece of it carries its kind and at most 35 % of the characters (fillers) stay readable.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.spoken_numbers import SpokenCase, chinese_cases, english_cases
from inspection.privacy import PrivateTurn, redact_conversation

READABLE_SHARE = 0.35


def main() -> None:
    """Measure both languages."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cases", type=int, default=600, help="cases in each language")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--json", type=Path)
    options.add_argument("--show", action="store_true", help="print the conversations of missed values")
    given = options.parse_args()
    said: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for language, case in _both(random.Random(given.seed), given.cases):
        said[language, case.way] += 1
        if not is_masked(case):
            missed[language, case.way] += 1
            if given.show:
                print(
                    f"[{language} {case.way} {case.kind}]", *(f"\n  {turn.sender}: {turn.text}" for turn in case.turns)
                )
    shown = Table(caption=f"{missed.total()} of {said.total()} values missed, seed {given.seed}")
    for column in ("language", "way of saying", "cases", "masked"):
        shown.add_column(column, justify="left" if column[0] in "lw" else "right")
    rows = [(*key, count, 1 - missed[key] / count) for key, count in sorted(said.items())]
    for language, way, count, share in rows:
        shown.add_row(language, way, str(count), f"{share:.3f}")
    Console(width=100).print(shown)
    if given.json:
        answer = [{"language": a, "way": b, "cases": n, "masked_share": round(s, 4)} for a, b, n, s in rows]
        given.json.write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")


def _both(dice: random.Random, cases: int) -> Iterator[tuple[str, SpokenCase]]:
    for language, make in (("Chinese", chinese_cases), ("English", english_cases)):
        yield from ((language, case) for case in make(dice, cases))


def is_masked(case: SpokenCase) -> bool:
    """Every marked piece met by a span of its kind and covered but for fillers."""
    results = redact_conversation([PrivateTurn(turn.text, turn.sender) for turn in case.turns])
    for turn, result in zip(case.turns, results, strict=True):
        if turn.value is None:
            continue
        start, end = turn.value
        met = [span for span in result.spans if span.start < end and span.end > start]
        covered = set().union(*(range(span.start, span.end) for span in met)) if met else set()
        readable = sum(at not in covered for at in range(start, end))
        if not any(span.kind.value == case.kind for span in met) or readable > READABLE_SHARE * (end - start):
            return False
    return True


if __name__ == "__main__":
    main()
