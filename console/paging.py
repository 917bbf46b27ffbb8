"""Fifty rows at a time: ten thousand rows on one page take a browser seconds (MEASURED.md, section 6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from console.visit import Visit

ROWS_PER_PAGE = 50

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list: its rows, which rows of the whole these are (from 1), and the way to its neighbours."""

    rows: tuple[T, ...]
    total: int
    first: int
    last: int
    number: int
    pages: int
    previous_url: str | None
    next_url: str | None


def page_of(rows: Sequence[S], visit: Visit, show: Callable[[S], T], *, name: str = "page") -> Page[T]:
    """The page the visit asks for by query value `name`; a number past the end gives the last page.

    Only the rows of the page are shown through `show`.
    """
    pages = max(1, -(-len(rows) // ROWS_PER_PAGE))
    number = min(visit.page(name), pages)
    start = (number - 1) * ROWS_PER_PAGE
    chosen = rows[start : start + ROWS_PER_PAGE]
    return Page(
        rows=tuple(show(row) for row in chosen),
        total=len(rows),
        first=start + 1 if chosen else 0,
        last=start + len(chosen),
        number=number,
        pages=pages,
        previous_url=_url(visit, name, number - 1) if number > 1 else None,
        next_url=_url(visit, name, number + 1) if number < pages else None,
    )


def page_with(rows: Sequence[S], total: int, visit: Visit, show: Callable[[S], T], *, name: str = "page") -> Page[T]:
    """The page the visit asks for when the database has cut it out: `rows` are its rows, `total` those of the list."""
    pages = max(1, -(-total // ROWS_PER_PAGE))
    number = min(visit.page(name), pages)
    start = (number - 1) * ROWS_PER_PAGE
    return Page(
        rows=tuple(show(row) for row in rows),
        total=total,
        first=start + 1 if rows else 0,
        last=start + len(rows),
        number=number,
        pages=pages,
        previous_url=_url(visit, name, number - 1) if number > 1 else None,
        next_url=_url(visit, name, number + 1) if number < pages else None,
    )


def first_row(visit: Visit, total: int, *, name: str = "page") -> int:
    """How many rows of a list come before the page the visit asks for; a number past the end means the last page."""
    pages = max(1, -(-total // ROWS_PER_PAGE))
    return (min(visit.page(name), pages) - 1) * ROWS_PER_PAGE


def _url(visit: Visit, name: str, number: int) -> str:
    return f"{visit.here_with(**{name: str(number) if number > 1 else ''})}#{name}"
