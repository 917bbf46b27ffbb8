"""Masking metadata: customer numbers keep their last four, other columns are read like a turn of text."""

import re
import unicodedata
from collections.abc import Mapping

from inspection.interaction import Role
from inspection.privacy.redacted_turn import PrivateTurn
from inspection.privacy.redaction import redact_conversation

KEPT_DIGITS = 4
PHONE_COLUMN = re.compile(
    r"^ani$|^caller$|phone|mobile|telephone|\btel\b|手机|电话|主叫|来电号|联系方式",
    re.IGNORECASE,
)
HIDDEN_COLUMN = re.compile(
    (
        r"customer_?name|id_?card|card_?no|password|e-?mail|address|plate|客户姓名|姓名|身份证|银行卡|卡号|密码"
        r"|邮箱|地址|车牌|证件"
    ),
    re.IGNORECASE,
)
_KEPT_COLUMNS_WORDS = """
interaction_id source channel agent_id agent_name team site vendor queue business_line direction dnis customer_id
started_at answered_at ended_at ring_s hold_s holds transfer_from transfer_to hangup_by ivr_notice csat nps resolved
disposition ticket_id order_id language recording agent_channel
"""
KEPT_COLUMNS = frozenset(_KEPT_COLUMNS_WORDS.split())
"""Columns that identify the interaction or the agent; the records room hashes those a search needs."""
PERSON = re.compile(r"(?:0086|86|0)?1[3-9]\d{9}|\d{17}[\dXx]", re.ASCII)
"""A mobile number, or the form of an identity card: some centres make the one or the other the customer id."""
_NUMBER = re.compile(r"[\d+][\d\s+()-]{5,}")


def masked_metadata(metadata: Mapping[str, str]) -> dict[str, str]:
    """The metadata with personal values masked; keys and order stay, empty values stay empty.

    `ani`, and a called number (`dnis`) of an outbound call, keep the last four: `*******5678`.
    """
    outbound = metadata.get("direction", "").casefold() in ("outbound", "呼出", "外呼")
    return {name: _masked(name, value, outbound=outbound) for name, value in metadata.items()}


def last_four(value: str) -> str:
    """A number with stars for all but its last four digits; stars alone when it has no more than four."""
    compact = re.sub(r"[\s()-]", "", value)
    kept = compact[-KEPT_DIGITS:] if len(compact) > KEPT_DIGITS else ""
    return "*" * (len(compact) - len(kept)) + kept


def masked_identity(number: str | None) -> str | None:
    """A customer id or called number as it is, unless it is a mobile or identity card number: then its last four."""
    compact = re.sub(r"[\s()+-]", "", unicodedata.normalize("NFKC", number or ""))
    return last_four(compact) if PERSON.fullmatch(compact) else number


def _masked(name: str, value: str, *, outbound: bool) -> str:
    if not value.strip():
        return value
    if PHONE_COLUMN.search(name) or (outbound and name == "dnis"):
        return last_four(value) if "*" not in value else value
    if name in KEPT_COLUMNS:
        return value
    if HIDDEN_COLUMN.search(name):
        return "***"
    return _read_as_text(name, value)


def _read_as_text(name: str, value: str) -> str:
    """The column's name gives context, as a question before an answer would."""
    turns = (PrivateTurn(f"{name}?", Role.AGENT), PrivateTurn(value, Role.CUSTOMER))
    return redact_conversation(turns)[1].masked
