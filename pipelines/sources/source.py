"""The port every source implements."""

from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

from inspection.arrivals import Discovery
from inspection.eligibility import EligibilityPolicy


class Source(Protocol):
    """A place that delivers interactions. Nothing in it is ever changed, moved or deleted."""

    @property
    def name(self) -> str:
        """The `source` half of every identity it delivers."""
        ...

    @property
    def zone(self) -> tzinfo:
        """The time zone of the centre."""
        ...

    @property
    def eligibility(self) -> EligibilityPolicy:
        """Who is judged, with what only this source knows (its internal numbers)."""
        ...

    def discover(self, now: datetime) -> Discovery:
        """Look once at everything that is there; `now` is the zone-aware wall clock. Bad input becomes refusals."""
        ...

    def recording_path(self, relative_path: str) -> Path:
        """A local file with the bytes of one recording; raises RecordingError when it cannot be had."""
        ...

    def open_recording(self, relative_path: str) -> bytes:
        """The bytes of one recording; raises RecordingError when it cannot be read or lies outside the source."""
        ...
