"""A backtest: what other rules would have changed in stored interactions, item by item, and for scores."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from console.figures import ShownFigure, moment, shown
from console.frame import PageContext, frame_of
from console.links import interaction_url
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.backtest_figures import is_touched, kind_of_change
from inspection.intervals import Figure
from records import backtests
from records.database import reading
from records.workspace import Workspace

_PATH = "/rules/backtests/"
_SAMPLES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedItem:
    """An item that came out otherwise: hits gained, lost and kept, and how people had judged those they reviewed.

    `samples` are (gained or lost, interaction, address); only who sees every interaction is given any.
    """

    name: str
    change: str
    versions: str
    new_hits: int
    lost_hits: int
    kept_hits: int
    precision_new: ShownFigure | None
    precision_kept: ShownFigure | None
    samples: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestPage(PageContext):
    """`facts` say what was tried on what, `scores` what it would have done to scores; `trouble` what went wrong."""

    facts: tuple[tuple[str, str], ...]
    is_whole: bool
    items: tuple[ChangedItem, ...]
    scores: tuple[tuple[str, str], ...]
    trouble: tuple[str, ...]


def build(workspace: Workspace, visit: Visit) -> BacktestPage | None:
    """None for a backtest nobody knows."""
    with reading(workspace.engine) as connection:
        one = backtests.find(connection, unquote(visit.path.removeprefix(_PATH)))
    if one is None:
        return None
    w, figures = visit.w, dict(one.figures)
    sees_all = visit.sight(Action.READ_INTERACTIONS).is_everything
    facts = (
        (w["rules_tried"], one.content_hash[:12]),
        (w["rules_against"], one.against),
        (w["period"], f"{one.first} – {one.last}"),
        (w["rules_interactions"], str(one.interactions)),
        (w["rules_by"], one.who),
        (w["rules_at"], moment(one.at)),
    )
    return BacktestPage(
        frame=frame_of(visit, w["rules_backtest"], "rules"),
        w=w,
        facts=facts,
        is_whole=one.whole,
        items=tuple(_item(item, w, sees_all=sees_all) for item in figures.get("items", []) if is_touched(item)),
        scores=_scores(figures.get("scores") or {}, w) if one.whole else (),
        trouble=tuple(f"{bad['code']}: {bad['reason']} ({bad['n']})" for bad in figures.get("failed", [])),
    )


def _item(item: dict[str, Any], w: Words, *, sees_all: bool) -> ChangedItem:
    samples = [(w[f"rules_{which}"], sample) for which in ("new", "lost") for sample in item["samples"][which]]
    return ChangedItem(
        name=w.of("item", item["id"]),
        change=w.of("rule_change", kind_of_change(item)),
        versions=f"{item['old_version'] or '–'} → {item['new_version'] or '–'}",
        new_hits=item["new_hits"],
        lost_hits=item["lost_hits"],
        kept_hits=item["kept_hits"],
        precision_new=_precision(item["reviews"]["new"], w),
        precision_kept=_precision(item["reviews"]["kept"], w),
        samples=tuple(
            (sign, s["interaction_id"], interaction_url(s["source"], s["interaction_id"]))
            for sign, s in samples[:_SAMPLES_SHOWN]
        )
        if sees_all
        else (),
    )


def _precision(told: dict[str, Any], w: Words) -> ShownFigure | None:
    if not told["n"]:
        return None
    figure = Figure(value=told["value"], n=told["n"], low=told["low"], high=told["high"], enough=told["enough"],
                    unit="share")  # fmt: skip
    return shown(figure, w)


def _scores(told: dict[str, Any], w: Words) -> tuple[tuple[str, str], ...]:
    if not told.get("n"):
        return ()
    change = f"{told['mean_change']:+.2f} ({told['low']:+.2f} … {told['high']:+.2f})"
    return (
        (w["rules_mean"], f"{told['old_mean']:.2f} → {told['new_mean']:.2f} (n {told['n']})"),
        (w["rules_mean_change"], change),
        (w["rules_up_down"], f"{told['up']} / {told['down']}"),
        (w["rules_pass_line"], f"{told['to_fail']} / {told['to_pass']}"),
        (w["rules_fatals"], f"{told['fatal_gained']} / {told['fatal_lost']}"),
    )
