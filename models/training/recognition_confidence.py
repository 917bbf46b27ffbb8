"""Fit the recogniser's confidence to its errors, and print the reliability table of calls it was not fitted on.

    python -m models.training.recognition_confidence MANIFEST.tsv [--mode exact] [--json FILE] [--heard FILE]

Columns of the manifest: file, language, channels, transcript (a .json of turns with speaker and text or message;
speakers are matched to channels by what fits). Every second call is fitted on, the others are measured. `--heard` keeps
what was heard, so that a second run is quick; `--json` writes the weights in the form of
models/recognition/confidence.json.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import decode_audio
from numpy.typing import NDArray
from scipy.optimize import minimize

from inspection.chinese_text import spoken_only
from inspection.hearing import SoundToHear
from models.model_cache import ensure, sha256_of
from models.recognition.confidence import Calibration, log_odds
from models.recognition.modes import MODES
from models.whisper import WhisperOptions, open_recogniser

Word = tuple[str, float, float]
BINS = 10
_DIGITS = str.maketrans("零〇一二两三四五六七八九幺", "0012234567891")


def main() -> None:
    """Hear, mark, fit, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("manifest", type=Path)
    options.add_argument("--mode", default="exact")
    options.add_argument("--json", type=Path)
    options.add_argument("--heard", type=Path)
    given = options.parse_args()
    calls = list(_calls(given.manifest))
    heard = _heard(calls, given.mode, given.heard)
    marked = [marks(words, truth) for (_, _, _, truth), words in zip(calls, heard, strict=True)]
    fitted_on = [row for rows in marked[0::2] for row in rows]
    kept_back = [row for rows in marked[1::2] for row in rows]
    calibration = fitted(fitted_on)
    print(f"fitted on {len(fitted_on)} words, measured on {len(kept_back)}: {calibration}")
    print("\n".join(reliability(kept_back, calibration)))
    if given.json:
        sha256 = sha256_of(ensure("whisper-base") / "model.bin")
        weights = {name: round(getattr(calibration, name), 4) for name in ("intercept", "of_word", "of_utterance")}
        content = {"calibrations": {sha256: {**weights, "words": len(fitted_on)}}}
        given.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _calls(manifest: Path) -> Iterator[tuple[Path, str, int, dict[str, str]]]:
    with manifest.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            content = json.loads((manifest.parent / row["transcript"]).read_text(encoding="utf-8"))
            said: dict[str, list[str]] = defaultdict(list)
            for turn in content["turns"] if isinstance(content, dict) else content:
                speaker = str(turn["speaker"]) if int(row["channels"]) > 1 else "everybody"
                said[speaker].append(turn.get("text") or turn.get("message") or "")
            truth = {speaker: " ".join(texts) for speaker, texts in said.items()}
            yield manifest.parent / row["file"], row["language"], int(row["channels"]), truth


def _heard(calls: Sequence[tuple[Path, str, int, Any]], mode: str, kept: Path | None) -> list[list[list[Word]]]:
    if kept is not None and kept.is_file():
        return [[[(t, p, u) for t, p, u in channel] for channel in call] for call in json.loads(kept.read_text())]
    recogniser = open_recogniser(options=WhisperOptions(mode=MODES[mode], is_calibrated=False))
    heard: list[list[list[Word]]] = []
    for file, language, channels, _ in calls:
        decoded = decode_audio(str(file), split_stereo=channels > 1)
        sounds = [SoundToHear(c, language) for c in (decoded if channels > 1 else (decoded,))]
        said = list(recogniser.transcribe_all(sounds))
        heard.append([[(w.text, w.confidence, u.confidence) for u in one for w in u.words] for one in said])
        if kept is not None:
            kept.write_text(json.dumps(heard, ensure_ascii=False), encoding="utf-8")
    return heard


