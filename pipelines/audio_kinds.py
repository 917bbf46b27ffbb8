"""Kinds of audio files: which we read, how those without a header are known, and which we refuse by name."""

from pathlib import PurePath

from inspection.errors import RecordingError

READABLE_FORMATS = (
    "aac,aiff,alaw,amr,amrnb,amrwb,asf,au,avi,caf,flac,flv,gsm,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpeg,mpegts,"
    "mulaw,ogg,rm,wav,w64"
)
"""FFmpeg demuxers that may open a recording. Playlists (HLS, concat, SDP) are left out: they would open other files."""

_PROPRIETARY = {
    ".nmf": "NICE media",
    ".nmx": "NICE media",
    ".vox": "Dialogic ADPCM without a header",
    ".slk": "SILK",
    ".silk": "SILK",
    ".vf": "a Verint recording",
}
_HEADERLESS = {
    ".gsm": "gsm",
    ".alaw": "alaw",
    ".al": "alaw",
    ".pcma": "alaw",
    ".ulaw": "mulaw",
    ".ul": "mulaw",
    ".mulaw": "mulaw",
    ".pcmu": "mulaw",
}
_GSM_FRAME_BYTES = 33
_STREAMED_BYTES = 0x7FFF0000


def refuse_proprietary(head: bytes, name: str) -> None:
    """Raise RecordingError (`unsupported`) for kinds of file that only their maker's software reads."""
    kind = _PROPRIETARY.get(PurePath(name).suffix.lower(), "")
    if head[:10].find(b"#!SILK") >= 0:
        kind = "SILK"
    if kind and not head.startswith((b"RIFF", b"OggS", b"fLaC")):
        raise RecordingError(
            f"the recording is {kind}, which cannot be decoded here",
            "export it as wav, mp3, opus or amr",
            where=name,
            code="unsupported",
        )


def headerless_format(head: bytes, name: str) -> str | None:
    """FFmpeg's format name for recordings without a header: by file name, or GSM 06.10 by its frames' first bits."""
    if head.startswith((b"RIFF", b"OggS", b"fLaC", b"ID3", b"#!AMR")):
        return None
    by_name = _HEADERLESS.get(PurePath(name).suffix.lower())
    return by_name or ("gsm" if _looks_like_gsm(head) else None)


def _looks_like_gsm(head: bytes) -> bool:
    marks = head[::_GSM_FRAME_BYTES]
    return len(marks) >= 8 and all(mark >> 4 == 0xD for mark in marks)


def counts_its_samples(head: bytes, format_name: str) -> bool:
    """True when the header says how long the recording is, instead of FFmpeg guessing from the bit rate."""
    if "mp3" in format_name:
        return b"Xing" in head or b"Info" in head
    return any(
        name in format_name.split(",") for name in ("wav", "w64", "flac", "mov", "matroska", "aiff", "caf", "au")
    )


def is_cut_index(head: bytes) -> bool:
    """True for an MP4 family file: when it cannot be opened, its index (at the end) has been cut off."""
    return head[4:8] == b"ftyp"


def wav_share_present(head: bytes, file_bytes: int) -> float:
    """How much (0-1) of the sound that a wav header announces is in the file; 1.0 when it announces nothing.

    FFmpeg takes a cut wav without a word, so the `data` chunk is read here. A size of 0 or near 2^32 was written by a
    recorder that streamed and says nothing.
    """
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return 1.0
    at = 12
    while at + 8 <= len(head):
        size = int.from_bytes(head[at + 4 : at + 8], "little")
        if head[at : at + 4] == b"data":
            announced = 0 < size < _STREAMED_BYTES
            return min(1.0, (file_bytes - at - 8) / size) if announced else 1.0
        at += 8 + size + size % 2
    return 1.0
