"""An e-mail address said in several turns: the mailbox in one or two, "at" and the provider in the last."""

from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, Piece
from inspection.privacy.conversation_view import EDGE, ConversationView, TurnView
from inspection.privacy.email import Mailbox, mailbox_at_end, provider_of

MAX_BETWEEN, LONGEST_BETWEEN, MAX_PIECES = 2, 24, 3


def find_split_emails(view: ConversationView) -> Iterator[Candidate]:
    """Turns that begin with the end of an address, with the mailbox at the end of the speaker's turns before."""
    for turn in view.turns:
        tail = provider_of(turn.text)
        if not tail or not EDGE.fullmatch(turn.text[: tail.start]):
            continue
        before = _mailbox_before(view, turn, must_be_named=tail.is_begun)
        if before:
            pieces = (*before, (turn.position, tail.start, tail.end))
            value = "".join(view.turns[position].text[start:end] for position, start, end in pieces)
            reason = "e-mail said in several turns"
            yield Candidate(pieces, EntityKind.EMAIL, "".join(value.split()).lower(), reason, 0.93)


def _mailbox_before(view: ConversationView, turn: TurnView, *, must_be_named: bool) -> list[Piece]:
    """The pieces of the mailbox in reading order, back to the one behind a word for it; none when it is no mailbox."""
    pieces: list[Piece] = []
    at: TurnView | None = turn
    while at and len(pieces) < MAX_PIECES:
        at = _own_turn_before(view, at)
        mailbox: Mailbox | None = mailbox_at_end(at.text) if at else None
        if not at or not mailbox:
            break
        pieces.insert(0, (at.position, mailbox.start, mailbox.end))
        if mailbox.is_named:
            return pieces
        if not EDGE.fullmatch(at.text[: mailbox.start]):
            break
    return [] if must_be_named else pieces[-1:]


def _own_turn_before(view: ConversationView, turn: TurnView) -> TurnView | None:
    for earlier in reversed(view.turns[max(0, turn.position - 1 - MAX_BETWEEN) : turn.position]):
        if earlier.sender is turn.sender:
            return earlier
        if len(earlier.text) > LONGEST_BETWEEN:
            return None
    return None
