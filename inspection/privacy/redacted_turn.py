"""What goes into redaction and what comes out: turns, what is allowed to stay, spans that say why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from inspection.entities import Entity, EntityKind
from inspection.interaction import Role

NO_VALUES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PrivateTurn:
    """One turn before masking. `index` is the turn's number for its entities; None means its place in the sequence."""

    text: str
    sender: Role = Role.UNKNOWN
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What stays readable, and what found values are compared with.

    `staff_names` and `staff_numbers` come from the roster, `organisations` and `hotlines` from the settings;
    `metadata` maps a field (`ani`, `order_id`, `customer_name` ...) to the value the centre knows.
    """

    staff_names: tuple[str, ...] = ()
    staff_numbers: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    hotlines: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=lambda: NO_VALUES)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSpan:
    """One piece of personal data: half-open code points into the ORIGINAL text of its turn, and why it was taken.

    `checksum_valid` is None for kinds without a checksum; `matches` names equal metadata fields
    (`order_id`, or `ani:last4` when only the last four characters agree). `value` is the whole normalised value (a
    piece of a split number carries all of it): for the keyed hash alone, never stored, never shown.
    """

    start: int
    end: int
    kind: EntityKind
    reason: str
    checksum_valid: bool | None = None
    matches: tuple[str, ...] = ()
    value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RedactedTurn:
    """The masked text, the spans in the original text, and the entities with offsets into the masked text."""

    masked: str
    spans: tuple[FoundSpan, ...]
    entities: tuple[Entity, ...]
