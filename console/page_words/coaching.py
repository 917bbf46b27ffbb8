"""The words of coaching, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "priority": ("优先级", "Priority"),
    "kind": ("类型", "Kind"),
    "group": ("群体", "Group"),
    "expected_points": ("预期提分", "Points to gain"),
    "due_on": ("期限", "Due"),
    "trainer": ("培训师", "Trainer"),
    "clips": ("证据会话", "Evidence"),
}  # fmt: skip
