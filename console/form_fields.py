"""What a form sent: URL-encoded fields, read up to a limit. Other bodies are refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from inspection.errors import InputError

BIGGEST_FORM_BYTES = 256 * 1024
_MOST_FIELDS = 500
_FORM = "application/x-www-form-urlencoded"
READS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file a form carried: the name its sender gave it, which proves nothing, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FormFields:
    """Every field with its values, in the order they were sent; `files` where the form may carry any."""

    fields: Mapping[str, tuple[str, ...]]
    files: tuple[SentFile, ...] = ()

    def one(self, name: str) -> str:
        """The last value of a field as it was sent; empty without one."""
        return self.fields.get(name, ("",))[-1]

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a field (ticked boxes)."""
        return self.fields.get(name, ())


def day_of(text: str) -> date:
    """A day a form sent; InputError (`bad_day`) for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("this is no day", "write 2026-12-01", code="bad_day") from None


NO_FIELDS = FormFields(MappingProxyType({}))


async def form_fields(request: Request) -> FormFields:
    """The fields of a request that writes; none for one that reads. HTTPException 413 or 415 for other bodies."""
    if request.method in READS:
        return NO_FIELDS
    body = await _body(request)
    if not body:
        return NO_FIELDS
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, "problem_400")
    return _parsed(body)


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BIGGEST_FORM_BYTES:
            raise HTTPException(413, "problem_400")
    return body


def _parsed(body: bytes) -> FormFields:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, encoding="utf-8", errors="strict"
        )
    except ValueError:  # UnicodeDecodeError is one
        raise HTTPException(400, "problem_400") from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return FormFields(found)
