"""How well a trained pair model tells same from other: `... evaluate --words FILE --pair FILE [--set NAME=FILE ...]`.

A set is tab-separated: first, second, label (1 same, 0 other), further columns are kinds; a header line is skipped.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from models.training.meaning.blocks import PAIRS, read_blocks
from models.training.meaning.lessons import PairLesson, held_out_pairs
from models.training.meaning.network import PairNetwork
from models.training.meaning.train import auc, judged
from models.training.reading.network import load_words


def main() -> None:
    """Print AUC and accuracy at logit 0 per set, and the share judged right per kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--pair", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--set", action="append", default=[], help="NAME=FILE")
    parser.add_argument("--limit", type=int, default=1500, help="pairs per set, evenly taken")
    given = parser.parse_args()
    words = load_words(given.words)
    network = PairNetwork(words)
    network.load_state_dict(torch.load(given.pair, weights_only=True), strict=False)
    show(
        "held-out blocks",
        network,
        words,
        held_out_pairs([b for b in read_blocks(given.pairs) if b.is_held_out]),
        given.limit,
    )
    for name, _, file in (text.partition("=") for text in given.set):
        rows = labelled_pairs(Path(file))
        logits = show(name, network, words, [p for p, _ in rows], given.limit)
        kinds = defaultdict(list)
        for (pair, kind), logit in zip(rows[:: step_of(rows, given.limit)], logits, strict=True):
            kinds[kind].append((logit > 0) == pair.same)
        if len(kinds) > 1:
            print("   ", " ".join(f"{kind} {np.mean(right):.2f}" for kind, right in sorted(kinds.items())))


def show(name: str, network: PairNetwork, words, pairs: list[PairLesson], limit: int) -> np.ndarray:
    """Judge (at most `limit`) pairs and print one line."""
    taken = pairs[:: step_of(pairs, limit)]
    logits, same = judged(network, words, taken)
    right = ((logits > 0) == same).mean()
    print(
        f"{name}: n={len(taken)} AUC {auc(logits, same):.3f} accuracy {right:.3f} (same {same.mean():.2f})", flush=True
    )
    return logits


def step_of(pairs: list, limit: int) -> int:
    """Every how manieth pair is taken."""
    return max(1, len(pairs) // limit)


def labelled_pairs(path: Path) -> list[tuple[PairLesson, str]]:
    """The pairs of a file with their kinds."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(PairLesson(r[0], r[1], r[2].strip() == "1"), "/".join(r[3:4])) for r in rows if r[2].strip() in ("0", "1")]


if __name__ == "__main__":
    main()
