"""Trying one item on a snippet: whether it holds what the item demands, and what the night would say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspection.evaluation import ItemKind, ItemState
from inspection.evidence import Evidence
from inspection.readers import Readers
from inspection.rules.item_spec import Example
from inspection.rules.judge import evidence_of, judge, look_for
from inspection.rules.outcome import Truth
from inspection.rules.readings import LABELLED, meanings_wanted
from inspection.rules.rulebook import Rulebook
from inspection.rules.snippets import facts_of_snippet
from inspection.rules.view import SegmentView
from inspection.segments import segments_of


@dataclass(frozen=True, slots=True)
class Tried:
    """`found`: what the item demands occurs (by the right person, in the right order), trigger and place ignored.

    What only sounds alike, and what a model finds with doubt, is found; its state is needs_human.
    """

    found: bool
    state: ItemState
    evidence: tuple[Evidence, ...]


def try_item(
    rulebook: Rulebook,
    item_id: str,
    snippet: Mapping[str, Any],
    readers: Readers,
    *,
    business_line: str | None = None,
) -> Tried:
    """Try an item on a snippet: {"turns": [{"sender", "text"}], "channel"?, "metadata"?}.

    `business_line` is assumed where the snippet's metadata name none.

    Raises ValueError or KeyError when the snippet is not of that shape.
    """
    item = rulebook.items[item_id]
    example = example_of(snippet, business_line)
    facts = facts_of_snippet(example, readers, meanings_wanted(c.spec for c in item.conditions.values()))
    view = SegmentView(facts, segments_of(facts.interaction)[0])
    outcome = look_for(item, rulebook, view)
    only = Rulebook(rulebook.id, rulebook.version, rulebook.content_hash, {item_id: item}, rulebook.searcher)
    judged = judge(view, only, facts.interaction.language or "zh")[0]
    doubtful = outcome.truth is Truth.UNKNOWN and any(h.operator in (LABELLED, "meaning") for h in outcome.hits)
    found = outcome.truth is Truth.TRUE or doubtful
    by_sound = found and bool(outcome.hits) and all(h.by_sound for h in outcome.hits)
    state = _state(judged.state, item.spec.kind, found=found, unsure=by_sound, doubtful=doubtful)
    evidence = tuple(evidence_of(h, facts.interaction.turns[h.turn].text) for h in outcome.hits)
    return Tried(found, state, evidence if found else judged.evidence)


def _state(judged: ItemState, kind: ItemKind, *, found: bool, unsure: bool, doubtful: bool) -> ItemState:
    """A snippet is not a whole interaction: what was found decides, where the night would say not applicable.

    `unsure`: it only sounds alike; `doubtful`: a model alone finds it, and is not certain.
    """
    if kind is ItemKind.HUMAN or judged is ItemState.NEEDS_HUMAN or doubtful:
        return ItemState.NEEDS_HUMAN
    if kind is ItemKind.DUTY:
        return ItemState.MET if found else judged
    if found:
        return ItemState.NEEDS_HUMAN if unsure else ItemState.UNMET
    return judged


def example_of(snippet: Mapping[str, Any], business_line: str | None) -> Example:
    """A snippet of `rules try` as an example; ValueError, KeyError or TypeError when it is not of that shape."""
    turns = [{str(t["sender"]): str(t["text"])} for t in snippet["turns"]]
    metadata = {str(k): v for k, v in (snippet.get("metadata") or {}).items() if v is not None}
    return Example(
        turns=turns,
        expect=ItemState.MET,
        channel=snippet.get("channel") or "phone",
        business_line=metadata.get("business_line") or business_line,
        metadata={k: v for k, v in metadata.items() if k != "business_line"},
        recognised=(snippet.get("channel") or "phone") == "phone",
    )
