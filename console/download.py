"""A file somebody takes along (下载): made by an address of its own, noted in the audit trail."""

from dataclasses import dataclass

CSV = "text/csv; charset=utf-8"
ANY_BYTES = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Download:
    """`name` is the file's name (ASCII, without quotes), `media_type` what it is, `content` its bytes."""

    name: str
    media_type: str
    content: bytes

    def __post_init__(self) -> None:
        if not self.name.isascii() or set(self.name) & set('"\\\r\n/'):
            raise ValueError(f"a download cannot be named {self.name!r}")
