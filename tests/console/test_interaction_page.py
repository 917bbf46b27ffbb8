from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from starlette.testclient import TestClient

from inspection.evaluation import Evaluation
from inspection.evidence import Evidence
from records import evaluations
from records.database import writing
from records.shard import save_shard
from records.workspace import Workspace
from tests.console.filled_workspace import WORDS, call_of, evidence_at, fill
from tests.console.page_text import Element, page_of
from tests.records.judged_samples import NOON, RUDE


def marked_by(page: Element, link: Element) -> str:
    """The words that light up for a piece of evidence."""
    name = link.attributes["data-mark"]
    return "".join(m.raw_text for m in page.all("mark") if name in m.attributes["data-marks"].split())


def item(page: Element, item_id: str) -> Element:
    return page.one("li", id=f"item-0-{item_id}")


def with_evidence(*evidence: Evidence, said: str = f"我的{WORDS}") -> tuple[Evaluation, ...]:
    (judged,) = call_of("one", said).evaluations
    return (replace(judged, items=(replace(RUDE, evidence=evidence),)),)


def test_every_piece_of_evidence_marks_its_very_words(console: TestClient) -> None:
    page = page_of(console.get("/interactions/drop/rude-1").text)
    links = page.all("a", data_step="")
    assert len(links) == 3
    for link in links:
        quoted = link.one("q").text
        assert marked_by(page, link) == quoted
        turn = page.one("li", id=link.attributes["href"].removeprefix("#"))
        assert quoted in turn.one("p", class_="words").raw_text


def test_an_item_shows_state_points_reason_and_rule(console: TestClient) -> None:
    rude = item(page_of(console.get("/interactions/drop/rude-1").text), "rude")
    assert rude.one("span", class_="state-unmet").text == "违规"
    assert rude.one("span", class_="points").text == "0 / 10"
    assert "辱骂:发现违规表述「退款怎么还没到」" in rude.text
    assert "疑似致命: 客户关键" in rude.text
    assert "规则 1" in rude.text


def test_items_that_did_not_apply_are_folded_away_but_there(console: TestClient) -> None:
    page = page_of(console.get("/interactions/drop/rude-1").text)
    (folded,) = [d for d in page.one("article").all("details") if d.all("li", class_="item")]
    assert "open" not in folded.attributes
    assert folded.one("summary").text == "不适用 (1)"
    assert folded.one("li", class_="item").attributes["id"] == "item-0-hold_notice"


