"""Finding an interaction by a number without keeping the number: what counts as the same number, and its keyed hash.

The key is handed in. Whoever has it can try out every phone number there is, so it belongs where the database is not.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspection.entities import EntityKind
from inspection.interaction import Interaction
from inspection.privacy.metadata_masking import PHONE_COLUMN
from inspection.privacy.redacted_turn import RedactedTurn

GIVEN_FIELDS = ("ani", "dnis", "customer_id", "order_id", "ticket_id")
SAID_AS: Mapping[EntityKind, str] = {EntityKind.PHONE: "said_phone", EntityKind.ORDER_NO: "said_order_no"}
_SAID = tuple(SAID_AS.values())
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "phone": ("ani", "dnis", "metadata", "customer_id", *_SAID),
    "order": ("order_id", *_SAID),
    "customer": ("customer_id", *_SAID),
    "ticket": ("ticket_id", *_SAID),
}
"""What a number is looked for as, and where it may stand; a number said is trusted whatever it was called there."""
SHORTEST_SAID = 5
"""A shorter stretch is a piece of a value that was said again, not a value."""

_DOMAIN = b"mingjian number 1\x00"
_MOBILE = re.compile(r"(?:(?:00)?86|0)?(1[3-9]\d{9})")
_LANDLINE_ABROAD = re.compile(r"(?:00)?86((?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})")


@dataclass(frozen=True, slots=True, order=True)
class NumberMark:
    """An interaction holds a number: where (`ani`, `said_phone` ...), and the number's HMAC-SHA256 in hexadecimal."""

    field: str
    number_hash: str


def same_number(text: str) -> str:
    """The form in which numbers are compared: letters and digits, half-width, capitals; empty when there are none.

    A Chinese mobile loses +86, 0086, 86 and the 0 of long distance; a landline with a country code gets its 0.
    """
    compact = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).upper()
    mobile = _MOBILE.fullmatch(compact)
    if mobile:
        return mobile[1]
    landline = _LANDLINE_ABROAD.fullmatch(compact)
    return f"0{landline[1]}" if landline else compact


def number_hash(key: bytes, number: str) -> str:
    """HMAC-SHA256 of a number in its compared form, hexadecimal."""
    return hmac.new(key, _DOMAIN + same_number(number).encode(), hashlib.sha256).hexdigest()


def number_marks(key: bytes, interaction: Interaction, redacted: Iterable[RedactedTurn]) -> tuple[NumberMark, ...]:
    """Marks of every number of an interaction *before* masking: given in its metadata, or said in its turns; sorted."""
    found = {NumberMark(field, number_hash(key, value)) for field, value in _given(interaction) if _is_whole(value)}
    for turn in redacted:
        for span in turn.spans:
            if span.kind in SAID_AS and len(span.value) >= SHORTEST_SAID:
                found.add(NumberMark(SAID_AS[span.kind], number_hash(key, span.value)))
    return tuple(sorted(found))


def _given(interaction: Interaction) -> Iterable[tuple[str, str]]:
    for field in GIVEN_FIELDS:
        yield field, getattr(interaction, field) or ""
    yield from (("metadata", value) for name, value in interaction.metadata.items() if PHONE_COLUMN.search(name))


def _is_whole(value: str) -> bool:
    """Not empty, and not masked by whoever delivered it."""
    return bool(same_number(value)) and "*" not in value
