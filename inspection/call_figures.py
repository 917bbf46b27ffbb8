"""How a call went, in figures (通话指标): silence by kind, interruptions, rates, loudness, latency, excitement.

One table for rules (`call_figure`), console, `mingjian transcribe --format json` and documentation. Sources: the speech
of each role by voice activity and the turns' own times; thresholds are acoustics.SoundThresholds. A figure whose source
is missing is left out: absent is never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from inspection.interaction import Role, Turn
from inspection.silence_kinds import SilenceKind, kinds_of
from inspection.sound import SoundFacts
from inspection.timeline import total_s
from inspection.vocal_arousal import vocal_arousal


@dataclass(frozen=True, slots=True)
class FigureMeaning:
    """Unit (`s`, `share` 0-1, `count`, `per_minute`, `db`, `z`) and what a figure means, in both languages."""

    unit: str
    zh: str
    en: str


FIGURES: Mapping[str, FigureMeaning] = {
    "silence_longest_s": FigureMeaning(
        "s", "最长静默(超过 3 秒无人说话,登记的保持除外)", "longest silence over 3 s outside recorded holds"
    ),
    "silence_total_s": FigureMeaning("s", "静默合计", "all silences over 3 s together"),
    "silence_share": FigureMeaning("share", "静默占录音时长之比", "silences over 3 s as a share of the recording"),
    "announced_hold_s": FigureMeaning(
        "s", "坐席事先说明的等待", "silence the agent had announced (please wait, let me check)"
    ),
    "customer_searching_s": FigureMeaning(
        "s", "客户在查找或思考的静默(被询问之后)", "silence in which the customer looks for what was asked for"
    ),
    "dead_air_s": FigureMeaning("s", "无说明的静默(冷场)合计", "silence nobody announced and nobody was asked in"),
    "dead_air_longest_s": FigureMeaning("s", "最长的无说明静默", "the longest of those"),
    "agent_interruptions": FigureMeaning(
        "count",
        "坐席打断次数:对方已说 0.5 秒以上时插入并持续 0.6 秒以上;附和不计",
        "times the agent began over .5 s of the customer's speech and went on for .6 s; back-channels left out",
    ),
    "customer_interruptions": FigureMeaning("count", "客户打断次数(同上)", "the same by the customer"),
    "overlap_s": FigureMeaning("s", "双方同时说话的时长", "time both sides speak at once"),
    "overlap_share": FigureMeaning(
        "share", "同时说话占说话时长之比", "of the time in which anyone speaks, the share in which both do"
    ),
    "agent_rate_per_minute": FigureMeaning(
        "per_minute",
        "坐席语速:字(中文)或词/分钟,按其说话时长",
        "agent's characters (zh) or words a minute of speech",
    ),
    "customer_rate_per_minute": FigureMeaning("per_minute", "客户语速", "the customer's"),
    "agent_talk_share": FigureMeaning(
        "share", "坐席说话占双方说话时长之比", "agent's share of the time agent and customer speak"
    ),
    "response_median_s": FigureMeaning(
        "s",
        "坐席应答间隔中位数:客户话音止到坐席话音起,抢话为 0",
        "median from the end of the customer's words to the start of the agent's; 0 when the agent began before",
    ),
    "response_longest_s": FigureMeaning("s", "最长应答间隔", "the longest of those"),
    "agent_loudness_rise_db": FigureMeaning(
        "db", "坐席最响一轮高出本人中位音量的分贝数", "loudest turn of the agent over the own median"
    ),
    "customer_loudness_rise_db": FigureMeaning("db", "客户同上", "the same of the customer"),
    "agent_arousal_peak": FigureMeaning(
        "z",
        "坐席语气激动峰值:音量与语速相对本人基线的稳健 z,2 为明显升高",
        "the agent's most excited turn: robust z of level and rate against the own baseline; 2 is clearly raised",
    ),
    "customer_arousal_peak": FigureMeaning("z", "客户同上", "the same of the customer"),
}

_DECIMALS = 3


def call_figures(turns: Sequence[Turn], sound: SoundFacts | None) -> dict[str, float]:
    """The figures that can be known of a call, by the names of FIGURES and in their order; none without sound."""
    if sound is None:
        return {}
    known = {
        **_silences(turns, sound),
        **_overlaps(sound),
        **_talk(sound),
        **_responses(turns),
        **_loudness(turns, sound),
        **_arousal(turns, sound),
    }
    return {name: round(float(known[name]), _DECIMALS) for name in FIGURES if name in known}


def _silences(turns: Sequence[Turn], sound: SoundFacts) -> dict[str, float]:
    told = [(s.interval.duration_s, kind) for s, kind in kinds_of(sound.silences, turns)]
    inside = [(seconds, kind) for seconds, kind in told if kind is not SilenceKind.EDGE]
    by_kind = {kind: [seconds for seconds, own in inside if own is kind] for kind in SilenceKind}
    whole_s = sum(seconds for seconds, _ in inside)
    return {
        "silence_longest_s": max((seconds for seconds, _ in inside), default=0.0),
        "silence_total_s": whole_s,
        "silence_share": whole_s / sound.duration_s if sound.duration_s > 0 else 0.0,
        "announced_hold_s": sum(by_kind[SilenceKind.ANNOUNCED]),
        "customer_searching_s": sum(by_kind[SilenceKind.CUSTOMER_SEARCHING]),
        "dead_air_s": sum(by_kind[SilenceKind.DEAD_AIR]),
        "dead_air_longest_s": max(by_kind[SilenceKind.DEAD_AIR], default=0.0),
    }


def _overlaps(sound: SoundFacts) -> dict[str, float]:
    overlap_s = total_s(sound.overlaps)
    spoken_s = sound.agent_talk_s + sound.customer_talk_s - overlap_s
    by = [i.by for i in sound.interruptions]
    return {
        "agent_interruptions": float(by.count(Role.AGENT)),
        "customer_interruptions": float(by.count(Role.CUSTOMER)),
        "overlap_s": overlap_s,
        **({"overlap_share": overlap_s / spoken_s} if spoken_s > 0 else {}),
    }


def _talk(sound: SoundFacts) -> dict[str, float]:
    both_s = sound.agent_talk_s + sound.customer_talk_s
    rates = {
        "agent_rate_per_minute": sound.agent_rate_per_minute,
        "customer_rate_per_minute": sound.customer_rate_per_minute,
    }
    known = {name: rate for name, rate in rates.items() if rate is not None}
    return known | ({"agent_talk_share": sound.agent_talk_s / both_s} if both_s > 0 else {})


def _responses(turns: Sequence[Turn]) -> dict[str, float]:
    """Waits of the customer: from the end of a customer's turn to the agent's next one."""
    waits_s: list[float] = []
    ended_s: float | None = None
    for turn in turns:
        if turn.interval is None or not turn.has_words:
            continue
        if turn.sender is Role.CUSTOMER:
            ended_s = turn.interval.end_s
        elif turn.sender is Role.AGENT and ended_s is not None:
            waits_s.append(max(0.0, turn.interval.start_s - ended_s))
            ended_s = None
    return {"response_median_s": median(waits_s), "response_longest_s": max(waits_s)} if waits_s else {}


def _loudness(turns: Sequence[Turn], sound: SoundFacts) -> dict[str, float]:
    levels = {level.turn: level.dbfs for level in sound.turn_levels}
    found: dict[str, float] = {}
    for role in (Role.AGENT, Role.CUSTOMER):
        own = [levels[t.index] for t in turns if t.sender is role and t.index in levels]
        if own:
            found[f"{role.value}_loudness_rise_db"] = max(own) - median(own)
    return found


def _arousal(turns: Sequence[Turn], sound: SoundFacts) -> dict[str, float]:
    excited = vocal_arousal(turns, sound)
    found: dict[str, float] = {}
    for role in (Role.AGENT, Role.CUSTOMER):
        own = [excited[t.index] for t in turns if t.sender is role and t.index in excited]
        if own:
            found[f"{role.value}_arousal_peak"] = max(own)
    return found
