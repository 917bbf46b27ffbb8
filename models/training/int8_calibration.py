"""What enters each map of a torch encoder on our own texts, and from it how its inputs are eased (whole_numbers.py)."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack

import numpy as np
import torch
from torch import nn

from models.meaning.whole_numbers import INPUTS, Doubles, Ease

EXPONENTS = {"in": 0.75, "out": 0.75, "up": 0.75, "down": 0.9}
"""Share of the unevenness of each input that moves into the weights. Measured on pairs: see models/cards/meaning.md."""
_WATCHED = {"in": "query", "out": "out", "up": "up", "down": "down"}
_SMALLEST = 1e-5


def input_ranges(layers: Iterable[nn.Module], run: Callable[[], None]) -> dict[str, np.ndarray]:
    """Least and greatest value of every input of every map while `run` runs: shape (2, inputs), named `0.in`."""
    seen: dict[str, np.ndarray] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[torch.Tensor, ...]], None]:
        def note(_: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            flat = given[0].detach().reshape(-1, given[0].shape[-1]).double().numpy()
            now = np.stack([flat.min(0), flat.max(0)])
            before = seen.get(name, now)
            seen[name] = np.stack([np.minimum(before[0], now[0]), np.maximum(before[1], now[1])])

        return note

    with ExitStack() as stack:
        for number, layer in enumerate(layers):
            for name in INPUTS:
                hook = getattr(layer, _WATCHED[name]).register_forward_pre_hook(watch(f"{number}.{name}"))
                stack.callback(hook.remove)
        run()
    return seen


def eases_of(
    ranges: Mapping[str, np.ndarray], weights: Mapping[str, Doubles], exponents: Mapping[str, float] = EXPONENTS
) -> dict[str, Ease]:
    """For every input the divisor max|x|^a / max|w|^(1-a), as float16 keeps it, and the range that is left."""
    return {
        name: _ease(seen, _columns(name, weights), exponents[name.partition(".")[2]]) for name, seen in ranges.items()
    }


def _columns(name: str, weights: Mapping[str, Doubles]) -> Doubles:
    number, _, kind = name.partition(".")
    maps = ("query", "key", "value") if kind == "in" else (kind,)
    return np.concatenate([weights[f"layers.{number}.{m}.weight"] for m in maps])


def _ease(seen: np.ndarray, weight: Doubles, exponent: float) -> Ease:
    inputs = np.maximum(np.abs(seen).max(0), _SMALLEST)
    columns = np.maximum(np.abs(weight).max(0), _SMALLEST)
    divisor = (inputs**exponent / columns ** (1 - exponent)).astype(np.float16).astype(np.float64)
    divisor = np.maximum(divisor, 1e-4)
    left = seen / divisor
    return Ease(divisor, float(min(left.min(), 0.0)), float(max(left.max(), 0.0)))
