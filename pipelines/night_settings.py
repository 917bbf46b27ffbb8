"""What one night is told: where from, where to, how much at once. Every setting with its unit and range."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipelines.hearing_settings import HearingSettings
from pipelines.keeping_settings import KeepingSettings
from pipelines.publish_settings import PublishSettings


class NightSettings(BaseModel):
    """Settings of `mingjian nightly`; the command line, the environment and mingjian.toml fill them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    drop: Path = Field(description="the drop folder")
    workspace: Path = Field(description="the workspace folder")
    database_url: str | None = Field(None, description="database elsewhere, postgresql+psycopg://...")
    business_date: date = Field(description="the date the night stands for")
    rules: Path | None = Field(None, description="a rulebook folder instead of the shipped one")
    recogniser: str = Field("base", description="Whisper size, hub name or folder")
    language: str = Field("zh", description="language of calls that do not say theirs")
    cpu_threads: int = Field(2, ge=1, le=256, description="threads of the recogniser")
    workers: int = Field(1, ge=1, le=64, description="shards worked on at once")
    dask: str | None = Field(None, description="address of a Dask scheduler, tcp://host:port (extra dask)")
    shard_audio_s: float = Field(480.0, ge=1, le=7200, description="seconds of sound in one shard, heard together")
    shard_texts: int = Field(100, ge=1, le=5000, description="text interactions in one shard")
    retries: int = Field(2, ge=0, le=10, description="retries of a shard whose error says a retry makes sense")
    retry_delay_s: float = Field(5.0, ge=0, le=3600, description="seconds between them")
    retry_failed: bool = Field(False, description="take up the failed interactions of earlier nights again")
    fail_above_share: float = Field(0.05, ge=0, le=1, description="share of failed interactions that makes exit code 1")
    publishing: PublishSettings = Field(PublishSettings(), description="when a rule is trusted, and loses that trust")
    hearing: HearingSettings = Field(HearingSettings(), description="how the recogniser works")
    keeping: KeepingSettings = Field(KeepingSettings(), description="what is kept beside the masked words")
