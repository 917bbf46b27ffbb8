"""What scores rest on survives being kept as JSON."""

import json

from hypothesis import given

from inspection.evaluation import Evaluation, Line
from inspection.rescoring import reproduces
from inspection.rule_files import RuleFiles
from inspection.score_basis import ScoreBasis, bases_of, from_json, to_json
from pipelines.rule_folders import yardstick_of
from tests.inspection.form_cases import MET, form, judgement
from tests.inspection.publication_cases import case, cases
from tests.pipelines.small_night import FORM, HEAD, ITEM, ITEMS


@given(cases())
def test_a_kept_basis_still_gives_the_stored_score(given_case: tuple[Evaluation, ScoreBasis]) -> None:
    evaluation, basis = given_case
    again = from_json(json.loads(json.dumps(to_json(basis), ensure_ascii=False)))
    assert reproduces(evaluation, again)
    assert (again.form, again.rulebook_hash) == (basis.form, basis.rulebook_hash)
    assert {i: (s.yields_to, s.fatal) for i, s in again.items.items()} == {
        i: (s.yields_to, s.fatal) for i, s in basis.items.items()
    }


def test_a_rulebook_gives_one_basis_per_form_without_conditions_and_examples() -> None:
    texts = {"rulebook.yaml": HEAD, "forms/small.yaml": FORM} | {
        f"items/{name}.yaml": ITEM.format(id=name, kind=kind, body=body) for name, (kind, body) in ITEMS.items()
    }
    yardstick = yardstick_of(RuleFiles(texts))
    (basis,) = bases_of(yardstick)
    assert (basis.rulebook_hash, basis.form.name) == (yardstick.rulebook.content_hash, "small 1")
    assert basis.items["guaranteed_return"].conditions == {}
    assert basis.fatal_kind("guaranteed_return", "chat") is Line.COMPLIANCE
    assert basis.is_always_fatal("guaranteed_return", "chat")
    assert not basis.is_always_fatal("greeting", "chat")
    assert basis.judged_on("chat") == ("greeting", "closing", "guaranteed_return")


def test_a_full_form_asks_for_points_bonus_and_possible_fatals_of_the_channel() -> None:
    given_form = form(
        items=[{"item": "a", "points": 100, "channels": ["phone"]}, {"item": "b", "points": 100, "channels": ["chat"]}],
        channels=["phone", "chat"],
        bonus=[{"item": "x", "points": 2}],
        fatal=[{"item": "c", "kind": "business"}, {"item": "d", "kind": "none", "reason": {"zh": "否", "en": "no"}}],
    )
    names = [judgement(n, MET) for n in ("a", "b", "c", "e", "x")]
    _, basis = case(given_form, [*names, judgement("d", MET, fatal_by_definition=True)])
    assert basis.judged_on("phone") == ("a", "x", "c")
    assert basis.title("a", "zh") == "项"
    assert basis.title("unknown", "zh") == "unknown"
    assert basis.is_always_fatal("c", "phone")
