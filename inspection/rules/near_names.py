"""Did you mean ...? The known name nearest to one that nobody knows."""

from collections.abc import Iterable
from difflib import SequenceMatcher

LEAST_LIKENESS = 0.6


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name` (likeness 0-1 of at least LEAST_LIKENESS); None when none is near.

    Case, hyphens and spaces do not matter; among equals the first in alphabetical order.
    """
    wanted = _plain(name)
    scored = [(SequenceMatcher(None, wanted, _plain(k)).ratio(), k) for k in sorted(set(known))]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= LEAST_LIKENESS else None


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")
