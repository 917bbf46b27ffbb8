"""Examples: enough of both kinds, said by known speakers, expecting what their item can give."""

import json
from collections.abc import Iterator
from typing import Any

from inspection.rules.example_details import DETAILS
from inspection.rules.item_spec import Example
from inspection.rules.lint_item import LintItem, mapping
from inspection.rules.lint_problem import Problem
from inspection.rules.lint_words import Words, either
from inspection.rules.near_names import did_you_mean
from inspection.rules.speaker_names import SPEAKERS

LEAST = 2
TOLD_OF_TURNS = frozenset({"nobody is called"})
"""Complaints of the models that are told here, with the place of the turn."""
_STATE_WORDS = {
    "duty": ("met", "unmet", "not_applicable", "needs_human", "达标", "未达标", "不适用", "待人工"),
    "human": ("needs_human", "not_applicable", "待人工", "不适用"),
}
_DENIALS = ("不", "没", "别", "勿", "无", "未", "非", "'t ", "not ", "no ", "never", "cannot", "n’t ")
_QUOTES = (
    "您说",
    "你说",
    "刚才说",
    "提到",
    "有人",
    "听说",
    "you said",
    "you mention",
    "someone",
    "they said",
    "“",
    "‘",
    '"',
    "「",
)


def example_problems(item: LintItem) -> Iterator[Problem]:
    """Everything wrong with the examples of an item that could be read."""
    raw = item.file.data.get("examples")
    for number, given in enumerate(raw if isinstance(raw, list) else []):
        yield from _turns(item, number, given)
    for number, example in item.examples.items():
        yield from _expectation(item, number, example)
        yield from _times(item, number, example)
        yield from _out_of_scope(item, number, example)
    yield from _repeated(item)
    if not isinstance(raw, list) or len(item.examples) == len(raw):
        yield from _enough(item)


def _turns(item: LintItem, number: int, given: Any) -> Iterator[Problem]:
    turns = mapping(given).get("turns")
    for at, turn in enumerate(turns if isinstance(turns, list) else []):
        path = ("examples", number, "turns", at)
        if isinstance(turn, dict):
            for speaker in turn:
                if str(speaker) not in SPEAKERS and speaker not in DETAILS:
                    hint = either(did_you_mean(str(speaker), SPEAKERS), list(SPEAKERS))
                    yield item.file.at_key((*path, str(speaker)), "unknown_speaker", name=str(speaker), hint=hint)


def _expectation(item: LintItem, number: int, example: Example) -> Iterator[Problem]:
    path = ("examples", number)
    word = str(mapping(_raw(item, number)).get("expect"))
    allowed = _STATE_WORDS.get(item.kind)
    if allowed and word not in allowed:
        wanted = ", ".join(w for w in allowed if w.isascii())
        yield item.file.at_value((*path, "expect"), "example_words", kind=item.kind, given=word, wanted=wanted)
    if example.fatal and item.file.data.get("fatal") is None:
        yield item.file.at_value((*path, "fatal"), "example_fatal")
    said = [text for turn in example.turns for text in turn.values()]
    if example.evidence and not any(example.evidence in text for text in said):
        yield item.file.at_value((*path, "evidence"), "evidence_not_said", evidence=example.evidence)


def _times(item: LintItem, number: int, example: Example) -> Iterator[Problem]:
    times, turns = example.times_s, sum(len(turn) for turn in example.turns)
    if times is None:
        return
    path = ("examples", number, "times_s")
    if len(times) != turns:
        yield item.file.at_value(path, "example_times", n=len(times), turns=turns)
    for at in range(1, len(times)):
        if times[at] < times[at - 1]:
            yield item.file.at_value((*path, at), "example_backwards")
            break


def _out_of_scope(item: LintItem, number: int, example: Example) -> Iterator[Problem]:
    if example.expect.value == "not_applicable" or example.known_gap:
        return
    applies = mapping(item.file.data.get("applies"))
    for key, given in (("channels", example.channel), ("business_lines", example.business_line)):
        allowed = applies.get(key)
        if isinstance(allowed, list) and allowed and given not in allowed:
            shown = given or Words("没有业务线的会话", "snippets without a business line")
            yield item.file.at_value(
                ("examples", number, "expect"), "example_out_of_scope", what=shown, given=example.expect.value
            )


def _repeated(item: LintItem) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, example in item.examples.items():
        snippet = json.dumps(
            example.model_dump(mode="json", exclude={"name", "expect", "evidence", "fatal", "known_gap"}),
            sort_keys=True,
        )
        if snippet not in first:
            first[snippet] = number
            continue
        other = item.examples[first[snippet]]
        line = item.file.places.key(("examples", first[snippet])).line
        code = "example_twice" if other.expect is example.expect else "example_contradicts"
        yield item.file.at_key(("examples", number), code, first=line)


def _enough(item: LintItem) -> Iterator[Problem]:
    """Two that hit (a duty: met; a violation: unmet) and two that must not; a near miss among them."""
    if item.kind not in ("duty", "violation", "measure"):
        return
    hit = "met" if item.kind == "duty" else "unmet"
    sure = [e for e in item.examples.values() if not e.known_gap]
    hits = [e for e in sure if e.expect.value == hit]
    clean = [
        e
        for e in sure
        if e.expect.value in ({"unmet", "not_applicable"} if hit == "met" else {"met", "not_applicable"})
    ]
    if len(hits) < LEAST:
        yield item.file.at_key(("examples",), "few_hits", n=len(hits), least=LEAST, expect=hit)
    if len(clean) < LEAST:
        yield item.file.at_key(("examples",), "few_clean", n=len(clean), least=LEAST)
    if item.kind == "violation" and clean and not any(map(_is_near_miss, clean)):
        yield item.file.at_key(("examples",), "no_near_miss")


def _is_near_miss(example: Example) -> bool:
    said = [(speaker, f"{text.lower()} ") for turn in example.turns for speaker, text in turn.items()]
    return any(sign in text for _, text in said for sign in (*_DENIALS, *_QUOTES)) or any(
        speaker in ("客户", "customer") for speaker, _ in said
    )


def _raw(item: LintItem, number: int) -> Any:
    examples = item.file.data.get("examples")
    return examples[number] if isinstance(examples, list) else None
