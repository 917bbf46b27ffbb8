"""One way to write a case: lines "who: text" and the values that must be found, in order, as (kind, text)."""

from collections.abc import Callable

import pytest

from inspection.interaction import Role
from inspection.privacy import Allowed, PrivateTurn, redact_conversation

Found = list[tuple[str, str]]
SENDERS = {"客": Role.CUSTOMER, "坐": Role.AGENT, "?": Role.UNKNOWN, "机": Role.BOT}


def conversation(case: str) -> list[PrivateTurn]:
    """Turns of a case: "坐:请报手机号|客:138..."; a text without a sender is one turn of an unknown sender."""
    turns = []
    for line in case.split("|"):
        if line[:1] in SENDERS and line[1:2] == ":":
            turns.append(PrivateTurn(line[2:], SENDERS[line[0]]))
        else:
            turns.append(PrivateTurn(line))
    return turns


def found_in(case: str, allowed: Allowed | None = None) -> Found:
    """All spans of a case in reading order."""
    turns = conversation(case)
    results = redact_conversation(turns, allowed or Allowed())
    return [(s.kind.value, t.text[s.start : s.end]) for t, r in zip(turns, results, strict=True) for s in r.spans]


@pytest.fixture
def found() -> Callable[..., Found]:
    return found_in