def marks(channels: Sequence[Sequence[Word]], truth: dict[str, str]) -> list[tuple[float, float, bool]]:
    """For every word heard in a call: its probability, its utterance's, and whether all its characters are right."""
    texts = list(truth.values())
    orders = permutations(texts) if len(texts) == len(channels) else [[" ".join(texts)] * len(channels)]
    return max((_marked(channels, order) for order in orders), key=lambda rows: sum(right for _, _, right in rows))


def _marked(channels: Sequence[Sequence[Word]], texts: Sequence[str]) -> list[tuple[float, float, bool]]:
    rows: list[tuple[float, float, bool]] = []
    for words, text in zip(channels, texts, strict=True):
        pieces = [_counted(word) for word, _, _ in words]
        right = right_characters(_counted(text), "".join(pieces))
        at = 0
        for piece, (_, probability, utterance) in zip(pieces, words, strict=True):
            if piece:
                rows.append((probability, utterance, bool(right[at : at + len(piece)].all())))
            at += len(piece)
    return rows


def _counted(text: str) -> str:
    return spoken_only(text).translate(_DIGITS)


def right_characters(truth: str, heard: str) -> NDArray[np.bool_]:
    """For every character heard whether it stands in the truth at its place (shape (len(heard),))."""
    costs = np.zeros((len(truth) + 1, len(heard) + 1), np.int32)
    costs[0] = np.arange(len(heard) + 1)
    said = np.array([*heard])
    steps = np.arange(len(heard) + 1)
    for row, wanted in enumerate(truth, start=1):
        best = np.minimum(costs[row - 1, :-1] + (said != wanted), costs[row - 1, 1:] + 1)
        costs[row] = np.minimum.accumulate(np.concatenate([[row], best]) - steps) + steps
    right = np.zeros(len(heard), np.bool_)
    i, j = len(truth), len(heard)
    while i and j:
        same = truth[i - 1] == heard[j - 1]
        if costs[i, j] == costs[i - 1, j - 1] + (not same):
            right[j - 1] = same
            i, j = i - 1, j - 1
        elif costs[i, j] == costs[i, j - 1] + 1:
            j -= 1
        else:
            i -= 1
    return right


def fitted(rows: Sequence[tuple[float, float, bool]]) -> Calibration:
    """The logistic regression of being right on the two log odds (a little ridge keeps it steady)."""
    inputs = np.array([(1.0, log_odds(p), log_odds(u)) for p, u, _ in rows])
    right = np.array([r for _, _, r in rows], float)

    def loss(weights: NDArray[np.float64]) -> float:
        odds = inputs @ weights
        return float((np.logaddexp(0, odds) - right * odds).sum() + 0.5 * (weights[1:] ** 2).sum())

    found = minimize(loss, np.array([0.0, 1.0, 0.0])).x
    return Calibration(*(float(weight) for weight in found))


def reliability(rows: Sequence[tuple[float, float, bool]], calibration: Calibration) -> Iterator[str]:
    """Ten bins of the chance: how many words, the mean chance, the share that is right."""
    chance = np.array([calibration.chance(p, u) for p, u, _ in rows])
    right = np.array([r for _, _, r in rows])
    yield "| chance | words | mean chance | right |\n| --- | --- | --- | --- |"
    error = 0.0
    for low in np.arange(BINS) / BINS:
        inside = (chance >= low) & (chance < low + 1 / BINS)
        if inside.any():
            error += inside.mean() * abs(chance[inside].mean() - right[inside].mean())
            share = f"{chance[inside].mean():.2f} | {right[inside].mean():.2f}"
            yield f"| {low:.1f}-{low + 0.1:.1f} | {inside.sum()} | {share} |"
    own = np.array([p for p, _, _ in rows])
    yield f"expected calibration error {error:.3f}; mean chance {chance.mean():.3f}, right {right.mean():.3f}"
    ours, before = ((chance - right) ** 2).mean(), ((own - right) ** 2).mean()
    yield f"Brier score {ours:.4f} (the model's own probabilities: {before:.4f})"


if __name__ == "__main__":
    main()
