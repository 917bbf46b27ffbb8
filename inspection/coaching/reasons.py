"""Why a coaching task exists, in a sentence with its figures, Chinese or English."""

from inspection.coaching.weaknesses import Count, Weakness


def weakness_reason(weakness: Weakness, name: str, points_each: float, points_gained: float, language: str) -> str:
    """The agent's count beside the colleagues', the chance of it, and what improvement would bring."""
    own, others, chance = weakness.own, weakness.colleagues, _chance(weakness.p_value)
    if language.startswith("en"):
        return (
            f"{name}: failed {_counted(own)}, colleagues {_counted(others)}; by chance {chance} (Fisher, one-sided); "
            f"{points_each:.1f} points each, about {points_gained:.0f} points to gain in a like period"
        )
    return (
        f"{name}:未达标 {_counted(own)},同组其他人 {_counted(others)};纯属偶然的概率 {chance}(单侧 Fisher 检验);"
        f"每次约 {points_each:.1f} 分,追平同组约可挽回 {points_gained:.0f} 分"
    )


def common_cause_reason(name: str, failing: int, agents: int, total: Count, language: str) -> str:
    """How much of the group fails it: look at people, process, system or script, not at one agent."""
    if language.startswith("en"):
        return (
            f"{name}: {failing} of {agents} agents fail it ({_counted(total)} interactions); "
            "look for a common cause (process, system, script, training), not at single agents"
        )
    return (
        f"{name}:{agents} 人中 {failing} 人不达标(会话 {_counted(total)});先查共性原因(流程/系统/话术/培训),不逐人辅导"
    )


def recurrence_reason(reason: str, recurrence: int, escalated: bool, language: str) -> str:
    """The reason with how often this has been coached before."""
    if recurrence == 1:
        return reason
    if language.startswith("en"):
        return f"{reason}; coached {recurrence - 1} times before" + (": for the supervisor" if escalated else "")
    return f"{reason};此前已辅导 {recurrence - 1} 次" + (",请主管介入" if escalated else "")


def recheck_reason(name: str, seen: Count, language: str) -> str:
    """The re-check after a coaching failed."""
    if language.startswith("en"):
        return f"{name}: failed in {seen.unmet} of the next {seen.applicable} interactions after coaching"
    return f"{name}:辅导后复查,接下来 {seen.applicable} 通中未达标 {seen.unmet} 通"


def fatal_reason(name: str, interactions: int, confirmed: int, language: str) -> str:
    """How often, and whether a person has confirmed it."""
    if language.startswith("en"):
        state = f"{confirmed} confirmed" if confirmed else "suspected by the machine, to be confirmed first"
        return f"{name}: fatal in {interactions} interaction{'s' if interactions > 1 else ''} ({state})"
    state = f"已确认 {confirmed} 通" if confirmed else "机器疑似,待人工确认"
    return f"{name}:致命项 {interactions} 通({state})"


def _counted(count: Count) -> str:
    return f"{count.unmet}/{count.applicable} ({count.share:.0%})"


def _chance(p_value: float) -> str:
    return "< 0.0001" if p_value < 0.0001 else f"{p_value:.4f}"
