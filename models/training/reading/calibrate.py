"""Fit how feeling is read, on held-out turns, and write it beside the network.

    python -m models.training.reading.calibrate --words e5-small-q4.bin --network feeling.onnx [--write feeling.json]

The network must not have been trained on the held-out turns (train without --all). Prints what five-fold
cross-validation promises; `--write` puts the policy under `feeling` of that file, the rest of it as it was. No torch.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspection.feeling import FeelingScale, HeadScale
from inspection.interaction import Role
from models.reading.e5_words import E5Words
from models.reading.reading_model import ReadingModel
from models.reading.reading_networks import FEELING
from models.training.reading.corpus import EMOTIONS, SENTIMENTS, Lesson, feeling_lessons
from models.training.reading.feeling_figures import describe, emotion_figures
from models.training.reading.feeling_fit import NO_EMOTION, Judged, ambiguity_limit, fit_scale, log_shares

MIXES = {"customer": (1 / 3, 1 / 3, 1 / 3), "agent": (0.1, 0.8, 0.1)}
"""How frequent negative, neutral and positive turns are taken to be. Customers: equally, since every class is to be
found and not only the most frequent to be right; agents are routinely courteous, and a false reproach is worse than a
miss."""
SHADES = (0.15, 0.2, 0.65, 1.0, 0.4, 0.6)
"""How frequent each emotion is taken to be within its class: of displeased customers most are let down, few shout."""
CONTEXT_BELOW = {"customer": 0.9, "agent": 0.7}
"""Turns that alone leave the reader less sure than this are read once more after the turn before, and the two readings
meet halfway: a higher macro-F1 on the first real chats than from .7 on. Only ever reading them after it was worse."""
RIGHT_SHARE = 0.9
"""Readings that are not ambiguous are right at least this often, each of the three labels (held out, in the mix)."""
FOLDS, SEED = 5, 11


def main() -> None:
    """Read, fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--network", type=Path, default=FEELING)
    parser.add_argument("--write", type=Path, help="the feeling.json to complete")
    given = parser.parse_args()
    model = ReadingModel(E5Words(given.words), given.network)
    lessons = [x for x in feeling_lessons("held_out") if x.sentiment is not None]
    policy = {
        "customer": _both_ways("customer", model, [x for x in lessons if x.speaker is Role.CUSTOMER]),
        "agent": _both_ways("agent", model, [x for x in lessons if x.speaker is not Role.CUSTOMER]),
    }
    if given.write:
        told = json.loads(given.write.read_text(encoding="utf-8")) | {"feeling": policy}
        given.write.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _both_ways(speaker: str, model: ReadingModel, lessons: list[Lesson]) -> dict[str, Any]:
    """Every turn alone, and once more after the turn before where there is one: both ways are used."""
    following = [i for i, x in enumerate(lessons) if x.previous]
    alone, after = judged(model, lessons, with_previous=False), judged(model, [lessons[i] for i in following])
    return _policy(speaker, alone.and_(after), np.array([*range(len(lessons)), *following]))


def judged(model: ReadingModel, lessons: Iterable[Lesson], *, with_previous: bool = True) -> Judged:
    """The logits of labelled turns (of a long one: its least neutral part) beside their labels."""
    turns = list(lessons)
    before = [x.previous if with_previous else None for x in turns]
    logits = model.logits([(x.speaker, x.text) for x in turns], before)
    rows = np.array([parts[np.argmin(parts[:, 1] - parts[:, :3].max(axis=1))] for parts in logits], np.float64)
    size = len(SENTIMENTS)
    return Judged(
        sentiment=rows[:, :size],
        emotion=rows[:, size : size + len(EMOTIONS)],
        wanted=np.array([x.sentiment for x in turns], np.int64),
        felt=np.array([NO_EMOTION if x.emotion is None else x.emotion for x in turns], np.int64),
    )


def _policy(speaker: str, turns: Judged, turn_numbers: NDArray[np.int64]) -> dict[str, Any]:
    """Fit on everything; the limit of ambiguity and the report come from folds that never part a turn from itself."""
    mix, with_emotions = MIXES[speaker], speaker == "customer"
    counts_as = turns.counts_as(mix)
    fold = (np.random.default_rng(SEED).permutation(int(turn_numbers.max()) + 1) % FOLDS)[turn_numbers]
    classes, emotions = cross_validated(turns, mix, fold, with_emotions=with_emotions)
    limit = ambiguity_limit(classes, turns.wanted, counts_as, RIGHT_SHARE)
    scale = replace(fit_scale(turns, mix, with_emotions=with_emotions, shades=SHADES), ambiguous_below=limit)
    as_trained = replace(scale, sentiment=HeadScale(1.0, (0.0,) * len(SENTIMENTS)), emotion=None)
    print(f"\n{speaker}: {int(turn_numbers.max()) + 1} turns, {len(turns)} readings, ambiguous below {limit}")
    print(f"  sentiment head as trained  {describe(np.exp(log_shares(turns, as_trained)[0]), turns, counts_as, limit)}")
    print(f"  cross-validated            {describe(classes, turns, counts_as, limit)}")
    if emotions is not None:
        print(f"  emotion                    {emotion_figures(classes, emotions, turns, counts_as)}")
    return _told(scale, CONTEXT_BELOW[speaker])


def cross_validated(
    turns: Judged, mix: tuple[float, float, float], fold: NDArray[np.int64], *, with_emotions: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Probabilities of classes (and of emotions) of every turn, by a scale that was fitted on the other folds."""
    classes, emotions = np.zeros((len(turns), len(SENTIMENTS))), np.zeros((len(turns), len(EMOTIONS)))
    for number in range(FOLDS):
        inside = fold == number
        scale = fit_scale(turns.only(~inside), mix, with_emotions=with_emotions, shades=SHADES)
        own, shades = log_shares(turns.only(inside), scale)
        classes[inside] = np.exp(own)
        if shades is not None:
            emotions[inside] = np.exp(shades)
    return classes, emotions if with_emotions else None


def _told(scale: FeelingScale, context_below: float) -> dict[str, Any]:
    def head(one: HeadScale | None) -> dict[str, Any] | None:
        return None if one is None else {"temperature": one.temperature, "biases": list(one.biases)}

    return {
        "sentiment": head(scale.sentiment),
        "emotion": head(scale.emotion),
        "weights": list(scale.weights),
        "ambiguous_below": scale.ambiguous_below,
        "context_below": context_below,
    }


if __name__ == "__main__":
    main()
