"""A conversation as the recognisers see it: shadow texts, number runs with cues, questions, split values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspection.interaction import Role
from inspection.privacy.cues import Cue, CueFound, cue_after, cue_before, cues_asked
from inspection.privacy.number_run import NumberRun
from inspection.privacy.redacted_turn import PrivateTurn
from inspection.privacy.spoken_digits import Symbol, symbol_runs
from inspection.privacy.text_shadow import shadow

ASKED_REACH = 3
"""A question gives context to this many following turns."""
CONTEXT_BEFORE, CONTEXT_AFTER = 60, 24
_EDGE = re.compile(
    r"[\s\W]*(?:(?:对|对的|是|是的|嗯|嗯嗯|呃|好|好的|哦|那个|然后|然后是|后面|后面是|就是|接着|没错|吗|吧|呢"
    r"|是吧|对吗|ok|okay|yes|yeah|and|then"
    r"|uh|um|right|sure|got it|it's|correct)[\s\W]*)*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[A-Za-z_]")


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
    """All turns in order, and the runs that join pieces of several turns."""

    turns: tuple[TurnView, ...]
    split_runs: tuple[NumberRun, ...]


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
        runs = tuple(
            _run(text, position, senders[position], run, asked, lead, symbols[position]) for run in symbols[position]
        )
        views.append(TurnView(position, senders[position], text, runs, asked, previous))
    return ConversationView(tuple(views), tuple(_split_runs(views)))


def _said_before(position: int, texts: Sequence[str], senders: Sequence[Role]) -> str:
    """The other party's last turn just before; the turn before where senders are not known."""
    for back in range(position - 1, max(-1, position - 1 - ASKED_REACH), -1):
        if senders[back] is not senders[position] or senders[back] is Role.UNKNOWN:
            return texts[back]
    return ""


def _asked_before(position: int, asking: Sequence[frozenset[Cue]], senders: Sequence[Role]) -> frozenset[Cue]:
    for back in range(position - 1, max(-1, position - 1 - ASKED_REACH), -1):
        other = senders[back] is not senders[position] or senders[back] is Role.UNKNOWN
        if other and asking[back]:
            return asking[back]
    return frozenset()


def _lead_in(position: int, texts: Sequence[str], senders: Sequence[Role]) -> CueFound | None:
    """The cue a speaker's previous turn ended with: "我的手机号是" / "138...", a short answer in between allowed."""
    for back in (position - 1, position - 2):
        if back >= 0 and senders[back] is senders[position]:
            cue = cue_before(texts[back][-CONTEXT_BEFORE:])
            return cue if cue and cue.is_direct else None
    return None


def _run(
    text: str,
    position: int,
    sender: Role,
    symbols: tuple[Symbol, ...],
    asked: frozenset[Cue],
    lead: CueFound | None,
    siblings: Sequence[tuple[Symbol, ...]],
) -> NumberRun:
    start, end = symbols[0].start, symbols[-1].end
    floor = max((other[-1].end for other in siblings if other[-1].end <= start), default=0)
    before = text[max(floor, start - CONTEXT_BEFORE) : start]
    ceiling = min(
        (other[0].start for other in siblings if other[0].start >= end),
        default=len(text),
    )
    after = text[end : min(end + CONTEXT_AFTER, ceiling)]
    cue = cue_before(before) or (lead if floor == 0 and _EDGE.fullmatch(before) else None)
    return NumberRun(
        value="".join(symbol.char for symbol in symbols),
        spots=tuple((position, symbol.start, symbol.end) for symbol in symbols),
        opens=tuple(symbol.opens for symbol in symbols),
        spoken=any(symbol.spoken for symbol in symbols),
        sender=sender,
        cue=cue,
        cue_behind=cue_after(after),
        asked=asked,
        after=text[end : end + CONTEXT_AFTER],
        attached=_is_attached(text, start, end, spoken=symbols[0].spoken),
        alone=bool(_EDGE.fullmatch(text[:start]) and _EDGE.fullmatch(text[end:])),
        lead=text[start - 1] if start and text[start - 1] in "+(" else "",
    )


def _is_attached(text: str, start: int, end: int, *, spoken: bool) -> bool:
    """Glued to a Latin word ("iPhone15", not SF一二三), or next to the stars of a masked value."""
    before, after = "" if spoken else text[start - 1 : start], text[end : end + 1]
    stars = "*•●"
    near = text[max(0, start - 2) : start].strip()[-1:], text[end : end + 2].strip()[:1]
    return bool(_LETTER.match(before) or _LETTER.match(after)) or any(mark and mark in stars for mark in near)


MAX_PIECES, LONGEST_SPLIT, MAX_BETWEEN = 6, 24, 2


def _split_runs(views: Sequence[TurnView]) -> list[NumberRun]:
    """Pieces at the end of one turn and the beginning of the speaker's next ones, read as one number."""
    joined: list[NumberRun] = []
    for place, view in enumerate(views):
        head = _open_end(view)
        if head is None:
            continue
        chain = [head]
        joined.extend(_continued(views, place, chain))
    return joined


def _continued(views: Sequence[TurnView], place: int, chain: list[NumberRun]) -> list[NumberRun]:
    found: list[NumberRun] = []
    sender, between = views[place].sender, 0
    for view in views[place + 1 :]:
        backchannel = not view.runs and bool(_EDGE.fullmatch(view.text))
        if view.sender is not sender or backchannel:
            between += 1
            if between > MAX_BETWEEN or len(view.text) > 24:
                break
            continue
        piece = _open_start(view)
        if piece is None or len(chain) >= MAX_PIECES:
            break
        chain.append(piece)
        if sum(len(part.value) for part in chain) > LONGEST_SPLIT:
            break
        found.append(_as_one(chain))
        if not piece.alone:
            break
        between = 0
    return found


def _open_end(view: TurnView) -> NumberRun | None:
    """The run a turn breaks off with."""
    if not view.runs:
        return None
    last = view.runs[-1]
    return last if not last.attached and _EDGE.fullmatch(view.text[last.spots[-1][2] :]) else None


def _open_start(view: TurnView) -> NumberRun | None:
    if not view.runs:
        return None
    first = view.runs[0]
    return first if not first.attached and _EDGE.fullmatch(view.text[: first.spots[0][1]]) else None


def _as_one(chain: Sequence[NumberRun]) -> NumberRun:
    first, last = chain[0], chain[-1]
    return NumberRun(
        value="".join(part.value for part in chain),
        spots=tuple(spot for part in chain for spot in part.spots),
        opens=tuple(opens for part in chain for opens in part.opens),
        spoken=any(part.spoken for part in chain),
        sender=first.sender,
        cue=first.cue,
        cue_behind=last.cue_behind,
        asked=first.asked,
        after=last.after,
        attached=False,
        alone=first.alone and last.alone,
    )
