"""How well a trained network finds the acts on the held-out snippets: `... evaluate --words FILE --network FILE`."""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from models.training.reading.corpus import act_lessons, feeling_lessons
from models.training.reading.network import ReadingNetwork, load_words
from models.training.reading.snippets import ACTS, read_snippets
from models.training.reading.train import heads_of, pieces_of, tensors_of


def load_network(path: Path, width: int) -> tuple[ReadingNetwork, tuple[str, ...]]:
    """A trained network and its acts (our own file, tensors only)."""
    kept = torch.load(path, weights_only=True)
    acts = tuple(kept["acts"])
    network = ReadingNetwork(width, kept["layers"], heads_of(acts))
    network.load_state_dict(kept["state"])
    return network.eval(), acts


def logits_of(network: ReadingNetwork, words, lessons) -> np.ndarray:
    """Logits of every lesson."""
    parts = pieces_of(words, lessons)
    with torch.no_grad():
        rows = [network(*tensors_of(words, parts[i : i + 16])).numpy() for i in range(0, len(parts), 16)]
    return np.concatenate(rows)


def main() -> None:
    """Print recall at precision .95 and at fixed thresholds per act, and sentiment figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--acts", type=Path, default=ACTS)
    given = parser.parse_args()
    words = load_words(given.words)
    network, acts = load_network(given.network, words.width)
    pooled: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for snippet in [s for s in read_snippets(given.acts) if s.is_held_out]:
        lessons = act_lessons([snippet], acts)
        if not lessons:
            pooled[snippet.item].append((0.0, snippet.found))
            continue
        scores = 1 / (1 + np.exp(-logits_of(network, words, lessons)[:, 9 + acts.index(snippet.item)]))
        pooled[snippet.item].append((float(scores.max()), snippet.found))
    for act in acts:
        print(f"{act:45s} {figures(pooled[act])}")
    print("all", figures([x for many in pooled.values() for x in many]))
    feeling = feeling_lessons("held_out")
    logits = logits_of(network, words, feeling)
    wanted = np.array([x.sentiment for x in feeling])
    got = logits[:, :3].argmax(1)
    f1 = [2 * ((got == c) & (wanted == c)).sum() / max((got == c).sum() + (wanted == c).sum(), 1) for c in range(3)]
    print(f"sentiment macro-F1 {np.mean(f1):.3f}")
    rows = [i for i, x in enumerate(feeling) if x.emotion is not None]
    got, wanted = logits[rows, 3:9].argmax(1), np.array([feeling[i].emotion for i in rows])
    f1 = [2 * ((got == c) & (wanted == c)).sum() / max((got == c).sum() + (wanted == c).sum(), 1) for c in range(6)]
    print(f"emotion macro-F1 {np.mean(f1):.3f}")


def figures(scored: list[tuple[float, bool]]) -> str:
    """n, recall at the best threshold of precision .95, and precision/recall at .5, .8, .9."""
    scores, found = np.array([s for s, _ in scored]), np.array([f for _, f in scored])
    text = f"n={len(scored):3d}"
    order = np.argsort(-scores)
    hits = found[order].cumsum()
    precision = hits / np.arange(1, len(order) + 1)
    ok = np.nonzero(precision >= 0.95)[0]
    text += f" R@P95={hits[ok[-1]] / max(found.sum(), 1) if len(ok) else 0:.2f}"
    for t in (0.5, 0.8, 0.9):
        said = scores >= t
        right = (found & said).sum()
        text += f"  {t}: P={right / max(said.sum(), 1):.2f} R={right / max(found.sum(), 1):.2f}"
    return text


if __name__ == "__main__":
    main()
