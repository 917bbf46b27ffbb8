"""Counterfactual checks: a rule that turns on a name or a pronoun is found, one that does not is left in peace."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspection.evaluating import Yardstick
from inspection.fairness.flips import flip_figures
from inspection.fairness.swaps import SwapKind
from inspection.readers import Readers
from inspection.sentiment import SentimentReading, TurnText
from pipelines.counterfactuals import check_examples, check_interactions, drawn_interactions
from pipelines.rule_folders import read_rule_files, yardstick_of
from records.database import reading, writing
from records.shard import save_shard
from records.workspace import Workspace
from tests.pipelines.rule_site import rulebook
from tests.records import judged_samples as sample

DAY = date(2026, 9, 1)


class Calm:
    """Reads everything as neutral, whatever is said."""

    model_id = "calm"

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        return [SentimentReading(0.0, 1.0, 0.0, False) for _ in turns]


READERS = Readers(sentiment=Calm())


def silently(done: int, total: int) -> None:
    assert 0 <= done <= total


def book(folder: Path, greeting: str) -> Yardstick:
    """A book whose greeting wants these words."""
    return yardstick_of(read_rule_files(rulebook(folder, greeting=(1, greeting))))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two judged calls that open with 您好王先生, and one without a name."""
    opened = Workspace.open(tmp_path / "workspace")
    texts = {"c1": "您好王先生", "c2": "您好王先生，请讲", "c3": "您好"}
    shards = []
    for interaction_id, text in texts.items():
        judged = sample.judged(interaction_id)
        interaction = judged.facts.interaction
        turns = (replace(interaction.turns[0], text=text, words=(), confidence=None), *interaction.turns[1:])
        interaction = replace(interaction, turns=turns)
        shards.append(replace(judged, facts=replace(judged.facts, interaction=interaction, recognised=False)))
    with writing(opened.engine) as connection:
        save_shard(connection, shards)
    return opened


@pytest.mark.parametrize(("wanted", "flipped"), [("您好王先生", {"greeting": 2}), ("您好", {})])
def test_only_the_rule_that_wants_a_man_of_that_name_flips(
    workspace: Workspace, tmp_path: Path, wanted: str, flipped: dict[str, int]
) -> None:
    yardstick = book(tmp_path / "rules", wanted)
    with reading(workspace.engine) as connection:
        keys = drawn_interactions(connection, DAY, DAY, 10)
        tally = check_interactions(connection, keys, yardstick, READERS, silently)
    figures = {one.kind: one for one in flip_figures(tally)}
    assert dict(figures[SwapKind.GENDER].items) == flipped
    assert dict(figures[SwapKind.NAME].items) == flipped
    assert tally.texts[SwapKind.GENDER] == 2  # c3 has nothing to swap
    assert {f.text for f in tally.flips} == ({"drop/c1", "drop/c2"} if flipped else set())


def test_interactions_are_drawn_by_lot_and_always_the_same(workspace: Workspace) -> None:
    with reading(workspace.engine) as connection:
        one, other = (drawn_interactions(connection, DAY, DAY, 2) for _ in range(2))
        assert one == other
        assert len(one) == 2
        assert drawn_interactions(connection, date(2026, 8, 1), date(2026, 8, 31), 2) == []


def test_examples_are_judged_by_their_own_item_and_known_gaps_left_out(tmp_path: Path) -> None:
    folder = rulebook(tmp_path / "rules")
    file = folder / "items" / "guaranteed_return.yaml"
    text = file.read_text(encoding="utf-8").replace("any: [保证收益]", "any: [保证收益哦]")
    text = text.replace("turns: [{坐席: 我们保证收益}], expect: unmet}", "turns: [{坐席: 保证收益哦}], expect: unmet}")
    gap = "  - {name: gap, known_gap: true, turns: [{坐席: 保证收益哦}], expect: met}\n"
    file.write_text(text + gap, encoding="utf-8")
    tally = check_examples(yardstick_of(read_rule_files(folder)).rulebook, READERS, silently)
    flips = [(f.text, f.kind, f.before, f.after) for f in tally.flips]
    assert flips == [
        ("guaranteed_return:promises", SwapKind.PARTICLE, "unmet", "met"),
        ("guaranteed_return:promises again", SwapKind.PARTICLE, "unmet", "met"),
    ]
    only = check_examples(yardstick_of(read_rule_files(folder)).rulebook, READERS, silently, items=["greeting"])
    assert only.flips == []
