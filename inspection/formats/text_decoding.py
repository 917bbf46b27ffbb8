"""From bytes to text: UTF-8 with or without BOM, UTF-16, GB18030, and files that mix them line by line."""

from inspection.errors import TableError

SNIFF_BYTES = 65_536
MAX_CONTROL_SHARE = 0.02
BINARY_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"RIFF", "a RIFF recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"ID3", "an MP3 recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"PK\x03\x04", "a zip archive or an .xlsx workbook"),
    (b"\xd0\xcf\x11\xe0", "an old .xls workbook or .doc"),
    (b"SQLite format 3", "a database"),
)
TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")


def decode_text(data: bytes, where: str) -> str:
    """Decode a text file; a line that is neither UTF-8 nor GB18030 keeps lone surrogates, which `is_damaged` finds.

    Raises TableError (code `not_text`) for binary data.
    """
    kind = _binary_kind(data)
    if kind:
        raise TableError(f"the file is {kind}, not text", "export it as UTF-8 text", where=where, code="not_text")
    utf16 = _utf16_codec(data)
    if utf16:
        return data.decode(utf16, errors="replace").removeprefix("\ufeff")
    if _looks_binary(data[:SNIFF_BYTES]):
        raise TableError("the file is not text", "export it as UTF-8 text", where=where, code="not_text")
    return _decode_eight_bit(data.removeprefix(b"\xef\xbb\xbf"))


def is_damaged(text: str) -> bool:
    """True when the text holds bytes that no encoding explained."""
    return any("\ud800" <= c <= "\udfff" for c in text) if not text.isascii() else False


def _binary_kind(data: bytes) -> str:
    return next((name for magic, name in BINARY_KINDS if data.startswith(magic)), "")


def _utf16_codec(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:SNIFF_BYTES]
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    quarter = len(head) // 8
    if odd > quarter and even == 0:
        return "utf-16-le"
    if even > quarter and odd == 0:
        return "utf-16-be"
    return ""


def _looks_binary(head: bytes) -> bool:
    controls = sum(1 for byte in head if byte < 32 and byte not in TEXT_CONTROLS)
    return controls > MAX_CONTROL_SHARE * max(len(head), 200)


def _decode_eight_bit(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_mostly_gb(data):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return "\n".join(_decode_line(line, ("gb18030", "utf-8")) for line in data.split(b"\n"))
    return "\n".join(_decode_line(line, ("utf-8", "gb18030")) for line in data.split(b"\n"))


def _is_mostly_gb(data: bytes) -> bool:
    """Lines with Chinese bytes vote: one broken UTF-8 line must not turn the whole file into other characters."""
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    return sum(1 for line in lines if _reads(line, "utf-8")) * 2 < len(lines)


def _decode_line(line: bytes, codecs: tuple[str, str]) -> str:
    for codec in codecs:
        if _reads(line, codec):
            return line.decode(codec)
    return line.decode("utf-8", errors="surrogateescape")


def _reads(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
