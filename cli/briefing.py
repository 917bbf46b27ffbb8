"""`mingjian briefing`: one page per team for the meeting before the shift (班前会)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from cli.briefing_words import briefing_words
from cli.certification import kind_name
from cli.coaching_desk import Json, day_of, print_table, today
from cli.language import Lang, language_of
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened
from cli.terminal import print_json
from inspection.coaching.briefing import Briefing, BriefingRules, Problem
from inspection.coaching.clips import EvidenceRef
from records import score_bases
from records.briefings import briefing as stored_briefing
from records.coaching_rules import coaching_policy_in
from records.database import reading


def briefing(
    workspace: WorkspaceFolder,
    team: Annotated[str, typer.Option(help="The team, as the roster names it.")],
    date_: Annotated[datetime | None, typer.Option("--date", formats=DAYS, help="The morning of (today).")] = None,
    days: Annotated[int, typer.Option(min=1, max=92, help="Business days looked back over.")] = 7,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Print a team's page for the meeting before the shift: three problems, one good clip, whom to watch.

    Example: mingjian briefing --team 一组 --date 2026-11-23 --workspace workspace
    """
    rules = BriefingRules(days=days)
    language = language_of(lang)
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        policy = coaching_policy_in(one.path)
        page = stored_briefing(connection, team, day_of(date_) or today(), policy, rules)
        titles = {i: t[0 if language == "zh" else 1] for i, t in score_bases.item_titles(connection).items()}
        titles |= {kind: kind_name(kind, policy, lang) for kind in policy.certificates}
    if json_:
        print_json([asdict(page)])
        return
    _show(page, rules, titles, briefing_words(language))


def _show(page: Briefing, rules: BriefingRules, titles: Mapping[str, str], words: Mapping[str, str]) -> None:
    print(words["title"].format(team=page.team, on=page.on))
    print(words["base"].format(first=page.first, last=page.last, n=page.interactions))
    if page.too_little:
        print(words["too_little"].format(n=page.too_little, minimum=rules.minimum_n))
    heads = [words[name] for name in ("item", "share", "others", "lost", "clip")]
    rows = [_problem(p, titles, words) for p in page.problems]
    print_table(words["problems"], heads, rows, words["no_problems"])
    if page.good is None or page.good_item is None:
        print(words["no_good"])
    else:
        shown = [titles.get(page.good_item, page.good_item), page.good.agent_id or "-", _clip(page.good)]
        print_table(words["good"], [words[n] for n in ("item", "agent", "clip")], [shown])
    people = [[w.agent_id, words[w.reason], ", ".join(titles.get(i, i) for i in w.items) or "-"] for w in page.watch]
    print_table(words["watch"], [words[n] for n in ("agent", "why", "about")], people, words["nobody"])


def _problem(one: Problem, titles: Mapping[str, str], words: Mapping[str, str]) -> list[str]:
    t = one.tally
    share = f"{t.team.share:.0%} ({one.low:.0%}–{one.high:.0%}, n={t.team.applicable})"
    others = f"{t.others.share:.0%} (n={t.others.applicable})" if t.others.applicable else "-"
    note = f" · {words['worse']}" if one.is_worse else ""
    clip = _clip(one.clip) if one.clip else "-"
    return [titles.get(t.item, t.item), share + note, others, f"{t.lost_points:.0f}", clip]


def _clip(one: EvidenceRef) -> str:
    """Where to listen: the interaction, the moment, and the first words of it."""
    said = next((span for span in one.spans if span.text), None)
    at = f" {said.start_s:.0f} s" if said is not None and said.start_s is not None else ""
    return f"{one.source}/{one.interaction_id}{at}" + (f" “{said.text}”" if said is not None else "")
