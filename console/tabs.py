"""Choices of a list as links (页签): each keeps the rest of the question and begins at the first page."""

from collections.abc import Iterable
from dataclasses import dataclass

from console.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One choice; `count` is how many rows it has, None when that is not counted."""

    label: str
    url: str
    is_here: bool
    count: int | None = None


def tabs_of(visit: Visit, name: str, choices: Iterable[tuple[str, str, int | None]], chosen: str) -> tuple[Tab, ...]:
    """A link for each (value, label, count) of query value `name`."""
    return tuple(
        Tab(label=label, url=visit.here_with(**{name: value, "page": ""}), is_here=value == chosen, count=count)
        for value, label, count in choices
    )
