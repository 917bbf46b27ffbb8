"""Every address has exactly one gate; a new one without a gate does not even start."""

import ast
from pathlib import Path

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute

from console import app as console_app
from console.gate import Gate, OpenGate, gate_of, without_gate
from console.guard import Guard
from inspection.access.policy import Action
from tests.console.staff import app_on

PAGES = Path(__file__).parents[2] / "console" / "pages"
OPEN = {"/sign-in", "/welcome/{link}", "/health", "/api/v1/openapi.json"}
# What of records/ gives back rows that belong to somebody: pages must say whose sight it is for.
JUDGES = {
    f"records.judges.{name}"
    for name in ("sessions", "calibrating", "calibration_sheets", "judge_verdicts", "judging_desk", "gold",
                 "reviewer_verdicts", "fairness_reports")
}  # fmt: skip
SIGHTED = {
    ("ledger", "rows_of_day"), ("ledger", "counts_of"), ("ledger", "between"),
    ("flags", "between"), ("flags", "of"), ("cards", "of_period"), ("coaching", "queue"),
    ("evaluations", "current"), ("queue_listing", "Looking"),
    ("interaction_search", "page"),
    ("day_figures", "newest_day"), ("day_figures", "of_days"), ("day_figures", "between"), ("day_figures", "teams"),
    ("day_figures", "queues"), ("item_map", "agents_of_queue"),
    ("day_figures", "places_between"), ("day_figures", "subjects_between"),
    ("item_map", "agents_of"),
    ("appeals", "seen"), ("appeals", "find_seen"),
    ("evaluations", "score_bins"), ("cards", "listed"), ("cards", "count"), ("cards", "find"),
    ("cards", "of_subject"), ("cards", "by_ids"), ("waiting_counts", "certificates_ending"),
    ("flags", "open_counts"), ("flags", "open_of_day"), ("lost_items", "of_agent"),
    ("coaching_board", "counts"), ("coaching_board", "tasks"), ("coaching_board", "find_seen"),
    ("coaching_board", "agents_seen"), ("coaching_board", "items_in"), ("coaching_board", "trainers_in"),
    ("contact_history", "contacts_of"), ("contact_history", "handled_by"), ("coaching_effects", "measured"),
    ("sessions", "evaluation_named"), ("sessions", "drawn"),
}  # fmt: skip
# These find one row by its id and are called only for what was found with a sight before.
BY_ID = {
    ("interactions", "find"), ("ledger", "find"), ("evaluations", "find"), ("audit", "of"), ("runs", "latest"),
    ("sight_filter", "agents_seen"), ("one_time_links", "find"), ("sessions", "count"), ("looks", "note"),
    ("api_tokens", "of"), ("api_tokens", "add"), ("api_tokens", "revoke"),
    # these take a Looking, which cannot be had without a sight, or what was found with one
    ("queue_listing", "most_counted"),
    ("queue_listing", "page"), ("queue_listing", "count"), ("queue_listing", "choices"), ("queue_listing", "every"),
    ("queue_listing", "named"), ("queue_taking", "take_next_in"),
    ("spoken_texts", "of"), ("bulk_assigning", "give_out"), ("bulk_assigning", "take_back"),
    # one's own, people to give work to, and the trail
    ("saved_views", "of"), ("saved_views", "save"), ("saved_views", "forget"), ("people", "names_of"),
    ("review_taking", "Desk"), ("searches", "note"), ("searches", "masked"),
    # about rules, not about people; samples of a backtest are given only to who sees every interaction
    ("rulebook_versions", "history"), ("rulebook_versions", "find"), ("rulebook_versions", "files_of"),
    ("rulebook_versions", "in_force"), ("rulebook_versions", "subject"), ("rule_standings", "everything"),
    ("rule_examples", "in_state"), ("rule_examples", "find"), ("rule_examples", "settle"), ("backtests", "find"),
    ("rule_notices", "everything"), ("rulebook_versions", "on_trial"),
    # decisions about rules: only for who sees the whole centre
    ("rule_decisions", "standpoint"), ("rule_decisions", "roll_back"), ("rule_folder", "read_rule_files"),
    ("rule_standings", "known"), ("rule_standings", "set_by_hand"),
    # publishing scores: only for who sees the whole centre; counts of days alone, and what a reviewer may not be told
    ("publication_desk", "ahead"), ("publication_desk", "days_of_newest"), ("publication_desk", "judged_blind_by"),
    ("publication_candidates", "unpublished_days"), ("rule_trust", "trusted_now"),
    ("publication_planning", "plan_of"), ("score_publishing", "publish_in_batches"),
    ("day_figures", "oldest_day"),  # a date alone
    # people and their accounts: the keeper's sight is asked in the store itself; the trail needs a sight of everything
    ("keeping_people", "everybody"), ("keeping_people", "find"), ("keeping_people", "save"),
    ("keeping_people", "register"), ("keeping_people", "switch"), ("keeping_people", "reset"),
    ("keeping_people", "end_sessions"), ("sessions", "living"), ("audit_search", "entries"),
    # about runs, disk and files, not about people
    ("fairness_reports", "month_report"), ("fairness_reports", "demand"),  # only to who sees everything
    ("runs", "find"), ("run_history", "newest"), ("run_history", "troubles_of"), ("keeping_state", "recordings"),
    ("keeping_state", "sealed_originals"), ("keeping_state", "last_purge"), ("keeping_state", "disk_of"),
    ("keeping_state", "LastPurge"), ("quarantined", "state_of"),
    ("appeals", "of"), ("appeals", "steps_of"), ("appeals", "steps_of_many"),
    ("appealing", "standpoint_of"), ("published_case", "published_case"), ("publications", "history"),
    ("appeal_attachments", "of"), ("appeal_attachments", "read"), ("appealing", "attach"),
    ("rule_examples", "of_appeal"), ("appeal_rules", "procedure_in"),
    ("appeal_filing", "open_to_appeal"), ("appeal_filing", "file_appeal"), ("appealing", "comment_on"),
    # Sessions are asked for by desk.find and desk.is_known_to; what they hold is told as judging_steps allow.
    ("sessions", "find"), ("sessions", "everything"),
    ("calibrating", "open_session"), ("calibrating", "judge_case"), ("calibrating", "close_session"),
    ("calibrating", "agree"), ("calibration_sheets", "next_case"), ("calibration_sheets", "sheet_of_case"),
    ("calibration_sheets", "cases_of"), ("judge_verdicts", "of"), ("judging_desk", "judging_policy_in"),
    ("gold", "results"), ("reviewer_verdicts", "drift_until"), ("waiting_counts", "calibration_cases_left"),
    ("briefings", "teams"), ("briefings", "briefing"), ("waiting_counts", "reviews"), ("lost_items", "by_agent"),
    ("night_course", "of_days"),
    ("coaching_rules", "coaching_policy_in"), ("appeal_rules", "calendar_in"), ("coaching_steps", "of"),
    ("coaching_steps", "acknowledged_by"), ("coaching_board", "planned_between"),
    ("coaching_life", "plan"), ("coaching_life", "hold"), ("coaching_life", "acknowledge"), ("coaching_life", "close"),
    ("coaching_life", "cancel"), ("coaching_life", "reassign"), ("coaching_life", "group"), ("coaching_life", "add"),
    ("coaching_effects", "effects"),
    ("appealing", "escalate"), ("appealing", "withdraw"), ("appeal_deciding", "reject"), ("appeal_deciding", "uphold"),
    ("facts", "find"), ("media", "find"), ("level_files", "read"), ("level_files", "beside"),
    ("transcript_corrections", "of"), ("review_comments", "comments_on"),
    ("recognition_fits", "latest"),
    ("told_evaluations", "as_told"), ("told_cards", "as_told"), ("reviews", "verdicts_on"),
    ("sight_filter", "evaluations_seen"), ("seen_interactions", "turns_seen"),
    ("seen_interactions", "turns_of_agents"), ("looks", "noted_since"),
    # the steps of a review know who may take them, and see as far as the desk they are taken at
    ("review_queue", "find"), ("review_queue", "of_evaluation"), ("review_queue", "held_by"),
    ("review_queue", "waits_blind"), ("review_queue", "judged_by"), ("review_sheets", "sheet_of"),
    ("review_sheets", "live_of"), ("review_sheets", "case_of"), ("review_taking", "take"),
    ("review_taking", "take_task"), ("review_taking", "open_manual"), ("review_taking", "release"),
    ("review_submitting", "submit"), ("review_submitting", "correct"), ("review_comments", "add_comment"),
    ("transcript_corrections", "correct"), ("queue_taking", "take_next_in"),
}  # fmt: skip


