"""Train the reading model: `python -m models.training.reading.train --words FILE --public FOLDER --out FOLDER`.

Needs torch (requirements.txt beside this file). Writes `network.pt` for `export.py`. Seeded: the same data, versions
and thread count give the same weights.
"""

import argparse
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from models.reading.turn_pieces import TurnPart, parts_of
from models.training.reading.corpus import (
    EMOTIONS,
    ORDINARY,
    SENTIMENTS,
    Lesson,
    act_lessons,
    example_lessons,
    feeling_lessons,
    hostile_lessons,
    ordinary_lessons,
    public_lessons,
)
from models.training.reading.network import ReadingNetwork, load_pretrained, load_words
from models.training.reading.snippets import ACTS, read_snippets
from models.training.reading.twins import twins_of

BATCH, RATE_LAYERS, RATE_HEADS, WARM_UP = 32, 1e-4, 1e-3, 0.06
BARE_SHARE = 0.5


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--public", type=Path, default=Path("none"))
    parser.add_argument("--acts", type=Path, default=ACTS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--public-turns", type=int, default=3000)
    parser.add_argument("--start", type=Path, help="go on from this network.pt instead of the pretrained layers")
    parser.add_argument("--rate", type=float, default=1.0, help="learning rate of the layers, times the usual one")
    parser.add_argument(
        "--forget", type=float, default=0.0, help="share of pieces hidden at random, so none decides alone"
    )
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument(
        "--all", action="store_true", help="train on the held-out snippets as well (for the shipped weights)"
    )
    parser.add_argument(
        "--feeling-only", action="store_true", help="a network of its own for sentiment and emotion, without acts"
    )
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    words = load_words(given.words)
    snippets = read_snippets(given.acts)
    acts = () if given.feeling_only else tuple(sorted({s.item for s in snippets} - {ORDINARY}))
    lessons: list[Lesson] = []
    if acts:
        lessons += act_lessons([s for s in snippets if given.all or not s.is_held_out], acts)
        lessons += ordinary_lessons(acts) + example_lessons(acts)
    feeling = feeling_lessons("train") + hostile_lessons(snippets)
    lessons += without_context(feeling + twins_of(feeling, random.Random(given.seed)))
    lessons += public_lessons(given.public, given.public_turns)
    network = ReadingNetwork(words.width, given.layers, heads_of(acts))
    load_pretrained(network, words)
    if given.start:
        network.load_state_dict(torch.load(given.start, weights_only=True)["state"])
    print(f"{len(lessons)} lessons, {len(acts)} acts", flush=True)
    fit(network, words, lessons, acts, given.epochs, RATE_LAYERS * given.rate, given.forget)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"state": network.state_dict(), "layers": given.layers, "acts": acts}, given.out / "network.pt")


def heads_of(acts: tuple[str, ...]) -> dict[str, int]:
    """Sizes of the heads; a network without acts has no head for them."""
    return {"sentiment": len(SENTIMENTS), "emotion": len(EMOTIONS)} | ({"acts": len(acts)} if acts else {})


def without_context(lessons: list[Lesson]) -> list[Lesson]:
    """The lessons, and half of those that have a turn before them once more without it: both will be asked."""
    bare = [replace(x, previous=None) for x in lessons if x.previous and random.random() < BARE_SHARE]
    return lessons + bare


def pieces_of(words, lessons: list[Lesson]) -> list[TurnPart]:
    """The first part of every lesson's turn."""
    parts = parts_of(words, [(x.speaker, x.text) for x in lessons], [x.previous for x in lessons])
    return [p[0] for p in parts]


def tensors_of(words, parts: list[TurnPart]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Word vectors, presence and target mask of a batch."""
    longest = max(len(p.pieces) for p in parts)
    vectors = np.zeros((len(parts), longest, words.width), np.float32)
    present, target = (np.zeros((len(parts), longest), np.float32) for _ in range(2))
    for row, part in enumerate(parts):
        size = len(part.pieces)
        vectors[row, :size] = words.rows(part.pieces) + words.positions[2 : size + 2]
        present[row, :size] = 1.0
        target[row, part.start : part.end] = 1.0
    return torch.from_numpy(vectors), torch.from_numpy(present), torch.from_numpy(target)


def fit(
    network: ReadingNetwork,
    words,
    lessons: list[Lesson],
    acts: tuple[str, ...],
    epochs: int,
    rate: float,
    forget: float,
) -> None:
    """AdamW with a linear warm-up and decay; batches of like length; `forget` of the pieces (0-1) unseen each time."""
    parts = pieces_of(words, lessons)
    heads, layers = network.heads.parameters(), [*network.layers.parameters(), *network.norm.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": layers, "lr": rate}, {"params": heads, "lr": RATE_HEADS}], weight_decay=0.01
    )
    steps = epochs * (len(lessons) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(s / (WARM_UP * steps), max(0.0, (steps - s) / (steps * (1 - WARM_UP))))
    )
    network.train()
    for epoch in range(epochs):
        started, total = time.process_time(), 0.0
        for batch in _batches(parts):
            with torch.autocast("cpu", torch.bfloat16):
                vectors, present, target = tensors_of(words, [parts[i] for i in batch])
                if forget:
                    vectors = vectors * (torch.rand(present.shape) >= forget)[:, :, None]
                logits = network(vectors, present, target)
            loss = _loss(logits.float(), [lessons[i] for i in batch], acts)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total:.1f}, {time.process_time() - started:.0f} CPU s", flush=True)


def _batches(parts: list[TurnPart]) -> list[list[int]]:
    order = sorted(range(len(parts)), key=lambda i: len(parts[i].pieces) + random.random() * 6)
    batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    random.shuffle(batches)
    return batches


def _loss(logits: torch.Tensor, lessons: list[Lesson], acts: tuple[str, ...]) -> torch.Tensor:
    feeling, emotion, act = logits.split([len(SENTIMENTS), len(EMOTIONS), len(acts)], -1)
    loss = torch.zeros(())
    loss = loss + _class_loss(feeling, [x.sentiment for x in lessons], [x.weight for x in lessons])
    loss = loss + 0.7 * _class_loss(emotion, [x.emotion for x in lessons], [x.weight for x in lessons])
    if not acts:
        return loss
    labels = torch.tensor([[x.acts.get(a, (0.0, 0.0))[0] for a in acts] for x in lessons])
    weights = torch.tensor([[x.acts.get(a, (0.0, 0.0))[1] for a in acts] for x in lessons])
    judged = nn.functional.binary_cross_entropy_with_logits(act, labels, weights, reduction="sum")
    return loss + 8.0 * judged / len(lessons)


def _class_loss(logits: torch.Tensor, labels: list[int | None], weights: list[float]) -> torch.Tensor:
    rows = [i for i, label in enumerate(labels) if label is not None]
    if not rows:
        return torch.zeros(())
    wanted = torch.tensor([labels[i] for i in rows])
    each = nn.functional.cross_entropy(logits[rows], wanted, reduction="none", label_smoothing=0.05)
    return (each * torch.tensor([weights[i] for i in rows])).sum() / len(labels)


if __name__ == "__main__":
    main()
