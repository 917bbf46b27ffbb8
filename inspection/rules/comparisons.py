"""What was said against what the centre knows: metadata, masked entities, figures and dates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inspection.facts import Facts
from inspection.interaction import Interaction
from inspection.rules.asked import Asked
from inspection.rules.dates_said import date_of, dates_in
from inspection.rules.figures_said import figures_in, number_of
from inspection.rules.local_clock import LOCAL_HOUR, local_hour
from inspection.rules.normal_text import fold
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.reading_specs import AmountSpec, DateSpec, MetadataSpec
from inspection.rules.view import SeenTurn
from inspection.rules.word_search import confidence_of, times_of


def compare_metadata(asked: Asked) -> Outcome:
    """A metadata field compared; a missing field is unknown (except for `present`)."""
    spec = asked.spec.metadata
    assert spec is not None
    value = field_value(asked.facts.interaction, spec.field)
    if spec.present is not None:
        return Outcome(Truth.TRUE if (value is not None) == spec.present else Truth.FALSE)
    if value is None:
        return UNKNOWN
    return Outcome(Truth.TRUE if _compares(spec, value) else Truth.FALSE)


def _compares(spec: MetadataSpec, value: object) -> bool:
    if spec.equals is not None:
        return _same(value, spec.equals)
    if spec.one_of is not None:
        return any(_same(value, option) for option in spec.one_of)
    if spec.contains is not None:
        return any(fold(part) in fold(str(value)) for part in spec.contains)
    number = _number(value)
    if number is None:
        return False
    if spec.above is not None:
        return number > spec.above
    return spec.below is not None and number < spec.below


def _same(value: object, wanted: object) -> bool:
    if isinstance(wanted, bool) or isinstance(value, bool):
        return str(value).lower() == str(wanted).lower()
    number, other = _number(value), _number(wanted)
    if number is not None and other is not None:
        return number == other
    return fold(str(value)) == fold(str(wanted))


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def field_value(interaction: Interaction, name: str) -> object | None:
    """A field of the interaction, or an unknown column kept in its metadata; None when missing or empty.

    `local_hour` is the hour (0-24) where the customer is.
    """
    if name == LOCAL_HOUR:
        return local_hour(interaction)
    known: object = getattr(interaction, name, None) if name in interaction.__dataclass_fields__ else None
    value = known if known is not None else interaction.metadata.get(name)
    return None if value in ("", None) else value


def find_entities(asked: Asked) -> Outcome:
    """Entities of the wanted kinds in these turns, equal to (or different from) one of those metadata fields.

    Different from fields that are all missing: unknown; nothing of the kind said: false.
    """
    spec = asked.spec.entity
    assert spec is not None
    looked_at = {t.turn.index: t for t in asked.turns}
    said = [e for e in asked.facts.entities if e.turn in looked_at and e.kind in spec.kinds]
    if spec.differs_from is not None:
        if said and not any(_is_given(asked.facts, f) for f in spec.differs_from):
            return UNKNOWN
        said = [e for e in said if not set(spec.differs_from or ()) & set(e.matches)]
    if spec.matches is not None:
        said = [e for e in said if set(spec.matches or ()) & set(e.matches)]
    kinds = ", ".join(spec.kinds)
    return Outcome.found(
        _hit(looked_at[e.turn], e.start_char, e.end_char, ("entity", e.kind.value, kinds)) for e in said
    )


def _is_given(facts: Facts, name: str) -> bool:
    return field_value(facts.interaction, name) is not None


@dataclass(frozen=True, slots=True)
class _Said:
    """A value said, with its place in the turn's own text."""

    turn: SeenTurn
    start: int
    end: int
    value: float


def compare_amounts(asked: Asked) -> Outcome:
    """Figures said against a metadata field or a number.

    False where no figure is said; unknown where one is and the field is missing or holds none.
    """
    spec = asked.spec.amount
    assert spec is not None
    word, wanted = next(
        (n, v) for n in ("matches", "differs_from", "above", "below") if (v := getattr(spec, n)) is not None
    )
    said = [
        _Said(t, *t.text.original_span(f.start, f.end), f.value)
        for t in asked.turns
        for f in figures_in(t.text.text)
        if f.kind == spec.kind
    ]
    reference = _reference(asked.facts.interaction, wanted)
    if not said or reference is None:
        return UNKNOWN if said else NOTHING
    return _compared(said, word, _fits_amount(spec, reference), ("amount", f"{word} {reference:g}"), "{:g}".format)


def _reference(interaction: Interaction, wanted: str | float) -> float | None:
    if not isinstance(wanted, str):
        return float(wanted)
    value = field_value(interaction, wanted)
    return None if value is None else number_of(fold(str(value)))


def _fits_amount(spec: AmountSpec, reference: float) -> Callable[[float, str], bool]:
    slack = abs(reference) * spec.slack_share + 0.005  # half a cent is no difference

    def fits(value: float, word: str) -> bool:
        if word == "above":
            return value > reference + slack
        return value < reference - slack if word == "below" else abs(value - reference) <= slack

    return fits


def compare_dates(asked: Asked) -> Outcome:
    """Dates said against a metadata field; false where none is said, unknown where the field is missing or no date."""
    spec = asked.spec.date
    assert spec is not None
    word, field = next(
        (n, v) for n in ("matches", "differs_from", "after", "before") if (v := getattr(spec, n)) is not None
    )
    today = _day_of(asked)
    said = [
        _Said(t, *t.text.original_span(d.start, d.end), float(d.day.toordinal()))
        for t in asked.turns
        for d in dates_in(t.text.text, today)
    ]
    reference = date_of(field_value(asked.facts.interaction, field))
    if not said or reference is None:
        return UNKNOWN if said else NOTHING
    return _compared(said, word, _fits_date(spec, reference), ("date", f"{word} {reference.isoformat()}"), _as_day)


def _day_of(asked: Asked) -> date:
    started: datetime = asked.facts.interaction.started_at
    return started.date()


def _as_day(ordinal: float) -> str:
    return date.fromordinal(int(ordinal)).isoformat()


def _fits_date(spec: DateSpec, reference: date) -> Callable[[float, str], bool]:
    at, slack = reference.toordinal(), spec.slack_days

    def fits(value: float, word: str) -> bool:
        if word == "after":
            return value > at + slack
        return value < at - slack if word == "before" else abs(value - at) <= slack

    return fits


def _compared(
    said: Sequence[_Said],
    word: str,
    fits: Callable[[float, str], bool],
    named: tuple[str, str],
    written: Callable[[float], str],
) -> Outcome:
    """What fits; for differs_from everything said when nothing equals the reference."""
    fitting = [s for s in said if fits(s.value, word)]
    if word == "differs_from":
        fitting = [] if fitting else list(said)
    operator, threshold = named
    hits = [_hit(s.turn, s.start, s.end, (operator, written(s.value), threshold)) for s in fitting]
    return Outcome.found(hits) if hits else NOTHING


def _hit(turn: SeenTurn, start: int, end: int, words: tuple[str, str, str]) -> Hit:
    operator, value, threshold = words
    start_s, end_s = times_of(turn, start, end)
    return Hit(
        turn=turn.turn.index,
        start_char=start,
        end_char=end,
        operator=operator,
        value=value,
        threshold=threshold,
        confidence=confidence_of(turn, start, end),
        start_s=start_s,
        end_s=end_s,
    )
