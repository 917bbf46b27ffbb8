"""Fit how nearness, logit and differences are weighed, on held-out blocks: `... fit_fusion [--write]`.

The pair model must not have been trained on the held-out blocks (train without --all). Prints five-fold figures, by
block, and where the weighing stands beside the logit and the cosine alone; `--write` puts the weights, fitted on all of
them, and the thresholds into meaning.json. No torch.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from inspection.interaction import Role
from inspection.meaning_candidates import script_of
from inspection.meaning_comparison import compared
from inspection.meaning_verdict import MEANT, NEAR, features_of
from inspection.sentiment import TurnText
from models.meaning.learned import HERE, TOLD, shipped
from models.meaning.opening import open_understanding
from models.meaning.understanding import Understanding
from models.training.meaning.blocks import Block, read_blocks
from models.training.meaning.changed_numbers import number_changed
from models.training.meaning.lessons import PairLesson, held_out_pairs
from models.training.meaning.own_turns import agent_turns
from models.training.meaning.rivals import Rivals, whole

FOLDS, SEED, PENALTY, AT_ONCE = 5, 5, 1.0, 256
RIVALS_DRAWN_FROM = 2500
STRANGERS_PER_WORDING, RIVALS_PER_WORDING = 3, 2
SHARES = {
    ("block", True): 1.5,
    ("block", False): 1.0,
    ("literal", True): 0.2,
    ("stranger", False): 1.0,
    ("rival", False): 1.0,
}
"""What the kinds of pairs weigh: those that mean the same about as much as all others."""
RIGHT_WHEN_YES, RIGHT_WHEN_NO, RIVALS_ASKED, HIGHEST_NO = 0.85, 0.90, 0.05, 0.4
"""Shares of the held-out pairs for which yes, and no, must be right; what lies between is asked.

Half of these pairs count as the same, nearly all are written to mislead: in a night both are right more often. Of the
nearest turns about something else at most RIVALS_ASKED may be asked about (people have other things to do), unless the
score reaches HIGHEST_NO."""
COLUMNS = (*NEAR, *MEANT)
_AROUND = {
    "zh": (("", ""), ("另外", "。"), ("好的，", "哈"), ("嗯 那个 ", ""), ("跟您说一下，", "。"), ("亲，", "哦")),
    "en": (("", ""), ("okay, ", "."), ("just so you know, ", ""), ("Sir, ", ", thanks.")),
}
_UNFITTED = {"weights": {"logit": 1.0}, "intercept": 0.0}, {"weights": {"z": 1.0}, "intercept": 0.0}


@dataclass(frozen=True)
class Judged:
    """Features of every pair, shape (pairs, COLUMNS), its label, fold and kind: block, literal, stranger or rival."""

    features: np.ndarray
    same: np.ndarray
    fold: np.ndarray
    kind: np.ndarray

    def of(self, kind: str, *, same: bool) -> np.ndarray:
        """Which pairs are of a kind and a label."""
        return (self.kind == kind) & (self.same == same)

    @property
    def weights(self) -> np.ndarray:
        """Each group together weighs as SHARES says, however many pairs it has."""
        weights = np.ones(len(self.same))
        for (kind, same), share in SHARES.items():
            group = self.of(kind, same=same)
            weights[group] = share * len(weights) / max(group.sum(), 1) / len(SHARES)
        return weights


def main() -> None:
    """Judge, fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--most", type=int, default=2, help="windows of one phrase that reach stage 2")
    parser.add_argument("--z-from", type=float, default=1.5, help="nearness from which a window may reach stage 2")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    path = given.folder / TOLD
    told = json.loads(path.read_text(encoding="utf-8"))
    told["search"] = {"most": given.most, "z_from": given.z_from}
    meant, near = _UNFITTED
    _write(path, {"fusion": {"near": near, "meant": meant, "yes_from": 0.5, "no_below": 0.5}} | told)
    model = open_understanding(ours=shipped(given.folder), cache=given.cache)
    judged = judge(model, [b for b in read_blocks() if b.is_held_out])
    for name in ("logit", "cosine", "z"):
        report(name, judged.features[:, COLUMNS.index(name)], judged)
    scores = cross_validated(judged)
    report("weighed", scores, judged)
    blocks = judged.kind == "block"
    yes_from, no_below = thresholds(scores[blocks], judged.same[blocks])
    asked = float(np.quantile(scores[judged.of("rival", same=False)], 1 - RIVALS_ASKED))
    no_below = min(max(no_below, asked), HIGHEST_NO)
    yes_from = max(yes_from, no_below)
    verdicts(scores, judged, yes_from, no_below)
    kept = (judged.features[judged.of("block", same=True), COLUMNS.index("z")] >= given.z_from).mean()
    print(f"{kept:.3f} of the block pairs that mean the same reach stage 2")
    found = fitted(judged.features, judged.same, judged.weights)
    told["fusion"] = _told(found) | {"yes_from": round(yes_from, 3), "no_below": round(no_below, 3)}
    print(json.dumps(told["fusion"], indent=1))
    if given.write:
        _write(path, told)


