"""Passwords told without a plain value behind the word: phrases, secret answers, attempts, spelled sign by sign."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.cue_words import PERSONAL_CUES, Cue
from inspection.privacy.cues import cue_before
from inspection.privacy.digit_words import EN_DIGITS, ZH_DIGITS
from inspection.privacy.not_people import STOP

_MENTIONED = re.compile(
    r"密码|口令|验证码|暗[号语]|密保|安全[词问]|登[录陆不]|解锁|pass|pwd|log|lock|sign|phrase|word|answer|neither|accept|work|[GF]B?-\d",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\b(?:pass ?phrase|(?:recovery|seed|secret|memorable) (?:phrase|words))(?:'s| is| was|:|=)+\s*(?:it's )?[\"'“]?"
    r"(?P<value>[a-z]{2,16}(?:[ -][a-z]{2,16}){1,23})",
    re.IGNORECASE | re.ASCII,
)
_SECRET = re.compile(
    r"\b(?:(?:security|secret|memorable|safe|code) ?(?:word|answer)|codeword|memorable (?:name|place)"
    r"|answer to (?:the|my|your) (?:security|secret) question)(?:'s| is| was|:"
    r"|=)+\s*(?:it's )?[\"'“]?(?P<value>[a-z]{3,24})"
    r"(?=[\"'”]?\s*(?:$|[,.;!?]|(?:and|but|can|could|please|if|so|try|i|with|all|in|no|capital)\b))",
    re.IGNORECASE | re.ASCII,
)
_ABOUT_IT_WORDS = """
too case wrong incorrect correct invalid expired required needed asked missing different rejected unknown forgotten
long longer short shorter weak strong saved stored written printed sent empty blank secret private optional mandatory
about something anything nothing someone somewhere really exactly just being getting set new old strange weird valid
fine easy hard simple complex compromised lost gone broken stolen known safe secure unsafe yours theirs inside
"""
_ABOUT_IT = STOP | frozenset(_ABOUT_IT_WORDS.split())
"""Words that say something about a password and are none."""

SURELY_A_PHRASE = 4
"""Words from which only function words end a phrase."""

_SECRET_ZH = re.compile(
    r"(?:口令|暗[号语]|安全词|密保(?:问题)?的?答案|安全问题的?答案)(?:就?是|为|填的?是?|设的?是?|[:：])+\s*[\"'“]?"
    r"(?P<value>[\u4e00-\u9fff]{2,8}?)(?=[\"'”]?(?:$|[\s,，。!！;；]|对[吗吧]|啊|哈|呀))"
)
_NOT_SECRET_ZH = re.compile(
    r"[什啥多哪怎错不没正我你您他她谁空一初默过同自以必保需要由随系很太可能有无重几数字后前]|大[写小]|小写|忘|对的|无效|失效|过期"
)
_LOGGING_IN = re.compile(
    r"密码|口令|验证码|登[录陆不]|解锁|pass|pwd|lock(?:s|ed) (?:me |us )?out|log(?:ging|ged)? ?in|sign(?:ing"
    r"|ed)? ?in|neither|unlock|locked out"
    r"|(?:won't|doesn't|didn't|not|wouldn't) (?:\w+ )?(?:accept|take|work)|reject",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"(?:\b(?:tried|trying|typed?|typing|enter(?:ed|ing)?|used|using|put in|set it (?:to|as)|(?:changed"
    r"|reset) it to)(?: both)?[\s:]+"
    r"|(?:输(?:进去|入)?[了的]?[是过]?|填[了的]是?|试[了过]|敲[了的]是?|设的?是?|设置?[成为了]|改[成为]了?|用的是?)\s*)(?P<value>[!-~]{5,32})",
    re.IGNORECASE | re.ASCII,
)
_ALSO = re.compile(
    r"[\s,，、]{0,4}+(?:and(?: then)?|or|then|also|和|跟|还有|或者?|换成?|改成|又试了?)?\s{0,4}+(?P<value>[!-~]{5,32})",
    re.I,
)
_CHANGED = re.compile(
    r"(?:新的?(?:密码)?(?:就?是|改成?|为|设成?|用|[:：])*|\b(?:the )?new (?:one|password)?(?: is"
    r"|:)?)\s*(?P<value>[!-~]{5,32})",
    re.IGNORECASE | re.ASCII,
)
_PASS = re.compile(
    r"\b(?:temp(?:orary)?|login|user|initial|default|my|wi-?fi) pass(?: is|:|=)?\s+(?P<value>[!-~]{5,32})", re.I
)
_FAR_BEHIND = re.compile(
    r"密码(?P<gap>[\u4e00-\u9fff，,\s]{1,16})(?P<value>(?=[!-~]{0,31}[a-z])(?=[!-~]{0,31}\d)[!-~]{6,32})", re.ASCII
)
_LAST_OF = re.compile(r"密码[^,，。\d]{0,12}[后末][六6四4八8]位[\s:：,，是就]{0,4}(?P<value>\d{4,8})(?!\d)")
_SENT_BY = re.compile(r"(?<![A-Za-z0-9-])(?:G|FB)-\d{5,8}(?![\d-])")
"""Codes as large services send them, with their initial."""

_TRAILING = ".,;:?\"')”。"
_MIXED = re.compile(r"(?=.{0,32}\d)(?=.{0,32}[A-Za-z])[!-~]+|(?=.{0,32}[A-Za-z])(?=.{0,32}[!#$%&*^_])[!-~]+|\d{6,12}")
_NO_PASSWORD = re.compile(
    r"(?:iphone|ipad|ios|android|chrome|windows|win|mac|safari|edge|firefox|wifi|ie|v)[\d.]{1,9}|\d{1,9}(?:st|nd|rd|th|[ap]m|x|g|gb"
    r"|h|hrs?|mins?|times|days?|元|块)|[!-?A-~]{1,31}@[!-~]{1,31}\.[a-z]{2,9}|https?:[!-~]{1,31}|www\.[!-~]{1,31}|[a-z]{1,31}[.,!?)]{0,4}"
    r"|[a-z]{1,24}'[a-z]{1,3}",
    re.IGNORECASE,
)
_ONE = "|".join(sorted((word for word in EN_DIGITS if len(word) > 1), key=len, reverse=True))
_SIGN = (
    r"(?:exclamation(?: mark| point)?|dollar(?: sign)?|hash(?:tag)?|at sign|underscore|dash|hyphen|dot|star|asterisk"
    r"|question mark|percent(?: sign)?|ampersand|plus(?: sign)?|full stop|period)"
)
_CASE = r"(?:(?:capital|upper ?case|lower ?case|big|small|all (?:caps|lower ?case|capitals))(?: letters?)?)"
_PIECE = rf"(?:{_CASE}(?: [a-z]{{1,12}})?|{_SIGN}|(?:{_ONE}|double|triple|twenty)|[a-z0-9](?![a-z'])|\d{{1,8}})"
_SPELLED = re.compile(
    rf"\b(?:pass ?(?:word|code)|pwd|(?:wi-?fi|network) key)(?:'s| is| was|:|=)?\s+(?:it's\s+)?"
    rf"(?P<value>(?:[a-z]{{3,12}}[\s,]+(?=(?:{_CASE}|{_SIGN})\b))?{_PIECE}(?:[\s,]+(?:and |then "
    rf"|with (?:a )?)?{_PIECE}){{2,24}})\b",
    re.IGNORECASE | re.ASCII,
)
_ZHD = "".join(ZH_DIGITS)
_SIGN_ZH = r"(?:感?叹号|下划线|井号键?|星号键?|艾特|问号|加号|减号|横杠|美元符号?|百分号|句号)"
_CASE_ZH = r"(?:首字母大写|全部?[大小]写|[大小]写的?)"
_PIECE_ZH = rf"(?:{_CASE_ZH}|{_SIGN_ZH}|字母|数字|[A-Za-z]{{1,12}}|\d{{1,8}}|[两三四五六]个[{_ZHD}]|[{_ZHD}]|一个)"
_SPELLED_ZH = re.compile(
    rf"(?:密码|口令)(?:就?是|为|设的?是?|[:：\s])*(?P<value>{_PIECE_ZH}(?:[\s,，]*(?:然后|再加|加上?|后面是?)?{_PIECE_ZH}){{2,24}})"
)
_SPOKEN_SIGN = re.compile(rf"{_CASE}|{_SIGN}|{_CASE_ZH}|{_SIGN_ZH}", re.IGNORECASE | re.ASCII)


_IN_A_MESSAGE = re.compile(
    r"(?:短信|信息)(?:里|上|里面)?(?:说|写|显示|发来|来)(?:着|了|的)?是?[\s:：]{0,2}(?P<value>\d{4}|\d{6})(?=\s{0,2}(?:$|[,，。!！?？]|[对是吗吧啊]))"
)
"""What a text message says, when that is only a number: 短信说0386."""
_COMBINATION = re.compile(rf"(?P<value>(?:[左右][转拧]?到?[\d{_ZHD}十]{{1,3}}[圈格]?[\s,，]{{0,2}}){{3,6}})")
"""The dial of a safe: 左三右七左九."""


def find_told_passwords(view: TurnView) -> Iterator[Candidate]:
    """Everything of a turn that gives a password away without a plain value behind its word."""
    for found in _IN_A_MESSAGE.finditer(view.text):
        yield _claim(view, found.span("value"), "number of a text message", 0.74)
    if not _MENTIONED.search(view.text):
        return
    yield from _secrets(view)
    yield from _attempts(view)
    for found in (*_SPELLED.finditer(view.text), *_SPELLED_ZH.finditer(view.text)):
        if _SPOKEN_SIGN.search(found.group("value")) and not found.group("value").isalpha():
            yield _claim(view, found.span("value"), "spelled sign by sign", 0.87)
    for found in _COMBINATION.finditer(view.text):
        start, value = found.start("value"), found.group("value").rstrip(" ,，")
        yield _claim(view, (start, start + len(value)), "combination of a dial", 0.8)
    for found in _LAST_OF.finditer(view.text):
        yield _claim(view, found.span("value"), "a password that is the end of another number", 0.86)
    for found in _SENT_BY.finditer(view.text):
        yield _claim(view, found.span(), "form of a code that was sent", 0.84)


def _secrets(view: TurnView) -> Iterator[Candidate]:
    """Phrases and answers in words."""
    for found in _PHRASE.finditer(view.text):
        words = re.split(r"[ -]", found.group("value"))
        ends = STOP if len(words) >= SURELY_A_PHRASE else _ABOUT_IT
        said = next((place for place, word in enumerate(words) if word.casefold() in ends), len(words))
        if said >= 2:
            start = found.start("value")
            yield _claim(view, (start, start + len(" ".join(words[:said]))), "words of a phrase", 0.78)
    for found in _SECRET.finditer(view.text):
        word = found.group("value").casefold()
        if word not in _ABOUT_IT and not word.endswith(("ing", "ed", "ly")):
            yield _claim(view, found.span("value"), "a secret word or answer", 0.76)
    for found in _SECRET_ZH.finditer(view.text):
        if not _NOT_SECRET_ZH.match(found.group("value")):
            yield _claim(view, found.span("value"), "a secret word or answer", 0.74)


def _attempts(view: TurnView) -> Iterator[Candidate]:
    """Typed values somebody tried, changed to, or gave with a remark in between."""
    if _LOGGING_IN.search(view.text):
        for found in _TRIED.finditer(view.text):
            yield from _with_others(view, found)
        for found in _CHANGED.finditer(view.text):
            yield from _typed(view, found, "what a password was changed to")
    for found in _PASS.finditer(view.text):
        yield from _typed(view, found, "announced as a pass")
    for found in _FAR_BEHIND.finditer(view.text):
        cue = cue_before(view.text[max(0, found.start() - 2) : found.start("value")])
        if cue and cue.cue is Cue.PASSWORD_OR_CODE:
            yield from _typed(view, found, "letters and digits behind the word")


def _with_others(view: TurnView, found: re.Match[str]) -> Iterator[Candidate]:
    """A value that was tried, and those listed behind it: "Maple77 and maple77"."""
    claims = list(_typed(view, found, "a password that was tried"))
    while claims:
        yield from claims
        other = _ALSO.match(view.text, claims[-1].pieces[0][2])
        claims = list(_typed(view, other, "a password that was tried")) if other else []


def _typed(view: TurnView, found: re.Match[str], reason: str) -> Iterator[Candidate]:
    value, start = found.group("value").rstrip(_TRAILING), found.start("value")
    cue = cue_before(view.text[max(0, start - 24) : start])
    called_other = (
        cue and cue.is_near and cue.cue in (PERSONAL_CUES - {Cue.PASSWORD_OR_CODE}) | {Cue.PRODUCT, Cue.AMOUNT}
    )
    if len(value) >= 5 and _MIXED.fullmatch(value) and not (_NO_PASSWORD.fullmatch(value) or called_other):
        yield _claim(view, (start, start + len(value)), reason, 0.73)


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    return Candidate(((view.position, *span),), EntityKind.PASSWORD_OR_CODE, view.text[slice(*span)], reason, strength)
