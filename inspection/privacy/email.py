"""E-mail addresses, typed (a@b.com) or said (a 艾特 163 点 com, john dot smith at gmail dot com)."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import EN_DIGITS, EN_TENS, EN_TIMES, ZH_DIGITS
from inspection.privacy.plain_words import PLAIN_WORDS

TYPED = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]{1,63}){0,3}\s?\.\s?[A-Za-z]{2,12}"
    r"(?![A-Za-z0-9])"
)
_AT = r"(?:[艾爱埃哎]特(?:符号)?|圈a|a圈|小老鼠|(?<![a-z])at(?: the rate(?: of)?| sign| symbol)?|[(\[]at[)\]]|@)"
_DOT = r"(?:点|dot|\.|。)"
_TLD = (
    r"(?:com|c\s?o\s?m|cn|c\s?n|net|org|edu|gov|io|me|co|uk|u\s?k|hk|tw|info|biz|de|fr|ca|au|us|ie|it|es|nl|se|no|dk"
    r"|be|ch|at|jp"
    r"|kr|sg|my|in|nz|za|br|ru|eu|app|dev|xyz|top|vip|cc|tv|online|ltd|mail)"
)
_ZHD = "".join(ZH_DIGITS)
_DOMAIN = (
    rf"(?:[a-z0-9][a-z0-9-]*|[{_ZHD}]+|q\s?q|one (?:six|two) (?:three|six)|g\s?mail|hot\s?mail|新浪|网易|搜狐|腾讯"
    rf"|谷歌|微软|雅虎|阿里云?"
    r"|移动|联通|电信)"
)
_TAIL = re.compile(
    rf"\s{{0,4}}{_AT}\s{{0,4}}{_DOMAIN}(?:\s{{0,4}}{_DOT}\s{{0,4}}(?!com\b){_DOMAIN})?\s{{0,4}}{_DOT}\s{{0,4}}{_TLD}(?:\s{{0,4}}{_DOT}\s{{0,4}}{_TLD})?(?![A-Za-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_HAS_AT = re.compile(r"@|[艾爱埃哎]特|圈a|a圈|小老鼠|\bat\b|[(\[]at[)\]]|qq\s?邮箱", re.IGNORECASE | re.ASCII)
_LOCAL_TOKEN = re.compile(
    rf"(?:(?<![a-z])(?P<letter>[a-z])\s(?:for|as in)\s(?P=letter)[a-z]{{1,24}}|[a-z0-9]{{1,30}}|[{_ZHD}]|下划线|减号"
    rf"|横杠|杠|点|[._+-])\s*$",
    re.IGNORECASE,
)
_CUE = re.compile(
    (
        r"(?:邮箱|邮件|email|e-mail|mail|address|信箱)(?:的?(?:地址|账号|号|名))?[\s:,，]*(?:全拼|是|为|叫|is|to"
        r"|at it's"
        r"|it's|it is)?[\s:,，]*"
    ),
    re.IGNORECASE,
)
_MARKED = re.compile(
    rf"\d|[._-]|dot|underscore|dash|下划线|杠|\b[a-z]\s[a-z]\b|\b(?:{'|'.join(EN_DIGITS)})\b", re.IGNORECASE | re.ASCII
)
_SPELLED_BEFORE = re.compile(r"(?<![a-z])[a-z0-9]\s$", re.IGNORECASE)
_ONE_WORD = re.compile(
    r"[\s,.]{0,4}+(?:(?:all|that's|it's)\s{1,4})?+(?:one word|lower ?case|no spaces?|together)\b", re.IGNORECASE
)
_STOP_WORDS = """
is my the email mail to address at it its it's send was and me please use a i an on s your that's thats yes sure ok
okay so well reach contact him her us account or of for by with lowercase uppercase all small caps lower upper
"""
_STOP = frozenset(_STOP_WORDS.split())
_JOINERS = frozenset(
    ["dot", "underscore", "dash", "hyphen", "plus", "minus", ".", "_", "-", "+", "点", "下划线", "减号", "杠", "横杠"]
)
_PROVIDER = re.compile(
    r"g\s?mail|hot\s?mail|outlook|yahoo|icloud|aol|foxmail|sina|mail|q\s?q|163|126|one six three",
    re.IGNORECASE,
)
_QQ = re.compile(
    rf"qq\s?邮箱(?:号码?|地址|账号)?(?:就?是|为|[:：\s])*(?P<number>\d{{5,11}}|[{_ZHD}]{{5,11}})(?!\s*(?:{_AT})"
    rf"|[\d{_ZHD}])",
    re.IGNORECASE,
)
MAX_LOCAL_WORDS = 30


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
    for found in _QQ.finditer(view.text):
        yield _claim(view, found.span("number"), "number of a QQ mailbox", 0.86)


def _is_mailbox(text: str, start: int, tail: re.Match[str]) -> bool:
    """Tell a mailbox from "look at shop dot com": by a cue, a digit, a joiner, a mail provider, "all one word"."""
    local = text[start : tail.start()]
    marked = _MARKED.search(local) or not text[: tail.end()].isascii()
    announced = _CUE.search(text[max(0, start - 40) : start]) or _ONE_WORD.match(text, tail.end())
    return bool(marked or announced or _PROVIDER.search(tail.group()))


def _local_start(text: str, end: int) -> int | None:
    """Where the part before the "at" begins: back over letters, digits, joiners; to the cue word when there is one."""
    cue = max(_CUE.finditer(text, max(0, end - 90), end), key=re.Match.end, default=None)
    start, joined, short_behind, words = end, True, False, 0
    while words < MAX_LOCAL_WORDS and (token := _LOCAL_TOKEN.search(text, max(0, start - 30), start)):
        word = token.group().strip().lower()
        is_short = _is_short(word)
        glued = token.end() == token.start() + len(token.group().rstrip()) or word in _JOINERS
        spelled = short_behind or bool(_SPELLED_BEFORE.search(text, max(0, token.start() - 3), token.start()))
        letter = len(word) == 1 and (spelled or token.start() == (cue.end() if cue else 0))
        ends_a_word = text[max(0, token.start() - 1) : token.start()] == "'"
        if ends_a_word or (word in _STOP and not letter) or (cue and token.start() < cue.end()):
            break
        if not (joined or is_short or glued or cue or word not in PLAIN_WORDS):
            break
        joined, short_behind = word in _JOINERS, is_short
        start, words = token.start(), words + 1
    return start if start < end else None


def _is_short(word: str) -> bool:
    """A letter, a digit, a joiner, or a letter explained ("d for delta")."""
    is_number = word.isdigit() or word in EN_DIGITS or word in EN_TENS or word in EN_TIMES or word in ZH_DIGITS
    return len(word) == 1 or is_number or word in _JOINERS or " " in word


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = re.sub(r"\s", "", view.text[span[0] : span[1]]).lower()
    return Candidate(((view.position, *span),), EntityKind.EMAIL, value, reason, strength)
