"""A member's scorecard as one HTML file to print or send: server-made drawings, no script, nothing from elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from console.printed.charts import COURSE_HEIGHT, COURSE_WIDTH, RAIL_WIDTH, course_chart
from console.printed.figure_lines import TEMPLATES, FigureLines, PrintedLine
from inspection.intervals import Figure
from inspection.scorecards.peers import BesidePeers
from inspection.scorecards.report import MemberReport
from inspection.scorecards.trend import FALSE_ALARM_SHARE

_SHOWN_LEVELS = 6


class ScorecardPage(FigureLines):
    """A report in words of one language, for a page to print or a terminal.

    `language` is `zh` or `en`; `item_names` are the titles (zh, en) of a centre's own items.
    """

    def __init__(
        self, report: MemberReport, language: str, *, item_names: Mapping[str, tuple[str, str]] | None = None
    ) -> None:
        super().__init__(language, item_names=item_names)
        self.report = report

    def html(self, *, made_at: datetime, minimum_n: int) -> str:
        """The whole page; `made_at` is printed on it, `minimum_n` explained."""
        page = TEMPLATES.get_template("scorecard.html").render(
            page=self,
            w=self.w,
            scope=self.report.grouping.value,
            first=self.report.first,
            last=self.report.last,
            language=self._language,
            rail_width=RAIL_WIDTH,
            course_size=(COURSE_WIDTH, COURSE_HEIGHT),
            course=course_chart(self.report.trend),
            made_at=made_at.strftime("%Y-%m-%d %H:%M %Z").strip(),
            minimum_n=minimum_n,
        )
        return page.lstrip()

    def who(self) -> str:
        """The name as people read it."""
        name = self.report.name
        if self.report.grouping == "channel":
            return self._values.of("channel", name)
        return self.w[name] if name in ("unassigned", "all") else name

    def homes(self) -> list[str]:
        """Where an agent works: team, site, vendor."""
        home = self.report.home
        return [name for name in (home.team, home.site, home.vendor) if name]

    def counted(self) -> str:
        """How many evaluations, and the pass rates, in one line."""
        comma = "," if self._language == "zh-CN" else ", "
        report, w = self.report, self.w
        said = [f"{w['evaluations']} {report.evaluations}{comma}{w['without_score']} {report.without_score}"]
        for name, figure in (("pass_rate", report.pass_rate), ("published_pass_rate", report.published_pass_rate)):
            line = self.line(w[name], figure)
            said.append(f"{line.name} {line.value}" + (f" ({line.interval})" if line.interval else ""))
        return " · ".join(said)

    def lines(self) -> list[PrintedLine]:
        """Accuracy by line."""
        return [self.line(self._values.of("line", line.value), figure) for line, figure in self.report.lines.items()]

    def scores(self) -> list[PrintedLine]:
        """The three columns, never mixed."""
        named = (
            ("machine", self.report.machine),
            ("human", self.report.human),
            ("published", self.report.published),
        )
        return [self.line(self.w[name], figure, note=self.w[f"{name}_note"]) for name, figure in named]

    def compared(self) -> list[PrintedLine]:
        """The machine score raw, shrunk and adjusted, on one scale."""
        report, w = self.report, self.w
        named = [(w["raw"], report.machine)]
        if report.beside is not None:
            named.append((w["shrunk"], report.beside.shrunk))
        if report.adjusted is not None:
            named.append((w["adjusted"], self._adjusted()))
        scale = _close_up([figure for _, figure in named], report.beside)
        found = [self.line(name, figure, beside=report.beside, scale=scale) for name, figure in named]
        return [line if line.name == w["shrunk"] else replace(line, standing="") for line in found]

    def _adjusted(self) -> Figure:
        """The adjusted mean with the raw interval, moved, and the uncertainty of the adjustment added."""
        raw, adjusted = self.report.machine, self.report.adjusted
        assert adjusted is not None
        if raw.low is None or raw.high is None or raw.value is None:
            return Figure(value=adjusted.adjusted, n=adjusted.n, low=None, high=None, enough=raw.enough, unit="points")
        extra = 1.96 * adjusted.error
        down = ((raw.value - raw.low) ** 2 + extra**2) ** 0.5
        up = ((raw.high - raw.value) ** 2 + extra**2) ** 0.5
        low, high = max(0.0, adjusted.adjusted - down), min(100.0, adjusted.adjusted + up)
        return Figure(value=adjusted.adjusted, n=adjusted.n, low=low, high=high, enough=raw.enough, unit="points")

    def compared_notes(self) -> list[str]:
        """What the comparison rests on."""
        report, w = self.report, self.w
        if report.beside is None:
            notes = [w["too_few_peers"]]
        else:
            group = f"{w['group']} {report.beside.group:.1f}"
            weight = w["own_weight"].format(share=f"{report.beside.own_weight:.0%}")
            notes = [group, w["peers"].format(n=report.beside.peers), weight]
        if report.adjusted is not None:
            harder = report.adjusted.harder_by
            notes.append(w["harder" if harder >= 0 else "easier"].format(points=f"{abs(harder):.1f}"))
        return notes

    def course_says(self) -> list[str]:
        """The change in words."""
        change, w = self.report.trend.change, self.w
        if change is None:
            return [w["no_course"]]
        if not change.is_alarm:
            return [w["no_change"].format(share=f"{FALSE_ALARM_SHARE:.0%}")]
        said = w["change"].format(
            on=change.on, step=f"{change.step:+.1f}", low=f"{change.low:+.1f}", high=f"{change.high:+.1f}",
            p=f"{change.p:.3f}",
        )  # fmt: skip
        return [said, *([w["beside_others"]] if self.report.trend.beside_others else [])]

    def fatals(self) -> list[tuple[str, PrintedLine, PrintedLine]]:
        """Kind, suspected, confirmed."""
        named = [
            (self.w["any"] if one.kind is None else self._values.of("line", one.kind.value), one)
            for one in self.report.fatals
        ]
        return [(kind, self.line(kind, one.suspected), self.line(kind, one.confirmed)) for kind, one in named]

    def dimensions(self) -> list[PrintedLine]:
        """By dimension."""
        return [
            self.line(self._values.of("dimension", d.figure.dimension), d.figure.score, beside=d.beside)
            for d in self.report.dimensions
        ]

    def items(self) -> list[PrintedLine]:
        """By item: below the group first, so that the page begins with what to work on; items nobody judged last."""
        order = {"below": 0, "": 1, "like_group": 1, "above": 2}
        found = [
            self.line(
                self._values.of("item", one.figure.item),
                one.figure.met,
                beside=one.beside,
                needs_human=one.figure.needs_human,
            )
            for one in self.report.items
        ]
        return sorted(found, key=lambda one: (one.n == "0", order[one.standing], one.name))

    def channels(self) -> list[tuple[str, list[PrintedLine], str]]:
        """Channel, its three scores, its gap to everybody else."""
        gaps = {g.channel: g for g in self.report.consistency.gaps} if self.report.consistency else {}
        return [
            (
                self._values.of("channel", one.channel),
                [self.line("", figure) for figure in (one.machine, one.human, one.published)],
                f"{gaps[one.channel].gap:+.1f} ± {1.96 * gaps[one.channel].error:.1f}" if one.channel in gaps else "–",
            )
            for one in self.report.channels
        ]

    def channel_lines(self) -> list[PrintedLine]:
        """The machine score by channel."""
        return [self.line(self._values.of("channel", one.channel), one.machine) for one in self.report.channels]

    def consistency(self) -> list[str]:
        """The index in words."""
        found, w = self.report.consistency, self.w
        if found is None:
            return [w["one_channel"]]
        index = w["consistency"].format(index=f"{found.index:.1f}", low=f"{found.low:.1f}", high=f"{found.high:.1f}")
        if found.weakest is None:
            return [index, w["no_weakest"]]
        return [index, w["weakest"].format(channel=self._values.of("channel", found.weakest))]

    def mix(self) -> list[tuple[str, str, str, str]]:
        """Factor, level, own share, effect: the most frequent levels."""
        return [
            (self.w[factor.factor], self._level(factor.factor, level), f"{share:.0%}", f"{effect:+.1f}")
            for factor in self.report.mix
            for level, share, effect in factor.levels[:_SHOWN_LEVELS]
        ]

    def not_separable(self) -> str:
        """Levels that nothing could be adjusted for."""
        named = [
            f"{self.w[factor]} {self._level(factor, level)}"
            for factor, levels in self.report.not_separable.items()
            for level in levels
        ]
        return self.w["not_separable"].format(levels=", ".join(named)) if named else ""

    def metrics(self) -> Sequence[PrintedLine]:
        """Service metrics that have a value, each with its definition."""
        return [
            self.line(self._values.of("metric", name), figure, note=self._values.of("definition", name))
            for name, figure in self.report.metrics.items()
            if figure.value is not None
        ]

    def _level(self, factor: str, level: str) -> str:
        if factor == "channel":
            return self._values.of("channel", level)
        return self.w["other"] if level == "other" else level or self.w["not_stated"]


def _close_up(figures: Sequence[Figure], beside: BesidePeers | None) -> tuple[float, float]:
    """A scale in whole tens just around these figures: on 0-100 they would all stand in one place."""
    bounds = [b for f in figures for b in (f.value, f.low, f.high) if b is not None]
    bounds += [beside.group] if beside else []
    if not bounds:
        return 0.0, 100.0
    low, high = 10.0 * (min(bounds) // 10), 10.0 * -(-max(bounds) // 10)
    return low, high if high > low else low + 10.0
