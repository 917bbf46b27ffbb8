"""The embedded meaning model behind `UnderstandsMeaning`, opened when the first required phrase is looked for.

Most rulebooks ask for no meaning: they shall pay neither its memory (60 MB) nor its assembly.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

from inspection.meaning import Meant
from inspection.sentiment import TurnText
from models.meaning.learned import shipped
from models.meaning.opening import open_understanding
from models.meaning.understanding import NAME_AND_VERSION, Understanding
from models.model_cache import OnProgress


class EmbeddedMeaning:
    """Our meaning model; `on_progress` hears of its assembly."""

    def __init__(self, *, cache: Path | None = None, on_progress: OnProgress | None = None) -> None:
        """Nothing is opened yet."""
        self._cache, self._on_progress, self._lock = cache, on_progress, Lock()

    @cached_property
    def model_id(self) -> str:
        """Name, and twelve characters that stand for weights, cohort, weighing and thresholds."""
        return f"{NAME_AND_VERSION}@{shipped().checksum}"

    def search(self, required: Sequence[str], turns: Sequence[TurnText]) -> Sequence[Meant]:
        """Where each required phrase may have been said; without turns it only makes ready.

        Raises ModelUnreachable (retry makes sense) or ModelError when the model cannot be opened.
        """
        return self._opened().search(required, turns) if required else []

    def _opened(self) -> Understanding:
        with self._lock:
            return self._understanding

    @cached_property
    def _understanding(self) -> Understanding:
        return open_understanding(cache=self._cache, on_progress=self._on_progress)
