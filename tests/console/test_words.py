"""Both languages are complete, and the tables hold no word that nobody uses."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.given_names import given_names
from console.value_words import VALUE_WORDS
from console.words import AREAS, LANGUAGES, PAGE_WORDS, words_in_every_language
from inspection.access.api_token import ApiScope
from inspection.access.password_rules import PasswordFault
from inspection.access.policy import Action, Scope
from inspection.coaching.clips import Example
from inspection.coaching.task import CoachingKind, CoachingStatus
from inspection.evaluation import Dimension, EvaluationStatus, ItemState, Line
from inspection.fatal_state import FatalState
from inspection.flag_policy import Severity
from inspection.flags import CUSTOMER_RISKS, FlagStatus, Selection
from inspection.formats.refusal_codes import REFUSAL_CODES
from inspection.interaction import Channel, Direction, Role, TurnType
from inspection.ledger import Ending
from inspection.people import PersonRole
from inspection.publication import HoldReason
from inspection.queue_filter import QueueOrder, Waiting
from inspection.review_queue import Purpose
from inspection.review_steps import TaskState
from inspection.rules.condition_search import PATTERN_TIMEOUT
from inspection.rules.condition_spec import OPERATORS
from inspection.rules.readings import LABELLED
from inspection.scorecards.cards import ScorecardScope
from inspection.scorecards.figures import SCORE_METRICS
from inspection.scorecards.published import PUBLISHED_METRICS
from inspection.sentiment import Emotion, Sentiment
from inspection.service_metrics import METRICS
from inspection.verdicts_so_far import Lacking
from records.runs import RunStatus
from tests.console.page_text import page_of

CONSOLE = Path(__file__).parents[2] / "console"
WORDS = words_in_every_language(given_names())
ENUMS: dict[str, type[StrEnum]] = {
    "ending": Ending, "run": RunStatus, "severity": Severity, "selection": Selection, "flag_status": FlagStatus,
    "state": ItemState, "violation_state": ItemState, "line": Line, "dimension": Dimension, "status": EvaluationStatus,
    "channel": Channel, "role": Role, "sentiment": Sentiment, "emotion": Emotion, "direction": Direction,
    "scope": ScorecardScope, "person_role": PersonRole, "action": Action, "access_scope": Scope,
    "password_fault": PasswordFault, "coaching": CoachingKind, "task_status": CoachingStatus, "example": Example,
    "purpose": Purpose, "waiting": Waiting, "queue_order": QueueOrder, "task_state": TaskState, "lacking": Lacking,
    "hold": HoldReason, "fatal_state": FatalState, "api_scope": ApiScope,
}  # fmt: skip


def sources() -> str:
    files = [*CONSOLE.rglob("*.py"), *CONSOLE.rglob("*.html")]
    return "\n".join(
        f.read_text(encoding="utf-8") for f in files if f.name != "value_words.py" and f.parent.name != "page_words"
    )


@pytest.mark.parametrize(("kind", "values"), ENUMS.items())
def test_every_state_has_a_name_in_both_languages(kind: str, values: type[StrEnum]) -> None:
    assert [v.value for v in values if (kind, v.value) not in VALUE_WORDS] == []


def test_every_kind_of_turn_but_plain_text_has_a_name() -> None:
    assert [t for t in TurnType if ("type", t.value) not in VALUE_WORDS] == [TurnType.TEXT]


def test_every_metric_has_a_name_and_a_definition() -> None:
    names = [*SCORE_METRICS, *PUBLISHED_METRICS, *METRICS]
    assert [n for n in names if ("metric", n) not in VALUE_WORDS or ("definition", n) not in VALUE_WORDS] == []


def test_every_reason_of_the_ledger_and_every_customer_risk_has_a_name() -> None:
    named = {**VALUE_WORDS, **given_names()}
    assert [code for code in REFUSAL_CODES if ("code", code) not in named] == []
    assert [code for code in CUSTOMER_RISKS if ("flag", code) not in named] == []


def test_shipped_items_bring_their_own_titles() -> None:
    assert WORDS["zh-CN"].of("item", "greeting") == "开场问候"
    assert WORDS["en"].of("item", "greeting") == "Greeting"
    assert WORDS["zh-CN"].of("item", "our_own_item") == "our_own_item"


def test_no_word_is_empty_and_both_languages_take_the_same_placeholders() -> None:
    for key, (zh, en) in {**PAGE_WORDS, **VALUE_WORDS}.items():
        assert zh.strip(), key
        assert en.strip(), key
        assert re.findall(r"\{\w+\}", zh) == re.findall(r"\{\w+\}", en), key


def test_the_page_table_is_in_chinese_first() -> None:
    exceptions = {"other_language"}  # each names the other
    chinese = re.compile(r"[\u4e00-\u9fff]")
    assert [k for k, (zh, _) in PAGE_WORDS.items() if not chinese.search(zh) and k not in exceptions] == []
    assert [k for k, (_, en) in PAGE_WORDS.items() if chinese.search(en) and k not in exceptions] == []


def test_no_two_areas_use_one_key() -> None:
    assert sum(len(area.WORDS) for area in AREAS) == len(PAGE_WORDS)


def test_every_word_of_the_page_table_is_used() -> None:
    text = sources()
    built = {
        "figure_", "rules_means_", "nav_", "problem_", "rq_", "bench_key_", "bench_legend_", "pub_hold_", "pub_frees_",
    }  # fmt: skip
    used = set(re.findall(r"\bw\.([a-z_0-9]+)", text)) | set(re.findall(r"[\"']([a-z_0-9]+)[\"']", text))
    assert [k for k in PAGE_WORDS if k not in used and not any(k.startswith(b) for b in built)] == []


@pytest.mark.parametrize(
    "path", ["/", "/ledger", "/interactions/drop/rude-1", "/scorecards", "/coaching", "/account", "/nowhere"]
)
def test_an_english_page_speaks_no_chinese_of_ours(console: TestClient, path: str) -> None:
    page = page_of(console.get(path, params={"lang": "en"}).text)
    assert page.one("html").attributes["lang"] == "en"
    stored = {b.raw_text for b in page.all("bdi")}
    ours = page.one("body").raw_text
    for text in sorted({*stored, *(p.raw_text for p in page.all("p", class_="words"))}, key=len, reverse=True):
        ours = ours.replace(text, "")
    assert re.findall(r"[\u4e00-\u9fff]+", ours) == ["中文"]


def test_languages_are_the_two() -> None:
    assert set(WORDS) == set(LANGUAGES)


def test_evidence_of_every_operator_has_a_word() -> None:
    # What these leave as evidence is named otherwise (phrase, absent, first_response ...), or they leave none.
    named_otherwise = {"any", "all", "none", "when", "metadata", "response_time"}
    left = {"phrase", "sounds_like", "absent", "silence", "first_response", "mean_response", "any_response"}
    wanted = (set(OPERATORS) - named_otherwise) | left | {LABELLED, PATTERN_TIMEOUT}
    assert [name for name in sorted(wanted) if WORDS["zh-CN"].of("operator", name) == name] == []
