"""One choice of a list's filter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter, with how many rows it would show."""

    value: str
    label: str
    count: int
    is_chosen: bool
