"""Settings of one source: `source.toml` in the drop folder, each with its default, unit and range."""

import tomllib
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from inspection.errors import SettingsError
from inspection.formats.coded_values import CodedValues
from inspection.formats.conventions import Conventions, conventions_from_text
from pipelines.sources.shipped_files import shipped_aliases

MIB = 1024 * 1024


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise ValueError(f"{name!r} is not a time zone such as Asia/Shanghai") from error
    return name


class SourceSettings(BaseModel):
    """What an operator may say about one drop folder; docs/how-to/drop-folder.md shows the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(default="", max_length=100, description="name of the source; default: the folder's name")
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="Asia/Shanghai", description="zone of times that are written without one"
    )
    language: str | None = Field(default=None, description="language where a row says none; default: not known")
    agent_channel: int | None = Field(
        default=None, ge=0, le=7, description="audio channel of the agent, from 0, where a row says none"
    )
    settle_s: float = Field(
        default=5.0, ge=0.0, le=3600.0, description="seconds a file must have stayed the same to count as written"
    )
    internal_numbers: tuple[str, ...] = Field(
        default=(), description="the centre's own and test numbers; a trailing * stands for any digits"
    )
    agent_suffixes: tuple[str, ...] = Field(
        default=("-out", "_out", "-agent", "_agent", "-坐席", "_坐席", "-tx"),
        description="end of the file name of the agent's one-sided recording",
    )
    customer_suffixes: tuple[str, ...] = Field(
        default=("-in", "_in", "-customer", "_customer", "-客户", "_客户", "-rx"),
        description="end of the file name of the customer's one-sided recording, pairwise with agent_suffixes",
    )
    max_table_bytes: int = Field(
        default=512 * MIB, ge=1024, le=4096 * MIB, description="larger tables and text files are refused, bytes"
    )
    max_workbook_bytes: int = Field(
        default=256 * MIB, ge=1024, le=2048 * MIB, description="unpacked size above which an xlsx is refused, bytes"
    )
    columns: dict[str, str] = Field(default={}, description="own column names: header = column of the contract")


def read_settings(data: bytes, where: str = "source.toml") -> SourceSettings:
    """Read source.toml; raises SettingsError naming the setting that is wrong."""
    try:
        settings = SourceSettings.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"not TOML in UTF-8 ({error})", "correct the file", where=where) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(p) for p in first["loc"])
        raise SettingsError(f"{place}: {first['msg']}", "see docs/how-to/drop-folder.md", where=where) from error
    if len(settings.agent_suffixes) != len(settings.customer_suffixes):
        reason = "agent_suffixes and customer_suffixes are not pairs"
        raise SettingsError(reason, "give each agent suffix its customer suffix", where=where)
    return settings


def conventions_of(settings: SourceSettings, source: str, codes: CodedValues) -> Conventions:
    """What the parsers must know about this source; raises SettingsError for a column that does not exist."""
    conventions = conventions_from_text(
        shipped_aliases(),
        source=source,
        zone=ZoneInfo(settings.time_zone),
        language=settings.language,
        agent_channel=settings.agent_channel,
        codes=codes,
    )
    return conventions.with_columns(settings.columns)
