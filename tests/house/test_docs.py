"""The documentation covers the house: every room, every dependency, every word, every decision."""

import re
import tomllib
from pathlib import Path

import pytest

from inspection.evaluation import Dimension, ItemKind, ItemState
from inspection.interaction import Channel, Role
from inspection.ledger import Ending

HOUSE = Path(__file__).parents[2]
DECISIONS = sorted((HOUSE / "docs" / "decisions").glob("[0-9]*.md"))
ROOMS = ("inspection", "models", "records", "pipelines", "console", "cli", "scoring_rules")
SIGNED = (*ROOMS, "audio_samples", "notebooks", "benchmarks", "docs", "tests")
VOCABULARY = (
    *("interaction", "turn", "recording", "transcript", "role", "finding", "duty", "item", "form", "rulebook", "fatal"),
    *("evaluation", "flag", "review", "appeal", "calibration", "scorecard", "ledger", "backtest", "evidence"),
    *("segment", "shard", "quarantine", "workspace", "freeze", "guard", "trigger", "violation", "measure"),
    *(
        "会话",
        "语句",
        "轮次",
        "坐席",
        "客户",
        "机器人",
        "命中",
        "义务项",
        "评分项",
        "评分表",
        "质检方案",
        "致命",
        "一票否决",
    ),
    *("质检结果", "标记", "复核", "申诉", "校准", "坐席成绩单", "辅导任务", "夜间台账", "回测"),
)


def text(*parts: str) -> str:
    return HOUSE.joinpath(*parts).read_text(encoding="utf-8")


@pytest.mark.parametrize("room", SIGNED)
def test_the_readme_leads_to_every_room(room: str) -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        assert f"({room}/README.md)" in text(readme)


@pytest.mark.parametrize("room", ROOMS)
def test_the_sign_of_a_room_says_what_it_may_import(room: str) -> None:
    assert re.search(r"may import|imports nothing", text(room, "README.md"))


def test_the_readme_alone_tells_where_a_source_a_condition_and_a_report_go() -> None:
    readme = text("README.md")
    for what, place in (
        ("source", "pipelines/sources/"),
        ("condition", "condition_spec.py"),
        ("report", "pipelines/results.py"),
    ):
        row = next(line for line in readme.splitlines() if line.startswith(f"| a **{what}**"))
        assert place in row
        assert f"extend.md#a-new-{what}" in row


def test_the_numbers_of_samples_in_the_readme_are_right() -> None:
    golden = [p.stem for p in (HOUSE / "audio_samples" / "golden").glob("*.json")]
    recordings = len(list((HOUSE / "audio_samples" / "drop" / "recordings").iterdir()))
    texts = sum(stem.startswith("T") for stem in golden)
    assert f"{recordings} recordings, {texts} chats, mails and threads" in text("README.md")
    assert f"{recordings} 条录音，{texts} 条" in text("README.zh-CN.md")


def dependencies() -> set[str]:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    return {re.split(r"[<>=!~\[; ]", d, maxsplit=1)[0] for d in project["dependencies"]}


def test_every_direct_dependency_has_its_reason_and_every_reason_its_dependency() -> None:
    explained = set(
        re.findall(r"^\| ([a-z][\w.-]+) \|", text("docs", "decisions", "0001-dependencies.md"), re.MULTILINE)
    )
    assert explained - {"dependency"} == dependencies()


@pytest.mark.parametrize("path", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_has_context_decision_and_consequence(path: Path) -> None:
    heads = re.findall(r"^## (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert heads == ["Context", "Decision", "Consequence"]
    assert path.read_text(encoding="utf-8").startswith(f"# {path.stem[:4]} ")


def test_decisions_are_numbered_without_gaps_and_all_are_listed() -> None:
    assert [p.stem[:4] for p in DECISIONS] == [f"{n:04d}" for n in range(1, len(DECISIONS) + 1)]
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text("docs", "decisions", "README.md"))
    assert listed == [p.name for p in DECISIONS]


@pytest.mark.parametrize("word", VOCABULARY)
def test_a_word_of_the_design_is_in_the_glossary(word: str) -> None:
    rows = [line for line in text("docs", "glossary.md").splitlines() if line.startswith("|")]
    assert any(re.search(rf"(?<![a-z]){word}(?![a-z])", row) for row in rows)


def test_the_glossary_names_every_state_ending_kind_channel_role_and_dimension() -> None:
    glossary = text("docs", "glossary.md")
    values = [*ItemState, *Ending, *ItemKind, *Channel, Role.AGENT, Role.CUSTOMER, Role.BOT, Role.SYSTEM]
    assert [v.value for v in values if v.value not in glossary] == []
    assert (Dimension.__doc__ or "").split(": ")[1].rstrip(".") in glossary


def test_the_glossary_has_each_term_once_and_more_than_sixty() -> None:
    terms = [line.split("|")[1].strip() for line in text("docs", "glossary.md").splitlines() if line.startswith("| ")]
    terms = [t for t in terms if t not in ("---", "术语")]
    assert len(terms) == len(set(terms)) > 60


def test_the_changelog_has_a_place_for_what_comes_and_for_scores_that_may_change() -> None:
    changelog = text("CHANGELOG.md")
    assert changelog.index("## [Unreleased]") < changelog.index("### Scores may change")


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    index = text("docs", "README.md")
    pages = [p.relative_to(HOUSE / "docs").as_posix() for p in (HOUSE / "docs").rglob("*.md")]
    inside = [p for p in pages if not p.startswith("decisions/0") and "template" not in p and p != "README.md"]
    assert [p for p in inside if f"({p})" not in index] == []
