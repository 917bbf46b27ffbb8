"""How long recordings and originals are kept (留存), and from which day on something is kept too long."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What the settings say: whether each is kept at all, for how many days, and who may read an original.

    An empty `originals_readers`: nobody may; an empty `find_people`: everybody may search by number.
    """

    keeps_recordings: bool = True
    recordings_days: int = 180
    keeps_originals: bool = False
    originals_days: int = 30
    originals_readers: tuple[str, ...] = ()
    find_people: tuple[str, ...] = ()


AS_SHIPPED = Retention()


def overdue_before(today: date, days: int) -> date:
    """Whatever belongs to a business date before this one has been kept longer than `days`."""
    return today - timedelta(days=days)
