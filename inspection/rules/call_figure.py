"""The operator that compares a figure of the whole call (call_figures.FIGURES) with a limit of the rule."""

from inspection.call_figures import FIGURES, call_figures
from inspection.rules.asked import Asked, hit_at
from inspection.rules.outcome import NOTHING, UNKNOWN, Outcome
from inspection.rules.view import SeenTurn, SegmentView
from inspection.silence_kinds import SilenceKind, kinds_of

_SILENCES = {
    "silence_longest_s": tuple(SilenceKind),
    "silence_total_s": tuple(SilenceKind),
    "silence_share": tuple(SilenceKind),
    "announced_hold_s": (SilenceKind.ANNOUNCED,),
    "customer_searching_s": (SilenceKind.CUSTOMER_SEARCHING,),
    "dead_air_s": (SilenceKind.DEAD_AIR,),
    "dead_air_longest_s": (SilenceKind.DEAD_AIR,),
}


def measure_call_figure(asked: Asked) -> Outcome:
    """Beyond the limit, shown at the turn it is about; unknown without the figure, or when several agents share it."""
    spec, view = asked.spec.call_figure, asked.view
    assert spec is not None
    interaction = asked.facts.interaction
    is_whole = len(view.segment.turns) == len(interaction.turns)
    value = call_figures(interaction.turns, asked.facts.sound).get(spec.name) if is_whole else None
    if value is None:
        return UNKNOWN
    limit = spec.above if spec.above is not None else spec.below
    assert limit is not None
    is_beyond = value > limit if spec.above is not None else value < limit
    turn = _turn_of(spec.name, asked, view) if is_beyond else None
    if turn is None:
        return NOTHING
    unit = FIGURES[spec.name].unit
    return Outcome.found([hit_at(turn, "call_figure", f"{value:g} {unit}", f"{limit:g} {unit}", whole=False)])


def _turn_of(name: str, asked: Asked, view: SegmentView) -> SeenTurn | None:
    """The turn after the longest silence it is about, else the longest turn looked at."""
    sound = asked.facts.sound
    if name in _SILENCES and sound is not None:
        told = [s for s, kind in kinds_of(sound.silences, asked.facts.interaction.turns) if kind in _SILENCES[name]]
        for silence in sorted(told, key=lambda s: -s.interval.duration_s):
            if silence.turn_after is not None and silence.turn_after in view.by_index:
                return view.by_index[silence.turn_after]
    return max(asked.turns, key=lambda t: (len(t.turn.text), -t.turn.index), default=None)
