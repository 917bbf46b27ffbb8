"""`mingjian sample`: who is listened to when nobody can listen to everybody."""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.language import Lang, language_of
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, asking, opened
from cli.sample_calculator import calculator_app
from cli.sample_words import sample_words
from cli.terminal import terminal
from inspection.errors import SettingsError
from inspection.flag_policy import flag_policy_of
from inspection.people import Person, PersonRole
from inspection.period import Period
from inspection.review_assignment import capacity_of
from inspection.review_policy import review_policy_of
from inspection.review_quotas import QuotaGap, quota_gaps
from inspection.sampling_plan import SamplingPlan, Slots
from inspection.sampling_policy import SamplingPolicy, Stratum, sampling_policy_of
from pipelines.bench import shipped_text
from records import people, quota_months, sampling
from records.database import reading, writing
from records.sampling import Proposal, StoredPlan
from records.workspace import Workspace

WIDTH = 110

sample_app = typer.Typer(help="Sampling: a day's plan, its draw, quota gaps, how many reviews a question needs.")
sample_app.add_typer(calculator_app, name="calculator")

Day = Annotated[datetime, typer.Option("--date", formats=DAYS, help="Business date to draw from.")]
Capacity = Annotated[int | None, typer.Option(min=0, help="Reviews of the day in all, instead of counting people.")]
Reviewers = Annotated[
    list[str] | None,
    typer.Option("--reviewer", help="Who reviews today, NAME=REVIEWS; again for each. Default: the people registered."),
]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]


