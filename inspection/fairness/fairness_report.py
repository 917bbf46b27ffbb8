"""The monthly fairness report (公平性月报) as Markdown, in Chinese or English: what is unequal, how surely, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspection.fairness.flips import Flip, FlipFigures
from inspection.fairness.group_gaps import Attribute, GapVerdict, GroupGap
from inspection.fairness.report_words import report_words
from inspection.intervals import Figure

SHOWN_FLIPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessReport:
    """All a month's report rests on; `checked` counts what the swaps were tried on (empty: they were not tried)."""

    month: str
    score: str
    evaluations: int
    alarm_share: float
    gaps: tuple[GroupGap, ...]
    checked: tuple[tuple[str, int], ...] = ()
    flips: tuple[FlipFigures, ...] = ()
    examples: tuple[Flip, ...] = ()


def report_markdown(report: FairnessReport, language: str) -> str:
    """The report as a page; `language` zh or en."""
    words = report_words(language)
    return "\n".join([*_head(report, words), *_gaps(report, words), *_swaps(report, words), words["limits"]]) + "\n"


def _head(report: FairnessReport, words: Mapping[str, str]) -> Iterator[str]:
    found = [g for g in report.gaps if g.verdict in (GapVerdict.GAP, GapVerdict.GAP_OF_RECOGNITION)]
    yield words["title"].format(month=report.month)
    yield ""
    score = words[f"score.{report.score}"]
    yield words["based"].format(n=report.evaluations, score=score, share=f"{report.alarm_share:.0%}")
    yield ""
    yield words["some"].format(n=len(found)) if found else words["none"]
    for gap in found:
        name = f"{words[f'attribute.{gap.attribute.value}']} {gap.group}"
        sentence = words[f"sentence.{gap.verdict.value}"]
        yield "- " + sentence.format(group=name, raw=_points(gap.raw), adjusted=_points(gap.adjusted))
    yield ""


def _gaps(report: FairnessReport, words: Mapping[str, str]) -> Iterator[str]:
    for attribute in Attribute:
        rows = [g for g in report.gaps if g.attribute is attribute]
        yield f"## {words[f'attribute.{attribute.value}']}"
        yield ""
        if not rows:
            yield words["no_groups"]
            yield ""
            continue
        yield words["same_agents" if attribute.varies_within_agents else "other_agents"]
        yield ""
        yield from _table(words["columns"], (_gap_row(row, words) for row in rows))
        yield ""


def _gap_row(gap: GroupGap, words: Mapping[str, str]) -> Sequence[str]:
    p = "-" if gap.p_value is None else f"{gap.p_value:.3f}"
    mean = "-" if gap.mean_points is None else f"{gap.mean_points:.1f}"
    quality = "-" if gap.quality_gap is None else f"{100 * gap.quality_gap:+.1f}"
    sizes, figures = (str(gap.interactions), str(gap.agents), mean), (_points(gap.raw), _points(gap.adjusted), quality)
    return (gap.group, *sizes, *figures, p, words[f"verdict.{gap.verdict.value}"])


def _swaps(report: FairnessReport, words: Mapping[str, str]) -> Iterator[str]:
    yield words["swaps"]
    yield ""
    if not report.checked:
        yield words["not_checked"]
        yield ""
        return
    yield words["checked"].format(what=", ".join(words[what].format(n=n) for what, n in report.checked))
    yield ""
    rows = ((words[f"kind.{f.kind.value}"], *map(_share, (f.texts, f.verdicts, f.readings))) for f in report.flips)
    yield from _table(words["swap_columns"], rows)
    yield ""
    verdicts = [one for one in report.examples if not one.is_reading][:SHOWN_FLIPS]
    if verdicts:
        yield words["flipped"]
        yield ""
        named = ((f.text, words[f"kind.{f.kind.value}"], f.item, f"{f.before} → {f.after}") for f in verdicts)
        yield from _table(words["flip_columns"], named)
        yield ""


def _table(columns: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    names = columns.split("|")
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def _points(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "-"
    return f"{figure.value:+.1f} ({figure.low:+.1f}~{figure.high:+.1f})"


def _share(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "-"
    return f"{figure.value:.1%} ({figure.low:.1%}~{figure.high:.1%}), n={figure.n}"
