"""What is kept of an interaction beside its masked words, how long, and who may see it. Every setting with its range.

In mingjian.toml they stand in sections: `keep` in `[media]` is `media_keep`.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from inspection.retention import Retention


def _listed(given: object) -> object:
    """The environment gives names as one text, with commas between."""
    return tuple(n for n in (name.strip() for name in given.split(",")) if n) if isinstance(given, str) else given


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class KeepingSettings(BaseModel):
    """Settings of recordings, originals and the search by number; mingjian.toml and the environment fill them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    media_keep: Literal["redacted", "none"] = Field(
        "redacted", description="recordings with personal data silenced, or none at all"
    )
    media_keep_days: int = Field(180, ge=1, le=36_500, description="days until `database purge` deletes one")
    originals_keep: Literal["none", "encrypted"] = Field("none", description="unmasked turns: not kept, or encrypted")
    originals_recordings: bool = Field(False, description="the recordings as they came as well, encrypted")
    originals_keep_days: int = Field(30, ge=1, le=36_500, description="days until `database purge` deletes one")
    originals_key_file: Path | None = Field(None, description="their key file, outside the workspace")
    originals_readers: Names = Field((), description="people and roles who may read an original; nobody else may")
    find_key_file: Path | None = Field(
        None, description="key file of the search by number; `find.key` in the workspace when not set"
    )
    find_people: Names = Field((), description="people and roles who may search by number; all when empty")

    @property
    def retention(self) -> Retention:
        """What people are told of it; no path and no key is named."""
        return Retention(
            keeps_recordings=self.media_keep != "none",
            recordings_days=self.media_keep_days,
            keeps_originals=self.originals_keep != "none",
            originals_days=self.originals_keep_days,
            originals_readers=self.originals_readers,
            find_people=self.find_people,
        )
