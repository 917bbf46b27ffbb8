"""Voices that are machines (机器人): the menu before the agent, the survey after, a bot that says it is one.

A machine's words must not count as the agent's, so only what no agent says makes one: a menu of keys, a queue or a
carrier's announcement, "I am the virtual assistant"; and only where a machine speaks, before everybody or after.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from inspection.chinese_text import half_width, simplified
from inspection.transcript import SpokenPart

_DIGIT = r"[\d零〇一二两三四五六七八九幺井星#*]"
_ENGLISH_KEY = r"\d|zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash"
_KEY = re.compile(rf"(?:请)?按\s*{_DIGIT}|\bpress (?:{_ENGLISH_KEY})")
_ANNOUNCED = re.compile(
    r"(?:[坐座]席|客服|人工|话务员|线路).{0,6}(?:正?忙|繁忙|全忙)|(?:您|你)?(?:正在|的来电正在)排队"
    r"|您?前面(?:还)?有.{0,4}位|您(?:所)?拨打的(?:电话|号码|用户|分机)|(?:滴|嘀|哔)的?一?声.{0,2}后.{0,6}留言"
    r"|请输入.{0,16}(?:井号|#)键?|call is (?:very )?important to us"
    r"|(?:agents?|representatives?|operators?|lines) are (?:currently |all )*(?:busy|assisting)"
    r"|(?:leave|record) (?:a|your) message (?:after|at) the (?:tone|beep)"
    r"|(?:number|person|subscriber|party) you (?:have |are )?(?:dialed|dialled|called|calling|trying to reach)",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"我是.{0,10}(?:智能|AI|机器人|语音)(?:客服|助手|助理|机器人|语音助手|座席|坐席)"
    r"|(?:智能|AI)(?:客服|助手|语音助手).{0,6}为您服务"
    r"|\b(?:I am|I'm|this is) (?:your |the |an? )?(?:\w+ )?(?:virtual|automated|digital|AI) (?:assistant|agent)",
    re.IGNORECASE,
)
_TO_PEOPLE = re.compile(
    r"转(?:接)?(?:到)?人工|人工(?:客服|坐席|座席)|\b(?:live|human) (?:agent|person|representative)", re.IGNORECASE
)
_INTRODUCED = re.compile(r"工号|\bwhat can I help|\bhow (?:can|may) I help|\bmy name is", re.IGNORECASE)
_WELCOMED = re.compile(r"很高兴为您服务")
_KEYS_OF_A_MENU = 2
_OPENING_PARTS = 3
"""A bot says so when it begins; later it is an agent who speaks of one."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Parts in which machines have a speaker number of their own (None: no machine speaks), and why."""

    parts: tuple[SpokenPart, ...]
    machine: int | None = None
    reason: str = ""


def cast_of(parts: Sequence[SpokenPart], speakers: Sequence[int]) -> Cast:
    """Give what machines say a speaker number after the last of `speakers`; `parts` are in order of time."""
    texts = [half_width(simplified(part.utterance.text)) for part in parts]
    menus = {**_menu_before(parts, texts), **_menu_after(parts, texts)}
    found = {**menus, **_robot(parts, texts, menus)}
    if not found:
        return Cast(tuple(parts))
    machine = max((*speakers, -1)) + 1
    moved = tuple(replace(part, speaker=machine) if at in found else part for at, part in enumerate(parts))
    return Cast(moved, machine, "; ".join(dict.fromkeys(found.values())))


def _menu_before(parts: Sequence[SpokenPart], texts: Sequence[str]) -> dict[int, str]:
    """From the start to the last key or announcement, before anybody else speaks and before a person's greeting."""
    block = _before_a_person(_run_of(parts, range(len(parts))), texts)
    last = max(_machine_lines(block, texts), default=-1)
    return dict.fromkeys(range(last + 1), "a machine speaks before the agent")


def _menu_after(parts: Sequence[SpokenPart], texts: Sequence[str]) -> dict[int, str]:
    """From the first key or announcement to the end, after everybody else has spoken."""
    block = _run_of(parts, range(len(parts) - 1, -1, -1))
    if len(block) == len(parts):
        return {}
    first = min(_machine_lines(block, texts), default=len(parts))
    return dict.fromkeys(range(first, len(parts)), "a machine speaks after the agent")


def _run_of(parts: Sequence[SpokenPart], order: Sequence[int]) -> list[int]:
    """The indexes of the first speaker's parts in that order, up to somebody else."""
    run: list[int] = []
    for at in order:
        if run and parts[at].speaker != parts[run[0]].speaker:
            break
        run.append(at)
    return run


def _before_a_person(block: Sequence[int], texts: Sequence[str]) -> Sequence[int]:
    """The block up to where somebody gives their number or name; a welcome is a menu's when its keys follow."""
    for at in block:
        if _ROBOT.search(texts[at]) or _KEY.search(texts[at]):
            continue
        keys_follow = sum(len(_KEY.findall(texts[later])) for later in block if later > at) >= _KEYS_OF_A_MENU
        if _INTRODUCED.search(texts[at]) or (_WELCOMED.search(texts[at]) and not keys_follow):
            return block[: block.index(at)]
    return block


def _machine_lines(block: Sequence[int], texts: Sequence[str]) -> list[int]:
    keys = [at for at in block for _ in _KEY.findall(texts[at])]
    announced = [at for at in block if _ANNOUNCED.search(texts[at])]
    return [*(keys if len(keys) >= _KEYS_OF_A_MENU or announced else []), *announced]


def _robot(parts: Sequence[SpokenPart], texts: Sequence[str], menus: Collection[int]) -> dict[int, str]:
    """All a speaker says who begins (after its menu) by saying that it is a bot, up to the hand-over to people."""
    begun: dict[int, list[int]] = {}
    for at, part in enumerate(parts):
        if at not in menus:
            begun.setdefault(part.speaker, []).append(at)
    opening = sorted(at for own in begun.values() for at in own[:_OPENING_PARTS])
    named = next((at for at in opening if _ROBOT.search(texts[at])), None)
    if named is None:
        return {}
    own = [at for at in range(len(parts)) if parts[at].speaker == parts[named].speaker]
    handover = next((at for at in own if at > named and _TO_PEOPLE.search(texts[at])), None)
    return {at: "it says that it is a bot" for at in own if handover is None or at <= handover}
