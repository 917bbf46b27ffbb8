"""E-mail addresses, typed (a@b.com) or said (a 艾特 163 点 com, john dot smith at gmail dot com)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import EN_DIGITS, EN_TENS, EN_TIMES, ZH_DIGITS
from inspection.privacy.plain_words import PLAIN_WORDS

TYPED = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]{1,63}){0,3}\s?\.\s?[A-Za-z]{2,12}"
    r"(?![A-Za-z0-9])"
)
_AT = (
    r"(?:[艾爱埃哎阿]特(?:符号)?|[圈花小]a|a圈|圈圈(?=\s?[a-z0-9])|小老鼠|at\s?符号|@\s?符号|\{at\}"
    r"|(?<![a-z])at(?: the rate(?: of)?| sign| symbol)?"
    r"|[(\[]\s?(?:at|艾特|@)\s?[)\]]|@)"
)
_DOT = r"(?:点|dot|period|full stop|\.|。|[(\[{]\s?(?:点|dot|\.)\s?[)\]}])"
_TLD = (
    r"(?:com|康[姆母木]?|扣姆|c\s?o\s?m|cn|c\s?n|net|org|edu|gov|io|me|co|uk|u\s?k|hk|tw|info|biz|de|fr|ca|au|us|ie|it|es|nl|se|no|dk"
    r"|be|ch|at|jp"
    r"|kr|sg|my|in|nz|za|br|ru|eu|app|dev|xyz|top|vip|cc|tv|online|ltd|mail|shop|store|site|club|tech|cloud|studio|live|pro|org|law|health|travel|agency)"
)
_ZHD = "".join(ZH_DIGITS)
_DOMAIN = (
    rf"(?:[a-z0-9][a-z0-9-]*|[{_ZHD}]+|q\s?q|one (?:six|two) (?:three|six)|g\s?mail|hot\s?mail|新浪|网易|搜狐|腾讯"
    rf"|谷歌|微软|雅虎|阿里云?"
    r"|移动|联通|电信)"
)
_WORDS = (
    r"(?:(?!(?:the|my|a|an|your|our|this|that|home|work|least|all|any|me|it|you|night|noon|once|first|last)\b)[a-z0-9]+"
    r"(?:\s(?:(?:dash|hyphen|minus)\s)?(?!dot\b|period\b)[a-z0-9]+){1,3})"
)
"""A domain said in several words: "proton mail", "greenleaf hyphen supplies"."""


_TAIL = re.compile(
    rf"\s{{0,4}}{_AT}\s{{0,4}}(?:{_DOMAIN}|{_WORDS}(?=\s(?:dot|period)\s))(?:\s{{0,4}}{_DOT}\s{{0,4}}(?!com\b){_DOMAIN})?\s{{0,4}}{_DOT}\s{{0,4}}{_TLD}(?:\s{{0,4}}{_DOT}\s{{0,4}}{_TLD})?(?![A-Za-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_WITHOUT_END = re.compile(
    r"\s{0,2}(?:[艾爱埃哎阿]特(?:符号)?|[圈花小]a|小老鼠|@)\s{0,2}(?:163|126|一六三|幺六三|一二六|幺二六|qq|gmail|outlook|hotmail"
    r"|foxmail|新浪|搜狐|网易)(?:邮箱)?(?=$|[\s,，。!！?？]|吧|的|啊|谢)",
    re.IGNORECASE,
)
"""A well-known provider without its end: xiaotu 艾特一六三."""

_HAS_AT = re.compile(
    r"@|[艾爱埃哎阿]特|[圈花小]a|a圈|圈圈|小老鼠|\bat\b|[(\[]\s?at\s?[)\]]|qq\s?邮箱", re.IGNORECASE | re.ASCII
)
_LOCAL_TOKEN = re.compile(
    rf"(?:(?<![a-z])(?P<letter>[a-z])\s(?:for|as in)\s(?P=letter)[a-z]{{1,24}},?|数字"
    rf"|[a-z0-9]{{1,30}}|[{_ZHD}]|下划线|减号"
    rf"|横杠|杠|点|[(\[]\s?(?:点|dot|\.)\s?[)\]]|[._+-])\s*$",
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
    rf"\d|[._-]|dot|period|underscore|dash|下划线|杠|\b[a-z]\s[a-z]\b|\b(?:{'|'.join(EN_DIGITS)})\b",
    re.IGNORECASE | re.ASCII,
)
_SPELLED_BEFORE = re.compile(
    r"(?:(?<![a-z])[a-z0-9]|(?<![a-z])(?:dot|period|double|triple|underscore|dash|hyphen|plus))\s$", re.IGNORECASE
)
_ONE_WORD = re.compile(
    r"[\s,.]{0,4}+(?:(?:all|that's|it's)\s{1,4})?+(?:one word|lower ?case|no spaces?|together)\b", re.IGNORECASE
)
_ONE_WORD_BEFORE = re.compile(r"\b(?:one word|no spaces?|lower ?case)\b[\s,.:]*$", re.IGNORECASE | re.ASCII)
_SENT_TO = re.compile(r"\b(?:send|sent|forward|write|cc|copy|reply|went)\b[^.?!]{0,30}\bto\s$|\bcc\s$", re.IGNORECASE)
_SAID_TO_BE = re.compile(r"(?:^|it's|it is|is|use|that's|that is|[:,.])\s*$", re.IGNORECASE)
LONG_NAME = 8
"""Letters of a word that, being no word of the language, is the name of a mailbox."""

_STOP_WORDS = """
is my the email mail to address at it its it's send was and me please use a i an on s your that's thats yes sure ok
okay so well reach contact him her us account or of for by with lowercase uppercase all small caps lower upper word
"""
_STOP = frozenset(_STOP_WORDS.split())
_JOINERS = frozenset(
    [
        "dot",
        "period",
        "(dot)",
        "[dot]",
        "(点)",
        "underscore",
        "dash",
        "hyphen",
        "plus",
        "minus",
        ".",
        "_",
        "-",
        "+",
        "点",
        "下划线",
        "减号",
        "杠",
        "横杠",
    ]
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


_NAMED = re.compile(r"邮箱|邮件|信箱|\b(?:e-?)?mail\b", re.IGNORECASE | re.ASCII)
_DIGITS_AT_END = re.compile(rf"[{_ZHD}]{{2}}$")
_MASKED_BEFORE = re.compile(r"(?:[A-Za-z0-9._][*•●…]{1,32}|[*•●…]{3,32})$")
"""What is left of a mailbox that was masked before: l***8@. Two stars alone are bold type."""


def find_emails(view: TurnView) -> Iterator[Candidate]:
    """E-mail addresses of a turn."""
    if not _HAS_AT.search(view.text):
        return
    for found in TYPED.finditer(view.text):
        if not _is_masked(view.text, found.start()):
            yield _claim(view, found.span(), "form of an e-mail address", 0.98)
    for tail in _TAIL.finditer(view.text):
        start = _local_start(view.text, tail.start())
        if start is not None and _is_mailbox(view.text, start, tail):
            yield _claim(view, (start, tail.end()), "spoken e-mail address", 0.92)
    for tail in _WITHOUT_END.finditer(view.text):
        start = _local_start(view.text, tail.start())
        if start is not None:
            yield _claim(view, (start, tail.end()), "spoken e-mail address of a well-known provider", 0.86)
    for found in _QQ.finditer(view.text):
        yield _claim(view, found.span("number"), "number of a QQ mailbox", 0.86)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where the mailbox at the end of a turn stands, and whether a word for it (邮箱) stands before."""

    start: int
    end: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Provider:
    """Where "at provider dot com" stands; `is_begun` when the end of the mailbox stands before it in the turn."""

    start: int
    end: int
    is_begun: bool


