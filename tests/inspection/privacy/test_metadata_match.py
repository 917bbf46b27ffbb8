"""Found values compared with what the centre knows."""

from inspection.privacy.metadata_match import matching_fields, normalised


def test_writing_does_not_matter() -> None:
    assert normalised("+86 138-0013-8000") == "13800138000"
    assert normalised("ab-12") == "AB12"


def test_equal_fields_come_before_last_four() -> None:
    known = {"order_id": "88001234", "ani": "13900001234", "customer_id": "88-001234"}
    assert matching_fields("88001234", known) == ("customer_id", "order_id", "ani:last4")


def test_short_or_empty_fields_never_match_by_their_last_four() -> None:
    assert matching_fields("13800131234", {"csat": "1234", "ani": ""}) == ()
