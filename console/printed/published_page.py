"""An agent's own scorecard to print (公布成绩单): what was published and nothing else, in one HTML file."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from console.printed.charts import RAIL_WIDTH
from console.printed.figure_lines import TEMPLATES, FigureLines, PrintedLine
from inspection.scorecards.cards import ALL_CHANNELS, OVERALL, Scorecard
from inspection.scorecards.published import PUBLISHED_METRICS


class PublishedPage(FigureLines):
    """The published scorecards of one subject and period: every line over all channels, and overall by channel.

    `cards` are from `inspection.scorecards.published`; `language` is `zh` or `en`.
    """

    def __init__(
        self, cards: Sequence[Scorecard], language: str, *, item_names: Mapping[str, tuple[str, str]] | None = None
    ) -> None:
        super().__init__(language, item_names=item_names)
        self._cards = cards
        self._whole = next(card for card in cards if (card.channel, card.line) == (ALL_CHANNELS, OVERALL))

    def html(self, *, made_at: datetime, minimum_n: int) -> str:
        """The whole page; `made_at` is printed on it, `minimum_n` explained."""
        card = self._whole
        page = TEMPLATES.get_template("published.html").render(
            page=self,
            w=self.w,
            language=self._language,
            rail_width=RAIL_WIDTH,
            scope=card.scope.value,
            first=card.starts_on,
            last=card.ends_on,
            made_at=made_at.strftime("%Y-%m-%d %H:%M %Z").strip(),
            minimum_n=minimum_n,
        )
        return page.lstrip()

    def who(self) -> str:
        """The name as people read it."""
        name = self._whole.subject or ""
        return self.w[name] if name == "unassigned" else name

    def scores(self) -> list[PrintedLine]:
        """The published mean, the pass rate, and confirmed fatals."""
        return [
            self.line(self._values.of("metric", name), self._whole.metrics[name],
                      note=self._values.of("definition", name))
            for name in PUBLISHED_METRICS
        ]  # fmt: skip

    def lines(self) -> list[PrintedLine]:
        """Accuracy by line."""
        return [
            self._headline(card, self._values.of("line", card.line))
            for card in self._cards
            if card.channel == ALL_CHANNELS and card.line != OVERALL
        ]

    def channels(self) -> list[PrintedLine]:
        """The published mean by channel."""
        return [
            self._headline(card, self._values.of("channel", card.channel))
            for card in self._cards
            if card.channel != ALL_CHANNELS and card.line == OVERALL and card.n
        ]

    def dimensions(self) -> list[PrintedLine]:
        """By dimension."""
        return [self.line(self._values.of("dimension", d.dimension), d.score) for d in self._whole.dimensions]

    def items(self) -> list[PrintedLine]:
        """By item, the lowest share first."""
        ordered = sorted(self._whole.items, key=lambda item: (item.met.value or 0.0, item.item))
        return [self.line(self._values.of("item", item.item), item.met) for item in ordered]

    def metrics(self) -> list[PrintedLine]:
        """Service metrics that have a value, each with its definition."""
        return [
            self.line(self._values.of("metric", name), figure, note=self._values.of("definition", name))
            for name, figure in self._whole.metrics.items()
            if figure.value is not None and name not in PUBLISHED_METRICS
        ]

    def _headline(self, card: Scorecard, name: str) -> PrintedLine:
        return self.line(name, card.headline)