def judge(model: Understanding, blocks: Sequence[Block]) -> Judged:
    """Features of the pairs of the blocks, with a figure changed, word for word, and against other turns."""
    rng, turns = random.Random(SEED), agent_turns()
    rivals = Rivals(model.seeker, rng.sample(turns, RIVALS_DRAWN_FROM))
    rows: list[tuple[PairLesson, int, str]] = []
    for number, block in enumerate(blocks):
        pairs = [*held_out_pairs([block]), *number_changed(block, rng)]
        wordings = list(dict.fromkeys(p.required for p in pairs))
        strangers = [t for t in turns if script_of(t) == block.language]
        rows += [(pair, number % FOLDS, "block") for pair in pairs]
        rows += [(word_for_word(w, block.language, rng), number % FOLDS, "literal") for w in wordings]
        rows += [(pair, number % FOLDS, "stranger") for pair in _strange(wordings, strangers, rng)]
        for w in wordings:
            near = rivals.of(w, RIVALS_PER_WORDING, rng)
            rows += [(PairLesson(w, turn, False), number % FOLDS, "rival") for turn in near]
    return Judged(
        features_of_pairs(model, [(pair.required, pair.said) for pair, _, _ in rows]),
        np.array([pair.same for pair, _, _ in rows]),
        np.array([fold for _, fold, _ in rows]),
        np.array([kind for _, _, kind in rows]),
    )


def word_for_word(required: str, language: str, rng: random.Random) -> PairLesson:
    """A phrase said in its very words, with something before it or after it."""
    before, after = rng.choice(_AROUND[language])
    return PairLesson(required, before + required.rstrip("。.") + after, True)


def _strange(wordings: Sequence[str], turns: Sequence[str], rng: random.Random) -> Iterator[PairLesson]:
    for required in wordings:
        yield from (PairLesson(required, said, False) for said in rng.sample(turns, STRANGERS_PER_WORDING))


