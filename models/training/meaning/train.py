"""Train the pair model: `python -m models.training.meaning.train --words FILE --out FOLDER [--start FILE]`.

Needs torch. Writes `pair.pt` (what was learned, by name). Lessons are drawn anew in every round.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from models.reading.e5_words import E5Words
from models.training.meaning.blocks import PAIRS, read_blocks
from models.training.meaning.lessons import PairLesson, held_out_pairs, lessons_of
from models.training.meaning.network import PairNetwork
from models.training.reading.network import load_words

BATCH, LONGEST_PIECES, WARM_UP = 32, 64, 0.05
RATE_CORRECTIONS, RATE_HEAD = 1e-3, 1e-3
ROUND = 3200


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=40, help=f"of {ROUND} lessons")
    parser.add_argument("--grammar", type=float, default=0.3, help="share of lessons from the grammar")
    parser.add_argument("--start", type=Path, help="go on from this pair.pt")
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rate")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--all", action="store_true", help="train on the held-out blocks as well (shipped weights)")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    words = load_words(given.words)
    blocks = read_blocks(given.pairs)
    learning = [b for b in blocks if given.all or not b.is_held_out]
    held_out = held_out_pairs([b for b in blocks if b.is_held_out])
    network = PairNetwork(words)
    if given.start:
        network.load_state_dict(torch.load(given.start, weights_only=True), strict=False)
    sizes = sum(p.numel() for p in network.learned().values())
    print(f"{len(learning)} blocks, {len(held_out)} held-out pairs, {sizes / 1e6:.1f} M to learn", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    heads = [*network.dense.parameters(), *network.head.parameters()]
    rest = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith(("dense", "head"))]
    optimiser = torch.optim.AdamW(
        [{"params": rest, "lr": RATE_CORRECTIONS * given.rate}, {"params": heads, "lr": RATE_HEAD * given.rate}],
        weight_decay=0.01,
    )
    steps = given.rounds * (ROUND // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM_UP * steps), max(0.02, (steps - s) / (steps * (1 - WARM_UP))))
    )
    for number in range(given.rounds):
        started = time.process_time()
        loss = one_round(network, words, lessons_of(learning, ROUND, given.grammar, rng), optimiser, schedule)
        print(f"round {number + 1}: loss {loss:.3f}, {time.process_time() - started:.0f} CPU s", flush=True)
        if number % 8 == 7 or number + 1 == given.rounds:
            torch.save(network.learned(), given.out / "pair.pt")
            print(f"   held out AUC {auc(*judged(network, words, held_out[::3])):.3f}", flush=True)


def one_round(network, words: E5Words, lessons: Sequence[PairLesson], optimiser, schedule) -> float:
    """One pass over the lessons in batches of like length; the mean loss."""
    network.train()
    total = 0.0
    pieces = pair_pieces(words, lessons)
    batches = _batches([len(p[0]) for p in pieces])
    for batch in batches:
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(*tensors_of(words, [pieces[i] for i in batch]))
        wanted = torch.tensor([0.97 if lessons[i].same else 0.03 for i in batch])
        loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), wanted)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
    return total / len(batches)


def pair_pieces(words: E5Words, pairs: Sequence[PairLesson]) -> list[tuple[np.ndarray, int]]:
    """Piece numbers of `<s> required </s></s> said </s>`, and where `said` begins."""
    firsts = words.numbers_of([p.required for p in pairs])
    seconds = words.numbers_of([p.said for p in pairs])
    rows = []
    for first, second in zip(firsts, seconds, strict=True):
        a, b = first[:LONGEST_PIECES], second[:LONGEST_PIECES]
        rows.append((np.array([words.start, *a, words.end, words.end, *b, words.end], np.int64), len(a) + 3))
    return rows


def tensors_of(words: E5Words, pieces: Sequence[tuple[np.ndarray, int]]) -> tuple[torch.Tensor, ...]:
    """Word vectors, presence, and which tokens are of `said`."""
    longest = max(len(p) for p, _ in pieces)
    vectors = np.zeros((len(pieces), longest, words.width), np.float32)
    present, said = (np.zeros((len(pieces), longest), np.float32) for _ in range(2))
    for row, (numbers, start) in enumerate(pieces):
        size = len(numbers)
        vectors[row, :size] = words.rows(numbers) + words.positions[2 : size + 2]
        present[row, :size] = 1.0
        said[row, start : size - 1] = 1.0
    return torch.from_numpy(vectors), torch.from_numpy(present), torch.from_numpy(said)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + random.random() * 4)
    batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    random.shuffle(batches)
    return batches


def judged(network, words: E5Words, pairs: Sequence[PairLesson]) -> tuple[np.ndarray, np.ndarray]:
    """Logits and labels of pairs."""
    network.eval()
    pieces = pair_pieces(words, pairs)
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i][0]))
    logits = np.zeros(len(pieces), np.float32)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            logits[batch] = network(*tensors_of(words, [pieces[i] for i in batch])).float().numpy()
    return logits, np.array([p.same for p in pairs])


def auc(scores: np.ndarray, same: np.ndarray) -> float:
    """Share of (same, other) pairs in the right order; ties count half."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    yes = int(same.sum())
    return float((ranks[same].sum() - yes * (yes + 1) / 2) / (yes * (len(same) - yes)))


if __name__ == "__main__":
    main()
