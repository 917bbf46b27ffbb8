"""Write the trained network as ONNX with int8 weights: `... export --words FILE --network FILE --out FILE.onnx`."""

import argparse
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from models.training.reading.evaluate import load_network
from models.training.reading.network import load_words


def main() -> None:
    """Export, quantise, and say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    words = load_words(given.words)
    network, _ = load_network(given.network, words.width)
    plain = given.out.with_suffix(".float.onnx")
    example = (torch.zeros(2, 7, words.width), torch.ones(2, 7), torch.ones(2, 7))
    axes = {
        "words": {0: "batch", 1: "tokens"},
        "present": {0: "batch", 1: "tokens"},
        "target": {0: "batch", 1: "tokens"},
    }
    torch.onnx.export(
        network, example, plain, input_names=list(axes), output_names=["logits"], dynamic_axes=axes, dynamo=False,
        opset_version=17,
    )  # fmt: skip
    onnx.checker.check_model(str(plain))
    quantize_dynamic(str(plain), str(given.out), weight_type=QuantType.QInt8, per_channel=True)
    print(f"{given.out.name}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