def features_of_pairs(model: Understanding, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Features of whole texts, shape (pairs, COLUMNS); zeros where a text has no words."""
    rows = np.zeros((len(pairs), len(COLUMNS)))
    for first in range(0, len(pairs), AT_ONCE):
        some = pairs[first : first + AT_ONCE]
        looked = model.seeker.look([[TurnText(said, Role.AGENT)] for _, said in some])
        sought = model.seeker.sought([required for required, _ in some])
        for row, ((required, said), here, one, logit) in enumerate(
            zip(some, looked, sought, model.logits(some), strict=True), start=first
        ):
            if near := here.near(one):
                wide = whole(near)
                named = features_of(logit, wide.z, wide.cosine, compared(required, said))
                rows[row] = [named[name] for name in COLUMNS]
    return rows


def fitted(features: np.ndarray, same: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weights of all columns, then the two intercepts, of the product of two logistic regressions.

    Most likely ones under a quadratic penalty on the weights of standardised features.
    """
    mean, spread = features.mean(0), features.std(0) + 1e-9
    x, near = (features - mean) / spread, len(NEAR)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        first, second = _sigmoid(x[:, :near] @ w[:near] + w[-2]), _sigmoid(x[:, near:] @ w[near:-2] + w[-1])
        product = np.clip(first * second, 1e-9, 1 - 1e-9)
        slope = weights * np.where(same, -1 / product, 1 / (1 - product)) * first * second
        by_near, by_meant = slope * (1 - first), slope * (1 - second)
        penalty = np.append(w[:-2], [0.0, 0.0])
        gradient = np.concatenate([x[:, :near].T @ by_near, x[:, near:].T @ by_meant, [by_near.sum(), by_meant.sum()]])
        likely = weights * np.log(np.where(same, product, 1 - product))
        return float(PENALTY / 2 * penalty @ penalty - likely.sum()), gradient + PENALTY * penalty

    start = np.append(np.zeros(x.shape[1]), [1.0, 1.0])
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    plain = found[:-2] / spread
    shifts = plain * mean
    return np.concatenate([plain, [found[-2] - shifts[:near].sum(), found[-1] - shifts[near:].sum()]])


def scored(features: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Score (0-1) of every pair."""
    near = len(NEAR)
    first = _sigmoid(features[:, :near] @ found[:near] + found[-2])
    return first * _sigmoid(features[:, near:] @ found[near:-2] + found[-1])


def cross_validated(judged: Judged) -> np.ndarray:
    """Score of every pair by weights fitted without its fold."""
    scores, weights = np.zeros(len(judged.same)), judged.weights
    for fold in range(FOLDS):
        rest, here = judged.fold != fold, judged.fold == fold
        scores[here] = scored(judged.features[here], fitted(judged.features[rest], judged.same[rest], weights[rest]))
    return scores


def thresholds(scores: np.ndarray, same: np.ndarray) -> tuple[float, float]:
    """The lowest score from which yes is right often enough, and the highest below which no is; both kinds alike."""
    weights = np.where(same, 0.5 / same.mean(), 0.5 / (1 - same.mean()))
    order = np.argsort(-scores, kind="stable")
    right = (weights * same)[order].cumsum() / weights[order].cumsum()
    enough = np.nonzero(right >= RIGHT_WHEN_YES)[0]
    yes_from = float(scores[order[enough[-1]]]) if len(enough) else 1.0
    upwards = order[::-1]
    right = (weights * ~same)[upwards].cumsum() / weights[upwards].cumsum()
    enough = np.nonzero(right >= RIGHT_WHEN_NO)[0]
    no_below = float(scores[upwards[enough[-1]]]) if len(enough) else 0.0
    return max(yes_from, no_below), min(yes_from, no_below)


def report(name: str, scores: np.ndarray, judged: Judged) -> None:
    """AUC on block pairs, and recall of the same at 1 % of the strangers and at 5 % of the rivals."""
    blocks, same = judged.kind == "block", judged.same
    found = [
        (scores[blocks & same] > np.quantile(scores[judged.of(kind, same=False)], 1 - share)).mean()
        for kind, share in (("stranger", 0.01), ("rival", 0.05))
    ]
    print(
        f"{name}: AUC of block pairs {auc(scores[blocks], same[blocks]):.3f}, "
        f"recall at 1 % of strangers {found[0]:.3f}, at 5 % of rivals {found[1]:.3f}"
    )


def verdicts(scores: np.ndarray, judged: Judged, yes_from: float, no_below: float) -> None:
    """How often each verdict comes for each kind of pair."""
    for kind, same in SHARES:
        rows = scores[judged.of(kind, same=same)]
        yes, no = (rows >= yes_from).mean(), (rows < no_below).mean()
        label = "the same" if same else "another meaning"
        print(f"{kind}, {label}: yes {yes:.3f}, ask {1 - yes - no:.3f}, no {no:.3f}")


def auc(scores: np.ndarray, same: np.ndarray) -> float:
    """Share of (same, other) pairs in the right order; ties count half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    yes = int(same.sum())
    return float((ranks[same].sum() - yes * (yes + 1) / 2) / (yes * (len(same) - yes)))


def _told(found: np.ndarray) -> dict[str, Any]:
    named = dict(zip(COLUMNS, (round(float(w), 4) for w in found), strict=False))
    return {
        "near": {"weights": {n: named[n] for n in NEAR}, "intercept": round(float(found[-2]), 4)},
        "meant": {"weights": {n: named[n] for n in MEANT}, "intercept": round(float(found[-1]), 4)},
    }


def _write(path: Path, told: dict[str, Any]) -> None:
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -50, 50)))


if __name__ == "__main__":
    main()
