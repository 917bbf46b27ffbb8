"""Hostile text in every stored field stays text on every page."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from inspection.coaching.queue import coaching_queue
from inspection.ledger import Ending
from inspection.people import Person, PersonRole
from inspection.scorecards.cards import scorecards
from records import coaching, evaluations, ledger, runs
from records.database import writing
from records.scorecards import cards as stored_scorecards
from records.shard import Judged, save_shard
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE, MONTH, an_ordinary_night, call_of
from tests.console.page_text import Element, page_of
from tests.console.staff import app_on, register, signed_in
from tests.inspection.result_cases import results_policy, sla_policy
from tests.records.judged_samples import NIGHT, NOON, entry

KEPT = {"evaluation_id", "flag_id", "transcript_hash", "supersedes", "message_id", "business_date"}


def poisoned(value: Any) -> Any:
    """The value with every free text in it replaced by hostile text."""
    if type(value) is str:
        return HOSTILE
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: poisoned(getattr(value, f.name)) for f in fields(value) if f.name not in KEPT})
    if isinstance(value, tuple):
        return tuple(poisoned(one) for one in value)
    return value


def poisoned_call() -> Judged:
    call = call_of("one")
    interaction = poisoned(call.facts.interaction)
    interaction = replace(interaction, metadata={HOSTILE: HOSTILE})
    (judged,) = call.evaluations
    evidence = replace(judged.items[-1].evidence[0], start_char=0, end_char=len(HOSTILE))
    items = tuple(replace(i, evidence=(evidence,)) if i.evidence else i for i in judged.items)
    # an evaluation keeps each item once: ids must differ, channels and states must be known ones
    items = tuple(replace(poisoned(i), id=f"{HOSTILE}{at}") for at, i in enumerate(items))
    judged = replace(poisoned(judged), items=items, channel="phone")
    return Judged(
        facts=replace(call.facts, interaction=interaction, trust=poisoned(call.facts.trust), model_ids=(HOSTILE,)),
        business_date=NIGHT,
        entry=entry(HOSTILE, source=HOSTILE, ending=Ending.SCORED, code=HOSTILE, reason=HOSTILE, source_file=HOSTILE,
                    recording=HOSTILE),
        evaluations=(judged,),
        flags=(*(poisoned(f) for f in call.flags), replace(poisoned(call.flags[0]), flag_id=HOSTILE)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "workspace"
    workspace = Workspace.open(folder)
    call = poisoned_call()
    with writing(workspace.engine) as connection:
        run = runs.start(connection, business_date=NIGHT, source_set=HOSTILE, at=NOON)
        broken = entry(None, entry_key=HOSTILE, source=HOSTILE, ending=Ending.FAILED, code=HOSTILE, reason=HOSTILE,
                       source_file=None, row=None)  # fmt: skip
        ledger.expect(connection, [call.entry, broken])
        save_shard(connection, [call])
        cards = scorecards(call.evaluations, [], MONTH, results_policy().scorecards, sla_policy())
        stored_scorecards.replace_period(connection, MONTH.label, cards)
        tasks = coaching_queue(call.evaluations, MONTH, results_policy().coaching)
        coaching.replace_period(connection, MONTH.label, [replace(t, trainer=HOSTILE, reason=HOSTILE) for t in tasks])
        change = evaluations.Change(human_score=5.0)
        evaluations.change(connection, call.evaluations[0].evaluation_id, change, who=HOSTILE, at=NOON, reason=HOSTILE)
        runs.finish(connection, run.run_id, at=NOON + timedelta(1), exit_code=2, counts={}, error=HOSTILE)
    workspace.close()
    return folder


@pytest.fixture(scope="module")
def pages(hostile_night: Path, console_on: Callable[[Path], TestClient]) -> dict[str, str]:
    """Every page that shows stored text, found by following the links from the morning page."""
    console = console_on(hostile_night)
    found: dict[str, str] = {}
    waiting = ["/", "/coaching", "/scorecards?scope=team", "/scorecards?scope=vendor", "/ledger"]
    while waiting:
        url = waiting.pop()
        if url in found:
            continue
        answer = console.get(url)
        assert answer.status_code == 200, url
        found[url] = answer.text
        links = page_of(answer.text).one("main").all("a")
        pages = [a.attributes["href"] for a in links if "download" not in a.attributes]
        waiting += [href.partition("#")[0] for href in pages if href.startswith("/")]
    return found


def test_every_kind_of_page_was_reached(pages: dict[str, str]) -> None:
    kinds = {url.partition("?")[0].split("/")[1] for url in pages}
    assert kinds == {"", "ledger", "interactions", "explanations", "scorecards", "coaching", "publication"}
    assert sum("onerror" in html for html in pages.values()) >= 6


def test_no_stored_text_becomes_markup(pages: dict[str, str]) -> None:
    for url, html in pages.items():
        page = page_of(html)
        scripts = page.all("script")
        assert all(s.attributes.get("src", "").startswith("/static/") and not s.raw_text for s in scripts), url
        assert {i.attributes["src"] for i in page.all("img")} == {"/static/mark.svg"}, url
        names = {name for element in page.all() for name in element.attributes}
        assert not {n for n in names if n.startswith("on") or n == "style"}, url
        assert "{{" not in html.replace("{{ 7*7 }}", ""), url


def test_stored_text_is_shown_as_it_was_written(pages: dict[str, str]) -> None:
    for url in ("/", "/ledger", "/coaching"):
        shown = [b.raw_text for b in page_of(pages[url]).all("bdi")]
        assert HOSTILE in shown, url


def test_direction_marks_end_where_the_stored_text_ends(pages: dict[str, str]) -> None:
    def loose(element: Element, *, inside: bool) -> list[str]:
        isolates = (
            inside or element.tag in ("bdi", "title", "option", "mark") or element.attributes.get("dir") == "auto"
        )
        own = [c for c in element.children if isinstance(c, str) and "\u202e" in c and not isolates]
        return own + [t for c in element.children if isinstance(c, Element) for t in loose(c, inside=isolates)]

    for url, html in pages.items():
        assert loose(page_of(html), inside=False) == [], url


def test_links_to_hostile_ids_stay_on_this_site(pages: dict[str, str]) -> None:
    for html in pages.values():
        for link in page_of(html).all("a"):
            assert re.match(r"(/(?!/)|#)", link.attributes["href"]), link.attributes["href"]


def test_hostile_people_are_text_to_themselves(tmp_path: Path) -> None:
    folder = an_ordinary_night(tmp_path / "w")
    roles = (PersonRole.AGENT, PersonRole.SUPERVISOR)
    person = Person(who="Li", roles=roles, team=HOSTILE, site=HOSTILE, vendor=HOSTILE, agent_id=HOSTILE)
    register(folder, person)
    client = signed_in(app_on(folder), "Li")
    for path in ("/", "/account", "/ledger", "/scorecards", "/coaching"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert len(page_of(answer.text).all("script")) == 1
    assert [b.raw_text for b in page_of(client.get("/account").text).all("bdi")].count(HOSTILE) == 4
    assert client.get("/interactions/drop/rude-1").status_code == 404


def test_hostile_questions_come_back_as_text(console: TestClient) -> None:
    for path in ("/ledger", "/scorecards", "/coaching", "/", f"/{HOSTILE.replace('?', '')}"):
        answer = console.get(path, params={"code": HOSTILE, "period": HOSTILE, "page": HOSTILE, "ending": HOSTILE})
        assert answer.status_code in (200, 404)
        page = page_of(answer.text)
        assert len(page.all("script")) == 1
        assert len(page.all("img")) == 1
