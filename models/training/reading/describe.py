"""Describe exported weights for the product: `... describe --network FILE.pt --onnx FILE.onnx` writes FILE.json.

How feeling is read stays as it was in that file, until calibrate.py fits it anew.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

from models.training.reading.corpus import EMOTIONS, SENTIMENTS


def main() -> None:
    """Write labels, temperatures and the checksum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the logits of the acts")
    given = parser.parse_args()
    told = {
        "sentiment": SENTIMENTS,
        "emotion": EMOTIONS,
        "acts": list(torch.load(given.network, weights_only=True)["acts"]),
        "temperatures": {"acts": given.temperature},
        "sha256": hashlib.sha256(given.onnx.read_bytes()).hexdigest(),
    }
    described = given.onnx.with_suffix(".json")
    if described.is_file():  # fitted for former weights: run calibrate to renew it
        told["feeling"] = json.loads(described.read_text(encoding="utf-8")).get("feeling", {})
    described.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
