"""E-mail addresses, typed (a@b.com) or said (a 艾特 163 点 com, john dot smith at gmail dot com)."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import EN_DIGITS, ZH_DIGITS

TYPED = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]{1,63}){0,3}\s?\.\s?[A-Za-z]{2,10}"
    r"(?![A-Za-z0-9])"
)
_AT = r"(?:艾特|圈a|小老鼠|爱特|at|@)"
_DOT = r"(?:点|dot|\.|。)"
_TLD = r"(?:com|cn|net|org|edu|gov|io|me|co|uk|hk|tw|info|biz|de|fr|ca|au|us)"
_ZHD = "".join(ZH_DIGITS)
_DOMAIN = rf"(?:[a-z0-9][a-z0-9-]*|[{_ZHD}]+|q\s?q|one six three|one two six|g\s?mail|hot\s?mail)"
_TAIL = re.compile(
    rf"\s*{_AT}\s*{_DOMAIN}(?:\s*{_DOT}\s*(?!com\b){_DOMAIN})?\s*{_DOT}\s*{_TLD}(?:\s*{_DOT}\s*{_TLD})?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_HAS_AT = re.compile(r"@|艾特|圈a|小老鼠|爱特|\bat\b", re.IGNORECASE)
_LOCAL_TOKEN = re.compile(
    rf"(?:[A-Za-z0-9]+|[{_ZHD}]|下划线|减号|横杠|杠|点|[._+-])(?:\s*)$",
    re.IGNORECASE,
)
_CUE = re.compile(
    (
        r"(?:邮箱|邮件|email|e-mail|mail|address|信箱)(?:的?(?:地址|账号|号))?[\s:,，]*(?:是|为|叫|is|to|at it's"
        r"|it's|it is)?[\s:,，]*"
    ),
    re.IGNORECASE,
)
_STOP_WORDS = """
is my the email mail to address at it its it's send was and me please use a an on s your that's thats yes sure ok
okay so well reach contact him her us account
"""
_STOP = frozenset(_STOP_WORDS.split())
_JOINERS = frozenset(
    (
        "dot",
        "underscore",
        "dash",
        "hyphen",
        ".",
        "_",
        "-",
        "+",
        "点",
        "下划线",
        "减号",
        "杠",
        "横杠",
    )
)
_PROVIDER = re.compile(
    r"g\s?mail|hot\s?mail|outlook|yahoo|icloud|aol|foxmail|sina|mail|q\s?q|163|126|one six three",
    re.IGNORECASE,
)
MAX_LOCAL_WORDS = 8


def find_emails(view: TurnView) -> Iterator[Candidate]:
    """E-mail addresses of a turn."""
    if not _HAS_AT.search(view.text):
        return
    for found in TYPED.finditer(view.text):
        yield _claim(view, found.span(), "form of an e-mail address", 0.98)
    for tail in _TAIL.finditer(view.text):
        start = _local_start(view.text, tail.start())
        if start is not None and _is_mailbox(view.text, start, tail):
            yield _claim(view, (start, tail.end()), "spoken e-mail address", 0.92)


def _is_mailbox(text: str, start: int, tail: re.Match[str]) -> bool:
    """Tell a mailbox from "look at shop dot com": by a cue, a digit, a joiner or a mail provider."""
    local = text[start : tail.start()]
    marked = re.search(r"\d|[._-]|dot|underscore|dash|下划线|杠", local) or not text[: tail.end()].isascii()
    return bool(marked or _CUE.search(text[max(0, start - 40) : start]) or _PROVIDER.search(tail.group()))


def _local_start(text: str, end: int) -> int | None:
    """Where the part before the "at" begins: back over letters, digits, joiners; to the cue word when there is one."""
    cue = max(_CUE.finditer(text, max(0, end - 60), end), key=re.Match.end, default=None)
    start, joined, words = end, True, 0
    while words < MAX_LOCAL_WORDS and (token := _LOCAL_TOKEN.search(text, max(0, start - 30), start)):
        word = token.group().strip().lower()
        glued = token.end() == token.start() + len(token.group().rstrip()) or word in _JOINERS
        short = word in _JOINERS or word.isdigit() or word in EN_DIGITS or word in ZH_DIGITS or len(word) == 1
        if word in _STOP or (cue and token.start() < cue.end()):
            break
        if not (joined or short or glued or cue):
            break
        joined = word in _JOINERS
        start, words = token.start(), words + 1
    return start if start < end else None


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = re.sub(r"\s", "", view.text[span[0] : span[1]]).lower()
    return Candidate(((view.position, *span),), EntityKind.EMAIL, value, reason, strength)
