"""A whole interaction with one kind of swap (整通替换): turns, word times and places of entities stay in step."""

from collections.abc import Sequence
from dataclasses import replace

from inspection.entities import Entity
from inspection.facts import Facts
from inspection.fairness.swaps import SwapKind, Swapped, other_name, swapped
from inspection.heard_feeling import with_voice
from inspection.interaction import Turn, Word
from inspection.privacy.word_masking import placed_words
from inspection.readers import Readers, classified_of, meant_of, readings_of
from inspection.rules.item_spec import Example
from inspection.rules.speaker_names import SPEAKERS
from inspection.vocal_arousal import vocal_arousal


def read_again(facts: Facts, readers: Readers, required: Sequence[str]) -> Facts:
    """The facts as these readers read them now: both sides of a comparison are read by the same."""
    turns = facts.interaction.turns
    return replace(
        facts,
        readings=with_voice(turns, readings_of(turns, readers.sentiment), vocal_arousal(turns, facts.sound)),
        classified=classified_of(turns, readers.classifiers),
        meant=meant_of(turns, required, readers.meaning),
        meanings_read=tuple(required) if readers.meaning is not None else (),
    )


def swapped_facts(facts: Facts, kind: SwapKind) -> Facts | None:
    """The facts after a swap, not read again yet; None where there was nothing to swap."""
    interaction = facts.interaction
    name = interaction.agent_name
    done = [swapped(t.text, kind, t.sender, agent_name=name) for t in interaction.turns]
    if not any(one.edits for one in done):
        return None
    turns = tuple(_turn(turn, one) for turn, one in zip(interaction.turns, done, strict=True))
    of_index = {turn.index: one for turn, one in zip(interaction.turns, done, strict=True)}
    renamed = other_name(name) if kind is SwapKind.NAME and name else name
    return replace(
        facts,
        interaction=replace(interaction, turns=turns, agent_name=renamed),
        entities=tuple(_entity(entity, of_index.get(entity.turn)) for entity in facts.entities),
    )


def swapped_example(example: Example, kind: SwapKind) -> Example | None:
    """An example of a rule after a swap; None where there was nothing to swap."""
    turns = [
        {speaker: swapped(text, kind, SPEAKERS[speaker]).text for speaker, text in turn.items()}
        for turn in example.turns
    ]
    return None if turns == example.turns else example.model_copy(update={"turns": turns})


def _turn(turn: Turn, done: Swapped) -> Turn:
    if not done.edits:
        return turn
    return replace(turn, text=done.text, words=_words(turn, done))


def _words(turn: Turn, done: Swapped) -> tuple[Word, ...]:
    """Recognised words with the same times; a word an edit begins in carries what is new."""
    found = []
    for word, start, end in placed_words(turn.words, turn.text):
        if start < 0:
            found.append(word)
            continue
        text = "".join(_at(place, turn.text, done) for place in range(start, end))
        found.append(replace(word, text=word.text.replace(word.text.strip(), text)))
    return tuple(found)


def _at(place: int, text: str, done: Swapped) -> str:
    """What stands for one former character."""
    edit = next((e for e in done.edits if e.start <= place < e.end), None)
    if edit is None:
        return text[place]
    return edit.new if place == edit.start else ""


def _entity(entity: Entity, done: Swapped | None) -> Entity:
    if done is None or not done.edits:
        return entity
    return replace(entity, start_char=done.moved(entity.start_char), end_char=done.moved(entity.end_char))
