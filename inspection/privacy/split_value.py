"""A value split over turns: its pieces read as one number, and when it wins over what one piece looks like."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import EDGE, ConversationView, TurnView
from inspection.privacy.number_run import NumberRun
from inspection.privacy.placeholders import is_chinese

SPLIT_STRENGTH = 0.05
"""A claim on several turns is so much weaker than the same claim on one."""

BEYOND = 0.005
"""By so much a whole value is stronger than what one of its pieces looked like."""

SURE, SURE_PHONE = 0.6, 0.75

ONE_TIME = 6
"""Digits of a one-time code."""

MAX_PIECES, LONGEST_SPLIT, MAX_BETWEEN = 6, 24, 2
SHORTEST_AGAIN = 3
_REMARK = re.compile(r"[\s,，]*(?:这?是)?[\u4e00-\u9fff]{2,6}的[\s,，。]*")
"""What a piece is said to be, behind it: 六五零幺零三 乌鲁木齐的."""
LONGEST_BETWEEN = 24
"""Characters of a short turn between two pieces of a number; twice as many in English."""


def split_claims(
    view: ConversationView, claims: Sequence[Candidate], claims_of_run: Callable[[NumberRun], Iterable[Candidate]]
) -> list[Candidate]:
    """Claims on values split over turns, where no piece is a full value by itself, or only a piece of one."""
    full = [claim for claim in claims if claim.strength >= SURE]
    split = [
        replace(claim, strength=claim.strength - SPLIT_STRENGTH)
        for run in split_runs(view.turns)
        for claim in claims_of_run(run)
        if len(claim.pieces) > 1 and claim.strength >= SURE
    ]
    split = [claim for claim in split if not any(_is_shorter_chain(claim, other) for other in split)]
    return [whole for claim in split if (whole := _stronger_than_its_pieces(claim, full))]


def _stronger_than_its_pieces(claim: Candidate, full: Sequence[Candidate]) -> Candidate | None:
    """None where a piece is a value by itself; kinds without a length of their own gain nothing from being longer."""
    pieces = [other for other in full if claim.overlaps(other)]
    if not all(_goes_beyond(claim, piece) for piece in pieces):
        return None
    if claim.kind is EntityKind.ORDER_NO or (claim.kind is EntityKind.PASSWORD_OR_CODE and claim.length > ONE_TIME):
        return claim
    return replace(claim, strength=max((claim.strength, *(piece.strength + BEYOND for piece in pieces))))


def _is_shorter_chain(claim: Candidate, other: Candidate) -> bool:
    """The same kind of value begun a turn later: 四八零零 ... of 六二二八, 四八零零 ..."""
    is_inside = claim.kind is other.kind and claim.length < other.length and claim.lies_in(other)
    return is_inside and claim.pieces[0][0] > other.pieces[0][0]


def _goes_beyond(split: Candidate, full: Candidate) -> bool:
    """Against a piece that looked full: 14 digits of an 18-digit number are only a piece."""
    is_piece = full.lies_in(split)
    is_whole = full.checksum_valid or (full.kind is EntityKind.PHONE and full.strength >= SURE_PHONE)
    is_id = split.kind is EntityKind.ID_CARD and split.strength > full.strength
    return is_piece and not is_whole and (split.kind is full.kind or bool(split.checksum_valid) or is_id)


def split_runs(views: Sequence[TurnView]) -> list[NumberRun]:
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
        backchannel = not view.runs and bool(EDGE.fullmatch(view.text))
        if view.sender is not sender or backchannel:
            between += 1
            longest = LONGEST_BETWEEN if is_chinese(view.text) else 2 * LONGEST_BETWEEN
            if between > MAX_BETWEEN or len(view.text) > longest:
                break
            continue
        piece = _open_start(view)
        if piece is None or len(chain) >= MAX_PIECES:
            break
        begun_again = _begun_again(chain, piece)
        if begun_again:
            found.append(_as_one(begun_again))
        chain.append(piece)
        if sum(len(part.value) for part in chain) > LONGEST_SPLIT:
            break
        found.append(_as_one(chain))
        if not piece.alone:
            break
        between = 0
    return found


def _begun_again(chain: Sequence[NumberRun], piece: NumberRun) -> list[NumberRun]:
    """The pieces where one takes up the last again and goes on: 一八五, 零零一六, 零零一六七七四九; else none."""
    last = chain[-1].value
    goes_on = len(chain) > 1 and len(piece.value) > len(last) >= SHORTEST_AGAIN and piece.value.startswith(last)
    return [*chain[:-1], piece] if goes_on else []


def _open_end(view: TurnView) -> NumberRun | None:
    """The run a turn breaks off with."""
    if not view.runs:
        return None
    last = view.runs[-1]
    behind = view.text[last.spots[-1][2] :]
    ends = EDGE.fullmatch(behind) or (last.opens_turn and _REMARK.fullmatch(behind))
    return last if not last.attached and ends else None


def _open_start(view: TurnView) -> NumberRun | None:
    if not view.runs:
        return None
    first = view.runs[0]
    return first if not first.attached and EDGE.fullmatch(view.text[: first.spots[0][1]]) else None


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
        in_english=any(part.in_english for part in chain),
    )
