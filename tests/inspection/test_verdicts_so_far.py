"""A review half filled in: what is lacking is exactly what would be refused, and the score follows what is typed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inspection.errors import InputError
from inspection.evaluation import ItemKind, ItemState, Line
from inspection.evidence import Evidence
from inspection.submission import GivenVerdict, verdicts_of
from inspection.verdicts_so_far import Lacking, lacking, so_far
from inspection.work_sheet import AskedItem, MachineVerdict, WorkSheet
from tests.inspection.form_cases import HUMAN, MET, UNMET
from tests.inspection.result_cases import NOON
from tests.inspection.test_submission import POLICY, sheet

TURN = Evidence(turn=0, start_char=None, end_char=None, start_s=None, end_s=None, text="", operator="person", value="",
                threshold="")  # fmt: skip
STATES = st.sampled_from([MET, UNMET, ItemState.NOT_APPLICABLE, HUMAN])


def line_of(item: str, machine: ItemState | None, **changes: object) -> AskedItem:
    said = None if machine is None else MachineVerdict(
        state=machine, points=0.0, confidence=1.0, reason="r", evidence=(),
        fatal_kind=Line.CUSTOMER if changes.pop("suspected", False) else None)  # fmt: skip
    one = AskedItem(id=item, title_zh="项", title_en="item", kind=ItemKind.DUTY, line=Line.CUSTOMER, max_points=10.0,
                    asked=True, fatal_kind=None, always_fatal=False, machine=said)  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def sheet_with(*items: AskedItem) -> WorkSheet:
    return replace(sheet(), items=items)


def test_an_item_without_a_verdict_lacks_one_and_items_that_are_not_asked_lack_nothing() -> None:
    asked, other = line_of("b", UNMET), line_of("a", MET, asked=False)
    assert lacking(sheet_with(asked, other), []) == {"b": Lacking.VERDICT}


def test_who_differs_from_the_machine_owes_a_reason() -> None:
    one = sheet_with(line_of("b", UNMET))
    assert lacking(one, [GivenVerdict(item="b", state=MET)]) == {"b": Lacking.REASON}
    assert lacking(one, [GivenVerdict(item="b", state=MET, reason_code="context")]) == {}
    assert lacking(one, [GivenVerdict(item="b", state=UNMET)]) == {}
    assert lacking(one, [GivenVerdict(item="b", state=UNMET, points=5.0)]) == {"b": Lacking.REASON}
    assert lacking(one, [GivenVerdict(item="b", state=HUMAN)]) == {}


def test_on_a_blind_sheet_no_reason_is_owed() -> None:
    assert lacking(sheet_with(line_of("b", None)), [GivenVerdict(item="b", state=UNMET)]) == {}


def test_a_violation_the_machine_did_not_find_owes_its_turn() -> None:
    one = sheet_with(line_of("b", MET, kind=ItemKind.VIOLATION))
    breach = GivenVerdict(item="b", state=UNMET, reason_code="missed")
    assert lacking(one, [breach]) == {"b": Lacking.TURN}
    assert lacking(one, [replace(breach, evidence=(TURN,))]) == {}


def test_a_breach_that_may_be_fatal_or_minor_must_be_called_one_of_them() -> None:
    one = sheet_with(line_of("b", MET, fatal_kind=Line.CUSTOMER))
    breach = GivenVerdict(item="b", state=UNMET, reason_code="missed")
    assert lacking(one, [breach]) == {"b": Lacking.FATAL}
    assert lacking(one, [replace(breach, fatal=False)]) == {}
    found = sheet_with(line_of("b", UNMET, fatal_kind=Line.CUSTOMER, suspected=True))
    assert lacking(found, [GivenVerdict(item="b", state=UNMET)]) == {}
    assert lacking(found, [GivenVerdict(item="b", state=UNMET, fatal=False)]) == {"b": Lacking.REASON}


@given(
    machine=st.none() | STATES,
    state=STATES,
    kind=st.sampled_from([ItemKind.DUTY, ItemKind.VIOLATION]),
    fatal=st.sampled_from([None, True, False]),
    kinds=st.sampled_from([(None, False), (Line.CUSTOMER, False), (Line.CUSTOMER, True)]),
    reason=st.sampled_from(["", "context"]),
    has_turn=st.booleans(),
)
def test_what_lacks_nothing_is_taken_or_refused_only_for_what_no_form_offers(
    machine: ItemState | None, state: ItemState, kind: ItemKind, fatal: bool | None,
    kinds: tuple[Line | None, bool], reason: str, has_turn: bool,
) -> None:  # fmt: skip
    """The two tables agree: the form's and the submission's."""
    line = line_of("b", machine, kind=kind, fatal_kind=kinds[0], always_fatal=kinds[1])
    one, typed = sheet_with(line), GivenVerdict(item="b", state=state, fatal=fatal, reason_code=reason,
                                                evidence=(TURN,) if has_turn else ())  # fmt: skip
    try:
        verdicts_of(one, [typed], POLICY, who="Wang", at=NOON, seconds_spent=1.0)
        refused = ""
    except InputError as error:
        refused = error.reason
    impossible = "cannot be fatal" in refused or "is fatal on this form" in refused
    assert impossible or bool(refused) == bool(lacking(one, [typed]))


def test_the_score_so_far_takes_whatever_is_typed() -> None:
    line = line_of("b", UNMET, fatal_kind=Line.CUSTOMER, suspected=True)
    (agreed,) = so_far(sheet_with(line), [GivenVerdict(item="b", state=UNMET)], who="Wang", at=NOON)
    assert (agreed.state, agreed.fatal, agreed.points, agreed.who) == (UNMET, True, None, "Wang")
    (minor,) = so_far(
        sheet_with(line), [GivenVerdict(item="b", state=UNMET, fatal=False, points=99.0)], who="W", at=NOON
    )
    assert (minor.fatal, minor.points) == (False, 10.0)
    assert so_far(sheet_with(line), [GivenVerdict(item="unknown", state=MET)], who="W", at=NOON) == ()
