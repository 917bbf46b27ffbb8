"""Personal data and figures found in a turn, typed and normalised: what rules may know of what was masked."""

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """Kinds of personal data (the contract of `mingjian redact`)."""

    PHONE = "phone"
    ID_CARD = "id_card"
    BANK_CARD = "bank_card"
    NAME = "name"
    ADDRESS = "address"
    ORDER_NO = "order_no"
    EMAIL = "email"
    PLATE = "plate"
    PASSWORD_OR_CODE = "password_or_code"  # noqa: S105 - the name of a kind, not a password


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entity in one turn: offsets are half-open code points into the *masked* text of that turn.

    `matches` names the metadata fields whose value it equals (`order_id`, `ani`, `customer_id` ...), computed
    before masking; `checksum_valid` is None for kinds without a checksum. The value itself is not kept.
    """

    turn: int
    kind: EntityKind
    start_char: int
    end_char: int
    matches: tuple[str, ...] = ()
    checksum_valid: bool | None = None
