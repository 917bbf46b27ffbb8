"""The figures of docs/reference/scoring.md are those the code computes."""

from collections.abc import Mapping

import pytest

from inspection.evaluation import Dimension, ItemKind, ItemResult, ItemState, Line
from inspection.forms import FormSpec
from inspection.scoring import MINIMUM_JUDGED_SHARE, Score, score
from tests.docs.pages import HOUSE, table_after

PAGE = HOUSE / "docs" / "reference" / "scoring.md"
ROWS = table_after(PAGE, "## Worked example")
FIGURES = {row[0]: row[1] for row in table_after(PAGE, "| satisfaction_invite | 0 | met | | bonus 3 |")}
CHANGES = {
    row[0]: tuple(None if cell == "none" else float(cell) for cell in row[1:])
    for row in table_after(PAGE, "## The same with changes")
}
BONUS_POINTS = 3
AS_ABOVE: Mapping[str, ItemState] = {}

CASES: dict[str, tuple[str, Mapping[str, ItemState], str | None]] = {
    "as above": ("normalise", {}, None),
    "na_full_marks": ("na_full_marks", {}, None),
    "rude is unmet": ("normalise", {"rude": ItemState.UNMET}, None),
    "rude is unmet and fatal": ("normalise", {"rude": ItemState.UNMET}, "rude"),
    "solution_with_deadline needs_human": ("normalise", {"solution_with_deadline": ItemState.NEEDS_HUMAN}, None),
    "bonus item unmet": ("normalise", {"satisfaction_invite": ItemState.UNMET}, None),
}


def form(not_applicable: str) -> FormSpec:
    items = [{"item": row[0], "points": float(row[1])} for row in ROWS if float(row[1])]
    return FormSpec.model_validate(
        {
            "id": "worked",
            "version": "1",
            "title": {"zh": "算例", "en": "worked example"},
            "effective_from": "2026-01-01",
            "not_applicable": not_applicable,
            "items": items,
            "bonus": [{"item": "satisfaction_invite", "points": BONUS_POINTS}],
        }
    )


def result(item_id: str, points: float, state: ItemState, *, fatal: bool) -> ItemResult:
    return ItemResult(
        id=item_id,
        kind=ItemKind.DUTY,
        line=Line.CUSTOMER,
        dimension=Dimension.ATTITUDE,
        state=state,
        points=points if state is ItemState.MET else 0.0,
        max_points=points,
        confidence=1.0,
        rule_version=f"{item_id}@1",
        reason="",
        fatal_kind=Line.CUSTOMER if fatal else None,
    )


def scored(case: str) -> Score:
    not_applicable, changed, fatal = CASES[case]
    items = [result(r[0], float(r[1]), changed.get(r[0], ItemState(r[2])), fatal=r[0] == fatal) for r in ROWS]
    return score(items, form(not_applicable))


def test_the_page_lists_exactly_these_changes() -> None:
    assert set(CHANGES) == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_row_of_the_page_is_what_the_code_computes(case: str) -> None:
    got = scored(case)
    assert (got.points_judged, got.points_possible, got.raw_score, got.machine_score) == CHANGES[case]


def test_the_figures_below_the_worked_example_are_right() -> None:
    got = scored("as above")
    share = f"{100 * got.points_judged / got.points_possible:.1f} %"
    computed = [f"{v:g}" for v in (got.points_judged, got.points_possible)]
    assert [FIGURES["points_judged"], FIGURES["points_possible"], FIGURES["judged share"]] == [*computed, share]
    assert (float(FIGURES["raw_score"]), float(FIGURES["machine_score"])) == (got.raw_score, got.machine_score)


def test_the_limits_on_the_page_are_those_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"less than {MINIMUM_JUDGED_SHARE:.0%}".replace("%", " %") in text
    assert "at most 5 points" in text
    with pytest.raises(ValueError, match="less than or equal to 5"):
        FormSpec.model_validate(form("normalise").model_dump() | {"bonus_cap": 6})
