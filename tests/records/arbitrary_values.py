"""Arbitrary domain values for property tests: every field of every value, within what a database can hold."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from itertools import cycle
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from inspection.classification import Classified
from inspection.facts import Facts
from inspection.timeline import Interval

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))])
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=ZONES)  # noqa: DTZ001 - zones are drawn
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(min_value=-(2**31), max_value=2**31 - 1),
    float: NUMBERS,
    bool: st.booleans(),
    datetime: MOMENTS,
    date: st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    type(None): st.none(),
    Classified: st.builds(
        Classified,
        TEXT,
        TEXT,
        st.lists(TEXT, max_size=2).map(tuple),
        st.lists(st.dictionaries(TEXT, NUMBERS, max_size=2), max_size=2).map(tuple),
    ),
    Interval: st.lists(NUMBERS, min_size=2, max_size=2).map(lambda ends: Interval(min(ends), max(ends))),
}


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """A strategy for any value type of inspection/."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        return st.builds(kind, **{name: values_of(hints[name]) for name in names})
    arguments = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of([values_of(argument) for argument in arguments])
    if get_origin(kind) is Literal:
        return st.sampled_from(arguments)
    if get_origin(kind) is tuple:
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if get_origin(kind) is Mapping:
        return st.dictionaries(values_of(arguments[0]), values_of(arguments[1]), max_size=2).map(MappingProxyType)
    raise TypeError(f"no strategy for {kind}")


def facts_values() -> st.SearchStrategy[Facts]:
    """Facts whose turns count from 0 and whose readings belong to them."""
    return values_of(Facts).map(_coherent)


def _coherent(facts: Facts) -> Facts:
    turns = tuple(replace(turn, index=place) for place, turn in enumerate(facts.interaction.turns))
    readings = tuple(reading for _, reading in zip(turns, cycle(facts.readings or (None,)), strict=False))
    return replace(facts, interaction=replace(facts.interaction, turns=turns), readings=readings)
