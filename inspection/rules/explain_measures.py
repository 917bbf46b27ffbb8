"""What a figure was against its limit: the operator is asked again with its limits taken off, and tells what it saw."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from inspection.rules.condition import Condition
from inspection.rules.outcome import Hit

LIMITLESS = 1e12
_RISING = ("over", "above", "more_than", "rise", "at_least", "times", "similarity")
_FALLING = ("below", "under", "at_most", "lowest_below")
_FIGURE = re.compile(r"[-+]?\d+(?:\.\d+)?")


def unlimited(condition: Condition) -> Condition | None:
    """The condition with every limit of its operator taken off; None when it has none.

    Limits are told by their names (over_s, above, more_than, at_least_share, below_dbfs ...), so that an operator this
    file has never heard of is understood as long as it names its limits like the others.
    """
    operator = condition.spec.operator
    wanted = getattr(condition.spec, operator)
    if not isinstance(wanted, BaseModel):
        return None
    update = {
        name: free for name in type(wanted).model_fields if (free := _free(name, getattr(wanted, name))) is not None
    }
    if not update:
        return None
    loose = wanted.model_copy(update=update)
    return replace(condition, spec=condition.spec.model_copy(update={operator: loose}))


def _free(name: str, value: Any) -> Any:
    rising, falling = name.startswith(_RISING), name.startswith(_FALLING)
    if not (rising or falling) or value is None or isinstance(value, bool | str):
        return None
    free: float = LIMITLESS if falling else (-200.0 if name.endswith("dbfs") else 0)
    return dict.fromkeys(value, free) if isinstance(value, Mapping) else free


def is_falling(condition: Condition) -> bool:
    """Whether the operator looks for too little (below) rather than too much."""
    wanted = getattr(condition.spec, condition.spec.operator)
    if not isinstance(wanted, BaseModel):
        return False
    return any(name.startswith(_FALLING) and getattr(wanted, name) is not None for name in type(wanted).model_fields)


def limits_of(condition: Condition) -> str:
    """The limits as written: `over_s: 15`."""
    wanted = getattr(condition.spec, condition.spec.operator)
    if not isinstance(wanted, BaseModel):
        return ""
    named = {n: getattr(wanted, n) for n in type(wanted).model_fields if n.startswith((*_RISING, *_FALLING))}
    return ", ".join(f"{n}: {_short(v)}" for n, v in named.items() if v is not None)


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {v:g}" for k, v in value.items()) + "}"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def figure_of(hit: Hit) -> float | None:
    """The figure of a hit's value (`12.3 s`, `0.41`, `72%`); None when it shows none."""
    found = _FIGURE.findall(hit.value)
    return float(found[-1]) if found else None
