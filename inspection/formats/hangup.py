"""Who ended the conversation, read from the system's own last messages when no column says it."""

import re
from collections.abc import Sequence

from inspection.interaction import HangupBy, Role, Turn, TurnType

LOOK_BACK_MESSAGES = 3
_END = (
    r"(?:已|主动|先)*(?:挂断|挂机|结束(?:了)?(?:本次)?(?:会话|对话|通话|聊天|服务)"
    r"|离开(?:了)?(?:会话|对话)|关闭(?:了)?(?:会话|对话))"
)
_PATTERNS = (
    (
        HangupBy.SYSTEM,
        re.compile(
            r"(?:会话|对话|长时间|客户|用户|访客)?.{0,12}超时.{0,12}(?:结束|关闭|断开|$)|timed?[ -]?out|inactivity",
            re.IGNORECASE,
        ),
    ),
    (HangupBy.CUSTOMER, re.compile(rf"(?:客户|用户|访客|买家|顾客|对方){_END}")),
    (HangupBy.AGENT, re.compile(rf"(?:坐席|座席|客服|人工)(?:\S{{0,12}}?){_END}")),
    (
        HangupBy.CUSTOMER,
        re.compile(
            r"\b(?:customer|visitor|user|caller|client)\b.{0,12}\b(?:hung up|ended|left|closed|disconnected)",
            re.IGNORECASE,
        ),
    ),
    (
        HangupBy.AGENT,
        re.compile(
            r"\b(?:agent|representative|staff)\b.{0,12}\b(?:hung up|ended|left|closed|disconnected)", re.IGNORECASE
        ),
    ),
    (HangupBy.SYSTEM, re.compile(r"系统(?:已)?(?:自动)?(?:结束|关闭|挂断)|(?:会话|对话)(?:已)?自动(?:结束|关闭)")),
)


def hangup_from(turns: Sequence[Turn]) -> HangupBy | None:
    """The party the last system messages name, or None when they do not say."""
    notices = [t for t in turns[-LOOK_BACK_MESSAGES:] if t.sender is Role.SYSTEM or t.type is TurnType.EVENT]
    for turn in reversed(notices):
        for party, pattern in _PATTERNS:
            if pattern.search(turn.text[:200]):
                return party
    return None
