"""The table of a fairness report as a file: every group with its gap, interval and verdict."""

from console.download import Download
from console.pages.fairness.chosen import chosen_report
from console.pages.fairness.report import attributes_asked
from console.table_file import Cell, TableFile, handed_out
from console.visit import Visit
from inspection.fairness.group_gaps import GroupGap
from inspection.fairness.report_words import report_words
from inspection.intervals import Figure
from records.workspace import Workspace

_HEADINGS = (
    "fair_kind", "fair_group", "fair_interactions", "fair_agents", "mean", "fair_raw", "fair_low", "fair_high",
    "fair_adjusted", "fair_low", "fair_high", "fair_quality", "fair_p", "fair_verdict",
)  # fmt: skip


def make(workspace: Workspace, visit: Visit) -> Download | None:
    """Query: `month`, `score`, `by` as on the page, `format` (csv, xlsx); None for who may not see the page."""
    chosen = chosen_report(workspace, visit)
    if chosen is None or chosen.report is None:
        return None
    w, report, words = visit.w, chosen.report, report_words(visit.w.language)
    wanted = attributes_asked(visit)
    file = TableFile(
        table="fairness",
        of=f"{report.month}-{report.score}",
        title=w["nav_fairness"],
        headings=[w[name] for name in _HEADINGS],
        rows=[_row(gap, words) for gap in report.gaps if gap.attribute in wanted],
    )
    return handed_out(workspace, visit, file, kind=visit.asked("format") or "csv")


def _row(gap: GroupGap, words: dict[str, str]) -> list[Cell]:
    return [
        words[f"attribute.{gap.attribute.value}"], gap.group, gap.interactions, gap.agents,
        None if gap.mean_points is None else round(gap.mean_points, 2),
        *_three(gap.raw), *_three(gap.adjusted),
        None if gap.quality_gap is None else round(100 * gap.quality_gap, 2),
        None if gap.p_value is None else round(gap.p_value, 4), words[f"verdict.{gap.verdict.value}"],
    ]  # fmt: skip


def _three(figure: Figure) -> list[Cell]:
    return [None if value is None else round(value, 2) for value in (figure.value, figure.low, figure.high)]
