"""Which form and which version of it an interaction is scored on, and where the choice is not plain."""

from datetime import UTC, datetime

import pytest

from inspection.errors import RuleError
from inspection.form_choice import FormClash, choose_form, clashes
from inspection.forms import FormSpec
from inspection.interaction import Channel, Interaction
from tests.inspection.form_cases import form

OLD = form(id="bank", version="1.0", business_lines=["bank"], effective_until="2026-09-30")
NEW = form(id="bank", version="2.0", business_lines=["bank"], effective_from="2026-10-01")
GENERAL = form(id="general")


def call(day: datetime, **fields: object) -> Interaction:
    given = {"source": "s", "interaction_id": "i", "channel": Channel.PHONE, "started_at": day, **fields}
    return Interaction(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (datetime(2026, 9, 30, 23, 59, tzinfo=UTC), "bank 1.0"),
        (datetime(2026, 10, 1, 0, 0, tzinfo=UTC), "bank 2.0"),
        (datetime(2027, 1, 1, tzinfo=UTC), "bank 2.0"),
    ],
)
def test_two_versions_of_a_form_stand_side_by_side_and_the_start_decides(day: datetime, name: str) -> None:
    assert choose_form(call(day, business_line="bank"), "zh", (NEW, GENERAL, OLD)).form.name == name


def test_a_form_that_has_ended_gives_way_to_the_general_one() -> None:
    chosen = choose_form(call(datetime(2026, 11, 1, tzinfo=UTC), business_line="bank"), "zh", (OLD, GENERAL))
    assert (chosen.form.id, chosen.fallback) == ("general", False)


def test_a_newer_version_takes_over_without_an_end_of_the_old_one() -> None:
    endless = OLD.model_copy(update={"effective_until": None})
    day = datetime(2026, 10, 2, tzinfo=UTC)
    assert choose_form(call(day, business_line="bank"), "zh", (endless, NEW)).form.version == "2.0"


def test_without_a_form_in_force_the_day_is_named() -> None:
    with pytest.raises(RuleError, match="in force on 2026-09-01"):
        choose_form(call(datetime(2026, 9, 1, tzinfo=UTC)), "zh", (NEW,))


def vip(form_id: str, **changes: object) -> FormSpec:
    return form(**{"id": form_id, "queues": ["vip"], **changes})


def test_two_forms_that_fit_equally_from_the_same_day_are_a_tie() -> None:
    (clash,) = clashes((vip("one"), vip("two", queues=["gold", "vip"]), GENERAL))
    assert clash.kind == "tie"
    assert clash.sentence == "forms one 1 and two 1 fit queue vip equally from 2026-01-01"
    assert "effective_from" in clash.what_to_do


def test_a_form_of_another_name_that_silently_takes_over_is_told() -> None:
    (clash,) = clashes((vip("two", effective_from="2026-05-01"), vip("one")))
    assert (clash.kind, clash.first.id, clash.second.id) == ("superseded", "one", "two")
    assert clash.sentence == "form two 1 takes the place of one 1 for queue vip from 2026-05-01"


@pytest.mark.parametrize(
    "forms",
    [
        (OLD, NEW, GENERAL),
        (OLD.model_copy(update={"effective_until": None}), NEW),
        (vip("one", effective_until="2026-04-30"), vip("two", effective_from="2026-05-01")),
        (vip("one"), vip("two", queues=["gold"])),
        (vip("one"), vip("two", channels=["phone"])),
        (form(id="zh", languages=["zh"]), form(id="en", languages=["en"])),
        (vip("one", channels=["phone"]), vip("two", channels=["chat"])),
    ],
)
def test_versions_and_forms_for_others_do_not_clash(forms: tuple[FormSpec, ...]) -> None:
    assert clashes(forms) == ()


def test_the_example_of_a_clash_fits_both_forms() -> None:
    both: tuple[FormClash, ...] = clashes((form(id="one"), form(id="two")))
    assert both[0].sentence == "forms one 1 and two 1 fit every interaction equally from 2026-01-01"
