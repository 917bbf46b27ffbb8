"""Publishing rules: what it demands, which night judges by what, and what a trial and a rollback leave alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from inspection.errors import RecordsError
from records import audit, frozen_months, rulebook_versions
from records.database import reading, writing
from records.rule_decisions import roll_back, standpoint
from records.rulebook_versions import Step, VersionStatus
from tests.pipelines.rule_site import Site, opened, rulebook
from tests.pipelines.small_night import chat

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
STRICTER = (2, "您好吗")
SHORTER = (2, "收益")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return rulebook(tmp_path / "first")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A change that finds promises by fewer words."""
    return rulebook(tmp_path / "second", version="2", promise=SHORTER)


def test_a_first_publication_needs_no_history_only_where_there_is_none(site: Site, first: Path) -> None:
    assert site.problems(site.wish(first)) == [
        "nothing is stored to backtest on; add --no-history to publish all the same"
    ]
    assert site.problems(site.wish(first, no_history=True)) == []
    site.deliver(chat(1))
    site.night(rules=first)
    (line,) = site.problems(site.wish(first, no_history=True))
    assert "1 interactions are stored" in line


def test_author_and_publisher_are_two_people_however_they_are_written(site: Site, first: Path) -> None:
    wanted = site.wish(first, author="Li  Hua", publisher="li hua", no_history=True)
    (line,) = site.problems(wanted)
    assert "a second person publishes" in line
    assert site.problems(wanted, publish_two_people=False) == []


def test_one_person_who_is_allowed_to_is_named_in_the_audit_trail(site: Site, first: Path) -> None:
    site.publish(first, author="Li", publisher="Li", no_history=True)
    with opened(site.path) as workspace, reading(workspace.engine) as connection:
        (entry,) = audit.of(connection, "rulebook_version:1")
    assert "one person" in entry.after["one_person"]
    assert (entry.who, entry.action, entry.reason) == ("Li", "publish", "why")


def test_without_a_backtest_of_these_very_files_nothing_is_published(site: Site, first: Path, second: Path) -> None:
    site.deliver(chat(1))
    site.night(rules=first)
    site.backtest(second)
    assert site.problems(site.wish(second)) == []
    (second / "items" / "greeting.yaml").write_text(
        (second / "items" / "greeting.yaml").read_text("utf-8") + "# a remark\n", "utf-8"
    )
    (line,) = site.problems(site.wish(second))
    assert "never backtested" in line


def test_an_old_backtest_and_one_of_some_items_do_not_count(site: Site, first: Path, second: Path) -> None:
    site.deliver(chat(1))
    site.night(rules=first)
    site.backtest(second, whole=False)
    assert "never backtested" in site.problems(site.wish(second))[0]
    site.backtest(second, at=datetime.now(UTC) - timedelta(days=15, hours=1), backtest_id="old")
    assert site.problems(site.wish(second)) == ["the backtest is 15 days old, more than 14; run it again"]
    assert site.problems(site.wish(second), publish_backtest_days=30) == []


def test_a_red_example_and_a_lint_error_refuse_with_their_place(site: Site, first: Path) -> None:
    item = first / "items" / "greeting.yaml"
    item.write_text(
        item.read_text("utf-8").replace("坐席: 请讲}], expect: unmet", "坐席: 请讲}], expect: met"), "utf-8"
    )
    lines = site.problems(site.wish(first, no_history=True))
    assert lines
    assert all(line.startswith("items/greeting.yaml") for line in lines)
    (first / "items" / "greeting.yaml").write_text("id: greeting\nnonsense: 1\n", "utf-8")
    assert all(
        line.startswith(("items/greeting.yaml", "forms/")) for line in site.problems(site.wish(first, no_history=True))
    )


def test_what_changed_wants_a_higher_version(site: Site, first: Path, tmp_path: Path) -> None:
    site.publish(first, no_history=True)
    changed = rulebook(tmp_path / "changed", version="1", greeting=(1, "您好吗"))
    lines = [line for line in site.problems(site.wish(changed, no_history=True)) if "raise its version" in line]
    assert [line.split(":")[0] for line in lines] == ["rulebook.yaml", "items/greeting.yaml"]
    assert any("in force already" in line for line in site.problems(site.wish(first, no_history=True)))


def test_every_fault_is_told_at_once(site: Site, first: Path) -> None:
    assert len(site.problems(site.wish(first, author="", publisher="", note=" "))) == 5


def test_the_night_judges_by_the_version_in_force_when_the_interaction_started(
    site: Site, first: Path, second: Path
) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.publish(second, no_history=True, effective_from=datetime(2026, 9, 1, 2, 0, tzinfo=UTC))
    site.deliver(chat(1), chat(59), chat(60))  # 09:01, 09:59 and 10:00 in Shanghai: 10:00 is 02:00 UTC
    site.night()
    assert site.judged_by() == {"chat-001": "1", "chat-059": "1", "chat-060": "2"}


