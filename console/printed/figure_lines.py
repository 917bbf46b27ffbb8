"""What every printed scorecard is made of: figures in words of one language, each drawn, and the templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from console.figures import in_unit
from console.given_names import given_names
from console.printed.charts import Rail, rail
from console.printed.words import printed_words
from console.words import words_in_every_language
from inspection.intervals import Figure
from inspection.scorecards.peers import BesidePeers

TEMPLATES = Environment(
    loader=PackageLoader("console", "printed"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One figure in words, drawn, with what stands beside it."""

    name: str
    n: str
    value: str
    interval: str
    weak: bool
    rail: Rail
    note: str = ""
    standing: str = ""
    needs_human: int = 0


class FigureLines:
    """Words of one language (`zh` or `en`); `item_names` are the titles (zh, en) of a centre's own items."""

    def __init__(self, language: str, *, item_names: Mapping[str, tuple[str, str]] | None = None) -> None:
        self.w = printed_words(language)
        self._language = "zh-CN" if language == "zh" else "en"
        own = {("item", item): pair for item, pair in (item_names or {}).items()}
        self._values = words_in_every_language({**given_names(), **own})[self._language]

    def line(
        self,
        name: str,
        figure: Figure,
        *,
        beside: BesidePeers | None = None,
        note: str = "",
        needs_human: int = 0,
        scale: tuple[float, float] | None = None,
    ) -> PrintedLine:
        """One figure, drawn on `scale` (by default all that is possible)."""
        full = (0.0, 1.0) if figure.unit == "share" else (0.0, 100.0)
        return PrintedLine(
            name=name,
            n=str(figure.n),
            value=self._value(figure.value, figure.unit),
            interval=self._interval(figure),
            weak=not figure.enough,
            rail=rail(figure, mark=beside.group if beside else None, scale=scale or full),
            note=note,
            standing=beside.standing.value if beside and figure.enough else "",
            needs_human=needs_human,
        )

    def _value(self, value: float | None, unit: str) -> str:
        return self.w["none"] if value is None else in_unit(value, unit, self._values)

    def _interval(self, figure: Figure) -> str:
        if figure.value is None:
            return ""
        if not figure.enough:
            return self.w["not_enough"]
        if figure.low is None or figure.high is None:
            return ""
        return f"{self._value(figure.low, figure.unit)} – {self._value(figure.high, figure.unit)}"
