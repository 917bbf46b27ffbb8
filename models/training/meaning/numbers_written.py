"""A number as people write and say it: digits, full-width digits, Chinese numerals, English words."""

import random

import cn2an

_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
RANGES = {
    "n": (2, 9), "days": (2, 15), "hours": (2, 48), "minutes": (5, 45), "amount": (20, 5000), "percent": (2, 30),
    "month": (2, 12), "times": (2, 9),
}  # fmt: skip
"""Which values a slot takes (inclusive)."""


def written(value: int, language: str, rng: random.Random) -> str:
    """One way to write `value`; digits most often."""
    if language == "en":
        return _ENGLISH[value] if value < len(_ENGLISH) and rng.random() < 0.35 else str(value)
    chance = rng.random()
    if chance < 0.55:
        return str(value)
    if chance < 0.62:
        return str(value).translate(_FULL_WIDTH)
    said: str = cn2an.an2cn(str(value))
    return "两" if value == 2 else said


def another(value: int, slot: str, rng: random.Random) -> int:
    """A different value of the same slot, often a close or look-alike one."""
    low, high = RANGES[slot]
    near = [v for v in (value - 1, value + 1, value * 2, value // 2, value * 10, value + 10) if v >= 1 and v != value]
    if rng.random() < 0.6:
        return rng.choice(near)
    while (other := rng.randint(low, high)) == value:
        pass
    return other


def value_of(slot: str, rng: random.Random) -> int:
    """A value of a slot; amounts are mostly round."""
    low, high = RANGES[slot]
    value = rng.randint(low, high)
    return max(low, value // 50 * 50) if slot == "amount" and rng.random() < 0.7 else value
