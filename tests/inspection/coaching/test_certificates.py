"""Certificates: the day they end, the notice before, the renewal, and what is missing."""

from datetime import date, timedelta

import pytest

from inspection.coaching.certificates import Certificate, Validity, expiry_of, notices
from inspection.coaching.policy import CertificateKind
from inspection.errors import InputError

LICENCE = CertificateKind(zh="上岗证", en="licence", valid_days=365, notice_days=30, required=True)
KINDS = {"licence": LICENCE}
FIRST = date(2026, 1, 1)


def certificate(agent_id: str = "a1", issued_on: date = FIRST, **more: object) -> Certificate:
    given: dict[str, object] = {
        "certificate_id": f"{agent_id}-{issued_on}", "agent_id": agent_id, "kind": "licence", "issued_on": issued_on,
        "expires_on": expiry_of(issued_on, LICENCE, None), "issuer": "lin",
    }  # fmt: skip
    return Certificate(**{**given, **more})  # type: ignore[arg-type]


def test_the_last_valid_day_counts_the_first() -> None:
    assert expiry_of(FIRST, LICENCE, None) == date(2026, 12, 31)
    assert expiry_of(FIRST, LICENCE, date(2026, 6, 30)) == date(2026, 6, 30)
    with pytest.raises(InputError, match="before it begins"):
        expiry_of(FIRST, LICENCE, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "validity"),
    [
        (date(2025, 12, 31), Validity.NOT_YET),
        (date(2026, 1, 1), Validity.VALID),
        (date(2026, 11, 30), Validity.VALID),
        (date(2026, 12, 1), Validity.EXPIRING),
        (date(2026, 12, 31), Validity.EXPIRING),
        (date(2027, 1, 1), Validity.EXPIRED),
    ],
)
def test_where_it_stands_on_a_day(day: date, validity: Validity) -> None:
    assert certificate().validity(day, 30) is validity
    assert certificate(revoked_on=date(2026, 3, 1)).validity(date(2026, 3, 1), 30) is Validity.REVOKED


def test_there_is_a_notice_before_the_end_and_none_once_renewed() -> None:
    day = date(2026, 12, 10)
    (notice,) = notices([certificate()], KINDS, day)
    assert (notice.agent_id, notice.validity, notice.expires_on) == ("a1", Validity.EXPIRING, date(2026, 12, 31))
    assert notices([certificate(), certificate(issued_on=date(2026, 12, 5))], KINDS, day) == ()


def test_a_required_one_is_missing_with_who_works_without_it() -> None:
    found = notices([certificate()], KINDS, FIRST + timedelta(days=9), ["a1", "a2"])
    assert [(n.agent_id, n.validity) for n in found] == [("a2", Validity.MISSING)]
    revoked = certificate(revoked_on=FIRST)
    assert [n.agent_id for n in notices([revoked], KINDS, FIRST, ["a1"])] == ["a1"]


def test_a_kind_the_centre_gave_up_has_no_notices() -> None:
    assert notices([certificate(kind="old")], KINDS, date(2030, 1, 1)) == ()
