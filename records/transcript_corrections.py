"""Corrected words (转写更正): what a person heard instead of what was recognised. Kept beside it, only ever added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import InputError
from inspection.interaction import Turn
from inspection.privacy import PrivateTurn, redact_conversation
from inspection.review_steps import ReviewStep, demand_step
from inspection.stable_ids import stable_id
from records import audit
from records.interaction_rows import StoredInteraction
from records.review_taking import Desk
from records.transcript_tables import transcript_corrections as table
from records.upsert import insert_if_absent

MAX_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Half-open code points `start_char` to `end_char` of a turn of this transcript say `said`, not `heard`; masked."""

    correction_id: str
    source: str
    interaction_id: str
    transcript_hash: str
    turn: int
    start_char: int
    end_char: int
    heard: str
    said: str
    who: str
    at: datetime


def correct(
    connection: Connection,
    desk: Desk,
    stored: StoredInteraction,
    *,
    turn: int,
    heard: str,
    said: str,
    start_char: int | None = None,
) -> Correction:
    """Keep a correction of words of one turn; personal data in it is masked.

    `start_char` None: where `heard` stands for the first time. Raises AccessRefused for who may not, InputError
    (`bad_correction`) for a turn or words that are not there.
    """
    source, interaction_id = stored.interaction.key
    where = f"{source}/{interaction_id}#{turn}"
    demand_step(desk.policy.steps, ReviewStep.COMMENT, desk.person, where=where)
    spoken = next((t for t in stored.interaction.turns if t.index == turn), None)
    start = _place(spoken, heard, start_char)
    words = said.strip()
    if spoken is None or start is None or not heard:
        raise InputError("these words are not in that turn", "copy them from it", where=where, code="bad_correction")
    if not words or len(words) > MAX_CHARACTERS or words == heard:
        raise InputError("it says nothing new", f"write up to {MAX_CHARACTERS}", where=where, code="bad_correction")
    kept = Correction(
        correction_id=stable_id("correction", source, interaction_id, turn, start, desk.person.who, str(desk.now)),
        source=source,
        interaction_id=interaction_id,
        transcript_hash=stored.transcript_hash,
        turn=turn,
        start_char=start,
        end_char=start + len(heard),
        heard=heard,
        said=redact_conversation([PrivateTurn(words)])[0].masked,
        who=desk.person.who,
        at=desk.now,
    )
    insert_if_absent(connection, table, [{name: getattr(kept, name) for name in Correction.__dataclass_fields__}])
    audit.note(connection, at=desk.now, who=desk.person.who, action="correct_words",
               subject=f"interaction:{source}/{interaction_id}", before={"turn": turn, "words": heard},
               after={"words": kept.said}, reason="heard")  # fmt: skip
    return kept


def of(connection: Connection, source: str, interaction_id: str) -> Sequence[Correction]:
    """Corrections of an interaction's words, of whichever transcript, oldest first."""
    chosen = (table.c.source == source) & (table.c.interaction_id == interaction_id)
    statement = sa.select(table).where(chosen).order_by(table.c.at, table.c.correction_id)
    return [Correction(**row) for row in connection.execute(statement).mappings()]


def _place(spoken: Turn | None, heard: str, start_char: int | None) -> int | None:
    if spoken is None:
        return None
    found = spoken.text.find(heard) if start_char is None else start_char
    return found if found >= 0 and spoken.text[found : found + len(heard)] == heard else None