def routes(guard: Guard) -> list[APIRoute]:
    app = guard._app
    assert isinstance(app, FastAPI)
    assert list(without_gate(app.routes)) == []
    return [route for route in app.routes if isinstance(route, APIRoute)]


def test_every_route_declares_one_gate_and_few_are_open(ordinary_app: Guard) -> None:
    found = routes(ordinary_app)
    assert len(found) >= 15
    gates = {route.path: gate_of(route) for route in found}
    assert {path for path, gate in gates.items() if isinstance(gate, OpenGate)} == OPEN
    assert all(gate.why for gate in gates.values() if isinstance(gate, OpenGate))


def test_reading_and_writing_of_one_address_take_gates_of_one_kind(ordinary_app: Guard) -> None:
    by_path: dict[str, set[type]] = {}
    for route in routes(ordinary_app):
        by_path.setdefault(route.path, set()).add(type(gate_of(route)))
    assert {path for path, kinds in by_path.items() if len(kinds) > 1} == set()


def nothing() -> str:
    return "nothing"


@pytest.mark.parametrize(
    "gates",
    [[], [Depends(nothing)], [Depends(Gate(Action.READ_HOME)), Depends(Gate(Action.READ_NIGHT))],
     [Depends(Gate(Action.READ_HOME)), Depends(OpenGate("x"))]],
)  # fmt: skip
def test_an_address_without_exactly_one_gate_does_not_start(
    ordinary_night: Path, monkeypatch: pytest.MonkeyPatch, gates: list[object]
) -> None:
    def forgotten(app: FastAPI, _desk: object) -> None:
        app.add_api_route("/forgotten", nothing, methods=["GET"], dependencies=gates)  # type: ignore[arg-type]

    monkeypatch.setattr(console_app, "_add_addresses", forgotten)
    with pytest.raises(ValueError, match="addresses without a gate: /forgotten"):
        app_on(ordinary_night)


