"""How far recognised words can be trusted here (识别可信度): the error measured on the centre's own calls, in words."""

from dataclasses import dataclass

from console.figures import moment
from console.words import Words
from inspection.interaction import Interaction
from inspection.recognition_fit import FitKind, FitRate, WeakHearing
from records.recognition_fits import StoredFit

_DIALECT_COLUMNS = ("dialect", "方言", "accent", "口音")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustLine:
    """One error rate: whose, how much with its interval, of how many calls; `is_weak`: above the limit."""

    name: str
    error: str
    interval: str
    calls: int
    enough: bool
    is_weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionTrust:
    """What was measured and when; no lines: nothing was. `advice`: why words do not count alone (empty: they do)."""

    lines: tuple[TrustLine, ...]
    measured: str
    advice: str


def trust_of_call(fit: StoredFit | None, call: Interaction, w: Words) -> RecognitionTrust:
    """Beside one call: all calls, its queue and its dialect as far as they were measured."""
    dialect = next((call.metadata[name] for name in _DIALECT_COLUMNS if call.metadata.get(name)), None)
    of_call = {(FitKind.ALL, ""), (FitKind.QUEUE, call.queue), (FitKind.DIALECT, dialect)}
    rates = [rate for rate in (fit.rates if fit else ()) if (rate.kind, rate.name) in of_call]
    is_weak = fit is not None and WeakHearing.of(fit.rates).covers(call.queue)
    return _trust(fit, rates, w["trust_advice_here"] if is_weak else "", w)


def trust_of_scores(fit: StoredFit | None, w: Words) -> RecognitionTrust:
    """Beside figures of many calls: everything that was measured."""
    rates = list(fit.rates) if fit else []
    weak = [_name(rate, w) for rate in rates if rate.is_weak and rate.kind is not FitKind.DIALECT]
    return _trust(fit, rates, w["trust_advice_there"].format(where=", ".join(weak)) if weak else "", w)


def _trust(fit: StoredFit | None, rates: list[FitRate], advice: str, w: Words) -> RecognitionTrust:
    if fit is None:
        return RecognitionTrust(lines=(), measured=w["trust_never"], advice="")
    limit = f"{fit.rates[0].limit:.0%}"
    return RecognitionTrust(
        lines=tuple(_line(rate, w) for rate in rates),
        measured=w["trust_measured"].format(at=moment(fit.at), limit=limit),
        advice=advice,
    )


def _line(rate: FitRate, w: Words) -> TrustLine:
    is_known = rate.low is not None and rate.high is not None
    return TrustLine(
        name=_name(rate, w),
        error=f"{100 * rate.share:.1f} %",
        interval=f"{100 * (rate.low or 0):.1f} … {100 * (rate.high or 0):.1f} %" if is_known else w["not_enough"],
        calls=rate.calls,
        enough=rate.enough,
        is_weak=rate.is_weak,
    )


def _name(rate: FitRate, w: Words) -> str:
    if rate.kind is FitKind.ALL:
        return w["trust_all"]
    return w["trust_queue" if rate.kind is FitKind.QUEUE else "trust_dialect"].format(name=rate.name)
