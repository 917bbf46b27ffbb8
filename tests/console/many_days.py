"""Ten weeks of day figures, the same each week but for the last day; made of arithmetic, not of chance."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from records.dashboard_tables import day_figures, day_subjects
from records.database import writing
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE
from tests.records.judged_samples import NIGHT

DAYS = 70
PLACES = (("a7 组", "成都", "示例外包"), ("a8 组", "成都", "示例外包"), ("三组", "西安", "别家"))


def many_days(folder: Path, last: date = NIGHT) -> Path:
    """The last day has half the calls, twice the fatals and answers late."""
    rows = []
    for back in range(DAYS):
        day = last - timedelta(days=back)
        for number, (team, site, vendor) in enumerate(PLACES):
            for channel, contacts in (("phone", 120), ("chat", 60)):
                rows.append(
                    _row(
                        day,
                        (team, site, vendor, "售后" if number else "售前"),
                        channel,
                        contacts + 7 * number + day.weekday(),
                        back == 0,
                    )
                )
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        for table in (day_figures, day_subjects):
            connection.execute(sa.delete(table))
        connection.execute(sa.insert(day_figures), rows)
        connection.execute(sa.insert(day_subjects), [subject for row in rows for subject in _subjects(row)])
    workspace.close()
    return folder


def _row(day: date, place: tuple[str, str, str, str], channel: str, usual: int, is_odd: bool) -> dict[str, object]:
    is_odd = is_odd and channel == "phone"
    n = usual // 2 if is_odd else usual
    mean = 80.0 + day.day % 5 - (5 if channel == "chat" else 0)
    return {
        "business_date": day, **dict(zip(("team", "site", "vendor", "queue"), place, strict=True)), "channel": channel,
        "contacts": n, "complained": n // 10 + 1, "scored": n,
        "score_total": mean * n, "score_squares": (mean**2 + 100) * n,
        "fatal": n // 10 if is_odd else n // 50, "judged": n, "sla_asked": n,
        "sla_met": n // 2 if is_odd else (9 * n) // 10,
    }  # fmt: skip


def _subjects(row: dict[str, object]) -> Iterator[dict[str, object]]:
    n, place = int(str(row["contacts"])), ("business_date", "team", "site", "vendor", "queue", "channel")
    counted = (
        ("course", "stayed_calm", n // 2, 0), ("course", "recovered", n // 4, 0), ("course", "lost", n // 10, 0),
        ("topic", "退款", n // 2, n // 10), ("topic", HOSTILE[:80], n // 4, 1), ("topic", "", n // 4, 0),
    )  # fmt: skip
    for kind, name, contacts, complaints in counted:
        told = {"kind": kind, "name": name, "contacts": contacts, "complaints": complaints}
        yield {column: row[column] for column in place} | told
