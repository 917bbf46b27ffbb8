"""Personal data (个人信息): recognised, compared with what the centre knows, and masked before anything is stored."""

from inspection.privacy.metadata_masking import masked_identity, masked_metadata
from inspection.privacy.redacted_turn import (
    Allowed,
    FoundSpan,
    PrivateTurn,
    RedactedTurn,
)
from inspection.privacy.redaction import redact_conversation
from inspection.privacy.word_masking import masked_words

__all__ = [
    "Allowed",
    "FoundSpan",
    "PrivateTurn",
    "RedactedTurn",
    "masked_identity",
    "masked_metadata",
    "masked_words",
    "redact_conversation",
]
