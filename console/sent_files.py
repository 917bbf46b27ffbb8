"""Forms that carry files (上传): multipart bodies read up to a limit, and names without anything but a name."""

import unicodedata
from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from console.form_fields import NO_FIELDS, FormFields, SentFile

BIGGEST_UPLOAD_BYTES = 12 * 1024 * 1024
"""One attachment of the size appeals.yaml allows, and the form around it."""
_MOST_FILES, _MOST_FIELDS = 5, 20
_LONGEST_NAME = 120
_FORM = "multipart/form-data"


async def fields_with_files(request: Request) -> FormFields:
    """Fields and files of a multipart form; none for an empty body.

    HTTPException 413 for one that is too large, 415 for another kind of body, 400 for one that cannot be read.
    """
    if not request.headers.get("content-length", "") and not request.headers.get("transfer-encoding", ""):
        return NO_FIELDS
    if request.headers.get("content-length") == "0":
        return NO_FIELDS
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, "problem_400")
    try:
        parser = MultiPartParser(
            request.headers, _bounded(request), max_files=_MOST_FILES, max_fields=_MOST_FIELDS,
            max_part_size=64 * 1024,
        )  # fmt: skip
        form = await parser.parse()
    except MultiPartException:
        raise HTTPException(400, "problem_400") from None
    fields: dict[str, tuple[str, ...]] = {}
    files: list[SentFile] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files.append(SentFile(name=file_name(value.filename or ""), content=await value.read()))
        else:
            fields[name] = (*fields.get(name, ()), value)
    await form.close()
    return FormFields(fields, tuple(one for one in files if one.content or one.name))


def file_name(sent: str) -> str:
    """The last part of a path, without control and direction characters, at most 120 characters; may be empty."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return plain.strip(" .")[-_LONGEST_NAME:]


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    so_far = 0
    async for chunk in request.stream():
        so_far += len(chunk)
        if so_far > BIGGEST_UPLOAD_BYTES:
            raise HTTPException(413, "problem_400")
        yield chunk
