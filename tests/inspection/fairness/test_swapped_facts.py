"""A whole interaction with a swap: words, entities and the agent's name stay in step."""

from dataclasses import replace

from inspection.entities import Entity, EntityKind
from inspection.fairness.swapped_facts import read_again, swapped_example, swapped_facts
from inspection.fairness.swaps import SwapKind
from inspection.interaction import Role, Turn, Word
from inspection.readers import Readers
from inspection.rules.item_spec import Example
from inspection.sentiment import SentimentReading, TurnText
from tests.records.judged_samples import facts

TURNS = (
    Turn(index=0, sender=Role.AGENT, text="王先生您好，我是王小明", confidence=0.9,
         words=(Word("王先生", 0.0, 0.5, 0.9), Word("您好", 0.5, 1.0, 0.8), Word("我是", 1.0, 1.4, 0.9),
                Word("王小明", 1.4, 2.0, 0.9))),
    Turn(index=1, sender=Role.CUSTOMER, text="could you check <phone> please"),
)  # fmt: skip
SAID = replace(
    facts(),
    interaction=replace(facts().interaction, turns=TURNS, agent_name="王小明"),
    entities=(Entity(turn=1, kind=EntityKind.PHONE, start_char=16, end_char=23),),
    readings=(None, None),
)


class Calm:
    """A reader to whom everything is neutral."""

    model_id = "calm"

    def read(self, turns: list[TurnText]) -> list[SentimentReading]:
        return [SentimentReading(0.0, 1.0, 0.0, False) for _ in turns]


def test_recognised_words_change_with_their_text_and_keep_their_times() -> None:
    changed = swapped_facts(SAID, SwapKind.GENDER)
    assert changed is not None
    turn = changed.interaction.turns[0]
    assert turn.text == "王女士您好，我是王小明"
    assert [w.text for w in turn.words] == ["王女士", "您好", "我是", "王小明"]
    assert [w.start_s for w in turn.words] == [0.0, 0.5, 1.0, 1.4]


def test_the_name_changes_in_words_and_metadata_alike() -> None:
    changed = swapped_facts(SAID, SwapKind.NAME)
    assert changed is not None
    assert changed.interaction.turns[0].text == "买先生您好，我是古丽娜"
    assert changed.interaction.agent_name == "古丽娜"


def test_entities_stand_where_their_placeholder_stands() -> None:
    changed = swapped_facts(SAID, SwapKind.POLITENESS)
    assert changed is not None
    text, entity = changed.interaction.turns[1].text, changed.entities[0]
    assert text[entity.start_char : entity.end_char] == "<phone>"
    assert text.startswith("can you check")


def test_where_nothing_can_be_swapped_there_is_no_other_side() -> None:
    assert swapped_facts(SAID, SwapKind.PARTICLE) is None


def test_both_sides_are_read_by_the_same_readers() -> None:
    found = read_again(SAID, Readers(sentiment=Calm()), ())  # type: ignore[arg-type]
    assert [r.neutral for r in found.readings if r is not None] == [1.0, 1.0]
    assert (found.meant, found.classified) == ((), ())


def test_an_example_is_swapped_turn_by_turn() -> None:
    example = Example.model_validate({"turns": [{"坐席": "王女士，好的呢"}, {"客户": "谢谢"}], "expect": "met"})
    changed = swapped_example(example, SwapKind.GENDER)
    assert changed is not None
    assert changed.turns == [{"坐席": "王先生，好的呢"}, {"客户": "谢谢"}]
    assert swapped_example(example, SwapKind.POLITENESS) is None
