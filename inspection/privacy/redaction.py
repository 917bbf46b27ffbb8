"""Redaction: a conversation in, masked turns out, each with the spans that were taken and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from inspection.entities import Entity
from inspection.privacy.address import find_addresses
from inspection.privacy.bank_card import find_bank_accounts, find_bank_cards, find_ibans
from inspection.privacy.candidate import Candidate, strongest
from inspection.privacy.contrasted_name import find_contrasted_names
from inspection.privacy.conversation_view import (
    ConversationView,
    TurnView,
    view_conversation,
)
from inspection.privacy.corrected_value import find_corrections, find_misheard_names
from inspection.privacy.dated_id_card import find_dated_id_cards, find_split_dated_id_cards
from inspection.privacy.email import find_emails
from inspection.privacy.id_card import find_documents, find_id_cards
from inspection.privacy.metadata_match import matching_fields, normalised
from inspection.privacy.misheard_phone import find_misheard_phones
from inspection.privacy.name import find_names, introduced_staff
from inspection.privacy.number_run import NumberRun
from inspection.privacy.order_no import find_order_numbers, find_typed_codes
from inspection.privacy.password_or_code import find_codes, find_passwords
from inspection.privacy.phone import find_phones
from inspection.privacy.pieced_value import find_pieced_values, without_misread_echoes
from inspection.privacy.placeholders import is_chinese, placeholder
from inspection.privacy.plate import find_plates, find_spelled_plates
from inspection.privacy.redacted_turn import (
    Allowed,
    FoundSpan,
    PrivateTurn,
    RedactedTurn,
)
from inspection.privacy.repeated_value import (
    find_echoes,
    find_repeats,
    known_from_candidates,
    known_from_metadata,
)
from inspection.privacy.spelled_english_name import find_spelled_names
from inspection.privacy.split_address import find_split_addresses
from inspection.privacy.split_email import find_split_emails
from inspection.privacy.split_order_no import find_split_orders
from inspection.privacy.split_plate import find_split_plates
from inspection.privacy.split_value import split_claims
from inspection.privacy.told_password import find_told_passwords

NOTHING_ALLOWED = Allowed()
MAX_PASSES = 5
"""Masking is repeated on its own result until nothing new is found; more passes than this were never needed."""
_OF_RUNS = (find_phones, find_id_cards, find_bank_cards, find_order_numbers, find_codes, find_spelled_plates)
_OF_TURNS = (
    find_misheard_phones,
    find_dated_id_cards,
    find_emails,
    find_documents,
    find_bank_accounts,
    find_ibans,
    find_plates,
    find_typed_codes,
    find_passwords,
    find_told_passwords,
    find_addresses,
    find_contrasted_names,
)


def redact_conversation(turns: Sequence[PrivateTurn], allowed: Allowed = NOTHING_ALLOWED) -> list[RedactedTurn]:
    """Mask the personal data of one conversation; one result per turn, in order.

    Turns give each other context (a question, a value split over turns, a value that comes again), so pass the whole
    conversation. The same input gives the same output; masking the output again changes nothing.
    """
    chinese = bool(is_chinese(" ".join(turn.text for turn in turns)))
    done: list[list[FoundSpan]] = [[] for _ in turns]
    masked = [turn.text for turn in turns]
    for _ in range(MAX_PASSES):
        current = [replace(turn, text=text) for turn, text in zip(turns, masked, strict=True)]
        found = find_personal_data(current, allowed)
        if not found:
            break
        for position, spans in _spans_by_turn(found, allowed.metadata).items():
            done[position] = _merged(done[position], spans, turns[position].text, chinese=chinese)
            masked[position] = _masked(turns[position].text, done[position], chinese=chinese)[0]
    return [
        _result(turn, place, spans, chinese=chinese)
        for place, (turn, spans) in enumerate(zip(turns, done, strict=True))
    ]


def find_personal_data(turns: Sequence[PrivateTurn], allowed: Allowed = NOTHING_ALLOWED) -> list[Candidate]:
    """One pass over a conversation: the claims that won, without overlaps."""
    view = view_conversation(turns)
    staff = _staff(view, allowed)
    public = frozenset(normalised(value) for value in (*allowed.hotlines, *allowed.staff_numbers))
    claims = [claim for turn in view.turns for claim in _claims_of(turn, staff)]
    claims += [*split_claims(view, claims, _claims_of_run), *find_split_emails(view), *find_split_dated_id_cards(view)]
    claims = without_misread_echoes([*claims, *find_pieced_values(view)])
    claims = [claim for claim in claims if not _is_allowed(claim, public, allowed)]
    known = known_from_metadata(allowed.metadata)
    best = strongest([*claims, *find_repeats(view, known)])
    in_text = known_from_candidates(claim for claim in best if _is_written_so(claim, view)).keys() - known.keys()
    known |= known_from_candidates(best)
    by_themselves = set(claims)
    own = [claim for claim in best if claim in by_themselves]
    again = [claim for claim in find_repeats(view, known, in_text) if not any(_is_part(claim, other) for other in own)]
    again += [*find_echoes(view, best), *find_corrections(view, best), *find_misheard_names(view, best)]
    again += find_spelled_names(view, best)
    again += [*find_split_addresses(view, best), *find_split_plates(view), *find_split_orders(view, best)]
    return strongest(
        [
            *claims,
            *(claim for claim in again if not _is_allowed(claim, public, allowed)),
        ]
    )


def _claims_of(turn: TurnView, staff: frozenset[str]) -> Iterator[Candidate]:
    for run in turn.runs:
        yield from _claims_of_run(run)
    for find in _OF_TURNS:
        yield from find(turn)
    yield from find_names(turn, staff)


def _claims_of_run(run: NumberRun) -> Iterator[Candidate]:
    for find in _OF_RUNS:
        yield from find(run)


def _is_written_so(claim: Candidate, view: ConversationView) -> bool:
    """The value stands in the text character by character: not spelled, said in words or split."""
    (turn, start, end), *rest = claim.pieces
    return not rest and normalised(view.turns[turn].text[start:end]) == normalised(claim.value)


def _is_part(claim: Candidate, other: Candidate) -> bool:
    """A repeated value inside what was found there by itself: the same kind, or a piece of a longer value."""
    return claim.lies_in(other) and (claim.kind is other.kind or claim.length < other.length)


def _staff(view: ConversationView, allowed: Allowed) -> frozenset[str]:
    introduced = (name for turn in view.turns for name in introduced_staff(turn))
    return frozenset(name.casefold() for name in (*allowed.staff_names, *allowed.organisations, *introduced))


def _is_allowed(claim: Candidate, public: frozenset[str], allowed: Allowed) -> bool:
    value = normalised(claim.value)
    return value in public or value in {normalised(name) for name in (*allowed.staff_names, *allowed.organisations)}


def _spans_by_turn(found: Sequence[Candidate], metadata: Mapping[str, str]) -> dict[int, list[FoundSpan]]:
    spans: dict[int, list[FoundSpan]] = {}
    for claim in found:
        assert claim.kind is not None  # vetoes were dropped
        matches = matching_fields(claim.value, metadata)
        for position, start, end in claim.pieces:
            span = FoundSpan(
                start=start,
                end=end,
                kind=claim.kind,
                reason=claim.reason,
                checksum_valid=claim.checksum_valid,
                matches=matches,
                value=claim.value,
            )
            spans.setdefault(position, []).append(span)
    return spans


def _merged(old: Sequence[FoundSpan], new: Sequence[FoundSpan], text: str, *, chinese: bool) -> list[FoundSpan]:
    """Put spans of a later pass (offsets in the masked text) back into the original, beside the old ones."""
    shifted = [
        replace(
            span,
            start=_original(span.start, old, text, chinese),
            end=_original(span.end, old, text, chinese),
        )
        for span in new
    ]
    return sorted([*old, *shifted], key=lambda span: span.start)


def _original(offset: int, spans: Sequence[FoundSpan], text: str, chinese: bool) -> int:
    """The original offset of an offset in the masked text that lies outside every placeholder."""
    shift = 0
    for span, (start, end) in zip(spans, _masked(text, spans, chinese=chinese)[1], strict=True):
        if end <= offset:
            shift = span.end - end
        elif start < offset:
            return span.end
    return offset + shift


def _masked(text: str, spans: Sequence[FoundSpan], *, chinese: bool) -> tuple[str, list[tuple[int, int]]]:
    """The text with placeholders, and where each placeholder stands in it."""
    own = is_chinese(_outside(text, spans))
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    at = length = 0
    for span in spans:
        mark = placeholder(span.kind, chinese=chinese if own is None else own)
        length += span.start - at
        pieces += (text[at : span.start], mark)
        places.append((length, length + len(mark)))
        length += len(mark)
        at = span.end
    return "".join((*pieces, text[at:])), places


def _outside(text: str, spans: Sequence[FoundSpan]) -> str:
    at, kept = 0, []
    for span in spans:
        kept.append(text[at : span.start])
        at = span.end
    return "".join((*kept, text[at:]))


def _result(turn: PrivateTurn, place: int, spans: list[FoundSpan], *, chinese: bool) -> RedactedTurn:
    masked, places = _masked(turn.text, spans, chinese=chinese)
    index = place if turn.index is None else turn.index
    entities = tuple(
        Entity(
            turn=index,
            kind=s.kind,
            start_char=a,
            end_char=b,
            matches=s.matches,
            checksum_valid=s.checksum_valid,
        )
        for s, (a, b) in zip(spans, places, strict=True)
    )
    return RedactedTurn(masked, tuple(spans), entities)
