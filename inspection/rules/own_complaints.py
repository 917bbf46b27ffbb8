"""The complaints of our own validators (English sentences in the models) as lint says them, in both languages."""

import re

from inspection.rules.lint_words import Argument, Words

_CORRECT = Words("改正这个键", "correct this key")
_TRANSLATED: tuple[tuple[str, str, Words], ...] = (
    (
        r"a condition wants exactly one operator \((.*)\), not none",
        "条件没有写找什么（operator）",
        Words("写一个，例如 any: [您好]", "write one, such as any: [hello]"),
    ),
    (
        r"a condition wants exactly one operator \(.*\), not (\[.*\])",
        "一个条件只能有一个 operator，这里有 {0}",
        Words("拆成几个条件，用 when: a and b 相连", "make several conditions and join them with when: a and b"),
    ),
    (
        r"phrases are grouped by zh and en, not by (.*)",
        "短语只按 zh 和 en 分组，没有 {0}",
        Words("改为 zh 或 en", "use zh or en"),
    ),
    (
        r"emotion is read of customers: write role: customer",
        "情绪（emotion）只读客户的话",
        Words("写 role: customer", "write role: customer"),
    ),
    (r"feeling wants exactly one of (.*)", "feeling 要且只要一问：{0}", Words("只留一问", "keep exactly one")),
    (r"metadata wants exactly one of (.*)", "metadata 要且只要一种比较：{0}", Words("只留一种", "keep exactly one")),
)
_CODES: tuple[tuple[str, str, dict[str, Argument]], ...] = (
    (
        r"a duty needs 'met'",
        "missing_key",
        {"key": "met", "purpose": Words("（怎样才算达标）", ": what fulfils the duty")},
    ),
    (r"a \w+ needs 'found'", "missing_key", {"key": "found", "purpose": Words("（什么算违规）", ": what breaks it")}),
    (r"a window is seen from a trigger", "no_trigger_window", {}),
)


def own_complaint(message: str) -> tuple[str, dict[str, Argument]]:
    """The code and arguments lint uses for a validator's sentence; a sentence it does not know is said as it is."""
    for pattern, code, arguments in _CODES:
        if re.match(pattern, message):
            return code, arguments
    for pattern, zh, fix in _TRANSLATED:
        match = re.match(pattern, message)
        if match:
            short = re.sub(r" \([^()]*\)", "", message) if "exactly one operator" in message else message
            return "not_allowed", {"problem": Words(zh.format(*match.groups()), short), "hint": fix}
    return "not_allowed", {"problem": message, "hint": _CORRECT}