def test_before_the_first_version_the_shipped_book_judges_and_the_ledger_says_so(site: Site, first: Path) -> None:
    site.publish(first, no_history=True, effective_from=datetime(2026, 9, 2, tzinfo=UTC))
    site.deliver(chat(1))
    site.night()
    rows = site.rows()
    assert {e["rulebook_id"] for e in rows["evaluations"]} == {"mingjian"}
    assert "no published version was in force" in rows["ledger"][0]["reason"]


def test_a_folder_on_the_command_line_goes_before_what_is_published(site: Site, first: Path, second: Path) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.deliver(chat(1))
    site.night(rules=second)
    assert site.judged_by() == {"chat-001": "2"}


def test_a_publication_during_a_night_changes_nothing_in_it(site: Site, first: Path, second: Path) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.deliver(chat(1))
    site.night(meanwhile=lambda: site.publish(second, no_history=True, effective_from=LONG_AGO))
    assert site.judged_by() == {"chat-001": "1"}
    site.deliver(chat(2))
    site.night(date(2026, 9, 2))
    assert site.judged_by() == {"chat-001": "1", "chat-002": "2"}


def test_a_killed_night_goes_on_with_the_versions_it_began_with(site: Site, first: Path, second: Path) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.deliver(chat(1))
    run = site.night(killed=True)
    site.publish(second, no_history=True, effective_from=LONG_AGO)
    assert site.night() == run
    assert site.judged_by() == {"chat-001": "1"}


def test_a_night_that_began_with_the_shipped_book_keeps_it(site: Site, first: Path) -> None:
    site.deliver(chat(1))
    site.night(killed=True)
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.night()
    assert {e["rulebook_id"] for e in site.rows()["evaluations"]} == {"mingjian"}


def test_a_trial_changes_no_row_of_any_other_table(tmp_path: Path, first: Path, second: Path) -> None:
    rows = []
    for name in ("with", "without"):
        (tmp_path / name).mkdir()
        site = Site(tmp_path / name)
        site.publish(first, no_history=True, effective_from=LONG_AGO)
        if name == "with":
            site.publish(second, no_history=True, step=Step.TRIAL)
        site.deliver(*(chat(n) for n in range(1, 15)))
        site.night()
        rows.append(site.rows())
    found = rows[0].pop("trial_findings")
    assert rows[1].pop("trial_findings") == []
    assert rows[0] == rows[1]
    # chats 7 and 14 promise a return, all others say that they cannot: those the shorter words find as well
    assert {f["item"] for f in found} == {"guaranteed_return"}
    assert {f["rule_version"] for f in found} == {"guaranteed_return@2"}
    new = [f["interaction_id"] for f in found if f["state"] == "unmet" and f["live_state"] == "met"]
    assert len(found) == 14
    assert len(new) == sum(f["state"] == "unmet" for f in found) - sum(f["live_state"] == "unmet" for f in found)


