"""Places in an explanation: hits and spans as the words people see, with who said them and when."""

from inspection.rules.explanation import Found, Place
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Hit
from inspection.rules.view import SeenTurn, SegmentView, speaker_of
from inspection.rules.word_search import times_of

SPEAKERS = {
    "agent": ("坐席", "the agent"),
    "customer": ("客户", "the customer"),
    "bot": ("机器人", "the bot"),
    "system": ("系统", "the system"),
    "anyone": ("任何人", "anyone"),
    "unknown": ("身份不明者", "somebody unknown"),
}
MOST_SHOWN = 40


def found_of(view: SegmentView, hit: Hit) -> Found:
    """A hit with its words."""
    turn = view.facts.interaction.turns[hit.turn]
    place = Place(
        turn=hit.turn,
        start_char=hit.start_char,
        end_char=hit.end_char,
        text=turn.text[hit.start_char : hit.end_char],
        speaker=speaker_of(turn).value,
        start_s=hit.start_s,
        end_s=hit.end_s,
    )
    return Found(
        place=place,
        operator=hit.operator,
        value=hit.value,
        threshold=hit.threshold,
        confidence=hit.confidence,
        by_sound=hit.by_sound,
    )


def place_of(turn: SeenTurn, start: int, end: int) -> Place:
    """A span of a turn's own (masked) text."""
    start_s, end_s = times_of(turn, start, end)
    return Place(
        turn=turn.turn.index,
        start_char=start,
        end_char=end,
        text=turn.turn.text[start:end],
        speaker=turn.speaker.value,
        start_s=start_s,
        end_s=end_s,
    )


def shortened(text: str, most: int = MOST_SHOWN) -> str:
    """At most so many characters, an ellipsis for the rest."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def who(role: str) -> Wording:
    """A speaker in words."""
    zh, en = SPEAKERS.get(role, (role, role))
    return Wording(zh=zh, en=en)


def at(place: Place) -> Wording:
    """`第3句（12.4秒）` and `turn 3 (12.4 s)`, counted from 1."""
    time = "" if place.start_s is None else f"（{place.start_s:.1f}秒）"
    time_en = "" if place.start_s is None else f" ({place.start_s:.1f} s)"
    return Wording(zh=f"第{place.turn + 1}句{time}", en=f"turn {place.turn + 1}{time_en}")


def quoted(place: Place) -> Wording:
    """Words and where they stand; a place without words (a silence) is its turn alone."""
    where = at(place)
    if not place.text:
        return where
    text = shortened(place.text)
    return Wording(zh=f"{where.zh}“{text}”", en=f'"{text}" in {where.en}')


def within(turns: int | None, seconds: float | None) -> Wording:
    """`3 句、30 秒` and `3 turns and 30 s`; empty where there is no limit."""
    zh, en = [], []
    if turns is not None:
        zh.append(f"{turns} 句")
        en.append(f"{turns} turn" + ("s" if turns != 1 else ""))
    if seconds is not None:
        zh.append(f"{seconds:g} 秒")
        en.append(f"{seconds:g} s")
    return Wording(zh="、".join(zh), en=" and ".join(en))
