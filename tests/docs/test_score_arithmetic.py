"""The figures of docs/reference/score-arithmetic.md are those the code computes."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

import pytest

from inspection.evaluation import ItemResult, ItemState, Line
from inspection.forms import FormSpec
from inspection.item_points import item_results
from inspection.rules.item_spec import ItemSpec
from inspection.rules.judge import Judgement
from inspection.scoring import MINIMUM_JUDGED_SHARE, Score, score
from tests.docs.pages import HOUSE, table_after

PAGE = HOUSE / "docs" / "reference" / "score-arithmetic.md"
ROWS = {row[0]: row for row in table_after(PAGE, "## Worked example")}
LAST_ROW = next(
    line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| satisfaction_invite")
)
FIGURES = {row[0]: row[1] for row in table_after(PAGE, LAST_ROW)}
CHANGES = {
    row[0]: tuple(None if cell == "none" else float(cell) for cell in row[1:])
    for row in table_after(PAGE, "## The same with changes")
}
ITEMS = [name for name in ROWS if not name.startswith("section")]
UNMET, HUMAN = "unmet", "needs_human"
MANNER = ("greeting", "rude", "closing")


def form_row(name: str) -> dict[str, Any]:
    """A row of the page as it would stand in the form."""
    words = [word.strip() for word in ROWS[name][1].split(",")]
    row: dict[str, Any] = {"item": name, "points": float(ROWS[name][2])}
    for word in words:
        if word in ("add", "deduct"):
            row["style"] = word
        elif word.startswith("per_hit"):
            row |= {"charge": "per_hit", "each": float(word.split()[1])}
        elif word == "human":
            row["judged_by"] = "human"
        else:
            assert word == "manner"
            row["section"] = word
    return row


def form() -> dict[str, Any]:
    manner = {"id": "manner", "title": {"zh": "态度", "en": "manner"}, "points": float(ROWS["section manner"][2])}
    return {
        "id": "worked",
        "version": "1",
        "title": {"zh": "算例", "en": "worked example"},
        "effective_from": "2026-01-01",
        "sections": [manner],
        "items": [form_row(name) for name in ITEMS if ROWS[name][1] != "bonus"],
        "bonus": [{"item": name, "points": float(ROWS[name][2])} for name in ITEMS if ROWS[name][1] == "bonus"],
    }


def states() -> dict[str, list[Any]]:
    """State, findings and fatal kind of every item of the page."""
    return {name: [ROWS[name][3], int(ROWS[name][4] or 1), None] for name in ITEMS}


def spec_of(name: str) -> ItemSpec:
    fatal = {"fatal": {"kind": "customer"}} if name == "rude" else {}
    wording = {"zh": "项", "en": name}
    given = {"id": name, "version": 1, "kind": "duty", "title": wording, "meaning": wording}
    rest = {"dimension": "attitude", "line": "customer", "owner": "test", "updated": "2026-01-01", "met": "a"}
    return ItemSpec.model_validate(given | rest | fatal)


def judged(form_given: Mapping[str, Any], given: Mapping[str, Sequence[Any]]) -> tuple[Score, tuple[ItemResult, ...]]:
    spec = FormSpec.model_validate(form_given)
    judgements = [
        Judgement(item=spec_of(name), state=ItemState(state), reason="", findings=findings, fatal_kind=fatal)
        for name, (state, findings, fatal) in given.items()
    ]
    results = item_results(judgements, spec, "chat")
    return score(results, spec, "chat"), results


Change = Callable[[dict[str, Any], dict[str, list[Any]]], None]


def in_form(**values: Any) -> Change:
    return lambda form_given, _given: form_given.update(values)


def in_row(name: str, **values: Any) -> Change:
    return lambda form_given, _given: next(r for r in form_given["items"] if r["item"] == name).update(values)


def with_state(state: str, *names: str, fatal: Line | None = None) -> Change:
    return lambda _form, given: given.update({n: [state, given[n][1], fatal] for n in names})


def with_findings(name: str, findings: int) -> Change:
    return lambda _form, given: given[name].__setitem__(1, findings)


def all_of(*changes: Change) -> Change:
    def change(form_given: dict[str, Any], given: dict[str, list[Any]]) -> None:
        for one in changes:
            one(form_given, given)

    return change


NOT_FATAL = [{"item": "rude", "kind": "none", "reason": {"zh": "本表只扣分", "en": "points only on this form"}}]
CASES: dict[str, Change] = {
    "as above": all_of(),
    "closing unmet": with_state(UNMET, "closing"),
    "form na_full_marks": in_form(not_applicable="na_full_marks"),
    "hold_notice na_full_marks": in_row("hold_notice", not_applicable="na_full_marks"),
    "questioning_customer 9 findings": with_findings("questioning_customer", 9),
    "blame_shifting 9 findings": with_findings("blame_shifting", 9),
    "blame_shifting needs_human": with_state(HUMAN, "blame_shifting"),
    "rude unmet and fatal": with_state(UNMET, "rude", fatal=Line.CUSTOMER),
    "rude fatal by definition, not by the form": all_of(
        with_state(UNMET, "rude", fatal=Line.CUSTOMER), in_form(fatal=NOT_FATAL)
    ),
    "need_confirmation fatal by the form": in_form(fatal=[{"item": "need_confirmation", "kind": "business"}]),
    "solution_with_deadline and manner needs_human": with_state(HUMAN, "solution_with_deadline", *MANNER),
    "ceiling 70": in_form(ceiling=70),
    "floor 80": in_form(floor=80),
    "bonus unmet": with_state(UNMET, "satisfaction_invite"),
}


def worked(case: str) -> tuple[Score, tuple[ItemResult, ...]]:
    form_given, given = deepcopy(form()), states()
    CASES[case](form_given, given)
    return judged(form_given, given)


def test_the_page_lists_exactly_these_changes() -> None:
    assert set(CHANGES) == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_row_of_the_page_is_what_the_code_computes(case: str) -> None:
    got, _ = worked(case)
    figures = (got.points_judged, got.points_possible, got.deducted, got.raw_score, got.machine_score)
    assert figures == CHANGES[case]


@pytest.mark.parametrize("name", ITEMS)
def test_an_items_columns_on_the_page_are_what_the_code_gives_it(name: str) -> None:
    result = next(i for i in worked("as above")[1] if i.id == name)
    earned, deducted = max(result.points, 0.0), max(-result.points, 0.0)
    assert (float(ROWS[name][5]), float(ROWS[name][8])) == (earned, deducted)


def test_the_section_is_capped_as_the_page_says() -> None:
    got, _ = worked("as above")
    section = next(s for s in got.sections if s.section == "manner")
    assert [float(cell) for cell in ROWS["section manner"][5:9]] == [
        section.earned, section.judged, section.possible, section.deducted,
    ]  # fmt: skip


def test_the_figures_below_the_worked_example_are_right() -> None:
    got, _ = worked("as above")
    earned, could_earn = sum(s.earned for s in got.sections), sum(s.judged for s in got.sections)
    share = f"{100 * got.points_judged / got.points_possible:.1f} %"
    computed = [f"{v:g}" for v in (earned, could_earn, got.points_judged, got.points_possible)]
    names = ("earned", "judged", "points_judged", "points_possible")
    assert [FIGURES[n] for n in names] == computed
    assert (FIGURES["judged share"], float(FIGURES["percentage"])) == (share, 100 * earned / could_earn)
    assert (float(FIGURES["raw_score"]), float(FIGURES["machine_score"])) == (got.raw_score, got.machine_score)


def test_the_limits_on_the_page_are_those_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"less than {MINIMUM_JUDGED_SHARE:.0%}".replace("%", " %") in text
    assert "at most 5 points" in text
    with pytest.raises(ValueError, match="less than or equal to 5"):
        FormSpec.model_validate(form() | {"bonus_cap": 6})
