"""The trained numbers of the linear sentiment reader: where they lie, and that they are the ones they claim to be."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspection.errors import ModelError
from models.training.linear_sentiment.features import BUCKETS

WEIGHTS = Path(__file__).with_name("weights.npz")
FORMAT = 1
RETRAIN = "restore the file from the release, or run python -m models.training.linear_sentiment.train"


@dataclass(frozen=True, slots=True)
class LinearWeights:
    """A quantised three-class linear model over hashed features; classes in the order of `Sentiment`.

    `steps`: int8, shape (BUCKETS, 3), -127 to 127. The logit of a class is
    `scale` * sum of its steps over the turn's features / sqrt(number of features) + its bias.
    `scale` and `biases` have the calibration temperature in them. `ambiguous_below`: probability 0-1.
    `sources`: what it was trained on, for the model card.
    """

    steps: NDArray[np.int8]
    scale: float
    biases: tuple[float, float, float]
    ambiguous_below: float
    sources: tuple[str, ...]
    checksum: str


def load_weights(path: Path = WEIGHTS) -> LinearWeights:
    """Read and check a weights file; its checksum must stand in the .sha256 file beside it.

    Raises:
        ModelError: the file is missing, is not what its checksum says, or has another format.
    """
    content = _checked_bytes(path)
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return _from_arrays({name: arrays[name] for name in arrays.files}, hashlib.sha256(content).hexdigest())
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as problem:
        raise ModelError(
            f"these are not sentiment weights of format {FORMAT} ({problem})", RETRAIN, where=str(path)
        ) from problem


def _checked_bytes(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        promised = path.with_suffix(".sha256").read_text(encoding="ascii").split()[:1]
    except (OSError, UnicodeDecodeError) as problem:
        raise ModelError(f"the sentiment weights cannot be read ({problem})", RETRAIN, where=str(path)) from problem
    if promised != [hashlib.sha256(content).hexdigest()]:
        raise ModelError("the sentiment weights do not match their checksum", RETRAIN, where=str(path))
    return content


def _from_arrays(arrays: dict[str, NDArray[np.generic]], checksum: str) -> LinearWeights:
    if int(arrays["format"].item()) != FORMAT:
        raise ValueError(f"the file says format {arrays['format'].item()}")
    steps = arrays["steps"].astype(np.int8, casting="no")
    if steps.shape != (BUCKETS, 3):
        raise ValueError(f"steps have the shape {steps.shape}")
    negative, neutral, positive = (float(bias) for bias in arrays["biases"].tolist())
    scale, ambiguous_below = float(arrays["scale"].item()), float(arrays["ambiguous_below"].item())
    sources = tuple(str(source) for source in arrays["sources"].tolist())
    return LinearWeights(steps, scale, (negative, neutral, positive), ambiguous_below, sources, checksum)


def weights_bytes(weights: LinearWeights) -> bytes:
    """The file content that `load_weights` reads: plain arrays in a compressed npz, no pickle."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        format=np.array(FORMAT, dtype=np.int16),
        steps=weights.steps,
        scale=np.array(weights.scale),
        biases=np.array(weights.biases),
        ambiguous_below=np.array(weights.ambiguous_below),
        sources=np.array(weights.sources, dtype=np.str_),
    )
    return buffer.getvalue()


def save_weights(weights: LinearWeights, path: Path = WEIGHTS) -> str:
    """Write the file and its checksum beside it; return the checksum (sha256, hex)."""
    content = weights_bytes(weights)
    checksum = hashlib.sha256(content).hexdigest()
    path.write_bytes(content)
    path.with_suffix(".sha256").write_text(f"{checksum}  {path.name}\n", encoding="ascii")
    return checksum
