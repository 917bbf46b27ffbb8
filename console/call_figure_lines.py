"""The figures of a call (通话指标) in words, each with its unit and what it means."""

from dataclasses import dataclass

from console.figures import in_unit
from console.words import Words
from inspection.call_figures import FIGURES, call_figures
from inspection.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFigureLine:
    """One figure: its name, its value with the unit, and what it means."""

    name: str
    value: str
    meaning: str


def call_figure_lines(heard: Facts | None, w: Words) -> tuple[CallFigureLine, ...]:
    """The figures that are known, in a fixed order; none for what was not heard (a chat)."""
    if heard is None:
        return ()
    known = call_figures(heard.interaction.turns, heard.sound)
    return tuple(
        CallFigureLine(
            name=w.of("call_figure", name),
            value=_value(value, FIGURES[name].unit, w),
            meaning=w.of("call_figure_meaning", name),
        )
        for name, value in known.items()
    )


def _value(value: float, unit: str, w: Words) -> str:
    if unit in ("s", "share"):
        return in_unit(value, unit, w)
    if unit == "count":
        return w["figure_times"].format(n=f"{value:.0f}")
    written = f"{value:+.1f}" if unit == "db" else f"{value:.0f}" if unit == "per_minute" else f"{value:.1f}"
    return w[f"figure_{unit}"].format(n=written)
