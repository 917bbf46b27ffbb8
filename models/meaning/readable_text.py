"""Text as the encoder learned it: simplified characters, and nothing that is no character."""

from inspection.chinese_text import simplified


def readable(text: str) -> str:
    """Simplified; lone surrogates (broken exports) become question marks."""
    return simplified(text.encode("utf-8", "replace").decode())
