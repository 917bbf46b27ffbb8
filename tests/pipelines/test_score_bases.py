"""Nights keep what scores rest on and queue what their flags ask for; what an older night did not keep is found."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipelines.bench import open_bench
from pipelines.night_reviews import queue_reviews
from pipelines.night_settings import NightSettings
from pipelines.pinned_rules import PinnedRules
from pipelines.score_bases import keep_bases, keep_missing
from records import evaluations, review_queue, score_bases
from records.database import reading, writing
from records.publication_planning import plan
from records.review_tables import score_bases as bases_table
from tests.pipelines.rule_site import Site, opened, rulebook
from tests.pipelines.small_night import NIGHT, chat, small_rules
from tests.records.review_site import MORNING

CHATS = [chat(n) for n in range(8)]  # 0 and 7 promise returns: suspected fatals


@pytest.fixture
def site(tmp_path: Path) -> Site:
    one = Site(tmp_path)
    rulebook(tmp_path / "rules")
    one.deliver(*CHATS)
    return one


def kept_for(site: Site) -> list[bool]:
    """Whether a basis gives the stored score, evaluation by evaluation."""
    with opened(site.path) as workspace, reading(workspace.engine) as connection:
        judged = list(evaluations.between(connection, NIGHT, NIGHT))
        return [score_bases.of(connection, e) is not None for e in judged]


def test_a_night_keeps_what_its_scores_rest_on(site: Site, tmp_path: Path) -> None:
    site.night(rules=tmp_path / "rules")
    settings = NightSettings(drop=site.drop, workspace=site.path, rules=tmp_path / "rules", business_date=NIGHT)
    with opened(site.path) as workspace:
        keep_bases(workspace, open_bench(settings, PinnedRules()))
        keep_bases(workspace, open_bench(settings, PinnedRules()))
        with reading(workspace.engine) as connection:
            assert connection.execute(sa.select(sa.func.count()).select_from(bases_table)).scalar_one() == 1
    assert kept_for(site) == [True] * 8


def test_an_older_night_finds_its_folder_again(site: Site, tmp_path: Path) -> None:
    site.night(rules=tmp_path / "rules")
    with opened(site.path) as workspace:
        assert keep_missing(workspace, NIGHT, NIGHT, tmp_path / "rules") == frozenset()
        assert keep_missing(workspace, NIGHT, NIGHT, None) == frozenset()
    assert kept_for(site) == [True] * 8


def test_an_older_night_of_a_published_version_needs_no_folder(site: Site, tmp_path: Path) -> None:
    site.publish(tmp_path / "rules", effective_from=MORNING.replace(year=2026, month=1))
    site.night()
    with opened(site.path) as workspace:
        assert keep_missing(workspace, NIGHT, NIGHT, None) == frozenset()
    assert kept_for(site) == [True] * 8


def test_a_form_changed_under_its_version_is_not_taken_for_the_one_that_judged(site: Site, tmp_path: Path) -> None:
    site.night(rules=tmp_path / "rules")
    form = tmp_path / "rules" / "forms" / "small.yaml"
    form.write_text(form.read_text("utf-8").replace("points: 60", "points: 10").replace("points: 40", "points: 90"))
    with opened(site.path) as workspace:
        keep_missing(workspace, NIGHT, NIGHT, tmp_path / "rules")
        with reading(workspace.engine) as connection:
            held = [p for p in plan(connection, NIGHT, NIGHT, frozenset()) if p.now is None]
    assert len(held) == kept_for(site).count(False) > 0


def test_the_night_queues_what_its_flags_ask_for_once(site: Site, tmp_path: Path) -> None:
    site.night(rules=small_rules(tmp_path / "with fatals"))
    with opened(site.path) as workspace:
        added = queue_reviews(workspace, [NIGHT, NIGHT])
        assert queue_reviews(workspace, [NIGHT, date(2026, 9, 2)]) == 0
        with writing(workspace.engine) as connection:
            waiting = review_queue.waiting(connection, MORNING)
    assert added == len(waiting) >= 2
    assert {q.task.interaction_id for q in waiting if q.task.purpose == "fatal"} == {"chat-000", "chat-007"}
