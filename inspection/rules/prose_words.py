"""The words in which rules are told (规则白话): who, where, how much, in Chinese and English."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inspection.rules.item_spec import Wording

SPEAKERS: Mapping[str, tuple[str, str]] = {
    "agent": ("坐席", "the agent"),
    "customer": ("客户", "the customer"),
    "bot": ("机器人", "the bot"),
    "system": ("系统", "the system"),
    "anyone": ("任何一方", "anybody"),
}
CHANNELS: Mapping[str, tuple[str, str]] = {
    "phone": ("电话", "phone"),
    "chat": ("在线", "chat"),
    "email": ("邮件", "e-mail"),
    "social": ("社交媒体", "social"),
    "app": ("应用内", "app"),
}
_LONGEST = 24
_UNREADABLE = re.compile(r"[\\^$*+\[{]|\(\?|aaa|111x")  # signs of a pattern, and what stands in for any letter


def pair(zh: str, en: str) -> Wording:
    """The same words in both languages."""
    return Wording(zh=zh, en=en)


def speaker(role: str) -> Wording:
    """Who speaks."""
    return pair(*SPEAKERS[role])


def in_both(note: str) -> Wording:
    """An author's note: what stands before ` / ` is Chinese, what stands behind English; else the same for both."""
    zh, _, en = note.partition(" / ")
    return pair(zh.strip(), (en or zh).strip())


def quoted(many: Sequence[str], shown: int) -> Wording:
    """The first wordings in quotation marks, and how many there are when not all are shown.

    What nobody would read as words (a pattern that has no plain wording) is counted and not quoted.
    """
    readable = [w for w in many if not _UNREADABLE.search(w)]
    if not readable:
        return pair(f"{len(many)} 种文字模式", f"{len(many)} text patterns")
    cut = [w if len(w) <= _LONGEST else w[: _LONGEST - 1] + "…" for w in readable[:shown]]
    zh, en = "".join(f"「{w}」" for w in cut), ", ".join(f"“{w}”" for w in cut)
    if len(many) > len(cut):
        return pair(f"{zh}等 {len(many)} 种", f"{en} and {len(many) - len(cut)} more")
    return pair(zh, en)


def seconds(value: float | Mapping[Any, float]) -> Wording:
    """A limit in seconds, minutes or hours; one per channel where it differs."""
    if isinstance(value, Mapping):
        named = [(CHANNELS.get(c, (c, c)), _time(v)) for c, v in value.items()]
        return pair("、".join(f"{n[0]} {t.zh}" for n, t in named), ", ".join(f"{t.en} ({n[1]})" for n, t in named))
    return _time(value)


def _time(value: float) -> Wording:
    for size, zh, en in ((3600.0, "小时", "h"), (60.0, "分钟", "min")):
        if value >= 2 * size or value == size:
            return pair(f"{value / size:g} {zh}", f"{value / size:g} {en}")
    return pair(f"{value:g} 秒", f"{value:g} s")


def percent(share: float) -> str:
    """A share 0-1 as people read it."""
    return f"{100 * share:g}%"


def joined(many: Iterable[Wording], zh: str = ",", en: str = "; ") -> Wording:
    """Several pieces in one line; empty for none."""
    pieces = list(many)
    return pair(zh.join(p.zh for p in pieces), en.join(p.en for p in pieces))