def test_a_trial_that_breaks_harms_nobody(
    site: Site, first: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.publish(second, no_history=True, step=Step.TRIAL)
    site.deliver(chat(1))

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("pipelines.bench.trial_findings", broken)
    site.night()
    assert site.judged_by() == {"chat-001": "1"}
    assert site.rows()["trial_findings"] == []


def test_a_promotion_ends_the_trial_and_judges_from_then_on(site: Site, first: Path, second: Path) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    tried = site.publish(second, no_history=True, step=Step.TRIAL)
    site.publish(second, no_history=True, step=Step.PROMOTE, content_of=tried.number)
    assert [(v.step, v.status) for v in site.history()] == [
        (Step.PUBLISH, VersionStatus.RETIRED),
        (Step.TRIAL, VersionStatus.RETIRED),
        (Step.PROMOTE, VersionStatus.LIVE),
    ]
    site.deliver(chat(1))
    site.night()
    assert site.judged_by() == {"chat-001": "1"}, "it started before the promotion"


def test_a_rollback_gives_the_old_judgements_back_and_leaves_history_alone(
    site: Site, first: Path, second: Path
) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.deliver(chat(1))
    site.night()
    site.publish(second, no_history=True, effective_from=LONG_AGO)
    site.deliver(chat(2))
    site.night(date(2026, 9, 2))
    before = site.history()
    with opened(site.path) as workspace:
        done = roll_back(workspace, None, who="王", note="too strict", at=datetime.now(UTC), effective_from=LONG_AGO)
    site.deliver(chat(3))
    site.night(date(2026, 9, 3))
    assert site.judged_by() == {"chat-001": "1", "chat-002": "2", "chat-003": "1"}
    assert (done.number, done.step, done.content_of) == (3, Step.ROLLBACK, 1)
    assert [(v.number, v.content_hash, v.note) for v in site.history()[:2]] == [
        (v.number, v.content_hash, v.note) for v in before
    ]
    assert site.files(3).texts == site.files(1).texts
    hashes = {e["interaction_id"]: e["rulebook_hash"] for e in site.rows()["evaluations"]}
    assert hashes["chat-001"] == hashes["chat-003"] != hashes["chat-002"]


def test_rolling_back_the_only_version_returns_to_the_shipped_book_and_once_more_is_refused(
    site: Site, first: Path
) -> None:
    site.publish(first, no_history=True)
    with opened(site.path) as workspace:
        done = roll_back(workspace, None, who="王", note="n", at=datetime.now(UTC))
        assert (done.rulebook_id, done.content_of) == ("mingjian", None)
        with pytest.raises(RecordsError, match="no former version"):
            roll_back(workspace, None, who="王", note="n", at=datetime.now(UTC))


def test_rolling_back_right_after_a_trial_began_ends_the_trial_only(site: Site, first: Path, second: Path) -> None:
    site.publish(first, no_history=True)
    site.publish(second, no_history=True, step=Step.TRIAL)
    with opened(site.path) as workspace:
        done = roll_back(workspace, None, who="王", note="n", at=datetime.now(UTC))
    assert (done.number, done.status) == (2, VersionStatus.RETIRED)
    assert [v.status for v in site.history()] == [VersionStatus.LIVE, VersionStatus.RETIRED]


def test_an_ended_trial_is_no_former_version_and_nobody_puts_it_in_force_alone(
    site: Site, first: Path, second: Path
) -> None:
    site.publish(first, no_history=True)
    tried = site.publish(second, no_history=True, step=Step.TRIAL)
    with opened(site.path) as workspace:
        roll_back(workspace, None, who="王", note="bad trial", at=datetime.now(UTC))
        for name in ("#2", "2", f"{tried.rulebook_id}@{tried.version}"):
            with pytest.raises(RecordsError, match="on trial, never in force") as refused:
                roll_back(workspace, name, who=tried.author, note="mine", at=datetime.now(UTC))
            assert refused.value.code == "only_tried"
    assert [v.step for v in site.history()] == [Step.PUBLISH, Step.TRIAL]


def test_a_decision_confirmed_while_another_was_taken_is_refused_as_it_is_stored(
    site: Site, first: Path, second: Path
) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.publish(second, no_history=True, effective_from=LONG_AGO)
    with opened(site.path) as workspace:
        shown = standpoint(workspace, site.files(1).content_hash)
        roll_back(workspace, "#1", who="王", note="first", at=datetime.now(UTC), confirmed=shown)
        with pytest.raises(RecordsError) as late:
            roll_back(workspace, "#1", who="李", note="second", at=datetime.now(UTC), confirmed=shown)
    assert late.value.code == "changed_meanwhile"
    assert [v.note for v in site.history()][2:] == ["first"]


def test_a_frozen_month_is_not_reached_by_a_publication_or_a_rollback(site: Site, first: Path, second: Path) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    with opened(site.path) as workspace, writing(workspace.engine) as connection:
        frozen_months.freeze(connection, "2026-09", who="x", at=datetime.now(UTC), reason="paid")
    inside = datetime(2026, 9, 30, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    after = datetime(2026, 9, 30, 16, 0, tzinfo=UTC)
    (line,) = site.problems(site.wish(second, no_history=True, effective_from=inside))
    assert line == "2026-09 is frozen; choose an --effective-from after 2026-09-30"
    assert site.problems(site.wish(second, no_history=True, effective_from=after)) == []
    with opened(site.path) as workspace, pytest.raises(RecordsError, match="2026-09 is frozen"):
        roll_back(workspace, "shipped", who="x", note="n", at=datetime.now(UTC), effective_from=inside)


def test_a_frozen_evaluation_stays_when_its_interaction_comes_again_under_new_rules(
    site: Site, first: Path, second: Path
) -> None:
    site.publish(first, no_history=True, effective_from=LONG_AGO)
    site.deliver(chat(1))
    site.night()
    with opened(site.path) as workspace, writing(workspace.engine) as connection:
        frozen_months.freeze(connection, "2026-09", who="x", at=datetime.now(UTC), reason="paid")
    frozen = site.rows()["evaluations"]
    site.publish(second, no_history=True)
    site.deliver(chat(2, started_at="2026-11-01T09:00:00+08:00"))
    site.night(date(2026, 11, 1))
    kept = [e for e in site.rows()["evaluations"] if e["interaction_id"] == "chat-001"]
    assert kept == frozen


def test_files_come_back_byte_for_byte(site: Site, first: Path) -> None:
    (first / "lists").mkdir()
    (first / "lists" / "words.txt").write_bytes("\ufeff保证\r\n收益\n\n".encode())
    site.publish(first, no_history=True)
    kept = site.files(1).texts
    assert kept["lists/words.txt"].encode() == (first / "lists" / "words.txt").read_bytes()
    assert set(kept) == {p.relative_to(first).as_posix() for p in first.rglob("*") if p.is_file()}


def test_a_version_is_found_by_number_and_by_name_and_an_unknown_one_is_told(
    site: Site, first: Path, second: Path
) -> None:
    site.publish(first, no_history=True)
    site.publish(second, no_history=True)
    with opened(site.path) as workspace, reading(workspace.engine) as connection:
        assert [rulebook_versions.find(connection, name).number for name in ("#1", "2", "small@2")] == [1, 2, 2]
        with pytest.raises(RecordsError, match="no rulebook version '7'"):
            rulebook_versions.find(connection, "7")
