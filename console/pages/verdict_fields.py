"""The fields of the review form: verdicts as they are sent, and as they stand in the form that is shown again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from console.form_fields import FormFields
from inspection.evaluation import ItemState
from inspection.evidence import Evidence
from inspection.submission import GivenVerdict

STATES = (ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN)
FATAL, MINOR = "fatal", "minor"
MOST_FOUND = 20
_MISSED = "missed"
_KNOWN = frozenset(state.value for state in STATES)
_STATE = "state-"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedVerdict:
    """One line as it stands in the form: every field as text, empty when nothing was chosen."""

    item: str
    state: str = ""
    reason: str = ""
    points: str = ""
    grave: str = ""
    turn: str = ""


def typed_lines(fields: FormFields) -> tuple[TypedVerdict, ...]:
    """The lines of asked items as they were sent, whatever they hold."""
    items = [name.removeprefix(_STATE) for name in fields.fields if name.startswith(_STATE)]
    return tuple(
        TypedVerdict(
            item=item,
            state=fields.one(f"{_STATE}{item}").strip(),
            reason=fields.one(f"reason-{item}").strip(),
            points=fields.one(f"points-{item}").strip(),
            grave=fields.one(f"grave-{item}").strip(),
            turn=fields.one(f"turn-{item}").strip(),
        )
        for item in items
    )


def found_lines(fields: FormFields) -> tuple[TypedVerdict, ...]:
    """Findings the machine missed, as they were sent; rows without an item are left out."""
    columns = [fields.many(f"found-{name}") for name in ("item", "turn", "reason", "grave")]
    rows = [tuple(column[at].strip() if at < len(column) else "" for column in columns) for at in range(MOST_FOUND)]
    return tuple(
        TypedVerdict(item=item, state=ItemState.UNMET.value, turn=turn, reason=reason or _MISSED, grave=grave)
        for item, turn, reason, grave in rows
        if item
    )


def given_in(fields: FormFields) -> tuple[GivenVerdict, ...]:
    """Verdicts of everything a state was chosen for; what cannot be read as a number is left out."""
    return tuple(_given([*typed_lines(fields), *found_lines(fields)]))


def _given(lines: "list[TypedVerdict]") -> Iterator[GivenVerdict]:
    for line in lines:
        if line.state in _KNOWN:
            yield GivenVerdict(
                item=line.item,
                state=ItemState(line.state),
                points=_number(line.points),
                fatal={FATAL: True, MINOR: False}.get(line.grave) if line.state == ItemState.UNMET else None,
                reason_code=line.reason,
                evidence=_at_turn(line.turn),
            )


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,4})?", text) else None


def _at_turn(text: str) -> tuple[Evidence, ...]:
    """The turn a person names, counted from 1 as on the page."""
    if not re.fullmatch(r"[0-9]{1,6}", text):
        return ()
    place = Evidence(
        turn=int(text) - 1, start_char=None, end_char=None, start_s=None, end_s=None, text="", operator="person",
        value="", threshold="",
    )  # fmt: skip
    return (place,)
