"""Which form an interaction is scored on, and which forms are refused."""

from datetime import UTC, datetime

import pytest

from inspection.errors import RuleError
from inspection.form_choice import choose_form
from inspection.forms import FormSpec, load_forms
from inspection.interaction import Channel, Interaction

NIGHT = datetime(2026, 9, 1, tzinfo=UTC)


def form(form_id: str, **changes: object) -> FormSpec:
    given = {"version": "1", "title": {"zh": "表", "en": "form"}, "effective_from": "2026-01-01", **changes}
    return FormSpec.model_validate({"id": form_id, "items": [{"item": "greeting", "points": 100}], **given})


def chat(**fields: object) -> Interaction:
    given = {"source": "s", "interaction_id": "i", "channel": Channel.CHAT, "started_at": NIGHT, **fields}
    return Interaction(**given)  # type: ignore[arg-type]


GENERAL = form("general")
BANK = form("bank", business_lines=["bank"])
BANK_NEXT = form("bank-next", business_lines=["bank"], effective_from="2026-10-01")
BANK_SINCE_MAY = form("bank-since-may", business_lines=["bank"], effective_from="2026-05-01")
EMAIL = form("email", channels=["email"])
VIP = form("vip", queues=["vip"])
ENGLISH = form("english", languages=["en"])
FORMS = (GENERAL, BANK, BANK_NEXT, BANK_SINCE_MAY, EMAIL, VIP, ENGLISH)


@pytest.mark.parametrize(
    ("fields", "language", "chosen"),
    [
        ({"business_line": "bank"}, "zh", "bank-since-may"),
        ({"business_line": "bank", "started_at": datetime(2026, 2, 1, tzinfo=UTC)}, "zh", "bank"),
        ({"business_line": "bank", "started_at": datetime(2026, 10, 1, tzinfo=UTC)}, "zh", "bank-next"),
        ({"business_line": "travel"}, "zh", "general"),
        ({}, "en-GB", "english"),
        ({"channel": Channel.EMAIL, "business_line": "bank"}, "zh", "email"),
        ({"queue": "vip", "channel": Channel.EMAIL}, "zh", "vip"),
    ],
)
def test_the_most_specific_form_in_force_at_the_start_is_chosen(
    fields: dict[str, object], language: str, chosen: str
) -> None:
    assert choose_form(chat(**fields), language, FORMS).form.id == chosen


def test_a_business_line_without_a_form_falls_back_and_says_so() -> None:
    assert choose_form(chat(business_line="travel"), "zh", FORMS).fallback
    assert not choose_form(chat(business_line="bank"), "zh", FORMS).fallback


def test_without_any_form_in_force_the_night_is_told_so() -> None:
    with pytest.raises(RuleError, match="no form fits"):
        choose_form(chat(business_line="travel"), "zh", (BANK,))


def test_points_differ_by_channel_when_the_form_says_so() -> None:
    split = form(
        "split",
        items=[
            {"item": "greeting", "points": 90},
            {"item": "speech_rate", "points": 10, "channels": ["phone"]},
            {"item": "response_time", "points": 10, "channels": ["chat", "email", "social", "app"]},
        ],
    )
    assert (split.points_of("speech_rate", "phone"), split.points_of("speech_rate", "chat")) == (10, 0)


def test_bands_are_found_from_their_lower_end() -> None:
    banded = form("b", bands=[{"name": "pass", "from_score": 85}, {"name": "fail", "from_score": 0}])
    assert [banded.band_of(s) for s in (100.0, 85.0, 84.9, 0.0, None)] == ["pass", "pass", "fail", "fail", None]


