"""Fairness (公平性月报): what every group scores beside all others, with and without the recogniser's quality."""

from collections.abc import Sequence
from dataclasses import dataclass

from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.fairness.chosen import chosen_report
from console.table_file import file_urls
from console.tabs import Tab, tabs_of
from console.visit import Visit
from inspection.fairness.fairness_report import FairnessReport
from inspection.fairness.group_gaps import Attribute, GapVerdict, GroupGap
from inspection.fairness.report_words import report_words
from inspection.intervals import Figure
from records.judges import fairness_reports
from records.workspace import Workspace

FILE = "/fairness/file"
_FOUND = (GapVerdict.GAP, GapVerdict.GAP_OF_RECOGNITION)
_LEAST_SCALE_POINTS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GapBar:
    """A gap on a line of 100 units whose middle is no gap; `low` to `high` is its interval. `said` is it in words."""

    said: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One group: sizes, mean, the gap raw and with recognition held equal, and the verdict in words.

    `mean` and `quality` are a dash where there is not enough: they might be one person's.
    """

    group: str
    interactions: int
    agents: int
    mean: str
    raw: GapBar
    adjusted: GapBar
    quality: str
    p_value: str
    verdict: str
    verdict_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTable:
    """The groups of one kind, and among whom they are compared; no rows: fewer than two groups."""

    attribute: str
    name: str
    compared: str
    rows: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessPage(PageContext):
    """The report of a month. `found` are the groups with a gap, one sentence each; `limits` what it cannot say.

    `month` is empty before the first night. `scale` is how many points the ends of a bar stand for.
    """

    month: str
    months: tuple[Tab, ...]
    scores: tuple[Tab, ...]
    attributes: tuple[Tab, ...]
    based: str
    said: str
    found: tuple[str, ...]
    columns: tuple[str, ...]
    tables: tuple[GapTable, ...]
    scale: str
    limits: tuple[str, ...]
    as_of: str
    files: tuple[tuple[str, str], ...]


def build(workspace: Workspace, visit: Visit) -> FairnessPage | None:
    """Query: `month`, `score` (machine, human, published), `by` (team, site, shift, language, accent; all of them)."""
    chosen = chosen_report(workspace, visit)
    if chosen is None:
        return None
    w, words, report = visit.w, report_words(visit.w.language), chosen.report
    score = report.score if report else ""
    wanted = attributes_asked(visit)
    scale = _scale(report.gaps if report else ())
    every = tuple(Attribute)
    return FairnessPage(
        frame=frame_of(visit, w["nav_fairness"], "fairness"),
        w=w,
        month=report.month if report else "",
        months=tabs_of(visit, "month", [(one, one, None) for one in chosen.months], report.month if report else ""),
        scores=tabs_of(
            visit, "score", [(one, words[f"score.{one}"], None) for one in fairness_reports.SCORE_NAMES], score
        ),
        attributes=tabs_of(
            visit, "by", [("", w["any"], None), *((one.value, words[f"attribute.{one.value}"], None) for one in every)],
            wanted[0].value if len(wanted) == 1 else "",
        ),
        based=_based(report, words),
        said=_said(report, words),
        found=tuple(_sentence(gap, words) for gap in (report.gaps if report else ()) if gap.verdict in _FOUND),
        columns=_columns(words),
        tables=tuple(_table(report, one, scale, words) for one in wanted) if report and report.evaluations else (),
        scale=f"{scale:g}",
        limits=tuple(line.removeprefix("- ").replace("*", "") for line in words["limits"].splitlines()[2:]),
        as_of=w["fair_as_of"].format(at=moment(chosen.at)),
        files=file_urls(FILE, visit.query),
    )  # fmt: skip


def attributes_asked(visit: Visit) -> tuple[Attribute, ...]:
    """The kind of group asked for, else every kind."""
    return tuple(one for one in Attribute if one.value == visit.asked("by")) or tuple(Attribute)


def _columns(words: dict[str, str]) -> tuple[str, ...]:
    """The report's columns, the verdict beside the group: on a narrow screen it is what one must not scroll for."""
    group, *figures, verdict = words["columns"].split("|")
    return (group, verdict, *figures)


def _based(report: FairnessReport | None, words: dict[str, str]) -> str:
    if report is None:
        return ""
    score, share = words[f"score.{report.score}"], f"{report.alarm_share:.0%}"
    return words["based"].format(n=report.evaluations, score=score, share=share)


def _said(report: FairnessReport | None, words: dict[str, str]) -> str:
    found = [gap for gap in (report.gaps if report else ()) if gap.verdict in _FOUND]
    return (words["some"].format(n=len(found)) if found else words["none"]).replace("*", "")


def _sentence(gap: GroupGap, words: dict[str, str]) -> str:
    name = f"{words[f'attribute.{gap.attribute.value}']} {gap.group}"
    said = words[f"sentence.{gap.verdict.value}"]
    return said.format(group=name, raw=_points(gap.raw, words), adjusted=_points(gap.adjusted, words))


def _table(report: FairnessReport, attribute: Attribute, scale: float, words: dict[str, str]) -> GapTable:
    rows = tuple(_row(gap, scale, words) for gap in report.gaps if gap.attribute is attribute)
    compared = words["same_agents" if attribute.varies_within_agents else "other_agents"]
    return GapTable(
        attribute=attribute.value,
        name=words[f"attribute.{attribute.value}"],
        compared=compared if rows else words["no_groups"],
        rows=rows,
    )


def _row(gap: GroupGap, scale: float, words: dict[str, str]) -> GapRow:
    return GapRow(
        group=gap.group,
        interactions=gap.interactions,
        agents=gap.agents,
        mean="–" if gap.mean_points is None else f"{gap.mean_points:.1f}",
        raw=_bar(gap.raw, scale, words),
        adjusted=_bar(gap.adjusted, scale, words),
        quality="–" if gap.quality_gap is None else f"{100 * gap.quality_gap:+.1f}",
        p_value="–" if gap.p_value is None else f"{gap.p_value:.3f}",
        verdict=gap.verdict.value,
        verdict_name=words[f"verdict.{gap.verdict.value}"],
    )


def _scale(gaps: Sequence[GroupGap]) -> float:
    """Points the ends of a bar stand for: whole fives, so that the widest interval finds room."""
    ends = [
        abs(end) for gap in gaps for one in (gap.raw, gap.adjusted) for end in (one.low, one.high) if end is not None
    ]
    return min(100.0, max(_LEAST_SCALE_POINTS, 5.0 * -(-max(ends, default=0.0) // 5)))


def _bar(figure: Figure, scale: float, words: dict[str, str]) -> GapBar:
    if figure.value is None or figure.low is None or figure.high is None:
        return GapBar(said=words["verdict.not_enough"])
    value, low, high = (round(50 + 50 * min(max(v / scale, -1), 1), 1) for v in (figure.value, figure.low, figure.high))
    return GapBar(said=_points(figure, words), value=value, low=low, high=high)


def _points(figure: Figure, words: dict[str, str]) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return words["verdict.not_enough"]
    return f"{figure.value:+.1f} ({figure.low:+.1f} … {figure.high:+.1f})"
