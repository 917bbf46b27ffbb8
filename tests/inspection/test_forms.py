"""Which form an interaction is scored on, and which forms are refused."""

from datetime import UTC, datetime

import pytest

from inspection.errors import RuleError
from inspection.forms import FormSpec, choose_form, load_forms
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
