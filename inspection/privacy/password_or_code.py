"""Passwords and one-time codes that were disclosed: the value near the word, never the word itself."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.cues import Cue
from inspection.privacy.number_run import NumberRun
from inspection.privacy.order_no import is_counted

NOT_A_CODE = (Cue.LAST_DIGITS, Cue.PRODUCT, Cue.STAFF, Cue.HOTLINE)
SERVICE_NUMBER = re.compile(r"10(?:0\d\d|6\d+)|123\d\d|95\d{3,4}|96\d{3,4}|11[0-9]|12[0-9]|[48]00\d{7}")
"""Numbers of carriers, banks and authorities: "10086 发的验证码" discloses nothing."""
SHORTEST, LONGEST = 3, 8
_PASSWORD = re.compile(
    r"(?:密码|口令|pass\s?word|pass\s?code|passphrase|pwd|cvv2?|cvc2?|\bpin)(?:\s*(?:code|number))?[\s:：,，]*"
    r"(?:是|为|就是|设的是|设置的是|用的是|填的是|设置?成|设置?为|改成|改为|叫|is|was|to"
    r"|=)?[\s:：=\"'“]*(?P<value>[!-~]{4,32})",
    re.IGNORECASE,
)
_MIXED = re.compile(r"(?=.*\d)(?=.*[A-Za-z!-/:-@\[-`{-~])|(?=.*[A-Za-z])(?=.*[!#$%&*@^_])")
_TRAILING = ".,;:!?\"')”。"


def find_codes(run: NumberRun) -> Iterator[Candidate]:
    """Three to eight digits announced, asked for or called a code."""
    value = run.value
    if run.attached or run.denied_by(*NOT_A_CODE) or not SHORTEST <= len(value) <= LONGEST or is_counted(run.after):
        return
    reason = _why(run)
    if reason:
        strength = 0.83 if reason.startswith("announced") else 0.67
        yield Candidate(
            pieces_of(run, 0, len(value)),
            EntityKind.PASSWORD_OR_CODE,
            value,
            reason,
            strength,
        )


def _why(run: NumberRun) -> str | None:
    code = Cue.PASSWORD_OR_CODE
    if run.cue and run.cue.is_near:
        return f"announced as {run.cue.word}" if run.cue.cue is code else None
    if run.cue_behind is code:
        return None if SERVICE_NUMBER.fullmatch(run.value) else "followed by the word for its kind"
    if code in run.asked and (run.alone or len(run.value) >= 4) and not SERVICE_NUMBER.fullmatch(run.value):
        return "asked for by the other party"
    return None


def find_passwords(view: TurnView) -> Iterator[Candidate]:
    """Typed passwords: letters with digits or signs behind the word, or after 是 in Chinese text."""
    for found in _PASSWORD.finditer(view.text):
        value = found.group("value").rstrip(_TRAILING)
        start = found.start("value")
        if len(value) >= 4 and (_MIXED.match(value) or _said_to_be(view.text, found)) and "<" not in value:
            piece = (view.position, start, start + len(value))
            yield Candidate(
                (piece,),
                EntityKind.PASSWORD_OR_CODE,
                value,
                "announced as a password",
                0.84,
            )


def _said_to_be(text: str, found: re.Match[str]) -> bool:
    """Letters alone are a password only where Chinese words announce them: 密码是abcd."""
    head = text[found.start() : found.start("value")]
    return bool(re.search(r"[是为成:：]", head)) and bool(re.search(r"[密口]", head)) and found.group("value").isalnum()
