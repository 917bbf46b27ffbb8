"""Write what the product ships of a trained pair model: `... export --words FILE --network pair.pt --out FOLDER`.

Writes encoder.onnx (the graph, its big tensors elsewhere), learned.npz (corrections, norms, head, eases) and
meaning.json (checksums of these and of the weights that assembling them must give). Says how far whole numbers
are from torch. Then: `... cohort`, `... fit_fusion`.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from models.meaning.assembly import WEIGHTS, ensure_assembled, weight_bytes
from models.meaning.encoder import Encoder
from models.meaning.learned import (
    GRAPH,
    HERE,
    LAYERS,
    LEARNED,
    PAIR,
    PLAIN,
    TOLD,
    corrected_weights,
    plain_weights,
    shipped,
)
from models.meaning.pair_model import PairModel
from models.meaning.whole_numbers import Ease, whole_number_tensors
from models.reading.e5_words import E5Words
from models.training.encoder_graph import GraphWriter
from models.training.int8_calibration import eases_of, input_ranges
from models.training.meaning.blocks import read_blocks
from models.training.meaning.lessons import PairLesson, held_out_pairs, lessons_of
from models.training.meaning.network import STRENGTH, PairNetwork
from models.training.meaning.own_turns import agent_turns
from models.training.meaning.train import pair_pieces, tensors_of
from models.training.reading.network import HEADS, load_words

CALIBRATION_TEXTS, CHECKED_PAIRS, SEED = 400, 300, 3


def main() -> None:
    """Calibrate, write, assemble, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--cache", type=Path, help="assemble there instead of the usual model cache")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    words = load_words(given.words)
    network = trained(words, given.network)
    learned = learned_arrays(network)
    plain = plain_weights(words)
    corrected = corrected_weights(plain, learned)
    rng = random.Random(SEED)
    pairs = lessons_of(read_blocks(), CALIBRATION_TEXTS, 0.2, rng)
    eases = {
        PAIR: eases_of(_ranges(network, words, pairs), corrected),
        PLAIN: eases_of(_ranges(PairNetwork(words), words, _single(rng)), plain),
    }
    given.out.mkdir(parents=True, exist_ok=True)
    np.savez(given.out / LEARNED, **learned, **_ease_arrays(eases))
    tensors = {
        kind: whole_number_tensors(weights, _kept(given.out, kind, eases[kind]), LAYERS)
        for kind, weights in ((PAIR, corrected), (PLAIN, plain))
    }
    onnx.save(graph(tensors[PAIR], words.width), given.out / GRAPH)
    _describe(given.out, tensors)
    _compare(given.out, given.cache, words, network)


def trained(words: E5Words, path: Path) -> PairNetwork:
    """The network with its learned part; ValueError when the file holds something it does not know."""
    network = PairNetwork(words)
    _, unknown = network.load_state_dict(torch.load(path, weights_only=True), strict=False)
    if unknown:
        raise ValueError(f"{path.name}: unknown tensors {', '.join(unknown[:3])} ...")
    return network.eval()


def learned_arrays(network: PairNetwork) -> dict[str, np.ndarray]:
    """What training changed, as shipped: corrections and the dense layer in float16, the strength in `second`."""
    arrays = {name: value.float().numpy() for name, value in network.learned().items()}
    halved = {n: v * STRENGTH if n.endswith(".second") else v for n, v in arrays.items()}
    return {n: v.astype(np.float16) if v.ndim == 2 and v.shape[0] > 1 else v for n, v in halved.items()}


def graph(tensors: Mapping[str, Any], width: int) -> onnx.ModelProto:
    """Word vectors and shares in, shared means out."""
    writer = GraphWriter(tensors, WEIGHTS)
    hidden = writer.encoded("words", LAYERS, HEADS)
    writer.output("means", writer.node("MatMul", ["shares", hidden]))
    return writer.model(
        {"words": ("batch", "pieces", width), "shares": ("batch", "means", "pieces")},
        {"means": ("batch", "means", width)},
    )


def _single(rng: random.Random) -> list[str]:
    return rng.sample(agent_turns(), CALIBRATION_TEXTS)


def _ranges(network: PairNetwork, words: E5Words, given: Sequence[PairLesson] | Sequence[str]) -> dict[str, np.ndarray]:
    def run() -> None:
        with torch.no_grad():
            for tensors in _tensors(words, given):
                network(*tensors)

    return input_ranges(network.eval().layers, run)


def _tensors(words: E5Words, given: Sequence[PairLesson] | Sequence[str]) -> Iterator[tuple[torch.Tensor, ...]]:
    """One text or pair at a time: padding would count as an input."""
    lessons = [g for g in given if isinstance(g, PairLesson)]
    for row in pair_pieces(words, lessons):
        yield tensors_of(words, [row])
    for numbers in words.numbers_of([g for g in given if isinstance(g, str)]):
        yield tensors_of(words, [(np.array([words.start, *numbers, words.end], np.int64), 1)])


def _ease_arrays(eases: Mapping[str, Mapping[str, Ease]]) -> dict[str, np.ndarray]:
    arrays = {}
    for kind, named in eases.items():
        for name, ease in named.items():
            arrays[f"{kind}.{name}.divisor"] = ease.divisor.astype(np.float16)
            arrays[f"{kind}.{name}.range"] = np.array([ease.low, ease.high])
    return arrays


def _kept(folder: Path, kind: str, eases: Mapping[str, Ease]) -> dict[str, Ease]:
    """The eases as they were written: what other machines will read."""
    with np.load(folder / LEARNED, allow_pickle=False) as kept:
        return {
            name: Ease(kept[f"{kind}.{name}.divisor"].astype(np.float64), *kept[f"{kind}.{name}.range"].tolist())
            for name in eases
        }


def _describe(folder: Path, tensors: Mapping[str, Mapping[str, Any]]) -> None:
    """Checksums into meaning.json; whatever else it holds stays."""
    path = folder / TOLD
    told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (GRAPH, LEARNED)}
    told["sha256"] = told.get("sha256", {}) | files
    told["assembled"] = {
        kind: hashlib.sha256(b"".join(weight_bytes(some))).hexdigest() for kind, some in tensors.items()
    }
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _compare(folder: Path, cache: Path | None, words: E5Words, network: PairNetwork) -> None:
    ours = shipped(folder)
    assembled = ensure_assembled(ours=ours, cache=cache)
    pairs = held_out_pairs([b for b in read_blocks() if b.is_held_out])
    pairs = random.Random(SEED).sample(pairs, CHECKED_PAIRS)
    model = PairModel(Encoder(assembled / PAIR, words), words, ours.arrays)
    whole = np.array(model.logits([(p.required, p.said) for p in pairs]))
    with torch.no_grad():
        exact = np.array([network(*tensors).item() for tensors in _tensors(words, pairs)])
    wrong = np.abs(whole - exact)
    print(f"{len(pairs)} held-out pairs: logits spread by {exact.std():.2f}; whole numbers differ from torch by")
    print(f"  {wrong.mean():.3f} on average, {wrong.max():.3f} at most")
    sizes = {name: (folder / name).stat().st_size / 1e6 for name in (GRAPH, LEARNED)}
    print(", ".join(f"{name} {size:.2f} MB" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
