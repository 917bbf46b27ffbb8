"""Agreement in words (一致性): per item and per person, each coefficient with its interval, what is too little said."""

from collections.abc import Callable
from dataclasses import dataclass

from console.words import Words
from inspection.intervals import Figure
from inspection.judges.agreement import Agreement
from inspection.judges.calibration import CalibrationReport, ItemAgreement


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item: share of pairs that agree, coefficients beyond chance, and what follows (`stands`: its colour)."""

    name: str
    n: int
    observed: str
    ac1: str
    kappa: str
    alpha: str
    said: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeLine:
    """One person beside the reference: share said alike, and how much higher their scores are (points)."""

    who: str
    cases: int
    as_reference: str
    difference: str


def item_lines(report: CalibrationReport, good_from: float, w: Words) -> tuple[ItemLine, ...]:
    """Items people agree on least come first."""
    return tuple(_item(one, good_from, w) for one in sorted(report.items, key=_worst_first))


def judge_lines(report: CalibrationReport, w: Words) -> tuple[JudgeLine, ...]:
    """Everybody who judged, by name."""
    return tuple(
        JudgeLine(
            who=one.who,
            cases=one.cases,
            as_reference=share_words(one.as_reference, w),
            difference=signed_words(one.score_difference),
        )
        for one in report.judges
    )


def _item(one: ItemAgreement, good_from: float, w: Words) -> ItemLine:
    found = one.states
    verdict = _verdict(found, good_from)
    return ItemLine(
        name=w.of("item", one.item),
        n=found.cases,
        observed=share_words(found.observed, w),
        ac1=_coefficient(found.ac1, w),
        kappa=_coefficient(found.kappa, w),
        alpha=_coefficient(found.alpha, w),
        said=w[_SAID[verdict]],
        stands=verdict,
    )


_SAID = {"yes": "cal_alike", "rewrite": "cal_rewrite", "unsure": "cal_unsure", "not_enough": "not_enough"}


def _verdict(found: Agreement, good_from: float) -> str:
    figure = found.ac1 or found.alpha
    if figure.low is None or figure.high is None or figure.n == 0 or not figure.enough:
        return "not_enough"
    if figure.low >= good_from:
        return "yes"
    return "rewrite" if figure.high < good_from else "unsure"


def _worst_first(one: ItemAgreement) -> tuple[float, str]:
    value = one.states.observed.value
    return (1.0 if value is None else value, one.item)


def share_words(figure: Figure, w: Words) -> str:
    """A share 0-1 in percent with its interval."""
    return _with_interval(figure, lambda value: f"{value:.0%}", w)


def _coefficient(figure: Figure | None, w: Words) -> str:
    return "–" if figure is None else _with_interval(figure, lambda value: f"{value:.2f}", w)


def _with_interval(figure: Figure, write: Callable[[float], str], w: Words) -> str:
    if figure.n == 0:
        return "–"
    if figure.value is None:
        return w["cal_nothing_apart"]
    text = write(figure.value)
    if figure.low is not None and figure.high is not None:
        text += f" ({write(figure.low)} … {write(figure.high)})"
    return text


def signed_words(figure: Figure, scale: float = 1.0) -> str:
    """A signed difference with its interval, times `scale`; a dash where it has none."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    value, low, high = (scale * one for one in (figure.value, figure.low, figure.high))
    return f"{value:+.1f} ({low:+.1f} … {high:+.1f})"