def test_mounts_other_than_the_static_files_and_included_routers_count_as_unguarded() -> None:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/media", FastAPI())
    app.mount("/static", FastAPI())
    router = APIRouter()
    router.add_api_route("/inside", nothing)
    app.include_router(router)
    media, included = without_gate(app.routes)
    assert media == "/media"
    assert "Router" in included


def calls(path: Path) -> list[tuple[str, str, set[str | None], int]]:
    """(module, function, names of keywords, line) of calls like `flags.between(...)`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    stores = {
        (alias.asname or alias.name): alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("records", "records.scorecards", "records.judges")
        for alias in node.names
    }
    return [
        (stores[node.func.value.id], node.func.attr, {k.arg for k in node.keywords}, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in stores
    ]


@pytest.mark.parametrize("page", sorted(PAGES.rglob("*.py")), ids=lambda p: str(p.relative_to(PAGES)))
def test_a_page_asks_the_records_only_with_a_sight(page: Path) -> None:
    for module, function, keywords, line in calls(page):
        where = f"{page.name}:{line} {module}.{function}"
        if (module, function) in SIGHTED:
            assert "sight" in keywords, where
        else:
            assert (module, function) in BY_ID, f"{where}: say in SIGHTED or BY_ID whose rows it gives"


@pytest.mark.parametrize("page", sorted(PAGES.rglob("*.py")), ids=lambda p: str(p.relative_to(PAGES)))
def test_a_page_takes_no_single_function_out_of_a_store(page: Path) -> None:
    """Else the test above would not see its calls."""
    tree = ast.parse(page.read_text(encoding="utf-8"))
    taken = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("records.")
        for alias in node.names
        if alias.name[0].islower()
    }
    assert taken <= {
        "records.database.reading", "records.database.writing", "records.scorecards.cards",
        "records.scorecards.item_map", "records.scorecards.told_cards",
        # stores of rules; who may do a step, and the trail of who tried
        "records.judges.rule_notices", "records.appeal_rules.procedure_in", "records.refusals.noting_refusals",
        *JUDGES,
    }  # fmt: skip
