"""Older human scores beside ours: matched, kept once, never part of a score, bad rows set aside with their reason."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from inspection.errors import AccessRefused, TableError
from inspection.item_verdicts import Stage
from pipelines.importing_reviews import Imported, ImportRequest, import_reviews
from records import audit, evaluations, reviews, rule_trust, verdicts
from records.database import reading
from records.publication_planning import plan
from records.workspace import Workspace
from tests.inspection.form_cases import HUMAN, UNMET
from tests.records import review_site as site

MAP = "items:\n  开头语: {item: greeting, full: 60}\n  结束语: closing\n  整体: {item: [greeting, closing]}\n"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "workspace")
    site.open_site(
        opened.engine,
        (site.judged("c1"), []),
        (site.judged("c2", closing=UNMET), []),
        (site.judged("c3", greeting=HUMAN), []),
        (site.judged("two", agent_id="a7"), []),
    )
    yield opened
    opened.close()


def bring(centre: Workspace, text: str, *, who: str = "Zhao", encoding: str = "utf-8", name: str = "old.csv",
          **more: object) -> Imported:  # fmt: skip
    file = centre.path / name
    file.write_bytes(text.encode(encoding))
    return import_file(centre, file, who, **more)


def import_file(centre: Workspace, file: Path, who: str = "Zhao", **more: object) -> Imported:
    mapping = centre.path / "map.yaml"
    mapping.write_text(MAP, encoding="utf-8")
    given: dict[str, object] = {
        "file": file, "mapping": mapping, "source": None, "random_sample": None, "person": site.BY_NAME[who],
        "now": site.MORNING,
    }  # fmt: skip
    return import_reviews(centre, ImportRequest(**(given | more)), site.POLICY, minimum_n=30)  # type: ignore[arg-type]


TEXT = "会话编号,质检员,开头语,结束语,总分\nc1,老刘,60,合格,95\nc2,老刘,60,合格,90\nc3,老刘,0,合格,40\n"


def test_old_and_new_are_compared_item_by_item(centre: Workspace) -> None:
    done = bring(centre, TEXT, random_sample=True)
    assert (done.rows, done.new, done.bad_rows, done.unmapped) == (3, 9, (), ())
    greeting, closing = done.compared.items
    assert (greeting.item, greeting.n, greeting.left_open, greeting.agreement.value) == ("开头语", 2, 1, 1.0)
    assert (closing.precision.value, closing.precision.n, closing.recall.n) == (0.0, 1, 0)
    assert done.compared.scores.n == 2  # of the third the machine could not judge enough
    assert greeting.recall_valid


def test_they_are_kept_as_labels_and_count_for_no_score(centre: Workspace) -> None:
    bring(centre, TEXT)
    with reading(centre.engine) as connection:
        (second,) = evaluations.current(connection, "drop", "c2")
        rows = reviews.of(connection, "e-c2")
        planned = {p.evaluation.interaction_id: p for p in plan(connection, site.NIGHT, site.NIGHT, site.EVERY_RULE)}
        labels = {v.item: v.state.value for v in verdicts.between(connection) if v.interaction_id == "c2"}
        assert rule_trust.reviewed_hits(connection) == {}
    assert {(r.item, r.state, r.points, r.stage, r.selection, r.decision) for r in rows} == {
        ("greeting", "met", 60.0, "imported", "imported", "right"),
        ("closing", "met", None, "imported", "imported", "wrong"),
        (None, None, 90.0, "imported", "imported", None),
    }
    assert labels == {"greeting": "met", "closing": "met"}  # relearning finds them
    assert (second.human_score, second.published_score) == (None, None)
    assert planned["c2"].now is not None
    assert planned["c2"].now.published_score == 60.0  # the machine's, whatever the older inspection said


def test_importing_again_adds_nothing_and_a_corrected_row_is_a_later_word(centre: Workspace) -> None:
    bring(centre, TEXT)
    assert bring(centre, TEXT).new == 0
    later = site.MORNING.replace(hour=5)
    assert bring(centre, TEXT.replace("c2,老刘,60,合格,90", "c2,老刘,60,不合格,90"), now=later).new == 1
    with reading(centre.engine) as connection:
        said = {v.item: v.state.value for v in verdicts.between(connection) if v.interaction_id == "c2"}
        trail = audit.of(connection, "reviews")
    assert said["closing"] == "unmet"
    assert [(e.action, e.who, e.after) for e in trail] == [
        ("import", "Zhao", {"rows": 9, "file": "old.csv"}),
        ("import", "Zhao", {"rows": 1, "file": "old.csv"}),
    ]


def test_a_dry_run_keeps_nothing(centre: Workspace) -> None:
    done = bring(centre, TEXT + "nobody,老刘,60,合格,1\n", dry_run=True)
    assert (done.new, len(done.bad_rows), done.set_aside) == (0, 1, None)
    with reading(centre.engine) as connection:
        assert reviews.of(connection, "e-c1") == []


def test_bad_rows_are_set_aside_in_a_table_that_can_be_corrected(centre: Workspace) -> None:
    text = TEXT + "nobody,老刘,60,合格,90\nc1,老王,70,合格,90\nc1,老赵,60,合格,\n"
    done = bring(centre, text)
    assert [(b.number, b.code) for b in done.bad_rows] == [(5, "not_found"), (6, "bad_points")]
    assert done.set_aside is not None
    with done.set_aside.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["row", "code", "reason", "会话编号", "质检员", "开头语", "结束语", "总分"]
    assert rows[1] == ["5", "not_found", "there is no evaluation of drop/nobody", "nobody", "老刘", "60", "合格", "90"]
    assert bring(centre, text).set_aside == done.set_aside  # the same rows, the same file


def test_gb18030_and_a_workbook_say_the_same(centre: Workspace) -> None:
    first = bring(centre, TEXT, encoding="gb18030")
    book = Workbook()
    sheet = book.active
    for line in TEXT.splitlines():
        sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    file = centre.path / "old.xlsx"
    book.save(file)
    again = import_file(centre, file)
    assert (first.new, again.new) == (9, 0)
    assert again.compared == first.compared


def test_of_several_agents_the_row_says_which(centre: Workspace) -> None:
    both = (site.judged("two"), site.judged("two", evaluation_id="e-two-1", segment=1, agent_id="a9"))
    with_segments = replace(site.sample.judged("two", *both), flags=())
    from records.database import writing
    from records.shard import save_shard

    with writing(centre.engine) as connection:
        save_shard(connection, [with_segments])
    done = bring(centre, "id,工号,结束语\ntwo,,合格\ntwo,a9,合格\ntwo,a1,合格\n")
    assert [(b.number, b.code) for b in done.bad_rows] == [(2, "several_agents"), (4, "other_agent")]
    with reading(centre.engine) as connection:
        assert [r.item for r in reviews.of(connection, "e-two-1")] == ["closing"]


def test_an_old_item_that_asked_for_several_labels_each_only_when_it_was_met(centre: Workspace) -> None:
    done = bring(centre, "id,整体\nc1,合格\nc2,不合格\n")
    assert [(i.ids, i.n) for i in done.compared.items] == [(("greeting", "closing"), 2)]
    assert done.compared.items[0].agreement.value == 1.0
    with reading(centre.engine) as connection:
        assert {r.item for r in reviews.of(connection, "e-c1")} == {"greeting", "closing"}
        assert reviews.of(connection, "e-c2") == []


@pytest.mark.parametrize("who", ["Wang", "Sun"])
def test_who_may_not_import_imports_nothing(centre: Workspace, who: str) -> None:
    with pytest.raises(AccessRefused, match="import"):
        bring(centre, TEXT, who=who)
    with reading(centre.engine) as connection:
        assert reviews.of(connection, "e-c1") == []


def test_where_several_sources_are_judged_the_source_must_be_said(centre: Workspace) -> None:
    site.deliver(centre.engine, (site.judged("x", source="drop"), []))
    assert bring(centre, "id,source,结束语\nc1,elsewhere,合格\n").bad_rows[0].code == "not_found"
    assert bring(centre, TEXT, source="elsewhere").bad_rows[0].code == "not_found"


def test_a_sample_nobody_calls_random_is_not_random(centre: Workspace) -> None:
    assert not bring(centre, TEXT).compared.random_sample
    assert bring(centre, TEXT, random_sample=True).compared.random_sample


@pytest.mark.parametrize(("content", "reason"), [(b"%PDF-1.7", "a PDF"), (b"", "the table is empty")])
def test_what_is_no_table_is_refused(centre: Workspace, content: bytes, reason: str) -> None:
    file = centre.path / "old.csv"
    file.write_bytes(content)
    with pytest.raises(TableError, match=reason):
        import_file(centre, file)
    with pytest.raises(TableError, match="cannot be read"):
        import_file(centre, centre.path / "missing.csv")


def test_the_stage_of_a_label_is_imported(centre: Workspace) -> None:
    bring(centre, TEXT)
    with reading(centre.engine) as connection:
        (evaluation,) = evaluations.current(connection, "drop", "c1")
        assert {v.stage for v in reviews.verdicts_on(connection, [evaluation])["e-c1"]} == {Stage.IMPORTED}