def test_an_item_the_form_gives_no_points_for_says_so_instead_of_nought_of_nought(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    (judged,) = with_evidence()
    (rude,) = judged.items
    free = (replace(judged, items=(replace(rude, max_points=0.0),)),)
    page = page_of(
        console_on(fill(tmp_path / "w", [call_of("one", evaluations=free)])).get("/interactions/drop/one").text
    )
    assert item(page, "rude").one("span", class_="points").text == "不计分"


def test_deductions_come_before_what_waits_for_a_person_and_what_was_met(console: TestClient) -> None:
    page = page_of(console.get("/interactions/drop/rude-1").text).one("article")
    states = [i.attributes["class"].split()[-1] for i in page.all("li", class_="item")]
    assert states == ["state-unmet", "state-needs_human", "state-met", "state-not_applicable"]


def test_the_transcript_shows_times_feeling_and_what_was_heard_badly(console: TestClient) -> None:
    page = page_of(console.get("/interactions/drop/rude-1").text)
    agent, customer, event = page.one("ol", class_="turns").all("li")
    assert agent.one("span", class_="time").text == "0:00.5–0:02.5"
    assert "heard-badly" not in agent.attributes["class"]
    assert "识别可信度低 42%" in customer.text
    assert customer.one("span", class_="feeling-negative").text == "▼ 消极 · 愤怒 (不确定)"
    assert [b.text for b in event.all("span", class_="badge")] == ["事件", "自动", "公开"]
    assert "(无文字)" in event.text


def test_overlapping_evidence_each_keeps_its_own_words(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    said = "你们这服务真是垃圾公司"
    whole, part, tail = (evidence_at(said, words) for words in (said, "服务真是", "真是垃圾"))
    evaluated = with_evidence(whole, part, tail, said=said)
    page = page_of(console_on(fill(tmp_path / "w", [call_of("one", said, evaluations=evaluated, flags=())])).get(
        "/interactions/drop/one").text)  # fmt: skip
    links = item(page, "rude").all("a", data_step="")
    assert [marked_by(page, link) for link in links] == [said, "服务真是", "真是垃圾"]
    assert page.one("li", id="turn-1").one("p", class_="words").raw_text == said


def test_evidence_of_another_transcript_is_quoted_but_marks_nothing(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    lost = [
        replace(evidence_at(f"我的{WORDS}", WORDS), text="另一版的话"),
        replace(evidence_at(f"我的{WORDS}", WORDS), end_char=4000),
        replace(evidence_at(f"我的{WORDS}", WORDS), turn=99),
    ]
    call = call_of("one", evaluations=with_evidence(*lost), flags=())
    page = page_of(console_on(fill(tmp_path / "w", [call])).get("/interactions/drop/one").text)
    rude = item(page, "rude")
    assert rude.text.count("无法在下方定位") == 3
    assert "另一版的话" in rude.text
    assert page.all("mark") == []


def test_a_wait_without_words_marks_its_whole_turn_and_a_silence_between_turns_is_only_told(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    wait = Evidence(turn=0, start_char=0, end_char=0, start_s=0.5, end_s=2.5, text="", operator="wait", value="70 s",
                    threshold="30 s")  # fmt: skip
    silence = replace(wait, turn=None, start_char=None, end_char=None, operator="silence", start_s=6.0, end_s=12.0)
    call = call_of("one", evaluations=with_evidence(wait, silence), flags=())
    page = page_of(console_on(fill(tmp_path / "w", [call])).get("/interactions/drop/one").text)
    first, second = item(page, "rude").one("ul", class_="evidence").all("li")
    assert marked_by(page, first.one("a")) == "您好，很高兴为您服务"
    assert second.all("a") == []
    assert "静音 结果 70 s, 标准 30 s 0:06.0–0:12.0" in second.text


def test_history_shows_what_was_superseded_and_what_people_changed(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    folder = fill(tmp_path / "w", [call_of("one")])
    (first,) = call_of("one").evaluations
    second = replace(first, evaluation_id="e-new", machine_score=91.5, evaluated_at=NOON + timedelta(days=2))
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        save_shard(connection, [call_of("one", evaluations=(second,), flags=())])
        change = evaluations.Change(human_score=77.0)
        evaluations.change(connection, "e-new", change, who="质检员甲", at=NOON + timedelta(days=3), reason="复核")
    workspace.close()
    page = page_of(console_on(folder).get("/interactions/drop/one").text)
    rows = [[c.text for c in row.all("td")] for row in page.one("section", aria_labelledby="history").all("tr")[1:]]
    assert [(r[2], r[4], r[5], r[6]) for r in rows] == [
        ("–", "质检员甲", "人工分: – → 77 (复核)", "e-new"),
        ("91.5", "–", "当前", "e-new"),
        ("0", "–", "已被取代", "e-drop-one"),
    ]


def test_the_three_scores_stand_apart_and_a_suspected_fatal_is_not_called_confirmed(console: TestClient) -> None:
    article = page_of(console.get("/interactions/drop/rude-1").text).one("article")
    scores = {d.one("dt").text: d.one("dd").text for d in article.one("dl").all("div")}
    assert (scores["机器分"], scores["致命前得分"], scores["人工分"], scores["发布分"]) == ("0", "87.5", "–", "–")
    assert "疑似致命" in article.one("h3").text
    assert "致命已确认" not in article.text


def test_an_interaction_that_never_arrived_still_has_its_page(console: TestClient) -> None:
    page = page_of(console.get("/interactions/drop/gone-1").text)
    assert page.one("h1").text == "gone-1 drop 缺录音"
    assert "录音缺失" in page.one("p", class_="notice").text
    assert page.all("li", class_="turn") == []


def test_unknown_interactions_are_not_found(console: TestClient) -> None:
    for path in ("/interactions/drop/nobody", "/interactions/nowhere/rude-1", "/interactions/drop", "/interactions/",
                 "/interactions/drop/rude-1/more", "/interactions//rude-1"):  # fmt: skip
        assert console.get(path).status_code == 404, path


def test_ids_with_slashes_and_percent_signs_have_pages_of_their_own(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    odd = ["a/b", "100%25", "甲 乙?#&=", "a%2Fb", "…..", "x+y"]
    console = console_on(fill(tmp_path / "w", [call_of(name, source="源/1") for name in odd]))
    links = page_of(console.get("/").text).one("section", aria_labelledby="fatals").all("a")
    assert sorted(link.text for link in links) == sorted(odd)
    for link in links:
        page = page_of(console.get(link.attributes["href"].partition("#")[0]).text)
        assert page.one("h1").all("bdi")[0].text == link.text
