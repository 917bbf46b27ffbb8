"""Values that were found once and come again, and values the metadata gives: masked wherever they stand alone."""

import re
from collections.abc import Iterable, Iterator, Mapping

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import ConversationView
from inspection.privacy.metadata_match import normalised
from inspection.privacy.number_run import NumberRun
from inspection.privacy.order_no import is_counted

KNOWN_FIELDS: dict[str, EntityKind] = {
    "ani": EntityKind.PHONE, "customer_phone": EntityKind.PHONE, "order_id": EntityKind.ORDER_NO,
    "ticket_id": EntityKind.ORDER_NO, "customer_id": EntityKind.ORDER_NO, "customer_name": EntityKind.NAME,
    "customer_email": EntityKind.EMAIL,
}  # fmt: skip
"""Metadata fields whose exact value in a text is personal data of that kind."""
SHORTEST, SHORTEST_NAME, SHORTEST_ECHO = 4, 2, 3
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


def find_repeats(view: ConversationView, known: Known) -> Iterator[Candidate]:
    """Runs equal to a known number, and known names and codes word for word."""
    if not known:
        return
    numbers = {value: kind for value, kind in known.items() if value.isdigit()}
    words = {value: kind for value, kind in known.items() if not value.isdigit()}
    for run in (run for turn in view.turns for run in turn.runs):
        yield from _same_number(run, numbers, words)
    if words:
        pattern = re.compile(
            "|".join(_spelled(value) for value in sorted(words, key=len, reverse=True)),
            re.IGNORECASE,
        )
        for turn in view.turns:
            for found in pattern.finditer(turn.text):
                said = found.group()
                kind = words.get(normalised(said)) or words.get(_key(said, EntityKind.NAME))
                if kind:
                    piece = (turn.position, *found.span())
                    yield Candidate(
                        (piece,),
                        kind,
                        said,
                        "value known from elsewhere",
                        0.6,
                    )


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
    """The other party repeating a piece of a number that came split over turns."""
    for candidate in found:
        if len(candidate.pieces) < 2 or candidate.kind is None:
            continue
        first, last = candidate.pieces[0][0], candidate.pieces[-1][0]
        own = {piece[0] for piece in candidate.pieces}
        for turn in view.turns[first : last + 3]:
            for run in turn.runs:
                is_echo = len(run.value) >= SHORTEST_ECHO and run.value in candidate.value
                if turn.position not in own and is_echo and not _BEGINNING.match(run.after):
                    pieces = pieces_of(run, 0, len(run.value))
                    yield Candidate(
                        pieces,
                        candidate.kind,
                        run.value,
                        "repeats a piece of a split value",
                        0.58,
                    )


def _shortest(kind: EntityKind) -> int:
    return SHORTEST_NAME if kind is EntityKind.NAME else SHORTEST


def _is_common(value: str, kind: EntityKind) -> bool:
    """Short plain numbers of the metadata would hit amounts and years."""
    return kind is not EntityKind.NAME and value.isdigit() and len(value) < 6


def _spelled(value: str) -> str:
    """The value with anything but letters and digits allowed between its characters; a name with its spaces."""
    if value.isascii() and " " in value:
        return r"(?<![A-Za-z0-9])" + r"\s+".join(map(re.escape, value.split())) + r"(?![A-Za-z0-9])"
    if value.isascii():
        return r"(?<![A-Za-z0-9])" + r"[\s._@+-]{0,2}".join(map(re.escape, value)) + r"(?![A-Za-z0-9])"
    return r"\s?".join(map(re.escape, value))
