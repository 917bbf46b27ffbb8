"""Write the trained network as ONNX over whole numbers: `... export --words FILE --network FILE --out FILE.onnx`.

One graph, its weights inside. Steps of the activations are frozen (calibrated on our own turns) and inputs are eased,
so that turns of equal length may run together and none changes another's answer (models/meaning/whole_numbers.py).
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from models.meaning.whole_numbers import whole_number_tensors
from models.reading.e5_words import E5Words
from models.reading.reading_model import FEATURES, LOGITS
from models.reading.turn_pieces import TurnPart
from models.training.encoder_graph import GraphWriter
from models.training.int8_calibration import eases_of, input_ranges
from models.training.reading.corpus import act_lessons, feeling_lessons
from models.training.reading.evaluate import load_network
from models.training.reading.network import HEADS, ReadingNetwork, load_words
from models.training.reading.snippets import ACTS, read_snippets
from models.training.reading.train import pieces_of, tensors_of

CALIBRATION_TURNS, CHECKED_TURNS, SEED = 500, 300, 3
_FAR = 1e4
"""Taken from what is not judged, so that no maximum is found there."""


def main() -> None:
    """Calibrate, write, and say how far whole numbers are from torch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    words = load_words(given.words)
    network, acts = load_network(given.network, words.width)
    parts = own_parts(words, acts)
    weights = {name: value.double().numpy() for name, value in network.state_dict().items()}
    eases = eases_of(input_ranges(network.layers, lambda: _read(network, words, parts[:CALIBRATION_TURNS])), weights)
    tensors = whole_number_tensors(weights, eases, len(network.layers))
    heads = np.concatenate([weights[f"heads.{name}.weight"] for name in network.heads])
    biases = np.concatenate([weights[f"heads.{name}.bias"] for name in network.heads])
    onnx.save(
        graph(tensors | {"heads": heads.astype(np.float32), "biases": biases.astype(np.float32)}, network, words.width),
        given.out,
    )
    _compare(given.out, network, words, parts[CALIBRATION_TURNS:])
    print(f"{given.out.name}: {given.out.stat().st_size / 1e6:.1f} MB")


def own_parts(words: E5Words, acts: Sequence[str]) -> list[TurnPart]:
    """Parts of our own turns, shuffled: for calibration, and others to compare on."""
    lessons = [*act_lessons(read_snippets(ACTS), acts), *feeling_lessons("train"), *feeling_lessons("held_out")]
    return pieces_of(words, random.Random(SEED).sample(lessons, CALIBRATION_TURNS + CHECKED_TURNS))


def graph(tensors: dict[str, np.ndarray], network: ReadingNetwork, width: int) -> onnx.ModelProto:
    """Words, presence and target in; logits of every head, and the pooled features under them, out.

    Every reduction is a sum of one row alone, so that what else is in the batch shows in no bit.
    """
    writer = GraphWriter(tensors)
    hidden = writer.encoded("words", len(network.layers), HEADS)
    last, one = writer.constant(np.array([-1])), writer.constant(np.array([1]))
    judged = writer.node("Mul", ["target", "present"])
    total = writer.node("Max", [writer.node("ReduceSum", [judged, last], keepdims=1), writer.constant(np.float32(1))])
    shares = writer.node("Unsqueeze", [writer.node("Div", [judged, total]), one])
    mean = writer.node("Squeeze", [writer.node("MatMul", [shares, hidden]), one])
    column = writer.node("Unsqueeze", [judged, last])
    away = writer.node(
        "Mul", [writer.node("Sub", [writer.constant(np.float32(1)), column]), writer.constant(np.float32(_FAR))]
    )
    highest = writer.node(
        "ReduceMax", [writer.node("Sub", [writer.node("Mul", [hidden, column]), away]), one], keepdims=0
    )
    features = writer.node("Concat", [mean, highest], axis=-1)
    weighed = writer.node("Mul", [writer.node("Unsqueeze", [features, one]), "heads"])
    logits = writer.node("Add", [writer.node("ReduceSum", [weighed, last], keepdims=0), "biases"])
    writer.output(LOGITS, logits)
    writer.output(FEATURES, features)
    masks = ("batch", "tokens")
    return writer.model(
        {"words": ("batch", "tokens", width), "present": masks, "target": masks},
        {LOGITS: ("batch", len(tensors["biases"])), FEATURES: ("batch", 2 * width)},
    )


def _read(network: ReadingNetwork, words: E5Words, parts: Sequence[TurnPart]) -> np.ndarray:
    """Logits of torch, one part at a time: padding would count as an input."""
    with torch.no_grad():
        return np.concatenate([network(*tensors_of(words, [part])).numpy() for part in parts])


def _compare(file: Path, network: ReadingNetwork, words: E5Words, parts: Sequence[TurnPart]) -> None:
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    names = [given.name for given in session.get_inputs()]
    whole = np.concatenate(
        [
            session.run([LOGITS], dict(zip(names, (t.numpy() for t in tensors_of(words, [part])), strict=True)))[0]
            for part in parts
        ]
    )
    exact = _read(network, words, parts)
    wrong = np.abs(whole - exact)
    print(f"{len(parts)} turns: logits spread by {exact.std():.2f}; whole numbers differ from torch by")
    print(f"  {wrong.mean():.3f} on average, {wrong.max():.2f} at most")


if __name__ == "__main__":
    main()
