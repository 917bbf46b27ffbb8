"""The fairness report as a page: gaps with intervals, with and without recognition, by month, score and group."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import pytest
from starlette.testclient import TestClient

from inspection.people import Person, PersonRole
from records.database import writing
from records.shard import save_shard
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE, an_ordinary_night
from tests.console.page_text import Element, page_of
from tests.console.staff import BASE, app_on, register, signed_in
from tests.records import judged_samples as sample

BOUND = Person(who="Bound", roles=(PersonRole.SUPERVISOR,), vendor="示例外包")
In = Callable[[PersonRole | str], TestClient]


def call(number: int, agent: int, team: str, score: float, *, heard: float = 0.9, accent: str = "") -> object:
    """One judged call."""
    one = replace(
        sample.evaluation(f"f{number}", f"fair-{number}"), machine_score=score, agent_id=f"f{agent}", team=team,
        started_at=sample.NOON + timedelta(minutes=number),
    )  # fmt: skip
    judged = sample.judged(f"fair-{number}", one)
    facts = judged.facts
    said = replace(facts.interaction, metadata=MappingProxyType({"accent": accent} if accent else {}))
    trust = replace(facts.trust, recognition=heard)
    return replace(judged, facts=replace(facts, interaction=said, trust=trust), flags=())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve agents in two teams: one team has 20 points less, however well it was heard; one accent has few calls."""
    where = an_ordinary_night(tmp_path_factory.mktemp("fair") / "w")
    calls = [
        call(
            12 * n + agent, agent, "一组" if agent < 6 else HOSTILE,
            (90.0 if agent < 6 else 70.0) + (n % 3) + agent % 2, heard=0.85 + 0.01 * (n % 5),
            accent="川音" if n == 0 and agent == 0 else "普通话",
        )
        for n in range(8) for agent in range(12)
    ]  # fmt: skip
    workspace = Workspace.open(where)
    with writing(workspace.engine) as connection:
        save_shard(connection, calls)  # type: ignore[arg-type]
    workspace.close()
    register(where, BOUND)
    return where


@pytest.fixture(scope="module")
def as_(folder: Path) -> Iterator[In]:
    app = app_on(folder)
    with ExitStack() as serving:
        serving.enter_context(TestClient(app, base_url=BASE))
        yield lambda who: signed_in(app, who)


def row_of(page: Element, kind: str, group: str) -> list[str]:
    rows = page.one("section", aria_labelledby=f"by-{kind}").one("tbody").all("tr")
    return next([c.text for c in row.all("td")] for row in rows if row.one("th").text.startswith(group))


def test_a_team_with_less_is_named_with_its_interval_and_a_thin_accent_says_not_enough(as_: In) -> None:
    answer = as_(PersonRole.SUPERVISOR).get("/fairness")
    page = page_of(answer.text)
    cells = row_of(page, "team", "一组")
    assert cells[:4] == ["存在差异", "48", "6", "91.4"]
    assert cells[4].startswith("+")
    assert "…" in cells[4]
    assert "班组 一组" in page.one("section", aria_labelledby="found").text
    thin = row_of(page, "accent", "川音")
    assert (thin[0], *thin[3:]) == ("数据不足", "–", "数据不足", "数据不足", "–", "–")
    assert "<script>alert" not in answer.text


def test_month_score_and_group_are_chosen_and_kept_by_the_files(as_: In) -> None:
    boss = as_(PersonRole.SUPERVISOR)
    page = page_of(boss.get("/fairness?by=accent&month=2026-09&score=published").text)
    assert page.all("section", aria_labelledby="by-team") == []
    assert "依据 0 次评价的公布分" in page.one("main").text
    links = [a.attributes["href"] for a in page.one("p", class_="take-along").all("a")]
    assert all("by=accent" in link and "score=published" in link for link in links)
    english = page_of(boss.get("/fairness?by=team&lang=en").text)
    assert "gap" in row_of(english, "team", "一组")[0]
    for odd in ("month=2026-13", "month=x", "score=%27", "by=nothing", "month=1999-01"):
        assert boss.get(f"/fairness?{odd}").status_code == 200


def test_the_table_is_taken_along_and_names_never_become_formulas(as_: In) -> None:
    answer = as_(PersonRole.ADMINISTRATOR).get("/fairness/file?by=team&format=csv&lang=en")
    assert answer.headers["content-disposition"] == 'attachment; filename="fairness-2026-09-machine.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    ours = next(row for row in rows if row["Group"] == "一组")
    assert (ours["Interactions"], ours["Verdict"]) == ("48", "gap")
    assert float(ours["Gap, points"]) > 15
    thin = as_(PersonRole.ADMINISTRATOR).get("/fairness/file?by=accent&format=csv&lang=en").content.decode("utf-8-sig")
    alone = next(row for row in csv.reader(io.StringIO(thin)) if row[1] == "川音")
    assert alone[2:] == ["1", "1", *[""] * 9, "not enough data"]
    assert as_(PersonRole.SUPERVISOR).get("/fairness/file?format=xlsx").content.startswith(b"PK")


def test_who_is_bound_to_a_vendor_cannot_compare_the_whole_centre(as_: In) -> None:
    bound = as_("Bound")
    assert bound.get("/fairness").status_code == 404
    assert bound.get("/fairness/file").status_code == 404


def test_judges_yaml_says_who_may_see_it(folder: Path, as_: In) -> None:
    own = folder / "judges.yaml"
    text = (resources.files("scoring_rules") / "judges.yaml").read_text(encoding="utf-8")
    every = "who: [supervisor, operator, administrator]}"
    assert every in text
    own.write_text(text.replace(every, "who: [operator]}"), encoding="utf-8")
    try:
        assert as_(PersonRole.SUPERVISOR).get("/fairness").status_code == 404
    finally:
        own.unlink()
    assert as_(PersonRole.SUPERVISOR).get("/fairness").status_code == 200
