"""Weights of an encoder as small whole numbers: what the export and every machine that assembles it compute alike.

Each map turns `x` into `x W + b`. Run-time form: x is divided by `ease` (per input), rounded to bytes with one frozen
step per map, and multiplied with whole-number columns of `ease * W`. Easing moves the few huge inputs of this family of
encoders into the weights (SmoothQuant, Xiao et al. 2023); the frozen step makes an answer independent of what else
is in the batch. Weights use 7 bits, not 8: sums of two products then never saturate on processors without VNNI, so that
these do not answer differently.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Tensors = dict[str, NDArray[Any]]
HIGHEST_WEIGHT, HIGHEST_BYTE = 63, 255
INPUTS = ("in", "out", "up", "down")
"""What enters the maps of a layer: query/key/value together, the attention's output, the wide layer, its way back."""
_SMALLEST = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Ease:
    """What inputs are divided by, shape (inputs,), and the range they then have (low <= 0 <= high)."""

    divisor: Doubles
    low: float
    high: float

    @property
    def step(self) -> float:
        """Value of one step of a byte."""
        return (self.high - self.low) / HIGHEST_BYTE

    @property
    def zero(self) -> int:
        """The byte that stands for 0."""
        return int(np.clip(np.rint(-self.low / self.step), 0, HIGHEST_BYTE))


def whole_number_tensors(weights: Mapping[str, Doubles], eases: Mapping[str, Ease], layers: int) -> Tensors:
    """Every tensor of the run-time graph, in the order of its file.

    `weights` are named as torch names them (`layers.0.query.weight`, shape (outputs, inputs)); `eases` by layer and
    input (`0.in`). All of it is computed in double precision, so that another machine rounds the same way.
    """
    tensors: Tensors = dict(_norm("norm", weights, "norm"))
    for number in range(layers):
        here = f"layers.{number}."
        eased = {name: eases[f"{number}.{name}"] for name in INPUTS}
        joined = np.concatenate([weights[f"{here}{n}.weight"] for n in ("query", "key", "value")])
        bias = np.concatenate([weights[f"{here}{n}.bias"] for n in ("query", "key", "value")])
        # The attention mixes values without changing their scale: its output is eased where the values are made.
        of_values = np.concatenate([np.ones(2 * len(joined) // 3), eased["out"].divisor])
        tensors |= _ease(here + "in", eased["in"]) | _step(here + "in", eased["in"])
        tensors |= _map(here + "in", joined * eased["in"].divisor / of_values[:, None], bias / of_values)
        tensors |= _step(here + "out", eased["out"])
        tensors |= _map(here + "out", weights[here + "out.weight"] * eased["out"].divisor, weights[here + "out.bias"])
        tensors |= _norm(here + "norm_attention", weights, here + "norm_attention")
        for name in ("up", "down"):
            tensors |= _ease(here + name, eased[name]) | _step(here + name, eased[name])
            wide = weights[f"{here}{name}.weight"] * eased[name].divisor
            tensors |= _map(here + name, wide, weights[f"{here}{name}.bias"])
        tensors |= _norm(here + "norm_output", weights, here + "norm_output")
    return tensors


def _map(name: str, weight: Doubles, bias: Doubles) -> Tensors:
    """Columns of whole numbers, shape (inputs, outputs), with the value of one step per column."""
    steps = np.maximum(np.abs(weight).max(axis=1) / HIGHEST_WEIGHT, _SMALLEST)
    whole = np.clip(np.rint(weight / steps[:, None]), -HIGHEST_WEIGHT, HIGHEST_WEIGHT).astype(np.int8)
    return {
        f"{name}.weight": np.ascontiguousarray(whole.T),
        f"{name}.weight_step": steps.astype(np.float32),
        f"{name}.bias": bias.astype(np.float32),
    }


def _ease(name: str, ease: Ease) -> Tensors:
    return {f"{name}.ease": (1.0 / ease.divisor).astype(np.float32)}


def _step(name: str, ease: Ease) -> Tensors:
    return {f"{name}.step": np.array(ease.step, np.float32), f"{name}.zero": np.array(ease.zero, np.uint8)}


def _norm(name: str, weights: Mapping[str, Doubles], source: str) -> Tensors:
    gain, shift = weights[f"{source}.weight"], weights[f"{source}.bias"]
    return {f"{name}.gain": gain.astype(np.float32), f"{name}.shift": shift.astype(np.float32)}
