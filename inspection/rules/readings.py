"""What models have read: meaning of required phrases, labels of registered classifiers. Not read means unknown."""

from collections.abc import Iterable

from inspection.facts import Facts
from inspection.meaning import Meant
from inspection.rules.asked import Asked, hit_at
from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.reading_specs import ClassifierSpec, MeaningSpec
from inspection.rules.view import SeenTurn
from inspection.rules.word_search import confidence_of, times_of

LABELLED = "classifier"
TRIED_FROM = 0.6
"""Share from which a snippet somebody asks about (`rules try`) is taken to hold the act. On 204 unseen snippets, half
of which held it, precision was .96 and recall .99 (.5: .94 and .99; .7: .98 and .98). In a night the act is rare, and
most rules ask for more."""


def meanings_wanted(conditions: Iterable[ConditionSpec]) -> tuple[str, ...]:
    """Every phrase whose meaning these conditions ask for, once each: what has to be read beforehand."""
    return tuple(dict.fromkeys(p for c in conditions if c.meaning is not None for p in c.meaning.of))


def find_meaning(asked: Asked) -> Outcome:
    """Places where a required phrase is meant.

    A phrase nobody looked for makes it unknown; so does a place the model wants asked about, which is then shown.
    """
    wanted = asked.spec.meaning
    assert wanted is not None
    places = [m for m in asked.facts.meant if m.required in wanted.of]
    sure = [h for m in places if _counts(m, wanted) if (h := _said(asked, m))]
    if sure:
        return Outcome.found(sure)
    doubtful = [h for m in places if m.verdict == "ask" if (h := _said(asked, m))]
    if doubtful:
        return Outcome(Truth.UNKNOWN, tuple(sorted(doubtful, key=lambda h: h.place)))
    return NOTHING if set(wanted.of) <= set(asked.facts.meanings_read) else UNKNOWN


def _counts(place: Meant, wanted: MeaningSpec) -> bool:
    return place.verdict == "yes" or (place.verdict == "ask" and wanted.accept_ask)


def _said(asked: Asked, place: Meant) -> Hit | None:
    turn = next((t for t in asked.turns if t.turn.index == place.turn), None)
    if turn is None:
        return None
    start_s, end_s = times_of(turn, place.start_char, place.end_char)
    return Hit(
        turn=place.turn,
        start_char=place.start_char,
        end_char=place.end_char,
        operator="meaning",
        value=f"{place.verdict} {place.score:.2f}",
        threshold=place.required,
        confidence=confidence_of(turn, place.start_char, place.end_char),
        start_s=start_s,
        end_s=end_s,
    )


def find_label(asked: Asked) -> Outcome:
    """Turns to which the classifier gives the label.

    Unknown when it was not run or does not know the label, and, with the turns shown, where it is in doubt.
    """
    wanted = asked.spec.classifier
    assert wanted is not None
    reading = next((c for c in asked.facts.classified if c.classifier == wanted.name), None)
    if reading is None or wanted.label not in reading.labels:
        return NOTHING if wanted.missing == "absent" else UNKNOWN
    lowest = wanted.at_least if wanted.ask_from is None else min(wanted.ask_from, wanted.at_least)
    if asked.tried:
        lowest = min(lowest, TRIED_FROM)
    read = [(t, share) for t in asked.turns if (share := _share(asked.facts, t, wanted)) >= lowest]
    sure = any(share >= wanted.at_least for _, share in read)
    hits = [
        hit_at(t, LABELLED, f"{wanted.name}: {wanted.label} {share:.2f}", f"{wanted.at_least:g}")
        for t, share in read
        if share >= wanted.at_least or not sure
    ]
    return Outcome.found(hits) if sure or not hits else Outcome(Truth.UNKNOWN, tuple(hits))


def _share(facts: Facts, turn: SeenTurn, wanted: ClassifierSpec) -> float:
    reading = next(c for c in facts.classified if c.classifier == wanted.name)
    return reading.turns[turn.turn.index].get(wanted.label, 0.0) if turn.turn.index < len(reading.turns) else 0.0
