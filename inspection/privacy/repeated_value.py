"""Values that were found once and come again, and values the metadata gives: masked wherever they stand alone."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import ConversationView, TurnView
from inspection.privacy.cue_words import Cue
from inspection.privacy.metadata_match import normalised
from inspection.privacy.number_run import NumberRun
from inspection.privacy.order_no import is_counted

KNOWN_FIELDS: dict[str, EntityKind] = {
    "ani": EntityKind.PHONE, "customer_phone": EntityKind.PHONE, "order_id": EntityKind.ORDER_NO,
    "ticket_id": EntityKind.ORDER_NO, "customer_id": EntityKind.ORDER_NO, "customer_name": EntityKind.NAME,
    "customer_email": EntityKind.EMAIL,
}  # fmt: skip
"""Metadata fields whose exact value in a text is personal data of that kind."""
SHORTEST, SHORTEST_NAME, SHORTEST_ECHO, SHORTEST_SAID_AGAIN = 4, 2, 3, 2
NUMBER_KINDS = frozenset(
    (
        EntityKind.PHONE,
        EntityKind.ID_CARD,
        EntityKind.BANK_CARD,
        EntityKind.ORDER_NO,
        EntityKind.PASSWORD_OR_CODE,
    )
)
_BEGINNING = re.compile(r"\s*(?:开头|打头|结尾|收尾)")
"""A few digits named as the beginning or end of a number."""

ECHOED = NUMBER_KINDS | {EntityKind.PLATE}
SHORTEST_ECHOED, SHORTEST_PIECE = 6, 4
ECHO_BEFORE, ECHO_BEHIND = 2, 4
NOT_A_PIECE = (Cue.LAST_DIGITS, Cue.AMOUNT, Cue.PRODUCT, Cue.STAFF, Cue.HOTLINE)
"""A piece of four digits and more of a value of six and more, so many turns before and behind it."""

Known = Mapping[str, EntityKind]


def known_from_metadata(metadata: Mapping[str, str]) -> dict[str, EntityKind]:
    """Normalised values of the metadata fields that are personal data."""
    known = {
        _key(value, KNOWN_FIELDS[name]): KNOWN_FIELDS[name] for name, value in metadata.items() if name in KNOWN_FIELDS
    }
    return {
        value: kind for value, kind in known.items() if len(value) >= _shortest(kind) and not _is_common(value, kind)
    }


def known_from_candidates(found: Iterable[Candidate]) -> dict[str, EntityKind]:
    """Values found in the conversation."""
    keyed = ((_key(claim.value, claim.kind), claim.kind) for claim in found if claim.kind)
    return {value: kind for value, kind in keyed if len(value) >= _shortest(kind)}


def _key(value: str, kind: EntityKind) -> str:
    """Names keep the spaces between their words; everything else is letters and digits."""
    return " ".join(value.casefold().split()) if kind is EntityKind.NAME else normalised(value)


def find_repeats(view: ConversationView, known: Known, in_text: Collection[str] = ()) -> Iterator[Candidate]:
    """Runs equal to a known number, and known names and codes word for word.

    Values `in_text` were found in the conversation itself: only those that are there twice can come again.
    """
    if not known:
        return
    numbers = {value: kind for value, kind in known.items() if value.isdigit()}
    words = {value: kind for value, kind in known.items() if not value.isdigit()}
    for run in (run for turn in view.turns for run in turn.runs):
        yield from _same_number(run, numbers, words)
    yield from _same_words(view, words, in_text)


def _same_words(view: ConversationView, words: Known, in_text: Collection[str]) -> Iterator[Candidate]:
    said = normalised("\n".join(turn.text for turn in view.turns)) if words else ""
    again = [value for value in words if said.count(normalised(value)) > (value in in_text)]
    if not again:
        return
    letters = {normalised(value): kind for value, kind in words.items() if value.isascii()}
    pattern = re.compile("|".join(_spelled(value) for value in sorted(again, key=len, reverse=True)), re.IGNORECASE)
    for turn in view.turns:
        for found in pattern.finditer(turn.text):
            kind = words.get(_key(found.group(), EntityKind.NAME)) or letters.get(normalised(found.group()))
            kind = kind or words.get(normalised(found.group()))
            if kind:
                piece = (turn.position, *found.span())
                yield Candidate((piece,), kind, found.group(), "value known from elsewhere", 0.6)


def _same_number(run: NumberRun, numbers: Known, codes: Known) -> Iterator[Candidate]:
    if run.attached or is_counted(run.after):
        return
    whole = codes.get(run.value)
    if whole and not run.value.isdigit():
        yield Candidate(pieces_of(run, 0, len(run.value)), whole, run.value, "value known from elsewhere", 0.6)
    for i, j in run.digit_windows():
        kind = numbers.get(run.value[i:j])
        if kind and (j - i >= 6 or (i, j) == (0, len(run.value))):
            yield Candidate(
                pieces_of(run, i, j),
                kind,
                run.value[i:j],
                "value known from elsewhere",
                0.6,
            )


def find_echoes(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """A piece of a number said again around it: by the other party, or begun before the whole number is said."""
    for candidate in found:
        if candidate.kind not in ECHOED or len(candidate.value) < SHORTEST_ECHOED:
            continue
        first, last = candidate.pieces[0][0], candidate.pieces[-1][0]
        own = {piece[0] for piece in candidate.pieces}
        for turn in view.turns[max(0, first - ECHO_BEFORE) : last + ECHO_BEHIND]:
            if turn.position in own:
                continue
            for run in turn.runs:
                if _is_just_said(run, turn, view, own) or _is_piece(run, candidate, is_earlier=turn.position < first):
                    pieces = pieces_of(run, 0, len(run.value))
                    yield Candidate(pieces, candidate.kind, run.value, "repeats a piece of a value", 0.58)


def _is_just_said(run: NumberRun, turn: TurnView, view: ConversationView, own: Collection[int]) -> bool:
    """The whole turn is a piece of the value, as said in the turn before: "eight five" after "code eight five"."""
    before = turn.position - 1
    if before not in own or not run.alone or len(run.value) < SHORTEST_SAID_AGAIN:
        return False
    return len(own) > 1 and any(run.value == said.value for said in view.turns[before].runs)


def _is_piece(run: NumberRun, candidate: Candidate, *, is_earlier: bool) -> bool:
    """Its beginning before the whole value; behind it also its end, and what came between in a split one."""
    said, value = run.value, candidate.value
    last_asked = Cue.LAST_DIGITS in run.asked | run.named
    if said == value or last_asked or run.attached or _BEGINNING.match(run.after) or is_counted(run.after):
        return False
    if run.denied_by(*NOT_A_PIECE) or (run.cue and run.cue.is_near and run.cue.cue in NOT_A_PIECE):
        return False
    split = len(candidate.pieces) > 1
    shortest = SHORTEST_ECHO if split or not said.isdigit() else SHORTEST_PIECE
    if len(said) < shortest or (not said.isdigit() and not run.alone):
        return False
    if is_earlier:
        return value.startswith(said) and not split
    anywhere = split or len(said) >= SHORTEST_ECHOED
    return said in value if anywhere else value.startswith(said) or value.endswith(said)


def _shortest(kind: EntityKind) -> int:
    return SHORTEST_NAME if kind is EntityKind.NAME else SHORTEST


def _is_common(value: str, kind: EntityKind) -> bool:
    """Short plain numbers of the metadata would hit amounts and years."""
    return kind is not EntityKind.NAME and value.isdigit() and len(value) < 6


def _spelled(value: str) -> str:
    """The value with anything but letters and digits allowed between its characters; a name with its spaces."""
    if value.isascii() and " " in value:
        spelled = r"\s".join(map(re.escape, value.replace(" ", "")))
        words = r"\s+".join(map(re.escape, value.split()))
        return rf"(?<![A-Za-z0-9])(?:{words}|{spelled})(?![A-Za-z0-9])"
    if value.isascii():
        return r"(?<![A-Za-z0-9])" + r"[\s._@+-]{0,2}".join(map(re.escape, value)) + r"(?![A-Za-z0-9])"
    return r"\s?".join(map(re.escape, value))
