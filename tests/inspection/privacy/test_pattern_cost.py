"""No pattern takes long on a hostile text: the cost of each grows with the length, not with its square or worse."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import inspection.privacy

LENGTH = 4000
"""Characters of a hostile text; a pattern that backtracks without bound needs minutes for it."""

MOST_CPU_S = 0.6
HOSTILE = (
    "嗯嗯", "对对", "是的",
    "a", "a ", "A1 ", "A1-", "1", "1 ", "1-", "one ", "double ", "一", "一个", "三个八", "人民路",
    "小区", "省市区", "张伟", "的", "张的", "弓长张", "·", "木·", "密码是", "密码", "@", "a@", "a.", "at ", "dot ",
    "my name is ", "Aa ", "street ", "1 a ", "flat 1 ", "收件人", "我姓黄", "，", " ", "\n", "Best regards,\n", "http://",
    "是", "是嗯", "x as in x ", "京A", "number ", "call me ", "12 oak ",
)  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the package, also those in tables."""
    for module in pkgutil.iter_modules(inspection.privacy.__path__):
        for name, value in vars(importlib.import_module(f"inspection.privacy.{module.name}")).items():
            members = value if isinstance(value, tuple) else (value,)
            flat = (part for member in members for part in (member if isinstance(member, tuple) else (member,)))
            yield from ((f"{module.name}.{name}", part) for part in flat if isinstance(part, re.Pattern))


DISTINCT = {pattern.pattern: (name, pattern) for name, pattern in patterns()}


@pytest.mark.parametrize(("name", "pattern"), DISTINCT.values(), ids=[name for name, _ in DISTINCT.values()])
def test_a_pattern_stays_cheap_on_hostile_texts(name: str, pattern: re.Pattern[str]) -> None:
    for piece in HOSTILE:
        text = (piece * (LENGTH // len(piece) + 1))[:LENGTH] + "\x01"
        before_s = time.process_time()
        for use in (pattern.fullmatch, pattern.match):
            use(text)
        sum(1 for _ in pattern.finditer(text))
        taken_s = time.process_time() - before_s
        assert taken_s < MOST_CPU_S, f"{name} needs {taken_s:.1f} s for {LENGTH} characters of {piece!r}"
