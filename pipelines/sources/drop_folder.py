"""The drop folder: one folder with recordings, tables and chat exports, looked at once a night and never changed."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from inspection.arrivals import Discovery
from inspection.eligibility import EligibilityPolicy
from inspection.errors import RecordingError, SettingsError
from inspection.formats.coded_values import codes_from_text
from pipelines.sources.drop_listing import list_drop, readable_name
from pipelines.sources.drop_look import Look
from pipelines.sources.drop_tables import read_contents
from pipelines.sources.settings import SourceSettings, conventions_of, read_settings
from pipelines.sources.shipped_files import default_codes, shipped_eligibility


class DropFolder:
    """A `Source` over one folder (docs/how-to/drop-folder.md)."""

    def __init__(
        self,
        path: Path,
        settings: SourceSettings | None = None,
        *,
        eligibility: EligibilityPolicy | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Read source.toml and codes.yaml; raises SettingsError when the folder or one of them is not usable."""
        self.path = Path(path)
        if not self.path.is_dir():
            raise SettingsError(f"the drop folder {self.path.name!r} is not there", "create it, or correct --drop")
        self.settings = settings or _settings_in(self.path)
        self._name = self.settings.name or self.path.resolve().name or "drop"
        self._eligibility = (eligibility or shipped_eligibility()).with_internal_numbers(self.settings.internal_numbers)
        self._wait = wait
        codes = default_codes().extended(_codes_in(self.path))
        self._conventions = conventions_of(self.settings, self._name, codes)

    @property
    def zone(self) -> tzinfo:
        """The time zone of source.toml."""
        return ZoneInfo(self.settings.time_zone)

    @property
    def name(self) -> str:
        """The source's name: of source.toml, else of the folder."""
        return self._name

    @property
    def eligibility(self) -> EligibilityPolicy:
        """The policy with this source's own internal numbers, for the checks after hearing."""
        return self._eligibility

    def discover(self, now: datetime) -> Discovery:
        """Everything in the folder with its defined answer; `now` is the zone-aware wall clock.

        Fresh files are waited for (at most `settle_s` seconds, once). Raises SettingsError when the folder vanished.
        """
        listing = list_drop(self.path, now.timestamp(), self.settings.settle_s, self._wait)
        contents = read_contents(listing, self._conventions, self.settings)
        return Look(listing, contents, self.settings, self._name, self._eligibility).discovery()

    def recording_path(self, relative_path: str) -> Path:
        """Where a recording lies; raises RecordingError when it is gone or outside the folder."""
        path = self.path / relative_path
        if not path.exists():
            path = self._under_its_stored_name(relative_path) or path
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError, ValueError) as error:
            reason = f"the recording {relative_path!r} is no longer there"
            raise RecordingError(reason, "deliver it again", where=relative_path, code="recording_missing") from error
        if not real.is_relative_to(self.path.resolve()) or not real.is_file():
            reason = "it is not a plain file of the drop folder"
            raise RecordingError(reason, "deliver the audio itself", where=relative_path, code="unsafe_path")
        return path

    def open_recording(self, relative_path: str) -> bytes:
        """The bytes of one recording; raises RecordingError as `recording_path`, or `unreadable`."""
        path = self.recording_path(relative_path)
        try:
            return path.read_bytes()
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            raise RecordingError(reason, "check its permissions", where=relative_path, code="unreadable") from error

    def _under_its_stored_name(self, relative_path: str) -> Path | None:
        """A name that is not UTF-8 on disk is shown decoded; find the entry it was decoded from."""
        folder = self.path
        for part in PurePosixPath(relative_path).parts:
            entries = sorted(folder.iterdir()) if folder.is_dir() else []
            found = next((e for e in entries if readable_name(e.name) == part), None)
            if found is None or part == "..":
                return None
            folder = found
        return folder


def _settings_in(drop: Path) -> SourceSettings:
    data = _operator_file(drop / "source.toml")
    return SourceSettings() if data is None else read_settings(data)


def _codes_in(drop: Path) -> Mapping[str, Mapping[str, str]]:
    data = _operator_file(drop / "codes.yaml")
    if data is None:
        return {}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError("it is not UTF-8", "save it as UTF-8", where="codes.yaml") from error
    return codes_from_text(text, "codes.yaml")


def _operator_file(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise SettingsError(
            (error.strerror or "cannot be read").lower(), "check its permissions", where=path.name
        ) from error