def test_a_form_with_an_unknown_item_is_refused_with_its_line() -> None:
    text = (
        'id: f\nversion: "1"\ntitle: {zh: 表, en: f}\neffective_from: 2026-01-01\n'
        "items:\n  - {item: greeting, points: 50}\n  - {item: greting, points: 50}\n"
    )
    with pytest.raises(RuleError) as caught:
        load_forms([("forms/f.yaml", text)], ["greeting"])
    assert str(caught.value).startswith("forms/f.yaml:7:5: no item is named 'greting'")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"items": [{"item": "a", "points": 90}]}, "add up to 90, not 100"),
        ({"start": 40}, "add up to 100, not 100 - start 40"),
        ({"items": [{"item": "a", "points": 100}, {"item": "a", "points": 0, "channels": ["chat"]}]}, "stands twice"),
        ({"items": [{"item": "greeting", "points": 100, "section": "tone"}]}, "section 'tone', which is not among"),
        ({"items": [{"item": "greeting", "points": 100, "charge": "per_hit"}]}, "each belong together"),
        ({"items": [{"item": "greeting", "points": 100, "each": 2}]}, "each belong together"),
        (
            {"items": [{"item": "greeting", "points": 5, "charge": "per_hit", "each": 6}]},
            "each finding costs 6, more than the 5 points",
        ),
        (
            {"items": [{"item": "greeting", "points": 5, "style": "deduct", "not_applicable": "normalise"}]},
            "what only deducts",
        ),
        ({"floor": 50, "ceiling": 50}, "the floor 50 is not under the ceiling 50"),
        ({"effective_until": "2025-12-31"}, "effective_until 2025-12-31 lies before effective_from 2026-01-01"),
        ({"fatal": [{"item": "greeting", "kind": "none"}]}, "wants a reason"),
        ({"fatal": [{"item": "greeting", "kind": "none", "reason": {"zh": " ", "en": "x"}}]}, "wants a reason"),
        ({"fatal": [{"item": "greeting", "kind": "customer"}] * 2}, "stands twice in the fatal list"),
        ({"bands": [{"name": "a", "from_score": 9}, {"name": "b", "from_score": 9}]}, "begin at the same score"),
        ({"bonus": [{"item": "greeting", "points": 6}]}, "less than or equal to 5"),
        ({"sections": [{"id": "s", "title": {"zh": "组", "en": "s"}}] * 2}, "two sections have the same id"),
        ({"points": 3}, "Extra inputs are not permitted"),
    ],
)
def test_a_form_that_does_not_add_up_is_refused(changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        form("f", **changes)


def test_a_section_counts_no_more_than_its_points() -> None:
    section = {"id": "s", "title": {"zh": "组", "en": "s"}, "points": 60}
    rows = [{"item": i, "points": 40, "section": "s"} for i in ("a", "b")] + [{"item": "c", "points": 40}]
    capped = form("f", sections=[section], items=rows)
    assert capped.section_points("chat") == ((None, 40), ("s", 60))
    with pytest.raises(ValueError, match="add up to 120"):
        form("f", sections=[section | {"points": None}], items=rows)


def test_rows_that_only_deduct_are_no_part_of_the_hundred() -> None:
    both = form("f", items=[{"item": "a", "points": 100}, {"item": "b", "points": 20, "style": "deduct"}])
    assert (both.points_on("chat"), both.points_of("b", "chat")) == (100, 0)
    only = form("f", start=100, items=[{"item": "b", "points": 20, "style": "deduct"}])
    assert only.points_on("chat") == 0


TEXT = (
    'id: f\nversion: "1"\ntitle: {zh: 表, en: f}\neffective_from: 2026-01-01\n'
    "items:\n  - {item: greeting, points: 100}\n"
)


def test_two_versions_of_a_form_are_loaded_and_one_version_twice_is_refused() -> None:
    second = TEXT.replace('"1"', '"2"')
    both = load_forms([("forms/f.yaml", TEXT), ("forms/f/2.yaml", second)], ["greeting"])
    assert [f.name for f in both] == ["f 1", "f 2"]
    with pytest.raises(RuleError, match=r"forms/g\.yaml:2:\d+: form 'f' version '1' is already in forms/f\.yaml"):
        load_forms([("forms/f.yaml", TEXT), ("forms/g.yaml", TEXT)], ["greeting"])


@pytest.mark.parametrize("key", ["bonus", "fatal"])
def test_unknown_items_are_found_in_bonus_and_fatal_rows_too(key: str) -> None:
    row = "{item: greting, points: 1}" if key == "bonus" else "{item: greting, kind: customer}"
    with pytest.raises(RuleError, match=r"f\.yaml:8:5: no item is named 'greting'; did you mean greeting\?"):
        load_forms([("f.yaml", f"{TEXT}{key}:\n  - {row}\n")], ["greeting"])
