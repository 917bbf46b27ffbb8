"""What an attachment (附件) is, told by its content: a name proves nothing."""

from inspection.appeal_policy import AttachmentLimits
from inspection.errors import InputError

_BEGINS = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpeg": (b"\xff\xd8\xff",),
    "pdf": (b"%PDF-",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "ogg": (b"OggS",),
}
_RIFF, _WAVE = slice(0, 4), slice(8, 12)
_NOT_IN_TEXT = frozenset(range(32)) - frozenset(b"\t\n\r\f")
SUFFIXES = {"png": ".png", "jpeg": ".jpg", "pdf": ".pdf", "text": ".txt", "wav": ".wav", "mp3": ".mp3", "ogg": ".ogg"}


def kind_of(content: bytes) -> str | None:
    """png, jpeg, pdf, wav, mp3, ogg or text; None for anything else.

    Text is UTF-8 without control characters: a page or a program is text as well, and is kept and shown as such.
    """
    if content[_RIFF] == b"RIFF" and content[_WAVE] == b"WAVE":
        return "wav"
    for kind, beginnings in _BEGINS.items():
        if content.startswith(beginnings):
            return kind
    return "text" if _is_text(content) else None


def accepted_kind(content: bytes, present: int, limits: AttachmentLimits, *, where: str) -> str:
    """The kind of an attachment that may be kept beside `present` others.

    Raises InputError for one that is empty (`attachment_empty`), too large (`attachment_too_large`), one too many
    (`attachment_too_many`), or of no kind that is accepted (`attachment_kind`).
    """
    kind = kind_of(content)
    if not content:
        _refuse("is empty", "give a file with something in it", where, "empty")
    if len(content) > limits.largest_bytes:
        _refuse(
            f"has {len(content)} bytes, more than {limits.largest_bytes}", "give a smaller file", where, "too_large"
        )
    if present >= limits.most:
        reason = f"would be attachment {present + 1} of at most {limits.most}"
        _refuse(reason, "choose the telling ones", where, "too_many")
    if kind is None or kind not in limits.kinds:
        said = "of a kind nobody can tell" if kind is None else f"of the kind {kind}"
        _refuse(f"is {said}", f"give one of: {', '.join(limits.kinds)}", where, "kind")
    return str(kind)


def _refuse(reason: str, what_to_do: str, where: str, fault: str) -> None:
    raise InputError(reason, what_to_do, where=where, code=f"attachment_{fault}")


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(content) and not _NOT_IN_TEXT.intersection(content)
