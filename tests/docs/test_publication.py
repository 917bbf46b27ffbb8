"""The worked example of docs/reference/publication.md is what the code computes; its tables are those of the code."""

import re

import pytest

from inspection.evaluation import Line
from inspection.evaluation_steps import MOVES
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.publication import HoldReason, Publication, Source, published
from inspection.review_policy import review_policy_of
from inspection.rule_standing import Reviewed, StandingPolicy
from tests.docs.pages import HOUSE
from tests.inspection.form_cases import HUMAN, MET, UNMET, form, judgement
from tests.inspection.publication_cases import acts, case, verdict, with_acts
from tests.inspection.result_cases import shipped

PAGE = (HOUSE / "docs" / "reference" / "publication.md").read_text(encoding="utf-8")
FORM = form(
    items=[
        {"item": "greeting", "points": 10},
        {"item": "need_confirmation", "points": 20},
        {"item": "solution_with_deadline", "points": 30},
        {"item": "questioning_customer", "points": 20, "charge": "per_hit", "each": 5},
        {"item": "closing", "points": 10},
        {"item": "answer_accuracy", "points": 10, "judged_by": "human"},
    ]
)
STATES = {
    "greeting": (MET, 1), "need_confirmation": (UNMET, 1), "solution_with_deadline": (MET, 1),
    "questioning_customer": (UNMET, 2), "closing": (UNMET, 1), "answer_accuracy": (HUMAN, 1), "rude": (MET, 1),
}  # fmt: skip
TRUSTED = frozenset(f"{name}@1" for name in STATES if name != "closing")
FULL_FORM = [
    *(verdict(name, state, evidence=acts(count)) for name, (state, count) in STATES.items() if state is not HUMAN),
    verdict("answer_accuracy", MET),
]
DISAGREE = [verdict("need_confirmation", MET), verdict("need_confirmation", UNMET, who="Li", stage=Stage.SECOND)]
CASES: dict[str, tuple[list[ItemVerdict], bool, bool]] = {  # verdicts, rude suspected, rules trusted
    "nobody has looked": ([], False, True),
    "need_confirmation: a person says met": ([verdict("need_confirmation", MET)], False, True),
    "questioning_customer: a person finds one act, not two": (
        [verdict("questioning_customer", UNMET, evidence=acts(1))], False, True,
    ),
    "need_confirmation: it cannot be told": ([verdict("need_confirmation", HUMAN)], False, True),
    "closing: a person confirms unmet": ([verdict("closing", UNMET)], False, True),
    "the full form, all as the machine, answer_accuracy met": (FULL_FORM, False, True),
    "no rule is trusted, nobody has looked": ([], False, False),
    "no rule is trusted, the full form by a person": (FULL_FORM, False, False),
    "two reviewers disagree on need_confirmation": (DISAGREE, False, True),
    "the adjudicator says met": (
        [*DISAGREE, verdict("need_confirmation", MET, who="Zhao", stage=Stage.ADJUDICATION)], False, True,
    ),
    "the machine suspects that rude is fatal": ([], True, True),
    "a person confirms it": ([verdict("rude", UNMET, fatal=True)], True, True),
    "a person says it did not happen": ([verdict("rude", MET)], True, True),
    "the machine missed it, a person finds it": ([verdict("rude", UNMET, fatal=True)], False, True),
}  # fmt: skip


def table(head: str) -> list[list[str]]:
    """The rows of the table whose header begins so."""
    lines = PAGE.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {head} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


ROWS = {row[0]: row[1:] for row in table("case")}


def computed(name: str) -> tuple[float | None, Publication]:
    said, suspected, trusted = CASES[name]
    judged = []
    for item, (state, count) in STATES.items():
        if item == "rude":
            found = UNMET if suspected else state
            judged.append(judgement(item, found, fatal=Line.CUSTOMER if suspected else None, fatal_by_definition=True))
        else:
            judged.append(with_acts(judgement(item, state), count))
    evaluation, basis = case(FORM, judged)
    return evaluation.machine_score, published(evaluation, basis, said, TRUSTED if trusted else frozenset())


def shown(score: float | None) -> str:
    return "none" if score is None else f"{score:g}"


def test_the_page_lists_exactly_these_cases() -> None:
    assert set(ROWS) == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_row_of_the_page_is_what_the_code_computes(name: str) -> None:
    machine, now = computed(name)
    held = now.hold.reason.value if now.hold else ""
    assert ROWS[name] == [shown(machine), shown(now.human_score), shown(now.published_score), held]


def test_the_items_of_the_page_are_those_of_the_example() -> None:
    _, now = computed("nobody has looked")
    assert [row[0] for row in table("item")] == list(STATES)
    for row in table("item"):
        state, count = STATES[row[0]]
        assert (row[2], row[3] or "1") == (state.value, str(count))
    assert "machine_score = 50 of 90 judged = 55.56" in PAGE
    assert {i.result.id for i in now.items if i.source is Source.WITHHELD} == {"closing"}


def test_every_hold_and_source_is_explained() -> None:
    assert [row[0] for row in table("hold")] == [r.value for r in sorted(HoldReason, key=_as_on_the_page)]
    assert {row[2] for row in table("the item")} == {s.value for s in Source}


def _as_on_the_page(reason: HoldReason) -> int:
    return ["suspected_fatal", "disputed", "too_little", "no_basis"].index(reason.value)


def test_the_moves_of_the_page_are_those_of_the_code() -> None:
    assert [(row[0], row[1]) for row in table("status")] == [(s.value, ", ".join(MOVES[s])) for s in MOVES]


def test_the_policy_of_the_page_is_the_shipped_one() -> None:
    rows = [
        [r.step, ", ".join(r.from_), r.to or "", ", ".join(r.who), ", ".join(r.when)]
        for r in review_policy_of(shipped("review.yaml")).steps
    ]
    assert table("step") == rows


def test_the_examples_of_proven_precision_are_right() -> None:
    policy = StandingPolicy()
    named = re.findall(r"(\d+) confirmed of (\d+), (\d+) of (\d+)", PAGE)
    ((all_right, of, right, more),) = named
    for confirmed, seen in ((all_right, of), (right, more)):
        proven = Reviewed(int(confirmed), int(seen) - int(confirmed))
        one_less = Reviewed(int(confirmed) - 1, int(seen) - int(confirmed))
        assert proven.interval[0] >= policy.precision_floor > one_less.interval[0]
