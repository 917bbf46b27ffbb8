"""Attachments are told by their content; what is too large, too many, empty or unknown is refused."""

import pytest

from inspection.appeal_policy import AttachmentLimits
from inspection.attachment_kind import accepted_kind, kind_of
from inspection.errors import InputError

LIMITS = AttachmentLimits(largest_bytes=100, most=2, kinds=("png", "pdf", "text", "wav"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "png"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "jpeg"),
        (b"%PDF-1.7\n", "pdf"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "wav"),
        (b"ID3\x04\x00", "mp3"),
        (b"OggS\x00", "ogg"),
        ("系统在 10:02 掉线".encode(), "text"),
        (b"<html><script>alert(1)</script>", "text"),  # kept and shown as text, never as a page
        (b"MZ\x90\x00\x03", None),
        (b"RIFF\x10\x00\x00\x00AVI LIST", None),
        (b"PK\x03\x04\x14\x00", None),
        ("掉线".encode("gb18030"), None),
        (b"", None),
        (b"text with a nul\x00", None),
    ],
)
def test_a_kind_is_told_by_its_first_bytes(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


def test_an_accepted_attachment_says_its_kind() -> None:
    assert accepted_kind(b"%PDF-1.7", 1, LIMITS, where="a.pdf") == "pdf"


@pytest.mark.parametrize(
    ("content", "present", "why", "code"),
    [
        (b"", 0, "is empty", "attachment_empty"),
        (b"%PDF-" + bytes(96), 0, "has 101 bytes, more than 100", "attachment_too_large"),
        (b"%PDF-1.7", 2, "would be attachment 3", "attachment_too_many"),
        (b"\xff\xd8\xff\xe0", 0, "of the kind jpeg", "attachment_kind"),
        (b"MZ\x90\x00", 0, "of a kind nobody can tell", "attachment_kind"),
    ],
)
def test_others_are_refused_in_one_line(content: bytes, present: int, why: str, code: str) -> None:
    with pytest.raises(InputError, match=why) as refused:
        accepted_kind(content, present, LIMITS, where="holiday.exe")
    assert (refused.value.where, refused.value.code) == ("holiday.exe", code)
