"""Beside scores stands how well recognition fits the centre's calls; beside a call its figures, with their units."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from starlette.testclient import TestClient

from inspection.call_figures import FIGURES
from inspection.recognition_fit import FitKind, FitRate
from records import recognition_fits
from records.database import writing
from records.recognition_fits import StoredFit
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE, call_of, fill
from tests.console.page_text import page_of
from tests.console.test_lost_item_pages import card_id
from tests.records.judged_samples import NOON

Open = Callable[[Path], TestClient]


def rate(kind: FitKind, name: str, share: float, calls: int = 20) -> FitRate:
    enough = calls >= 5
    return FitRate(kind=kind, name=name, calls=calls, units=1000, share=share, low=share - 0.02 if enough else None,
                   high=share + 0.02 if enough else None, limit=0.25)  # fmt: skip


def a_centre(folder: Path, *rates: FitRate) -> Path:
    calls = []
    for name, queue in (("one", "投诉"), ("two", "售前")):
        call = call_of(name)
        said = replace(call.facts.interaction, queue=queue, metadata=MappingProxyType({"方言": "川音"}))
        calls.append(replace(call, facts=replace(call.facts, interaction=said)))
    fill(folder, calls)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        if rates:
            fit = StoredFit(at=NOON + timedelta(days=1), model_id="base", who="Operator", rates=rates)
            recognition_fits.put(connection, fit)
    workspace.close()
    return folder


def test_a_call_of_a_queue_that_is_heard_badly_says_that_content_rules_only_advise(
    tmp_path: Path, console_on: Open
) -> None:
    rates = (rate(FitKind.ALL, "", 0.18), rate(FitKind.QUEUE, "投诉", 0.31), rate(FitKind.QUEUE, HOSTILE, 0.1),
             rate(FitKind.DIALECT, "川音", 0.4, calls=3))  # fmt: skip
    console = console_on(a_centre(tmp_path / "w", *rates))
    bad = page_of(console.get("/interactions/drop/one").text).one("details", class_="trust")
    assert [[c.text for c in row.children if hasattr(c, "text")] for row in bad.one("tbody").all("tr")] == [
        ["全部电话", "20", "18.0 %", "16.0 … 20.0 %"],
        ["队列 投诉", "20", "31.0 % 高于上限", "29.0 … 33.0 %"],
        ["方言 川音", "3", "40.0 % 高于上限", "数据不足"],
    ]
    assert "仅供参考" in bad.text
    good = page_of(console.get("/interactions/drop/two").text).one("details", class_="trust")
    assert ("投诉" in good.text, "仅供参考" in good.text) == (False, False)
    card = console.get(f"/scorecards/{card_id(tmp_path / 'w', 'agent', 'a7')}?lang=en")
    told = page_of(card.text).one("details", class_="trust")
    assert "queue 投诉" in told.one("p", class_="notice").text
    assert "<script>alert" not in card.text


def test_what_was_never_measured_says_how_to_measure_it(tmp_path: Path, console_on: Open) -> None:
    console = console_on(a_centre(tmp_path / "w"))
    for path in ("/interactions/drop/one", f"/scorecards/{card_id(tmp_path / 'w', 'agent', 'a7')}"):
        assert "mingjian models evaluate" in page_of(console.get(path).text).one("details", class_="trust").text


def test_the_figures_of_a_call_stand_in_words_with_units(tmp_path: Path, console_on: Open) -> None:
    console = console_on(a_centre(tmp_path / "w"))
    page = page_of(console.get("/interactions/drop/one").text)
    rows = page.one("details", id="figures").one("tbody").all("tr")
    named = {row.one("th").text: [c.text for c in row.all("td")] for row in rows}
    assert "最长静默" in named
    assert all(value for value, _ in named.values())
    assert not [name for name in named if name in FIGURES]  # no codes
    assert named["最长静默"][0].endswith("秒")
    english = page_of(console.get("/interactions/drop/one?lang=en").text).one("details", id="figures").text
    assert "Longest silence" in english
    assert "times" in english
