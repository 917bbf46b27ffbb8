"""What a silence is, by the words around it."""

import pytest

from inspection.interaction import Role, Turn
from inspection.silence_kinds import SilenceKind, kind_of
from inspection.sound import Silence
from inspection.timeline import Interval

ROLES = {"A": Role.AGENT, "C": Role.CUSTOMER}


def kind(*lines: str, silent_after: int) -> SilenceKind:
    """The kind of a silence after the line of that index; lines are `A: words`."""
    turns = {
        i: Turn(index=i, sender=ROLES[line[0]], text=line[3:], start_s=10.0 * i, end_s=10.0 * i + 3)
        for i, line in enumerate(lines)
    }
    after = silent_after + 1 if silent_after + 1 < len(lines) else None
    before = silent_after if silent_after >= 0 else None
    return kind_of(Silence(Interval(10.0 * silent_after + 3, 10.0 * silent_after + 10), before, after), turns)


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        (("A: 好的，请您稍等，我帮您查询一下。", "A: 感谢您的等待。"), 0),
        (("A: 请您稍等一下。", "C: 好的。", "A: 让您久等了。"), 1),
        (("A: Please hold while I check that.", "A: Thank you for holding."), 0),
        (("A: Let me check that for you, one moment.", "C: Okay.", "A: Right."), 1),
    ],
)
def test_a_wait_the_agent_asked_for_is_announced(lines: tuple[str, ...], after: int) -> None:
    assert kind(*lines, silent_after=after) is SilenceKind.ANNOUNCED


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        (("A: 麻烦您报一下订单号。", "C: 二零二六。"), 0),
        (("A: 您的收货地址是哪里？", "C: 嗯，天河区。"), 0),
        (("C: 我找一下啊。", "C: 找到了。"), 0),
        (("A: May I have your account number?", "C: It is 42."), 0),
    ],
)
def test_a_customer_who_looks_for_what_was_asked_is_searching(lines: tuple[str, ...], after: int) -> None:
    assert kind(*lines, silent_after=after) is SilenceKind.CUSTOMER_SEARCHING


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        (("C: 我的灯坏了。", "A: 哦。"), 0),
        (("A: 嗯。", "A: 您的订单已发货。"), 0),
        (("A: 请您稍等。", "C: 那你们上次也是这么说的，到现在没解决。", "A: 哦。"), 1),
        (("C: My order is late.", "A: Right."), 0),
    ],
)
def test_any_other_silence_is_dead_air(lines: tuple[str, ...], after: int) -> None:
    assert kind(*lines, silent_after=after) is SilenceKind.DEAD_AIR


def test_before_the_first_and_after_the_last_word_is_the_edge() -> None:
    assert kind("A: 您好。", silent_after=-1) is SilenceKind.EDGE
    assert kind("A: 再见。", silent_after=0) is SilenceKind.EDGE
