"""A conversation as the recognisers see it: shadow texts, number runs with cues, questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspection.interaction import Role
from inspection.privacy.cue_words import PERSONAL_CUES, Cue
from inspection.privacy.cues import CueFound, cue_after, cue_before, cues_asked, cues_named
from inspection.privacy.digit_words import EN_DIGITS, ZH_DIGITS
from inspection.privacy.number_run import NumberRun
from inspection.privacy.redacted_turn import PrivateTurn
from inspection.privacy.spoken_digits import Symbol, symbol_runs
from inspection.privacy.text_shadow import shadow

ASKED_REACH = 3
"""A question gives context to this many following turns."""
CONTEXT_BEFORE, CONTEXT_AFTER = 60, 32
LONG_VALUE, SENTENCE_REACH = 8, 40
SHORTEST_VALUE = 3
"""A shorter run (三位) does not use up the cue before it."""
STAFF_ROLES = (Role.AGENT, Role.BOT, Role.SYSTEM)
EDGE_WORDS = """
对 对的 对了 是 是的 是啊 是吧 是吗 嗯 呃 额 啊 哦 哎 诶 好 好的 那个 然后 然后是 后面 后面是 后边是 就是 接着 接着是
没错 吗 吧 呢 对吗 对吧 前面 前面是 中间 中间是 最后 最后是 还有 再来 我看看 我看一下 我找找 等一下 等等 稍等 等我一下
哈 您说 你说 继续 您继续 你继续 请讲 然后呢 收到 记下了 有了 来了 到了 收到了
你记一下 您记一下 记一下 记好了 你听好 您听好 ok okay yes yeah yep and then and then so it's its is well uh um er erm
right sure got it correct the rest is that's last part is finally hold on let me see one moment
go on go ahead mhm uh huh here it is it came
"""
EDGE = re.compile(
    rf"[\s\W]*+(?:(?>{'|'.join(sorted(EDGE_WORDS.split(), key=len, reverse=True))})[\s\W]*+)*+", re.IGNORECASE
)
"""What may stand around a number that is all a turn has to say. Possessive, so that a long 嗯嗯嗯 costs nothing."""

_SAID = rf"(?:[{''.join(ZH_DIGITS)}\d]|\b(?:{'|'.join(EN_DIGITS)}|double|triple)\b)"
_BROKEN_OFF = re.compile(
    rf"(?:{_SAID}[\s,，-]*){{0,8}}[\s,，.]*(?:hang on|hold on|wait|one (?:sec|second|moment|minute)|just a \w+"
    rf"|let me \w+[^.?!]*"
    r"|等(?:一?下|会儿?|等|我)|稍等|我(?:去)?[看找拿翻][看找]?(?:一?下)?|[呃嗯啊哎])[\s\w]{0,12}$",
    re.IGNORECASE | re.ASCII,
)
"""Digits begun and put off: "use the card four five three nine, let me look"."""

_IN_FULL = re.compile(
    r"[\s,，。.]{0,4}+(?:那?(?:完整|全部|整个|整串|全)的?(?:号码?|是|[:：]){0,3}"
    r"|(?:the )?(?:full|whole|complete)(?: (?:one|number|thing))?(?: is|'s|:)?)[\s:：]{0,4}",
    re.IGNORECASE,
)
"""Between the last digits and the number itself: the words before the digits name both."""

_ONLY_A_PIECE = re.compile(rf"(?:[\s0-9{''.join(ZH_DIGITS)}-]|[A-Z](?![a-z])|(?<![A-Za-z])[a-z](?![A-Za-z])){{2,14}}")
MAX_PIECES_BEFORE, LEAD_REACH = 3, 8
"""Turns of the speaker that are pieces of the value so far, and turns in all, from the lead-in to a piece."""

_LETTER = re.compile(r"[A-Za-z_]")
_SIGN = re.compile(r"(?:[+(]{1,2}|(?<![A-Za-z])(?:plus|hash|star)\s+|加号?|井号键?|星号键?)?$", re.IGNORECASE)
"""What opens a number: "+86", "(555)", "(+44)", "plus six one", "hash two six"."""


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn: `text` is the shadow (as long as the original).

    `asked` and `previous` are what the other party has just asked for and said.
    """

    position: int
    sender: Role
    text: str
    runs: tuple[NumberRun, ...]
    asked: frozenset[Cue]
    previous: str


@dataclass(frozen=True, slots=True)
class ConversationView:
    """All turns in order."""

    turns: tuple[TurnView, ...]


def view_conversation(turns: Sequence[PrivateTurn]) -> ConversationView:
    """Build the view of a conversation."""
    texts = [shadow(turn.text) for turn in turns]
    asking = [cues_asked(text) for text in texts]
    senders = [turn.sender for turn in turns]
    symbols = [symbol_runs(text) for text in texts]
    views = []
    for position, text in enumerate(texts):
        asked = _asked_before(position, asking, senders)
        previous = _said_before(position, texts, senders)
        lead = _lead_in(position, texts, senders) if symbols[position] else None
        named = cues_named(previous) | _said_by_oneself(position, texts, senders) if symbols[position] else frozenset()
        around = _Around(senders[position], asked, named, lead, symbols[position])
        runs = tuple(_run(text, position, run, around) for run in symbols[position])
        views.append(TurnView(position, senders[position], text, runs, asked, previous))
    return ConversationView(tuple(views))


