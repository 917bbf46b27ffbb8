"""Text a recogniser makes up: echoes of its prompt, loops, and the stock phrases it learnt from video subtitles."""

import re
import zlib
from difflib import SequenceMatcher

from inspection.chinese_text import spoken_only

ECHO_SIMILARITY = 0.75
LOOP_COMPRESSION = 2.4
"""Bytes of text per compressed byte; above it a text repeats itself (the threshold Whisper itself uses)."""
LOOP_REPEATS = 5
_ECHO_MIN_CHARS = 6
_REPEATED = re.compile(r"(.{2,30}?)\1{" + str(LOOP_REPEATS - 1) + ",}")
_STOCK = re.compile(
    r"字幕(由|by|志愿者|提供|制作|组)|amaraorg|请不吝点赞|(点赞|打赏).{0,6}(订阅|转发|打赏|栏目)|明镜与点点|"
    r"(谢谢|感谢)(大家|您的|你的)?(观看|收看|收听)|^(thanks?|thankyou)(somuch)?forwatching|subtitlesby|"
    r"likeandsubscribe|subscribetomychannel"
)


def echoes(text: str, prompt: str) -> bool:
    """True when `text` says no more than the prompt the recogniser was given (or a good part of it)."""
    said, given = spoken_only(text), spoken_only(prompt)
    if len(said) < _ECHO_MIN_CHARS or not given:
        return False
    return said in given or given in said or SequenceMatcher(None, said, given).ratio() >= ECHO_SIMILARITY


def loops(text: str) -> bool:
    """True when a text is one phrase over and over: 5 times in a row, or far too easy to compress."""
    said = spoken_only(text)
    if _REPEATED.search(said) and len(said) >= 2 * LOOP_REPEATS and not said.isdigit():
        return True
    raw = text.encode()
    return len(raw) >= 60 and len(raw) / len(zlib.compress(raw)) > LOOP_COMPRESSION


def is_stock_phrase(text: str) -> bool:
    """True for what Whisper invents over silence or music and nobody says on a service line."""
    return bool(_STOCK.search(spoken_only(text)))