@sample_app.command()
def plan(
    workspace: WorkspaceFolder,
    day: Day,
    capacity: Capacity = None,
    reviewer: Reviewers = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show what a day's capacity would be spent on, and with which chances. Changes nothing.

    Example: mingjian sample plan --workspace workspace --date 2026-11-20 --reviewer Wang=20 --reviewer Li=15
    """
    with opened(workspace, database_url) as one:
        proposal = _proposal(one, day.date(), capacity, reviewer)
    _show_plan(proposal, sample_words(language_of(lang)), json_)


@sample_app.command()
def draw(
    workspace: WorkspaceFolder,
    day: Day,
    capacity: Capacity = None,
    reviewer: Reviewers = None,
    who: Annotated[str | None, typer.Option(help="Who draws, for the audit trail.")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Draw the day's sample and keep it: every interaction with its chance, drawn or not. Nothing is drawn twice.

    The review queue takes what was drawn (mingjian review fill).

    Example: mingjian sample draw --workspace workspace --date 2026-11-20 --capacity 60 --who Wang
    """
    with opened(workspace, database_url) as one:
        proposal = _proposal(one, day.date(), capacity, reviewer)
        with writing(one.engine) as connection:
            stored = sampling.draw_day(connection, proposal, _policy(), who=who or asking(), at=datetime.now(UTC))
        with reading(one.engine) as connection:
            drawn = list(sampling.queue(connection, stored.plan_id)) if stored else []
    words = sample_words(language_of(lang))
    if json_:
        for each in drawn:
            row: dict[str, Any] = {"source": each.key[0], "interaction_id": each.key[1], "agent_id": each.agent_id}
            row |= {"selection": each.selection, "stratum": each.stratum, "reasons": each.reasons}
            row |= {"probability": each.probability, "blind_probability": each.blind_probability, "blind": each.blind}
            _write(row)
        return
    _show_draw(stored, proposal, words)


@sample_app.command()
def gaps(
    workspace: WorkspaceFolder,
    month: Annotated[datetime, typer.Option(formats=["%Y-%m"], help="Month, 2026-11.")],
    reviewers: Annotated[bool, typer.Option("--reviewers", help="Reviewers instead of agents.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Those without a gap as well.")] = False,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List who is short of the monthly quota of reviews: agents heard too seldom, or reviewers.

    Example: mingjian sample gaps --workspace workspace --month 2026-11
    """
    words, period = sample_words(language_of(lang)), Period.month(month.date())
    of_month = quota_months.of_reviewers if reviewers else quota_months.of_agents
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        found = quota_gaps(of_month(connection, period, _policy().quotas), everybody=all_)
    if json_:
        for gap in found:
            _write({name: getattr(gap, name) for name in QuotaGap.__slots__} | {"missing": gap.missing})
        return
    if not found:
        print(words["no_gaps"].format(month=period.label))
        return
    names = ("who", "team", "done", "by_lot", "waiting", "quota", "missing")
    table = _table(words["gaps_reviewers" if reviewers else "gaps"].format(month=period.label), names, words)
    for gap in found:
        counts = (gap.done, "-" if gap.by_lot is None else gap.by_lot, gap.waiting, gap.quota, gap.missing)
        table.add_row(*map(Text, (gap.who, gap.team or "-", *map(str, counts))))
    _print(table)


def _proposal(workspace: Workspace, day: date, capacity: int | None, given: list[str] | None) -> Proposal:
    flag_policy = flag_policy_of(shipped_text("flags.yaml"))
    with reading(workspace.engine) as connection:
        reviewers = _reviewers(people.everybody(connection), capacity, given)
        return sampling.propose(connection, day, _policy(), flag_policy, reviewers)


def _policy() -> SamplingPolicy:
    return sampling_policy_of(shipped_text("sampling.yaml"))


def _reviewers(registered: list[Person], capacity: int | None, given: list[str] | None) -> Mapping[str, int]:
    """Reviews a day by name: as given, else one lump of `capacity`, else what the registered reviewers do."""
    if given:
        return dict(_reviewer(text) for text in given)
    if capacity is not None:
        return {"*": capacity}
    per_day = review_policy_of(shipped_text("review.yaml")).per_day
    found = {p.who: capacity_of(p, per_day) for p in registered if p.is_any_of((PersonRole.REVIEWER,))}
    if not found:
        raise SettingsError(
            "nobody is registered as a reviewer, so there is no capacity to plan for",
            "give --capacity 60 or --reviewer NAME=20, or register them (mingjian review people)",
        )
    return found


def _reviewer(text: str) -> tuple[str, int]:
    name, _, count = text.partition("=")
    if not name or not count.isdigit():
        raise SettingsError(f"'{text}' is no reviewer with a number of reviews", "write --reviewer Wang=20")
    return name, int(count)


def _show_plan(proposal: Proposal, words: Mapping[str, str], as_json: bool) -> None:
    plan = proposal.plan
    if as_json:
        parts = {name: {"drawn": s.drawn, "of": s.of, "probability": s.share} for name, s in _parts(plan)}
        head: dict[str, Any] = {"date": proposal.day.isoformat(), "candidates": len(proposal.candidates)}
        head |= {"capacity": plan.capacity, "waiting": plan.waiting, "planned": plan.planned}
        _write(head | {"over_capacity": plan.over_capacity, "reviewers": proposal.reviewers, "parts": parts})
        return
    _print_parts(words["plan"].format(day=proposal.day, drawn=plan.planned, of=plan.floor.of), proposal, words)


def _show_draw(stored: StoredPlan | None, proposal: Proposal, words: Mapping[str, str]) -> None:
    if stored is None:
        print(words["nothing"].format(day=proposal.day))
        return
    title = words["drawn"].format(day=proposal.day, drawn=stored.drawn, of=stored.candidates)
    _print_parts(title, proposal, words)


def _print_parts(title: str, proposal: Proposal, words: Mapping[str, str]) -> None:
    plan = proposal.plan
    table = _table(title, ("part", "slots", "of", "chance"), words)
    for name, slots in _parts(plan):
        table.add_row(*map(Text, (words[name], str(slots.drawn), str(slots.of), f"{slots.share:.1%}")))
    _print(table)
    print(words["capacity"].format(capacity=plan.capacity, waiting=plan.waiting))
    if plan.over_capacity:
        print(words["over"].format(over=plan.over_capacity))


def _parts(plan: SamplingPlan) -> list[tuple[str, Slots]]:
    strata = [(stratum.value, plan.strata[stratum]) for stratum in Stratum]
    return [*strata, ("floor", plan.floor), ("agents", plan.agents)]


def _table(title: str, names: tuple[str, ...], words: Mapping[str, str]) -> Table:
    table = Table(title=Text(title), title_justify="left")
    for name in names:
        table.add_column(words[name], overflow="fold")
    return table


def _print(table: Table) -> None:
    terminal(WIDTH).print(table)


def _write(row: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