def _said_before(position: int, texts: Sequence[str], senders: Sequence[Role]) -> str:
    """The other party's last turn just before; the turn before where senders are not known."""
    for back in range(position - 1, max(-1, position - 1 - ASKED_REACH), -1):
        if senders[back] is not senders[position] or senders[back] is Role.UNKNOWN:
            return texts[back]
    return ""


def _said_by_oneself(position: int, texts: Sequence[str], senders: Sequence[Role]) -> frozenset[Cue]:
    """What the speaker's own last turn spoke of."""
    for back in range(position - 1, max(-1, position - 1 - ASKED_REACH), -1):
        if senders[back] is senders[position]:
            return cues_named(texts[back])
    return frozenset()


def _asked_before(position: int, asking: Sequence[frozenset[Cue]], senders: Sequence[Role]) -> frozenset[Cue]:
    for back in range(position - 1, max(-1, position - 1 - ASKED_REACH), -1):
        other = senders[back] is not senders[position] or senders[back] is Role.UNKNOWN
        if other and asking[back]:
            return asking[back]
    return frozenset()


def _lead_in(position: int, texts: Sequence[str], senders: Sequence[Role]) -> CueFound | None:
    """The cue the speaker's last turn ended with ("我的手机号是" / "138..."); a question of staff leads nowhere."""
    pieces, asks_anew = 0, False
    for back in range(position - 1, max(-1, position - 1 - LEAD_REACH), -1):
        if back < position - 2 and not pieces:
            return None
        if senders[back] is not senders[position]:
            asks_anew = asks_anew or bool(cues_named(texts[back]))
        else:
            if not asks_anew and _ONLY_A_PIECE.fullmatch(texts[back]) and pieces < MAX_PIECES_BEFORE:
                pieces += 1
                continue
            if senders[back] in STAFF_ROLES and cues_asked(texts[back]):
                return None
            cue = cue_before(_BROKEN_OFF.sub("", texts[back][-CONTEXT_BEFORE:]))
            return cue if cue and cue.is_direct else None
    return None


@dataclass(frozen=True, slots=True)
class _Around:
    """What the runs of a turn have in common; `siblings` are the symbols of all of them."""

    sender: Role
    asked: frozenset[Cue]
    named: frozenset[Cue]
    lead: CueFound | None
    siblings: Sequence[tuple[Symbol, ...]]


def _run(text: str, position: int, symbols: tuple[Symbol, ...], around: _Around) -> NumberRun:
    start, end = symbols[0].start, symbols[-1].end
    floor = max(
        (
            other[-1].end
            for other in around.siblings
            if other[-1].end <= start
            and len(other) >= SHORTEST_VALUE
            and not _IN_FULL.fullmatch(text[other[-1].end : start])
        ),
        default=0,
    )
    before = text[max(floor, start - CONTEXT_BEFORE) : start]
    ceiling = min(
        (other[0].start for other in around.siblings if other[0].start >= end),
        default=len(text),
    )
    after = text[end : min(end + CONTEXT_AFTER, ceiling)]
    cue = cue_before(before, len(symbols)) or (around.lead if floor == 0 and EDGE.fullmatch(before) else None)
    opens_turn = bool(EDGE.fullmatch(text[:start]))
    asked = around.asked or _spoken_of(cue, len(symbols))
    return NumberRun(
        value="".join(symbol.char for symbol in symbols),
        spots=tuple((position, symbol.start, symbol.end) for symbol in symbols),
        opens=tuple(symbol.opens for symbol in symbols),
        spoken=any(symbol.spoken for symbol in symbols),
        sender=around.sender,
        cue=cue,
        cue_behind=cue_after(after),
        asked=asked,
        after=text[end : end + CONTEXT_AFTER],
        attached=_is_attached(text, start, end, spoken=symbols[0].spoken),
        alone=opens_turn and bool(EDGE.fullmatch(text[end:])),
        named=around.named,
        opens_turn=opens_turn,
        lead=_sign(text[max(0, start - 8) : start]),
        edges=(text[max(0, start - 2) : start], text[end : end + 1]),
        in_english=any(symbol.end - symbol.start > 2 and text[symbol.start].isascii() for symbol in symbols),
    )


def _spoken_of(cue: CueFound | None, digits: int) -> frozenset[Cue]:
    """What the sentence before was about, for a long value: "is the ssn needed? ok it's four eight one ..."."""
    if cue is None or cue.is_near or digits < LONG_VALUE or len(cue.gap) > SENTENCE_REACH:
        return frozenset()
    return frozenset((cue.cue,)) & PERSONAL_CUES


def _sign(before: str) -> str:
    found = _SIGN.search(before)
    return found.group() if found else ""


def _is_attached(text: str, start: int, end: int, *, spoken: bool) -> bool:
    """Glued to a Latin word ("iPhone15", not SF一二三), or next to the stars of a masked value."""
    before, after = "" if spoken else text[start - 1 : start], text[end : end + 1]
    stars = "*•●"
    near = text[max(0, start - 2) : start].strip()[-1:], text[end : end + 2].strip()[:1]
    return bool(_LETTER.match(before) or _LETTER.match(after)) or any(mark and mark in stars for mark in near)
