"""Meaning: pairs that mean the same or not, and a phrase among other agent turns; beside simple measures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks.reading_rows import Row, accuracy, auc, drawn
from inspection.interaction import Role
from inspection.sentiment import TurnText
from models.meaning.understanding import Understanding
from models.training.meaning.blocks import Block, read_blocks
from models.training.meaning.lessons import held_out_pairs
from models.training.reading.snippets import read_snippets

Pair = tuple[str, str, bool, str]
"""(required, said, means the same, kind)."""

ORDINARY_TURNS, FALSE_SHARE = 300, 0.01


def held_out_sets() -> dict[str, list[Pair]]:
    """Our own held-out blocks: every pair of wordings of one topic."""
    blocks = [b for b in read_blocks() if b.is_held_out]
    return {"held-out blocks": [(p.required, p.said, p.same, "") for p in held_out_pairs(blocks)]}


def pair_file(path: Path) -> list[Pair]:
    """Tab-separated: first, second, label (1 or 0), perhaps a kind; a header line is passed over."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    return [(r[0], r[1], r[2].strip() == "1", "".join(r[3:4])) for r in rows if r[2].strip() in ("0", "1")]


def by_task(name: str, pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    """Duties and questions apart from the adversarial pairs, of which alone the kinds are told."""
    tasks = {task: [(a, b, same, "") for a, b, same, kind in pairs if kind == task] for task in ("duty", "question")}
    whole = {"adversarial": [pair for pair in pairs if pair[3] not in tasks]} | tasks
    return {f"{name}, {task}": some for task, some in whole.items() if some}


def meaning_rows(model: Understanding, sets: Mapping[str, Sequence[Pair]], limit: int) -> Iterator[Row]:
    """AUC and accuracy of every set, at most `limit` pairs of each, evenly taken."""
    for name, everything in sets.items():
        pairs = everything[:: max(1, len(everything) // limit)]
        same = np.array([pair[2] for pair in pairs])
        asked = [(pair[0], pair[1]) for pair in pairs]
        scores = np.array([one.score for one in model.compare(asked)])
        yield drawn("ours", f"{name}: AUC", auc, same, scores)
        yield drawn("ours", f"{name}: accuracy", accuracy, same, scores)
        yield drawn("raw cosine", f"{name}: AUC", auc, same, _cosines(model, asked))
        yield drawn("shared characters", f"{name}: AUC", auc, same, np.array([_shared(*pair) for pair in asked]))
        yield from _by_kind(name, pairs, scores)


def _by_kind(name: str, pairs: Sequence[Pair], scores: np.ndarray) -> Iterator[Row]:
    right: dict[str, list[bool]] = defaultdict(list)
    for (_, _, same, kind), score in zip(pairs, scores, strict=True):
        if kind:
            right[kind].append((score >= 0.5) == same)
    for kind, found in sorted(right.items()):
        yield Row("ours", f"{name}, {kind}: right", float(np.mean(found)), "share", len(found))


def _cosines(model: Understanding, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    rows = [np.stack([vector for vector, _ in model.seeker.vectors.of(side)]) for side in zip(*pairs, strict=True)]
    first, second = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in rows)
    return np.asarray((first * second).sum(axis=1))


def _shared(first: str, second: str) -> float:
    mine, yours = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (first, second))
    return len(mine & yours) / max(len(mine | yours), 1)


def among_others(model: Understanding, limit: int) -> Iterator[Row]:
    """Does a paraphrase score above all but 1 % of ordinary agent turns? Phrases and paraphrases: held-out blocks."""
    ordinary = _ordinary_turns()
    cases = [(phrase, said) for block in read_blocks() if block.is_held_out for phrase, said in _paraphrases(block)]
    cases = cases[:: max(1, len(cases) // limit)]
    found = {"ours": [], "raw cosine": []}  # type: dict[str, list[bool]]
    for phrase, said in cases:
        asked = [(phrase, said), *((phrase, text) for text in ordinary)]
        for system, scores in (
            ("ours", np.array([d.score for d in model.compare(asked)])),
            ("raw cosine", _cosines(model, asked)),
        ):
            found[system].append(float((scores[1:] >= scores[0]).mean()) <= FALSE_SHARE)
    for system, hits in found.items():
        yield drawn(system, "paraphrase among agent turns: recall at 1 % false", np.mean, np.array(hits))


def _paraphrases(block: Block) -> Iterator[tuple[str, str]]:
    texts = [text for text in block.meanings.get("A", ()) if "{" not in text]
    if block.language == "zh" and block.file in ("greetings_zh", "service_zh"):
        yield from pairwise(texts)


def _ordinary_turns() -> list[str]:
    said = {
        t.text
        for s in read_snippets()
        for t in s.turns
        if s.item == "ordinary" and t.speaker == "agent" and not t.text.isascii()
    }
    return sorted(said)[:: max(1, len(said) // ORDINARY_TURNS)][:ORDINARY_TURNS]


def search_speed(model: Understanding, phrases: int = 50, turns: int = 400) -> Row:
    """Stage 1 over fifty phrases: agent turns per CPU second, no turn twice, phrases made ready before."""
    wanted = sorted(
        {text for block in read_blocks() for text in block.meanings.get("A", ())[:1] if block.language == "zh"}
    )[:phrases]
    said = [TurnText(text, Role.AGENT) for text in _ordinary_turns()[:turns]]
    sought = model.seeker.sought(wanted)
    started = process_time()
    for conversation in model.seeker.look([said[first : first + 20] for first in range(0, len(said), 20)]):
        for one in sought:
            conversation.near(one)
    return Row(
        "ours",
        "speed: meaning stage 1 over 50 phrases",
        len(said) / (process_time() - started),
        "turns/CPU s",
        len(said),
    )
