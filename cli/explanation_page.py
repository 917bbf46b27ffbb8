"""An explanation in the terminal: the sentence first, then the way to it, the conditions that matter, the changes."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from inspection.evaluation import ItemState
from inspection.rules.explain_changes import state_words
from inspection.rules.explain_path import step_name
from inspection.rules.explain_places import who
from inspection.rules.explanation import ConditionAccount, Explanation
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Truth

_STYLES = {
    ItemState.MET: "green",
    ItemState.UNMET: "red",
    ItemState.NEEDS_HUMAN: "yellow",
    ItemState.NOT_APPLICABLE: "dim",
}
_MARKS = {Truth.TRUE: ("✓", "green"), Truth.FALSE: ("✗", "red"), Truth.UNKNOWN: ("?", "yellow"), None: ("·", "dim")}
_WORDS = {
    "way": ("经过", "The way"), "conditions": ("条件", "Conditions"), "changes": ("怎样会不同", "What would change it"),
    "decides": ("← 由此定", "<- decides"), "looked_for": ("找", "looked for"), "looked_at": ("看了", "in"),
    "not_looked_at": ("没看", "not in"), "whole": ("整个会话", "the whole interaction"),
    "nowhere": ("没有可看的句子", "no turn"),
    "more": ("另有 {n} 个条件与结果无关，见 --json", "{n} more had no part in it: see --json"),
    "turns": ("第 {t} 句", "turns {t}"), "points": ("计分", "Points"),
    "uncounted": ("本表不计此项", "not counted on this form"),
    "silent": ("没有找到，也没有相近的", "nothing was found, and nothing came near"),
    "segment": ("第 {n} 段", "segment {n}"),
}  # fmt: skip
_LEFT_OUT = {
    "role": ("别人说的", "said by others"), "no_words": ("没有字", "without words"),
    "other_segment": ("同事的段", "a colleague's part"), "public": ("公开与否不合", "not as public as wanted"),
}  # fmt: skip
_MOST_HITS = 3


def print_line(console: Console, explanation: Explanation, language: str) -> None:
    """One item in one line."""
    judged = explanation.judgement
    state = _in(state_words(judged.state, judged.item.kind), language)
    line = Text(f"{judged.item.id}  ")
    line.append(state, style=_STYLES[judged.state])
    rest = _in(explanation.sentence, language).removeprefix(state).removeprefix(state[:1].upper() + state[1:])
    console.print(line.append(f"  {rest.lstrip('。. ')}"))


def print_explanation(console: Console, explanation: Explanation, language: str) -> None:
    """The whole explanation, the sentence first."""
    judged = explanation.judgement
    segment = _word("segment", language).format(n=explanation.segment + 1)
    title = f"{judged.item.title.in_language(language)} ({judged.item.rule_version})"
    head = f"{explanation.interaction_id} · {segment} · {title}"
    console.print(Text(head, style="bold"))
    console.print(Text(_in(explanation.sentence, language), style=_STYLES[judged.state]))
    _section(console, "way", language)
    for step in explanation.path:
        mark, style = _MARKS[step.truth]
        line = Text(f"{mark} ", style=style).append(f"{_in(step_name(step.step), language)}  ", style="bold")
        line.append(_in(step.words, language), style="default")
        if step.decides:
            line.append(f"  {_word('decides', language)}", style="bold")
        _indented(console, line)
    _conditions(console, explanation, language)
    if explanation.changes:
        _section(console, "changes", language)
        for change in explanation.changes:
            _indented(console, Text("· " + _in(change.words, language)))
    if explanation.points is not None:
        points = explanation.points
        console.print()
        worth = (
            f"{points.points:g}/{points.max_points:g}"
            if points.points or points.max_points
            else _word("uncounted", language)
        )
        console.print(Text(f"{_word('points', language)}  {points.form}  {worth}", style="dim"))


def _conditions(console: Console, explanation: Explanation, language: str) -> None:
    telling = _telling(explanation)
    if not telling:
        return
    _section(console, "conditions", language)
    silent = [a for a in telling if _is_silent(a)]
    for account in telling:
        for line in _account(account, language) if account not in silent else ():
            _indented(console, line)
    if silent:
        line = Text("✗ ", style="red").append(
            "、".join(a.name for a in silent) if language == "zh" else ", ".join(a.name for a in silent)
        )
        _indented(
            console, line.append("：" if language == "zh" else ": ").append(_word("silent", language), style="dim")
        )
    rest = len(explanation.conditions) - len(telling)
    if rest:
        _indented(console, Text(_word("more", language).format(n=rest), style="dim"))


def _telling(explanation: Explanation) -> list[ConditionAccount]:
    """The conditions of the step that decided, with what they build on; of a true step only the true ones."""
    step = next((s for s in explanation.path if s.decides), None)
    if step is None:
        return []
    key = {"window": "met", "confidence": "found"}.get(step.step, step.step)
    by_name = {c.name: c for c in explanation.conditions}
    waiting = [c.name for c in explanation.conditions if key in c.used_in or (key == "found" and "met" in c.used_in)]
    found: list[ConditionAccount] = []
    while waiting:
        account = by_name.get(waiting.pop(0))
        if account is None or account in found:
            continue
        if step.truth is not Truth.TRUE or account.truth is not Truth.FALSE:
            found.append(account)
            waiting.extend(account.builds_on)
    return found


def _is_silent(account: ConditionAccount) -> bool:
    """Nothing to tell but that nothing was found."""
    return (
        account.truth is Truth.FALSE
        and not (account.hits or account.cancelled or account.closest)
        and account.operator != "when"
    )


def _account(account: ConditionAccount, language: str) -> Iterator[Text]:
    mark, style = _MARKS[account.truth]
    yield Text(f"{mark} ", style=style).append(_in(account.words, language), style="default")
    if account.operator == "when":
        return
    yield Text(f"    {_word('looked_for', language)}  {_in(account.looked_for, language)}", style="dim")
    yield Text(f"    {_where(account, language)}", style="dim")
    for hit in account.cancelled[1 : _MOST_HITS + 1]:
        yield Text(f"    − {_in(hit.words, language)}")
    for near in account.closest[1:]:
        if near.kind != "cancelled":
            yield Text(f"    ≈ {_in(near.words, language)}")


def _where(account: ConditionAccount, language: str) -> str:
    if account.whole_interaction:
        return f"{_word('looked_at', language)}  {_word('whole', language)}"
    turns = _numbers(account.looked_at)
    seen = _word("turns", language).format(t=turns) if turns else _word("nowhere", language)
    speaker = _in(who(account.role), language)
    line = f"{_word('looked_at', language)}  {seen} ({speaker})" if turns else seen
    left = [f"{_numbers(out.turns)} {_left_out(out.why, language)}" for out in account.left_out]
    return f"{line}; {_word('not_looked_at', language)} {', '.join(left)}" if left else line


def _left_out(why: str, language: str) -> str:
    zh, en = _LEFT_OUT.get(why, (f"({why})", f"({why})"))
    return zh if language == "zh" else en


def _numbers(turns: Sequence[int]) -> str:
    """`1, 3-5`: as people count, runs joined."""
    runs: list[list[int]] = []
    for turn in sorted(turns):
        if runs and turn == runs[-1][-1] + 1:
            runs[-1].append(turn)
        else:
            runs.append([turn])
    return ", ".join(f"{r[0] + 1}-{r[-1] + 1}" if len(r) > 1 else str(r[0] + 1) for r in runs)


def _section(console: Console, key: str, language: str) -> None:
    console.print()
    console.print(Text(_word(key, language), style="bold"))


def _indented(console: Console, line: Text) -> None:
    console.print(Padding(line, (0, 0, 0, 2), expand=False))


def _word(key: str, language: str) -> str:
    return _WORDS[key][0 if language == "zh" else 1]


def _in(words: Wording, language: str) -> str:
    return words.zh if language == "zh" else words.en
