"""The filter above the review queue: what can be chosen, what is chosen, and what could not be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from console.given_names import given_names
from console.value_words import VALUE_WORDS
from console.visit import Visit
from console.words import Words
from inspection.interaction import Channel
from inspection.queue_filter import ME, NOBODY, QueueFilter, QueueOrder, Unreadable, Waiting
from inspection.review_queue import Purpose

_NUMBERS = ("score_from", "score_to", "sure_from", "sure_to")
_STRICT = (*_NUMBERS, "first", "last")  # browsers complain about anything else in these inputs
_ALWAYS_SHOWN = ("text", "agent", "whose", "purpose", "state", "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a list; `value` empty stands for any."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterForm:
    """What the form shows. `typed` holds what was asked for by field, also what cannot be read.

    `lists` are the choices by field, `agents` what an agent's field suggests; `is_open` unfolds the rarer fields.
    `faults` say which values were left out.
    """

    typed: Mapping[str, str]
    lists: Mapping[str, tuple[Option, ...]]
    agents: tuple[str, ...]
    is_open: bool
    faults: tuple[str, ...]


def filter_form(
    wanted: QueueFilter,
    unread: Sequence[Unreadable],
    occurring: Mapping[str, Sequence[str]],
    people: Iterable[str],
    visit: Visit,
) -> FilterForm:
    """The form with the filter in it. `occurring` are the teams, queues and agents of the waiting reviews."""
    w, names = visit.w, [field.name for field in fields(QueueFilter)]
    whose = [(ME, w["rq_me"]), (NOBODY, w["rq_nobody"]), *((who, who) for who in people)]
    known: Mapping[str, Iterable[tuple[str, str]]] = {
        "team": ((one, one) for one in occurring["team"]),
        "queue": ((one, one) for one in occurring["queue"]),
        "channel": ((one.value, w.of("channel", one.value)) for one in Channel),
        "item": _named("item", w),
        "reason": _named("flag", w),
        "purpose": ((one.value, w.of("purpose", one.value)) for one in Purpose),
        "state": ((one.value, w.of("waiting", one.value)) for one in Waiting),
        "order": ((one.value, w.of("queue_order", one.value)) for one in QueueOrder),
        "whose": whose,
    }
    unread_names = {one.field for one in unread}
    chosen = {name: str(getattr(wanted, name) or "") for name in names}
    return FilterForm(
        typed={name: "" if name in unread_names and name in _STRICT else visit.asked(name) for name in names},
        lists={name: options(pairs, chosen[name]) for name, pairs in known.items()},
        agents=tuple(occurring["agent"]),
        is_open=any(visit.asked(name) for name in names if name not in _ALWAYS_SHOWN),
        faults=tuple(fault(one, w) for one in unread),
    )


def _named(kind: str, w: Words) -> list[tuple[str, str]]:
    """Every value that has a name, by name."""
    values = {value for of, value in {**VALUE_WORDS, **given_names()} if of == kind}
    return sorted(((value, w.of(kind, value)) for value in values), key=lambda pair: pair[1])


def options(pairs: Iterable[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    """Choices of a list, and what is chosen even when it is none of them."""
    found = [Option(value=value, label=label, is_chosen=value == chosen) for value, label in pairs]
    if chosen and not any(option.is_chosen for option in found):
        found.append(Option(value=chosen, label=chosen, is_chosen=True))
    return tuple(found)


def fault(one: Unreadable, w: Words) -> str:
    """Why a value was left out."""
    told = "rq_no_number" if one.field in _NUMBERS else "rq_no_value"
    return w[told].format(field=w[f"rq_{one.field}"], value=one.value)
