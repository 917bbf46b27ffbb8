"""The simulated centre is one the console can open: every page of the benchmark answers, and its words are found."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from benchmarks.console import pages, scorecards_of
from benchmarks.simulated_centre import DAYS, OFTEN, Size, fill
from benchmarks.simulated_results import work_out
from inspection.search.sought import sought
from records import text_index
from records.database import reading
from records.tables import evaluations, interactions, turns
from records.workspace import Workspace
from tests.console.staff import BASE, app_on, register, signed_in

SIZE = Size(300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("centre") / "workspace"
    opened = Workspace.open(folder)
    assert fill(opened.engine, SIZE, within_s=0) == 0
    assert fill(opened.engine, SIZE) == 300
    assert fill(opened.engine, SIZE) == 300  # what is there is not made twice
    work_out(opened.engine)
    opened.close()
    register(folder)
    return folder


@pytest.fixture(scope="module")
def supervisor(folder: Path) -> Iterator[TestClient]:
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        yield signed_in(app)


def test_every_day_has_the_same_number_of_interactions_with_their_turns_and_evaluations(folder: Path) -> None:
    opened = Workspace.open(folder)
    with reading(opened.engine) as connection:
        per_day = connection.execute(
            sa.select(sa.func.count()).select_from(interactions).group_by(interactions.c.business_date)
        ).scalars()
        assert list(per_day) == [SIZE.interactions // DAYS] * DAYS
        count = sa.select(sa.func.count())
        assert connection.execute(count.select_from(turns)).scalar_one() == SIZE.interactions * SIZE.turns
        assert connection.execute(count.select_from(evaluations)).scalar_one() == SIZE.interactions
        said = connection.execute(count.select_from(turns).where(turns.c.text.contains(OFTEN))).scalar_one()
        wanted = sought(OFTEN)
        assert wanted is not None
        hits = connection.execute(count.select_from(text_index.hits(connection, wanted).subquery())).scalar_one()
    opened.close()
    assert hits == said


@pytest.mark.parametrize("name", sorted(pages(random.Random(0), SIZE.interactions, ["any"])))
def test_every_page_of_the_benchmark_answers(supervisor: TestClient, folder: Path, name: str) -> None:
    opened = Workspace.open(folder)
    cards = scorecards_of(opened.engine)
    opened.close()
    answer = supervisor.get(pages(random.Random(0), SIZE.interactions, cards)[name])
    assert answer.status_code == 200
    assert len(answer.content) < 50_000
