"""Forms, judgements and hypothesis strategies for the tests of the score arithmetic."""

from typing import Any

from hypothesis import strategies as st

from inspection.evaluation import ItemState, Line
from inspection.forms import FormSpec
from inspection.rules.item_spec import ItemSpec
from inspection.rules.judge import Judgement

MET, UNMET = ItemState.MET, ItemState.UNMET
ABSENT, HUMAN = ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN
ADDING = ("a", "b", "c", "d", "e")
DEDUCTING = ("m", "n", "o")
EXTRA = ("x", "y")
EVERY = ADDING + DEDUCTING + EXTRA


def form(**changes: object) -> FormSpec:
    given = {
        "id": "f",
        "version": "1",
        "title": {"zh": "表", "en": "form"},
        "effective_from": "2026-01-01",
        "items": [{"item": "a", "points": 100}],
        **changes,
    }
    return FormSpec.model_validate(given)


def item_spec(item_id: str, *, fatal: bool = False, yields_to: str | None = None) -> ItemSpec:
    wording = {"zh": "项", "en": item_id}
    given: dict[str, Any] = {
        "id": item_id, "version": 1, "kind": "duty", "title": wording, "meaning": wording, "dimension": "attitude",
        "line": "customer", "owner": "test", "updated": "2026-01-01", "met": "said", "yields_to": yields_to,
    }  # fmt: skip
    return ItemSpec.model_validate(given | ({"fatal": {"kind": "customer"}} if fatal else {}))


def judgement(
    item_id: str,
    state: ItemState,
    *,
    findings: int = 1,
    fatal: Line | None = None,
    fatal_by_definition: bool | None = None,
    yields_to: str | None = None,
) -> Judgement:
    defined = fatal is not None if fatal_by_definition is None else fatal_by_definition
    spec = item_spec(item_id, fatal=defined, yields_to=yields_to)
    return Judgement(item=spec, state=state, reason="because", findings=findings, fatal_kind=fatal)


@st.composite
def forms(draw: st.DrawFn) -> FormSpec:
    """Any form over EVERY: adding rows that make up 100 - start, deductions, sections with caps, bonus and limits."""
    start = draw(st.sampled_from([0, 0, 40, 100]))
    sections, rows, rest = [], [], 100 - start
    if rest:
        cut = draw(st.integers(1, rest))
        # Section s is worth `cut` however many points its two items have together.
        over = draw(st.integers(0, min(20, 100 - cut)))
        split = draw(st.integers(0, cut + over))
        rows += [_row(draw, "a", split, section="s"), _row(draw, "b", cut + over - split, section="s")]
        sections.append(_section("s", points=cut))
        shares = [rest - cut, 0, 0]
        shares[1] = draw(st.integers(0, shares[0]))
        shares[0] -= shares[1]
        rows += [_row(draw, name, points) for name, points in zip(ADDING[2:], shares, strict=True)]
    capped = draw(st.one_of(st.none(), st.integers(0, 30)))
    sections.append(_section("t", most_deducted=capped))
    for name, section in zip(DEDUCTING, ("t", "t", None), strict=True):
        rows.append(_row(draw, name, draw(st.integers(0, 40)), style="deduct", section=section))
    floor = draw(st.sampled_from([0, 0, 20]))
    return form(
        start=start,
        floor=floor,
        ceiling=draw(st.sampled_from([100, 100, 80])),
        not_applicable=draw(st.sampled_from(["normalise", "na_full_marks"])),
        sections=sections,
        items=rows,
        bonus=[{"item": "x", "points": draw(st.integers(0, 5))}, {"item": "y", "points": draw(st.integers(0, 5))}],
        bonus_cap=draw(st.integers(0, 5)),
    )


def _section(name: str, **limits: float | None) -> dict[str, Any]:
    return {"id": name, "title": {"zh": "组", "en": name}, **limits}


def _row(draw: st.DrawFn, item: str, points: int, **fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"item": item, "points": points, **fields}
    if points and draw(st.booleans()):
        row |= {"charge": "per_hit", "each": draw(st.integers(1, points))}
    if "style" not in fields and draw(st.booleans()):
        row["not_applicable"] = draw(st.sampled_from(["normalise", "na_full_marks"]))
    return row


@st.composite
def judgements(draw: st.DrawFn, *, fatals: bool = False) -> list[Judgement]:
    """A judgement of every item."""
    return [
        judgement(
            name,
            state := draw(st.sampled_from([MET, UNMET, ABSENT, HUMAN])),
            findings=draw(st.integers(1, 6)),
            fatal=Line.CUSTOMER if fatals and state is UNMET and draw(st.booleans()) else None,
        )
        for name in EVERY
    ]
