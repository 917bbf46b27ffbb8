"""The path of a changed rule as its author and publisher walk it, with the commands they type."""

import json
from datetime import date
from pathlib import Path

import pytest

from inspection.errors import RecordsError, SettingsError
from tests.cli.running import error_of, mingjian
from tests.pipelines.rule_site import Site, rulebook
from tests.pipelines.small_night import chat

NEXT_NIGHT = date(2026, 9, 2)
PEOPLE = ("--author", "Li", "--publisher", "Wang", "--note", "why")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A centre with one version in force and 14 judged chats."""
    one = Site(tmp_path)
    rulebook(tmp_path / "first", promise=(1, "们保证收益"))
    done = mingjian("rules", "publish", *_at(one), "--rules", tmp_path / "first", *PEOPLE, "--no-history",
                    "--effective-from", "2026-01-01")  # fmt: skip
    assert done.exit_code == 0, done.output
    one.deliver(*(chat(n) for n in range(14)))
    one.night()
    rulebook(tmp_path / "second", version="2", promise=(2, "保证收益"))
    return one


def _at(site: Site) -> tuple[object, ...]:
    return ("--workspace", site.path)


def _versions(site: Site) -> list[tuple[str, str, bool]]:
    lines = mingjian("rules", "versions", *_at(site), "--json").stdout.splitlines()
    return [(v["step"], v["status"], v["in_force"]) for v in map(json.loads, lines)]


def test_the_whole_path_from_refusal_to_rollback(site: Site, tmp_path: Path) -> None:
    second = ("--rules", tmp_path / "second")
    refused = mingjian("rules", "publish", *_at(site), *second, *PEOPLE)
    assert refused.exit_code == 2
    assert refused.stderr.splitlines() == [
        "error: these very files were never backtested (on all items); run mingjian rules backtest --rules FOLDER first"
    ]
    page, figures = tmp_path / "page.html", tmp_path / "figures.json"
    tested = mingjian("rules", "backtest", *_at(site), *second, "--html", page, "--json", figures, "--lang", "en",
                      "--jobs", 1)  # fmt: skip
    assert tested.exit_code == 0, tested.output
    assert "+12" in tested.stdout
    found = json.loads(figures.read_text("utf-8"))
    assert next(i["new_hits"] for i in found["items"] if i["id"] == "guaranteed_return") == 12
    assert found["against"]["name"] == "#1 small@1"
    tried = mingjian("rules", "publish", *_at(site), *second, *PEOPLE, "--trial")
    assert tried.exit_code == 0, tried.output
    site.deliver(chat(20))
    before = site.judged_by()
    site.night(NEXT_NIGHT)
    assert site.judged_by() == before | {"chat-020": "1"}
    shown = json.loads(mingjian("rules", "trial", *_at(site), "--json").stdout)
    assert (shown["may_be_promoted"], shown["items"][0]["new_hits"]) == (True, 1)
    assert mingjian("rules", "promote", "2", *_at(site), "--publisher", "Wang", "--note", "ok").exit_code == 0
    assert _versions(site)[-1] == ("promote", "live", True)
    back = mingjian("rules", "rollback", *_at(site), "--who", "Wang", "--note", "no")
    assert "the rules of #1 are in force" in back.stdout
    assert _versions(site) == [
        ("publish", "retired", False),
        ("trial", "retired", False),
        ("promote", "retired", False),
        ("rollback", "live", True),
    ]


def test_the_same_person_is_refused_even_to_promote(site: Site, tmp_path: Path) -> None:
    mingjian("rules", "backtest", *_at(site), "--rules", tmp_path / "second", "--jobs", 1)
    mingjian("rules", "publish", *_at(site), "--rules", tmp_path / "second", *PEOPLE, "--trial")
    refused = mingjian("rules", "promote", "#2", *_at(site), "--publisher", "li", "--note", "x")
    assert refused.exit_code == 2
    assert "a second person publishes" in refused.stderr


def test_exported_files_are_those_that_were_published(site: Site, tmp_path: Path) -> None:
    assert mingjian("rules", "export-version", "#1", tmp_path / "out", *_at(site)).exit_code == 0
    for path in (p for p in (tmp_path / "first").rglob("*") if p.is_file()):
        assert (tmp_path / "out" / path.relative_to(tmp_path / "first")).read_bytes() == path.read_bytes()
    error = error_of("rules", "export-version", "#1", tmp_path / "out", *_at(site))
    assert "the folder is not empty" in str(error)


def test_what_interactions_say_cannot_run_in_the_page(site: Site, tmp_path: Path) -> None:
    spoken = "保证收益<script>alert(1)</script>&\"'"
    hostile = chat(30)
    hostile["messages"][1]["text"] = spoken
    site.deliver(hostile)
    site.night(NEXT_NIGHT)
    rulebook(tmp_path / "third", version="3", promise=(3, "证收益…(alert|完)"))
    page = tmp_path / "page.html"
    assert (
        mingjian("rules", "backtest", *_at(site), "--rules", tmp_path / "third", "--html", page, "--jobs", 1).exit_code
        == 0
    )
    text = page.read_text("utf-8")
    assert "<script" not in text
    assert "http://" not in text
    assert "https://" not in text
    assert "prefers-color-scheme: dark" in text


def test_mistakes_are_one_line(site: Site, tmp_path: Path) -> None:
    backtest = ("rules", "backtest", *_at(site), "--rules", tmp_path / "second")
    assert isinstance(error_of(*backtest, "--item", "nonsense"), SettingsError)
    assert "before it begins" in str(error_of(*backtest, "--from", "2026-09-02", "--to", "2026-09-01"))
    assert "no judged interaction" in str(error_of(*backtest, "--from", "2030-01-01"))
    assert "no rulebook version '9'" in str(error_of("rules", "show", "9", *_at(site)))
    assert isinstance(error_of("rules", "trial", *_at(site)), RecordsError)
    assert "is not on trial" in str(error_of("rules", "promote", "1", *_at(site), "--publisher", "x", "--note", "y"))
    wish = ("rules", "publish", *_at(site), "--rules", tmp_path / "second", *PEOPLE)
    assert "is no date" in str(error_of(*wish, "--effective-from", "soon"))


def test_a_standing_is_set_by_hand_only_with_a_name_and_a_reason(site: Site) -> None:
    command = ("rules", "standing", *_at(site), "--set", "greeting@1=advice")
    assert isinstance(error_of(*command), SettingsError)
    shown = mingjian(*command, "--who", "Wang", "--note", "weak", "--json").stdout.splitlines()
    assert {r["rule_version"]: r["standing"] for r in map(json.loads, shown)} == {
        "greeting@1": "advice",
        "guaranteed_return@1": "trial",
    }
    items = [i for e in site.rows()["evaluations"] for i in e["items"]]
    assert {(i["id"], i["standing"]) for i in items} == {("greeting", "advice"), ("guaranteed_return", "trial")}
