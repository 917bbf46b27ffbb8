"""Column types that mean the same in SQLite and PostgreSQL: instants, words, and packed JSON."""

import json
import zlib
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

REPLACEMENT = "\ufffd"
INSTANT_LENGTH = 32


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: timestamptz in PostgreSQL, ISO 8601 text of fixed width in SQLite (sorts like time).

    Refuses a naive datetime; gives back a zone-aware one in UTC, exact to the microsecond.
    """

    impl = sa.String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Timestamptz where the database has it."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(sa.DateTime(timezone=True))
        return dialect.type_descriptor(sa.String(INSTANT_LENGTH))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Zone-aware to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone cannot be recorded: {value}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Back to a zone-aware datetime in UTC."""
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment.astimezone(UTC)


class Written(TypeDecorator[str]):
    """Text as people and systems write it; what no database can hold (NUL, lone surrogates) becomes U+FFFD.

    One code point is replaced by one, so that character offsets keep their meaning.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Replace what cannot be stored."""
        return None if value is None else storable(value)


class Packed(TypeDecorator[bytes]):
    """Bytes stored compressed (zlib)."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Compress."""
        return None if value is None else zlib.compress(value, 6)

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Decompress."""
        return None if value is None else zlib.decompress(bytes(value))


def storable(text: str) -> str:
    """`text` with NUL and lone surrogates replaced, one for one, by U+FFFD."""
    if "\x00" in text:
        text = text.replace("\x00", REPLACEMENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(REPLACEMENT if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def to_json(value: object) -> str:
    """JSON text of a nested value: readable Chinese, no spaces, only storable characters."""
    text = _dumps(value)
    if "\\u0000" in text or storable(text) is not text:  # rare: then every string inside is looked at
        return _dumps(_storable_inside(value))
    return text


_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _storable_inside(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): _storable_inside(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_inside(inner) for inner in value]
    return value
