"""Verdicts as a form sends them (评判表单): `state.ITEM`, and where a breach was (`turn.ITEM`) or that it is fatal."""

from collections.abc import Iterable

from console.form_fields import FormFields
from inspection.evaluation import ItemState
from inspection.evidence import Evidence
from inspection.submission import GivenVerdict

_STATE = "state."


def given_verdicts(fields: FormFields) -> tuple[GivenVerdict, ...]:
    """Every item the form says something of; states nobody knows are left out."""
    known = {state.value: state for state in ItemState}
    names = (name for name in fields.fields if name.startswith(_STATE))
    return tuple(
        GivenVerdict(
            item=name.removeprefix(_STATE),
            state=known[fields.one(name)],
            fatal=_fatal(fields.one(f"fatal.{name.removeprefix(_STATE)}")),
            evidence=tuple(_turns(fields.one(f"turn.{name.removeprefix(_STATE)}").replace("+", " ").split())),
        )
        for name in names
        if fields.one(name) in known
    )


def _fatal(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)


def _turns(numbers: Iterable[str]) -> Iterable[Evidence]:
    for number in numbers:
        if number.isascii() and number.isdigit() and len(number) < 7:
            yield Evidence(
                turn=int(number) - 1, start_char=None, end_char=None, start_s=None, end_s=None, text="",
                operator="person", value="", threshold="",
            )  # fmt: skip
