"""Passwords and one-time codes that were disclosed: the value near the word, never the word itself."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.cue_words import Cue
from inspection.privacy.cues import CueFound, cue_before
from inspection.privacy.number_run import NumberRun
from inspection.privacy.order_no import is_counted
from inspection.privacy.plain_words import PLAIN_WORDS
from inspection.privacy.typed_code import compact, grouped_codes, typed_codes

NOT_A_CODE = (Cue.LAST_DIGITS, Cue.PRODUCT, Cue.STAFF, Cue.HOTLINE)
SERVICE_NUMBER = re.compile(r"10(?:0\d\d|6\d+)|123\d\d|95\d{3,4}|96\d{3,4}|11[0-9]|12[0-9]|[48]00\d{7}")
"""Numbers of carriers, banks and authorities: "10086 发的验证码" discloses nothing."""
SHORTEST, LONGEST, LONGEST_ANNOUNCED = 3, 8, 20
ONE_TIME = 6
"""Digits of a one-time code that is only said to have come, or follows talk about a code."""

_LINK_ZH = r"(?:就是|是|为|设的?|成|叫|用|的|填|写|输|改|[:：，,\s])"
_PASSWORD = re.compile(
    rf"(?:密码|口令|密钥)(?P<gap>[\u4e00-\u9fff]{{0,6}}{_LINK_ZH})?[\s\"'“]*(?P<value>[!-~]{{4,32}})"
    r"|(?:pass\s?word|pass\s?code|passphrase|pwd|cvv2?|cvc2?|\bpin|\bkey)(?:\s*(?:code|number))?"
    r"(?:\s+(?:on|for|of|to)(?: \w+){1,4}?)?[\s:,]*(?:is|was|to|=)?[\s:=\"'“]+(?:it's "
    r"|it is )?(?P<value_en>[!-~]{4,32})",
    re.IGNORECASE | re.ASCII,
)
_MENTIONED = re.compile(
    r"码|口令|密钥|收到|发来|短信|pass|pwd|cvv|cvc|pin|key|word|code|got|received|says|said|reads|texted|sent|验证",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?:密码"
    r"|口令)[\u4e00-\u9fff，,:：\s]{0,10}(?P<value>(?=[!-~]{0,24}[A-Za-z])(?=[!-~]{0,24}\d)(?=[!-~]{0,24}[!#$%&*^~+=?])[!-~]{6,24})"
)
"""Letters, digits and signs together are a password whatever stands between: 密码给你们了Lw*2008."""

_MIXED = re.compile(r"(?=.{0,32}\d)(?=.{0,32}[A-Za-z!-/:-@\[-`{-~])|(?=.{0,32}[A-Za-z])(?=.{0,32}[!#$%&*@^_])")
_KEY = re.compile(r"hash|star|井|星", re.IGNORECASE)
_KEY_BEHIND = re.compile(
    r"[\s,，]{0,2}(?:然?后?再?[加按]|followed by|then|and(?: then)?)?\s?(?:井号?键?|#(?:号?键)?|(?:hash"
    r"|pound)(?: sign| key)?\b)",
    re.IGNORECASE | re.ASCII,
)
"""The key that ends a code: 幺零零二加井号."""

_EXAMPLE = re.compile(r"什么|比如|例如|(?<!好)像|类似|之类|such as|\blike\b|e\.g\.|for example", re.IGNORECASE)
_IS = re.compile(r"(?:\bis|:|是|为|成)\s*$", re.IGNORECASE)
_TRAILING = ".,;:?\"')”。"
_WORD_PASSWORD = re.compile(
    r"\b(?:pass\s?word|passphrase|pass\s?code|security word|memorable word"
    r"|safe ?word)(?: for (?:\w+ ){0,2}\w+)? (?:is|was|=)"
    r"\s*(?:it's )?[\"'“]?(?P<value>[a-z]{4,24})[\"'”]?(?=\s*(?:$|[,.;!?]|(?:and|but|can|could|please|with|all|in|no"
    r"|if|so|try|i|is)\b))",
    re.IGNORECASE | re.ASCII,
)
_NOT_SECRET = re.compile(r"[a-z]{0,24}(?:ing|ed|ly|ect|ired|lid|able)")
_RECEIVED = re.compile(
    r"(?:收到|发来|六位数字?|短信(?:里|上)?(?:是|说|写)?|短信写着|验证的)(?:了|的|一[个串])?(?:数字|号码|六位数字?)?是?[\s:：,，]*(?P<value>\d{6}(?!\d)"
    r"|[零〇幺一二两三四五六七八九]{6})"
    r"(?![零〇幺一二两三四五六七八九\d.元块个件条万])"
    r"|\b(?:i (?:just )?(?:got|received)|(?:it|text|message|sms) (?:says|said|reads)|(?:texted|sent)(?: me)?)\s+"
    r"(?P<value_en>\d{6}|\d{3}[ -]\d{3})(?![\d.,])(?! (?:dollars|pounds|euros|points|miles))",
    re.IGNORECASE | re.ASCII,
)


def find_codes(run: NumberRun) -> Iterator[Candidate]:
    """Three to eight digits announced, asked for or called a code; more where the word stands right before them."""
    value = run.value
    if run.attached or run.denied_by(*NOT_A_CODE) or not SHORTEST <= len(value) <= LONGEST_ANNOUNCED:
        return
    reason = None if is_counted(run.after) else _why(run)
    if reason:
        strength = 0.83 if reason.startswith("announced") else 0.67
        (turn, start, end), *rest = pieces_of(run, 0, len(value))
        lead = len(run.lead) if _KEY.match(run.lead) else 0
        behind = None if rest else _KEY_BEHIND.match(run.after)
        pieces = ((turn, start - lead, end + (behind.end() if behind else 0)), *rest)
        yield Candidate(pieces, EntityKind.PASSWORD_OR_CODE, value, reason, strength)


def _why(run: NumberRun) -> str | None:
    code, short = Cue.PASSWORD_OR_CODE, len(run.value) <= LONGEST
    if run.cue and run.cue.is_near:
        announced = run.cue.cue is code and (run.cue.is_direct or SHORTEST < len(run.value) <= LONGEST)
        return f"announced as {run.cue.word}" if announced and not _EXAMPLE.search(run.cue.gap) else None
    if not short or SERVICE_NUMBER.fullmatch(run.value):
        return None
    if run.cue_behind is code:
        return "followed by the word for its kind"
    if code in run.asked and (run.alone or len(run.value) >= 4):
        return "asked for by the other party"
    if code in run.named and run.opens_turn and len(run.value) == ONE_TIME:
        return "six digits after talk about a code"
    return None


def find_passwords(view: TurnView) -> Iterator[Candidate]:
    """Typed passwords and codes with letters, passwords that are one plain word, and codes said to have come."""
    if not _MENTIONED.search(view.text):
        return
    for found in _PASSWORD.finditer(view.text):
        group = "value" if found.group("value") else "value_en"
        value = found.group(group).rstrip(_TRAILING)
        if value.endswith("!") and not view.text[found.end(group) :].strip():  # an exclamation, no sign of the password
            value = value[:-1]
        start = found.start(group)
        if len(value) >= 4 and (_MIXED.match(value) or _said_to_be(found, value)) and "<" not in value:
            yield _claim(view, (start, start + len(value)), value, "announced as a password", 0.86)
    for found in _STRONG.finditer(view.text):
        yield _claim(view, found.span("value"), found.group("value"), "letters, digits and signs behind the word", 0.85)
    for found in _WORD_PASSWORD.finditer(view.text):
        if _is_a_secret_word(found.group("value").casefold()):
            yield _claim(view, found.span("value"), found.group("value"), "a word said to be the password", 0.7)
    for found in _RECEIVED.finditer(view.text):
        group = "value" if found.group("value") else "value_en"
        yield _claim(view, found.span(group), found.group(group), "six digits said to have come", 0.64)
    yield from _codes_with_letters(view)


def _codes_with_letters(view: TurnView) -> Iterator[Candidate]:
    for found in (*typed_codes(view.text), *grouped_codes(view.text)):
        cue = cue_before(view.text[max(0, found.start() - 48) : found.start()])
        if cue and cue.cue is Cue.PASSWORD_OR_CODE and _leads_to(cue) and len(compact(found.group())) >= 4:
            yield _claim(view, found.span(), compact(found.group()), f"announced as {cue.word}", 0.85)


def _leads_to(cue: CueFound) -> bool:
    """The word right before, or "the key on the back is": no other number in between."""
    return (cue.is_direct or (cue.is_near and bool(_IS.search(cue.gap)))) and not any(map(str.isdigit, cue.gap))


def _said_to_be(found: re.Match[str], value: str) -> bool:
    """Letters alone are a password only where Chinese words announce them: 密码是abcd."""
    return bool(re.search(r"[是为成叫:：]$", (found.group("gap") or "").strip())) and value.isalnum()


def _is_a_secret_word(word: str) -> bool:
    """A word like "sunshine" may be one; "wrong", "expired", "required" say something about the password."""
    return word not in PLAIN_WORDS and not _NOT_SECRET.fullmatch(word)


def _claim(view: TurnView, span: tuple[int, int], value: str, reason: str, strength: float) -> Candidate:
    return Candidate(((view.position, *span),), EntityKind.PASSWORD_OR_CODE, value, reason, strength)