def provider_of(text: str) -> Provider | None:
    """The first "at provider dot com" of a turn, from the mailbox on where there is one before it."""
    tail = _TAIL.search(text) if _HAS_AT.search(text) else None
    if not tail:
        return None
    start = _local_start(text, tail.start())
    begun = start is not None
    return Provider(
        start if begun and start is not None else tail.end() - len(tail.group().lstrip()), tail.end(), begun
    )


def mailbox_at_end(text: str) -> Mailbox | None:
    """The mailbox a turn ends with, behind a word for it or with digits or joiners that make it one."""
    end = len(text.rstrip(" ,，。."))
    start = None if _HAS_AT.search(text) else _local_start(text, end)
    if start is None:
        return None
    named = bool(_NAMED.search(text[max(0, start - 40) : start]))
    marked = _MARKED.search(text[start:end]) or _DIGITS_AT_END.search(text, start, end)
    return Mailbox(start, end, named) if named or marked else None


def _is_mailbox(text: str, start: int, tail: re.Match[str]) -> bool:
    """Tell a mailbox from "look at shop dot com": by a cue, a digit, a joiner, a mail provider, "all one word"."""
    local = text[start : tail.start()]
    marked = _MARKED.search(local) or not text[: tail.end()].isascii()
    announced = _CUE.search(text[max(0, start - 40) : start]) or _ONE_WORD.match(text, tail.end())
    announced = announced or _ONE_WORD_BEFORE.search(text[max(0, start - 40) : start])
    announced = announced or _SENT_TO.search(text[max(0, start - 40) : start])
    name = local.strip().lower()
    no_word = name.isalpha() and len(name) >= LONG_NAME and name not in PLAIN_WORDS
    no_word = no_word and bool(_SAID_TO_BE.search(text[max(0, start - 40) : start]))
    return bool(marked or announced or no_word or _PROVIDER.search(tail.group()))


def _local_start(text: str, end: int) -> int | None:
    """Where the part before the "at" begins: back over letters, digits, joiners; to the cue word when there is one."""
    cue = max(_CUE.finditer(text, max(0, end - 90), end), key=re.Match.end, default=None)
    start, joined, short_behind, words = end, True, False, 0
    while words < MAX_LOCAL_WORDS and (token := _LOCAL_TOKEN.search(text, max(0, start - 30), start)):
        word = token.group().strip().lower()
        is_short = _is_short(word)
        glued = token.end() == token.start() + len(token.group().rstrip()) or word in _JOINERS
        spelled = short_behind or bool(_SPELLED_BEFORE.search(text, max(0, token.start() - 12), token.start()))
        letter = len(word) == 1 and (spelled or token.start() == (cue.end() if cue else 0))
        ends_a_word = text[max(0, token.start() - 1) : token.start()] == "'"
        if ends_a_word or (word in _STOP and not letter) or (cue and token.start() < cue.end()):
            break
        if not (joined or is_short or glued or cue or word not in PLAIN_WORDS):
            break
        joined, short_behind = word in _JOINERS, is_short
        start, words = token.start(), words + 1
    return start if start < end and not _is_masked(text, start) else None


def _is_masked(text: str, start: int) -> bool:
    return bool(_MASKED_BEFORE.search(text, max(0, start - 34), start))


def _is_short(word: str) -> bool:
    """A letter, a digit, a joiner, or a letter explained ("d for delta")."""
    is_number = word.isdigit() or word in EN_DIGITS or word in EN_TENS or word in EN_TIMES or word in ZH_DIGITS
    return len(word) == 1 or is_number or word in _JOINERS or " " in word


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = re.sub(r"\s", "", view.text[span[0] : span[1]]).lower()
    return Candidate(((view.position, *span),), EntityKind.EMAIL, value, reason, strength)
