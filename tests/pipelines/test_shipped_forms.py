"""The shipped forms: complete, unambiguous, and row by row what the scale they follow gives."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources

import pytest

from inspection.evaluating import Yardstick
from inspection.form_choice import choose_form, clashes
from inspection.forms import FormSpec
from inspection.interaction import Channel, Interaction
from inspection.item_ids import ALL_ITEMS
from pipelines.shipped_rules import load_yardstick

# Points of the numbered rows of each scale.
SCALES = {
    "ecommerce": (6, 8, 10, 8, 20, 12, 10, 10, 6, 4, 6),
    "bank": (5, 5, 12, 4, 14, 14, 10, 12, 6, 6, 6, 6),
    "insurance": (5, 5, 12, 4, 14, 14, 10, 12, 6, 6, 6, 6),
    "telecom": (6, 8, 8, 10, 18, 12, 8, 8, 6, 6, 4, 6),
}
FATAL = (
    "guaranteed_return", "misleading_product", "offline_transaction", "asks_password_or_code", "leaks_private_info",
    "praise_bribery", "unauthorised_activation", "acts_for_customer", "threatens_customer", "absolute_promise", "rude",
    "hangs_up_first", "third_party_disclosure", "calling_hours", "poses_as_law", "debt_talk_before_identity",
)  # fmt: skip


@lru_cache(maxsize=1)
def shipped() -> Yardstick:
    return load_yardstick()


def form(form_id: str) -> FormSpec:
    return next(f for f in shipped().forms if f.id == form_id)


def row_points(form_id: str, channel: str) -> dict[int, float]:
    """Points of each numbered row (`# 3 ...` in the file) on a channel."""
    text = (resources.files("scoring_rules") / "forms" / f"{form_id}.yaml").read_text(encoding="utf-8")
    points: dict[int, float] = {}
    row = 0
    for line in text.splitlines():
        if heading := re.match(r"\s+# (\d+) ", line):
            row = int(heading[1])
        elif item := re.match(r"\s+- \{item: (\w+)", line):
            given = form(form_id).rows_on(channel).get(item[1])
            channels = re.search(r"channels: \[([^]]*)\]", line)
            counts = given is not None and (channels is None or channel in channels[1].split(", "))
            points[row] = points.get(row, 0) + (given.points if given is not None and counts else 0)
    return points


@pytest.mark.parametrize("form_id", SCALES)
@pytest.mark.parametrize("channel", ["phone", "chat"])
def test_a_form_gives_each_row_the_points_of_its_scale(form_id: str, channel: str) -> None:
    assert row_points(form_id, channel) == dict(enumerate(SCALES[form_id], start=1))


def test_phone_and_chat_weigh_differently_where_they_differ() -> None:
    for form_id in ("ecommerce", "collections"):
        assert form(form_id).rows_on("phone") != form(form_id).rows_on("chat")
    assert form("ecommerce").points_of("response_time", "phone") == 0
    assert form("collections").points_of("debt_talk_before_identity", "chat") == 0


@pytest.mark.parametrize(
    ("form_id", "items"),
    [
        ("email", {"email_salutation", "email_point_by_point", "solution_with_deadline", "email_signature",
                   "email_attachment", "response_time"}),
        ("social", {"leaks_private_info", "moves_to_private", "response_time", "rude"}),
        ("collections", {"third_party_disclosure", "calling_hours", "poses_as_law", "threatens_customer",
                         "debt_talk_before_identity"}),
    ],
)  # fmt: skip
def test_the_scales_of_our_own_hold_what_they_are_for(form_id: str, items: set[str]) -> None:
    rows = {row.item for row in form(form_id).items}
    assert items <= rows
    sections = form(form_id).sections
    assert {s.id for s in sections} == {row.section for row in form(form_id).items}


def test_the_two_general_forms_weigh_alike() -> None:
    assert form("general-zh").items == form("general-en").items


def test_no_choice_between_shipped_forms_is_left_to_chance() -> None:
    assert clashes(shipped().forms) == ()


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("line", ["ecommerce", "bank", "insurance", "telecom", "collections", "催收", "travel", None])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_interaction_finds_a_form(channel: Channel, line: str | None, language: str) -> None:
    started = datetime(2026, 9, 1, tzinfo=UTC)
    interaction = Interaction(source="s", interaction_id="i", channel=channel, started_at=started, business_line=line)
    chosen = choose_form(interaction, language, shipped().forms)
    assert chosen.form.points_on(channel.value) == pytest.approx(100)


def test_the_book_holds_every_stable_id() -> None:
    assert set(shipped().rulebook.item_ids) == set(ALL_ITEMS)


def test_fatals_are_fatal_by_definition_on_every_form() -> None:
    items = shipped().rulebook.items
    assert {i for i in items if items[i].spec.fatal is not None} == set(FATAL)
    assert all(not f.fatal for f in shipped().forms)
