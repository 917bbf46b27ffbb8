"""Weights as whole numbers: near to what they stand for, and small enough never to saturate."""

import numpy as np
import pytest

from models.meaning.whole_numbers import HIGHEST_WEIGHT, Ease, whole_number_tensors

RANDOM = np.random.default_rng(5)
WIDTH, INNER = 8, 16


def weights() -> dict[str, np.ndarray]:
    named = {"norm.weight": np.ones(WIDTH), "norm.bias": np.zeros(WIDTH)}
    shapes = {"query": (WIDTH, WIDTH), "key": (WIDTH, WIDTH), "value": (WIDTH, WIDTH), "out": (WIDTH, WIDTH)}
    for name, shape in (shapes | {"up": (INNER, WIDTH), "down": (WIDTH, INNER)}).items():
        named[f"layers.0.{name}.weight"] = RANDOM.normal(size=shape)
        named[f"layers.0.{name}.bias"] = RANDOM.normal(size=shape[0])
    for name in ("norm_attention", "norm_output"):
        named[f"layers.0.{name}.weight"] = np.ones(WIDTH)
        named[f"layers.0.{name}.bias"] = np.zeros(WIDTH)
    return named


def eases() -> dict[str, Ease]:
    sizes = {"in": WIDTH, "out": WIDTH, "up": WIDTH, "down": INNER}
    return {f"0.{name}": Ease(RANDOM.uniform(0.5, 4.0, size), -3.0, 5.0) for name, size in sizes.items()}


@pytest.mark.parametrize("name", ["up", "down"])
def test_a_map_over_whole_numbers_is_near_the_map(name: str) -> None:
    own, ease = weights(), eases()
    tensors = whole_number_tensors(own, ease, 1)
    here = f"layers.0.{name}"
    back = tensors[f"{here}.weight"].astype(float) * tensors[f"{here}.weight_step"]
    wanted = (own[f"{here}.weight"] * ease[f"0.{name}"].divisor).T
    assert np.abs(back - wanted).max() <= tensors[f"{here}.weight_step"].max() / 2 + 1e-6
    assert tensors[f"{here}.ease"] == pytest.approx(1 / ease[f"0.{name}"].divisor, rel=1e-6)


def test_the_output_of_the_attention_is_eased_in_the_values() -> None:
    own, ease = weights(), eases()
    tensors = whole_number_tensors(own, ease, 1)
    assert "layers.0.out.ease" not in tensors
    joined = tensors["layers.0.in.weight"].astype(float) * tensors["layers.0.in.weight_step"]
    values = joined[:, 2 * WIDTH :] * ease["0.out"].divisor
    wanted = (own["layers.0.value.weight"] * ease["0.in"].divisor).T
    assert np.abs(values - wanted).max() < 0.1
    assert tensors["layers.0.in.bias"][2 * WIDTH :] * ease["0.out"].divisor == pytest.approx(own["layers.0.value.bias"])


def test_sums_of_two_products_fit_sixteen_bits() -> None:
    tensors = whole_number_tensors(weights(), eases(), 1)
    whole = [value for name, value in tensors.items() if name.endswith(".weight")]
    assert len(whole) == 4
    assert max(int(np.abs(w.astype(int)).max()) for w in whole) == HIGHEST_WEIGHT
    assert 2 * 255 * HIGHEST_WEIGHT < 2**15


def test_zero_stands_for_zero() -> None:
    ease = Ease(np.ones(2), -1.0, 3.0)
    assert ease.zero == 64
    assert (ease.zero * ease.step + ease.low) == pytest.approx(0.0, abs=ease.step / 2)
    assert Ease(np.ones(2), 0.0, 2.0).zero == 0
